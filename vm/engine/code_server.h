// SPDX-License-Identifier: Apache-2.0
// Finding and loading modules when they are first called: from the search paths, then from the
// image in the program.
#ifndef ERLITE_CODE_SERVER_H
#define ERLITE_CODE_SERVER_H

#include "vm.h"

typedef enum CodeServerResult {
    CODE_LOADED,
    CODE_NOT_FOUND,
    CODE_BAD, // a file is there, but it cannot be loaded
} CodeServerResult;

// Loads the module, if it is not loaded already. A file that is there but broken is reported on
// standard error.
CodeServerResult code_server_load(Vm *vm, Term module);

#endif
