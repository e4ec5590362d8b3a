// SPDX-License-Identifier: Apache-2.0
// Order, equality and hashes, against results of Erlang/OTP; and terms so deep that recursion would
// not come back.
#include "term/bits.h"
#include "term/compare.h"
#include "term/copy.h"
#include "term/hash.h"
#include "term/map.h"
#include "term/number.h"
#include "term/print.h"
#include "term_fixture.h"

// ---- results of Erlang/OTP

static int sign(int n) { return (n > 0) - (n < 0); }

static const struct {
    const char *a, *b;
    int order, exact_order;
} orders[] = {
    {"a", "#{-17663346611727394535823091051770 => {},9.372304861365558e17 => 44}", -1, -1},
    {"{}", "[[],#{},153,86,127,50,228,148,93,18,183,100,4,7,64,57]", -1, -1},
    {"#{}", "<<>>", -1, -1},
    {"''", "<<115>>", -1, -1},
    {"-820109240138249526", "''", -1, -1},
    {"575286368599176431371497497495806676450", "['\\n']", -1, -1},
    {"#{}", "['hello world'|{}]", -1, -1},
    {"-22.625", "80793907790.30658", -1, -1},
    {"-2596148429267413814265248164610048", "#{}", -1, -1},
    {"-431054521315983026115777926459735965906", "-5", -1, -1},
    {"576460752303423489", "[[[128]|1089545304222296238],244,69,155,94]", -1, -1},
    {"-4", "288230376151711744", -1, -1},
    {"-38072795570627342", "45", -1, -1},
    {"-6850687854746651469", "36893488147419103233", -1, -1},
    {"0.46967496052863533", "{#{nil => 849245667770498209,[] => [[],{},'Foo',161]}}", -1, -1},
    {"-447", "'hello world'", -1, -1},
    {"-4503599627370494", "[8,128,79,24,83,79,192,103,136,71,33,38,202,109]", -1, -1},
    {"-573340689511746012997008458406349699531241109237575791634599808466", "117.875", -1, -1},
    {"0", "824661994978437400953930064581481728514", -1, -1},
    {"-9223372036854775810", "3", -1, -1},
    {"-9305326245621839247", "[<<30,247,160,155,194,88,176,36,124>>|b]", -1, -1},
    {"''", "[208,188,70,115,96,190,25,81,86,187,254,39,190,191]", -1, -1},
    {"-9.771419155924704e168", "340282366920938463463374607431768211454", -1, 1},
    {"-14932041296093330481", "ok", -1, -1},
    {"3942728499541692640", "'_x'", -1, -1},
    {"5666058", "'fun'", -1, -1},
    {"-81.5", "{}", -1, -1},
    {"3", "4", -1, -1},
    {"nil", "[-2305843009213693954|-4]", -1, -1},
    {"-9671406556917033397649408", "-57.5", -1, -1},
    {"[{}|{[[{}|{}]],636.0}]", "[{}|{[[{}|{}]],636.0}]", 0, 0},
    {"607.0", "607.0", 0, 0},
    {"[]", "[]", 0, 0},
    {"9671406556917033397649408", "9.671406556917033e24", 0, -1},
    {"2.01973655728341e234", "2.01973655728341e234", 0, 0},
    {"['fun']", "['fun']", 0, 0},
    {"-3.0", "-3.0", 0, 0},
    {"-14980444240133360353", "-14980444240133360353", 0, 0},
    {"358.0", "358", 0, 1},
    {"[220,31,224,177,27,205,90,56,168,209]", "[220,31,224,177,27,205,90,56,168,209]", 0, 0},
    {"223236815971805817", "223236815971805817", 0, 0},
    {"760397372", "760397372", 0, 0},
    {"-3.4099023937211778e289", "-3.4099023937211778e289", 0, 0},
    {"0.0", "0.0", 0, 0},
    {"0.0", "0.0", 0, 0},
    {"1216638444600615181159246356253260038756", "0.0", 1, -1},
    {"-4503599627370496.0", "-8113589539214508959", 1, 1},
    {"<<81,234,96,119,82,174,21,220,153,169,25:5>>", "<<81,234,96,119,82,174,21,3:2>>", 1, 1},
    {"7.618898810105998e17", "-279", 1, 1},
    {"85862626607544465", "-9.395894538918969e-285", 1, -1},
    {"2500855376906735481", "-4.4941596293157997e-39", 1, -1},
    {"17068095183312358961", "17068095183312358960", 1, 1},
    {"[-5.054168856903658e38]", "[-5.054168856903658e38|#{4611686018427387904 => 211}]", 1, 1},
    {"<<38,16:5>>", "'Foo'", 1, 1},
    {"<<152,26:5>>", "[50,244,109,22,50,210,234,235]", 1, 1},
    {"true", "-6534240357978", 1, 1},
    {"12264776843333364305", "-495", 1, 1},
    {"823218422641233809", "0.0", 1, -1},
    {"-439538686149148666", "-590295810358705651712", 1, 1},
    {"[undefined|{2854495385411919762116571938898990272765493248}]", "[112,158,113,230]", 1, 1},
    {"ab", "-3.521144816853493e113", 1, 1},
    {"2477977411613477935", "0.0", 1, -1},
    {"50216813883093446110686315385661331328818843555712276103168", "767.0", 1, -1},
    {"[30,176,186]", "[30,175,186]", 1, 1},
    {"67108864", "425", 1, 1},
    {"7.928015688464493e247", "9.715051170835874e20", 1, 1},
    {"15067922900257277442", "81248181820.36107", 1, -1},
    {"0.6606697349665733", "0", 1, 1},
    {"<<175,180,254,110,78,148,191,25,169,52,2:3>>", "[{}]", 1, 1},
    {"182568319583376814", "1.4116683647245785e-12", 1, -1},
    {"-1", "-2", 1, 1},
    {"<<85,21:5>>", "<<5:4>>", 1, 1},
    {"#{}", "{<<118,203>>,<<117,226,170,13,241,6:3>>,[62,141,214,50],[[]]}", 1, 1},
    {"<<165,2:3>>", "[106,207,165,25,82,248,98]", 1, 1},
    {"1", "1.0", 0, -1},
    {"[1]", "[1.0]", 0, -1},
    {"#{1 => a}", "#{1.0 => a}", -1, -1},
    {"#{a => 1}", "#{a => 1.0}", 0, -1},
    {"0.0", "-0.0", 0, 1},
    {"9007199254740993", "9007199254740992.0", 1, -1},
    {"-9007199254740993", "-9007199254740992.0", -1, -1},
    {"1180591620717411303425", "1180591620717411303424.0", 1, -1},
    {"1180591620717411303424", "1180591620717411303424.0", 0, -1},
    {"1152921504606846975", "1152921504606846976.0", -1, -1},
    {"179769313486231570814527423731704356798070", "1.0e308", -1, -1},
    {"<<1:1>>", "<<0:2>>", 1, 1},
    {"<<1>>", "<<1,0:1>>", -1, -1},
    {"{}", "#{}", -1, -1},
    {"#{}", "[]", -1, -1},
    {"[]", "[a]", -1, -1},
    {"[a]", "<<>>", -1, -1},
};

