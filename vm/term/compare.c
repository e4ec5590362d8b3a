// SPDX-License-Identifier: Apache-2.0
// Order and equality of terms. What is still to be compared waits on a stack of its own, which
// starts as a small array and moves to the machine's memory when terms are deep.
#include "term/compare.h"

#include <stdlib.h>

#include "term/bits.h"
#include "term/fun.h"
#include "term/hash.h"
#include "term/map.h"
#include "term/number.h"

// ---- pairs of terms that wait

typedef enum Mode { NUMERIC, EXACT } Mode;

// `left` pairs of terms, to be compared one after the other.
typedef struct Frame {
    const Term *a;
    const Term *b;
    size_t left;
    Mode mode;
} Frame;

#define FIXED_FRAMES 24
typedef struct FrameStack {
    Frame *frames;
    size_t count;
    size_t capacity;
    Frame fixed[FIXED_FRAMES];
} FrameStack;

static inline void stack_init(FrameStack *stack)
{
    stack->frames = stack->fixed;
    stack->count = 0;
    stack->capacity = FIXED_FRAMES;
}

static void stack_free(FrameStack *stack)
{
    if (stack->frames != stack->fixed)
        free(stack->frames);
}

// A comparison has no way to report that memory is short, and any answer it made up would be wrong
// for good. This is why this transient memory, which only very deep terms need, is the machine's,
// and why its end is the program's.
static NO_INLINE void stack_grow(FrameStack *stack)
{
    size_t bytes = stack->capacity * sizeof(Frame);
    Frame *frames = realloc(stack->frames == stack->fixed ? NULL : stack->frames, bytes * 2);
    if (!frames)
        abort();
    if (stack->frames == stack->fixed)
        memcpy(frames, stack->fixed, bytes);
    stack->frames = frames;
    stack->capacity *= 2;
}

static inline void stack_push(FrameStack *stack, const Term *a, const Term *b, size_t left,
                              Mode mode)
{
    if (left == 0)
        return;
    if (unlikely(stack->count == stack->capacity))
        stack_grow(stack);
    stack->frames[stack->count++] = (Frame){a, b, left, mode};
}

// Takes the next pair of different words; false when all are done. A frame leaves the stack before
// its last pair is looked at, so that a list needs one frame however long it is.
static inline bool stack_next(FrameStack *stack, Term *a, Term *b, Mode *mode)
{
    while (stack->count > 0) {
        Frame *frame = &stack->frames[stack->count - 1];
        *a = *frame->a++;
        *b = *frame->b++;
        *mode = frame->mode;
        if (--frame->left == 0)
            stack->count--;
        if (!term_same(*a, *b))
            return true;
    }
    return false;
}

// ---- equality

static bool funs_equal_entries(Term a, Term b)
{
    const FunEntry *x = fun_entry(a), *y = fun_entry(b);
    if (x == y)
        return true;
    return term_same(x->module_name, y->module_name) && x->index == y->index &&
           x->arity == y->arity && memcmp(x->unique, y->unique, sizeof x->unique) == 0;
}

// Children of two nodes: nodes, or pairs whose keys count exactly. False when their forms differ.
static bool push_children(FrameStack *stack, const Term *a, const Term *b, size_t count, Mode mode)
{
    for (size_t i = 0; i < count; i++) {
        if (term_same(a[i], b[i]))
            continue;
        if (term_tag(a[i]) != term_tag(b[i]))
            return false;
        if (term_is_cons(a[i])) {
            stack_push(stack, cons_cell(a[i]) + 1, cons_cell(b[i]) + 1, 1, mode);
            stack_push(stack, cons_cell(a[i]), cons_cell(b[i]), 1, EXACT);
        } else {
            stack_push(stack, a + i, b + i, 1, mode);
        }
    }
    return true;
}

