-module(rej_binary).
-export([main/0]).

main() ->
    <<A:b/binary, _/binary>> = <<1>>,
    <<X/nosuchtype>> = <<2>>,
    <<Y:8/utf8>> = <<3>>,
    <<_/binary, Z>> = <<4>>,
    {A, X, Y, Z}.