START_TEST(order)
{
    Term a = term_of(orders[_i].a), b = term_of(orders[_i].b);
    ck_assert_int_eq(sign(term_compare(fixture.atoms, a, b)), orders[_i].order);
    ck_assert_int_eq(sign(term_compare(fixture.atoms, b, a)), -orders[_i].order);
    ck_assert_int_eq(sign(term_compare_exact(fixture.atoms, a, b)), orders[_i].exact_order);
    ck_assert_int_eq(sign(term_compare_exact(fixture.atoms, b, a)), -orders[_i].exact_order);
    ck_assert_int_eq(term_equal(a, b), orders[_i].order == 0);
    ck_assert_int_eq(term_exact_equal(a, b), orders[_i].exact_order == 0);
    Term again = term_of(orders[_i].a);
    ck_assert(term_exact_equal(a, again));
    ck_assert(term_hash(a) == term_hash(again));
}
END_TEST

static const struct {
    const char *term;
    uint32_t hash;
} hashes[] = {
    {"{[61,227,242,180],[212,204,245,69,60,105,74,222,17,62,92],ok,[]}", 1422993649u},
    {"1.0078102333574867e-17", 1587683294u},
    {"-2.193869307574238e160", 3209076444u},
    {"176", 118466984u},
    {"-4503599627370496", 1216442374u},
    {"0.0", 423528920u},
    {"[73,230,118,30,133,106,30]", 2026847296u},
    {"[[115,88,163,63,99,94,63,220,85,223],a@b]", 2342764214u},
    {"foo", 27999u},
    {"423", 2315381578u},
    {"#{}", 844985373u},
    {"nil", 29948u},
    {"6.5", 332315452u},
    {"18014398509481985", 2889998862u},
    {"-308553691905950009499754404377879329213", 1938449386u},
    {"137.0", 1310031420u},
    {"142", 2536371048u},
    {"-50.375", 1949167174u},
    {"823256612975026592", 1925512451u},
    {"438.0", 2807668235u},
    {"[68,245,84,7,171,213,197,80,229,160,245,236,217,17]", 1470814459u},
    {"134217728", 2562491755u},
    {"-30.5", 2197182040u},
    {"-576460752303423487", 2316926026u},
    {"[138,153,141,181]", 506471576u},
    {"<<60,219,1,38,205,212,215,229,17,84,115,181,24,102,125,78,0:3>>", 416533200u},
    {"-12921080267490074482", 278438799u},
    {"4", 1379807339u},
    {"[6,49,39,182,184,20]", 773326289u},
    {"-54873040357603489", 1160061465u},
    {"202", 2997901376u},
    {"1.6297223301436614e180", 3901814601u},
    {"{}", 221703996u},
    {"[[[62,90,235,228,13,58,157,0,169,159,161,61]]]", 1873706142u},
    {"-1458877140468411246099611224600850714744318925", 1461626863u},
    {"579667855742606391984711646165172611080", 348541814u},
    {"#{foo => [134,34]}", 755663327u},
    {"-6.767579720395718e259", 582062090u},
    {"214", 3886649876u},
    {"5.5817749172823747e73", 2768140939u},
    {"-88", 671008045u},
    {"-1.1248796629381452e266", 3897505261u},
    {"{}", 221703996u},
    {"{[132]}", 2297119766u},
    {"0.0", 423528920u},
    {"{}", 221703996u},
    {"#{a => [245,221,59,124],#{{} => ok,<<10,79,62,5:3>> => -2} => a}", 3398993887u},
    {"{}", 221703996u},
    {"486.0", 1975493303u},
    {"2.6237329234605305e-271", 1142989848u},
    {"14102139899828671012", 1637485962u},
    {"231", 3600011817u},
    {"424", 3065149314u},
    {"-4", 1285325487u},
    {"53.0", 1503380739u},
    {"0.0", 423528920u},
    {"4", 1379807339u},
    {"[{{}}]", 2752724580u},
    {"[a,{},[[<<144,3:3>>|{[]}]],['Foo'|<<140,0:3>>]]", 946448620u},
    {"-6733006297016971545", 1120125629u},
};

