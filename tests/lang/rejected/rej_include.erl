-module(rej_include).
-export([main/0]).
-include("not_there.hrl").

main() -> ok.
