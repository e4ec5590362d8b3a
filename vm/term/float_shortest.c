// SPDX-License-Identifier: Apache-2.0
// The shortest digits of a float, by Raffaello Giulietti's algorithm ("The Schubfach way to render
// doubles", 2021): one product each of the float and of the two ends of the interval that rounds to
// it with a power of ten of 128 bits, then a choice among at most four candidates.
#include "term/float_shortest.h"

#include <assert.h>
#include <string.h>

typedef struct Wide {
    uint64_t high, low;
} Wide;

// ---- products

static inline Wide multiply(uint64_t a, uint64_t b)
{
    uint64_t a_low = a & 0xffffffff, a_high = a >> 32, b_low = b & 0xffffffff, b_high = b >> 32;
    uint64_t low = a_low * b_low, middle = a_high * b_low + (low >> 32);
    uint64_t other = a_low * b_high + (middle & 0xffffffff);
    return (Wide){a_high * b_high + (middle >> 32) + (other >> 32), a * b};
}

// The whole part of `power` * `factor` / 2^128, with its lowest bit set when there is more of a
// rest than the error of `power` can make.
static inline uint64_t round_to_odd(Wide power, uint64_t factor)
{
    uint64_t low = multiply(power.low, factor).high;
    Wide product = multiply(power.high, factor);
    uint64_t middle = product.low + low;
    return (product.high + (middle < low)) | (middle > 1);
}

// ---- powers of ten

#define POWER_STEP  27
#define POWER_FIRST (-297)

// Ten to the power of POWER_FIRST + index * POWER_STEP: the highest 128 bits, rounded up.
static const Wide powers_of_ten[] = {
    {UINT64_C(0xa76c582338ed2621), UINT64_C(0xaf2af2b80af6f24f)},
    {UINT64_C(0x873e4f75e2224e68), UINT64_C(0x5a7744a6e804a292)},
    {UINT64_C(0xda7f5bf590966848), UINT64_C(0xaf39a475506a899f)},
    {UINT64_C(0xb080392cc4349dec), UINT64_C(0xbd8d794d96aacfb4)},
    {UINT64_C(0x8e938662882af53e), UINT64_C(0x547eb47b7282ee9d)},
    {UINT64_C(0xe65829b3046b0afa), UINT64_C(0x0cb4a5a3112a5113)},
    {UINT64_C(0xba121a4650e4ddeb), UINT64_C(0x92f34d62616ce414)},
    {UINT64_C(0x964e858c91ba2655), UINT64_C(0x3a6a07f8d510f870)},
    {UINT64_C(0xf2d56790ab41c2a2), UINT64_C(0xfae27299423fb9c4)},
    {UINT64_C(0xc428d05aa4751e4c), UINT64_C(0xaa97e14c3c26b887)},
    {UINT64_C(0x9e74d1b791e07e48), UINT64_C(0x775ea264cf55347e)},
    {UINT64_C(0x8000000000000000), UINT64_C(0x0000000000000000)},
    {UINT64_C(0xcecb8f27f4200f3a), UINT64_C(0x0000000000000000)},
    {UINT64_C(0xa70c3c40a64e6c51), UINT64_C(0x999090b65f67d924)},
    {UINT64_C(0x86f0ac99b4e8dafd), UINT64_C(0x69a028bb3ded71a4)},
    {UINT64_C(0xda01ee641a708de9), UINT64_C(0xe80e6f4820cc9496)},
    {UINT64_C(0xb01ae745b101e9e4), UINT64_C(0x5ec05dcff72e7f90)},
    {UINT64_C(0x8e41ade9fbebc27d), UINT64_C(0x14588f13be847308)},
    {UINT64_C(0xe5d3ef282a242e81), UINT64_C(0x8f1668c8a86da5fb)},
    {UINT64_C(0xb9a74a0637ce2ee1), UINT64_C(0x6d953e2bd7173693)},
    {UINT64_C(0x95f83d0a1fb69cd9), UINT64_C(0x4abdaf101564f98f)},
    {UINT64_C(0xf24a01a73cf2dccf), UINT64_C(0xbc633b39673c8ced)},
    {UINT64_C(0xc3b8358109e84f07), UINT64_C(0x0a862f80ec4700c9)},
    {UINT64_C(0x9e19db92b4e31ba9), UINT64_C(0x6c07a2c26a8346d2)},
};
static const uint64_t powers_of_five[POWER_STEP] = {
    UINT64_C(1),
    UINT64_C(5),
    UINT64_C(25),
    UINT64_C(125),
    UINT64_C(625),
    UINT64_C(3125),
    UINT64_C(15625),
    UINT64_C(78125),
    UINT64_C(390625),
    UINT64_C(1953125),
    UINT64_C(9765625),
    UINT64_C(48828125),
    UINT64_C(244140625),
    UINT64_C(1220703125),
    UINT64_C(6103515625),
    UINT64_C(30517578125),
    UINT64_C(152587890625),
    UINT64_C(762939453125),
    UINT64_C(3814697265625),
    UINT64_C(19073486328125),
    UINT64_C(95367431640625),
    UINT64_C(476837158203125),
    UINT64_C(2384185791015625),
    UINT64_C(11920928955078125),
    UINT64_C(59604644775390625),
    UINT64_C(298023223876953125),
    UINT64_C(1490116119384765625),
};