START_TEST(phash2)
{
    ck_assert_uint_eq(term_phash2(fixture.atoms, term_of(hashes[_i].term)), hashes[_i].hash);
}
END_TEST

// A bit string at every offset equals, and hashes as, the one that starts at a byte.
START_TEST(offsets_do_not_matter)
{
    uint8_t *bytes;
    Term owner = bits_make(&fixture.room, &fixture.memory, 8 * 300, &bytes);
    for (size_t i = 0; i < 300; i++)
        bytes[i] = (uint8_t)(i * 37 >> 3 ^ i);
    for (size_t offset = 1; offset < 20; offset++) {
        for (size_t size = 0; size < 1000; size += 1 + size / 9) {
            Term slice = bits_slice(&fixture.room, owner, offset, size);
            uint8_t *copy;
            Term plain = bits_make(&fixture.room, &fixture.memory, size, &copy);
            if (size & 7)
                copy[size / 8] = 0;
            bits_copy(copy, 0, bytes, offset, size);
            ck_assert(term_exact_equal(slice, plain));
            ck_assert(term_hash(slice) == term_hash(plain));
            ck_assert_uint_eq(term_phash2(fixture.atoms, slice), term_phash2(fixture.atoms, plain));
            ck_assert_int_eq(term_compare(fixture.atoms, slice, plain), 0);
        }
    }
}
END_TEST

