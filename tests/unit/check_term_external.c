// SPDX-License-Identifier: Apache-2.0
// The external term format, against bytes of Erlang/OTP; old tags; hostile bytes; copies.
#include <stdio.h>

#include "term/bits.h"
#include "term/compare.h"
#include "term/copy.h"
#include "term/external.h"
#include "term/map.h"
#include "term_fixture.h"

// ---- bytes of Erlang/OTP

static const struct {
    const char *term, *bytes;
} cases[] = {
    {"#{'' => ok}", "837400000001770077026f6b"},
    {"#{'\\n' => <<>>}", "83740000000177010a6d00000000"},
    {"#{'_x' => -426048646410798323}", "83740000000177025f786e0801f3045a92fca0e905"},
    {"#{-1547740463038017828 => 0.0}", "8374000000016e08012431e137c0ad7a15460000000000000000"},
    {"#{0.0 => 3}", "8374000000014600000000000000006103"},
    {"#{1 => [212]}", "83740000000161016b0001d4"},
    {"#{<<146,1:3>> => 4}", "8374000000014d000000020392206104"},
    {"#{<<228,55>> => #{}}", "8374000000016d00000002e4377400000000"},
    {"#{[27,136,193,123,161] => [232,127]}", "8374000000016b00051b88c17ba16b0002e87f"},
    {"#{[<<247,229,6:3>>] => '_x'}", "8374000000016c000000014d0000000303f7e5c06a77025f78"},
    {"#{nil => 2305843009213693952}", "83740000000177036e696c6e08000000000000000020"},
    {"#{{} => <<64,115,114,222,160>>}", "83740000000168006d00000005407372dea0"},
    {"'hello world'", "83770b68656c6c6f20776f726c64"},
    {"-1.21990449513914e-204", "834695987a77db9b19f0"},
    {"-1.5273367081973482e123", "8346d9827bcd2a831cfd"},
    {"-1.6790476697446467e-147", "8346a175782dca941620"},
    {"-1.8014398509481984e16", "8346c350000000000000"},
    {"-1000978274800555877", "836e080165d75e017030e40d"},
    {"-1011784114277129875", "836e0801931edf904a940a0e"},
    {"-1016293876586552914", "836e0801529e586de5991a0e"},
    {"-1053093894015352591", "836e08010fffea2b51579d0e"},
    {"-1057862305508406064178616387829061320970", "836e11010a019bfc648e8bb4326ec1c27eded81b03"},
    {"-108.25", "8346c05b100000000000"},
    {"-1093719600240646680976171689341399834534", "836e1101a69f1b2a3bdf1bd523adf6759ebbd23603"},
    {"-1109010409014798752122", "836e09017a99bec135739c1e3c"},
    {"-1115000808236", "836e06012c233a9b0301"},
    {"-1124901976727512598169302775366920024150", "836e110156b0c5f22517b5df868db7567a3d484e03"},
    {"-114885493651795060080511976387195964092", "836e1001bc0af473f8f54f7664cf7c4d28246e56"},
    {"-1190636678034103445592706740411191723097", "836e11015904dfff5f907f16bdad1ff97948bc7f03"},
    {"-1218083392082886796868557714203218921728", "836e110100c99d377e21cb1adc14d002f553629403"},
    {"-1257202887044021683841451520124187121505", "836e1101611781d450fe612483b7fc51f877d0b103"},
    {"-1270522465997467872398332222072038750562", "836e110162f9e1e77564021e19c01816eab9d5bb03"},
    {"-12802088225634298486", "836e080176aa24b06927aab1"},
    {"-1318149031319994827416293036136228112615", "836e1101e7c89a61168c8d1913623d03e144aadf03"},
    {"-134217728.0", "8346c1a0000000000000"},
    {"-1356500149460870647746384944351316542389", "836e1101b5034ccc15de97a27993d460fd6c84fc03"},
    {"-1359116818844717741797748808005869159696", "836e110110c540cf48b30a5d05f8373dc0607cfe03"},
    {"-1361129467683753853853498429727072845824", "836e11010000000000000000000000000000000004"},
    {"-15130564994510276593", "836e0801f1c7be84b290fad1"},
    {"-15745074319268091471", "836e08014f961922acbd81da"},
    {"-16832156454783309580", "836e08010c5728731dd597e9"},
    {"-16851536544909397356", "836e08016c8dd64e34afdce9"},
    {"-17.125", "8346c031200000000000"},
    {"-170141183460469231731687303715884105726", "836e1001feffffffffffffffffffffffffffff7f"},
    {"-17475588261881848796", "836e0801dc23743eefc285f2"},
    {"-17909366143696518554", "836e08019a3d70ab9ed98af8"},
    {"-18014398509481984", "836e070100000000000040"},
    {"-2.0560964931369766e17", "8346c386d3c717ede27c"},
    {"-2.0971682969900063e-300", "834681b678a9a903d5eb"},
    {"-2.2978643467942725e65", "8346cd8174a3984cf4b5"},
    {"-2.315841784746324e77", "8346d000000000000000"},
    {"-2.605070448750446e-227", "834690e3bf8614c23ef7"},
    {"-2.8823037615171174e17", "8346c390000000000000"},
    {"-204845739555839362065120175994094901744", "836e1001f05932bca6bfb7ccbb2c4596b8da1b9a"},
    {"-21.375", "8346c035600000000000"},
    {"-213331327345366397", "836e08017d15e241b6e7f502"},
    {"-25429200041936398073765087740474681082", "836e1001fae643b9032c828d426dde395c7c2113"},
    {"-2595270831542654242", "836e08012255082a12410424"},
    {"-273376947116953640", "836e080128d0af8ee23acb03"},
    {"-284646379884525258884108347936016462163", "836e10015371f81d1574ba74296b1b750ee624d6"},
    {"-294124459436025885", "836e08011d287034a3f01404"},
    {"-3.4974879640862293e-48", "8346b61472432d637055"},
    {"-3.579069045176877e18", "8346c3c8d5b42abc2ea0"},
    {"-3.5899590181022797e-243", "83468d98832d2d901210"},
    {"-3.6273766071574244e75", "8346cfa00a0b78714b99"},
    {"-3.663102810855097e254", "8346f4c8fb539416f998"},
    {"-3.6893488147419103e19", "8346c400000000000000"},
    {"-3058461065190937602", "836e08010294116622d6712a"},
    {"-32.125", "8346c040100000000000"},
    {"-321077738221943363107389934502051392677", "836e1001a52c1d934d5e237e27c76f85b3528df1"},
};

