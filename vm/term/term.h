// SPDX-License-Identifier: Apache-2.0
// What a value is: 64 bits, a tag in the low three, and the layout of everything a tagged pointer
// leads to. Nothing else in erlite knows these bits.
//
//   63                                           8 7       3 2 1 0
//  +----------------------------------------------------+-------+
//  | 61-bit signed integer                              | 0 0 0 |  small integer
//  | address of two words: head, tail                   | 0 0 1 |  cons cell
//  | address of a header word                           | 0 1 0 |  boxed object
//  | double rotated left by 4: mantissa, exponent, sign | 0 1 1 |  float, 2^-255 <= |f| < 2
//  | double rotated left by 4: mantissa, exponent, sign | 1 0 0 |  float, 2 <= |f| < 2^257
//  | payload                                 | what (5) | 1 0 1 |  immediate: atom, pid, [], ...
//  | words that follow                       | kind (5) | 1 1 0 |  header word of a boxed object
//  | address in loaded code                             | 1 1 1 |  return address, on a stack
//  +----------------------------------------------------+-------+
//
// Floats: Melançon, Serrano, Feeley, "Float Self-Tagging", OOPSLA 2025. Rotation brings the
// exponent's top three bits into the tag; 011 and 100 are the exponents next to one. 0.0 and -0.0
// are immediates, all other floats are boxed.
//
// Boxed objects, the header first; its size counts the words that follow it, so that a reader can
// step over any object:
//
//   tuple       | header | element 1 | ... | element n |
//   bignum      | header | limb 0 (least significant) | ... |
//   float       | header | double |
//   reference   | header | id | id |
//   fun         | header | FunEntry * | free variable 1 | ... |
//   export fun  | header | Export * |
//   flat map    | header | keys (tuple) | value 1 | ... |
//   hash map    | header | number of pairs (small) | bitmap (small) | child | ... |
//   hash node   | header | bitmap (small) | child | ... |
//   heap bits   | header | size in bits | bytes, zero padded |
//   shared bits | header | size in bits (small) | SharedBytes * | next shared bits of the heap |
//   slice       | header | heap or shared bits | offset in bits (small) | size in bits (small) |
//   match       | header | heap or shared bits | position in bits (small) | end in bits (small) |
//   external    | header | node (atom) | creation (small) | id (small) | id (small) | id (small) |
//
// The sign of a bignum is in its kind; its top limb is not 0, and it never fits a small. The two
// words of a reference make it unique in the VM. A flat map has at most MAP_FLAT_MAX pairs, its
// keys in map key order; a hash map is the root of a trie, in which a child is a hash node or a
// cons [Key | Value]. Heap bits are at most HEAP_BITS_MAX bytes.
//
// Every word of an object whose kind is not raw is a term, or an 8-aligned address, which reads as
// a small integer: so a collector may walk any object word by word.
#ifndef ERLITE_TERM_H
#define ERLITE_TERM_H

#include <assert.h>
#include <string.h>

#include "compat.h"

// With TERM_CHECKED the C compiler tells terms and raw words apart.
#ifdef TERM_CHECKED
typedef struct Term {
    Word word;
} Term;
#define TERM_LITERAL(w) ((Term){(w)})
static inline Word term_word(Term t) { return t.word; }
#else
typedef Word Term;
#define TERM_LITERAL(w) ((Term)(w))
static inline Word term_word(Term t) { return t; }
#endif
static inline Term term_from_word(Word w) { return TERM_LITERAL(w); }

enum TermTag {
    TAG_SMALL = 0,
    TAG_CONS = 1,
    TAG_BOXED = 2,
    TAG_FLOAT_LOW = 3,
    TAG_FLOAT_HIGH = 4,
    TAG_IMMEDIATE = 5,
    TAG_HEADER = 6,
    TAG_RETURN = 7,
};
#define TAG_MASK ((Word)7)

