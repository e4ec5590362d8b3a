// SPDX-License-Identifier: Apache-2.0
// Big integers by GMP's mpn layer, directly on heap words. Apart from number.c, which knows of
// floats and of errors.
#include "term/big.h"

#include <math.h>

bool big_start(BigDraft *draft, Room *room, size_t capacity, NumberError *error)
{
    // One limb more than allowed: a carry that may turn out to be zero.
    if (capacity > BIG_LIMBS_MAX + 1) {
        *error = NUMBER_SYSTEM_LIMIT;
        return false;
    }
    draft->start = room_take(room, capacity + 1);
    if (!draft->start) {
        *error = NUMBER_NO_MEMORY;
        return false;
    }
    draft->capacity = capacity;
    draft->limbs = (mp_limb_t *)(draft->start + 1);
    return true;
}

Term big_finish(BigDraft *draft, Room *room, bool negative, size_t size, NumberError *error)
{
    mp_limb_t *limbs = draft->limbs;
    size_t taken = draft->capacity + 1;
    while (size > 0 && limbs[size - 1] == 0)
        size--;
    if (size <= 1) {
        Word magnitude = size ? limbs[0] : 0;
        if (magnitude <= (Word)SMALL_MAX + negative) {
            room_give_back(room, draft->start, taken, 0);
            return small_make(negative ? -(SignedWord)magnitude : (SignedWord)magnitude);
        }
    }
    if (size > BIG_LIMBS_MAX) {
        room_give_back(room, draft->start, taken, 0);
        *error = NUMBER_SYSTEM_LIMIT;
        return TERM_NONE;
    }
    draft->start[0] = header_make(negative ? KIND_BIG_NEGATIVE : KIND_BIG_POSITIVE, size);
    if (taken > size + 1)
        room_give_back(room, draft->start, taken, size + 1);
    return boxed_make(draft->start);
}

// ---- sums

static int compare_magnitudes(const Magnitude *a, const Magnitude *b)
{
    if (a->size != b->size)
        return a->size < b->size ? -1 : 1;
    return a->size ? mpn_cmp(a->limbs, b->limbs, (mp_size_t)a->size) : 0;
}

Term big_add(Room *room, Term a, Term b, bool subtract, NumberError *error)
{
    Magnitude x, y;
    magnitude_load(&x, a);
    magnitude_load(&y, b);
    bool y_negative = y.negative != subtract;
    const Magnitude *large = &x, *less = &y;
    bool large_negative = x.negative;
    if (compare_magnitudes(&x, &y) < 0) {
        large = &y;
        less = &x;
        large_negative = y_negative;
    }
    BigDraft draft;
    if (!big_start(&draft, room, large->size + 1, error))
        return TERM_NONE;
    mp_size_t n = (mp_size_t)large->size, m = (mp_size_t)less->size;
    if (m == 0) {
        memcpy(draft.limbs, large->limbs, large->size * sizeof(Word));
        draft.limbs[n] = 0;
    } else if (x.negative == y_negative) {
        draft.limbs[n] = mpn_add(draft.limbs, large->limbs, n, less->limbs, m);
    } else {
        mpn_sub(draft.limbs, large->limbs, n, less->limbs, m);
        draft.limbs[n] = 0;
    }
    return big_finish(&draft, room, large_negative, large->size + 1, error);
}

Term big_negate(Room *room, Term a, NumberError *error)
{
    return big_add(room, small_make(0), a, true, error);
}

int big_compare(Term a, Term b)
{
    Magnitude x, y;
    magnitude_load(&x, a);
    magnitude_load(&y, b);
    if (x.negative != y.negative)
        return x.negative ? -1 : 1;
    int order = compare_magnitudes(&x, &y);
    return x.negative ? -order : order;
}

// ---- products and quotients

Term big_multiply(Room *room, Term a, Term b, NumberError *error)
{
    Magnitude x, y;
    magnitude_load(&x, a);
    magnitude_load(&y, b);
    if (x.size == 0 || y.size == 0)
        return small_make(0);
    const Magnitude *large = x.size >= y.size ? &x : &y, *less = large == &x ? &y : &x;
    mp_size_t n = (mp_size_t)large->size, m = (mp_size_t)less->size;
    BigDraft draft;
    if (!big_start(&draft, room, large->size + less->size, error))
        return TERM_NONE;
    if (m == 1) {
        draft.limbs[n] = mpn_mul_1(draft.limbs, large->limbs, n, less->limbs[0]);
    } else if (large->limbs == less->limbs) {
        mpn_sqr(draft.limbs, large->limbs, n);
    } else {
        mpn_mul(draft.limbs, large->limbs, n, less->limbs, m);
    }
    return big_finish(&draft, room, x.negative != y.negative, large->size + less->size, error);
}