// Two boxed terms of the same header: true when the parts that are not pushed are equal.
static bool equal_boxed(FrameStack *stack, Term a, Term b, Mode mode)
{
    Term *x = boxed_address(a), *y = boxed_address(b);
    size_t size = header_size(x[0]);
    switch (header_kind(x[0])) {
    case KIND_TUPLE: stack_push(stack, x + 1, y + 1, size, mode); return true;
    case KIND_FLAT_MAP:
        stack_push(stack, x + 2, y + 2, size - 1, mode);
        if (!term_same(x[1], y[1]))
            stack_push(stack, flat_map_keys(a), flat_map_keys(b), size - 1, EXACT);
        return true;
    case KIND_HASH_MAP:
        // Equal keys have equal hashes, so equal tries have the same nodes.
        if (!term_same(x[1], y[1]) || !term_same(x[2], y[2]))
            return false;
        return push_children(stack, x + 3, y + 3, size - 2, mode);
    case KIND_HASH_NODE:
        if (!term_same(x[1], y[1]))
            return false;
        return push_children(stack, x + 2, y + 2, size - 1, mode);
    case KIND_FUN:
        if (!funs_equal_entries(a, b))
            return false;
        stack_push(stack, x + FUN_FIXED_WORDS, y + FUN_FIXED_WORDS, size - 1, mode);
        return true;
    default: // big integers, references, externals, export funs: word for word
        return memcmp(x + 1, y + 1, size * sizeof(Term)) == 0;
    }
}

static void push_cons(FrameStack *stack, Term a, Term b, Mode mode)
{
    Term *x = cons_cell(a), *y = cons_cell(b);
    stack_push(stack, x + 1, y + 1, 1, mode);
    stack_push(stack, x, y, 1, mode);
}

static bool equal_pair(FrameStack *stack, Term a, Term b, Mode mode)
{
    if (term_is_cons(a)) {
        if (!term_is_cons(b))
            return false;
        push_cons(stack, a, b, mode);
        return true;
    }
    if (mode == NUMERIC && term_is_number(a))
        return term_is_number(b) && number_compare(a, b) == 0;
    if (!term_is_boxed(a) || !term_is_boxed(b))
        return false;
    if (term_is_bits(a))
        return term_is_bits(b) && bits_equal(bits_view(a), bits_view(b));
    if (!term_same(boxed_header(a), boxed_header(b)))
        return false;
    return equal_boxed(stack, a, b, mode);
}

static bool equal_terms(Term a, Term b, Mode mode)
{
    FrameStack stack;
    stack_init(&stack);
    bool equal;
    do {
        equal = equal_pair(&stack, a, b, mode);
    } while (equal && stack_next(&stack, &a, &b, &mode));
    stack_free(&stack);
    return equal;
}

bool term_equal_slow(Term a, Term b) { return equal_terms(a, b, NUMERIC); }
bool term_exact_equal_slow(Term a, Term b) { return equal_terms(a, b, EXACT); }

// ---- order

// Terms of different types are ordered by this.
enum Rank {
    RANK_NUMBER,
    RANK_ATOM,
    RANK_REFERENCE,
    RANK_FUN,
    RANK_PORT,
    RANK_PID,
    RANK_TUPLE,
    RANK_MAP,
    RANK_NIL,
    RANK_LIST,
    RANK_BITS,
};

static enum Rank rank_of_boxed(enum BoxedKind kind)
{
    switch (kind) {
    case KIND_BIG_POSITIVE:
    case KIND_BIG_NEGATIVE:
    case KIND_FLOAT: return RANK_NUMBER;
    case KIND_REF:
    case KIND_EXTERNAL_REF: return RANK_REFERENCE;
    case KIND_FUN:
    case KIND_EXPORT_FUN: return RANK_FUN;
    case KIND_EXTERNAL_PORT: return RANK_PORT;
    case KIND_EXTERNAL_PID: return RANK_PID;
    case KIND_TUPLE: return RANK_TUPLE;
    case KIND_FLAT_MAP:
    case KIND_HASH_MAP:
    case KIND_HASH_NODE: return RANK_MAP;
    default: return RANK_BITS;
    }
}

