// SPDX-License-Identifier: Apache-2.0
// erlite compile: source files to BEAM files.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "command.h"
#include "source.h"

enum { COMPILE_OUTPUT, COMPILE_INCLUDE, COMPILE_DEFINE };

typedef struct {
    SourceOptions *options;
    const char *directory;
    char **files;
    int file_count;
} Job;

// EXIT_FINE, or the exit code to leave with at once; *is_done after --help.
static int read_arguments(Job *job, OptionReader *reader, bool *is_done)
{
    for (;;) {
        switch (option_next(reader)) {
        case COMPILE_OUTPUT: job->directory = reader->value; break;
        case COMPILE_INCLUDE: source_options_include(job->options, reader->value); break;
        case COMPILE_DEFINE:
            if (!source_options_define(job->options, (char *)reader->value))
                return EXIT_USAGE;
            break;
        case OPTION_HELP:
            command_print_help(reader->command);
            *is_done = true;
            return EXIT_FINE;
        case OPTION_BAD: return EXIT_USAGE;
        default:
            if (reader->next == reader->count)
                return EXIT_FINE;
            job->files[job->file_count++] = reader->arguments[reader->next++];
        }
    }
}

static bool write_file(const char *path, const Source *source)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL)
        return false;
    bool is_written = fwrite(source->bytes, 1, source->size, file) == source->size;
    int error = errno;
    if (fclose(file) != 0) {
        if (is_written)
            error = errno;
        is_written = false;
    }
    if (!is_written)
        (void)remove(path);
    errno = error;
    return is_written;
}

static int write_module(const Job *job, const Source *source)
{
    size_t length = strlen(job->directory) + strlen(source->module) + sizeof "/.beam";
    char *path = malloc(length);
    if (path == NULL)
        return no_memory_error();
    snprintf(path, length, "%s/%s.beam", job->directory, source->module);
    int code = EXIT_FINE;
    if (!write_file(path, source))
        code = usage_error("cannot write %s: %s", path, strerror(errno));
    free(path);
    return code;
}

static int compile_file(const Job *job, const char *path)
{
    Source source;
    int code = source_compile(&source, job->options, path, false);
    if (code == EXIT_FINE)
        code = write_module(job, &source);
    source_close(&source);
    return code;
}

static int compile_files(const Job *job)
{
    struct stat status;
    if (job->file_count == 0)
        return usage_error("compile what? Name a file: erlite compile FILE.erl");
    if (stat(job->directory, &status) != 0)
        return usage_error("cannot write to %s: %s", job->directory, strerror(errno));
    if (!S_ISDIR(status.st_mode))
        return usage_error("cannot write to %s: not a directory", job->directory);
    int worst = EXIT_FINE;
    for (int i = 0; i < job->file_count; i++) {
        int code = compile_file(job, job->files[i]);
        if (code > worst)
            worst = code;
    }
    return worst;
}

int command_compile(const Command *command, int count, char **arguments)
{
    Job job = {.directory = ".",
               .options = source_options_create(count),
               .files = calloc((size_t)count + 1, sizeof *job.files)};
    OptionReader reader = {.command = command, .arguments = arguments, .count = count};
    bool is_done = false;
    int code =
        job.files && job.options ? read_arguments(&job, &reader, &is_done) : no_memory_error();
    if (code == EXIT_FINE && !is_done)
        code = compile_files(&job);
    free(job.files);
    source_options_destroy(job.options);
    return code;
}
