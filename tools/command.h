// SPDX-License-Identifier: Apache-2.0
// What the commands of the program erlite share: how they are described, how they read their
// options, and how they say that a command line is wrong.
#ifndef ERLITE_TOOLS_COMMAND_H
#define ERLITE_TOOLS_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Exit codes of the program itself.
enum { EXIT_FINE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

typedef struct Option {
    const char *name;     // "-o" or "--output"
    const char *argument; // what it takes, as the help calls it; NULL for nothing
    const char *help;
} Option;

typedef struct Command {
    const char *name;
    const char *summary;   // one line for the list of commands
    const char *usage;     // lines after "Usage: "
    const char *details;   // paragraphs
    const Option *options; // ends with a name of NULL
    int (*run)(const struct Command *command, int count, char **arguments);
} Command;

extern const Command commands[]; // ends with a name of NULL

// Runs the commands; `arguments` are those behind the command's name. The result is the exit code.
int command_run(const Command *command, int count, char **arguments);
int command_compile(const Command *command, int count, char **arguments);
int command_disasm(const Command *command, int count, char **arguments);
int command_help(const Command *command, int count, char **arguments);
int command_version(const Command *command, int count, char **arguments);

// The command of this name, or NULL.
const Command *command_find(const char *name);
// Help for one command, or for all with NULL.
void command_print_help(const Command *command);

// Reads a command line from left to right.
typedef struct OptionReader {
    const Command *command;
    char **arguments;
    int count;
    int next;          // the argument to read next
    const char *value; // of the option read last
    bool ended;        // by "--": what follows is no option
} OptionReader;

enum { OPTION_HELP = -1, OPTION_BAD = -2, OPTION_NONE = -3 };
// The index of the next option in the command's list; OPTION_HELP for --help, OPTION_NONE before an
// argument that is none and at the end, OPTION_BAD after it has reported one that is unknown or
// lacks its value.
int option_next(OptionReader *reader);

// "erlite: ..." on standard error; the result is EXIT_USAGE.
int usage_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
int no_memory_error(void);

// The whole file in memory from malloc, or NULL with errno set.
uint8_t *file_read(const char *path, size_t *size);
bool file_is_regular(const char *path);
bool text_ends_with(const char *text, const char *end);

#endif
