// SPDX-License-Identifier: Apache-2.0
// Arithmetic of all kinds of numbers, against results of Erlang/OTP; conversions; limits; no
// memory.
#include <math.h>

#include "term/compare.h"
#include "term/number.h"
#include "term_fixture.h"

typedef Term (*Operation)(Room *room, Term a, Term b, NumberError *error);

// ---- results of Erlang/OTP

static const struct {
    Operation operation;
    const char *a, *b, *result;
} cases[] = {
    {number_add, "-13282324643337458256", "-96.0", "-1.3282324643337458e19"},
    {number_add, "18344694884206701922", "0.0", "1.8344694884206703e19"},
    {number_add, "195.0", "-180", "15.0"},
    {number_add, "0.0", "-524288", "-524288.0"},
    {number_add, "-71", "495918870780808406", "495918870780808335"},
    {number_add, "-3897627194460", "4.616657517498645e180", "4.616657517498645e180"},
    {number_add, "-73.25", "-576460752303423488", "-5.764607523034236e17"},
    {number_add, "-17106811393469079036", "2305843009213693951", "-14800968384255385085"},
    {number_add, "122959259498811068561", "-930786284924864400", "122028473213886204161"},
    {number_subtract, "-5", "4294967294", "-4294967299"},
    {number_subtract, "-81", "743.0", "-824.0"},
    {number_subtract, "-8.478013824347218e-187", "-2147483646", "2147483646.0"},
    {number_subtract, "5.301810681742671e260", "-2", "5.301810681742671e260"},
    {number_subtract, "-2305843009213693950", "134217727", "-2305843009347911677"},
    {number_subtract, "1.7014118346046923e38", "-12.25", "1.7014118346046923e38"},
    {number_subtract, "2305843009213693951", "2.174600346984765e-19", "2.305843009213694e18"},
    {number_subtract, "-9223372036854775808", "5574770022689710458", "-14798142059544486266"},
    {number_subtract, "-134217730", "9007199254740993", "-9007199388958723"},
    {number_multiply, "-2097152.0", "2708501108452323480", "-5.680138516593007e24"},
    {number_multiply, "-126559314277589858", "5.214990104404042e90", "-6.600055715777923e107"},
    {number_multiply, "13316638233043077093", "-5", "-66583191165215385465"},
    {number_multiply, "-4.3509853695274204e178", "3", "-1.305295610858226e179"},
    {number_multiply, "-567926152012354885", "678.0", "-3.850539310643766e20"},
    {number_multiply, "4294967297", "-3588732867498139781", "-15413490303573544567729741957"},
    {number_multiply, "247", "-9.353610478917779e49", "-2.3103417882926913e52"},
    {number_multiply, "-6.2042785329037e287", "1", "-6.2042785329037e287"},
    {number_multiply, "327.0", "-18014398509481983", "-5.890708312600609e18"},
    {number_divide, "-880813512786801887", "123404019638341838", "-7.137640373208164"},
    {number_divide, "18250532115564153671", "-408", "-4.473169636167685e16"},
    {number_divide, "-7.5", "3970260794297144729", "-1.889044672020777e-18"},
    {number_divide, "67108863", "2251799813685248", "2.9802321943606103e-8"},
    {number_divide, "288230376151711742", "-3", "-9.607679205057058e16"},
    {number_divide, "663997930.558314", "2.643983459840723e-143", "2.5113543282086723e151"},
    {number_divide, "-70368744177664", "-2", "35184372088832.0"},
    {number_divide, "-8313868444223608222", "-108.125", "7.689126884831082e16"},
    {number_divide, "7699737001718479862", "-169", "-4.556057397466556e16"},
    {number_div, "78.5", "-266", "badarith"},
    {number_div, "0", "1", "0"},
    {number_div, "-9.153289452362273e88", "446", "badarith"},
    {number_div, "0.0", "-14.75", "badarith"},
    {number_div, "121.875", "-4.320191838291293e-142", "badarith"},
    {number_div, "1143322116017979865", "-217", "-5268765511603593"},
    {number_div, "0.0", "-323593477058985948438493628988176051488", "badarith"},
    {number_div, "4", "-4611686018427387902", "0"},
    {number_div, "73.0", "-775121589507710361086387939558830512689", "badarith"},
    {number_rem, "39.32138487051691", "7.062358242199754e17", "badarith"},
    {number_rem, "7263218242437392829", "4294967297", "4258400060"},
    {number_rem, "2", "45602420638839459", "2"},
    {number_rem, "-4503599627370496", "-482", "-16"},
    {number_rem, "4.263523699126949e-18", "-2147483649", "badarith"},
    {number_rem, "911.0", "427619180120237134", "badarith"},
    {number_rem, "-2.7464428326617616e-269", "-492006993943181963950954", "badarith"},
    {number_rem, "541116787367429625", "-2.3856385664135785e-157", "badarith"},
    {number_rem, "2.8921029797436826e-7", "-408", "badarith"},
    {number_band, "288230376151711745", "-8.840971464558117e17", "badarith"},
    {number_band, "161", "-9.244492777383485e-195", "badarith"},
    {number_band, "3", "-178863027179505158792254023607557989220", "0"},
    {number_band, "1", "-2.966263459532659e197", "badarith"},
    {number_band, "4487493336178333859", "-2", "4487493336178333858"},
    {number_band, "-1", "2014044183996448966", "2014044183996448966"},
    {number_band, "0.0", "0.0", "badarith"},
    {number_band, "-257", "2.607034198879508e17", "badarith"},
    {number_band, "449518307539895333", "-26.125", "badarith"},
    {number_bor, "0.0", "8197311360161387580", "badarith"},
    {number_bor, "88", "-0.0015197789706078272", "badarith"},
    {number_bor, "0.0", "-134217729", "badarith"},
    {number_bor, "-2", "67108864", "-2"},
    {number_bor, "291678901368225834", "4673769622864418287", "4962070686796338671"},
    {number_bor, "-8617757405203078399", "0.0", "badarith"},
    {number_bor, "36028797018963968", "32", "36028797018964000"},
    {number_bor, "-25", "-8.942548225125347e-139", "badarith"},
    {number_bor, "-227", "3019441968590787607", "-225"},
    {number_bxor, "0.0", "-162", "badarith"},
    {number_bxor, "-4", "5482626354999396202", "-5482626354999396202"},
    {number_bxor, "-3433515987301434", "-844711548604308104", "843640352030731966"},
    {number_bxor, "-909577504368703477", "-231", "909577504368703250"},
    {number_bxor, "460", "-1.0493745440361915e70", "badarith"},
    {number_bxor, "15521428935156349425", "8.623304792048994e-5", "badarith"},
    {number_bxor, "-1152921504606846977", "-2", "1152921504606846977"},
    {number_bxor, "-730582711336830619", "0.0", "badarith"},
    {number_bxor, "-100980306705363104", "-18263867396387661", "82793130245047251"},
    {number_bsl, "-8.009744983742621e-48", "94", "badarith"},
    {number_bsl, "-5", "7", "-640"},
    {number_bsl, "-340282366920938463463374607431768211457", "-59", "-590295810358705651713"},
    {number_bsl, "-4545627393643758120", "0", "-4545627393643758120"},
    {number_bsl, "-210", "3", "-1680"},
    {number_bsl, "515387260029516531", "-37", "3749935"},
    {number_bsl, "539.0", "83", "badarith"},
    {number_bsl, "3.708666501941906e-18", "-9", "badarith"},
    {number_bsl, "335", "-60", "0"},
    {number_bsr, "-3", "5", "-1"},
    {number_bsr, "370391783029425464", "7", "2893685804917386"},
    {number_bsr, "1", "-77", "151115727451828646838272"},
    {number_bsr, "70.125", "-87", "badarith"},
    {number_bsr, "36893488147419103232", "33", "4294967296"},
    {number_bsr, "136", "8", "0"},
    {number_bsr, "-670120020390856790", "-38", "-184201188606309315230050549760"},
    {number_bsr, "-5423361699711531059", "3", "-677920212463941383"},
    {number_bsr, "0.5068533737377775", "6", "badarith"},
    {number_bsl, "0", "1180591620717411303424", "0"},
    {number_bsl, "1", "-1180591620717411303424", "0"},
    {number_bsr, "-5", "1180591620717411303424", "-1"},
    {number_bsr, "-18446744073709551616", "64", "-1"},
    {number_bsr, "-18446744073709551617", "64", "-2"},
    {number_bsr, "5", "-100", "6338253001141147007483516026880"},
    {number_div, "-1152921504606846976", "-1", "1152921504606846976"},
    {number_rem, "-1152921504606846976", "-1", "0"},
    {number_div, "-7", "2", "-3"},
    {number_rem, "-7", "2", "-1"},
    {number_div, "1", "0", "badarith"},
    {number_rem, "1.0", "1", "badarith"},
    {number_divide, "1", "0", "badarith"},
    {number_divide, "1", "0.0", "badarith"},
    {number_divide, "1.0", "-0.0", "badarith"},
    {number_add, "a", "1", "badarith"},
    {number_multiply, "1.0e200", "1.0e200", "badarith"},
    {number_multiply, "-1152921504606846976", "-1", "1152921504606846976"},
    {number_subtract, "1152921504606846976", "1", "1152921504606846975"},
};

