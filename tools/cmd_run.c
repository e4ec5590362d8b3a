// SPDX-License-Identifier: Apache-2.0
// erlite run: compiles a file in memory, or finds a compiled module, and calls its main function.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "code/image.h"
#include "command.h"
#include "erlite.h"
#include "io/output.h"
#include "source.h"
#include "vm.h"

enum { RUN_PATH, RUN_INCLUDE, RUN_DEFINE };

typedef struct {
    SourceOptions *options;
    const char **paths;
    int path_count;
    ErliteVm *vm;
} Run;

// ---- Finding what to run

static bool file_exists_in(const char *directory, const char *module)
{
    char path[4096];
    int length = snprintf(path, sizeof path, "%s/%s.beam", directory, module);
    return length > 0 && (size_t)length < sizeof path && file_is_regular(path);
}

static bool module_is_in_paths(const Run *run, const char *module)
{
    for (int i = 0; i < run->path_count; i++) {
        if (file_exists_in(run->paths[i], module))
            return true;
    }
    return false;
}

static bool module_is_in_image(const char *module)
{
    for (size_t i = 0; i < erlite_image_count; i++) {
        if (strcmp(erlite_image[i].name, module) == 0)
            return true;
    }
    return false;
}

static bool looks_like_file(const char *name)
{
    return strchr(name, '/') != NULL || text_ends_with(name, ".erl") ||
           text_ends_with(name, ".escript");
}

// The directory of a file, to be given to free(); NULL without memory.
static char *directory_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return strdup(".");
    return strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

// ---- Running

static int report_status(ErliteStatus status)
{
    fprintf(stderr, "erlite: %s\n", erlite_strerror(status));
    return EXIT_FAILED;
}

// Calls main, and ends with its exit code; with 1 when not all output could be written.
static int run_module(const Run *run, const char *module, int count, char **arguments)
{
    int code;
    ErliteStatus status = erlite_run_main(run->vm, module, count, arguments, &code);
    if (status != ERLITE_OK)
        return report_status(status);
    int error = output_flush(run->vm->output);
    if (error == 0)
        return code;
    fprintf(stderr, "erlite: cannot write to standard output: %s\n", strerror(error));
    return code == EXIT_FINE ? EXIT_FAILED : code;
}

static int load_source(const Run *run, Source *source, const char *path, char **module)
{
    int code = source_compile(source, run->options, path, true);
    if (code != EXIT_FINE)
        return code;
    char message[256];
    ErliteStatus status =
        erlite_load(run->vm, source->bytes, source->size, message, sizeof message);
    if (status == ERLITE_BAD_MODULE) {
        fprintf(stderr, "erlite: cannot load %s: %s\n", path, message);
        return EXIT_FAILED;
    }
    *module = strdup(source->module);
    if (status == ERLITE_OK && *module == NULL)
        status = ERLITE_NO_MEMORY;
    return status == ERLITE_OK ? EXIT_FINE : report_status(status);
}

static int run_source(const Run *run, const char *path, int count, char **arguments)
{
    Source source;
    char *module = NULL;
    int code = load_source(run, &source, path, &module);
    // Before the program starts: what the compiler took is not needed any more.
    source_close(&source);
    if (code == EXIT_FINE) {
        char *directory = directory_of(path);
        ErliteStatus status = directory ? erlite_add_path(run->vm, directory) : ERLITE_NO_MEMORY;
        free(directory);
        code =
            status == ERLITE_OK ? run_module(run, module, count, arguments) : report_status(status);
    }
    free(module);
    return code;
}

// A BEAM file by its name: its directory is searched first.
static int run_beam_file(Run *run, const char *path, int count, char **arguments)
{
    size_t size;
    uint8_t *bytes = file_read(path, &size);
    if (bytes == NULL)
        return usage_error("cannot read %s: %s", path, strerror(errno));
    char message[256];
    ErliteStatus status = erlite_load(run->vm, bytes, size, message, sizeof message);
    free(bytes);
    if (status == ERLITE_BAD_MODULE) {
        fprintf(stderr, "erlite: cannot load %s: %s\n", path, message);
        return EXIT_FAILED;
    }
    char *directory = directory_of(path);
    if (directory == NULL)
        return no_memory_error();
    const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
    char *module = strndup(base, strlen(base) - strlen(".beam"));
    if (status == ERLITE_OK)
        status = module ? erlite_add_path(run->vm, directory) : ERLITE_NO_MEMORY;
    int code =
        status == ERLITE_OK ? run_module(run, module, count, arguments) : report_status(status);
    free(module);
    free(directory);
    return code;
}

static int run_compiled(Run *run, const char *module, int count, char **arguments)
{
    if (!module_is_in_paths(run, module) && !file_exists_in(".", module) &&
        !module_is_in_image(module)) {
        const char *where = run->path_count ? " in the directories of -pa" : "";
        return usage_error("cannot find %s: neither a file nor a module%s", module, where);
    }
    ErliteStatus status = erlite_add_path(run->vm, ".");
    return status == ERLITE_OK ? run_module(run, module, count, arguments) : report_status(status);
}

static int run_named(Run *run, const char *name, int count, char **arguments)
{
    if (text_ends_with(name, ".beam"))
        return run_beam_file(run, name, count, arguments);
    bool is_file =
        looks_like_file(name) || (!module_is_in_paths(run, name) && file_is_regular(name));
    return is_file ? run_source(run, name, count, arguments)
                   : run_compiled(run, name, count, arguments);
}

// ---- The command line

static int read_options(Run *run, OptionReader *reader, bool *is_done)
{
    for (;;) {
        switch (option_next(reader)) {
        case RUN_PATH: run->paths[run->path_count++] = reader->value; break;
        case RUN_INCLUDE: source_options_include(run->options, reader->value); break;
        case RUN_DEFINE:
            if (!source_options_define(run->options, (char *)reader->value))
                return EXIT_USAGE;
            break;
        case OPTION_HELP:
            command_print_help(reader->command);
            *is_done = true;
            return EXIT_FINE;
        case OPTION_BAD: return EXIT_USAGE;
        default:
            if (reader->next < reader->count)
                return EXIT_FINE;
            return usage_error("run what? Name a file or a module: erlite run FILE.erl");
        }
    }
}

static bool create_vm(Run *run)
{
    const ErliteOptions options = {.image = erlite_image, .image_count = erlite_image_count};
    run->vm = erlite_create(&options);
    bool is_fine = run->vm != NULL;
    for (int i = 0; i < run->path_count && is_fine; i++)
        is_fine = erlite_add_path(run->vm, run->paths[i]) == ERLITE_OK;
    return is_fine;
}

static int run_arguments(Run *run, OptionReader *reader)
{
    bool is_done = false;
    int code = read_options(run, reader, &is_done);
    if (code != EXIT_FINE || is_done)
        return code;
    if (!create_vm(run))
        return no_memory_error();
    const char *name = reader->arguments[reader->next++];
    return run_named(run, name, reader->count - reader->next, reader->arguments + reader->next);
}

int command_run(const Command *command, int count, char **arguments)
{
    // A reader of our output that leaves ends us without a word, whatever we inherited.
    (void)signal(SIGPIPE, SIG_DFL);
    Run run = {.paths = calloc((size_t)count + 1, sizeof *run.paths),
               .options = source_options_create(count)};
    OptionReader reader = {.command = command, .arguments = arguments, .count = count};
    int code = run.paths && run.options ? run_arguments(&run, &reader) : no_memory_error();
    erlite_destroy(run.vm);
    source_options_destroy(run.options);
    free(run.paths);
    return code;
}
