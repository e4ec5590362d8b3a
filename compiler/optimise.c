// SPDX-License-Identifier: Apache-2.0
// Improvement of SSA: what runs when.

#include "optimise.h"

void optimise_function(SsaFunction *function) {
    optimise_contexts(function);
    optimise_simplify(function);
    optimise_types(function);
    optimise_simplify(function);
    lower_function(function);
}
