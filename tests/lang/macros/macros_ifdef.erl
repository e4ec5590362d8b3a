%% -ifdef, -ifndef, -else, -elif, -if with expressions, -undef, nesting.
-module(macros_ifdef).
-export([main/0]).
-define(YES, true).
-define(LEVEL, 3).

-ifdef(YES).
a() -> yes.
-else.
a() -> no.
-endif.

-ifndef(YES).
b() -> undefined.
-else.
-ifdef(NO).
b() -> both.
-else.
b() -> only_yes.
-endif.
-endif.

-if(?LEVEL < 2).
c() -> low.
-elif(?LEVEL =:= 3).
c() -> three.
-elif(true).
c() -> high.
-else.
c() -> never.
-endif.

-if(defined(YES) andalso not defined(NO)).
d() -> defined_ok.
-else.
d() -> defined_wrong.
-endif.

-undef(YES).
-ifdef(YES).
e() -> still.
-else.
e() -> gone.
-endif.

-ifdef(NOT_DEFINED).
this is not even Erlang: but it is skipped ( [ { .
-if(also_skipped).
-endif.
-endif.

-if(?OTP_RELEASE >= 25).
f() -> recent.
-else.
f() -> old.
-endif.

main() ->
    io:format("~w ~w ~w ~w ~w ~w~n", [a(), b(), c(), d(), e(), f()]).