START_TEST(results_are_those_of_otp)
{
    NumberError error = NUMBER_OK;
    Term result =
        cases[_i].operation(&fixture.room, term_of(cases[_i].a), term_of(cases[_i].b), &error);
    if (strcmp(cases[_i].result, "badarith") == 0) {
        ck_assert(term_is_none(result));
        ck_assert_int_eq(error, NUMBER_BAD_ARITHMETIC);
        return;
    }
    ck_assert_int_eq(error, NUMBER_OK);
    check_printed(result, cases[_i].result);
    ck_assert(term_exact_equal(result, term_of(cases[_i].result)));
}
END_TEST

START_TEST(single_operands)
{
    NumberError error = NUMBER_OK;
    Room *room = &fixture.room;
    check_printed(number_negate(room, small_make(SMALL_MIN), &error), "1152921504606846976");
    check_printed(number_negate(room, term_of("1152921504606846976"), &error),
                  "-1152921504606846976");
    ck_assert(term_is_small(number_negate(room, term_of("1152921504606846976"), &error)));
    check_printed(number_negate(room, term_of("0.0"), &error), "-0.0");
    check_printed(number_abs(room, term_of("-2.5"), &error), "2.5");
    check_printed(number_abs(room, term_of("-99999999999999999999"), &error),
                  "99999999999999999999");
    check_printed(number_bnot(room, term_of("99999999999999999999"), &error),
                  "-100000000000000000000");
    check_printed(number_bnot(room, term_of("-99999999999999999999"), &error),
                  "99999999999999999998");
    ck_assert_int_eq(error, NUMBER_OK);
    ck_assert(term_is_none(number_bnot(room, term_of("1.0"), &error)));
    ck_assert_int_eq(error, NUMBER_BAD_ARITHMETIC);
}
END_TEST