static size_t load_hex(const char *hex, uint8_t *bytes)
{
    size_t size = strlen(hex) / 2;
    for (size_t i = 0; i < size; i++) {
        char digits[3] = {hex[2 * i], hex[2 * i + 1], 0};
        bytes[i] = (uint8_t)strtoul(digits, NULL, 16);
    }
    return size;
}

static ExternalStatus read_bytes(const uint8_t *bytes, size_t size, Term *t)
{
    ExternalReader reader = {.memory = &fixture.memory, .atoms = fixture.atoms};
    return external_read(&reader, &fixture.room, bytes, size, t);
}

static ByteBuffer write_term(Term t, unsigned compression)
{
    ByteBuffer buffer = byte_buffer_make(&fixture.memory);
    ExternalOptions options = {.compression = compression, .minor_version = 2};
    ck_assert(external_write(&buffer, fixture.atoms, t, &options));
    return buffer;
}

START_TEST(bytes_are_those_of_otp)
{
    uint8_t bytes[400];
    size_t size = load_hex(cases[_i].bytes, bytes);
    Term t = term_of(cases[_i].term), read;
    ck_assert_int_eq(read_bytes(bytes, size, &read), EXTERNAL_OK);
    ck_assert(term_exact_equal(read, t));
    ByteBuffer buffer = write_term(t, 0);
    ck_assert_uint_eq(buffer.size, size);
    ck_assert_mem_eq(buffer.bytes, bytes, size);
    byte_buffer_free(&buffer);
    // Every shorter row of bytes is refused.
    for (size_t part = 0; part < size; part++) {
        uint8_t *copy = malloc(part + 1);
        memcpy(copy, bytes, part);
        ck_assert_int_eq(read_bytes(copy, part, &read), EXTERNAL_BAD);
        free(copy);
    }
}
END_TEST

