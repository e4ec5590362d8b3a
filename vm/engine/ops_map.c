// SPDX-License-Identifier: Apache-2.0
// Instructions on maps.
#include "engine/operation.h"
#include "engine/trace.h"
#include "term/map.h"

static NO_INLINE Term put_many(Process *process, const Word *code, const Term *x, const Term *stack,
                               bool exact)
{
    size_t count = code[5];
    Term pairs[512];
    Term map = SOURCE(2), missing = TERM_NONE;
    if (unlikely(!term_is_map(map)))
        return fault_error_with(process, ATOM_TERM(badmap), map);
    for (size_t done = 0; done < count;) {
        size_t batch = count - done < 512 ? count - done : 512;
        for (size_t i = 0; i < batch; i++)
            pairs[i] = source_value(code[6 + done + i], x, stack);
        map = map_put_many(&process->heap.room, process_atoms(process), map, pairs, batch / 2,
                           exact, &missing);
        if (unlikely(term_is_none(map))) {
            if (term_is_none(missing))
                return fault_no_memory(process);
            return fault_error_with(process, ATOM_TERM(badkey), missing);
        }
        done += batch;
    }
    return map;
}

#define DEFINE_PUT(name, exact)                              \
    OPERATION(name)                                          \
    {                                                        \
        COLLECT_FRAGMENTS(code[4]);                          \
        SAVE();                                              \
        Term map = put_many(process, code, x, stack, exact); \
        RESTORE();                                           \
        if (unlikely(term_is_none(map))) {                   \
            if (code[1])                                     \
                GO_TO_LABEL(1);                              \
            LEAVE_TO(engine_fault);                          \
        }                                                    \
        SET(3, map);                                         \
        NEXT(5 + code[5]);                                   \
    }
DEFINE_PUT(put_map_assoc, false)
DEFINE_PUT(put_map_exact, true)

// One pair, whose key a flat map has as the same word: copies the values and replaces one of them.
// Everything else is left to the instruction for any number of pairs, which has the same operands.
#define DEFINE_PUT_ONE(name, any_number)                       \
    OPERATION(name)                                            \
    {                                                          \
        Term map = SOURCE(2);                                  \
        if (unlikely(!term_is_boxed_kind(map, KIND_FLAT_MAP))) \
            LEAVE_TO(any_number);                              \
        size_t left = flat_map_size(map);                      \
        NEED(left + 2, code[4]);                               \
        Term key = SOURCE(6);                                  \
        const Term *from = boxed_address(map);                 \
        const Term *keys = flat_map_keys(map);                 \
        Term *to = top;                                        \
        *to++ = *from++;                                       \
        *to++ = *from++;                                       \
        for (;; left--) {                                      \
            if (unlikely(left == 0))                           \
                LEAVE_TO(any_number);                          \
            if (term_same(*keys++, key))                       \
                break;                                         \
            *to++ = *from++;                                   \
        }                                                      \
        *to++ = SOURCE(7);                                     \
        for (from++; left > 1; left--)                         \
            *to++ = *from++;                                   \
        SET(3, boxed_make(top));                               \
        top = to;                                              \
        NEXT(7);                                               \
    }
DEFINE_PUT_ONE(put_map_assoc_one, op_put_map_assoc)
DEFINE_PUT_ONE(put_map_exact_one, op_put_map_exact)

static NO_INLINE const Word *get_map_element_x_slow(STATE_PARAMETERS)
{
    Term value = map_get_slow(X(2), CONSTANT(3));
    if (term_is_none(value))
        GO_TO_LABEL(1);
    X(4) = value;
    NEXT(4);
}
OPERATION(get_map_element_x)
{
    Term map = X(2), key = CONSTANT(3);
    if (unlikely(!map_is_flat(map)))
        LEAVE_TO(get_map_element_x_slow);
    Term value = flat_map_get_immediate(map, key);
    if (term_is_none(value))
        GO_TO_LABEL(1);
    X(4) = value;
    NEXT(4);
}

// Keys are immediates, registers x registers.
static NO_INLINE const Word *get_map_elements_x_slow(STATE_PARAMETERS)
{
    Term map = X(2);
    const Word *pair = code + 4, *end = pair + 2 * code[3];
    for (; pair < end; pair += 2) {
        Term value = map_get_slow(map, term_from_word(pair[0]));
        if (term_is_none(value))
            GO_TO_LABEL(1);
        x[pair[1] >> 3] = value;
    }
    GO_ON_AT(end);
}
OPERATION(get_map_elements_x)
{
    Term map = X(2);
    if (unlikely(!map_is_flat(map)))
        LEAVE_TO(get_map_elements_x_slow);
    const Word *pair = code + 4, *end = pair + 2 * code[3];
    for (; pair < end; pair += 2) {
        Term value = flat_map_get_immediate(map, term_from_word(pair[0]));
        if (term_is_none(value))
            GO_TO_LABEL(1);
        x[pair[1] >> 3] = value;
    }
    GO_ON_AT(end);
}
OPERATION(get_map_elements)
{
    Term map = SOURCE(2);
    size_t count = code[3];
    for (size_t i = 0; i < count; i++) {
        Term value = map_get(map, SOURCE(4 + 2 * i));
        if (term_is_none(value))
            GO_TO_LABEL(1);
        SET(5 + 2 * i, value);
    }
    NEXT(3 + 2 * count);
}
OPERATION(has_map_fields)
{
    Term map = SOURCE(2);
    size_t count = code[3];
    for (size_t i = 0; i < count; i++) {
        if (term_is_none(map_get(map, SOURCE(4 + i))))
            GO_TO_LABEL(1);
    }
    NEXT(3 + count);
}