// The highest 128 bits of ten to the power of `exponent`, -292 to 324, plus at least one and at
// most three in their last place. The algorithm allows for four.
static Wide power_of_ten(int exponent)
{
    int index = exponent - POWER_FIRST;
    Wide base = powers_of_ten[index / POWER_STEP];
    uint64_t factor = powers_of_five[index % POWER_STEP];
    Wide low = multiply(base.low, factor), high = multiply(base.high, factor);
    high.low += low.high;
    high.high += high.low < low.high;
    if (high.high > 0) {
        int shift = __builtin_clzll(high.high); // at least 3: the factor is below 2^61
        base.high = high.high << shift | high.low >> (64 - shift);
        base.low = high.low << shift | low.low >> (64 - shift);
    }
    base.low++;
    base.high += base.low == 0;
    return base;
}

// floor(log2(10^e)) and floor(log10(2^e)), or of 3/4 of 2^e, for all exponents of a double.
static inline int log2_of_power_of_ten(int e) { return (int)((int64_t)e * 1741647 >> 19); }
static inline int log10_of_power_of_two(int e) { return (int)((int64_t)e * 1262611 >> 22); }
static inline int log10_of_three_quarters(int e)
{
    return (int)(((int64_t)e * 1262611 - 524031) >> 22);
}

// ---- the choice

// Without the zeros at its end.
static ShortestDecimal strip_zeros(uint64_t digits, int exponent)
{
    while (digits % 100 == 0) {
        digits /= 100;
        exponent += 2;
    }
    if (digits % 10 == 0)
        return (ShortestDecimal){digits / 10, exponent + 1};
    return (ShortestDecimal){digits, exponent};
}

static ShortestDecimal shortest_of(uint64_t mantissa, int e, bool is_edge)
{
    uint64_t odd = mantissa & 1; // only the interval of an even mantissa contains its ends
    int k = is_edge ? log10_of_three_quarters(e) : log10_of_power_of_two(e);
    int shift = e + log2_of_power_of_ten(-k) + 1;
    Wide power = power_of_ten(-k);
    // Four times the float, and the ends, as multiples of 10^k.
    uint64_t value = round_to_odd(power, mantissa << 2 << shift);
    uint64_t low = round_to_odd(power, ((mantissa << 2) - (is_edge ? 1 : 2)) << shift) + odd;
    uint64_t high = round_to_odd(power, ((mantissa << 2) + 2) << shift) - odd;
    uint64_t down = value >> 2;
    if (down >= 10) {
        uint64_t tens = down / 10;
        bool down_fits = low <= 40 * tens, up_fits = 40 * tens + 40 <= high;
        if (down_fits != up_fits)
            return strip_zeros(tens + up_fits, k + 1);
    }
    bool down_fits = low <= 4 * down, up_fits = 4 * down + 4 <= high;
    if (down_fits != up_fits)
        return strip_zeros(down + up_fits, k);
    uint64_t middle = 4 * down + 2;
    bool goes_up = value > middle || (value == middle && (down & 1));
    return strip_zeros(down + goes_up, k);
}

ShortestDecimal float_shortest(double d)
{
    uint64_t bits;
    memcpy(&bits, &d, sizeof bits);
    assert(bits != 0 && bits >> 52 < 0x7ff);
    uint64_t fraction = bits & (((uint64_t)1 << 52) - 1);
    int biased = (int)(bits >> 52);
    if (biased == 0)
        return shortest_of(fraction, -1074, false);
    return shortest_of(fraction | (uint64_t)1 << 52, biased - 1075, fraction == 0 && biased > 1);
}
