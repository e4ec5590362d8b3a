// SPDX-License-Identifier: Apache-2.0
// Numbers and terms as text, against what Erlang/OTP prints and reads.
#include <math.h>

#include "term/compare.h"
#include "term/number_text.h"
#include "term/print.h"
#include "term_fixture.h"

// ---- floats

static const struct {
    const char *exact, *text;
} floats[] = {
    {"7.71174356832922917677e-180", "7.71174356832923e-180"},
    {"3.88533778445145814184e+84", "3.885337784451458e84"},
    {"2.38418579101562500000e-07", "2.384185791015625e-7"},
    {"2.09027228260841659522e-199", "2.0902722826084166e-199"},
    {"-2.80595704018467330839e+166", "-2.8059570401846733e166"},
    {"1.04639512420533918061e+298", "1.0463951242053392e298"},
    {"-8.82393500403318100744e-290", "-8.823935004033181e-290"},
    {"9.32061000000000000000e+05", "932061.0"},
    {"9.53264999999999963620e+03", "9532.65"},
    {"1.58427069114772095197e-278", "1.584270691147721e-278"},
    {"4.95666947146853534613e-259", "4.9566694714685353e-259"},
    {"8.46151640051518206658e+124", "8.461516400515182e124"},
    {"1.26890000000000000568e+01", "12.689"},
    {"6.27057063764139831929e+203", "6.270570637641398e203"},
    {"9.65000000000000037435e-04", "9.65e-4"},
    {"2.94041293094879084278e+249", "2.940412930948791e249"},
    {"4.93500433704333979235e-16", "4.93500433704334e-16"},
    {"2.37252542126589456121e+74", "2.3725254212658946e74"},
    {"5.75860965701529137000e+163", "5.758609657015292e163"},
    {"4.67550000000000043343e+00", "4.6755"},
    {"-6.88610334465257340002e-153", "-6.886103344652573e-153"},
    {"6.22227527181421322068e-94", "6.222275271814213e-94"},
    {"1.58640000000000003233e-01", "0.15864"},
    {"3.49175374464977289275e-251", "3.491753744649773e-251"},
    {"-9.11864869123330334426e+271", "-9.118648691233303e271"},
    {"-4.75282747749256089132e-31", "-4.752827477492561e-31"},
    {"-1.08788398421098099205e-09", "-1.087883984210981e-9"},
    {"2.02915164548730769070e+105", "2.0291516454873077e105"},
    {"-6.60573456773313082604e+30", "-6.605734567733131e30"},
    {"-4.10470837116941097760e-232", "-4.104708371169411e-232"},
    {"2.90083551985955783617e-216", "2.900835519859558e-216"},
    {"4.92525077454930990153e+114", "4.92525077454931e114"},
    {"9.08021000000000000000e+05", "908021.0"},
    {"1.13686837721616029739e-13", "1.1368683772161603e-13"},
    {"3.70149157595803483760e+224", "3.701491575958035e224"},
    {"3.34443565217346655236e-198", "3.3444356521734666e-198"},
    {"-3.95668389663126018243e-286", "-3.95668389663126e-286"},
    {"-1.06182881628621843542e+89", "-1.0618288162862184e89"},
    {"6.80533999999999972275e-01", "0.680534"},
    {"8.15230000000000018190e+02", "815.23"},
    {"7.08521999999999970896e+04", "70852.2"},
    {"1.65980622755239718340e+181", "1.6598062275523972e181"},
    {"-2.20171966897032782046e+250", "-2.2017196689703278e250"},
    {"-8.62500000000000000000e+01", "-86.25"},
    {"3.44314000000000008939e+00", "3.44314"},
    {"0.00000000000000000000e+00", "0.0"},
    {"6.16587000000000000000e+05", "616587.0"},
    {"2.12897992000407535996e-109", "2.1289799200040754e-109"},
    {"6.35450000000000000000e+03", "6354.5"},
    {"2.81000000000000000000e+02", "281.0"},
    {"3.59106043741536754033e-189", "3.5910604374153675e-189"},
    {"4.30322000000000025466e+03", "4303.22"},
    {"2.83921376677971441621e+132", "2.8392137667797144e132"},
    {"4.61629887120210230583e-230", "4.616298871202102e-230"},
    {"-1.01779848748637075075e-113", "-1.0177984874863708e-113"},
    {"2.81474976710656000000e+14", "281474976710656.0"},
    {"-9.53750000000000000000e+01", "-95.375"},
    {"2.18725072478301192437e+99", "2.187250724783012e99"},
    {"5.99484999999999956799e+00", "5.99485"},
    {"4.81482486096808963264e-35", "4.81482486096809e-35"},
    {"4.73790921722628459213e+226", "4.737909217226285e226"},
    {"7.41841230137484277146e-68", "7.418412301374843e-68"},
    {"1.02258999999999995734e-02", "0.0102259"},
    {"-3.33785472019940682989e-237", "-3.337854720199407e-237"},
    {"2.62049999999999999947e-03", "0.0026205"},
    {"7.38627999999999951264e-01", "0.738628"},
    {"3.15655871562916289062e+13", "31565587156291.63"},
    {"2.97133789049362420656e+206", "2.9713378904936242e206"},
    {"-8.46037235577395934276e-46", "-8.46037235577396e-46"},
    {"3.48086594972396485797e+187", "3.480865949723965e187"},
    {"3.25718999999999980766e-01", "0.325719"},
    {"1.22000000000000000000e+02", "122.0"},
    {"4.79183000000000003382e+00", "4.79183"},
    {"1.57122000000000006104e+00", "1.57122"},
    {"2.16129088391330676986e-224", "2.161290883913307e-224"},
    {"2.87000000000000000000e+02", "287.0"},
    {"-1.02579384986630266880e+19", "-1.0257938498663027e19"},
    {"8.79609302220800000000e+12", "8796093022208.0"},
    {"4.28087763478203718702e-196", "4.280877634782037e-196"},
    {"7.61196770476206633140e-194", "7.611967704762066e-194"},
    {"-8.56328696889568695552e+248", "-8.563286968895687e248"},
    {"5.65855000000000000000e+04", "56585.5"},
    {"-3.00000000000000000000e+00", "-3.0"},
    {"1.54742504910672534362e+26", "1.5474250491067253e26"},
    {"2.37142000000000000000e+05", "237142.0"},
    {"2.05902303578721156726e-84", "2.0590230357872116e-84"},
    {"2.11000000000000000000e+02", "211.0"},
    {"3.75176962369079109624e+51", "3.751769623690791e51"},
    {"3.15216049571155833698e+116", "3.1521604957115583e116"},
    {"1.18000000000000000000e+02", "118.0"},
    {"0.00000000000000000000e+00", "0.0"},
    {"1.64049895000460938670e+203", "1.6404989500046094e203"},
    {"2.01192000000000002780e-02", "0.0201192"},
    {"1.70495788312977192029e-254", "1.704957883129772e-254"},
    {"1.88274989461162821698e-183", "1.8827498946116282e-183"},
    {"2.61284035326052074403e-200", "2.612840353260521e-200"},
    {"-3.39297768038879634815e-137", "-3.3929776803887963e-137"},
    {"0.00000000000000000000e+00", "0.0"},
    {"7.71174356832922917677e-180", "7.71174356832923e-180"},
    {"8.87254302118660755065e+130", "8.872543021186608e130"},
    {"1.0", "1.0"},
    {"-0.0", "-0.0"},
    {"100.0", "100.0"},
    {"1000.0", "1.0e3"},
    {"123456.789", "123456.789"},
    {"0.001", "0.001"},
    {"0.0001", "0.0001"},
    {"0.00001", "1.0e-5"},
    {"0.0012345", "0.0012345"},
    {"9007199254740991.0", "9007199254740991.0"},
    {"9007199254740992.0", "9.007199254740992e15"},
    {"1.0e22", "1.0e22"},
    {"1.0e23", "1.0e23"},
    {"5.0e-324", "5.0e-324"},
    {"2.2250738585072014e-308", "2.2250738585072014e-308"},
    {"1.7976931348623157e308", "1.7976931348623157e308"},
};

