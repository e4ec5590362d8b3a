-module(rej_error_attribute).
-export([main/0]).
-error("this program refuses to be compiled").

main() -> ok.
