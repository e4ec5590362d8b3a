// SPDX-License-Identifier: Apache-2.0
// The match stage: which decisions patterns become, and that its output keeps the rules of core.h.
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "core_helper.h"
#include "core_walk.h"

typedef struct {
    const char *text;
    const char *expected;
} Row;

static void check_rows(const Row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        CoreSource source;
        core_source_open(&source, rows[i].text, true);
        ck_assert_msg(source.module != NULL, "%s", rows[i].text);
        ck_assert_str_eq(core_source_text(&source), rows[i].expected);
        core_source_close(&source);
    }
}
#define CHECK_ROWS(rows) check_rows((rows), sizeof(rows) / sizeof *(rows))

START_TEST(switches)
{
    static const Row rows[] = {
        {"f(a) -> 1; f(b) -> 2; f(_) -> 3.", "f/1 exported <_0> -> select _0 a -> 1 b -> 2 else 3"},
        {"f([]) -> 0; f([X | _]) -> X.",
         "f/1 exported <_0> -> if cons _0 as <_2, _> -> let <X_1> = _2 X_1 else if "
         "erlang:'=:='(_0, []) -> 0 else fail function_clause(_0)"},
        {"f({a, X}) -> X; f({b, X, _}) -> X; f(1.5) -> f.",
         "f/1 exported <_0> -> join L3<> = fail function_clause(_0) select arity _0 2 -> let "
         "<_3> = _0[0] if erlang:'=:='(_3, a) -> let <X_1> = _0[1] X_1 else jump L3() 3 -> "
         "let <_4> = _0[0] if erlang:'=:='(_4, b) -> let <X_2> = _0[1] X_2 else jump L3() "
         "else if erlang:'=:='(_0, 1.5) -> f else jump L3()"},
        {"f(1) -> a; f(x) -> b; f(2) -> c.",
         "f/1 exported <_0> -> if erlang:'=:='(_0, x) -> b else select _0 1 -> a 2 -> c else "
         "fail function_clause(_0)"},
        {"f(\"ab\") -> 1; f(\"ac\") -> 2.",
         "f/1 exported <_0> -> join L2<> = fail function_clause(_0) if cons _0 as <_1, _2> -> "
         "if erlang:'=:='(_1, 97) -> if cons _2 as <_3, _4> -> select _3 98 -> if "
         "erlang:'=:='(_4, []) -> 1 else jump L2() 99 -> if erlang:'=:='(_4, []) -> 2 else "
         "jump L2() else jump L2() else jump L2() else jump L2() else jump L2()"},
        {"f(\"ab\") -> 1; f(_) -> 2.",
         "f/1 exported <_0> -> if erlang:'=:='(_0, [97,98]) -> 1 else 2"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(columns)
{
    static const Row rows[] = {
        {"f(a, 1) -> 1; f(_, 2) -> 2; f(b, _) -> 3.",
         "f/2 exported <_0, _1> -> join L3<> = fail function_clause(_0, _1) join L2<> = 3 "
         "select _1 1 -> select _0 a -> 1 b -> jump L2() else jump L3() 2 -> 2 else if "
         "erlang:'=:='(_0, b) -> jump L2() else jump L3()"},
        {"f([], _) -> l; f(_, []) -> r; f([X | _], [Y | _]) -> {X, Y}.",
         "f/2 exported <_0, _1> -> join L3<> = fail function_clause(_0, _1) join L1<> = r if "
         "cons _0 as <_4, _> -> if cons _1 as <_5, _> -> let <X_2> = _4 let <Y_3> = _5 {X_2, "
         "Y_3} else if erlang:'=:='(_1, []) -> jump L1() else jump L3() else if "
         "erlang:'=:='(_0, []) -> l else if erlang:'=:='(_1, []) -> jump L1() else jump L3()"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(guarded)
{
    static const Row rows[] = {
        {"f(X, Y) when X > Y -> 1; f(X, Y) when X < Y -> 2.",
         "f/2 exported <_0, _1> -> if all(erlang:'>'(_0, _1)) -> let <X_2> = _0 let <Y_3> = "
         "_1 1 else if all(erlang:'<'(_0, _1)) -> let <X_4> = _0 let <Y_5> = _1 2 else fail "
         "function_clause(_0, _1)"},
        {"f({X, Y}) when X > 1 -> Y; f(_) -> no.",
         "f/1 exported <_0> -> join L1<> = no select arity _0 2 -> let <_3> = _0[0] if "
         "all(erlang:'>'(_3, 1)) -> let <X_1> = _3 let <Y_2> = _0[1] Y_2 else jump L1() else "
         "jump L1()"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(bodies_stand_once)
{
    static const Row rows[] = {
        {"f(a, X) when X > 1 -> g(1); f(b, X) when X > 2 -> g(2); f(_, X) -> g(X). g(X) -> X.",
         "f/2 exported <_0, _1> -> join L2<X_4> = g(X_4) select _0 a -> if all(erlang:'>'(_1, "
         "1)) -> let <X_2> = _1 g(1) else jump L2(_1) b -> if all(erlang:'>'(_1, 2)) -> let "
         "<X_3> = _1 g(2) else jump L2(_1) else jump L2(_1) g/1 exported <_0> -> let <X_1> = "
         "_0 X_1"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(maps)
{
    static const Row rows[] = {
        {"f(#{a := X, b := 1}) -> X; f(#{a := Y}) -> Y; f(#{}) -> m.",
         "f/1 exported <_0> -> join L1<Y_2> = Y_2 if erlang:is_map(_0) -> if map _0 has a := "
         "_3 -> if map _0 has b := _4 -> if erlang:'=:='(_4, 1) -> let <X_1> = _3 X_1 else "
         "jump L1(_3) else jump L1(_3) else m else fail function_clause(_0)"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(bit_syntax)
{
    static const Row rows[] = {
        {"f(<<\"ab\", R/binary>>) -> R; f(<<\"ac\", R/binary>>) -> R; f(<<C, _/binary>>) -> C.",
         "f/1 exported <_0> -> join L3<> = fail function_clause(_0) join L2<C_3> = C_3 if "
         "bitstring _0 as _4 -> get _4 as _6:8/integer-unit:1, next _5 -> if erlang:'=:='(_6, "
         "97) -> join L5<> = get _5 as _/binary-unit:8, next _14 -> jump L2(_6) else jump "
         "L3() get _5 as _9:8/integer-unit:1, next _8 -> select _9 98 -> get _8 as "
         "_11/binary-unit:8, next _10 -> let <R_1> = _11 R_1 else jump L5() 99 -> get _8 as "
         "_13/binary-unit:8, next _12 -> let <R_2> = _13 R_2 else jump L5() else jump L5() "
         "else jump L5() else get _5 as _/binary-unit:8, next _7 -> jump L2(_6) else jump "
         "L3() else jump L3() else jump L3()"},
        {"f(<<N:16, X:N/binary>>) -> X; f(<<N:16, _/bits>>) -> N.",
         "f/1 exported <_0> -> join L2<> = fail function_clause(_0) join L1<N_3> = N_3 if "
         "bitstring _0 as _4 -> get _4 as _6:16/integer-unit:1, next _5 -> get _5 as "
         "_8:_6/binary-unit:8, next _7 -> if at end _7 -> let <N_1> = _6 let <X_2> = _8 X_2 "
         "else jump L1(_6) else jump L1(_6) else jump L2() else jump L2()"},
        {"f(<<>>) -> e; f(<<_/bitstring>>) -> b.",
         "f/1 exported <_0> -> if bitstring _0 as _1 -> if at end _1 -> e else b else fail "
         "function_clause(_0)"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(receives)
{
    static const Row rows[] = {
        {"f(X) -> receive {X, Y} -> Y end.",
         "f/1 exported <_0> -> let <X_1> = _0 receive _6 -> join L3<> = next message select "
         "arity _6 2 -> let <_7> = _6[0] if all(erlang:'=:='(_7, X_1)) -> let <X_2> = _7 let "
         "<Y_3> = _6[1] accept Y_3 else jump L3() else jump L3()"},
    };
    CHECK_ROWS(rows);
}
END_TEST

// Every function of a program keeps the rules of core.h.
static void check_sound(const char *text)
{
    CoreSource source;
    core_source_open(&source, text, true);
    ck_assert_msg(source.module != NULL, "%s", text);
    for (CoreFunction *f = source.module->functions; f != NULL; f = f->next) {
        const char *problem = core_check(&source, f);
        ck_assert_msg(problem == NULL, "%s: %s in %s", text, problem, f->name->atom.text);
    }
    core_source_close(&source);
}

START_TEST(rules_are_kept)
{
    static const char *const programs[] = {
        "f(X) -> case X of {a, Y} when Y > 1; Y == 0 -> Z = Y; {_, Z} -> Z; Z -> ok end, Z.",
        "f(L) -> [{X, Y, L} || X <- L, Y <- X, g(Y, L)]. g(X, Y) -> X > Y.",
        "f(X) -> F = fun G(Y) when Y > X -> G(Y - 1); G(_) -> fun() -> {X, G} end end, F(X).",
        "f(X) -> try g(X) of {ok, Y} -> Y catch _:R:S -> {R, S} after g(1), g(X) end. g(X) -> X.",
        "f(<<L:8, X:L/binary, R/bits>>, M) -> case M of #{X := Y, k := [Y]} -> R; _ -> L end.",
        "f(A, B) -> receive {A, X} when X > B -> X; {_, B} -> ok after A -> receive after 1 -> x "
        "end "
        "end.",
    };
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
        check_sound(programs[i]);
}
END_TEST

static void count_nodes(void *context, Core **place)
{
    ++*(size_t *)context;
    core_visit_children(*place, count_nodes, context);
}

// Twelve columns in which every second clause does not care: naive decision trees double with each.
START_TEST(decisions_do_not_explode)
{
    char text[8000];
    size_t length = 0;
    for (int i = 0; i < 12; i++) {
        length += (size_t)snprintf(text + length, sizeof text - length, "f(");
        for (int k = 0; k < 12; k++)
            length += (size_t)snprintf(text + length, sizeof text - length, "%s%s", k ? ", " : "",
                                       k == i              ? "{a, _}"
                                       : k == (i + 5) % 12 ? "[b]"
                                                           : "_");
        length += (size_t)snprintf(text + length, sizeof text - length, ") -> %d; ", i);
    }
    snprintf(text + length, sizeof text - length, "f(_,_,_,_,_,_,_,_,_,_,_,_) -> no.");
    CoreSource source;
    core_source_open(&source, text, true);
    ck_assert(source.module != NULL);
    size_t nodes = 0;
    count_nodes(&nodes, &source.module->functions->body);
    ck_assert_uint_lt(nodes, 2000);
    ck_assert(core_check(&source, source.module->functions) == NULL);
    core_source_close(&source);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("match");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 100);
    tcase_add_test(tests, switches);
    tcase_add_test(tests, columns);
    tcase_add_test(tests, guarded);
    tcase_add_test(tests, bodies_stand_once);
    tcase_add_test(tests, maps);
    tcase_add_test(tests, bit_syntax);
    tcase_add_test(tests, receives);
    tcase_add_test(tests, rules_are_kept);
    tcase_add_test(tests, decisions_do_not_explode);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
