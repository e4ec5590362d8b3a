// SPDX-License-Identifier: Apache-2.0
// Module erlang: arithmetic, comparisons and boolean operators as functions, for guards, apply and
// funs. The engine has instructions for most of them and comes here only with a fun.
#include <math.h>

#include "bif/bif.h"
#include "term/compare.h"
#include "term/number.h"

static Term number_result(Process *process, Term t, NumberError error)
{
    if (likely(!term_is_none(t)))
        return t;
    switch (error) {
    case NUMBER_SYSTEM_LIMIT: return fault_system_limit(process);
    case NUMBER_NO_MEMORY: return fault_no_memory(process);
    default: return fault_badarith(process);
    }
}

#define BINARY_OPERATION(name, function)                                              \
    Term bif_erlang_##name##_2(Process *process, const Term *arguments)               \
    {                                                                                 \
        NumberError error = NUMBER_OK;                                                \
        Term t = function(process_room(process), arguments[0], arguments[1], &error); \
        return number_result(process, t, error);                                      \
    }

#define UNARY_OPERATION(name, function)                                 \
    Term bif_erlang_##name##_1(Process *process, const Term *arguments) \
    {                                                                   \
        NumberError error = NUMBER_OK;                                  \
        Term t = function(process_room(process), arguments[0], &error); \
        return number_result(process, t, error);                        \
    }

BINARY_OPERATION(plus, number_add)
BINARY_OPERATION(minus, number_subtract)
BINARY_OPERATION(times, number_multiply)
BINARY_OPERATION(divide, number_divide)
BINARY_OPERATION(div, number_div)
BINARY_OPERATION(rem, number_rem)
BINARY_OPERATION(band, number_band)
BINARY_OPERATION(bor, number_bor)
BINARY_OPERATION(bxor, number_bxor)
BINARY_OPERATION(bsl, number_bsl)
BINARY_OPERATION(bsr, number_bsr)
UNARY_OPERATION(bnot, number_bnot)
UNARY_OPERATION(minus, number_negate)

Term bif_erlang_plus_1(Process *process, const Term *arguments)
{
    return term_is_number(arguments[0]) ? arguments[0] : fault_badarith(process);
}

Term bif_erlang_abs_1(Process *process, const Term *arguments)
{
    if (!term_is_number(arguments[0]))
        return fault_badarg(process);
    NumberError error = NUMBER_OK;
    return number_result(process, number_abs(process_room(process), arguments[0], &error), error);
}

Term bif_erlang_float_1(Process *process, const Term *arguments)
{
    double d;
    if (term_is_float(arguments[0]))
        return arguments[0];
    if (!number_to_double(arguments[0], &d))
        return fault_badarg(process);
    Term t = float_make(process_room(process), d);
    return term_is_none(t) ? fault_no_memory(process) : t;
}

static Term to_integer(Process *process, Term t, double (*rounded)(double))
{
    if (term_is_integer(t))
        return t;
    if (!term_is_float(t))
        return fault_badarg(process);
    Term integer = integer_from_double(process_room(process), rounded(float_value(t)));
    return term_is_none(integer) ? fault_no_memory(process) : integer;
}

#define ROUNDING(name)                                                  \
    Term bif_erlang_##name##_1(Process *process, const Term *arguments) \
    {                                                                   \
        return to_integer(process, arguments[0], name);                 \
    }

ROUNDING(trunc)
ROUNDING(round)
ROUNDING(floor)
ROUNDING(ceil)

// ---- comparisons

#define COMPARISON(name, condition)                                     \
    Term bif_erlang_##name##_2(Process *process, const Term *arguments) \
    {                                                                   \
        const AtomTable *atoms = process_atoms(process);                \
        Term a = arguments[0], b = arguments[1];                        \
        (void)atoms;                                                    \
        return term_from_bool(condition);                               \
    }

COMPARISON(equal, term_equal(a, b))
COMPARISON(not_equal, !term_equal(a, b))
COMPARISON(exact_equal, term_exact_equal(a, b))
COMPARISON(not_exact_equal, !term_exact_equal(a, b))
COMPARISON(less, term_compare(atoms, a, b) < 0)
COMPARISON(less_or_equal, term_compare(atoms, a, b) <= 0)
COMPARISON(greater, term_compare(atoms, a, b) > 0)
COMPARISON(greater_or_equal, term_compare(atoms, a, b) >= 0)

// The order of map keys: a number below, at or above 0.
Term bif_erts_internal_cmp_term_2(Process *process, const Term *arguments)
{
    int order = term_compare_exact(process_atoms(process), arguments[0], arguments[1]);
    return small_make((order > 0) - (order < 0));
}

// ---- booleans

static bool is_boolean(Term t)
{
    return term_same(t, ATOM_TERM(true)) || term_same(t, ATOM_TERM(false));
}

#define BOOLEAN_OPERATION(name, operator)                               \
    Term bif_erlang_##name##_2(Process *process, const Term *arguments) \
    {                                                                   \
        if (!is_boolean(arguments[0]) || !is_boolean(arguments[1]))     \
            return fault_badarg(process);                               \
        bool a = term_same(arguments[0], ATOM_TERM(true));              \
        bool b = term_same(arguments[1], ATOM_TERM(true));              \
        return term_from_bool(a operator b);                            \
    }

BOOLEAN_OPERATION(and, &&)
BOOLEAN_OPERATION(or, ||)
BOOLEAN_OPERATION(xor, !=)

Term bif_erlang_not_1(Process *process, const Term *arguments)
{
    if (!is_boolean(arguments[0]))
        return fault_badarg(process);
    return term_from_bool(term_same(arguments[0], ATOM_TERM(false)));
}
