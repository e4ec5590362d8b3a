-module(rej_types).
-export([main/0]).

-type a() :: undefined_type().
-spec main() -> a().
main() -> ok.

-spec not_a_function(integer()) -> integer().
