// SPDX-License-Identifier: Apache-2.0
// Which functions of module erlang are instructions rather than calls, and what the optimiser may
// know of them.

#include <string.h>

#include "ssa.h"

#define COMPARE(name, test, swap)                              \
    {                                                          \
        name, 2, BIF_COMPARE, BEAM_OP_##test, swap, true, true \
    }
#define TYPE(name, test)                                     \
    {                                                        \
        name, 1, BIF_TYPE, BEAM_OP_##test, false, true, true \
    }
#define GC(name, arity)                             \
    {                                               \
        name, arity, BIF_GC, 0, false, false, false \
    }
#define PLAIN(name, arity, total, boolean)               \
    {                                                    \
        name, arity, BIF_PLAIN, 0, false, total, boolean \
    }
#define NORETURN(name, arity)                             \
    {                                                     \
        name, arity, BIF_NORETURN, 0, false, false, false \
    }

static const BifInfo bif_table[] = {
    COMPARE("=:=", is_eq_exact, false),
    COMPARE("=/=", is_ne_exact, false),
    COMPARE("==", is_eq, false),
    COMPARE("/=", is_ne, false),
    COMPARE("<", is_lt, false),
    COMPARE(">", is_lt, true),
    COMPARE(">=", is_ge, false),
    COMPARE("=<", is_ge, true),
    TYPE("is_atom", is_atom),
    TYPE("is_binary", is_binary),
    TYPE("is_bitstring", is_bitstr),
    TYPE("is_boolean", is_boolean),
    TYPE("is_float", is_float),
    TYPE("is_function", is_function),
    TYPE("is_integer", is_integer),
    TYPE("is_list", is_list),
    TYPE("is_map", is_map),
    TYPE("is_number", is_number),
    TYPE("is_pid", is_pid),
    TYPE("is_port", is_port),
    TYPE("is_reference", is_reference),
    TYPE("is_tuple", is_tuple),
    {"is_function", 2, BIF_PLAIN, BEAM_OP_is_function2, false, false, true},
    PLAIN("and", 2, false, true),
    PLAIN("or", 2, false, true),
    PLAIN("xor", 2, false, true),
    PLAIN("not", 1, false, true),
    PLAIN("element", 2, false, false),
    PLAIN("get", 1, true, false),
    PLAIN("hd", 1, false, false),
    PLAIN("is_map_key", 2, false, true),
    PLAIN("map_get", 2, false, false),
    PLAIN("node", 0, true, false),
    PLAIN("node", 1, false, false),
    PLAIN("self", 0, true, false),
    PLAIN("tl", 1, false, false),
    PLAIN("tuple_size", 1, false, false),
    GC("+", 1),
    GC("+", 2),
    GC("-", 1),
    GC("-", 2),
    GC("*", 2),
    GC("/", 2),
    GC("div", 2),
    GC("rem", 2),
    GC("band", 2),
    GC("bor", 2),
    GC("bxor", 2),
    GC("bsl", 2),
    GC("bsr", 2),
    GC("bnot", 1),
    GC("abs", 1),
    GC("binary_part", 2),
    GC("binary_part", 3),
    GC("bit_size", 1),
    GC("byte_size", 1),
    GC("ceil", 1),
    GC("float", 1),
    GC("floor", 1),
    GC("length", 1),
    GC("map_size", 1),
    GC("round", 1),
    GC("size", 1),
    GC("trunc", 1),
    {"!", 2, BIF_SEND, 0, false, false, false},
    NORETURN("error", 1),
    NORETURN("error", 2),
    NORETURN("error", 3),
    NORETURN("exit", 1),
    NORETURN("throw", 1),
    NORETURN("nif_error", 1),
    NORETURN("nif_error", 2),
};

const BifInfo *bif_find(const Literal *name, uint32_t arity)
{
    for (size_t i = 0; i < sizeof bif_table / sizeof *bif_table; i++)
        if (bif_table[i].arity == arity && literal_is_atom(name, bif_table[i].name))
            return &bif_table[i];
    return NULL;
}
