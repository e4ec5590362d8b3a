// SPDX-License-Identifier: Apache-2.0
// erlite help and erlite version: the list of commands, and all that is said about them.
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "diagnostics.h"
#include "erlite.h"

static const Option no_options[] = {{NULL, NULL, NULL}};

static const Option run_options[] = {
    {"-pa", "DIR", "look for compiled modules in DIR; may be repeated"},
    {"-I", "DIR", "look for included files in DIR too"},
    {"-D", "NAME[=VALUE]", "define the macro NAME, as true or as VALUE"},
    {NULL, NULL, NULL},
};

static const Option compile_options[] = {
    {"-o", "DIR", "write into DIR instead of the current directory"},
    {"-I", "DIR", "look for included files in DIR too"},
    {"-D", "NAME[=VALUE]", "define the macro NAME, as true or as VALUE"},
    {NULL, NULL, NULL},
};

const Command commands[] = {
    {"run", "compile a file in memory and run it, or run a compiled module",
     "erlite run [OPTION]... FILE.erl [ARGUMENT]...\n"
     "       erlite run [OPTION]... MODULE [ARGUMENT]...",
     "Calls main/1 with the arguments as strings, or main/0 if there is no main/1. \"run\" may be "
     "left\n"
     "out before a file name. Modules that are not part of erlite are looked for as MODULE.beam in "
     "the\n"
     "directories given by -pa, then in that of FILE.erl, or in the current one.\n"
     "\n"
     "A file may begin with the line \"#!/usr/bin/env erlite\". Without -module it is a script: "
     "main/1 is\n"
     "exported without being asked for.\n"
     "\n"
     "Options end at the file or module; what follows belongs to the program. The exit code is 0, "
     "what\n"
     "the program gives to halt/1, 1 after an uncaught exception or compile errors, or 2 if there "
     "is\n"
     "nothing to run.",
     run_options, command_run},
    {"compile", "compile files to MODULE.beam", "erlite compile [OPTION]... FILE.erl...",
     "Compiles each file to MODULE.beam, for erlite and for Erlang/OTP from version 25 on. The "
     "exit code\n"
     "is 0, 1 after compile errors, or 2 if a file cannot be read or written.",
     compile_options, command_compile},
    {"disasm", "show the instructions of a compiled module", "erlite disasm FILE.beam",
     "Shows the generic instructions that are in the file, then the internal instructions that "
     "erlite\n"
     "makes of them when it loads the module.",
     no_options, command_disasm},
    {"help", "list the commands, or explain one", "erlite help [COMMAND]",
     "\"erlite COMMAND --help\" is the same.", no_options, command_help},
    {"version", "print the version", "erlite version", "\"erlite --version\" is the same.",
     no_options, command_version},
    {NULL, NULL, NULL, NULL, NULL, NULL},
};

const Command *command_find(const char *name)
{
    for (const Command *command = commands; command->name != NULL; command++) {
        if (strcmp(command->name, name) == 0)
            return command;
    }
    return NULL;
}

static void print_overview(void)
{
    fputs("erlite: small, embeddable Erlang\n"
          "\n"
          "Usage: erlite FILE.erl [ARGUMENT]...\n"
          "       erlite COMMAND [ARGUMENT]...\n"
          "\n"
          "Commands:\n",
          stdout);
    for (const Command *command = commands; command->name != NULL; command++) {
        printf("  %-10s %s\n", command->name, command->summary);
    }
    fputs("\n"
          "Options:\n"
          "  -h, --help     print this; after a command, explain that\n"
          "  -V, --version  print the version\n",
          stdout);
}

void command_print_help(const Command *command)
{
    if (command == NULL) {
        print_overview();
        return;
    }
    printf("Usage: %s\n\n%s\n", command->usage, command->details);
    if (command->options[0].name != NULL)
        fputs("\nOptions:\n", stdout);
    for (const Option *option = command->options; option->name != NULL; option++) {
        int width = printf("  %s %s", option->name, option->argument ? option->argument : "");
        printf("%*s  %s\n", width < 18 ? 18 - width : 0, "", option->help);
    }
}

// Reads a command line that has no options but --help and at most `limit` arguments. EXIT_FINE and
// *is_done after --help.
static int read_plain(OptionReader *reader, int limit, bool *is_done)
{
    int option = option_next(reader);
    *is_done = option == OPTION_HELP;
    if (option == OPTION_HELP)
        command_print_help(reader->command);
    if (option != OPTION_NONE)
        return option == OPTION_HELP ? EXIT_FINE : EXIT_USAGE;
    if (reader->count - reader->next <= limit)
        return EXIT_FINE;
    return usage_error("'%s' is one argument too many for erlite %s",
                       reader->arguments[reader->next + limit], reader->command->name);
}

static int unknown_command(const char *name)
{
    Suggestion suggestion = {.wanted = name};
    for (const Command *command = commands; command->name != NULL; command++) {
        suggestion_consider(&suggestion, command->name);
    }
    if (suggestion.best != NULL) {
        return usage_error("unknown command '%s'; did you mean '%s'?", name, suggestion.best);
    }
    return usage_error("unknown command '%s'; 'erlite help' lists the commands", name);
}

int command_help(const Command *command, int count, char **arguments)
{
    OptionReader reader = {.command = command, .arguments = arguments, .count = count};
    bool is_done;
    int code = read_plain(&reader, 1, &is_done);
    if (code != EXIT_FINE || is_done)
        return code;
    const char *name = arguments[reader.next];
    const Command *wanted = reader.next < count ? command_find(name) : NULL;
    if (reader.next < count && wanted == NULL)
        return unknown_command(name);
    command_print_help(wanted);
    return EXIT_FINE;
}

int command_version(const Command *command, int count, char **arguments)
{
    OptionReader reader = {.command = command, .arguments = arguments, .count = count};
    bool is_done;
    int code = read_plain(&reader, 0, &is_done);
    if (code == EXIT_FINE && !is_done)
        puts("erlite " ERLITE_VERSION);
    return code;
}
