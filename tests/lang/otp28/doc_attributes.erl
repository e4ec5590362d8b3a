%% -moduledoc and -doc (OTP 27) are accepted and do not change what the program does.
-module(doc_attributes).
-moduledoc "A documented module.".
-moduledoc #{since => "1.0"}.
-export([main/0, area/1]).
-export_type([shape/0]).

-doc "A shape.".
-type shape() :: {square, number()} | {circle, number()}.

-doc """
The area of a shape.
It is exact for squares.
""".
-doc #{since => "1.0", equiv => main/0}.
-spec area(shape()) -> number().
area({square, A}) -> A * A;
area({circle, R}) -> 3 * R * R.

-doc false.
main() -> io:format("~w ~w~n", [area({square, 3}), area({circle, 2})]).