enum ImmediateKind {
    IMMEDIATE_ATOM = 0,  // payload: index in the atom table
    IMMEDIATE_PID = 1,   // payload: process number
    IMMEDIATE_PORT = 2,  // payload: port number
    IMMEDIATE_NIL = 3,   // []
    IMMEDIATE_ZERO = 4,  // payload 0: 0.0, payload 1: -0.0
    IMMEDIATE_CATCH = 5, // only on a stack: address of the handler's first instruction
    IMMEDIATE_NONE = 6,  // no value: the result of a C function that failed, an empty slot
};
#define IMMEDIATE_WORD(kind, payload) \
    (((Word)(payload) << 8) | ((Word)(kind) << 3) | (Word)TAG_IMMEDIATE)

enum BoxedKind {
    KIND_TUPLE = 0,
    KIND_FUN,
    KIND_EXPORT_FUN,
    KIND_FLAT_MAP,
    KIND_HASH_MAP,
    KIND_HASH_NODE,
    KIND_SHARED_BITS,
    KIND_SLICE,
    KIND_MATCH,
    KIND_EXTERNAL_PID,
    KIND_EXTERNAL_PORT,
    KIND_EXTERNAL_REF,
    KIND_RAW_FIRST, // from here on the words after the header are no terms
    KIND_BIG_POSITIVE = KIND_RAW_FIRST,
    KIND_BIG_NEGATIVE,
    KIND_FLOAT,
    KIND_REF,
    KIND_HEAP_BITS,
    KIND_FORWARD, // collector: in the head of a cons that has moved; its tail has the new term
};
_Static_assert(KIND_FORWARD < 32, "the kind has five bits");

#define NIL                   TERM_LITERAL(IMMEDIATE_WORD(IMMEDIATE_NIL, 0))
#define TERM_NONE             TERM_LITERAL(IMMEDIATE_WORD(IMMEDIATE_NONE, 0))
#define FLOAT_ZERO_WORD       IMMEDIATE_WORD(IMMEDIATE_ZERO, 0)
#define FLOAT_MINUS_ZERO_WORD IMMEDIATE_WORD(IMMEDIATE_ZERO, 1)

#define SMALL_BITS      61
#define SMALL_MAX       (((SignedWord)1 << (SMALL_BITS - 1)) - 1)
#define SMALL_MIN       (-((SignedWord)1 << (SMALL_BITS - 1)))
#define MAP_FLAT_MAX    32
#define HEAP_BITS_MAX   64
#define TUPLE_MAX_ARITY ((Word)16777215)

// Identity: the same word. Equal words are equal values; different words may be.
static inline bool term_same(Term a, Term b) { return term_word(a) == term_word(b); }
static inline enum TermTag term_tag(Term t) { return (enum TermTag)(term_word(t) & TAG_MASK); }
static inline bool term_is_none(Term t) { return term_same(t, TERM_NONE); }

// ---- small integers

static inline bool term_is_small(Term t) { return (term_word(t) & TAG_MASK) == TAG_SMALL; }
static inline bool term_both_small(Term a, Term b)
{
    return ((term_word(a) | term_word(b)) & TAG_MASK) == TAG_SMALL;
}
static inline bool small_fits(SignedWord n) { return n >= SMALL_MIN && n <= SMALL_MAX; }
static inline Term small_make(SignedWord n) { return term_from_word((Word)n << 3); }
static inline SignedWord small_value(Term t) { return (SignedWord)term_word(t) >> 3; }

// ---- immediates

static inline bool term_is_immediate_kind(Term t, enum ImmediateKind kind)
{
    return (term_word(t) & 0xff) == IMMEDIATE_WORD(kind, 0);
}
static inline Word immediate_payload(Term t) { return term_word(t) >> 8; }
static inline Term immediate_make(enum ImmediateKind kind, Word payload)
{
    return term_from_word(IMMEDIATE_WORD(kind, payload));
}

