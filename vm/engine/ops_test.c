// SPDX-License-Identifier: Apache-2.0
// Instructions that test and choose: they go on behind themselves, or at a label.
#include "engine/operation.h"
#include "term/bits.h"
#include "term/compare.h"
#include "term/fun.h"

// Goes on behind the instruction of `count` words when the condition holds, else at the label in
// its first.
#define BRANCH(condition, count) \
    do {                         \
        if (condition)           \
            NEXT(count);         \
        GO_TO_LABEL(1);          \
    } while (0)

// ---- types

OPERATION(is_nil_x) { BRANCH(term_is_nil(X(2)), 2); }
OPERATION(is_nil) { BRANCH(term_is_nil(SOURCE(2)), 2); }
OPERATION(is_list_x) { BRANCH(term_is_list(X(2)), 2); }
OPERATION(is_list) { BRANCH(term_is_list(SOURCE(2)), 2); }
OPERATION(is_nonempty_list_x) { BRANCH(term_is_cons(X(2)), 2); }
OPERATION(is_nonempty_list) { BRANCH(term_is_cons(SOURCE(2)), 2); }
OPERATION(is_atom_x) { BRANCH(term_is_atom(X(2)), 2); }
OPERATION(is_atom) { BRANCH(term_is_atom(SOURCE(2)), 2); }
OPERATION(is_integer_x)
{
    Term t = X(2);
    BRANCH(term_is_small(t) || term_is_big(t), 2);
}
OPERATION(is_integer) { BRANCH(term_is_integer(SOURCE(2)), 2); }
OPERATION(is_float) { BRANCH(term_is_float(SOURCE(2)), 2); }
OPERATION(is_number) { BRANCH(term_is_number(SOURCE(2)), 2); }
OPERATION(is_tuple_x) { BRANCH(term_is_tuple(X(2)), 2); }
OPERATION(is_tuple) { BRANCH(term_is_tuple(SOURCE(2)), 2); }
OPERATION(is_map_x) { BRANCH(term_is_map(X(2)), 2); }
OPERATION(is_map) { BRANCH(term_is_map(SOURCE(2)), 2); }
OPERATION(is_binary) { BRANCH(term_is_binary(SOURCE(2)), 2); }
OPERATION(is_bitstr) { BRANCH(term_is_bits(SOURCE(2)), 2); }
OPERATION(is_pid) { BRANCH(term_is_pid(SOURCE(2)), 2); }
OPERATION(is_port) { BRANCH(term_is_port(SOURCE(2)), 2); }
OPERATION(is_reference) { BRANCH(term_is_ref(SOURCE(2)), 2); }
OPERATION(is_function) { BRANCH(term_is_fun(SOURCE(2)), 2); }
OPERATION(is_boolean)
{
    Term t = SOURCE(2);
    BRANCH(term_same(t, ATOM_TERM(true)) || term_same(t, ATOM_TERM(false)), 2);
}
OPERATION(is_function2)
{
    Term fun = SOURCE(2), arity = SOURCE(3);
    BRANCH(term_is_fun(fun) && term_is_small(arity) &&
               small_value(arity) == (SignedWord)fun_arity(fun),
           3);
}

// ---- tuples

OPERATION(test_arity_x) { BRANCH(tuple_arity(X(2)) == code[3], 3); }
OPERATION(test_arity) { BRANCH(tuple_arity(SOURCE(2)) == code[3], 3); }
OPERATION(is_tuple_of_arity_x) { BRANCH(term_is_tuple_of(X(2), code[3]), 3); }
OPERATION(is_tuple_of_arity) { BRANCH(term_is_tuple_of(SOURCE(2), code[3]), 3); }
OPERATION(is_tagged_tuple_x)
{
    Term t = X(2);
    BRANCH(term_is_tuple_of(t, code[3]) && term_same(tuple_elements(t)[0], CONSTANT(4)), 4);
}
OPERATION(is_tagged_tuple)
{
    Term t = SOURCE(2);
    BRANCH(term_is_tuple_of(t, code[3]) && term_same(tuple_elements(t)[0], CONSTANT(4)), 4);
}

