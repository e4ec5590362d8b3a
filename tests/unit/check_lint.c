// SPDX-License-Identifier: Apache-2.0
// Lint: every error and warning with its position, and the code beside it that must not be
// complained about. What is reported was compared with the linter of Erlang/OTP.
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "source_helper.h"

typedef struct Row {
    const char *text;
    const char *messages; // all of them
} Row;

static void check_rows(const Row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Source source;
        CompilerOptions options = {.export_all = true};
        source_open(&source, rows[i].text, &options);
        ck_assert_msg(strcmp(source_messages(&source), rows[i].messages) == 0,
                      "%s\ngave\n%s\nnot\n%s", rows[i].text, source_messages(&source),
                      rows[i].messages);
        source_close(&source);
    }
}
#define CHECK_ROWS(rows) check_rows((rows), sizeof(rows) / sizeof *(rows))

// Without export_all.
static void check_module(const char *text, const char *messages)
{
    Source source;
    source_open(&source, text, NULL);
    ck_assert_msg(strcmp(source_messages(&source), messages) == 0, "%s\ngave\n%s\nnot\n%s", text,
                  source_messages(&source), messages);
    source_close(&source);
}

#define UNSAFE_HELP " [let every branch bind it, or use the value of the whole expression]\n"
#define HIDDEN_HELP " [what the same pattern binds is not known yet here; match in two steps]\n"

