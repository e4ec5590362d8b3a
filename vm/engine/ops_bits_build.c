// SPDX-License-Identifier: Apache-2.0
// Instructions that build bit strings: the size of every segment first, then one piece of memory,
// then the bits. A binary that grows at its end, <<Acc/binary, ...>>, is extended in place when
// nobody else has done so.
#include "engine/operation.h"
#include "term/bits.h"
#include "term/bits_write.h"
#include "term/number.h"
#include "term/utf8.h"

// A segment as it stands in code. `bits` is set when the size is constant.
typedef struct Segment {
    Word kind, unit, flags, value, size, bits;
} Segment;
_Static_assert(sizeof(Segment) == SEGMENT_WORDS * sizeof(Word),
               "a segment is read from code as it stands");

static inline bool segment_little(const Segment *segment)
{
    return segment->flags & (SEGMENT_LITTLE | SEGMENT_NATIVE);
}

// No bit string is larger: sizes in bits are small integers, and sums of two of them do not
// overflow.
#define BITS_MAX ((Word)1 << 48)

// ---- sizes

// Sets *bits to size * unit; false with a fault.
static bool size_of_units(Process *process, Term size, Word unit, Word *bits)
{
    if (term_is_big(size) && !big_is_negative(size)) {
        (void)fault_system_limit(process);
        return false;
    }
    if (!term_is_small(size) || small_value(size) < 0) {
        (void)fault_badarg(process);
        return false;
    }
    if ((Word)small_value(size) > BITS_MAX || unit > BITS_MAX ||
        __builtin_mul_overflow((Word)small_value(size), unit, bits) || *bits > BITS_MAX) {
        (void)fault_system_limit(process);
        return false;
    }
    return true;
}

static bool is_code_point(Term value)
{
    return term_is_small(value) && unicode_is_code_point((uint64_t)small_value(value));
}

// The value does for the kind, and has the size.
static bool value_fits(const Segment *segment, Term value, Term size, Word bits)
{
    double number;
    Word ignored;
    switch ((enum SegmentKind)segment->kind) {
    case SEGMENT_INTEGER: return term_is_integer(value);
    case SEGMENT_FLOAT:
        return number_to_double(value, &number) && float_to_bits(number, bits, &ignored);
    case SEGMENT_BINARY:
    case SEGMENT_APPEND:
    case SEGMENT_PRIVATE_APPEND:
        if (!term_is_atom(size))
            return bits <= bits_size(value);
        return segment->unit <= 1 || bits % segment->unit == 0;
    default: return true;
    }
}

static Word utf_bits(enum SegmentKind kind, Term value)
{
    uint32_t code = (uint32_t)small_value(value);
    return kind == SEGMENT_UTF8    ? utf8_length(code) * 8
           : kind == SEGMENT_UTF16 ? utf16_bits(code)
                                   : 32;
}

// Sets *bits to what the segment takes; false with a fault.
static bool segment_measure(Process *process, const Segment *segment, Term value, Term size,
                            Word *bits)
{
    enum SegmentKind kind = (enum SegmentKind)segment->kind;
    bool is_utf = kind == SEGMENT_UTF8 || kind == SEGMENT_UTF16 || kind == SEGMENT_UTF32;
    bool is_part =
        kind == SEGMENT_BINARY || kind == SEGMENT_APPEND || kind == SEGMENT_PRIVATE_APPEND;
    bool is_value = is_utf ? is_code_point(value) : !is_part || term_is_bits(value);
    if (unlikely(!is_value)) {
        (void)fault_badarg(process);
        return false;
    }
    if (is_utf) {
        *bits = utf_bits(kind, value);
        return true;
    }
    if (is_part && term_same(size, ATOM_TERM(all))) {
        *bits = bits_size(value);
    } else if (!size_of_units(process, size, segment->unit, bits)) {
        return false;
    }
    if (likely(value_fits(segment, value, size, *bits)))
        return true;
    (void)fault_badarg(process);
    return false;
}

static Term segment_value(const Segment *segment, const Term *x, const Term *stack)
{
    return segment->kind == SEGMENT_STRING ? NIL : source_value(segment->value, x, stack);
}

