-module(rej_binary_sizes).
-export([main/0]).

main() ->
    <<Y:8/utf8>> = <<3>>,
    <<_/binary, Z>> = <<4>>,
    {Y, Z}.