static const struct {
    const char *bytes, *term;
} old_tags[] = {
    {"83640003616263", "abc"},
    {"837303616263", "abc"},
    {"8363312e35303030303030303030303030303030303030303065"
     "2b3030"
     "0000000000",
     "1.5"},
    {"83640002e4f6", "\xc3\xa4\xc3\xb6"},
    {"83670064000d6e6f6e6f6465406e6f686f7374"
     "0000005400000000"
     "00",
     NULL},
    {"8367"
     "64000d6e6f6e6f6465406e6f686f7374"
     "0000005400000000"
     "00",
     "<0.84.0>"},
    {"8358"
     "64000d6e6f6e6f6465406e6f686f7374"
     "0000005400000001"
     "00000000",
     "<0.84.1>"},
    {"8359"
     "64000d6e6f6e6f6465406e6f686f7374"
     "00000007"
     "00000000",
     "#Port<0.7>"},
    {"835a0003"
     "64000d6e6f6e6f6465406e6f686f7374"
     "00000000"
     "000000010000000200000003",
     "#Ref<0.3.2.1>"},
    {"835a0003"
     "77036140"
     "62"
     "00000005"
     "000000010000000200000003",
     "#Ref<1.3.2.1>"},
    {"8358"
     "77036140"
     "62"
     "000000540000000100000005",
     "<1.84.1>"},
    {"834d0000000103a0", "<<5:3>>"},
    {"834d0000000108a0", "<<160>>"},
    {"834d0000000109a0", NULL},
    {"834d00000000"
     "08",
     NULL},
    {"836c00000000"
     "6a",
     "[]"},
    {"836c00000001"
     "61016102",
     "[1|2]"},
    {"8374000000026101610261016103", NULL},
    {"83463ff8000000000000", "1.5"},
    {"83467ff0000000000000", NULL},
    {"836f0000000100"
     "05",
     "5"},
    {"836e080100000000000000"
     "10",
     "-1152921504606846976"},
    {"836e080000000000000000"
     "10",
     "1152921504606846976"},
    {"836dffffffff", NULL},
    {"8369ffffffff", NULL},
    {"8374ffffffff", NULL},
    {"836cffffffff", NULL},
    {"8350ffffffff"
     "789c",
     NULL},
    {"8372", NULL},
    {"8246", NULL},
};

START_TEST(other_bytes)
{
    uint8_t bytes[400];
    size_t size = load_hex(old_tags[_i].bytes, bytes);
    Term t;
    ExternalStatus status = read_bytes(bytes, size, &t);
    if (!old_tags[_i].term) {
        ck_assert_int_ne(status, EXTERNAL_OK);
        return;
    }
    ck_assert_int_eq(status, EXTERNAL_OK);
    check_printed(t, old_tags[_i].term);
    ByteBuffer buffer = write_term(t, 0);
    Term again;
    ck_assert_int_eq(read_bytes(buffer.bytes, buffer.size, &again), EXTERNAL_OK);
    ck_assert(term_exact_equal(again, t));
    byte_buffer_free(&buffer);
}
END_TEST

// ---- larger terms

static Term large_term(void)
{
    static char text[200];
    Term list = NIL;
    for (int i = 0; i < 5000; i++) {
        sprintf(text, "#{%d => {a,<<1,2,3:7>>,\"\",-12345678901234567890%d}, b => [%d|1.5]}", i, i,
                i);
        for (char *c = text; *c; c++) {
            if (*c == '"')
                *c = ' ';
        }
        char *gap = strstr(text, ",  ,");
        memcpy(gap, ",[], ", 4);
        list = room_cons(&fixture.room, term_of(text), list);
    }
    return list;
}

START_TEST(compressed)
{
    Term t = large_term(), read;
    ByteBuffer plain = write_term(t, 0), small = write_term(t, 6);
    ck_assert_uint_lt(small.size, plain.size / 2);
    ck_assert_int_eq(read_bytes(small.bytes, small.size, &read), EXTERNAL_OK);
    ck_assert(term_exact_equal(read, t));
    ExternalReader reader = {.memory = &fixture.memory, .atoms = fixture.atoms};
    byte_buffer_add(&small, "rest", 4);
    ck_assert_int_eq(external_read(&reader, &fixture.room, small.bytes, small.size, &read),
                     EXTERNAL_OK);
    ck_assert_uint_eq(reader.used, small.size - 4);
    small.bytes[5] ^= 1;
    ck_assert_int_eq(read_bytes(small.bytes, small.size, &read), EXTERNAL_BAD);
    byte_buffer_free(&plain);
    byte_buffer_free(&small);
}
END_TEST

START_TEST(large_maps)
{
    Term pairs[600], read;
    for (int i = 0; i < 300; i++) {
        pairs[2 * i] = small_make(i * 7919);
        pairs[2 * i + 1] = NIL;
        if (i == 50 || i == 10)
            pairs[2 * i + 1] =
                map_from_pairs(&fixture.room, &fixture.memory, fixture.atoms, pairs, (size_t)i);
    }
    Term map = map_from_pairs(&fixture.room, &fixture.memory, fixture.atoms, pairs, 300);
    ByteBuffer buffer = write_term(map, 0);
    ck_assert_int_eq(read_bytes(buffer.bytes, buffer.size, &read), EXTERNAL_OK);
    ck_assert(term_exact_equal(read, map));
    byte_buffer_free(&buffer);
}
END_TEST