START_TEST(shortest_floats)
{
    char text[FLOAT_SHORT_MAX];
    double d, back;
    const char *exact = floats[_i].exact;
    ck_assert_int_eq(float_parse(exact, strlen(exact), &d), TEXT_OK);
    size_t size = float_print_short(d, text);
    ck_assert_uint_eq(size, strlen(floats[_i].text));
    ck_assert_mem_eq(text, floats[_i].text, size);
    ck_assert_int_eq(float_parse(text, size, &back), TEXT_OK);
    ck_assert(memcmp(&back, &d, sizeof d) == 0);
}
END_TEST

START_TEST(floats_read_back)
{
    srand(1);
    for (int i = 0; i < 20000; i++) {
        Word bits = (Word)rand() << 42 ^ (Word)rand() << 21 ^ (Word)rand();
        double d = word_to_double(bits), back;
        char text[FLOAT_SHORT_MAX];
        if (!isfinite(d))
            continue;
        size_t size = float_print_short(d, text);
        ck_assert_uint_le(size, FLOAT_SHORT_MAX);
        ck_assert_int_eq(float_parse(text, size, &back), TEXT_OK);
        ck_assert(d == back);
    }
}
END_TEST

static const struct {
    double value;
    unsigned decimals;
    bool compact;
    const char *text;
} fixed[] = {
    {2.5, 0, false, "3"},
    {3.5, 0, false, "4"},
    {1.005, 2, false, "1.00"},
    {-20.625, 2, false, "-20.63"},
    {7406.3, 17, false, "7406.30000000000018188"},
    {2.98379, 17, false, "2.98379000000000000"},
    {-0.0, 2, false, "-0.00"},
    {0.0, 4, true, "0.0"},
    {1.0, 3, true, "1.0"},
    {1.0, 0, true, "1"},
    {6.03999999999999976903e-05, 12, true, "0.0000604"},
    {0.999, 2, false, "1.00"},
    {1e30, 5, false, "1000000000000000019884624838656.00000"},
    {1e300, 5, false, NULL},
    {0.1, 20, false, "0.10000000000000000555"},
};

