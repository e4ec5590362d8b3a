%% SPDX-License-Identifier: Apache-2.0
%% The texts are those of OTP.
-module(io_lib_tests).
-export([main/0]).
-include("check.hrl").

main() ->
    terms(),
    directives(),
    others(),
    errors(),
    finish().

text(Format, Args) -> lists:flatten(io_lib:format(Format, Args)).

t1() ->
    {ok,[{name,"A long enough name"},
         {values,[1,2.5,-3,1.0e100]},
         {bin,<<"binary text">>},
         {raw,<<1,2,3,255>>}]}.

t2() ->
    #{3 =>
          #{list =>
                [a_long_atom_name,another_long_atom_name,yet_another_atom_name],
            nested => map},
      a => [1,2,3],
      "key" => {tuple,with,several,atoms}}.

t3() ->
    [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,
     29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,
     54,55,56,57,58,59,60].

t4() ->
    <<0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,
      29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,
      54,55,56,57,58,59,60>>.

t5() ->
    {a_long_tag_for_a_tuple,{another_tag,[{x,1},
                                          {y,2},
                                          {z,"some string that is long enough"}]},
                            [[[deep,[lists]]],{and_a,{tuple,in_it}}]}.

t6() ->
    [{some_key,#{inner => [1,2,3|improper]}},
     "str",'Quoted Atom',[],{},#{},<<>>,
     <<5:3>>,
     <<97,98,99,1:4>>].

terms() ->
    ?equal("{ok,[{name,\"A long enough name\"},\n"
           "     {values,[1,2.5,-3,1.0e100]},\n"
           "     {bin,<<\"binary text\">>},\n"
           "     {raw,<<1,2,3,255>>}]}",
           text("~p", [t1()])),
    ?equal("{ok,[{name,[65,32,108,111,110,103,32,101,110,111,117,103,104,32,110,97"
           ",109,101]},{values,[1,2.5,-3,1.0e100]},{bin,<<98,105,110,97,114,121,32"
           ",116,101,120,116>>},{raw,<<1,2,3,255>>}]}",
           text("~w", [t1()])),
    ?equal("{ok,[{name,\n"
           "         \"A long enough name\"},\n"
           "     {values,\n"
           "         [1,2.5,\n"
           "          -3,\n"
           "          1.0e100]},\n"
           "     {bin,\n"
           "         <<\"binary text\">>},\n"
           "     {raw,\n"
           "         <<1,2,3,\n"
           "           255>>}]}",
           text("~20p", [t1()])),
    ?equal("{ok,[{name,\"A long enough name\"},\n"
           "     {values,[1,2.5,-3,1.0e100]},\n"
           "     {bin,<<\"binary text\">>},\n"
           "     {raw,<<1,2,3,255>>}]}",
           text("~40p", [t1()])),
    ?equal("{ok,[{name,\"A long enough name\"},{values,[1,2.5,-3,1.0e100]},{bin,<<\"b"
           "inary text\">>},{raw,<<1,2,3,255>>}]}",
           text("~0p", [t1()])),
    ?equal("{ok,[{name,[65,32,108,111,110,103,32,101,110,111,117,103,104,32,110,97"
           ",109,\n"
           "            101]},\n"
           "     {values,[1,2.5,-3,1.0e100]},\n"
           "     {bin,<<98,105,110,97,114,121,32,116,101,120,116>>},\n"
           "     {raw,<<1,2,3,255>>}]}",
           text("~lp", [t1()])),
    ?equal("x = {ok,[{name,\"A long enough name\"},\n"
           "         {values,[1,2.5,-3,1.0e100]},\n"
           "         {bin,<<\"binary text\">>},\n"
           "         {raw,<<1,2,3,255>>}]}\n",
           text("x = ~p~n", [t1()])),
    ?equal("#{3 =>\n"
           "      #{list =>\n"
           "            [a_long_atom_name,another_long_atom_name,yet_another_atom_"
           "name],\n"
           "        nested => map},\n"
           "  a => [1,2,3],\n"
           "  \"key\" => {tuple,with,several,atoms}}",
           text("~p", [t2()])),
    ?equal("#{3 => #{list => [a_long_atom_name,another_long_atom_name,yet_another_"
           "atom_name],nested => map},a => [1,2,3],[107,101,121] => {tuple,with,se"
           "veral,atoms}}",
           text("~w", [t2()])),
    ?equal("#{3 =>\n"
           "   #{list =>\n"
           "      [a_long_atom_name,\n"
           "       another_long_atom_name,\n"
           "       yet_another_atom_name],\n"
           "     nested =>\n"
           "      map},\n"
           "  a => [1,2,3],\n"
           "  \"key\" =>\n"
           "   {tuple,with,\n"
           "    several,\n"
           "    atoms}}",
           text("~20p", [t2()])),
    ?equal("#{3 =>\n"
           "      #{list =>\n"
           "            [a_long_atom_name,\n"
           "             another_long_atom_name,\n"
           "             yet_another_atom_name],\n"
           "        nested => map},\n"
           "  a => [1,2,3],\n"
           "  \"key\" => {tuple,with,several,atoms}}",
           text("~40p", [t2()])),
    ?equal("#{3 => #{list => [a_long_atom_name,another_long_atom_name,yet_another_"
           "atom_name],nested => map},a => [1,2,3],\"key\" => {tuple,with,several,at"
           "oms}}",
           text("~0p", [t2()])),
    ?equal("#{3 =>\n"
           "      #{list =>\n"
           "            [a_long_atom_name,another_long_atom_name,yet_another_atom_"
           "name],\n"
           "        nested => map},\n"
           "  a => [1,2,3],\n"
           "  [107,101,121] => {tuple,with,several,atoms}}",
           text("~lp", [t2()])),
    ?equal("x = #{3 =>\n"
           "          #{list =>\n"
           "                [a_long_atom_name,another_long_atom_name,\n"
           "                 yet_another_atom_name],\n"
           "            nested => map},\n"
           "      a => [1,2,3],\n"
           "      \"key\" => {tuple,with,several,atoms}}\n",
           text("x = ~p~n", [t2()])),
    ?equal("[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,"
           "27,28,\n"
           " 29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,"
           "52,53,\n"
           " 54,55,56,57,58,59,60]",
           text("~p", [t3()])),
    ?equal("[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,"
           "27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,5"
           "0,51,52,53,54,55,56,57,58,59,60]",
           text("~w", [t3()])),
    ?equal("[1,2,3,4,5,6,7,8,\n"
           " 9,10,11,12,13,14,\n"
           " 15,16,17,18,19,\n"
           " 20,21,22,23,24,\n"
           " 25,26,27,28,29,\n"
           " 30,31,32,33,34,\n"
           " 35,36,37,38,39,\n"
           " 40,41,42,43,44,\n"
           " 45,46,47,48,49,\n"
           " 50,51,52,53,54,\n"
           " 55,56,57,58,59,\n"
           " 60]",
           text("~20p", [t3()])),
    ?equal("[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,\n"
           " 16,17,18,19,20,21,22,23,24,25,26,27,\n"
           " 28,29,30,31,32,33,34,35,36,37,38,39,\n"
           " 40,41,42,43,44,45,46,47,48,49,50,51,\n"
           " 52,53,54,55,56,57,58,59,60]",
           text("~40p", [t3()])),
    ?equal("[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,"
           "27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,5"
           "0,51,52,53,54,55,56,57,58,59,60]",
           text("~0p", [t3()])),
    ?equal("[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,"
           "27,28,\n"
           " 29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,"
           "52,53,\n"
           " 54,55,56,57,58,59,60]",
           text("~lp", [t3()])),
    ?equal("x = [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25"
           ",26,27,\n"
           "     28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49"
           ",50,51,\n"
           "     52,53,54,55,56,57,58,59,60]\n",
           text("x = ~p~n", [t3()])),
    ?equal("<<0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,"
           "26,27,28,\n"
           "  29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51"
           ",52,53,\n"
           "  54,55,56,57,58,59,60>>",
           text("~p", [t4()])),
    ?equal("<<0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,"
           "26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,4"
           "9,50,51,52,53,54,55,56,57,58,59,60>>",
           text("~w", [t4()])),
    ?equal("<<0,1,2,3,4,5,6,7,\n"
           "  8,9,10,11,12,13,\n"
           "  14,15,16,17,18,\n"
           "  19,20,21,22,23,\n"
           "  24,25,26,27,28,\n"
           "  29,30,31,32,33,\n"
           "  34,35,36,37,38,\n"
           "  39,40,41,42,43,\n"
           "  44,45,46,47,48,\n"
           "  49,50,51,52,53,\n"
           "  54,55,56,57,58,\n"
           "  59,60>>",
           text("~20p", [t4()])),
    ?equal("<<0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,\n"
           "  15,16,17,18,19,20,21,22,23,24,25,26,\n"
           "  27,28,29,30,31,32,33,34,35,36,37,38,\n"
           "  39,40,41,42,43,44,45,46,47,48,49,50,\n"
           "  51,52,53,54,55,56,57,58,59,60>>",
           text("~40p", [t4()])),
    ?equal("<<0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,"
           "26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,4"
           "9,50,51,52,53,54,55,56,57,58,59,60>>",
           text("~0p", [t4()])),
    ?equal("<<0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,"
           "26,27,28,\n"
           "  29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51"
           ",52,53,\n"
           "  54,55,56,57,58,59,60>>",
           text("~lp", [t4()])),
    ?equal("x = <<0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24"
           ",25,26,\n"
           "      27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,4"
           "8,49,50,\n"
           "      51,52,53,54,55,56,57,58,59,60>>\n",
           text("x = ~p~n", [t4()])),
    ?equal("{a_long_tag_for_a_tuple,{another_tag,[{x,1},\n"
           "                                      {y,2},\n"
           "                                      {z,\"some string that is long eno"
           "ugh\"}]},\n"
           "                        [[[deep,[lists]]],{and_a,{tuple,in_it}}]}",
           text("~p", [t5()])),
    ?equal("{a_long_tag_for_a_tuple,{another_tag,[{x,1},{y,2},{z,[115,111,109,101,"
           "32,115,116,114,105,110,103,32,116,104,97,116,32,105,115,32,108,111,110"
           ",103,32,101,110,111,117,103,104]}]},[[[deep,[lists]]],{and_a,{tuple,in"
           "_it}}]}",
           text("~w", [t5()])),
    ?equal("{a_long_tag_for_a_tuple,\n"
           " {another_tag,\n"
           "  [{x,1},\n"
           "   {y,2},\n"
           "   {z,\n"
           "    \"some string that is long enough\"}]},\n"
           " [[[deep,[lists]]],\n"
           "  {and_a,\n"
           "   {tuple,\n"
           "    in_it}}]}",
           text("~20p", [t5()])),
    ?equal("{a_long_tag_for_a_tuple,\n"
           "    {another_tag,\n"
           "        [{x,1},\n"
           "         {y,2},\n"
           "         {z,\"some string that is long enough\"}]},\n"
           "    [[[deep,[lists]]],\n"
           "     {and_a,{tuple,in_it}}]}",
           text("~40p", [t5()])),
    ?equal("{a_long_tag_for_a_tuple,{another_tag,[{x,1},{y,2},{z,\"some string that"
           " is long enough\"}]},[[[deep,[lists]]],{and_a,{tuple,in_it}}]}",
           text("~0p", [t5()])),
    ?equal("{a_long_tag_for_a_tuple,\n"
           "    {another_tag,\n"
           "        [{x,1},\n"
           "         {y,2},\n"
           "         {z,[115,111,109,101,32,115,116,114,105,110,103,32,116,104,97,"
           "116,32,\n"
           "             105,115,32,108,111,110,103,32,101,110,111,117,103,104]}]}"
           ",\n"
           "    [[[deep,[lists]]],{and_a,{tuple,in_it}}]}",
           text("~lp", [t5()])),
    ?equal("x = {a_long_tag_for_a_tuple,\n"
           "        {another_tag,[{x,1},{y,2},{z,\"some string that is long enough\""
           "}]},\n"
           "        [[[deep,[lists]]],{and_a,{tuple,in_it}}]}\n",
           text("x = ~p~n", [t5()])),
    ?equal("[{some_key,#{inner => [1,2,3|improper]}},\n"
           " \"str\",'Quoted Atom',[],{},#{},<<>>,\n"
           " <<5:3>>,\n"
           " <<97,98,99,1:4>>]",
           text("~p", [t6()])),
    ?equal("[{some_key,#{inner => [1,2,3|improper]}},[115,116,114],'Quoted Atom',["
           "],{},#{},<<>>,<<5:3>>,<<97,98,99,1:4>>]",
           text("~w", [t6()])),
    ?equal("[{some_key,\n"
           "     #{inner =>\n"
           "           [1,2,\n"
           "            3|\n"
           "            improper]}},\n"
           " \"str\",\n"
           " 'Quoted Atom',[],\n"
           " {},#{},<<>>,\n"
           " <<5:3>>,\n"
           " <<97,98,99,1:4>>]",
           text("~20p", [t6()])),
    ?equal("[{some_key,#{inner =>\n"
           "                 [1,2,3|improper]}},\n"
           " \"str\",'Quoted Atom',[],{},#{},<<>>,\n"
           " <<5:3>>,\n"
           " <<97,98,99,1:4>>]",
           text("~40p", [t6()])),
    ?equal("[{some_key,#{inner => [1,2,3|improper]}},\"str\",'Quoted Atom',[],{},#{}"
           ",<<>>,<<5:3>>,<<97,98,99,1:4>>]",
           text("~0p", [t6()])),
    ?equal("[{some_key,#{inner => [1,2,3|improper]}},\n"
           " [115,116,114],\n"
           " 'Quoted Atom',[],{},#{},<<>>,\n"
           " <<5:3>>,\n"
           " <<97,98,99,1:4>>]",
           text("~lp", [t6()])),
    ?equal("x = [{some_key,#{inner => [1,2,3|improper]}},\n"
           "     \"str\",'Quoted Atom',[],{},#{},<<>>,\n"
           "     <<5:3>>,\n"
           "     <<97,98,99,1:4>>]\n",
           text("x = ~p~n", [t6()])),
    ?equal("{ok,[...]}",
           text("~P", [t1(), 3])),
    ?equal("{ok,[{name,\"A long enough name\"},{values,[1|...]},{bin,<<...>>},{raw,."
           "..}]}",
           text("~P", [t1(), 8])),
    ?equal("{ok,[{name,\"A long enough name\"},\n"
           "     {values,[1,2.5,-3,1.0e100]},\n"
           "     {bin,<<\"binary text\">>},\n"
           "     {raw,<<1,2,3,255>>}]}",
           text("~P", [t1(), 20])),
    ?equal("{ok,[...]}",
           text("~W", [t1(), 3])),
    ?equal("{ok,[{name,[65,32|...]},{values,[1|...]},{bin,<<...>>},{raw,...}]}",
           text("~W", [t1(), 8])),
    ?equal("{ok,[{name,[65,32,108,111,110,103,32,101,110,111,117,103,104,32|...]},"
           "{values,[1,2.5,-3,1.0e100]},{bin,<<98,105,110,97,114,121,32,116,101,12"
           "0,116>>},{raw,<<1,2,3,255>>}]}",
           text("~W", [t1(), 20])),
    ?equal("#{3 => #{list => [...],...},a => [1|...],...}",
           text("~P", [t2(), 3])),
    ?equal("#{3 =>\n"
           "      #{list =>\n"
           "            [a_long_atom_name,another_long_atom_name,yet_another_atom_"
           "name],\n"
           "        nested => map},\n"
           "  a => [1,2,3],\n"
           "  \"key\" => {tuple,with,several,atoms}}",
           text("~P", [t2(), 8])),
    ?equal("#{3 =>\n"
           "      #{list =>\n"
           "            [a_long_atom_name,another_long_atom_name,yet_another_atom_"
           "name],\n"
           "        nested => map},\n"
           "  a => [1,2,3],\n"
           "  \"key\" => {tuple,with,several,atoms}}",
           text("~P", [t2(), 20])),
    ?equal("#{3 => #{list => [...],...},a => [1|...],...}",
           text("~W", [t2(), 3])),
    ?equal("#{3 => #{list => [a_long_atom_name,another_long_atom_name,yet_another_"
           "atom_name],nested => map},a => [1,2,3],[107,101,121] => {tuple,with,se"
           "veral,atoms}}",
           text("~W", [t2(), 8])),
    ?equal("#{3 => #{list => [a_long_atom_name,another_long_atom_name,yet_another_"
           "atom_name],nested => map},a => [1,2,3],[107,101,121] => {tuple,with,se"
           "veral,atoms}}",
           text("~W", [t2(), 20])),
    ?equal("[1,2|...]",
           text("~P", [t3(), 3])),
    ?equal("[1,2,3,4,5,6,7|...]",
           text("~P", [t3(), 8])),
    ?equal("[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19|...]",
           text("~P", [t3(), 20])),
    ?equal("[1,2|...]",
           text("~W", [t3(), 3])),
    ?equal("[1,2,3,4,5,6,7|...]",
           text("~W", [t3(), 8])),
    ?equal("[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19|...]",
           text("~W", [t3(), 20])),
    ?equal("<<0,1,...>>",
           text("~P", [t4(), 3])),
    ?equal("<<0,1,2,3,4,5,6,...>>",
           text("~P", [t4(), 8])),
    ?equal("<<0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,...>>",
           text("~P", [t4(), 20])),
    ?equal("<<0,1,...>>",
           text("~W", [t4(), 3])),
    ?equal("<<0,1,2,3,4,5,6,...>>",
           text("~W", [t4(), 8])),
    ?equal("<<0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,...>>",
           text("~W", [t4(), 20])),
    ?equal("{a_long_tag_for_a_tuple,{...},...}",
           text("~P", [t5(), 3])),
    ?equal("{a_long_tag_for_a_tuple,{another_tag,[{x,1},{y,...},{...}]},\n"
           "                        [[[deep,[...]]],{and_a,{...}}]}",
           text("~P", [t5(), 8])),
    ?equal("{a_long_tag_for_a_tuple,{another_tag,[{x,1},\n"
           "                                      {y,2},\n"
           "                                      {z,\"some string that is long eno"
           "ugh\"}]},\n"
           "                        [[[deep,[lists]]],{and_a,{tuple,in_it}}]}",
           text("~P", [t5(), 20])),
    ?equal("{a_long_tag_for_a_tuple,{...},...}",
           text("~W", [t5(), 3])),
    ?equal("{a_long_tag_for_a_tuple,{another_tag,[{x,1},{y,...},{...}]},[[[deep,[."
           "..]]],{and_a,{...}}]}",
           text("~W", [t5(), 8])),
    ?equal("{a_long_tag_for_a_tuple,{another_tag,[{x,1},{y,2},{z,[115,111,109,101,"
           "32,115,116,114,105,110|...]}]},[[[deep,[lists]]],{and_a,{tuple,in_it}}"
           "]}",
           text("~W", [t5(), 20])),
    ?equal("[{some_key,...},[...]|...]",
           text("~P", [t6(), 3])),
    ?equal("[{some_key,#{inner => [1,2,3|...]}},\"str\",'Quoted Atom',[],{},#{},<<>>"
           "|...]",
           text("~P", [t6(), 8])),
    ?equal("[{some_key,#{inner => [1,2,3|improper]}},\n"
           " \"str\",'Quoted Atom',[],{},#{},<<>>,\n"
           " <<5:3>>,\n"
           " <<97,98,99,1:4>>]",
           text("~P", [t6(), 20])),
    ?equal("[{some_key,...},[...]|...]",
           text("~W", [t6(), 3])),
    ?equal("[{some_key,#{inner => [1,2,3|...]}},[115,116,114],'Quoted Atom',[],{},"
           "#{},<<>>|...]",
           text("~W", [t6(), 8])),
    ?equal("[{some_key,#{inner => [1,2,3|improper]}},[115,116,114],'Quoted Atom',["
           "],{},#{},<<>>,<<5:3>>,<<97,98,99,1:4>>]",
           text("~W", [t6(), 20])).

directives() ->
    ?equal("0.000000",
           text("~f", [0.0])),
    ?equal("0.00000e+0",
           text("~e", [0.0])),
    ?equal("0.00000e+0",
           text("~g", [0.0])),
    ?equal("0.00",
           text("~.2f", [0.0])),
    ?equal("0.00e+0",
           text("~.3e", [0.0])),
    ?equal("0.000e+0",
           text("~.4g", [0.0])),
    ?equal("     0.000|",
           text("~10.3f|", [0.0])),
    ?equal("0.0         |",
           text("~-12.1f|", [0.0])),
    ?equal("0.0",
           text("~p", [0.0])),
    ?equal("0.0",
           text("~w", [0.0])),
    ?equal("1.000000",
           text("~f", [1.0])),
    ?equal("1.00000e+0",
           text("~e", [1.0])),
    ?equal("1.00000",
           text("~g", [1.0])),
    ?equal("1.00",
           text("~.2f", [1.0])),
    ?equal("1.00e+0",
           text("~.3e", [1.0])),
    ?equal("1.000",
           text("~.4g", [1.0])),
    ?equal("     1.000|",
           text("~10.3f|", [1.0])),
    ?equal("1.0         |",
           text("~-12.1f|", [1.0])),
    ?equal("1.0",
           text("~p", [1.0])),
    ?equal("1.0",
           text("~w", [1.0])),
    ?equal("-1.500000",
           text("~f", [-1.5])),
    ?equal("-1.50000e+0",
           text("~e", [-1.5])),
    ?equal("-1.50000",
           text("~g", [-1.5])),
    ?equal("-1.50",
           text("~.2f", [-1.5])),
    ?equal("-1.50e+0",
           text("~.3e", [-1.5])),
    ?equal("-1.500",
           text("~.4g", [-1.5])),
    ?equal("    -1.500|",
           text("~10.3f|", [-1.5])),
    ?equal("-1.5        |",
           text("~-12.1f|", [-1.5])),
    ?equal("-1.5",
           text("~p", [-1.5])),
    ?equal("-1.5",
           text("~w", [-1.5])),
    ?equal("0.100000",
           text("~f", [0.1])),
    ?equal("1.00000e-1",
           text("~e", [0.1])),
    ?equal("0.100000",
           text("~g", [0.1])),
    ?equal("0.10",
           text("~.2f", [0.1])),
    ?equal("1.00e-1",
           text("~.3e", [0.1])),
    ?equal("0.1000",
           text("~.4g", [0.1])),
    ?equal("     0.100|",
           text("~10.3f|", [0.1])),
    ?equal("0.1         |",
           text("~-12.1f|", [0.1])),
    ?equal("0.1",
           text("~p", [0.1])),
    ?equal("0.1",
           text("~w", [0.1])),
    ?equal("123.456000",
           text("~f", [123.456])),
    ?equal("1.23456e+2",
           text("~e", [123.456])),
    ?equal("123.456",
           text("~g", [123.456])),
    ?equal("123.46",
           text("~.2f", [123.456])),
    ?equal("1.23e+2",
           text("~.3e", [123.456])),
    ?equal("123.5",
           text("~.4g", [123.456])),
    ?equal("   123.456|",
           text("~10.3f|", [123.456])),
    ?equal("123.5       |",
           text("~-12.1f|", [123.456])),
    ?equal("123.456",
           text("~p", [123.456])),
    ?equal("123.456",
           text("~w", [123.456])),
    ?equal("0.000000",
           text("~f", [1.0e-7])),
    ?equal("1.00000e-7",
           text("~e", [1.0e-7])),
    ?equal("1.00000e-7",
           text("~g", [1.0e-7])),
    ?equal("0.00",
           text("~.2f", [1.0e-7])),
    ?equal("1.00e-7",
           text("~.3e", [1.0e-7])),
    ?equal("1.000e-7",
           text("~.4g", [1.0e-7])),
    ?equal("     0.000|",
           text("~10.3f|", [1.0e-7])),
    ?equal("0.0         |",
           text("~-12.1f|", [1.0e-7])),
    ?equal("1.0e-7",
           text("~p", [1.0e-7])),
    ?equal("1.0e-7",
           text("~w", [1.0e-7])),
    ?equal("9.995000",
           text("~f", [9.995])),
    ?equal("9.99500e+0",
           text("~e", [9.995])),
    ?equal("9.99500",
           text("~g", [9.995])),
    ?equal("9.99",
           text("~.2f", [9.995])),
    ?equal("9.99e+0",
           text("~.3e", [9.995])),
    ?equal("9.995",
           text("~.4g", [9.995])),
    ?equal("     9.995|",
           text("~10.3f|", [9.995])),
    ?equal("10.0        |",
           text("~-12.1f|", [9.995])),
    ?equal("9.995",
           text("~p", [9.995])),
    ?equal("9.995",
           text("~w", [9.995])),
    ?equal("99999.500000",
           text("~f", [99999.5])),
    ?equal("9.99995e+4",
           text("~e", [99999.5])),
    ?equal("9.99995e+4",
           text("~g", [99999.5])),
    ?equal("99999.50",
           text("~.2f", [99999.5])),
    ?equal("1.00e+5",
           text("~.3e", [99999.5])),
    ?equal("1.000e+5",
           text("~.4g", [99999.5])),
    ?equal(" 99999.500|",
           text("~10.3f|", [99999.5])),
    ?equal("99999.5     |",
           text("~-12.1f|", [99999.5])),
    ?equal("99999.5",
           text("~p", [99999.5])),
    ?equal("99999.5",
           text("~w", [99999.5])),
    ?equal("10000000000000000000000.000000",
           text("~f", [1.0e22])),
    ?equal("1.00000e+22",
           text("~e", [1.0e22])),
    ?equal("1.00000e+22",
           text("~g", [1.0e22])),
    ?equal("10000000000000000000000.00",
           text("~.2f", [1.0e22])),
    ?equal("1.00e+22",
           text("~.3e", [1.0e22])),
    ?equal("1.000e+22",
           text("~.4g", [1.0e22])),
    ?equal("**********|",
           text("~10.3f|", [1.0e22])),
    ?equal("************|",
           text("~-12.1f|", [1.0e22])),
    ?equal("1.0e22",
           text("~p", [1.0e22])),
    ?equal("1.0e22",
           text("~w", [1.0e22])),
    ?equal("99999999999999991611400.000000",
           text("~f", [1.0e23])),
    ?equal("1.00000e+23",
           text("~e", [1.0e23])),
    ?equal("1.00000e+23",
           text("~g", [1.0e23])),
    ?equal("99999999999999991611400.00",
           text("~.2f", [1.0e23])),
    ?equal("1.00e+23",
           text("~.3e", [1.0e23])),
    ?equal("1.000e+23",
           text("~.4g", [1.0e23])),
    ?equal("**********|",
           text("~10.3f|", [1.0e23])),
    ?equal("************|",
           text("~-12.1f|", [1.0e23])),
    ?equal("1.0e23",
           text("~p", [1.0e23])),
    ?equal("1.0e23",
           text("~w", [1.0e23])),
    ?equal("0.000000",
           text("~f", [5.0e-324])),
    ?equal("4.94066e-324",
           text("~e", [5.0e-324])),
    ?equal("4.94066e-324",
           text("~g", [5.0e-324])),
    ?equal("0.00",
           text("~.2f", [5.0e-324])),
    ?equal("4.94e-324",
           text("~.3e", [5.0e-324])),
    ?equal("4.941e-324",
           text("~.4g", [5.0e-324])),
    ?equal("     0.000|",
           text("~10.3f|", [5.0e-324])),
    ?equal("0.0         |",
           text("~-12.1f|", [5.0e-324])),
    ?equal("5.0e-324",
           text("~p", [5.0e-324])),
    ?equal("5.0e-324",
           text("~w", [5.0e-324])),
    ?equal("0",
           text("~b", [0])),
    ?equal("0",
           text("~B", [0])),
    ?equal("0",
           text("~.16b", [0])),
    ?equal("0",
           text("~.16B", [0])),
    ?equal("0",
           text("~.2b", [0])),
    ?equal("         0|",
           text("~10b|", [0])),
    ?equal("0         |",
           text("~-10b|", [0])),
    ?equal("00000|",
           text("~5..0b|", [0])),
    ?equal("16#0",
           text("~.16#", [0])),
    ?equal("36#0",
           text("~.36+", [0])),
    ?equal("0",
           text("~p", [0])),
    ?equal("  0",
           text("~3b", [0])),
    ?equal("42",
           text("~b", [42])),
    ?equal("42",
           text("~B", [42])),
    ?equal("2a",
           text("~.16b", [42])),
    ?equal("2A",
           text("~.16B", [42])),
    ?equal("101010",
           text("~.2b", [42])),
    ?equal("        42|",
           text("~10b|", [42])),
    ?equal("42        |",
           text("~-10b|", [42])),
    ?equal("00042|",
           text("~5..0b|", [42])),
    ?equal("16#2A",
           text("~.16#", [42])),
    ?equal("36#16",
           text("~.36+", [42])),
    ?equal("42",
           text("~p", [42])),
    ?equal(" 42",
           text("~3b", [42])),
    ?equal("-255",
           text("~b", [-255])),
    ?equal("-255",
           text("~B", [-255])),
    ?equal("-ff",
           text("~.16b", [-255])),
    ?equal("-FF",
           text("~.16B", [-255])),
    ?equal("-11111111",
           text("~.2b", [-255])),
    ?equal("      -255|",
           text("~10b|", [-255])),
    ?equal("-255      |",
           text("~-10b|", [-255])),
    ?equal("0-255|",
           text("~5..0b|", [-255])),
    ?equal("-16#FF",
           text("~.16#", [-255])),
    ?equal("-36#73",
           text("~.36+", [-255])),
    ?equal("-255",
           text("~p", [-255])),
    ?equal("***",
           text("~3b", [-255])),
    ?equal("1180591620717411303424",
           text("~b", [1180591620717411303424])),
    ?equal("1180591620717411303424",
           text("~B", [1180591620717411303424])),
    ?equal("400000000000000000",
           text("~.16b", [1180591620717411303424])),
    ?equal("400000000000000000",
           text("~.16B", [1180591620717411303424])),
    ?equal("1000000000000000000000000000000000000000000000000000000000000000000000"
           "0",
           text("~.2b", [1180591620717411303424])),
    ?equal("**********|",
           text("~10b|", [1180591620717411303424])),
    ?equal("**********|",
           text("~-10b|", [1180591620717411303424])),
    ?equal("*****|",
           text("~5..0b|", [1180591620717411303424])),
    ?equal("16#400000000000000000",
           text("~.16#", [1180591620717411303424])),
    ?equal("36#6x5kxtvuwilukg",
           text("~.36+", [1180591620717411303424])),
    ?equal("1180591620717411303424",
           text("~p", [1180591620717411303424])),
    ?equal("***",
           text("~3b", [1180591620717411303424])),
    ?equal("0xff",
           text("~.16x", [255, "0x"])),
    ?equal("-0xFF",
           text("~.16X", [-255, "0x"])),
    ?equal("prefix7",
           text("~x", [7, prefix])),
    ?equal("Ab",
           text("~c~c", [65, 98])),
    ?equal("AAA|",
           text("~3c|", [65])),
    ?equal("   AA|",
           text("~5.2c|", [65])),
    ?equal("Ѐ",
           text("~tc", [1024])),
    ?equal("~ \n",
           text("~~ ~n", [])),
    ?equal("\n"
           "\n"
           "|",
           text("~2n|", [])),
    ?equal("b",
           text("~i~w", [a, b])),
    ?equal("     7|",
           text("~*b|", [6, 7])),
    ?equal("000000ff|",
           text("~*.*.*b|", [8, 16, 48, 255])),
    ?equal("ab    |",
           text("~-*w|", [6, ab])),
    ?equal("ab    |",
           text("~*s|", [-6, "ab"])),
    ?equal("....ab|",
           text("~6..*s|", [46, "ab"])),
    ?equal("hello",
           text("~s", ["hello"])),
    ?equal("     hello|",
           text("~10s|", ["hello"])),
    ?equal("hello     |",
           text("~-10s|", ["hello"])),
    ?equal("hel|",
           text("~.3s|", ["hello"])),
    ?equal("     hel|",
           text("~8.3s|", ["hello"])),
    ?equal("hel|",
           text("~3s|", ["hello"])),
    ?equal("hello",
           text("~ts", ["hello"])),
    ?equal("",
           text("~s", [[]])),
    ?equal("          |",
           text("~10s|", [[]])),
    ?equal("          |",
           text("~-10s|", [[]])),
    ?equal("   |",
           text("~.3s|", [[]])),
    ?equal("        |",
           text("~8.3s|", [[]])),
    ?equal("   |",
           text("~3s|", [[]])),
    ?equal("",
           text("~ts", [[]])),
    ?equal("bytes",
           text("~s", [<<"bytes">>])),
    ?equal("     bytes|",
           text("~10s|", [<<"bytes">>])),
    ?equal("bytes     |",
           text("~-10s|", [<<"bytes">>])),
    ?equal("byt|",
           text("~.3s|", [<<"bytes">>])),
    ?equal("     byt|",
           text("~8.3s|", [<<"bytes">>])),
    ?equal("byt|",
           text("~3s|", [<<"bytes">>])),
    ?equal("bytes",
           text("~ts", [<<"bytes">>])),
    ?equal("atom",
           text("~s", [atom])),
    ?equal("      atom|",
           text("~10s|", [atom])),
    ?equal("atom      |",
           text("~-10s|", [atom])),
    ?equal("ato|",
           text("~.3s|", [atom])),
    ?equal("     ato|",
           text("~8.3s|", [atom])),
    ?equal("ato|",
           text("~3s|", [atom])),
    ?equal("atom",
           text("~ts", [atom])),
    ?equal("deepxy",
           text("~s", [["deep",[120,<<"y">>]]])),
    ?equal("    deepxy|",
           text("~10s|", [["deep",[120,<<"y">>]]])),
    ?equal("deepxy    |",
           text("~-10s|", [["deep",[120,<<"y">>]]])),
    ?equal("dee|",
           text("~.3s|", [["deep",[120,<<"y">>]]])),
    ?equal("     dee|",
           text("~8.3s|", [["deep",[120,<<"y">>]]])),
    ?equal("dee|",
           text("~3s|", [["deep",[120,<<"y">>]]])),
    ?equal("deepxy",
           text("~ts", [["deep",[120,<<"y">>]]])),
    ?equal("ЀЁa",
           text("~ts", [[1024,1025,97]])),
    ?equal("Ѐ",
           text("~ts", [<<208,128>>])),
    ?equal("    Ѐ|",
           text("~5ts|", [[1024]])),
    ?equal("[1024]",
           text("~tp", [[1024]])),
    ?equal("<<\"é\"/utf8>>",
           text("~tp", [<<"é"/utf8>>])),
    ?equal("\"été\"",
           text("~p", ["été"])),
    ?equal("[233,10,7]",
           text("~p", [[233,10,7]])),
    ?equal("été",
           text("~w", [été])),
    ?equal("'Ѐ'",
           text("~tw", ['Ѐ'])),
    ?equal("'\\x{400}'",
           text("~w", ['Ѐ'])),
    ?equal("\"tab\\tnl\\nq\\\"b\\\\e\\e\"",
           text("~p", ["tab\tnl\nq\"b\\e\e"])),
    ?equal("<<\"q\\\"\">>",
           text("~p", [<<"q\"">>])),
    ?equal("'hello world' 'hello world'",
           text("~w ~p", ['hello world', 'hello world'])),
    ?equal("'Abc' 'Abc'",
           text("~w ~p", ['Abc', 'Abc'])),
    ?equal("abc abc",
           text("~w ~p", [abc, abc])),
    ?equal("'end' 'end'",
           text("~w ~p", ['end', 'end'])),
    ?equal("a@b a@b",
           text("~w ~p", [a@b, a@b])),
    ?equal("'_x' '_x'",
           text("~w ~p", ['_x', '_x'])),
    ?equal("'1a' '1a'",
           text("~w ~p", ['1a', '1a'])),
    ?equal("'' ''",
           text("~w ~p", ['', ''])),
    ?equal("'it\\'s' 'it\\'s'",
           text("~w ~p", ['it\'s', 'it\'s'])),
    ?equal("'a\\nb' 'a\\nb'",
           text("~w ~p", ['a\nb', 'a\nb'])),
    ?equal("[] []",
           text("~w ~p", [[], []])),
    ?equal("[a|b] [a|b]",
           text("~w ~p", [[a|b], [a|b]])),
    ?equal("{} {}",
           text("~w ~p", [{}, {}])),
    ?equal("{a} {a}",
           text("~w ~p", [{a}, {a}])),
    ?equal("#{} #{}",
           text("~w ~p", [#{}, #{}])),
    ?equal("#{a => b} #{a => b}",
           text("~w ~p", [#{a => b}, #{a => b}])),
    ?equal("<<>> <<>>",
           text("~w ~p", [<<>>, <<>>])),
    ?equal("<<1>> <<1>>",
           text("~w ~p", [<<1>>, <<1>>])),
    ?equal("<<1:1>> <<1:1>>",
           text("~w ~p", [<<1:1>>, <<1:1>>])),
    ?equal("1.0 1.0",
           text("~w ~p", [1.0, 1.0])),
    ?equal("-0.0 -0.0",
           text("~w ~p", [-0.0, -0.0])),
    ?equal("123456789012345678901234567890 123456789012345678901234567890",
           text("~w ~p", [123456789012345678901234567890, 123456789012345678901234567890])),
    ?equal("abc         x|y         |    z|***|",
           text("abc~10w|~-10w|~.5w|~3w|", [x, y, z, long])),
    ?equal("col [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25"
           ",26,27,\n"
           "     28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49"
           ",50,51,\n"
           "     52,53,54,55,56,57,58,59,60]\n"
           "col {a,\"b\"}",
           text("col ~p~ncol ~p", [t3(), {a,"b"}])),
    ?equal("\t[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26"
           ",\n"
           "         27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,4"
           "7,48,49,\n"
           "         50,51,52,53,54,55,56,57,58,59,60]",
           text("\t~p", [t3()])),
    ?equal("prefix[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,"
           "25,26,\n"
           "       27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,"
           "48,49,\n"
           "       50,51,52,53,54,55,56,57,58,59,60]",
           text("~s~p", ["prefix", t3()])),
    ?equal("{ok,[{name,\"A long enough name\"},\n"
           "     {values,[1,2.5,-3,1.0e100]},\n"
           "     {bin,<<\"binary text\">>},\n"
           "     {raw,<<1,2,3,255>>}]}#{3 =>\n"
           "                                #{list =>\n"
           "                                      [a_long_atom_name,\n"
           "                                       another_long_atom_name,\n"
           "                                       yet_another_atom_name],\n"
           "                                  nested => map},\n"
           "                            a => [1,2,3],\n"
           "                            \"key\" => {tuple,with,several,atoms}}",
           text("~p~p", [t1(), t2()])).

others() ->
    ?equal("'a b'", io_lib:write_atom('a b')),
    ?equal("\"a\\\"b\"", io_lib:write_string("a\"b")),
    ?equal("$\\n", io_lib:write_char($\n)),
    ?equal("$\\s", io_lib:write_char($\s)),
    ?equal("\"é\"", io_lib:write_latin1_string([233])),
    ?equal("{a,...}", lists:flatten(io_lib:write({a,[b]}, 2))),
    ?equal("[1,2]", lists:flatten(io_lib:print([1,2]))),
    ?equal("\n", io_lib:nl()),
    ?equal("[1,2,3,4,5,6,7,8|...]", lists:flatten(io_lib:format("~p", [lists:seq(1, 50)], [{chars_limit, 20}]))),
    ?equal("abcde...", lists:flatten(io_lib:format("~s", ["abcdefghijkl"], [{chars_limit, 8}]))),
    ?equal(true, io_lib:printable_list("abc\n")),
    ?equal(false, io_lib:printable_list([1])),
    ?equal(true, io_lib:printable_unicode_list([1024])),
    ?equal(true, io_lib:char_list([1024])),
    ?equal(true, io_lib:deep_char_list([[1024], $a])),
    ?equal(false, io_lib:latin1_char_list([256])),
    ?equal(5, io_lib:chars_length(["ab", <<"cd">>, $e])),
    ?equal({a, '...'}, io_lib:limit_term({a, b, c}, 2)),
    ?equal([1, 2 | '...'], [1, 2 | '...']),
    ?equal("a~5.2w", element(1, io_lib:unscan_format(io_lib:scan_format("a~5.2w", [x])))).

errors() ->
    ?fails(badarg, text("~p", [])),
    ?fails(badarg, text("~p", [1,2])),
    ?fails(badarg, text("~q", [1])),
    ?fails(badarg, text("~", [])),
    ?fails(badarg, text("~b", [1.5])),
    ?fails(badarg, text("~f", [1])),
    ?fails(badarg, text("~s", [1])),
    ?fails(badarg, text("~s", [[1024]])),
    ?fails(badarg, text("~c", [a])),
    ?fails(badarg, text("~.1b", [1])),
    ?fails(badarg, text("~.0f", [1.5])),
    ?fails(badarg, text("~.1e", [1.5])),
    ?fails(badarg, text("abc", [x])),
    ?fails(badarg, text("~x", [1])),
    ?fails(badarg, text("~p", not_a_list)).