static inline bool term_is_atom(Term t) { return term_is_immediate_kind(t, IMMEDIATE_ATOM); }
static inline Term atom_make(uint32_t index) { return immediate_make(IMMEDIATE_ATOM, index); }
static inline uint32_t atom_index(Term t) { return (uint32_t)immediate_payload(t); }

static inline bool term_is_nil(Term t) { return term_same(t, NIL); }

// Local pids and ports: the number alone. `term_is_pid` below knows the external ones too.
static inline bool term_is_local_pid(Term t) { return term_is_immediate_kind(t, IMMEDIATE_PID); }
static inline Term pid_make(Word number) { return immediate_make(IMMEDIATE_PID, number); }
static inline bool term_is_local_port(Term t) { return term_is_immediate_kind(t, IMMEDIATE_PORT); }

// Catch slots of a stack frame.
static inline bool term_is_catch(Term t) { return term_is_immediate_kind(t, IMMEDIATE_CATCH); }

// ---- pointers

static inline bool term_is_cons(Term t) { return (term_word(t) & TAG_MASK) == TAG_CONS; }
static inline bool term_is_list(Term t) { return term_is_cons(t) || term_is_nil(t); }
static inline bool term_is_boxed(Term t) { return (term_word(t) & TAG_MASK) == TAG_BOXED; }
// Cons or boxed: something that a collector follows.
static inline bool term_is_pointer(Term t) { return ((term_word(t) - 1) & 6) == 0; }
static inline Term *term_address(Term t) { return (Term *)(uintptr_t)(term_word(t) & ~TAG_MASK); }

static inline Term cons_make(Term *cell)
{
    return term_from_word((Word)(uintptr_t)cell + TAG_CONS);
}
static inline Term *cons_cell(Term t)
{
    assert(term_is_cons(t));
    return (Term *)(uintptr_t)(term_word(t) - TAG_CONS);
}
static inline Term cons_head(Term t) { return cons_cell(t)[0]; }
static inline Term cons_tail(Term t) { return cons_cell(t)[1]; }

static inline Term boxed_make(const Term *header)
{
    return term_from_word((Word)(uintptr_t)header + TAG_BOXED);
}
static inline Term *boxed_address(Term t)
{
    assert(term_is_boxed(t));
    return (Term *)(uintptr_t)(term_word(t) - TAG_BOXED);
}

// ---- headers

static inline Term header_make(enum BoxedKind kind, size_t size)
{
    return term_from_word(((Word)size << 8) | ((Word)kind << 3) | TAG_HEADER);
}
static inline bool term_is_header(Term t) { return (term_word(t) & TAG_MASK) == TAG_HEADER; }
static inline enum BoxedKind header_kind(Term header)
{
    return (enum BoxedKind)((term_word(header) >> 3) & 31);
}
// Words after the header.
static inline size_t header_size(Term header) { return (size_t)(term_word(header) >> 8); }
static inline bool header_is_raw(Term header) { return header_kind(header) >= KIND_RAW_FIRST; }

static inline Term boxed_header(Term t) { return boxed_address(t)[0]; }
static inline enum BoxedKind boxed_kind(Term t) { return header_kind(boxed_header(t)); }
static inline size_t boxed_size(Term t) { return header_size(boxed_header(t)); }
static inline bool header_is_kind(Term header, enum BoxedKind kind)
{
    return (term_word(header) & 0xff) == (((Word)kind << 3) | TAG_HEADER);
}
static inline bool term_is_boxed_kind(Term t, enum BoxedKind kind)
{
    return term_is_boxed(t) && header_is_kind(boxed_header(t), kind);
}

// ---- tuples

static inline bool term_is_tuple(Term t) { return term_is_boxed_kind(t, KIND_TUPLE); }
static inline size_t tuple_arity(Term t) { return boxed_size(t); }
// The elements, the first at index 0.
static inline Term *tuple_elements(Term t) { return boxed_address(t) + 1; }
static inline bool term_is_tuple_of(Term t, size_t arity)
{
    return term_is_boxed(t) && term_same(boxed_header(t), header_make(KIND_TUPLE, arity));
}

