// SPDX-License-Identifier: Apache-2.0
// The fixture, and a reader of terms for tests.
#include "term_fixture.h"

#include "term/bits.h"
#include "term/map.h"
#include "term/number_text.h"
#include "term/print.h"

typedef struct Chunk {
    struct Chunk *next;
    Term words[];
} Chunk;

TermFixture fixture;

static Term *take_chunk(Room *room, size_t words)
{
    (void)room;
    if (fixture.fail_after > 0 && --fixture.fail_after == 0)
        return NULL;
    Chunk *chunk = malloc(sizeof *chunk + (words + 1) * sizeof(Term));
    if (!chunk)
        abort(); // an assertion here would be written down a million times
    chunk->next = fixture.chunks;
    fixture.chunks = chunk;
    return chunk->words;
}

static void release_shared(void)
{
    while (term_word(fixture.room.shared_list) != 0) {
        Term bits = fixture.room.shared_list;
        fixture.room.shared_list = boxed_address(bits)[3];
        shared_bytes_release(shared_bits_bytes(bits));
    }
}

void fixture_clear(void)
{
    release_shared();
    while (fixture.chunks) {
        Chunk *next = fixture.chunks->next;
        free(fixture.chunks);
        fixture.chunks = next;
    }
}

void fixture_set_up(void)
{
    fixture = (TermFixture){.room = {.overflow = take_chunk}};
    memory_init(&fixture.memory, NULL, NULL, 0);
    fixture.atoms = atom_table_create(&fixture.memory, ATOM_DEFAULT_LIMIT);
    ck_assert_ptr_nonnull(fixture.atoms);
}

void fixture_tear_down(void)
{
    fixture_clear();
    atom_table_destroy(fixture.atoms);
    ck_assert_uint_eq(atomic_load(&fixture.memory.in_use), 0);
}

// ---- reading terms

static Term read_term(const char **at);

static void skip_space(const char **at)
{
    while (**at == ' ' || **at == '\n')
        ++*at;
}

static bool accept(const char **at, const char *token)
{
    skip_space(at);
    if (strncmp(*at, token, strlen(token)) != 0)
        return false;
    *at += strlen(token);
    return true;
}

static void expect(const char **at, const char *token)
{
    if (!accept(at, token))
        ck_abort_msg("no %s at: %s", token, *at);
}

static Term read_number(const char **at)
{
    const char *start = *at;
    *at += strspn(*at, "+-");
    *at += strspn(*at, "0123456789");
    bool is_float = **at == '.' && (*at)[1] >= '0' && (*at)[1] <= '9';
    if (is_float) {
        *at += 1 + strspn(*at + 1, "0123456789");
        if (**at == 'e')
            *at += 1 + strspn(*at + 1, "+-0123456789");
    }
    size_t size = (size_t)(*at - start);
    Term t;
    double d;
    if (!is_float) {
        ck_assert_int_eq(integer_parse(&fixture.room, &fixture.memory, start, size, 10, &t),
                         TEXT_OK);
        return t;
    }
    ck_assert_int_eq(float_parse(start, size, &d), TEXT_OK);
    return float_make(&fixture.room, d);
}

static Term read_atom(const char **at)
{
    char text[256];
    size_t size = 0;
    if (accept(at, "'")) {
        for (; **at != '\''; ++*at) {
            if (**at == '\\')
                ++*at;
            text[size++] = **at == 'n' && (*at)[-1] == '\\' ? '\n' : **at;
        }
        ++*at;
    } else {
        size = strspn(*at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@");
        if (size == 0)
            ck_abort_msg("no term at: %s", *at);
        memcpy(text, *at, size);
        *at += size;
    }
    return atom_intern(fixture.atoms, text, size);
}

#define ELEMENTS_MAX 400

static size_t read_elements(const char **at, Term *elements, const char *end, const char *between)
{
    size_t count = 0;
    if (accept(at, end))
        return 0;
    for (;;) {
        ck_assert_uint_lt(count, ELEMENTS_MAX);
        elements[count++] = read_term(at);
        if (between && count % 2 == 1) {
            expect(at, between);
            continue;
        }
        if (accept(at, end))
            return count;
        if (!between && accept(at, "|"))
            return count | (size_t)1 << 32;
        expect(at, ",");
    }
}

static Term read_list(const char **at)
{
    Term elements[ELEMENTS_MAX], list = NIL;
    size_t count = read_elements(at, elements, "]", NULL);
    if (count >> 32) {
        list = read_term(at);
        expect(at, "]");
        count &= 0xffffffff;
    }
    while (count > 0)
        list = room_cons(&fixture.room, elements[--count], list);
    return list;
}

static Term read_tuple(const char **at)
{
    Term elements[ELEMENTS_MAX];
    size_t count = read_elements(at, elements, "}", NULL);
    Term tuple = room_tuple(&fixture.room, count);
    memcpy(tuple_elements(tuple), elements, count * sizeof(Term));
    return tuple;
}

static Term read_map(const char **at)
{
    Term pairs[ELEMENTS_MAX];
    size_t count = read_elements(at, pairs, "}", "=>");
    return map_from_pairs(&fixture.room, &fixture.memory, fixture.atoms, pairs, count / 2);
}

static Term read_bits(const char **at)
{
    uint8_t bytes[1000] = {0}, *to;
    size_t size = 0;
    while (!accept(at, ">>")) {
        unsigned long value = strtoul(*at, (char **)(uintptr_t)at, 10);
        unsigned bits = 8;
        if (accept(at, ":"))
            bits = (unsigned)strtoul(*at, (char **)(uintptr_t)at, 10);
        bytes[size / 8] = (uint8_t)(value << (8 - bits));
        size += bits;
        accept(at, ",");
    }
    Term t = bits_make(&fixture.room, &fixture.memory, size, &to);
    memcpy(to, bytes, bits_to_bytes(size));
    return t;
}

static Term read_term(const char **at)
{
    skip_space(at);
    if (accept(at, "<<"))
        return read_bits(at);
    if (accept(at, "#{"))
        return read_map(at);
    if (accept(at, "{"))
        return read_tuple(at);
    if (accept(at, "["))
        return read_list(at);
    if (strchr("+-0123456789", **at))
        return read_number(at);
    return read_atom(at);
}

Term term_of(const char *text)
{
    const char *at = text;
    Term t = read_term(&at);
    skip_space(&at);
    if (*at)
        ck_abort_msg("text after the term: %s", at);
    return t;
}

void check_printed(Term t, const char *text)
{
    ByteBuffer buffer = byte_buffer_make(&fixture.memory);
    term_print(&buffer, fixture.atoms, t);
    byte_buffer_add_byte(&buffer, 0);
    ck_assert(!buffer.failed);
    ck_assert_str_eq((const char *)buffer.bytes, text);
    byte_buffer_free(&buffer);
}

int run_case(TCase *tests, const char *name)
{
    Suite *suite = suite_create(name);
    tcase_add_checked_fixture(tests, fixture_set_up, fixture_tear_down);
    tcase_set_timeout(tests, 120);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