// Adds up segments from `first` on; false with a fault.
static bool measure_all(Process *process, const Segment *segments, size_t first, size_t count,
                        const Term *x, const Term *stack, Word *total)
{
    for (size_t i = first; i < count; i++) {
        const Segment *segment = &segments[i];
        Word bits = segment->bits;
        Term value = segment_value(segment, x, stack);
        if (bits == 0 || (segment->kind == SEGMENT_INTEGER && !term_is_integer(value))) {
            if (!segment_measure(process, segment, value, source_value(segment->size, x, stack),
                                 &bits))
                return false;
        }
        *total += bits;
        if (*total > BITS_MAX) {
            (void)fault_system_limit(process);
            return false;
        }
    }
    return true;
}

// ---- writing

static void write_part(uint8_t *to, size_t offset, Term part, size_t size)
{
    BitsView view = bits_view(part);
    bits_copy(to, offset, view.bytes, view.offset, size);
}

// Writes a segment that has been measured; returns its bits, or BITS_MAX + 1 without memory.
static Word segment_write(Process *process, const Segment *segment, Term value, Term size,
                          uint8_t *to, size_t offset)
{
    bool little = segment_little(segment);
    Word bits = term_is_small(size) ? (Word)small_value(size) * segment->unit : 0, float_word;
    double number;
    switch ((enum SegmentKind)segment->kind) {
    case SEGMENT_INTEGER:
        if (!bits_write_integer(&process->vm->memory, to, offset, value, bits, little))
            return BITS_MAX + 1;
        return bits;
    case SEGMENT_FLOAT:
        if (number_to_double(value, &number) && float_to_bits(number, bits, &float_word)) {
            bits_write_float(to, offset, float_word, bits, little);
        }
        return bits;
    case SEGMENT_STRING:
        bits_copy(to, offset, (const uint8_t *)(uintptr_t)segment->value, 0, bits);
        return bits;
    case SEGMENT_UTF8:
        bits_write_utf8(to, offset, (uint32_t)small_value(value));
        return utf_bits(SEGMENT_UTF8, value);
    case SEGMENT_UTF16:
        bits_write_utf16(to, offset, (uint32_t)small_value(value), little);
        return utf_bits(SEGMENT_UTF16, value);
    case SEGMENT_UTF32:
        bits_write_utf32(to, offset, (uint32_t)small_value(value), little);
        return 32;
    default:
        if (term_is_atom(size))
            bits = bits_size(value);
        write_part(to, offset, value, bits);
        return bits;
    }
}

static bool write_all(Process *process, const Segment *segments, size_t first, size_t count,
                      const Term *x, const Term *stack, uint8_t *to, size_t offset)
{
    for (size_t i = first; i < count; i++) {
        Term value = segment_value(&segments[i], x, stack),
             size = source_value(segments[i].size, x, stack);
        Word bits = segment_write(process, &segments[i], value, size, to, offset);
        if (unlikely(bits > BITS_MAX))
            return false;
        offset += bits;
    }
    return true;
}

// ---- growing binaries

// A shared binary that grows has at least so many bytes.
#define GROWING_MIN 256

// Shared bits of `size` bits, for which the term takes over the reference. TERM_NONE: no memory.
static Term shared_bits_of(Room *room, SharedBytes *shared, size_t size)
{
    Term *start = room_take(room, SHARED_BITS_WORDS);
    if (unlikely(!start)) {
        shared_bytes_release(shared);
        return TERM_NONE;
    }
    start[0] = header_make(KIND_SHARED_BITS, SHARED_BITS_WORDS - 1);
    start[1] = small_make((SignedWord)size);
    start[2] = term_from_word((Word)(uintptr_t)shared);
    start[3] = room->shared_list;
    room->shared_list = boxed_make(start);
    return boxed_make(start);
}