static enum Rank rank_of(Term t)
{
    switch (term_tag(t)) {
    case TAG_CONS: return RANK_LIST;
    case TAG_BOXED: return rank_of_boxed(boxed_kind(t));
    case TAG_IMMEDIATE: break;
    default: return RANK_NUMBER;
    }
    if (term_is_atom(t))
        return RANK_ATOM;
    if (term_is_nil(t))
        return RANK_NIL;
    if (term_is_local_pid(t))
        return RANK_PID;
    if (term_is_local_port(t))
        return RANK_PORT;
    return RANK_NUMBER;
}

static int compare_words(Word a, Word b) { return (a > b) - (a < b); }

static int compare_atoms(const AtomTable *atoms, Term a, Term b)
{
    if (term_same(a, b))
        return 0;
    AtomText x = atom_text(atoms, a), y = atom_text(atoms, b);
    size_t common = x.size < y.size ? x.size : y.size;
    int order = memcmp(x.bytes, y.bytes, common);
    return order ? order : compare_words(x.size, y.size);
}

static int compare_numbers(Term a, Term b, Mode mode)
{
    if (mode == EXACT) {
        bool a_is_float = term_is_float(a), b_is_float = term_is_float(b);
        if (a_is_float != b_is_float)
            return a_is_float ? 1 : -1;
        if (a_is_float && float_value(a) == 0 && float_value(b) == 0) {
            return (term_word(a) == FLOAT_ZERO_WORD) - (term_word(b) == FLOAT_ZERO_WORD);
        }
    }
    return number_compare(a, b);
}

// Local identifiers come before those of other nodes.
static int compare_identifiers(const AtomTable *atoms, Term a, Term b)
{
    bool a_is_external = term_is_boxed(a) && boxed_kind(a) != KIND_REF;
    bool b_is_external = term_is_boxed(b) && boxed_kind(b) != KIND_REF;
    if (a_is_external != b_is_external)
        return a_is_external ? 1 : -1;
    if (!term_is_boxed(a))
        return compare_words(immediate_payload(a), immediate_payload(b));
    Term *x = boxed_address(a), *y = boxed_address(b);
    size_t first = 1;
    if (a_is_external) {
        int order = compare_atoms(atoms, x[1], y[1]);
        if (order)
            return order;
        first = 2;
    }
    for (size_t i = first; i <= header_size(x[0]); i++) {
        int order = compare_words(term_word(x[i]), term_word(y[i]));
        if (order)
            return order;
    }
    return 0;
}

static int compare_exports(const AtomTable *atoms, const Export *x, const Export *y)
{
    int order = compare_atoms(atoms, x->module, y->module);
    if (order == 0)
        order = compare_atoms(atoms, x->function, y->function);
    return order ? order : compare_words(x->arity, y->arity);
}

static int compare_funs(FrameStack *stack, const AtomTable *atoms, Term a, Term b, Mode mode)
{
    if (boxed_kind(a) != boxed_kind(b))
        return boxed_kind(a) == KIND_FUN ? -1 : 1;
    if (boxed_kind(a) == KIND_EXPORT_FUN)
        return compare_exports(atoms, fun_export(a), fun_export(b));
    const FunEntry *x = fun_entry(a), *y = fun_entry(b);
    int order = compare_atoms(atoms, x->module_name, y->module_name);
    if (order == 0)
        order = compare_words(x->index, y->index);
    if (order == 0)
        order = memcmp(x->unique, y->unique, sizeof x->unique);
    if (order == 0)
        order = compare_words(fun_free_count(a), fun_free_count(b));
    if (order)
        return order;
    stack_push(stack, fun_free_variables(a), fun_free_variables(b), fun_free_count(a), mode);
    return 0;
}

static int compare_at_depth(const AtomTable *atoms, Term a, Term b, Mode mode, unsigned depth);

// Keys of tries that contain tries are compared by recursion. Nobody nests them this deep but to
// break the stack; there, keys are ordered by their hashes, which is an order as well.
#define MAX_KEY_DEPTH 500

static int compare_keys(const AtomTable *atoms, Term a, Term b, unsigned depth)
{
    if (depth < MAX_KEY_DEPTH)
        return compare_at_depth(atoms, a, b, EXACT, depth + 1);
    return compare_words(term_hash(a), term_hash(b));
}

