%% Odd layout:comments in every place, no spaces, many spaces, long lines; all the same to the compiler.
-module
  ( comments_layout
  ) .
-export([main/0]).%comment

main()->A=1,B=2,% one
  %% two
  %%% three "with quotes' and \ escapes
  C=[A,B|[3]]       ,
  D = {   A   ,
	B	} , E=#{a=>1,b=>A},
  F=fun(X)->X end,io:format("~w~w~w~w~n",[C,D,maps:get(b,E),F(1)])
  ,if A<B->io:format("a<b~n");true->ok end,
  G= <<1,2,(A+B)>>,
  io:format("~w~n",[G]),
  io:format("~w~n",[[-1,- 1,- -1,3 - -2, not true,bnot 5, A=:=B,A=/=B,A==B,A/=B,A=<B,A>=B]]),
  h(A,B)
  .

h(X,Y)when X<Y,Y>0;X=:=Y->io:format("~w~n",[X+Y*2-(3-1)div 2 rem 5]);h(_,_)->no.
