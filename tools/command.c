// SPDX-License-Identifier: Apache-2.0
// What the commands of the program erlite share.
#include "command.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "diagnostics.h"

int usage_error(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    fputs("erlite: ", stderr);
    vfprintf(stderr, format, values);
    fputc('\n', stderr);
    va_end(values);
    return EXIT_USAGE;
}

int no_memory_error(void)
{
    fputs("erlite: out of memory\n", stderr);
    return EXIT_FAILED;
}

static int unknown_option(const OptionReader *reader, const char *name)
{
    Suggestion suggestion = {.wanted = name};
    suggestion_consider(&suggestion, "--help");
    for (const Option *option = reader->command->options; option->name != NULL; option++) {
        suggestion_consider(&suggestion, option->name);
    }
    if (suggestion.best != NULL) {
        usage_error("unknown option '%s'; did you mean '%s'?", name, suggestion.best);
    } else {
        usage_error("unknown option '%s'; 'erlite help %s' lists the options", name,
                    reader->command->name);
    }
    return OPTION_BAD;
}

// Whether the argument is this option; *value is what is written in the same argument: -IDIR,
// --output=DIR.
static bool option_matches(const Option *option, const char *argument, const char **value)
{
    size_t length = strlen(option->name);
    *value = NULL;
    if (strncmp(argument, option->name, length) != 0)
        return false;
    if (argument[length] == '\0')
        return true;
    if (option->argument == NULL)
        return false;
    bool is_letter = length == 2;
    *value = argument + length + (is_letter ? 0 : 1);
    return is_letter || (option->name[1] == '-' && argument[length] == '=');
}

static int take_option(OptionReader *reader, int index, const char *value)
{
    const Option *option = &reader->command->options[index];
    reader->value = value;
    if (option->argument == NULL || value != NULL)
        return index;
    if (reader->next == reader->count) {
        usage_error("option '%s' needs a value: %s %s", option->name, option->name,
                    option->argument);
        return OPTION_BAD;
    }
    reader->value = reader->arguments[reader->next++];
    return index;
}

int option_next(OptionReader *reader)
{
    if (reader->ended || reader->next == reader->count)
        return OPTION_NONE;
    const char *argument = reader->arguments[reader->next];
    if (argument[0] != '-' || argument[1] == '\0')
        return OPTION_NONE;
    reader->next++;
    if (strcmp(argument, "--") == 0) {
        reader->ended = true;
        return OPTION_NONE;
    }
    if (strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0)
        return OPTION_HELP;
    for (int i = 0; reader->command->options[i].name != NULL; i++) {
        const char *value;
        if (option_matches(&reader->command->options[i], argument, &value))
            return take_option(reader, i, value);
    }
    return unknown_option(reader, argument);
}

// What has no size beforehand (a pipe) is read in growing steps.
static uint8_t *read_stream(FILE *file, size_t *size)
{
    size_t capacity = 1 << 14, count = 0, got;
    uint8_t *bytes = malloc(capacity);
    while (bytes != NULL && (got = fread(bytes + count, 1, capacity - count, file)) > 0) {
        count += got;
        if (count < capacity)
            continue;
        capacity *= 2;
        uint8_t *larger = realloc(bytes, capacity);
        if (larger == NULL)
            free(bytes);
        bytes = larger;
    }
    *size = count;
    return bytes;
}

uint8_t *file_read(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    uint8_t *bytes = read_stream(file, size);
    int error = ferror(file) ? errno : 0;
    fclose(file);
    if (error == 0)
        return bytes;
    free(bytes);
    errno = error;
    return NULL;
}

bool file_is_regular(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && !S_ISDIR(status.st_mode);
}

bool text_ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), end_length = strlen(end);
    return length >= end_length && strcmp(text + length - end_length, end) == 0;
}