START_TEST(integers_have_a_limit)
{
    NumberError error = NUMBER_OK;
    Room *room = &fixture.room;
    Term large = number_bsl(room, small_make(1), small_make(BIG_LIMBS_MAX * 64 - 1), &error);
    ck_assert_uint_eq(integer_bit_length(large), BIG_LIMBS_MAX * 64);
    ck_assert(term_is_none(number_add(room, large, large, &error)));
    ck_assert_int_eq(error, NUMBER_SYSTEM_LIMIT);
    error = NUMBER_OK;
    ck_assert(term_is_none(number_multiply(room, large, large, &error)));
    ck_assert_int_eq(error, NUMBER_SYSTEM_LIMIT);
    error = NUMBER_OK;
    ck_assert(term_is_none(number_bsl(room, small_make(-1), small_make(SMALL_MAX), &error)));
    ck_assert_int_eq(error, NUMBER_SYSTEM_LIMIT);
    error = NUMBER_OK;
    Term quotient = number_div(room, large, number_bsr(room, large, small_make(7), &error), &error);
    check_printed(quotient, "128");
    ck_assert(term_is_none(number_add(room, large, term_of("1.0"), &error)));
    ck_assert_int_eq(error, NUMBER_BAD_ARITHMETIC);
}
END_TEST

