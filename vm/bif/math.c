// SPDX-License-Identifier: Apache-2.0
// Module math: the C library's functions on any number, without the infinities and NaNs that Erlang
// has not got.
#include <math.h>

#include "bif/bif.h"
#include "term/number.h"

static Term float_result(Process *process, double d)
{
    if (!isfinite(d))
        return fault_badarith(process);
    Term t = float_make(process_room(process), d);
    return term_is_none(t) ? fault_no_memory(process) : t;
}

// The double of a number; false for anything else, and for integers out of range.
static inline bool read_double(Term t, double *d)
{
    if (unlikely(!term_is_tagged_float(t)))
        return number_to_double(t, d);
    *d = tagged_float_value(t);
    return true;
}

// The fault of an argument that is no number, or none that a float can be.
static Term bad_argument(Process *process, Term t)
{
    return term_is_number(t) ? fault_badarith(process) : fault_badarg(process);
}

#define MATH_1(name)                                                  \
    Term bif_math_##name##_1(Process *process, const Term *arguments) \
    {                                                                 \
        double x;                                                     \
        if (!read_double(arguments[0], &x))                      \
            return bad_argument(process, arguments[0]);               \
        return float_result(process, name(x));                        \
    }

#define MATH_2(name)                                                  \
    Term bif_math_##name##_2(Process *process, const Term *arguments) \
    {                                                                 \
        double x, y;                                                  \
        if (!read_double(arguments[0], &x))                      \
            return bad_argument(process, arguments[0]);               \
        if (!read_double(arguments[1], &y))                      \
            return bad_argument(process, arguments[1]);               \
        return float_result(process, name(x, y));                     \
    }

MATH_1(acos)
MATH_1(acosh)
MATH_1(asin)
MATH_1(asinh)
MATH_1(atan)
MATH_1(atanh)
MATH_1(ceil)
MATH_1(cos)
MATH_1(cosh)
MATH_1(erf)
MATH_1(erfc)
MATH_1(exp)
MATH_1(floor)
MATH_1(log)
MATH_1(log2)
MATH_1(log10)
MATH_1(sin)
MATH_1(sinh)
MATH_1(sqrt)
MATH_1(tan)
MATH_1(tanh)
MATH_2(atan2)
MATH_2(fmod)
MATH_2(pow)

Term bif_math_pi_0(Process *process, const Term *arguments)
{
    (void)arguments;
    return float_result(process, 3.1415926535897932);
}

Term bif_math_tau_0(Process *process, const Term *arguments)
{
    (void)arguments;
    return float_result(process, 6.2831853071795864);
}
