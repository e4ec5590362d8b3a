// SPDX-License-Identifier: Apache-2.0
// Instructions that match bit strings. All work on a match context: the bytes' owner, a position
// and an end in bits, and where the bytes are. Only the position of a context ever changes.
#include "engine/operation.h"
#include "term/bits.h"
#include "term/bits_read.h"
#include "term/number.h"

// The object behind a term that the compiler knows to be a match context.
static inline Term *match_object(Term context)
{
    assert(term_is_boxed_kind(context, KIND_MATCH));
    return boxed_address(context);
}
// Words of a context: header, owner, position, end, and the address of the owner's bytes when they
// are outside the heap, where it stays the same; else 0. As a term it is a small integer.
#define MATCH_WORDS 5
_Static_assert(offsetof(SharedBytes, data) % 8 == 0, "the address of bytes has no tag bits");
static inline size_t match_position(const Term *match) { return (size_t)small_value(match[2]); }
static inline size_t match_left(const Term *match)
{
    return (size_t)small_value(match[3]) - match_position(match);
}
static inline void match_move(Term *match, size_t bits)
{
    match[2] = term_from_word(term_word(match[2]) + ((Word)bits << 3));
}
static inline const uint8_t *match_bytes(const Term *match)
{
    Word address = term_word(match[4]);
    return likely(address) ? (const uint8_t *)(uintptr_t)address : heap_bits_bytes(match[1]);
}

// native is the byte order of the machines that erlite runs on.
static inline bool flags_little(Word flags) { return flags & (SEGMENT_LITTLE | SEGMENT_NATIVE); }

// Bits of a segment of `size` units; negative when that is no size, or more than is left.
static inline SignedWord wanted_bits(Term size, Word unit, size_t left)
{
    if (unlikely(!term_is_small(size)))
        return -1;
    SignedWord count = small_value(size);
    if (unlikely(count < 0 || (size_t)count > left))
        return -1;
    Word bits = (Word)count * unit;
    return bits <= left ? (SignedWord)bits : -1;
}

static inline bool is_multiple(size_t bits, Word unit)
{
    return unit == 8 ? (bits & 7) == 0 : unit && bits % unit == 0;
}

// ---- contexts

static inline Term context_make(Term *top, Term bits)
{
    const Term *object = boxed_address(bits);
    Term *match = top;
    match[0] = header_make(KIND_MATCH, MATCH_WORDS - 1);
    if (header_kind(object[0]) == KIND_SLICE) {
        match[1] = object[1];
        match[2] = object[2];
        match[3] = term_from_word(term_word(object[2]) + term_word(object[3]));
    } else {
        match[1] = bits;
        match[2] = small_make(0);
        match[3] = small_make((SignedWord)bits_size(bits));
    }
    Term owner = match[1];
    match[4] = term_from_word(
        boxed_kind(owner) == KIND_HEAP_BITS ? 0 : (Word)(uintptr_t)shared_bits_bytes(owner)->data);
    return boxed_make(match);
}

