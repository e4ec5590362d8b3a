// SPDX-License-Identifier: Apache-2.0
// The desugar stage: what Core each construct becomes.
#include <check.h>
#include <stdlib.h>

#include "core_helper.h"

typedef struct {
    const char *text;
    const char *expected;
} Row;

static void check_rows(const Row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        CoreSource source;
        core_source_open(&source, rows[i].text, false);
        ck_assert_msg(source.module != NULL, "%s", rows[i].text);
        ck_assert_str_eq(core_source_text(&source), rows[i].expected);
        core_source_close(&source);
    }
}
#define CHECK_ROWS(rows) check_rows((rows), sizeof(rows) / sizeof *(rows))

START_TEST(expressions)
{
    static const Row rows[] = {
        {"f(X) -> {X, g(X), [1, 2 | X], \"ab\" ++ X}. g(X) -> X.",
         "f/1 exported <_0> -> case <_0> <X_1> -> {X_1, g(X_1), cons(1, cons(2, X_1)), "
         "cons(97, cons(98, X_1))} <_> -> fail function_clause(_0) g/1 exported <_0> -> case "
         "<_0> <X_1> -> X_1 <_> -> fail function_clause(_0)"},
        {"f(X) -> (X * (2 + 3)) div - 4.",
         "f/1 exported <_0> -> case <_0> <X_1> -> erlang:div(erlang:'*'(X_1, 5), -4) <_> -> "
         "fail function_clause(_0)"},
        {"f(X) -> {a, [b, 1.5], <<1, \"x\", 2:4>>, #{k => 1}}.",
         "f/1 exported <_0> -> case <_0> <X_1> -> {a,[b,1.5],<<1,120,2:4>>,#{k => 1}} <_> -> "
         "fail function_clause(_0)"},
        {"f(M) -> M:g(1), apply(M, g, [2, 3]), apply(M, [4]).",
         "f/1 exported <_0> -> case <_0> <M_1> -> do M_1:g(1) do M_1:g(2, 3) call M_1(4) <_> "
         "-> fail function_clause(_0)"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(bindings)
{
    static const Row rows[] = {
        {"f(X) -> Y = X + 1, {Z, Y} = g(Y), Z. g(X) -> X.",
         "f/1 exported <_0> -> case <_0> <X_1> -> let <Y_2> = erlang:'+'(X_1, 1) let <_3> = "
         "g(Y_2) case <_3> <{Z_4, Y_5}> when all(erlang:'=:='(Y_5, Y_2)) -> Z_4 <_> -> fail "
         "badmatch(_3) <_> -> fail function_clause(_0) g/1 exported <_0> -> case <_0> <X_1> "
         "-> X_1 <_> -> fail function_clause(_0)"},
        {"f(A) -> g(A, B = 2, C = A), {B, C}. g(X, Y, _) -> {X, Y}.",
         "f/1 exported <_0> -> case <_0> <A_1> -> let <B_2> = 2 do g(A_1, B_2, A_1) {B_2, "
         "A_1} <_> -> fail function_clause(_0) g/3 exported <_0, _1, _2> -> case <_0, _1, _2> "
         "<X_3, Y_4, _> -> {X_3, Y_4} <_, _, _> -> fail function_clause(_0, _1, _2)"},
        {"f(X, X) -> X.",
         "f/2 exported <_0, _1> -> case <_0, _1> <X_2, X_3> when all(erlang:'=:='(X_3, X_2)) "
         "-> X_2 <_, _> -> fail function_clause(_0, _1)"},
        {"f(A) -> X = {g(A), g({Y} = A)}, {X, Y}. g(X) -> X.",
         "f/1 exported <_0> -> case <_0> <A_1> -> let <_4> = g(A_1) let <Y_3> = case <A_1> "
         "<{Y_2}> -> Y_2 <_> -> fail badmatch(A_1) let <X_5> = {_4, g(A_1)} {X_5, Y_3} <_> -> "
         "fail function_clause(_0) g/1 exported <_0> -> case <_0> <X_1> -> X_1 <_> -> fail "
         "function_clause(_0)"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(exports)
{
    static const Row rows[] = {
        {"f(X) -> case X of a -> Y = 1, Z = 2; _ -> Y = Z = 3 end, Y.",
         "f/1 exported <_0> -> case <_0> <X_1> -> case <X_1> <a> -> let <Y_2> = 1 let <Z_3> = "
         "2 Y_2 <_> -> let <Z_4> = 3 Z_4 <_> -> fail case_clause(X_1) <_> -> fail "
         "function_clause(_0)"},
        {"f(X) -> if X > 1 -> Y = 1; true -> Y = 2 end, ok.",
         "f/1 exported <_0> -> case <_0> <X_1> -> do case <> <> when all(erlang:'>'(X_1, 1)) "
         "-> let <Y_2> = 1 ok <> when all(true) -> let <Y_3> = 2 ok <> -> fail if_clause() ok "
         "<_> -> fail function_clause(_0)"},
        {"f(X) -> A = case X of 1 -> B = 2, x; B -> y end, {A, B}.",
         "f/1 exported <_0> -> case <_0> <X_1> -> let <_5, B_4> = case <X_1> <1> -> let <B_2> "
         "= 2 <x, B_2> <B_3> -> <y, B_3> <_> -> fail case_clause(X_1) {_5, B_4} <_> -> fail "
         "function_clause(_0)"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(guards)
{
    static const Row rows[] = {
        {"f(X) when X > 1, is_atom(X); not (X == a) -> 1.",
         "f/1 exported <_0> -> case <_0> <X_1> when any(all(erlang:'>'(X_1, 1), "
         "erlang:is_atom(X_1)), all(erlang:not(erlang:'=='(X_1, a)))) -> 1 <_> -> fail "
         "function_clause(_0)"},
        {"f(X) when X > 1 andalso (X < 5 orelse is_atom(X)) -> 1.",
         "f/1 exported <_0> -> case <_0> <X_1> when all(andalso(erlang:'>'(X_1, 1), "
         "orelse(erlang:'<'(X_1, 5), erlang:is_atom(X_1)))) -> 1 <_> -> fail "
         "function_clause(_0)"},
        {"-record(r, {a}).\nf(X) when X#r.a > 1 -> 1.",
         "f/1 exported <_0> -> case <_0> <X_1> when all(erlang:is_record(X_1, r, 2), "
         "erlang:'>'(erlang:element(2, X_1), 1)) -> 1 <_> -> fail function_clause(_0)"},
        {"-record(r, {a}).\nf(X) when X#r.a orelse true -> 1.",
         "f/1 exported <_0> -> case <_0> <X_1> when "
         "all(orelse(erlang:and(orelse(erlang:is_record(X_1, r, 2), fail), erlang:element(2, "
         "X_1)), true)) -> 1 <_> -> fail function_clause(_0)"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(conditions)
{
    static const Row rows[] = {
        {"f(X) -> X andalso g(X). g(X) -> X.",
         "f/1 exported <_0> -> case <_0> <X_1> -> join L1<> = false join L0<> = g(X_1) case "
         "<X_1> <true> -> jump L0() <false> -> jump L1() <_> -> fail badarg(X_1) <_> -> fail "
         "function_clause(_0) g/1 exported <_0> -> case <_0> <X_1> -> X_1 <_> -> fail "
         "function_clause(_0)"},
        {"f(X) -> case X > 1 orelse g(X) of true -> a; false -> b end. g(X) -> X.",
         "f/1 exported <_0> -> case <_0> <X_1> -> join L1<> = b join L0<> = a join L2<> = let "
         "<_2> = g(X_1) case <_2> <true> -> jump L0() <false> -> jump L1() <_> -> fail "
         "case_clause(_2) if erlang:'>'(X_1, 1) -> jump L0() else jump L2() <_> -> fail "
         "function_clause(_0) g/1 exported <_0> -> case <_0> <X_1> -> X_1 <_> -> fail "
         "function_clause(_0)"},
        {"f(A, B) -> case {A, B} of {1, X} -> X; _ -> b end.",
         "f/2 exported <_0, _1> -> case <_0, _1> <A_2, B_3> -> case <A_2, B_3> <1, X_4> -> "
         "X_4 <_, _> -> b <_, _> -> fail case_clause({A_2, B_3}) <_, _> -> fail "
         "function_clause(_0, _1)"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(funs)
{
    static const Row rows[] = {
        {"f(X) -> fun(Y) -> X + Y end.",
         "f/1 exported <_0> -> case <_0> <X_1> -> fun '-f/1-fun-0-'/2<X_1> <_> -> fail "
         "function_clause(_0) '-f/1-fun-0-'/2 lambda <_0, X_2> -> case <_0> <Y_1> -> "
         "erlang:'+'(X_2, Y_1) <_> -> fail function_clause(_0)"},
        {"f(X) -> fun G(0) -> X; G(N) -> G(N - 1) end.",
         "f/1 exported <_0> -> case <_0> <X_1> -> fun '-f/1-fun-0-'/2<X_1> <_> -> fail "
         "function_clause(_0) '-f/1-fun-0-'/2 lambda <_0, X_1> -> case <_0> <0> -> X_1 <N_2> "
         "-> '-f/1-fun-0-'(erlang:'-'(N_2, 1), X_1) <_> -> fail function_clause(_0)"},
        {"f() -> {fun f/0, fun lists:map/2, fun length/1}.",
         "f/0 exported lambda <> -> case <> <> -> {fun f/0<>, fun lists:map/2, fun "
         "erlang:length/1} <> -> fail function_clause()"},
        {"f(X) -> fun(Y) -> fun() -> {X, Y} end end.",
         "f/1 exported <_0> -> case <_0> <X_1> -> fun '-f/1-fun-1-'/2<X_1> <_> -> fail "
         "function_clause(_0) '-f/1-fun-1-'/2 lambda <_0, X_2> -> case <_0> <Y_1> -> fun "
         "'-f/1-fun-0-'/2<X_2, Y_1> <_> -> fail function_clause(_0) '-f/1-fun-0-'/2 lambda "
         "<X_0, Y_1> -> case <> <> -> {X_0, Y_1} <> -> fail function_clause()"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(comprehensions)
{
    static const Row rows[] = {
        {"f(L) -> [X + 1 || X <- L, X > 1].",
         "f/1 exported <_0> -> case <_0> <L_1> -> '-f/1-lc$^0/1-0-'(L_1) <_> -> fail "
         "function_clause(_0) '-f/1-lc$^0/1-0-'/1 <_0> -> case <_0> <[X_2 | _1]> when "
         "all(erlang:'>'(X_2, 1)) -> cons(erlang:'+'(X_2, 1), '-f/1-lc$^0/1-0-'(_1)) <[_ | "
         "_3]> -> '-f/1-lc$^0/1-0-'(_3) <[]> -> [] <_> -> erlang:error({bad_generator, _0})"},
        {"f(L, K) -> [{X, Y} || X <- L, Y <- K].",
         "f/2 exported <_0, _1> -> case <_0, _1> <L_2, K_3> -> '-f/2-lc$^1/1-1-'(L_2, K_3) "
         "<_, _> -> fail function_clause(_0, _1) '-f/2-lc$^1/1-1-'/2 <_0, K_3> -> case <_0> "
         "<[X_2 | _1]> -> '-f/2-lc$^0/1-0-'(K_3, X_2, _1, K_3) <[_ | _4]> -> "
         "'-f/2-lc$^1/1-1-'(_4, K_3) <[]> -> [] <_> -> erlang:error({bad_generator, _0}) "
         "'-f/2-lc$^0/1-0-'/4 <_0, X_3, _5, K_6> -> case <_0> <[Y_2 | _1]> -> cons({X_3, "
         "Y_2}, '-f/2-lc$^0/1-0-'(_1, X_3, _5, K_6)) <[_ | _4]> -> '-f/2-lc$^0/1-0-'(_4, X_3, "
         "_5, K_6) <[]> -> '-f/2-lc$^1/1-1-'(_5, K_6) <_> -> erlang:error({bad_generator, _0})"},
        {"f(B) -> << <<X>> || <<X:4>> <= B >>.",
         "f/1 exported <_0> -> case <_0> <B_1> -> '-f/1-lbc$^0/2-0-'(B_1, <<>>) <_> -> fail "
         "function_clause(_0) '-f/1-lbc$^0/2-0-'/2 <_0, _1> -> case <_0> "
         "<<<X_3:4/integer-unit:1, _2/binary-unit:1>>> -> '-f/1-lbc$^0/2-0-'(_2, "
         "<<_1/binary-unit:1, X_3:8/integer-unit:1>>) <<<X_5:4/integer-unit:1, "
         "_4/binary-unit:1>>> -> '-f/1-lbc$^0/2-0-'(_4, _1) <<<_/binary-unit:1>>> -> _1 <_> "
         "-> erlang:error({bad_generator, _0})"},
        {"f(L) -> [g(X) || {ok, X} <- L], ok. g(X) -> X.",
         "f/1 exported <_0> -> case <_0> <L_1> -> do '-f/1-lc$^0/1-0-'(L_1) ok <_> -> fail "
         "function_clause(_0) g/1 exported <_0> -> case <_0> <X_1> -> X_1 <_> -> fail "
         "function_clause(_0) '-f/1-lc$^0/1-0-'/1 <_0> -> case <_0> <[{ok, X_2} | _1]> -> do "
         "g(X_2) '-f/1-lc$^0/1-0-'(_1) <[_ | _3]> -> '-f/1-lc$^0/1-0-'(_3) <[]> -> [] <_> -> "
         "erlang:error({bad_generator, _0})"},
        {"f(L) -> [X || X <:- L, g(X)]. g(X) -> X.",
         "f/1 exported <_0> -> case <_0> <L_1> -> '-f/1-lc$^0/1-0-'(L_1) <_> -> fail "
         "function_clause(_0) g/1 exported <_0> -> case <_0> <X_1> -> X_1 <_> -> fail "
         "function_clause(_0) '-f/1-lc$^0/1-0-'/1 <_0> -> case <_0> <[X_2 | _1]> -> let <_3> "
         "= g(X_2) join L1<> = '-f/1-lc$^0/1-0-'(_1) join L0<> = cons(X_2, "
         "'-f/1-lc$^0/1-0-'(_1)) case <_3> <true> -> jump L0() <false> -> jump L1() <_> -> "
         "erlang:error({bad_filter, _3}) <[]> -> [] <[_4 | _]> -> erlang:error({badmatch, "
         "_4}) <_> -> erlang:error({bad_generator, _0})"},
        {"f(L, K) -> [{X, Y} || X <- L && Y <- K].",
         "f/2 exported <_0, _1> -> case <_0, _1> <L_2, K_3> -> '-f/2-lc$^0/2-0-'(L_2, K_3) "
         "<_, _> -> fail function_clause(_0, _1) '-f/2-lc$^0/2-0-'/2 <_0, _1> -> case <_0, "
         "_1> <[X_3 | _2], [Y_5 | _4]> -> cons({X_3, Y_5}, '-f/2-lc$^0/2-0-'(_2, _4)) <[_ | "
         "_6], [_ | _7]> -> '-f/2-lc$^0/2-0-'(_6, _7) <[], []> -> [] <_, _> -> "
         "erlang:error({bad_generators, {_0, _1}})"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(records)
{
    static const Row rows[] = {
        {"-record(r, {a, b = 2}).\nf(X) -> {#r{a = X}, #r.b, record_info(fields, r)}.",
         "f/1 exported <_0> -> case <_0> <X_1> -> {{r, X_1, 2}, 3, [a,b]} <_> -> fail "
         "function_clause(_0)"},
        {"-record(r, {a, b}).\nf(X) -> X#r.b.",
         "f/1 exported <_0> -> case <_0> <X_1> -> case <X_1> <{r, _, _2}> -> _2 <_> -> fail "
         "badrecord(X_1) <_> -> fail function_clause(_0)"},
        {"-record(r, {a, b}).\nf(X) -> X#r{b = g(X)}. g(X) -> X.",
         "f/1 exported <_0> -> case <_0> <X_1> -> let <_2> = g(X_1) case <X_1> <{r, _, _}> -> "
         "update/3 X_1 [2] = _2 <_> -> fail badrecord(X_1) <_> -> fail function_clause(_0) "
         "g/1 exported <_0> -> case <_0> <X_1> -> X_1 <_> -> fail function_clause(_0)"},
        {"-record(r, {a, b}).\nf(#r{b = X}) -> X.",
         "f/1 exported <_0> -> case <_0> <{r, _, X_1}> -> X_1 <_> -> fail function_clause(_0)"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(maps)
{
    static const Row rows[] = {
        {"f(M, K) -> M#{K => 1, a := 2, b := 3}.",
         "f/2 exported <_0, _1> -> case <_0, _1> <M_2, K_3> -> M_2#{K_3 => 1}#{a := 2, b := "
         "3} <_, _> -> fail function_clause(_0, _1)"},
        {"f(M) -> M#{}.", "f/1 exported <_0> -> case <_0> <M_1> -> case <M_1> <#{}> -> M_1 <_> -> "
                          "erlang:error({badmap, M_1}) <_> -> fail function_clause(_0)"},
        {"f(#{a := X}) -> X.",
         "f/1 exported <_0> -> case <_0> <#{a := X_1}> -> X_1 <_> -> fail function_clause(_0)"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(exceptions)
{
    static const Row rows[] = {
        {"f(X) -> try g(X) of 1 -> a catch E -> E; error:R:S -> {R, S} end. g(X) -> X.",
         "f/1 exported <_0> -> case <_0> <X_1> -> try g(X_1) of <_2> -> case <_2> <1> -> a "
         "<_> -> fail try_clause(_2) catch <_3, _4, _5> -> case <_3, _4> <throw, E_6> -> E_6 "
         "<error, R_7> -> let <S_8> = stacktrace(_5) {R_7, S_8} <_, _> -> raise(_3, _4, _5) "
         "<_> -> fail function_clause(_0) g/1 exported <_0> -> case <_0> <X_1> -> X_1 <_> -> "
         "fail function_clause(_0)"},
        {"f(X) -> try g(X) after g(1) end. g(X) -> X.",
         "f/1 exported <_0> -> case <_0> <X_1> -> try g(X_1) of <_2> -> do g(1) _2 catch <_3, "
         "_4, _5> -> do g(1) raise(_3, _4, _5) <_> -> fail function_clause(_0) g/1 exported "
         "<_0> -> case <_0> <X_1> -> X_1 <_> -> fail function_clause(_0)"},
        {"f(X) -> catch g(X). g(X) -> X.",
         "f/1 exported <_0> -> case <_0> <X_1> -> catch g(X_1) <_> -> fail "
         "function_clause(_0) g/1 exported <_0> -> case <_0> <X_1> -> X_1 <_> -> fail "
         "function_clause(_0)"},
        {"f(X) -> receive {X, Y} -> Y after 10 -> no end.",
         "f/1 exported <_0> -> case <_0> <X_1> -> receive <{X_2, Y_3}> when "
         "all(erlang:'=:='(X_2, X_1)) -> Y_3 after 10 -> no <_> -> fail function_clause(_0)"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(bit_syntax)
{
    static const Row rows[] = {
        {"f(X, N) -> <<X:N, \"ab\", 3:16/little, X/binary>>.",
         "f/2 exported <_0, _1> -> case <_0, _1> <X_2, N_3> -> <<X_2:N_3/integer-unit:1, "
         "<<97,98,3,0>>/binary-unit:1, X_2/binary-unit:8>> <_, _> -> fail function_clause(_0, "
         "_1)"},
        {"f(<<N, X:N/binary, R/bits>>) -> {X, R}.",
         "f/1 exported <_0> -> case <_0> <<<N_1:8/integer-unit:1, X_2:N_1/binary-unit:8, "
         "R_3/binary-unit:1>>> -> {X_2, R_3} <_> -> fail function_clause(_0)"},
    };
    CHECK_ROWS(rows);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("desugar");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 100);
    tcase_add_test(tests, expressions);
    tcase_add_test(tests, bindings);
    tcase_add_test(tests, exports);
    tcase_add_test(tests, guards);
    tcase_add_test(tests, conditions);
    tcase_add_test(tests, funs);
    tcase_add_test(tests, comprehensions);
    tcase_add_test(tests, records);
    tcase_add_test(tests, maps);
    tcase_add_test(tests, exceptions);
    tcase_add_test(tests, bit_syntax);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