START_TEST(fixed_decimals)
{
    ByteBuffer buffer = byte_buffer_make(&fixture.memory);
    bool fits =
        float_print_decimals(&buffer, fixed[_i].value, fixed[_i].decimals, fixed[_i].compact);
    ck_assert_int_eq(fits, fixed[_i].text != NULL);
    if (fits) {
        byte_buffer_add_byte(&buffer, 0);
        ck_assert_str_eq((char *)buffer.bytes, fixed[_i].text);
    }
    byte_buffer_free(&buffer);
}
END_TEST

START_TEST(scientific)
{
    ByteBuffer buffer = byte_buffer_make(&fixture.memory);
    float_print_scientific(&buffer, 7.12, 3);
    byte_buffer_add_byte(&buffer, ' ');
    float_print_scientific(&buffer, 100.0, 20);
    byte_buffer_add_byte(&buffer, 0);
    ck_assert_str_eq((char *)buffer.bytes, "7.120e+00 1.00000000000000000000e+02");
    byte_buffer_free(&buffer);
}
END_TEST

static const char *const not_floats[] = {
    "",        "1",     "1.",   ".5",    "1e4",   "1.e4",
    "1.5 ",    " 1.5",  "1.5e", "1.5e+", "--1.5", "1.0e400",
    "1.5e4.0", "1_0.5", "inf",  "nan",   "0x1.0", "1.0e99999999999999999999",
    "-",
};

START_TEST(floats_that_are_none)
{
    double d;
    ck_assert_int_eq(float_parse(not_floats[_i], strlen(not_floats[_i]), &d), TEXT_BAD);
}
END_TEST

START_TEST(floats_of_many_digits)
{
    char text[5000];
    double d;
    memset(text, '0', sizeof text);
    memcpy(text, "9007199254740993.", 17);
    // A digit far behind decides how a tie is rounded.
    text[4000] = '1';
    ck_assert_int_eq(float_parse(text, 4500, &d), TEXT_OK);
    ck_assert(d == 9007199254740994.0);
    text[4000] = '0';
    ck_assert_int_eq(float_parse(text, 4500, &d), TEXT_OK);
    ck_assert(d == 9007199254740992.0);
    ck_assert_int_eq(float_parse("1.0e-99999999999999999999", 25, &d), TEXT_OK);
    ck_assert(d == 0);
}
END_TEST

// ---- integers

static NumberTextStatus parse(const char *text, unsigned base, Term *t)
{
    return integer_parse(&fixture.room, &fixture.memory, text, strlen(text), base, t);
}

START_TEST(integers_of_all_bases)
{
    srand(2);
    char text[1000];
    for (unsigned base = 2; base <= 36; base++) {
        for (int i = 0; i < 60; i++) {
            size_t size = 1 + (size_t)rand() % (i < 30 ? 30 : 900);
            for (size_t k = 0; k < size; k++)
                text[k] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[(unsigned)rand() % base];
            text[0] = '1';
            text[size] = 0;
            Term t;
            ck_assert_int_eq(parse(text, base, &t), TEXT_OK);
            ByteBuffer buffer = byte_buffer_make(&fixture.memory);
            integer_print(&buffer, t, base);
            ck_assert_uint_eq(buffer.size, size);
            ck_assert_mem_eq(buffer.bytes, text, size);
            byte_buffer_free(&buffer);
        }
    }
}
END_TEST