// The smallest key of `map` for which `other` has no value, or with `values` no equal value;
// TERM_NONE when there is none.
static Term smallest_difference(const AtomTable *atoms, Term map, Term other, bool values,
                                Mode mode, unsigned depth)
{
    Term best = TERM_NONE;
    MapCursor cursor;
    map_cursor_start(&cursor, map);
    while (map_cursor_next(&cursor)) {
        Term value = map_get(other, cursor.key);
        bool same = !term_is_none(value);
        if (same && values)
            same = mode == EXACT ? term_exact_equal(value, cursor.value)
                                 : term_equal(value, cursor.value);
        if (same)
            continue;
        if (term_is_none(best) || compare_keys(atoms, cursor.key, best, depth) < 0)
            best = cursor.key;
    }
    return best;
}

// Two tries of the same number of pairs. Of the keys that only one of them has, the smallest
// decides; when the keys are the same, the smallest key with different values.
static int compare_tries(FrameStack *stack, const AtomTable *atoms, Term a, Term b, Mode mode,
                         unsigned depth)
{
    Term only_a = smallest_difference(atoms, a, b, false, mode, depth);
    if (!term_is_none(only_a)) {
        Term only_b = smallest_difference(atoms, b, a, false, mode, depth);
        return compare_keys(atoms, only_a, only_b, depth);
    }
    Term key = smallest_difference(atoms, a, b, true, mode, depth);
    if (term_is_none(key))
        return 0;
    stack_push(stack, map_get_address(a, key), map_get_address(b, key), 1, mode);
    return 0;
}

static int compare_maps(FrameStack *stack, const AtomTable *atoms, Term a, Term b, Mode mode,
                        unsigned depth)
{
    size_t size = map_size(a);
    if (size != map_size(b))
        return size < map_size(b) ? -1 : 1;
    if (!map_is_flat(a))
        return compare_tries(stack, atoms, a, b, mode, depth);
    stack_push(stack, flat_map_values(a), flat_map_values(b), size, mode);
    stack_push(stack, flat_map_keys(a), flat_map_keys(b), size, EXACT);
    return 0;
}

static int compare_pair(FrameStack *stack, const AtomTable *atoms, Term a, Term b, Mode mode,
                        unsigned depth)
{
    enum Rank rank = rank_of(a), other = rank_of(b);
    if (rank != other)
        return rank < other ? -1 : 1;
    switch (rank) {
    case RANK_NUMBER: return compare_numbers(a, b, mode);
    case RANK_ATOM: return compare_atoms(atoms, a, b);
    case RANK_REFERENCE:
    case RANK_PORT:
    case RANK_PID: return compare_identifiers(atoms, a, b);
    case RANK_FUN: return compare_funs(stack, atoms, a, b, mode);
    case RANK_TUPLE:
        if (tuple_arity(a) != tuple_arity(b))
            return tuple_arity(a) < tuple_arity(b) ? -1 : 1;
        stack_push(stack, tuple_elements(a), tuple_elements(b), tuple_arity(a), mode);
        return 0;
    case RANK_MAP: return compare_maps(stack, atoms, a, b, mode, depth);
    case RANK_NIL: return 0;
    case RANK_LIST: push_cons(stack, a, b, mode); return 0;
    case RANK_BITS: break;
    }
    return bits_compare(bits_view(a), bits_view(b));
}

static int compare_at_depth(const AtomTable *atoms, Term a, Term b, Mode mode, unsigned depth)
{
    if (term_same(a, b))
        return 0;
    FrameStack stack;
    stack_init(&stack);
    int order;
    do {
        order = compare_pair(&stack, atoms, a, b, mode, depth);
    } while (order == 0 && stack_next(&stack, &a, &b, &mode));
    stack_free(&stack);
    return order;
}

int term_compare_slow(const AtomTable *atoms, Term a, Term b)
{
    return compare_at_depth(atoms, a, b, NUMERIC, 0);
}
int term_compare_exact(const AtomTable *atoms, Term a, Term b)
{
    return compare_at_depth(atoms, a, b, EXACT, 0);
}
