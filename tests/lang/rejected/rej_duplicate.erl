-module(rej_duplicate).
-export([main/0]).
-record(a, {x}).
-record(a, {y}).
-define(M, 1).
-define(M, 2).
-type t() :: integer().
-type t() :: atom().

main() -> ?M.