// A copy of `base`, with room for `total` bits and as many again.
static Term grow_by_copy(Process *process, Term base, size_t total, uint8_t **bytes)
{
    size_t capacity = bits_to_bytes(total) * 2;
    if (capacity < GROWING_MIN)
        capacity = GROWING_MIN;
    SharedBytes *shared = shared_bytes_create(&process->vm->memory, 0, capacity);
    if (unlikely(!shared))
        return TERM_NONE;
    atomic_store_explicit(&shared->used, total, memory_order_relaxed);
    process->heap.room.shared_bytes += capacity;
    *bytes = shared->data;
    shared->data[bits_to_bytes(total) - 1] = 0;
    write_part(shared->data, 0, base, bits_size(base));
    return shared_bits_of(&process->heap.room, shared, total);
}

// The shared bits that `base` is or begins, or TERM_NONE.
static inline Term growing_owner(Term base)
{
    const Term *object = boxed_address(base);
    enum BoxedKind kind = header_kind(object[0]);
    if (kind == KIND_SHARED_BITS)
        return base;
    bool is_start = kind == KIND_SLICE && term_same(object[2], small_make(0)) &&
                    boxed_kind(object[1]) == KIND_SHARED_BITS;
    return is_start ? object[1] : TERM_NONE;
}

// The one reference is this process's own: nobody else can claim anything.
static inline bool is_only_reference(const SharedBytes *shared)
{
    return atomic_load_explicit(&shared->references, memory_order_acquire) == 1;
}

// As shared_bytes_extend_bits.
static inline bool extend(SharedBytes *shared, size_t end, size_t new_end)
{
    if (!is_only_reference(shared))
        return shared_bytes_extend_bits(shared, end, new_end);
    if (new_end > shared->capacity << 3 ||
        atomic_load_explicit(&shared->used, memory_order_relaxed) != end) {
        return false;
    }
    atomic_store_explicit(&shared->used, new_end, memory_order_relaxed);
    return true;
}

// The first `size` bits of the owner's bytes, which may be more than the owner shows.
static Term start_of(Room *room, Term owner, size_t size)
{
    Term *start = room_take(room, SLICE_WORDS);
    if (unlikely(!start))
        return TERM_NONE;
    start[0] = header_make(KIND_SLICE, SLICE_WORDS - 1);
    start[1] = owner;
    start[2] = small_make(0);
    start[3] = small_make((SignedWord)size);
    return boxed_make(start);
}

// `base` with room for its size and `added` bits more, which are the caller's to write to *bytes.
// When nobody else refers to it (is_private), that may be the term itself, whose size the caller
// then sets. TERM_NONE: no memory.
static Term grow(Process *process, Term base, size_t added, bool is_private, uint8_t **bytes)
{
    size_t size = bits_size(base), total = size + added;
    Term owner = growing_owner(base);
    if (likely(!term_is_none(owner))) {
        SharedBytes *shared = shared_bits_bytes(owner);
        if (likely(extend(shared, size, total))) {
            *bytes = shared->data;
            // The unused bits of the last byte are zero.
            if ((total & 7) && bits_to_bytes(total) > bits_to_bytes(size))
                shared->data[total >> 3] = 0;
            bool in_place = is_private && term_same(owner, base);
            return in_place ? base : start_of(&process->heap.room, owner, total);
        }
    }
    if (bits_to_bytes(total) > HEAP_BITS_MAX)
        return grow_by_copy(process, base, total, bytes);
    Term bits = heap_bits_make(&process->heap.room, total);
    if (unlikely(term_is_none(bits)))
        return TERM_NONE;
    *bytes = heap_bits_bytes(bits);
    write_part(*bytes, 0, base, size);
    return bits;
}

static Term append(Process *process, const Segment *segments, size_t count, const Term *x,
                   const Term *stack)
{
    Term base = source_value(segments[0].value, x, stack);
    Word base_bits, added = 0;
    if (!segment_measure(process, segments, base, source_value(segments[0].size, x, stack),
                         &base_bits)) {
        return TERM_NONE;
    }
    if (!measure_all(process, segments, 1, count, x, stack, &added))
        return TERM_NONE;
    if (added == 0)
        return base;
    if (unlikely(added + base_bits > BITS_MAX))
        return fault_system_limit(process);
    uint8_t *bytes;
    Term bits = grow(process, base, added, segments[0].kind == SEGMENT_PRIVATE_APPEND, &bytes);
    if (unlikely(term_is_none(bits)))
        return fault_no_memory(process);
    if (unlikely(!write_all(process, segments, 1, count, x, stack, bytes, base_bits)))
        return fault_no_memory(process);
    // Only now: `base` may be one of the parts as well, if the code says so.
    if (boxed_kind(bits) == KIND_SHARED_BITS)
        boxed_address(bits)[1] = small_make((SignedWord)(base_bits + added));
    return bits;
}