OPERATION(is_tuple_of_arity_get_element)
{
    Term t = X(2);
    if (!term_is_tuple_of(t, code[3]))
        GO_TO_LABEL(1);
    X(5) = tuple_elements(t)[code[4]];
    NEXT(5);
}

// ---- tests that take the list apart

OPERATION(is_nonempty_list_allocate_get_list)
{
    Term list = X(2);
    if (!term_is_cons(list))
        GO_TO_LABEL(1);
    NEED(code[3], code[4]);
    stack -= code[3];
    const Term *cell = cons_cell(list);
    Term tail = cell[1];
    Y(5) = cell[0];
    X(6) = tail;
    NEXT(6);
}

OPERATION(is_nonempty_list_allocate_get_list_xy)
{
    Term list = X(2);
    if (!term_is_cons(list))
        GO_TO_LABEL(1);
    NEED(code[3], code[4]);
    stack -= code[3];
    const Term *cell = cons_cell(list);
    Term tail = cell[1];
    X(5) = cell[0];
    Y(6) = tail;
    NEXT(6);
}
OPERATION(is_nonempty_list_get_list)
{
    Term list = X(2);
    if (!term_is_cons(list))
        GO_TO_LABEL(1);
    const Term *cell = cons_cell(list);
    Term tail = cell[1];
    X(3) = cell[0];
    X(4) = tail;
    NEXT(4);
}
OPERATION(is_nonempty_list_get_tl)
{
    Term list = X(2);
    if (!term_is_cons(list))
        GO_TO_LABEL(1);
    X(3) = cons_tail(list);
    NEXT(3);
}
OPERATION(is_nonempty_list_get_hd)
{
    Term list = X(2);
    if (!term_is_cons(list))
        GO_TO_LABEL(1);
    X(3) = cons_head(list);
    NEXT(3);
}

// ---- order: small integers compare as words; the rest is left to functions of their own

static inline bool small_less(Term a, Term b)
{
    return (SignedWord)term_word(a) < (SignedWord)term_word(b);
}
static inline bool small_not_less(Term a, Term b) { return !small_less(a, b); }
static inline bool both_tagged_floats(Term a, Term b)
{
    return term_is_tagged_float(a) && term_is_tagged_float(b);
}

#define NEXT_3 NEXT(3)
#define RETURN                                 \
    do {                                       \
        GO_ON_AT(address_of_return(*stack++)); \
    } while (0)