// Quotient and remainder side by side in one draft; the one that is wanted comes first, so that the
// other can be given back.
static Term divide(Room *room, const Magnitude *x, const Magnitude *y, bool want_quotient,
                   NumberError *error)
{
    size_t quotient_size = x->size - y->size + 1;
    BigDraft draft;
    if (!big_start(&draft, room, quotient_size + y->size, error))
        return TERM_NONE;
    mp_limb_t *quotient = draft.limbs + (want_quotient ? 0 : y->size);
    mp_limb_t *remainder = draft.limbs + (want_quotient ? quotient_size : 0);
    mpn_tdiv_qr(quotient, remainder, 0, x->limbs, (mp_size_t)x->size, y->limbs, (mp_size_t)y->size);
    if (want_quotient)
        return big_finish(&draft, room, x->negative != y->negative, quotient_size, error);
    return big_finish(&draft, room, x->negative, y->size, error);
}

Term big_div(Room *room, Term a, Term b, NumberError *error)
{
    Magnitude x, y;
    magnitude_load(&x, a);
    magnitude_load(&y, b);
    assert(y.size > 0);
    if (x.size < y.size)
        return small_make(0);
    if (y.size > 1)
        return divide(room, &x, &y, true, error);
    BigDraft draft;
    if (!big_start(&draft, room, x.size, error))
        return TERM_NONE;
    mpn_divrem_1(draft.limbs, 0, x.limbs, (mp_size_t)x.size, y.limbs[0]);
    return big_finish(&draft, room, x.negative != y.negative, x.size, error);
}

Term big_rem(Room *room, Term a, Term b, NumberError *error)
{
    Magnitude x, y;
    magnitude_load(&x, a);
    magnitude_load(&y, b);
    assert(y.size > 0);
    if (x.size < y.size)
        return a;
    if (y.size > 1)
        return divide(room, &x, &y, false, error);
    BigDraft draft;
    if (!big_start(&draft, room, 1, error))
        return TERM_NONE;
    draft.limbs[0] = mpn_mod_1(x.limbs, (mp_size_t)x.size, y.limbs[0]);
    return big_finish(&draft, room, x.negative, 1, error);
}

// ---- bits

// Gives the limbs of an integer's endless two's complement, one after the other.
typedef struct Complement {
    const Magnitude *magnitude;
    mp_limb_t carry;
} Complement;

static inline mp_limb_t complement_limb(Complement *c, size_t i)
{
    mp_limb_t limb = i < c->magnitude->size ? c->magnitude->limbs[i] : 0;
    if (!c->magnitude->negative)
        return limb;
    limb = ~limb + c->carry;
    c->carry = c->carry && limb == 0;
    return limb;
}

static inline mp_limb_t combine(mp_limb_t x, mp_limb_t y, BitOperation operation)
{
    switch (operation) {
    case BIT_AND: return x & y;
    case BIT_OR: return x | y;
    default: return x ^ y;
    }
}

Term big_bitwise(Room *room, Term a, Term b, BitOperation operation, NumberError *error)
{
    Magnitude x, y;
    magnitude_load(&x, a);
    magnitude_load(&y, b);
    size_t size = (x.size > y.size ? x.size : y.size) + 1;
    BigDraft draft;
    if (!big_start(&draft, room, size, error))
        return TERM_NONE;
    Complement left = {&x, 1}, right = {&y, 1};
    for (size_t i = 0; i < size; i++) {
        mp_limb_t limb = complement_limb(&left, i);
        draft.limbs[i] = combine(limb, complement_limb(&right, i), operation);
    }
    bool negative = combine(x.negative, y.negative, operation);
    if (negative)
        mpn_neg(draft.limbs, draft.limbs, (mp_size_t)size);
    return big_finish(&draft, room, negative, size, error);
}