// ---- the instructions

static NO_INLINE Term create(Process *process, const Segment *segments, size_t count, const Term *x,
                             const Term *stack)
{
    if (count > 0 &&
        (segments[0].kind == SEGMENT_APPEND || segments[0].kind == SEGMENT_PRIVATE_APPEND)) {
        return append(process, segments, count, x, stack);
    }
    Word total = 0;
    if (!measure_all(process, segments, 0, count, x, stack, &total))
        return TERM_NONE;
    uint8_t *bytes;
    Term bits = bits_make(&process->heap.room, &process->vm->memory, total, &bytes);
    if (unlikely(term_is_none(bits)))
        return fault_no_memory(process);
    if (total & 7)
        bytes[total >> 3] = 0;
    if (unlikely(!write_all(process, segments, 0, count, x, stack, bytes, 0)))
        return fault_no_memory(process);
    return bits;
}

// Words of the largest result in the heap.
#define RESULT_WORDS (2 + HEAP_BITS_MAX / 8)

// Whole bytes of the low end of a small integer.
static inline void write_bytes(uint8_t *to, Word value, size_t bits, bool little)
{
    for (size_t shift = 0; shift < bits; shift += 8)
        *to++ = (uint8_t)(value >> (little ? shift : bits - 8 - shift));
}

// Writes integers of at most 64 bits and strings. False when a value is no integer.
static NO_INLINE bool write_fixed(const Segment *segments, size_t count, const Term *x,
                                  const Term *stack, uint8_t *to, size_t offset)
{
    for (const Segment *segment = segments; segment < segments + count; segment++) {
        size_t bits = segment->bits;
        if (segment->kind == SEGMENT_STRING) {
            bits_copy(to, offset, (const uint8_t *)(uintptr_t)segment->value, 0, bits);
        } else {
            Term value = source_value(segment->value, x, stack);
            if (likely(term_is_small(value) && ((offset | bits) & 7) == 0)) {
                write_bytes(to + (offset >> 3), (Word)small_value(value), bits,
                            segment_little(segment));
            } else if (term_is_small(value) && !segment_little(segment)) {
                bits_write_word(to, offset, (Word)small_value(value), bits);
            } else if (!term_is_integer(value) || !bits_write_integer(NULL, to, offset, value, bits,
                                                                      segment_little(segment))) {
                return false;
            }
        }
        offset += bits;
    }
    return true;
}

// An append of integers and strings of constant sizes, `added` bits of them.
static NO_INLINE Term append_fixed(Process *process, const Segment *segments, size_t count,
                                   size_t added, const Term *x, const Term *stack)
{
    Term base = source_value(segments[0].value, x, stack);
    if (unlikely(!term_is_bits(base)))
        return fault_badarg(process);
    size_t size = bits_size(base);
    bool fits = segments[0].unit == 8 ? (size & 7) == 0
                                      : segments[0].unit <= 1 || size % segments[0].unit == 0;
    if (unlikely(!fits))
        return fault_badarg(process);
    if (unlikely(size + added > BITS_MAX))
        return fault_system_limit(process);
    uint8_t *bytes;
    Term bits = grow(process, base, added, segments[0].kind == SEGMENT_PRIVATE_APPEND, &bytes);
    if (unlikely(term_is_none(bits)))
        return fault_no_memory(process);
    if (unlikely(!write_fixed(segments + 1, count - 1, x, stack, bytes, size)))
        return fault_badarg(process);
    if (boxed_kind(bits) == KIND_SHARED_BITS)
        boxed_address(bits)[1] = small_make((SignedWord)(size + added));
    return bits;
}