START_TEST(safe_makes_no_atoms)
{
    uint8_t bytes[100];
    size_t size = load_hex("83770b6e6f7420612062206320", bytes);
    Term t;
    ExternalReader reader = {.memory = &fixture.memory, .atoms = fixture.atoms, .safe = true};
    ck_assert_int_eq(external_read(&reader, &fixture.room, bytes, size, &t), EXTERNAL_BAD);
    size = load_hex("8377026f6b", bytes);
    ck_assert_int_eq(external_read(&reader, &fixture.room, bytes, size, &t), EXTERNAL_OK);
    check_printed(t, "ok");
}
END_TEST

START_TEST(changed_bytes_do_no_harm)
{
    srand(_i);
    Term t = large_term(), read;
    t = room_cons(&fixture.room, cons_head(t),
                  room_cons(&fixture.room, cons_head(cons_tail(t)), NIL));
    ByteBuffer buffer = write_term(t, 0);
    for (int i = 0; i < 3000; i++) {
        uint8_t *bytes = malloc(buffer.size);
        memcpy(bytes, buffer.bytes, buffer.size);
        for (int k = rand() % 3; k >= 0; k--)
            bytes[1 + (size_t)rand() % (buffer.size - 1)] =
                (uint8_t)(rand() % 2 ? rand() : 97 + rand() % 24);
        if (read_bytes(bytes, buffer.size, &read) == EXTERNAL_OK) {
            ByteBuffer again = write_term(read, 0);
            Term back;
            ck_assert_int_eq(read_bytes(again.bytes, again.size, &back), EXTERNAL_OK);
            ck_assert(term_exact_equal(back, read));
            byte_buffer_free(&again);
        }
        free(bytes);
    }
    byte_buffer_free(&buffer);
}
END_TEST

// ---- copies

START_TEST(copies)
{
    ConstantRange none = {NULL, NULL};
    Term t = large_term();
    size_t words = term_size(t, none);
    Term copy = term_copy(&fixture.room, t, words, none);
    ck_assert(!term_same(copy, t) && term_exact_equal(copy, t));
    Term *start = cons_cell(copy);
    ConstantRange all = {start, start + words};
    ck_assert_uint_eq(term_size(copy, all), 0);
    ck_assert(term_same(term_copy(&fixture.room, copy, 0, all), copy));
    // Constant parts are shared.
    Term cell = room_cons(&fixture.room, small_make(1), copy);
    ck_assert_uint_eq(term_size(cell, all), 2);
    ck_assert(term_same(cons_tail(term_copy(&fixture.room, cell, 2, all)), copy));
    fixture.fail_after = 1;
    ck_assert(term_is_none(term_copy(&fixture.room, t, words, none)));
}
END_TEST

START_TEST(copies_share_bytes)
{
    ConstantRange none = {NULL, NULL};
    uint8_t *bytes;
    Term bits = bits_make(&fixture.room, &fixture.memory, 8 * 1000, &bytes);
    memset(bytes, 7, 1000);
    Term slice = bits_slice(&fixture.room, bits, 3, 4000);
    size_t words = term_size(slice, none);
    ck_assert_uint_eq(words, SLICE_WORDS + SHARED_BITS_WORDS);
    Term copy = term_copy(&fixture.room, slice, words, none);
    ck_assert(term_exact_equal(copy, slice));
    ck_assert_ptr_eq(bits_view(copy).bytes, bits_view(slice).bytes);
    ck_assert_uint_eq(atomic_load(&shared_bits_bytes(bits)->references), 2);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("all");
    tcase_add_loop_test(tests, bytes_are_those_of_otp, 0, sizeof cases / sizeof *cases);
    tcase_add_loop_test(tests, other_bytes, 0, sizeof old_tags / sizeof *old_tags);
    tcase_add_test(tests, compressed);
    tcase_add_test(tests, large_maps);
    tcase_add_test(tests, safe_makes_no_atoms);
    tcase_add_loop_test(tests, changed_bytes_do_no_harm, 0, 4);
    tcase_add_test(tests, copies);
    tcase_add_test(tests, copies_share_bytes);
    return run_case(tests, "term_external");
}