// The body for a context that is there already; anything else is left to the slow function.
#define DEFINE_START(name, get, live, set, count)              \
    static NO_INLINE const Word *name##_slow(STATE_PARAMETERS) \
    {                                                          \
        Term source = get;                                     \
        if (unlikely(!term_is_bits(source)))                   \
            LEAVE_TO(name##_failed);                           \
        NEED(MATCH_WORDS, live);                               \
        Term context = context_make(top, source);              \
        top += MATCH_WORDS;                                    \
        set(context);                                          \
        NEXT(count);                                           \
    }                                                          \
    OPERATION(name)                                            \
    {                                                          \
        Term source = get;                                     \
        if (unlikely(!term_is_boxed_kind(source, KIND_MATCH))) \
            LEAVE_TO(name##_slow);                             \
        set(source);                                           \
        NEXT(count);                                           \
    }
static NO_INLINE const Word *start_failed(STATE_PARAMETERS)
{
    if (code[1])
        GO_TO_LABEL(1);
    RAISE(fault_badarg(process));
}
static NO_INLINE const Word *start_sure_failed(STATE_PARAMETERS) { RAISE(fault_badarg(process)); }
#define bs_start_match_failed            start_failed
#define bs_start_match_x_failed          start_failed
#define bs_start_match_position_x_failed start_failed
#define bs_start_sure_x_failed           start_sure_failed
#define bs_start_sure_position_x_failed  start_sure_failed

#define SET_X3(value)          X(3) = (value)
#define SET_X4(value)          X(4) = (value)
#define SET_D4(value)          SET(4, value)
#define SET_X3_POSITION(value) (X(3) = (value), X(4) = match_object(value)[2])
#define SET_X4_POSITION(value) (X(4) = (value), X(5) = match_object(value)[2])
DEFINE_START(bs_start_match, SOURCE(2), code[3], SET_D4, 4)
DEFINE_START(bs_start_match_x, X(2), code[3], SET_X4, 4)
DEFINE_START(bs_start_match_position_x, X(2), code[3], SET_X4_POSITION, 5)
DEFINE_START(bs_start_sure_x, X(2), code[1], SET_X3, 3)
DEFINE_START(bs_start_sure_position_x, X(2), code[1], SET_X3_POSITION, 4)

OPERATION(bs_get_position_xx)
{
    X(2) = match_object(X(1))[2];
    NEXT(2);
}
OPERATION(bs_get_position)
{
    SET(2, match_object(SOURCE(1))[2]);
    NEXT(2);
}
OPERATION(bs_set_position_xx)
{
    match_object(X(1))[2] = X(2);
    NEXT(2);
}
OPERATION(bs_set_position)
{
    match_object(SOURCE(1))[2] = SOURCE(2);
    NEXT(2);
}

// ---- integers

static inline Word load_8(const uint8_t *bytes) { return bytes[0]; }
static inline Word load_16(const uint8_t *bytes) { return (Word)bytes[0] << 8 | bytes[1]; }
static inline Word load_32(const uint8_t *bytes)
{
    return load_16(bytes) << 16 | load_16(bytes + 2);
}

// The usual sizes: fast from whole bytes on. `wrong_end` says what may not be left behind.
#define DEFINE_GET_BYTES(name, bits, load, wrong_end)                                 \
    static NO_INLINE const Word *name##_unaligned(STATE_PARAMETERS)                   \
    {                                                                                 \
        Term *match = match_object(X(2));                                             \
        Word value = bits_read_word(match_bytes(match), match_position(match), bits); \
        match_move(match, bits);                                                      \
        X(3) = small_make((SignedWord)value);                                         \
        NEXT(3);                                                                      \
    }                                                                                 \
    OPERATION(name)                                                                   \
    {                                                                                 \
        Term *match = match_object(X(2));                                             \
        Word position = term_word(match[2]), left = term_word(match[3]) - position;   \
        if (unlikely(left < (bits) << 3 || (wrong_end)))                              \
            GO_TO_LABEL(1);                                                           \
        if (unlikely(position & 7 << 3))                                              \
            LEAVE_TO(name##_unaligned);                                               \
        position += (bits) << 3;                                                      \
        match[2] = term_from_word(position);                                          \
        const uint8_t *end = match_bytes(match) + (position >> 6);                    \
        X(3) = small_make((SignedWord)load(end - (bits) / 8));                        \
        NEXT(3);                                                                      \
    }
DEFINE_GET_BYTES(bs_get_byte_xx, 8, load_8, false)
DEFINE_GET_BYTES(bs_get_byte_bytes_xx, 8, load_8, left & 7 << 3)
DEFINE_GET_BYTES(bs_get_16_xx, 16, load_16, false)
DEFINE_GET_BYTES(bs_get_32_xx, 32, load_32, false)

#define DEFINE_GET_SMALL(name, get, set)                                                \
    OPERATION(name)                                                                     \
    {                                                                                   \
        Term *match = match_object(get);                                                \
        Word position = term_word(match[2]), bits = code[3];                            \
        if (unlikely(term_word(match[3]) - position < bits << 3))                       \
            GO_TO_LABEL(1);                                                             \
        match[2] = term_from_word(position + (bits << 3));                              \
        Word value = bits_read_word(match_bytes(match), (size_t)(position >> 3), bits); \
        set(small_make((SignedWord)value));                                             \
        NEXT(4);                                                                        \
    }
DEFINE_GET_SMALL(bs_get_small_xx, X(2), SET_X4)
DEFINE_GET_SMALL(bs_get_small, SOURCE(2), SET_D4)

// The same with flags: other orders of the bytes, a sign.
static NO_INLINE Term get_flagged(Term *match, Word bits, Word flags)
{
    Word value = bits_read_word(match_bytes(match), match_position(match), bits);
    match_move(match, bits);
    if (flags_little(flags))
        value = bits_from_little(value, bits);
    if ((flags & SEGMENT_SIGNED) && value >> (bits - 1))
        value |= ~low_bits(bits);
    return small_make((SignedWord)value);
}
OPERATION(bs_get_flagged)
{
    if (unlikely(match_left(match_object(SOURCE(2))) < code[3]))
        GO_TO_LABEL(1);
    SET(5, get_flagged(match_object(SOURCE(2)), code[3], code[4]));
    NEXT(5);
}

// The integer of the next `size` bits, which are there; TERM_NONE with a fault when it is too
// large.
static NO_INLINE Term get_integer(Process *process, Term *match, size_t size, Word flags)
{
    Term integer =
        bits_read_integer(&process->heap.room, &process->vm->memory, match_bytes(match),
                          match_position(match), size, flags_little(flags), flags & SEGMENT_SIGNED);
    if (unlikely(term_is_none(integer)))
        return fault_system_limit(process);
    match_move(match, size);
    return integer;
}

OPERATION(bs_get_integer)
{
    COLLECT_FRAGMENTS(code[3]);
    NEED(INTEGER64_WORDS, code[3]);
    Term *match = match_object(SOURCE(2));
    SignedWord size = wanted_bits(SOURCE(4), code[5], match_left(match));
    if (size < 0)
        GO_TO_LABEL(1);
    SAVE();
    Term integer = get_integer(process, match, (size_t)size, code[6]);
    RESTORE();
    if (unlikely(term_is_none(integer)))
        LEAVE_TO(engine_fault);
    SET(7, integer);
    NEXT(7);
}

// ---- floats

// TERM_NONE when the bits are no float, or without memory.
static NO_INLINE Term get_float(Process *process, Term *match, size_t size, Word flags)
{
    double value;
    if (!bits_read_float(match_bytes(match), match_position(match), size, flags_little(flags),
                         &value)) {
        return TERM_NONE;
    }
    match_move(match, size);
    return float_make(&process->heap.room, value);
}

OPERATION(bs_get_float)
{
    NEED(FLOAT_WORDS, code[3]);
    Term *match = match_object(SOURCE(2));
    SignedWord size = wanted_bits(SOURCE(4), code[5], match_left(match));
    if (size < 0)
        GO_TO_LABEL(1);
    SAVE();
    Term number = get_float(process, match, (size_t)size, code[6]);
    RESTORE();
    if (term_is_none(number))
        GO_TO_LABEL(1);
    SET(7, number);
    NEXT(7);
}

// ---- parts

// Words that a part may need: those of the largest heap bits.
#define PART_WORDS (2 + HEAP_BITS_MAX / 8)

static NO_INLINE Term get_part(Process *process, Term *match, size_t size)
{
    Term part = bits_slice_of_owner(&process->heap.room, match[1], match_position(match), size);
    if (unlikely(term_is_none(part)))
        return fault_no_memory(process);
    match_move(match, size);
    return part;
}
static NO_INLINE Term get_tail(Process *process, const Term *match)
{
    Term part = bits_slice_of_owner(&process->heap.room, match[1], match_position(match),
                                    match_left(match));
    return likely(!term_is_none(part)) ? part : fault_no_memory(process);
}

OPERATION(bs_get_binary)
{
    NEED(PART_WORDS, code[3]);
    Term *match = match_object(SOURCE(2));
    SignedWord size = wanted_bits(SOURCE(4), code[5], match_left(match));
    if (size < 0)
        GO_TO_LABEL(1);
    SAVE();
    Term part = get_part(process, match, (size_t)size);
    RESTORE();
    if (unlikely(term_is_none(part)))
        LEAVE_TO(engine_fault);
    SET(7, part);
    NEXT(7);
}
OPERATION(bs_get_binary_all)
{
    NEED(PART_WORDS, code[3]);
    Term *match = match_object(SOURCE(2));
    if (!is_multiple(match_left(match), code[4]))
        GO_TO_LABEL(1);
    SAVE();
    Term part = get_part(process, match, match_left(match));
    RESTORE();
    if (unlikely(term_is_none(part)))
        LEAVE_TO(engine_fault);
    SET(5, part);
    NEXT(5);
}
static NO_INLINE const Word *bs_get_tail_slow(STATE_PARAMETERS)
{
    SAVE();
    Term part = get_tail(process, match_object(SOURCE(1)));
    RESTORE();
    if (unlikely(term_is_none(part)))
        LEAVE_TO(engine_fault);
    SET(2, part);
    NEXT(3);
}
OPERATION(bs_get_tail)
{
    NEED(PART_WORDS, code[3]);
    const Term *match = match_object(SOURCE(1));
    Word left = term_word(match[3]) - term_word(match[2]);
    if (unlikely(left <= (HEAP_BITS_MAX * 8) << 3))
        LEAVE_TO(bs_get_tail_slow);
    top[0] = header_make(KIND_SLICE, SLICE_WORDS - 1);
    top[1] = match[1];
    top[2] = match[2];
    top[3] = term_from_word(left);
    SET(2, boxed_make(top));
    top += SLICE_WORDS;
    NEXT(3);
}

// ---- skipping and testing

OPERATION(bs_skip)
{
    Term *match = match_object(SOURCE(2));
    SignedWord size = wanted_bits(SOURCE(3), code[4], match_left(match));
    if (size < 0)
        GO_TO_LABEL(1);
    match_move(match, (size_t)size);
    NEXT(4);
}
OPERATION(bs_skip_x)
{
    Term *match = match_object(X(2));
    Word position = term_word(match[2]), bits = code[3] << 3;
    if (term_word(match[3]) - position < bits)
        GO_TO_LABEL(1);
    match[2] = term_from_word(position + bits);
    NEXT(3);
}
OPERATION(bs_skip_all)
{
    Term *match = match_object(SOURCE(2));
    if (!is_multiple(match_left(match), code[3]))
        GO_TO_LABEL(1);
    match[2] = match[3];
    NEXT(3);
}
OPERATION(bs_test_tail_x)
{
    const Term *match = match_object(X(2));
    if (match_left(match) != code[3])
        GO_TO_LABEL(1);
    NEXT(3);
}
OPERATION(bs_test_tail)
{
    if (match_left(match_object(SOURCE(2))) != code[3])
        GO_TO_LABEL(1);
    NEXT(3);
}
OPERATION(bs_test_unit_x)
{
    if (!is_multiple(match_left(match_object(X(2))), code[3]))
        GO_TO_LABEL(1);
    NEXT(3);
}
OPERATION(bs_test_unit)
{
    if (!is_multiple(match_left(match_object(SOURCE(2))), code[3]))
        GO_TO_LABEL(1);
    NEXT(3);
}

static NO_INLINE bool match_string(Term *match, const uint8_t *string, size_t size)
{
    if (match_left(match) < size)
        return false;
    size_t position = match_position(match);
    BitsView bits = {match_bytes(match) + (position >> 3), position & 7, size, match[1]};
    BitsView wanted = {string, 0, size, TERM_NONE};
    if (!bits_equal(bits, wanted))
        return false;
    match_move(match, size);
    return true;
}
OPERATION(bs_match_byte_x)
{
    Term *match = match_object(X(2));
    Word position = term_word(match[2]);
    if (term_word(match[3]) - position < 8 << 3)
        GO_TO_LABEL(1);
    if (bits_read_word(match_bytes(match), position >> 3, 8) != code[3])
        GO_TO_LABEL(1);
    match[2] = term_from_word(position + (8 << 3));
    NEXT(3);
}
OPERATION(bs_match_string)
{
    bool found =
        match_string(match_object(SOURCE(2)), (const uint8_t *)(uintptr_t)code[4], code[3]);
    if (!found)
        GO_TO_LABEL(1);
    NEXT(4);
}

// ---- characters

// Each moves on and returns the character as a small integer, or returns TERM_NONE.
static NO_INLINE Term get_utf8(Term *match)
{
    uint32_t character;
    size_t size =
        bits_read_utf8(match_bytes(match), match_position(match), match_left(match), &character);
    match_move(match, size);
    return size ? small_make((SignedWord)character) : TERM_NONE;
}
static NO_INLINE Term get_utf16(Term *match, bool little)
{
    uint32_t character;
    size_t size = bits_read_utf16(match_bytes(match), match_position(match), match_left(match),
                                  little, &character);
    match_move(match, size);
    return size ? small_make((SignedWord)character) : TERM_NONE;
}
static NO_INLINE Term get_utf32(Term *match, bool little)
{
    uint32_t character;
    size_t size = bits_read_utf32(match_bytes(match), match_position(match), match_left(match),
                                  little, &character);
    match_move(match, size);
    return size ? small_make((SignedWord)character) : TERM_NONE;
}

static NO_INLINE const Word *bs_get_utf8_slow(STATE_PARAMETERS)
{
    Term character = get_utf8(match_object(SOURCE(2)));
    if (term_is_none(character))
        GO_TO_LABEL(1);
    SET(3, character);
    NEXT(3);
}
OPERATION(bs_get_utf8)
{
    Term *match = match_object(SOURCE(2));
    Word position = term_word(match[2]);
    if (likely(term_word(match[3]) - position >= 8 << 3 && (position & 7 << 3) == 0)) {
        unsigned byte = match_bytes(match)[position >> 6];
        if (likely(byte < 0x80)) {
            match[2] = term_from_word(position + (8 << 3));
            SET(3, small_make((SignedWord)byte));
            NEXT(3);
        }
    }
    LEAVE_TO(bs_get_utf8_slow);
}
OPERATION(bs_get_utf16)
{
    Term character = get_utf16(match_object(SOURCE(2)), flags_little(code[3]));
    if (term_is_none(character))
        GO_TO_LABEL(1);
    SET(4, character);
    NEXT(4);
}
OPERATION(bs_get_utf32)
{
    Term character = get_utf32(match_object(SOURCE(2)), flags_little(code[3]));
    if (term_is_none(character))
        GO_TO_LABEL(1);
    SET(4, character);
    NEXT(4);
}

// ---- several commands on one context

typedef enum MatchResult { MATCH_OK, MATCH_FAILED, MATCH_FAULT } MatchResult;

typedef struct MatchCommand {
    Word kind, flags, size, unit, destination, unused;
} MatchCommand;
_Static_assert(sizeof(MatchCommand) == SEGMENT_WORDS * sizeof(Word),
               "a command is read from code as it stands");

static MatchResult take_term(Term value, const MatchCommand *command, Term *x, Term *stack)
{
    if (unlikely(term_is_none(value)))
        return MATCH_FAULT;
    *destination_address(command->destination, x, stack) = value;
    return MATCH_OK;
}

static MatchResult match_equal(Term *match, const MatchCommand *command)
{
    Word found = command->size
                     ? bits_read_word(match_bytes(match), match_position(match), command->size)
                     : 0;
    match_move(match, command->size);
    return found == command->destination ? MATCH_OK : MATCH_FAILED;
}

static MatchResult match_command(Process *process, Term *match, const MatchCommand *command,
                                 Term *x, Term *stack)
{
    size_t left = match_left(match), size = command->size * command->unit;
    switch ((enum MatchKind)command->kind) {
    case MATCH_ENSURE_AT_LEAST:
        if (left < command->size)
            return MATCH_FAILED;
        return command->unit == 1 || is_multiple(left - command->size, command->unit)
                   ? MATCH_OK
                   : MATCH_FAILED;
    case MATCH_ENSURE_EXACTLY: return left == command->size ? MATCH_OK : MATCH_FAILED;
    case MATCH_TEST_UNIT: return is_multiple(left, command->unit) ? MATCH_OK : MATCH_FAILED;
    case MATCH_GET_TAIL: return take_term(get_tail(process, match), command, x, stack);
    default: break;
    }
    // The commands before have made sure that the bits are there, unless the file lies.
    if (unlikely(left < size))
        return MATCH_FAILED;
    switch ((enum MatchKind)command->kind) {
    case MATCH_INTEGER:
        return take_term(get_integer(process, match, size, command->flags), command, x, stack);
    case MATCH_BINARY: return take_term(get_part(process, match, size), command, x, stack);
    case MATCH_EQUAL: return match_equal(match, command);
    default: match_move(match, size); return MATCH_OK;
    }
}

// A context that does not match stays where it was.
static NO_INLINE MatchResult match_commands(Process *process, Term *match, const Word *list,
                                            Term *x, Term *stack)
{
    const MatchCommand *commands = (const MatchCommand *)(list + 1);
    Term start = match[2];
    for (size_t i = 0; i < list[0]; i++) {
        MatchResult result = match_command(process, match, &commands[i], x, stack);
        if (unlikely(result != MATCH_OK)) {
            match[2] = start;
            return result;
        }
    }
    return MATCH_OK;
}

OPERATION(bs_match)
{
    COLLECT_FRAGMENTS(code[3]);
    if (code[4])
        NEED(code[4], code[3]);
    SAVE();
    MatchResult result = match_commands(process, match_object(SOURCE(2)), code + 5, x, stack);
    RESTORE();
    if (result == MATCH_FAILED)
        GO_TO_LABEL(1);
    if (unlikely(result == MATCH_FAULT))
        LEAVE_TO(engine_fault);
    NEXT(5 + SEGMENT_WORDS * code[5]);
}