static NO_INLINE const Word *create_failed(STATE_PARAMETERS)
{
    if (code[1]) {
        process->fault.kind = FAULT_NONE;
        GO_TO_LABEL(1);
    }
    LEAVE_TO(engine_fault);
}

OPERATION(bs_append_fixed)
{
    COLLECT_FRAGMENTS(code[2]);
    NEED(RESULT_WORDS + code[3], code[2]);
    SAVE();
    Term bits = append_fixed(process, (const Segment *)(code + 7), code[6], code[4], x, stack);
    RESTORE();
    if (unlikely(term_is_none(bits)))
        LEAVE_TO(create_failed);
    SET(5, bits);
    NEXT(6 + SEGMENT_WORDS * code[6]);
}

// One byte behind a binary that has been appended to before, and so begins the bytes of its owner.
// Everything else is left to the instruction above, which has the same operands.
OPERATION(bs_append_byte)
{
    COLLECT_FRAGMENTS(code[2]);
    NEED(RESULT_WORDS + code[3], code[2]);
    const Segment *segments = (const Segment *)(code + 7);
    Term base = source_value(segments[0].value, x, stack);
    if (unlikely(!term_is_boxed_kind(base, KIND_SLICE)))
        LEAVE_TO(op_bs_append_fixed);
    const Term *slice = boxed_address(base);
    if (unlikely(boxed_kind(slice[1]) != KIND_SHARED_BITS || term_word(slice[2]) != 0))
        LEAVE_TO(op_bs_append_fixed);
    SharedBytes *shared = shared_bits_bytes(slice[1]);
    Word size = term_word(slice[3]) >> 3;
    if (unlikely(!is_only_reference(shared) || (size & 7) || size >> 3 >= shared->capacity ||
                 atomic_load_explicit(&shared->used, memory_order_relaxed) != size)) {
        LEAVE_TO(op_bs_append_fixed);
    }
    Term value = source_value(segments[1].value, x, stack);
    if (unlikely(!term_is_small(value)))
        LEAVE_TO(op_bs_append_fixed);
    shared->data[size >> 3] = (uint8_t)small_value(value);
    atomic_store_explicit(&shared->used, size + 8, memory_order_relaxed);
    top[0] = header_make(KIND_SLICE, SLICE_WORDS - 1);
    top[1] = slice[1];
    top[2] = small_make(0);
    top[3] = small_make((SignedWord)size + 8);
    SET(5, boxed_make(top));
    top += SLICE_WORDS;
    NEXT(6 + 2 * SEGMENT_WORDS);
}

OPERATION(bs_create_bin)
{
    COLLECT_FRAGMENTS(code[2]);
    NEED(RESULT_WORDS + code[3], code[2]);
    SAVE();
    Term bits = create(process, (const Segment *)(code + 6), code[5], x, stack);
    RESTORE();
    if (unlikely(term_is_none(bits)))
        LEAVE_TO(create_failed);
    SET(4, bits);
    NEXT(5 + SEGMENT_WORDS * code[5]);
}

static NO_INLINE const Word *create_fixed_failed(STATE_PARAMETERS)
{
    if (code[1])
        GO_TO_LABEL(1);
    RAISE(fault_badarg(process));
}

OPERATION(bs_create_fixed)
{
    size_t words = heap_bits_words(code[4]);
    NEED(words + code[3], code[2]);
    top[0] = header_make(KIND_HEAP_BITS, words - 1);
    top[1] = term_from_word(code[4]);
    top[words - 1] = term_from_word(0);
    bool written =
        write_fixed((const Segment *)(code + 7), code[6], x, stack, (uint8_t *)(top + 2), 0);
    if (unlikely(!written))
        LEAVE_TO(create_fixed_failed);
    Term bits = boxed_make(top);
    top += words;
    SET(5, bits);
    NEXT(6 + SEGMENT_WORDS * code[6]);
}

// The empty binary grows into heap bits first, and by doubling later: that needs no guess of the
// size.
OPERATION(bs_init_writable)
{
    NEED(2, 1);
    top[0] = header_make(KIND_HEAP_BITS, 1);
    top[1] = term_from_word(0);
    x[0] = boxed_make(top);
    top += 2;
    NEXT(0);
}
