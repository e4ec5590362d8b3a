#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A file whose first line is "#!/usr/bin/env erlite" is a command.
. "$TESTS/helpers/check.sh"

mkdir bin
ln -s "$ERLITE" bin/erlite
PATH=$PWD/bin:$PATH
cat >hello <<'END'
#!/usr/bin/env erlite
-module(hello).
-export([main/1]).
main(Arguments) ->
    io:format("hello ~p~n", [Arguments]),
    halt(length(Arguments)).
END
cp hello hello.erl
chmod +x hello hello.erl
for script in ./hello.erl ./hello; do
    code=0
    "$script" a b >out 2>err || code=$?
    expect_code 2
    expect_out 'hello ["a","b"]'
    expect_quiet
done

# Line numbers count the first line.
cat >line.erl <<'END'
#!/usr/bin/env erlite
-module(line).
-export([main/0]).
main() -> io:format("~w~n", [?LINE]).
END
run run line.erl
expect_code 0
expect_out 4