START_TEST(unbound_variables)
{
    static const Row rows[] = {
        {"f(X) -> {X, Y}.", "1:13 error: variable Y is not bound\n"},
        {"f(Count) -> Coutn + Count.",
         "1:13 error: variable Coutn is not bound [did you mean Count?]\n"},
        {"f() -> _.", "1:8 error: '_' has no value: it can only stand in a pattern\n"},
        {"f() -> Y, Y.", "1:8 error: variable Y is not bound\n"},
        {"f(X) -> {Y = X, Y}.", "1:17 error: variable Y is not bound\n"},
        {"f(X) -> [Y = X | Y].", "1:18 error: variable Y is not bound\n"},
        {"f(X) -> g(Y = X) + Y.\ng(X) -> X.", "1:20 error: variable Y is not bound\n"},
        {"f(X) -> X when X > Y.", "1:11 error: expected an operator, ',', ';' or '.', found 'when' "
                                  "[when is a reserved word; as an atom it is written 'when']\n"},
        {"f(X) -> [Y || Y <- X], Y.", "1:24 error: variable Y is not bound\n"},
        {"f(X) -> fun() -> Y = X, Y end, Y.", "1:32 error: variable Y is not bound\n"},
        {"f({A, <<B:A>>}) -> B.", "1:11 error: variable A is not bound" HIDDEN_HELP},
        {"f(K, #{K := V}) -> V.", "1:8 error: variable K is not bound" HIDDEN_HELP},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(bound_variables)
{
    static const Row rows[] = {
        {"f(X) -> {Y = X, Y = X}, Y.", ""},
        {"f(X) -> begin Y = X end, Y.", ""},
        {"f(X) -> (case X of 1 -> A = 1; 2 -> A = 2 end) + 1, A.", ""},
        {"f(X) -> if X -> A = 1; true -> A = 2 end, A.", ""},
        {"f(X) -> receive Y -> ok after X -> Y = 1 end, Y.", ""},
        {"f(X) -> try X of Y -> Y catch _:Y -> Y end.", ""},
        {"f(X) -> <<A:8, B:A>> = X, B.", ""},
        {"f(X, N) -> <<A:(N * 2), B:(A + N)/binary, _/bits>> = X, B.", ""},
        {"f(X) -> A = 8, fun(<<B:A>>) -> B; (_) -> X end.", ""},
        {"f(X) -> [Y || Z <- X, begin Y = Z, true end].", ""},
        {"f(X) -> [{Y, Z} || Y <- X, Z <- Y, Z > Y].", ""},
        {"f(X) -> (Y = X) andalso Y.", ""},
        {"f(X) -> fun F(0) -> X; F(N) -> F(N - 1) end.", ""},
        {"f(X, X) -> ok; f(_, _) -> no.", ""},
        {"f(X) -> case X of {A, A} -> ok; _ -> no end.", ""},
        {"f(M) -> #{k := V} = M, V.", ""},
        {"f(M, K) -> #{K := V} = M, V.", ""},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(unsafe_variables)
{
    static const Row rows[] = {
        {"f(X) -> case X of 1 -> Y = 1; 2 -> ok end, Y.",
         "1:44 error: variable Y is unsafe: it may not be bound after 'case' on line "
         "1" UNSAFE_HELP},
        {"f(X) -> try Y = X catch _:_ -> ok end, Y.",
         "1:40 error: variable Y is unsafe: it may not be bound after 'try' on line 1" UNSAFE_HELP},
        {"f(X) -> try Y = X, Y of _ -> Y catch _:_ -> Y end.",
         "1:45 error: variable Y is unsafe: it may not be bound after 'try' on line 1" UNSAFE_HELP},
        {"f(X) -> (catch Y = X), Y.", "1:24 error: variable Y is unsafe: it may not be bound after "
                                      "'catch' on line 1" UNSAFE_HELP},
        {"f(X) -> X andalso (Y = X), Y.", "1:28 error: variable Y is unsafe: it may not be bound "
                                          "after 'andalso' on line 1" UNSAFE_HELP},
        {"f(X) -> maybe Y ?= X, Y else _ -> ok end, Y.",
         "1:43 error: variable Y is unsafe: it may not be bound after 'maybe' on line "
         "1" UNSAFE_HELP},
        {"f(X) ->\n case X of\n  1 -> case X of 1 -> Y = 1; _ -> ok end;\n  2 -> Y = 2\n end,\n Y.",
         "6:2 error: variable Y is unsafe: it may not be bound after 'case' on line 3" UNSAFE_HELP},
        {"f(X) -> case X of 1 -> Y = 1; 2 -> ok end, Y = X, Y.",
         "1:44 error: variable Y is unsafe: it may already be bound by 'case' on line 1\n"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(unused_and_shadowed_variables)
{
    static const Row rows[] = {
        {"f(X) -> ok.", "1:3 warning: variable X is not used [if that is intended, call it _X]\n"},
        {"f(_, _X) -> ok.", ""},
        {"f(X) -> Y = X, ok.",
         "1:9 warning: variable Y is not used [if that is intended, call it _Y]\n"},
        {"f(X) -> case X of 1 -> Y = 1; 2 -> Y = 2, Y end.",
         "1:24 warning: variable Y is not used [if that is intended, call it _Y]\n"},
        {"f(X) -> case X of 1 -> Y = 1; 2 -> Y = 2 end, Y.", ""},
        {"f(X) -> fun(X) -> X end.",
         "1:3 warning: variable X is not used [if that is intended, call it _X]\n"
         "1:13 warning: variable X of this fun hides the one bound on line 1 [use another name, or "
         "compare in a guard "
         "if equality is meant]\n"},
        {"f(X) -> [X || X <- X].", "1:15 warning: variable X of this generator hides the one bound "
                                   "on line 1 [use another name, or compare in a "
                                   "guard if equality is meant]\n"},
        {"f(X) -> fun F(Y) -> X + Y end.",
         "1:13 warning: variable F is not used [if that is intended, call it _F]\n"},
        {"f(_X) -> _X = 1.", "1:10 warning: variable _X is already bound, so the values must be "
                             "equal [use _ or another "
                             "name to ignore the value]\n"},
        {"f(X) -> case X of 1 -> Y = 1; 2 -> Y = 2 end, Y = 3.",
         "1:47 warning: variable Y is already bound by 'case' on line 1, so the values must be "
         "equal [use another name, "
         "or compare in a guard]\n"},
        {"-compile(nowarn_unused_vars).\nf(X) -> ok.", ""},
        {"-compile([nowarn_shadow_vars]).\nf(X) -> {X, fun(X) -> X end}.", ""},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(stack_traces)
{
    static const Row rows[] = {
        {"f(X) -> try X catch A:B:C -> {A, B, C} end.", ""},
        {"f(X) -> try X catch _:_:C when C == 1 -> C end.",
         "1:32 error: the stack trace C cannot be used in a guard\n"},
        {"f(X) -> try X catch _:_:X -> X end.", "1:25 error: the stack trace X is already bound\n"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(patterns)
{
    static const Row rows[] = {
        {"f(1 + 2) -> ok; f(-1) -> ok; f(\"a\" ++ X) -> X; f([1, $b] ++ X) -> X.", ""},
        {"f(g()) -> ok.\ng() -> ok.",
         "1:3 error: this call cannot stand in a pattern [call the function before, and "
         "match on a variable with its result]\n"},
        {"f(X + 1) -> X.", "1:3 error: this operator cannot stand in a pattern\n"},
        {"f(X ++ \"a\") -> X.", "1:3 error: this operator cannot stand in a pattern\n"},
        {"f(#{a => X}) -> X.",
         "1:5 error: the fields of a map pattern are written with := [=> is for building a map]\n"},
        {"f(<<A:8>> = <<B:8>>) -> {A, B}.",
         "1:3 error: two binary patterns cannot be joined by =\n"},
        {"f({a, <<A:8>>} = {b, <<B:8>>}) -> {A, B}.",
         "1:7 error: two binary patterns cannot be joined by =\n"},
        {"f(<<A/binary, B>>) -> {A, B}.",
         "1:5 error: a binary without size can only be the last segment of a pattern\n"},
        {"f(<<A:8/utf8>>) -> A.",
         "1:5 error: a segment of type utf8, utf16 or utf32 has neither size nor unit\n"},
        {"f(<<A/integer-unit:8>>) -> A.", "1:5 error: a unit needs a size\n"},
        {"f(<<\"a\":8>>) -> ok.",
         "1:5 error: a string in a binary pattern has no size, and no type but utf8, utf16 or "
         "utf32\n"},
        {"f(X) -> <<X:17/float>>.", "1:11 warning: a float has 16, 32 or 64 bits, not 17\n"},
        {"f(X) -> << <<Y/binary>> || <<Y/binary>> <= X >>.",
         "1:30 error: a binary generator needs a size here: without it all would match at once\n"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(guards)
{
    static const Row rows[] = {
        {"f(X) when length(X) > 1, self() == hd(X); is_map_key(a, X), map_get(a, X) -> X.", ""},
        {"f(X) when erlang:'+'(X, 1) > 1, erlang:length(X) > 1 -> X.", ""},
        {"f(X) when f(X) -> X.",
         "1:11 error: a guard cannot call the function f/1 of this module [call it before and use "
         "the result]\n"},
        {"f(X) when is_lisst(X) -> X.",
         "1:11 error: a guard cannot call is_lisst/1: it is not a guard function [did you "
         "mean is_list/1?]\n"},
        {"f(X) when list(X) -> X.",
         "1:11 error: a guard cannot call list/1: it is not a guard function [the type test is "
         "called is_list]\n"},
        {"f(X) when X = 1 -> X.",
         "1:11 error: a guard cannot contain a match [to compare, write =:= or ==]\n"},
        {"f(X) when X ++ [] == [] -> X.", "1:11 error: a guard cannot contain the operator ++\n"},
        {"f(X) when fun() -> X end -> X.", "1:11 error: this fun cannot stand in a guard\n"},
        {"f(X) when Y -> X.", "1:11 error: variable Y is not bound\n"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(records)
{
    static const Row rows[] = {
        {"-record(r, {a, b = 1}).\nf(#r{a = X} = R) -> {X, R#r.b, R#r{a = 1, b = 2}, #r.a, #r{_ = "
         "1}}.",
         ""},
        {"f(X) -> X#r.a.", "1:9 error: record r is not defined\n"},
        {"-record(point, {x}).\nf(X) -> {X#point.x, X#piont.x}.",
         "2:21 error: record piont is not defined [did you mean #point?]\n"},
        {"-record(r, {name}).\nf(X) -> X#r.nmae.",
         "2:9 error: record r has no field nmae [did you mean name?]\n"},
        {"-record(r, {a}).\nf(X) -> #r{a = X, a = 1}.", "2:19 error: field a is given twice\n"},
        {"-record(r, {a}).\nf(X) -> X#r{_ = 1}.",
         "2:13 error: _ cannot stand for all fields in an update\n"},
        {"-record(r, {a, a}).\nf(X) -> X#r.a.", "1:16 error: record r has two fields a\n"},
        {"-record(r, {a}).\n-record(r, {b}).\nf(X) -> X#r.a.",
         "2:9 error: record r is already defined [the first definition is on line 1]\n"},
        {"-record(r, {a = X}).\nf(X) -> X#r.a.", "1:17 error: variable X is not bound\n"},
        {"-record(r, {a = (X = 1)}).\nf(X) -> X#r.a.",
         "1:18 error: variable X cannot be bound in the definition of a record\n"},
        {"-record(r, {a = fun(X) -> X end}).\nf(X) -> X#r.a.", ""},
        {"-record(r, {a}).\nf(X) -> X.", "1:9 warning: record r is not used\n"},
        {"-record(r, {a}).\nf() -> record_info(fields, r).", ""},
        {"f(X) -> record_info(X, r).",
         "1:9 error: record_info is called with size or fields and the name of a record\n"},
        {"-record(r, {a}).\nf(X) when is_record(X, r) -> ok; f(X) -> is_record(X, s).",
         "2:55 error: record s is not defined\n"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(functions)
{
    check_module("-export([f/0]).\nf() -> g().\ng() -> h().\nh() -> g().\n", "");
    check_module("-export([f/0]).\nf() -> ok.\ng() -> h().\nh() -> g().\n",
                 "3:1 warning: function g/0 is not used\n4:1 warning: function h/0 is not used\n");
    check_module("-export([f/0, g/1, f/0]).\nf() -> ok.\n",
                 "1:15 error: function g/1 is exported but not defined\n1:20 warning: f/0 is "
                 "already exported\n");
    check_module("-export([f/1]).\nf() -> ok.\n",
                 "1:10 error: function f/1 is exported but not defined [there is f/0]\n"
                 "2:1 warning: function f/0 is not used\n");
    check_module("-export([f/0]).\nf() -> ok.\nf() -> ok.\n",
                 "3:1 error: function f/0 is already defined [the first definition is on line 2; "
                 "clauses of one function "
                 "are separated by ';']\n");
    check_module("-export([f/0]).\nf() -> helpr().\nhelper() -> ok.\n",
                 "2:8 error: function helpr/0 is not defined [did you mean helper/0?]\n"
                 "3:1 warning: function helper/0 is not used\n");
    check_module("-export([f/0]).\nf() -> g(1).\ng() -> ok.\n",
                 "2:8 error: function g/1 is not defined [did you mean g/0?]\n3:1 warning: "
                 "function g/0 is not used\n");
    check_module("-export([f/1]).\nf(X) -> lenght(X).\n",
                 "2:9 error: function lenght/1 is not defined [did you mean length/1?]\n");
    check_module("-export([f/0]).\nf() -> fun g/2.\n", "2:8 error: function g/2 is not defined\n");
    check_module("-export([f/0]).\nf() -> {fun length/1, fun f/0, fun lists:map/2}.\n", "");
    check_module("-export([f/0]).\nf() -> lists:map.\n",
                 "2:8 error: module:function must be called: the arguments are missing\n");
    check_module("-compile(export_all).\nf() -> ok.\n",
                 "1:1 warning: export_all exports every function of the module\n");
    check_module("-compile([export_all, nowarn_export_all]).\nf() -> ok.\n", "");
    check_module("-compile({nowarn_unused_function, [f/0]}).\nf() -> ok.\n", "");
    check_module("-on_load(f/0).\nf() -> ok.\n", "");
    check_module("-on_load(g/0).\n-export([f/0]).\nf() -> ok.\n",
                 "1:10 error: function g/0 is not defined\n");
}
END_TEST

START_TEST(auto_imports)
{
    check_module("-export([f/1, length/1]).\nf(X) -> length(X).\nlength(X) -> X.\n",
                 "2:9 error: it is not clear whether this means length/1 of this module or "
                 "erlang:length/1 [write "
                 "erlang:length, or -compile({no_auto_import, [length/1]}).]\n");
    check_module("-compile({no_auto_import, [length/1]}).\n-export([f/1, length/1]).\nf(X) -> "
                 "length(X).\nlength(X) -> X.\n",
                 "");
    check_module("-compile({no_auto_import, [length/1]}).\n-export([f/1]).\nf(X) -> length(X).\n",
                 "3:9 error: function length/1 is not defined\n");
    check_module("-import(lists, [map/2]).\n-export([f/1]).\nf(X) -> map(X, X).\n", "");
    check_module(
        "-import(lists, [map/2]).\n-import(maps, [map/2]).\n-export([f/1]).\nf(X) -> map(X, X).\n",
        "2:16 error: map/2 is already imported from lists\n");
    check_module("-import(lists, [map/2]).\n-export([map/2]).\nmap(X, Y) -> {X, Y}.\n",
                 "3:1 error: function map/2 is also imported from lists\n");
}
END_TEST

START_TEST(types)
{
    check_module("-export([f/1]).\n-spec f(integer()) -> atom().\nf(X) -> X.\n", "");
    check_module("-export([f/1]).\n-spec f(foo()) -> bool_ean().\nf(X) -> X.\n",
                 "2:9 error: type foo/0 is not defined\n2:19 error: type bool_ean/0 is not defined "
                 "[did you mean boolean/0?]\n");
    check_module("-export([f/1]).\n-spec g(integer()) -> atom().\nf(X) -> X.\n",
                 "2:7 error: -spec for the function g/1, which is not defined\n");
    check_module("-export([f/1]).\n-spec f(A) -> A.\nf(X) -> X.\n", "");
    check_module(
        "-export([f/1]).\n-spec f(A) -> integer().\nf(X) -> X.\n",
        "2:9 error: type variable A occurs only once [use _ or term() where any type will do]\n");
    check_module("-export([f/1]).\n-spec f(_A) -> B when B :: integer().\nf(X) -> X.\n", "");
    check_module("-export([f/1]).\n-spec f(a) -> b.\n-spec f(b) -> c.\nf(X) -> X.\n",
                 "3:7 error: f/1 already has a -spec\n");
    check_module("-export([f/1]).\n-type t() :: a.\nf(X) -> X.\n",
                 "2:7 warning: type t/0 is not used\n");
    check_module(
        "-export([f/1]).\n-export_type([t/0]).\n-type t() :: u().\n-type u() :: a.\nf(X) -> X.\n",
        "");
    check_module("-export([f/1]).\n-type list() :: a.\nf(X) -> X.\n",
                 "2:7 error: type list/0 is built in and cannot be redefined\n");
    check_module("-export_type([t/0]).\n-type t() :: 2..1.\n", "2:14 error: this range is empty\n");
    check_module("-export_type([t/0]).\n-type t() :: a.\n-type t() :: b.\n",
                 "3:7 error: type t/0 is already defined [the first definition is on line 2]\n");
    check_module("-export_type([t/0]).\n-type t() :: #{a := integer(), b => fun((...) -> "
                 "mod:t(x))} | <<_:_*8>>.\n",
                 "");
}
END_TEST

START_TEST(attributes)
{
    check_module("-export([f/0]).\nf() -> ok.\n-export([g/0]).\ng() -> ok.\n",
                 "3:1 error: -export must come before the functions\n");
    check_module("-module(a).\n-module(b).\n", "2:1 error: a file has only one -module\n");
    check_module(
        "-foo(g()).\n",
        "1:6 error: the value of an attribute must be a term: nothing is computed in it\n");
    check_module("-foo([{a, 1}, -1, \"s\", <<\"b\">>, #{a => 1}, f/1]).\n", "");
}
END_TEST

START_TEST(errors_do_not_cascade)
{
    check_module("-export([f/0]).\nf() -> g().\ng() -> {.\n",
                 "3:9 error: expected an expression, found the end of the form\n");
    check_module("-include(\"a.hrl\").\n-export([f/0]).\nf() -> #r{}.\n",
                 "1:10 error: the file \"a.hrl\" cannot be found\n");
    check_module("-export([f/0]).\nf() -> 1 +.\ng() -> X.\n",
                 "2:11 error: expected an expression, found the end of the form\n3:8 error: "
                 "variable X is not bound\n");
}
END_TEST

static void parse_bare(Compiler *compiler, void *argument)
{
    const char *text = argument;
    compiler_parse(compiler, "bare.erl", (const uint8_t *)text, strlen(text));
}

START_TEST(missing_module)
{
    Source source;
    CompilerOptions options = {0};
    char text[] = "-export([f/0]).\nf() -> ok.\n";
    compiler_init(&source.compiler, &options);
    ck_assert(compiler_guard(&source.compiler, parse_bare, text));
    ck_assert_str_eq(source_messages(&source),
                     "1:1 error: the file has no -module attribute [begin it with -module(NAME), "
                     "NAME being that of the file]\n");
    source_close(&source);
}
END_TEST

START_TEST(escripts)
{
    Source source;
    CompilerOptions options = {.escript = true};
    source_open(&source, "#!/usr/bin/env erlite\nmain(Args) -> Args.\n", &options);
    ck_assert_str_eq(source_messages(&source), "");
    ck_assert_str_eq(source.module->name->text, "test");
    source_close(&source);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("lint");
    TCase *tests = tcase_create("all");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, unbound_variables);
    tcase_add_test(tests, bound_variables);
    tcase_add_test(tests, unsafe_variables);
    tcase_add_test(tests, unused_and_shadowed_variables);
    tcase_add_test(tests, stack_traces);
    tcase_add_test(tests, patterns);
    tcase_add_test(tests, guards);
    tcase_add_test(tests, records);
    tcase_add_test(tests, functions);
    tcase_add_test(tests, auto_imports);
    tcase_add_test(tests, types);
    tcase_add_test(tests, attributes);
    tcase_add_test(tests, errors_do_not_cascade);
    tcase_add_test(tests, missing_module);
    tcase_add_test(tests, escripts);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
