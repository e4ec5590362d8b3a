%% Every error reason that the language itself raises.
-module(exc_reasons).
-export([main/0]).

main() ->
    Ts = [{badarith, fun() -> id(1) / id(0) end}, {badarg, fun() -> atom_to_list(id(1)) end}, {badmatch, fun() -> {a, _} = id({b, 1}) end},
          {function_clause, fun() -> only_one(id(2)) end}, {case_clause, fun() -> case id(1) of 2 -> x end end}, {if_clause, fun() -> if_it(id(1)) end},
          {undef, fun() -> nomod:nofun() end}, {badfun, fun() -> (id(1))() end}, {badarity, fun() -> try (fun(_) -> x end)() catch error:{badarity, {_, A}} -> error({badarity, A}) end end},
          {badkey, fun() -> maps:get(id(k), #{}) end}, {badmap, fun() -> maps:size(id(k)) end}, {try_clause, fun() -> try id(1) of 2 -> x catch _:_ -> y end end},
          {system_limit, fun() -> list_to_atom(lists:duplicate(300, $x)) end}, {noproc_badarg, fun() -> id(nosuchname) ! hello end}, {bad_generator, fun() -> [X || X <- id(1)] end},
          {bad_filter, fun() -> [X || X <- [1], id(1)] end}, {user, fun() -> error({my, reason}) end}, {badmap2, fun() -> (id(1))#{a => 1} end},
          {andalso_, fun() -> id(1) andalso true end}, {orelse_, fun() -> id(1) orelse true end}, {not_, fun() -> not id(1) end},
          {timeout_value, fun() -> receive after id(a) -> ok end end}, {argument_limit, fun() -> 1 bsl (1 bsl 64) end}],
    [io:format("~w: ~w~n", [N, try F() catch C:R -> {C, R} end]) || {N, F} <- Ts],
    ok.

id(X) -> X.
only_one(1) -> 1.
if_it(X) -> if X =:= 2 -> x end.