START_TEST(results_are_normal)
{
    srand(1);
    Term big = term_of("123456789012345678901234567890");
    NumberError error = NUMBER_OK;
    for (int i = 0; i < 2000; i++) {
        SignedWord n = (SignedWord)((Word)rand() << 33 ^ (Word)rand() << 20 ^ (Word)rand()) >> 3;
        n >>= rand() % 60;
        Term sum = number_add(&fixture.room, big, small_make(n), &error);
        Term back = number_subtract(&fixture.room, sum, big, &error);
        ck_assert(term_same(back, small_make(n)));
        Term product = number_multiply(&fixture.room, big, small_make(n), &error);
        if (n != 0)
            ck_assert(
                term_exact_equal(number_div(&fixture.room, product, small_make(n), &error), big));
        ck_assert(term_same(number_div(&fixture.room, product, big, &error), small_make(n)));
    }
}
END_TEST

// ---- conversions

START_TEST(bytes_and_back)
{
    static const char *const numbers[] = {"0",
                                          "-1",
                                          "127",
                                          "128",
                                          "-128",
                                          "-129",
                                          "65535",
                                          "1152921504606846975",
                                          "-1152921504606846976",
                                          "18446744073709551615",
                                          "-9223372036854775808",
                                          "123456789012345678901234567890",
                                          "-123456789012345678901234567890"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        Term t = term_of(numbers[i]);
        for (size_t size = integer_bit_length(t) / 8 + 1; size < 40; size++) {
            for (int little = 0; little < 2; little++) {
                uint8_t bytes[40];
                integer_to_bytes(t, bytes, size, little);
                Term back = integer_from_bytes(&fixture.room, bytes, size, little, true);
                ck_assert(term_exact_equal(back, t));
            }
        }
    }
}
END_TEST

START_TEST(words)
{
    int64_t i;
    uint64_t u;
    ck_assert(integer_to_i64(term_of("-9223372036854775808"), &i) && i == INT64_MIN);
    ck_assert(integer_to_i64(term_of("9223372036854775807"), &i) && i == INT64_MAX);
    ck_assert(!integer_to_i64(term_of("9223372036854775808"), &i));
    ck_assert(integer_to_u64(term_of("18446744073709551615"), &u) && u == UINT64_MAX);
    ck_assert(!integer_to_u64(term_of("18446744073709551616"), &u));
    ck_assert(!integer_to_u64(term_of("-1"), &u));
    check_printed(integer_from_i64(&fixture.room, INT64_MIN), "-9223372036854775808");
    check_printed(integer_from_u64(&fixture.room, UINT64_MAX), "18446744073709551615");
    ck_assert_uint_eq(integer_low_word(term_of("-18446744073709551617")), UINT64_MAX);
}
END_TEST

START_TEST(floats_to_integers)
{
    check_printed(integer_from_double(&fixture.room, 1e22), "10000000000000000000000");
    check_printed(integer_from_double(&fixture.room, -0x1p60), "-1152921504606846976");
    check_printed(integer_from_double(&fixture.room, 0x1p60), "1152921504606846976");
    check_printed(integer_from_double(&fixture.room, -2.9), "-2");
    double d;
    Term largest = integer_from_double(&fixture.room, 1.7976931348623157e308);
    ck_assert(number_to_double(largest, &d) && d == 1.7976931348623157e308);
    NumberError error = NUMBER_OK;
    ck_assert(!number_to_double(number_add(&fixture.room, largest, largest, &error), &d));
}
END_TEST

// ---- no memory

START_TEST(lack_of_memory_is_told)
{
    Term a = term_of("123456789012345678901234567890"), b = term_of("99999999999999999999");
    static const Operation operations[] = {number_add, number_subtract, number_multiply,
                                           number_div, number_rem,      number_band,
                                           number_bor, number_bxor};
    for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
        NumberError error = NUMBER_OK;
        fixture.fail_after = 1;
        ck_assert(term_is_none(operations[i](&fixture.room, a, b, &error)));
        ck_assert_int_eq(error, NUMBER_NO_MEMORY);
    }
    fixture.fail_after = 1;
    ck_assert(term_is_none(float_make(&fixture.room, 1e300)));
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("all");
    tcase_add_loop_test(tests, results_are_those_of_otp, 0, sizeof cases / sizeof *cases);
    tcase_add_test(tests, single_operands);
    tcase_add_test(tests, integers_have_a_limit);
    tcase_add_test(tests, results_are_normal);
    tcase_add_test(tests, bytes_and_back);
    tcase_add_test(tests, words);
    tcase_add_test(tests, floats_to_integers);
    tcase_add_test(tests, lack_of_memory_is_told);
    return run_case(tests, "term_number");
}
