-module(rej_maps).
-export([main/0]).

main() ->
    M = #{a := 1},
    #{b => X} = M,
    X.