Term big_shift_left(Room *room, Term a, size_t bits, NumberError *error)
{
    Magnitude x;
    magnitude_load(&x, a);
    if (x.size == 0)
        return small_make(0);
    size_t limbs = bits / LIMB_BITS, size = x.size + 1;
    unsigned rest = bits % LIMB_BITS;
    BigDraft draft;
    if (!big_start(&draft, room, limbs + size, error))
        return TERM_NONE;
    memset(draft.limbs, 0, limbs * sizeof(Word));
    mp_limb_t *to = draft.limbs + limbs;
    if (rest) {
        to[x.size] = mpn_lshift(to, x.limbs, (mp_size_t)x.size, rest);
    } else {
        memcpy(to, x.limbs, x.size * sizeof(Word));
        to[x.size] = 0;
    }
    return big_finish(&draft, room, x.negative, limbs + size, error);
}

static bool has_bits_below(const Magnitude *x, size_t bits)
{
    size_t limbs = bits / LIMB_BITS;
    for (size_t i = 0; i < limbs; i++) {
        if (x->limbs[i])
            return true;
    }
    return (x->limbs[limbs] & (((mp_limb_t)1 << bits % LIMB_BITS) - 1)) != 0;
}

// Rounds towards minus infinity, as shifting two's complement does.
Term big_shift_right(Room *room, Term a, size_t bits, NumberError *error)
{
    Magnitude x;
    magnitude_load(&x, a);
    size_t limbs = bits / LIMB_BITS;
    if (limbs >= x.size)
        return small_make(x.negative ? -1 : 0);
    size_t size = x.size - limbs;
    BigDraft draft;
    if (!big_start(&draft, room, size + 1, error))
        return TERM_NONE;
    if (bits % LIMB_BITS) {
        mpn_rshift(draft.limbs, x.limbs + limbs, (mp_size_t)size, bits % LIMB_BITS);
    } else {
        memcpy(draft.limbs, x.limbs + limbs, size * sizeof(Word));
    }
    draft.limbs[size] = 0;
    if (x.negative && has_bits_below(&x, bits))
        mpn_add_1(draft.limbs, draft.limbs, (mp_size_t)size + 1, 1);
    return big_finish(&draft, room, x.negative, size + 1, error);
}

// ---- floats

static size_t bit_length(const Magnitude *x)
{
    if (x->size == 0)
        return 0;
    return x->size * LIMB_BITS - (size_t)__builtin_clzll(x->limbs[x->size - 1]);
}

// The highest 64 bits, the first of them 1; *rest tells whether there are ones below them.
static Word top_word(const Magnitude *x, bool *rest)
{
    mp_limb_t top = x->limbs[x->size - 1];
    unsigned shift = (unsigned)__builtin_clzll(top);
    mp_limb_t next = x->size > 1 ? x->limbs[x->size - 2] : 0;
    *rest = (shift ? next << shift : next) != 0;
    for (size_t i = x->size; !*rest && i > 2; i--)
        *rest = x->limbs[i - 3] != 0;
    return shift ? top << shift | next >> (LIMB_BITS - shift) : top;
}

// Rounds after each limb, as OTP does: for three limbs and more that is not always the nearest
// double, but programs that print such floats give the same digits.
bool big_to_double(Term a, double *value)
{
    Magnitude x;
    magnitude_load(&x, a);
    double d = 0;
    for (size_t i = x.size; i > 0 && isfinite(d); i--)
        d = d * 0x1p64 + (double)x.limbs[i - 1];
    *value = x.negative ? -d : d;
    return isfinite(d);
}

int big_compare_double(Term a, double d)
{
    Magnitude x;
    magnitude_load(&x, a);
    int sign = x.negative ? -1 : 1;
    if (x.negative != (d < 0) || fabs(d) < 0x1p60)
        return sign;
    int exponent;
    double fraction = frexp(fabs(d), &exponent);
    size_t length = bit_length(&x);
    if (length != (size_t)exponent)
        return length < (size_t)exponent ? -sign : sign;
    bool rest;
    Word top = top_word(&x, &rest), other = (Word)ldexp(fraction, LIMB_BITS);
    if (top != other)
        return top < other ? -sign : sign;
    return rest ? sign : 0;
}

size_t integer_bit_length(Term t)
{
    Magnitude x;
    magnitude_load(&x, t);
    return bit_length(&x);
}
