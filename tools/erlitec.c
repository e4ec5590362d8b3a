// SPDX-License-Identifier: Apache-2.0
// erlitec: the compiler alone as a program. Builds the standard library before there is an erlite,
// and shows intermediate forms to people who work on the compiler.

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compile.h"
#include "compiler.h"

enum { MAX_OPTIONS = 256 };

typedef struct {
    CompilerOptions options;
    CompileOutput output;
    const char *directory;
    const char *include_dirs[MAX_OPTIONS];
    CompilerDefine defines[MAX_OPTIONS];
} Command;

static int usage(void)
{
    fputs(
        "usage: erlitec [-o DIR] [-I DIR] [-D NAME[=VALUE]] [-S core|flat|ssa|opt|code] FILE...\n",
        stderr);
    return 2;
}

static bool set_output(Command *command, const char *name)
{
    static const char *const names[] = {"beam", "core", "flat", "ssa", "opt", "code"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0) {
            command->output = (CompileOutput)i;
            return true;
        }
    return false;
}

static bool add_define(Command *command, char *text)
{
    char *equals = strchr(text, '=');
    if (equals != NULL)
        *equals++ = '\0';
    if (command->options.define_count == MAX_OPTIONS)
        return false;
    command->defines[command->options.define_count++] = (CompilerDefine){text, equals};
    return true;
}

static bool read_options(Command *command, int argc, char **argv)
{
    int option;
    while ((option = getopt(argc, argv, "o:I:D:S:w")) != -1) {
        switch (option) {
        case 'o': command->directory = optarg; break;
        case 'I':
            if (command->options.include_dir_count == MAX_OPTIONS)
                return false;
            command->include_dirs[command->options.include_dir_count++] = optarg;
            break;
        case 'D':
            if (!add_define(command, optarg))
                return false;
            break;
        case 'S':
            if (!set_output(command, optarg))
                return false;
            break;
        case 'w': command->options.no_warnings = true; break;
        default: return false;
        }
    }
    return optind < argc;
}

static bool write_beam(const Command *command, const CompileResult *result)
{
    size_t length = strlen(command->directory) + strlen(result->module) + 7;
    char *path = malloc(length);
    if (path == NULL)
        return false;
    snprintf(path, length, "%s/%s.beam", command->directory, result->module);
    FILE *file = fopen(path, "wb");
    bool fine = file != NULL && fwrite(result->bytes, 1, result->size, file) == result->size;
    if (file != NULL && fclose(file) != 0)
        fine = false;
    if (!fine)
        fprintf(stderr, "erlitec: cannot write %s: %s\n", path, strerror(errno));
    free(path);
    return fine;
}

static void print_diagnostics(Compiler *compiler)
{
    DiagnosticStyle style = {.max_count = 50};
    if (compiler->diagnostics.count > 0)
        fputs(diagnostics_render(&compiler->diagnostics, style, NULL), stderr);
}

static bool compile_file(const Command *command, const char *path)
{
    Compiler compiler;
    compiler_init(&compiler, &command->options);
    Arena source;
    arena_init(&source, 0);
    const uint8_t *bytes;
    size_t size;
    bool fine =
        command->options.files.read(command->options.files.context, &source, path, &bytes, &size);
    if (!fine) {
        fprintf(stderr, "erlitec: cannot read %s: %s\n", path, strerror(errno));
    } else {
        CompileResult result;
        fine = compile_source(&compiler, path, bytes, size, command->output, &result);
        print_diagnostics(&compiler);
        if (fine && command->output == COMPILE_BEAM)
            fine = write_beam(command, &result);
        else if (fine)
            fwrite(result.bytes, 1, result.size, stdout);
    }
    arena_destroy(&source);
    compiler_destroy(&compiler);
    return fine;
}

int main(int argc, char **argv)
{
    static const char *const no_libraries[] = {NULL};
    const char *libraries[] = {getenv("ERL_LIBS"), NULL};
    Command command = {.directory = "."};
    command.options.include_dirs = command.include_dirs;
    command.options.defines = command.defines;
    command.options.files = compiler_host_files(libraries[0] != NULL ? libraries : no_libraries);
    if (!read_options(&command, argc, argv))
        return usage();
    int failed = 0;
    for (int i = optind; i < argc; i++)
        failed += !compile_file(&command, argv[i]);
    return failed > 0;
}
