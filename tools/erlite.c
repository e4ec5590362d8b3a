// SPDX-License-Identifier: Apache-2.0
// The program erlite: reads the command line and hands it to the command that it names.
#include <stdio.h>
#include <string.h>

#define PROGRAM_VERSION "0.1.0"

static const char usage[] = "Usage: erlite COMMAND [ARGUMENT]...\n"
                            "       erlite FILE.erl [ARGUMENT]...\n";

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--version") == 0) {
        puts("erlite " PROGRAM_VERSION);
        return 0;
    }
    if (argc >= 2 && (strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0)) {
        fputs(usage, stdout);
        return 0;
    }
    fputs(usage, stderr);
    return 2;
}