START_TEST(integer_syntax)
{
    Term t;
    static const char *const bad[] = {"", "-", "+", "1_0", " 1", "1 ", "--1", "12a", "a"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_int_eq(parse(bad[i], 10, &t), TEXT_BAD);
    ck_assert_int_eq(parse("123456789012345678901234567890x", 10, &t), TEXT_BAD);
    ck_assert_int_eq(parse("+5", 10, &t), TEXT_OK);
    check_printed(t, "5");
    ck_assert_int_eq(parse("-0000000000000000000000000000000000007", 10, &t), TEXT_OK);
    check_printed(t, "-7");
    ck_assert_int_eq(parse("-fFfFfFfFfFfFfFfFf", 16, &t), TEXT_OK);
    check_printed(t, "-295147905179352825855");
    ck_assert_int_eq(parse("-1000000000000000", 16, &t), TEXT_OK);
    ck_assert(term_same(t, small_make(SMALL_MIN)));
}
END_TEST

START_TEST(integers_beyond_the_limit)
{
    size_t size = 2000000;
    char *text = malloc(size);
    memset(text, '9', size);
    Term t;
    ck_assert_int_eq(integer_parse(&fixture.room, &fixture.memory, text, size, 10, &t),
                     TEXT_SYSTEM_LIMIT);
    ck_assert_int_eq(integer_parse(&fixture.room, &fixture.memory, text, 1262592, 10, &t), TEXT_OK);
    ByteBuffer buffer = byte_buffer_make(&fixture.memory);
    integer_print(&buffer, t, 10);
    ck_assert_uint_eq(buffer.size, 1262592);
    ck_assert_mem_eq(buffer.bytes, text, buffer.size);
    byte_buffer_free(&buffer);
    free(text);
}
END_TEST

// ---- terms

static const struct {
    const char *term, *text;
} printed[] = {
    {"'hello world'", "'hello world'"},
    {"'fun'", "'fun'"},
    {"'Foo'", "'Foo'"},
    {"'_x'", "'_x'"},
    {"'it\\'s'", "'it\\'s'"},
    {"''", "''"},
    {"a@b_C1", "a@b_C1"},
    {"'\\n'", "'\\n'"},
    {"[]", "[]"},
    {"[1,[2|3],[],{}]", "[1,[2|3],[],{}]"},
    {"[104,105]", "[104,105]"},
    {"{a,{},{b}}", "{a,{},{b}}"},
    {"<<>>", "<<>>"},
    {"<<1,255>>", "<<1,255>>"},
    {"<<1,5:3>>", "<<1,5:3>>"},
    {"<<5:3>>", "<<5:3>>"},
    {"#{}", "#{}"},
    {"#{b => 1, a => #{c => [1.0,-2]}}", "#{a => #{c => [1.0,-2]},b => 1}"},
    {"-123456789012345678901234567890", "-123456789012345678901234567890"},
};

START_TEST(terms) { check_printed(term_of(printed[_i].term), printed[_i].text); }
END_TEST

START_TEST(printing_can_be_limited)
{
    Term list = NIL;
    for (int i = 0; i < 1000; i++)
        list = room_cons(&fixture.room, small_make(7), list);
    ByteBuffer buffer = byte_buffer_make(&fixture.memory);
    term_print_limited(&buffer, fixture.atoms, list, 10);
    byte_buffer_add_byte(&buffer, 0);
    ck_assert_str_eq((char *)buffer.bytes, "[7,7,7,7,7...");
    byte_buffer_free(&buffer);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("all");
    tcase_add_loop_test(tests, shortest_floats, 0, sizeof floats / sizeof *floats);
    tcase_add_test(tests, floats_read_back);
    tcase_add_loop_test(tests, fixed_decimals, 0, sizeof fixed / sizeof *fixed);
    tcase_add_test(tests, scientific);
    tcase_add_loop_test(tests, floats_that_are_none, 0, sizeof not_floats / sizeof *not_floats);
    tcase_add_test(tests, floats_of_many_digits);
    tcase_add_test(tests, integers_of_all_bases);
    tcase_add_test(tests, integer_syntax);
    tcase_add_test(tests, integers_beyond_the_limit);
    tcase_add_loop_test(tests, terms, 0, sizeof printed / sizeof *printed);
    tcase_add_test(tests, printing_can_be_limited);
    return run_case(tests, "term_text");
}
