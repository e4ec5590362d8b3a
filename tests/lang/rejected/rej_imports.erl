-module(rej_imports).
-export([main/0]).
-import(lists, [reverse/1]).
-import(string, [reverse/1]).

main() -> reverse("abc").