// ---- big integers

static inline bool term_is_big(Term t)
{
    return term_is_boxed(t) &&
           (boxed_kind(t) == KIND_BIG_POSITIVE || boxed_kind(t) == KIND_BIG_NEGATIVE);
}
static inline bool term_is_integer(Term t) { return term_is_small(t) || term_is_big(t); }
static inline bool big_is_negative(Term t) { return boxed_kind(t) == KIND_BIG_NEGATIVE; }
static inline size_t big_size(Term t) { return boxed_size(t); }
static inline const Word *big_limbs(Term t) { return (const Word *)(boxed_address(t) + 1); }

// ---- floats

static inline bool term_is_tagged_float(Term t) { return ((term_word(t) + 5) & 6) == 0; }
static inline bool term_is_float(Term t)
{
    return term_is_tagged_float(t) || term_is_immediate_kind(t, IMMEDIATE_ZERO) ||
           term_is_boxed_kind(t, KIND_FLOAT);
}
static inline double word_to_double(Word bits)
{
    double d;
    memcpy(&d, &bits, sizeof d);
    return d;
}
static inline Word double_to_word(double d)
{
    Word bits;
    memcpy(&bits, &d, sizeof bits);
    return bits;
}
static inline double tagged_float_value(Term t)
{
    return word_to_double(term_word(t) >> 4 | term_word(t) << 60);
}
// The double of any float term.
static inline double float_value(Term t)
{
    if (likely(term_is_tagged_float(t)))
        return tagged_float_value(t);
    if (term_is_boxed(t))
        return word_to_double(term_word(boxed_address(t)[1]));
    return term_word(t) == FLOAT_ZERO_WORD ? 0.0 : -0.0;
}
// Makes an immediate of `d`, or returns TERM_NONE when it has to be boxed (see float_make in
// term/number.h).
static inline Term float_to_immediate(double d)
{
    Word bits = double_to_word(d);
    Word rotated = bits << 4 | bits >> 60;
    if (likely(((rotated + 5) & 6) == 0))
        return term_from_word(rotated);
    if (bits == 0)
        return term_from_word(FLOAT_ZERO_WORD);
    if (bits == (Word)1 << 63)
        return term_from_word(FLOAT_MINUS_ZERO_WORD);
    return TERM_NONE;
}
// Words that float_make may need.
#define FLOAT_WORDS 2

// ---- funs, references, maps, bits: the kind tests; the rest is in the header of each subject

static inline bool term_is_fun(Term t)
{
    return term_is_boxed(t) && (boxed_kind(t) == KIND_FUN || boxed_kind(t) == KIND_EXPORT_FUN);
}
static inline bool term_is_ref(Term t)
{
    return term_is_boxed(t) && (boxed_kind(t) == KIND_REF || boxed_kind(t) == KIND_EXTERNAL_REF);
}
static inline bool term_is_map(Term t)
{
    return term_is_boxed(t) && (boxed_kind(t) == KIND_FLAT_MAP || boxed_kind(t) == KIND_HASH_MAP);
}
static inline bool term_is_pid(Term t)
{
    return term_is_local_pid(t) || term_is_boxed_kind(t, KIND_EXTERNAL_PID);
}
static inline bool term_is_port(Term t)
{
    return term_is_local_port(t) || term_is_boxed_kind(t, KIND_EXTERNAL_PORT);
}
static inline bool term_is_number(Term t) { return term_is_integer(t) || term_is_float(t); }
// Bit strings of any size; binaries are those whose size is whole bytes (term/bits.h).
static inline bool term_is_bits(Term t)
{
    if (!term_is_boxed(t))
        return false;
    enum BoxedKind kind = boxed_kind(t);
    return kind == KIND_HEAP_BITS || kind == KIND_SHARED_BITS || kind == KIND_SLICE;
}

#endif