// ---- large maps

static Term map_of(int from, int count, int value)
{
    Term pairs[400];
    for (int i = 0; i < count; i++) {
        pairs[2 * i] = small_make(from + i);
        pairs[2 * i + 1] = small_make(from + i == 100 ? value : 0);
    }
    return map_from_pairs(&fixture.room, &fixture.memory, fixture.atoms, pairs, (size_t)count);
}

START_TEST(order_of_tries)
{
    Term a = map_of(0, 150, 1), b = map_of(0, 150, 2), c = map_of(1, 150, 0), d = map_of(0, 151, 0);
    ck_assert_int_lt(term_compare(fixture.atoms, a, b), 0);
    ck_assert_int_gt(term_compare(fixture.atoms, b, a), 0);
    ck_assert_int_lt(term_compare(fixture.atoms, b, c), 0);
    ck_assert_int_gt(term_compare(fixture.atoms, c, b), 0);
    ck_assert_int_lt(term_compare(fixture.atoms, c, d), 0);
    ck_assert(!term_equal(a, b) && !term_equal(a, c));
    ck_assert(term_exact_equal(a, map_of(0, 150, 1)));
}
END_TEST

// ---- depth

#define DEPTH 300000

typedef Term (*Wrap)(Term inside);

static Term wrap_head(Term inside)
{
    return room_cons(&fixture.room, inside, room_cons(&fixture.room, small_make(1), NIL));
}
static Term wrap_tail(Term inside) { return room_cons(&fixture.room, small_make(1), inside); }
static Term wrap_tuple(Term inside)
{
    Term tuple = room_tuple(&fixture.room, 3);
    tuple_elements(tuple)[0] = NIL;
    tuple_elements(tuple)[1] = inside;
    tuple_elements(tuple)[2] = float_make(&fixture.room, 1e300);
    return tuple;
}
static Term wrap_key(Term inside)
{
    Term value = small_make(1), tuple = wrap_tail(inside);
    return map_from_sorted(&fixture.room, &tuple, &value, 1);
}

static Term deep(Wrap wrap, Term inside)
{
    for (int i = 0; i < DEPTH; i++)
        inside = wrap(inside);
    return inside;
}

static const Wrap wraps[] = {wrap_head, wrap_tail, wrap_tuple, wrap_key};

START_TEST(depth_is_no_limit)
{
    Term a = deep(wraps[_i], NIL), b = deep(wraps[_i], NIL), c = deep(wraps[_i], term_of("x"));
    ck_assert(term_exact_equal(a, b));
    ck_assert(term_equal(a, b));
    ck_assert(!term_equal(a, c));
    ck_assert_int_eq(term_compare(fixture.atoms, a, b), 0);
    ck_assert_int_gt(term_compare(fixture.atoms, a, c), 0);
    ck_assert(term_hash(a) == term_hash(b));
    ck_assert(term_hash(a) != term_hash(c));
    ck_assert_uint_eq(term_phash2(fixture.atoms, a), term_phash2(fixture.atoms, b));
    ConstantRange none = {NULL, NULL};
    size_t words = term_size(a, none);
    ck_assert_uint_ge(words, 2 * DEPTH);
    ck_assert(term_exact_equal(term_copy(&fixture.room, a, words, none), a));
    ByteBuffer text = byte_buffer_make(&fixture.memory);
    term_print(&text, fixture.atoms, a);
    ck_assert_uint_gt(text.size, 2 * DEPTH);
    byte_buffer_free(&text);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("all");
    tcase_add_loop_test(tests, order, 0, sizeof orders / sizeof *orders);
    tcase_add_loop_test(tests, phash2, 0, sizeof hashes / sizeof *hashes);
    tcase_add_test(tests, offsets_do_not_matter);
    tcase_add_test(tests, order_of_tries);
    tcase_add_loop_test(tests, depth_is_no_limit, 0, sizeof wraps / sizeof *wraps);
    return run_case(tests, "term_compare");
}