// `finish` is what is done when the comparison holds.
#define DEFINE_ORDER(name, get_a, get_b, small_holds, float_operator, order_operator, finish) \
    static NO_INLINE const Word *name##_slow(STATE_PARAMETERS)                                \
    {                                                                                         \
        if (term_compare_slow(process_atoms(process), get_a, get_b) order_operator 0)         \
            finish;                                                                           \
        GO_TO_LABEL(1);                                                                       \
    }                                                                                         \
    static NO_INLINE const Word *name##_float(STATE_PARAMETERS)                               \
    {                                                                                         \
        Term a = get_a, b = get_b;                                                            \
        if (!both_tagged_floats(a, b))                                                        \
            LEAVE_TO(name##_slow);                                                            \
        if (tagged_float_value(a) float_operator tagged_float_value(b))                       \
            finish;                                                                           \
        GO_TO_LABEL(1);                                                                       \
    }                                                                                         \
    OPERATION(name)                                                                           \
    {                                                                                         \
        Term a = get_a, b = get_b;                                                            \
        if (unlikely(!term_both_small(a, b)))                                                 \
            LEAVE_TO(name##_float);                                                           \
        if (small_holds(a, b))                                                                \
            finish;                                                                           \
        GO_TO_LABEL(1);                                                                       \
    }
#define DEFINE_ORDER_FAMILY(name, small_holds, float_operator, order_operator)               \
    DEFINE_ORDER(name##_xx, X(2), X(3), small_holds, float_operator, order_operator, NEXT_3) \
    DEFINE_ORDER(name##_xi, X(2), CONSTANT(3), small_holds, float_operator, order_operator,  \
                 NEXT_3)                                                                     \
    DEFINE_ORDER(name##_ix, CONSTANT(2), X(3), small_holds, float_operator, order_operator,  \
                 NEXT_3)                                                                     \
    DEFINE_ORDER(name, SOURCE(2), SOURCE(3), small_holds, float_operator, order_operator, NEXT_3)
DEFINE_ORDER_FAMILY(is_lt, small_less, <, <)
DEFINE_ORDER_FAMILY(is_ge, small_not_less, >=, >=)
DEFINE_ORDER(is_lt_xi_return, X(2), CONSTANT(3), small_less, <, <, RETURN)

// At least one constant, at most another: what tells digits and letters.
static NO_INLINE const Word *is_between_slow(STATE_PARAMETERS)
{
    if (term_compare_slow(process_atoms(process), X(2), CONSTANT(3)) < 0)
        GO_TO_LABEL(1);
    if (term_compare_slow(process_atoms(process), X(2), CONSTANT(5)) > 0)
        GO_TO_LABEL(4);
    NEXT(5);
}
OPERATION(is_between)
{
    Term value = X(2);
    if (unlikely(!term_is_small(value)))
        LEAVE_TO(is_between_slow);
    if (small_less(value, CONSTANT(3)))
        GO_TO_LABEL(1);
    if (small_less(CONSTANT(5), value))
        GO_TO_LABEL(4);
    NEXT(5);
}

// ---- equality

OPERATION(is_eq) { BRANCH(term_equal(SOURCE(2), SOURCE(3)), 3); }
OPERATION(is_ne) { BRANCH(!term_equal(SOURCE(2), SOURCE(3)), 3); }
OPERATION(is_eq_exact_xc) { BRANCH(term_same(X(2), CONSTANT(3)), 3); }
OPERATION(is_eq_exact_return)
{
    if (term_same(X(2), CONSTANT(3)))
        RETURN;
    GO_TO_LABEL(1);
}
OPERATION(is_eq_exact_return_x)
{
    if (!term_same(X(2), CONSTANT(3)))
        GO_TO_LABEL(1);
    x[0] = X(4);
    RETURN;
}
OPERATION(is_eq_exact_return_c)
{
    if (!term_same(X(2), CONSTANT(3)))
        GO_TO_LABEL(1);
    x[0] = CONSTANT(4);
    RETURN;
}
OPERATION(is_eq_exact_yc) { BRANCH(term_same(Y(2), CONSTANT(3)), 3); }
OPERATION(is_ne_exact_xc) { BRANCH(!term_same(X(2), CONSTANT(3)), 3); }

#define DEFINE_EQUAL_EXACT(name, get_a, get_b)                 \
    static NO_INLINE const Word *name##_slow(STATE_PARAMETERS) \
    {                                                          \
        BRANCH(term_exact_equal(get_a, get_b), 3);             \
    }                                                          \
    OPERATION(name)                                            \
    {                                                          \
        Term a = get_a, b = get_b;                             \
        if (term_same(a, b))                                   \
            NEXT(3);                                           \
        if (!term_is_pointer(a))                               \
            GO_TO_LABEL(1);                                    \
        LEAVE_TO(name##_slow);                                 \
    }
DEFINE_EQUAL_EXACT(is_eq_exact_xx, X(2), X(3))
DEFINE_EQUAL_EXACT(is_eq_exact, SOURCE(2), SOURCE(3))

#define DEFINE_NOT_EQUAL_EXACT(name, get_a, get_b)             \
    static NO_INLINE const Word *name##_slow(STATE_PARAMETERS) \
    {                                                          \
        BRANCH(!term_exact_equal(get_a, get_b), 3);            \
    }                                                          \
    OPERATION(name)                                            \
    {                                                          \
        Term a = get_a, b = get_b;                             \
        if (term_same(a, b))                                   \
            GO_TO_LABEL(1);                                    \
        if (!term_is_pointer(a))                               \
            NEXT(3);                                           \
        LEAVE_TO(name##_slow);                                 \
    }
DEFINE_NOT_EQUAL_EXACT(is_ne_exact_xx, X(2), X(3))
DEFINE_NOT_EQUAL_EXACT(is_ne_exact, SOURCE(2), SOURCE(3))

// ---- comparisons whose result is a term: for small integers here, for others in a function apart

#define DEFINE_VALUE(name, small_result, slow_result)                                           \
    static NO_INLINE const Word *name##_slow(STATE_PARAMETERS)                                  \
    {                                                                                           \
        bool result = slow_result(process_atoms(process), SOURCE(1), SOURCE(2));                \
        SET(3, term_from_bool(result));                                                         \
        NEXT(3);                                                                                \
    }                                                                                           \
    OPERATION(name)                                                                             \
    {                                                                                           \
        Term a = SOURCE(1), b = SOURCE(2);                                                      \
        if (unlikely(!term_both_small(a, b)))                                                   \
            LEAVE_TO(name##_slow);                                                              \
        SET(3, term_from_bool((SignedWord)term_word(a) small_result(SignedWord) term_word(b))); \
        NEXT(3);                                                                                \
    }
#define EXACTLY_EQUAL(atoms, a, b)     (term_exact_equal(a, b))
#define NOT_EXACTLY_EQUAL(atoms, a, b) (!term_exact_equal(a, b))
#define EQUAL(atoms, a, b)             (term_equal(a, b))
#define NOT_EQUAL(atoms, a, b)         (!term_equal(a, b))
#define LESS(atoms, a, b)              (term_compare(atoms, a, b) < 0)
#define GREATER(atoms, a, b)           (term_compare(atoms, a, b) > 0)
#define NOT_GREATER(atoms, a, b)       (term_compare(atoms, a, b) <= 0)
#define NOT_LESS(atoms, a, b)          (term_compare(atoms, a, b) >= 0)
DEFINE_VALUE(value_eq_exact, ==, EXACTLY_EQUAL)
DEFINE_VALUE(value_ne_exact, !=, NOT_EXACTLY_EQUAL)
DEFINE_VALUE(value_eq, ==, EQUAL)
DEFINE_VALUE(value_ne, !=, NOT_EQUAL)
DEFINE_VALUE(value_lt, <, LESS)
DEFINE_VALUE(value_gt, >, GREATER)
DEFINE_VALUE(value_le, <=, NOT_GREATER)
DEFINE_VALUE(value_ge, >=, NOT_LESS)

// ---- choices: a count, the keys, the addresses

OPERATION(select_linear_x)
{
    Word key = term_word(X(1));
    size_t count = code[3];
    for (size_t i = 0; i < count; i++) {
        if (code[4 + i] == key)
            GO_TO_LABEL(4 + count + i);
    }
    GO_TO_LABEL(2);
}

// The index of `key` among `count` sorted words, or `count`.
static inline size_t find_key(const Word *keys, size_t count, Word key)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (keys[middle] < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && keys[low] == key ? low : count;
}
OPERATION(select_binary)
{
    size_t count = code[3];
    size_t index = find_key(code + 4, count, term_word(SOURCE(1)));
    if (index == count)
        GO_TO_LABEL(2);
    GO_TO_LABEL(4 + count + index);
}
OPERATION(select_arity)
{
    Word key = term_word(boxed_header(SOURCE(1)));
    size_t count = code[3];
    for (size_t i = 0; i < count; i++) {
        if (code[4 + i] == key)
            GO_TO_LABEL(4 + count + i);
    }
    GO_TO_LABEL(2);
}

#define DEFINE_JUMP_TABLE(name, get)                     \
    OPERATION(name)                                      \
    {                                                    \
        Term t = get;                                    \
        Word index = (term_word(t) - code[3]) >> 3;      \
        if (likely(term_is_small(t) && index < code[4])) \
            GO_TO_LABEL(5 + index);                      \
        GO_TO_LABEL(2);                                  \
    }
DEFINE_JUMP_TABLE(jump_table_x, X(1))
DEFINE_JUMP_TABLE(jump_table, SOURCE(1))
