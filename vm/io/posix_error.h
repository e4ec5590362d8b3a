// SPDX-License-Identifier: Apache-2.0
// The names of the system's error numbers.
#ifndef ERLITE_POSIX_ERROR_H
#define ERLITE_POSIX_ERROR_H

#include "term/atom.h"

// ENOENT -> enoent; unknown for a number without a name, undefined without memory for the atom.
Term posix_error_atom(AtomTable *atoms, int error);

#endif
