// SPDX-License-Identifier: Apache-2.0
// The program erlite: reads the command line and hands it to the command that it names.
#include <stdio.h>
#include <string.h>

#include "command.h"

static bool is_one_of(const char *text, const char *first, const char *second)
{
    return strcmp(text, first) == 0 || strcmp(text, second) == 0;
}

// A file's name is a command line of `run`, and so are options of `run`.
static bool is_for_run(const char *name)
{
    return name[0] == '-' || strchr(name, '/') != NULL || strchr(name, '.') != NULL ||
           file_is_regular(name);
}

static int run_command(const char *name, int count, char **arguments)
{
    const Command *command = command_find(name);
    if (command != NULL)
        return command->run(command, count - 1, arguments + 1);
    if (is_for_run(name))
        return command_run(command_find("run"), count, arguments);
    return command_help(command_find("help"), count > 1 ? 1 : count, arguments);
}

int main(int argc, char **argv)
{
    if (argc < 2 || is_one_of(argv[1], "--help", "-h")) {
        command_print_help(NULL);
    } else if (is_one_of(argv[1], "--version", "-V")) {
        return command_version(command_find("version"), argc - 2, argv + 2);
    } else {
        return run_command(argv[1], argc - 1, argv + 1);
    }
    return EXIT_FINE;
}
