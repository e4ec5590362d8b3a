// SPDX-License-Identifier: Apache-2.0
// Improvement of SSA: what runs when.

#include "optimise.h"

static void optimise_function(SsaFunction *function)
{
    optimise_contexts(function);
    optimise_simplify(function);
    optimise_types(function);
    optimise_simplify(function);
    optimise_tuples(function);
    lower_exits(function);
}

void optimise_module(CoreModule *module, SsaFunction *const *functions, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        optimise_function(functions[i]);
    optimise_binary(module, functions, count);
    for (uint32_t i = 0; i < count; i++)
        lower_function(functions[i]);
}
