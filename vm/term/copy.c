// SPDX-License-Identifier: Apache-2.0
// Deep copies. The copy is its own list of what is left to do: objects are copied with the old
// pointers in them, and a second finger follows through the copy and copies what those point to.
// Only measuring needs a stack.
#include "term/copy.h"

#include <stdlib.h>

#include "term/shared_bytes.h"

static bool is_constant(Term t, ConstantRange constants)
{
    const Term *address = term_address(t);
    return address >= constants.start && address < constants.end;
}

// ---- measuring

typedef struct Frame {
    const Term *terms;
    size_t left;
} Frame;

#define FIXED_FRAMES 64
typedef struct Sizer {
    ConstantRange constants;
    size_t words;
    bool failed;
    Frame *frames;
    size_t count;
    size_t capacity;
    Frame fixed[FIXED_FRAMES];
} Sizer;

static NO_INLINE void sizer_grow(Sizer *sizer)
{
    size_t bytes = sizer->capacity * sizeof(Frame);
    bool is_fixed = sizer->frames == sizer->fixed;
    Frame *frames = realloc(is_fixed ? NULL : sizer->frames, bytes * 2);
    if (!frames) {
        sizer->failed = true;
        return;
    }
    if (is_fixed)
        memcpy(frames, sizer->fixed, bytes);
    sizer->frames = frames;
    sizer->capacity *= 2;
}

static void sizer_push(Sizer *sizer, const Term *terms, size_t left)
{
    if (left == 0)
        return;
    if (sizer->count == sizer->capacity)
        sizer_grow(sizer);
    if (!sizer->failed)
        sizer->frames[sizer->count++] = (Frame){terms, left};
}

static void size_object(Sizer *sizer, Term t)
{
    if (is_constant(t, sizer->constants))
        return;
    if (term_is_cons(t)) {
        sizer->words += 2;
        sizer_push(sizer, cons_cell(t), 2);
        return;
    }
    const Term *object = boxed_address(t);
    size_t size = header_size(object[0]);
    sizer->words += size + 1;
    // The last word of shared bits leads to others, which are none of the copy's.
    if (!header_is_raw(object[0]) && header_kind(object[0]) != KIND_SHARED_BITS)
        sizer_push(sizer, object + 1, size);
}

size_t term_size(Term t, ConstantRange constants)
{
    if (!term_is_pointer(t))
        return 0;
    Sizer sizer = {.constants = constants, .capacity = FIXED_FRAMES};
    sizer.frames = sizer.fixed;
    size_object(&sizer, t);
    while (sizer.count > 0 && !sizer.failed) {
        Frame *frame = &sizer.frames[sizer.count - 1];
        Term next = *frame->terms++;
        if (--frame->left == 0)
            sizer.count--;
        if (term_is_pointer(next))
            size_object(&sizer, next);
    }
    if (sizer.frames != sizer.fixed)
        free(sizer.frames);
    return sizer.failed ? SIZE_MAX : sizer.words;
}

// ---- copying

typedef struct Copy {
    Room *room;
    Term *top;
    ConstantRange constants;
} Copy;

static void adopt_shared_bits(Copy *copy, Term *object)
{
    SharedBytes *shared = (SharedBytes *)(uintptr_t)term_word(object[2]);
    shared_bytes_retain(shared);
    object[3] = copy->room->shared_list;
    copy->room->shared_list = boxed_make(object);
    copy->room->shared_bytes += shared->capacity;
}

// A copy of the object alone; its words still lead to the old terms.
static Term copy_object(Copy *copy, Term t)
{
    if (!term_is_pointer(t) || is_constant(t, copy->constants))
        return t;
    Term *to = copy->top;
    if (term_is_cons(t)) {
        to[0] = cons_head(t);
        to[1] = cons_tail(t);
        copy->top += 2;
        return cons_make(to);
    }
    const Term *object = boxed_address(t);
    size_t words = header_size(object[0]) + 1;
    memcpy(to, object, words * sizeof(Term));
    copy->top += words;
    if (header_kind(object[0]) == KIND_SHARED_BITS)
        adopt_shared_bits(copy, to);
    return boxed_make(to);
}

Term term_copy(Room *room, Term t, size_t words, ConstantRange constants)
{
    if (words == 0)
        return t;
    Term *start = room_take(room, words);
    if (!start)
        return TERM_NONE;
    Copy copy = {room, start, constants};
    Term result = copy_object(&copy, t);
    for (Term *finger = start; finger < copy.top;) {
        Term word = *finger;
        if (term_is_header(word)) {
            bool opaque = header_is_raw(word) || header_kind(word) == KIND_SHARED_BITS;
            finger += opaque ? header_size(word) + 1 : 1;
        } else {
            *finger++ = copy_object(&copy, word);
        }
    }
    assert(copy.top == start + words);
    return result;
}
