%% SPDX-License-Identifier: Apache-2.0
%% Pseudo random numbers: the xorshift, xoroshiro and multiply-with-carry generators that OTP has,
%% with the same numbers from the same seeds. A state is {Handler, GeneratorState}; functions whose
%% name ends in _s take and return it, the others keep it in the process dictionary.
-module(rand).
-moduledoc "Pseudo random numbers.".

-export([bytes/1, bytes_s/2, export_seed/0, export_seed_s/1, exsp_jump/1, exsp_next/1, jump/0,
         jump/1, mwc59/1, mwc59_float/1, mwc59_seed/0, mwc59_seed/1, mwc59_value/1,
         mwc59_value32/1, normal/0, normal/2, normal_s/1, normal_s/3, seed/1, seed/2, seed_s/1,
         seed_s/2, shuffle/1, shuffle_s/2, splitmix64_next/1, uniform/0, uniform/1,
         uniform_real/0, uniform_real_s/1, uniform_s/1, uniform_s/2]).

-define(MASK58, 16#3FFFFFFFFFFFFFF).
-define(MASK64, 16#FFFFFFFFFFFFFFFF).
-define(EPSILON, 1.1102230246251565e-16).  % 2 to the power of -53

%%% Seeds and states.

-doc "Seeds the process with an algorithm, or with a state; returns the state.".
seed(AlgorithmOrState) -> keep(seed_s(AlgorithmOrState)).

-doc "Seeds the process with an algorithm and an integer, three integers or a list of them.".
seed(Algorithm, Seed) -> keep(seed_s(Algorithm, Seed)).

-doc "A state of an algorithm, or from an exported one.".
seed_s({Handler, _} = State) when is_map(Handler) -> State;
seed_s({Algorithm, Generator}) when is_atom(Algorithm) -> {handler(Algorithm), Generator};
seed_s(Algorithm) -> seed_s(Algorithm, fresh_seed()).

-doc "A state of an algorithm from an integer, three integers or a list of them.".
seed_s(default, Seed) -> seed_s(exsss, Seed);
seed_s(Algorithm, Seed) ->
    Handler = handler(Algorithm),
    {Handler, generator(Algorithm, Seed)}.

fresh_seed() ->
    {erlang:phash2([{node(), self()}]), erlang:system_time(), erlang:unique_integer()}.

keep(State) ->
    put(rand_seed, State),
    State.

kept() ->
    case get(rand_seed) of
        undefined -> seed(exsss);
        State -> State
    end.

-doc "The state of the process in a form that can be written, or undefined.".
export_seed() ->
    case get(rand_seed) of
        {#{type := Algorithm}, Generator} -> {Algorithm, Generator};
        _ -> undefined
    end.

-doc "A state in a form that can be written.".
export_seed_s({#{type := Algorithm}, Generator}) -> {Algorithm, Generator}.

%% The algorithms: `next` returns a number of so many bits and the next state. The older ones (with
%% `max`) make their numbers in a range by the remainder.
handler(exsss) -> #{type => exsss, bits => 58, next => fun exsss_next/1};
handler(exsp) -> #{type => exsp, bits => 58, weak_low_bits => 1, next => fun exsp_next/1};
handler(exrop) -> #{type => exrop, bits => 58, weak_low_bits => 1, next => fun exrop_next/1};
handler(exro928ss) -> #{type => exro928ss, bits => 58, next => fun exro928ss_next/1};
handler(exs1024s) ->
    #{type => exs1024s, bits => 64, weak_low_bits => 3, next => fun exs1024_next/1};
handler(exs1024) -> #{type => exs1024, max => ?MASK64, next => fun exs1024_next/1};
handler(exsplus) -> #{type => exsplus, max => ?MASK58, next => fun exsp_next/1};
handler(exs64) -> #{type => exs64, max => ?MASK64, next => fun exs64_next/1}.

generator(exsss, Seed) ->
    case Seed of
        {A1, A2, A3} ->
            {_, X0} = word58(A1),
            {S0, X1} = word58(A2 bxor X0),
            {S1, _} = word58(A3 bxor X1),
            [S0 | S1];
        _ -> pair(words(Seed, 2, 58))
    end;
generator(Algorithm, Seed) when Algorithm =:= exsp; Algorithm =:= exsplus ->
    case Seed of
        {A1, A2, A3} ->
            {_, [_ | S1]} = exsp_next([seed58(A1, 4294967197) | seed58(A2, 4294967231)]),
            {_, State} = exsp_next([seed58(A3, 4294967279) | S1]),
            State;
        _ -> pair(words(Seed, 2, 58))
    end;
generator(exrop, Seed) ->
    case Seed of
        {A1, A2, A3} ->
            [_ | S1] = exrop_step(seed58(A1, 4294967197), seed58(A2, 4294967231)),
            exrop_step(seed58(A3, 4294967279), S1);
        _ -> pair(words(Seed, 2, 58))
    end;
generator(exro928ss, Seed) ->
    case Seed of
        {A1, A2, A3} ->
            {S0, X0} = word58(A1),
            {S1, X1} = word58(A2 bxor X0),
            {S2, X2} = word58(A3 bxor X1),
            {[S0, S1, S2 | words58(13, X2)], []};
        _ -> {words(Seed, 16, 58), []}
    end;
generator(Algorithm, Seed) when Algorithm =:= exs1024s; Algorithm =:= exs1024 ->
    case Seed of
        {A1, A2, A3} ->
            [B1, B2, B3] = [(((A band 16#1FFFFF) + 1) * Prime) band 16#1FFFFF
                            || {A, Prime} <- [{A1, 2097131}, {A2, 2097133}, {A3, 2097143}]],
            {exs64_words(16, (B1 bsl 43) bor (B2 bsl 22) bor (B3 bsl 1) bor 1, []), []};
        _ -> {words(Seed, 16, 64), []}
    end;
generator(exs64, Seed) ->
    case Seed of
        {A1, A2, A3} ->
            [V1, V2, V3] = [element(1, exs64_next((A band 16#FFFFFFFF) * Prime + 1))
                            || {A, Prime} <- [{A1, 4294967197}, {A2, 4294967231},
                                              {A3, 4294967279}]],
            ((V1 * V2 * V3) rem (?MASK64 - 1)) + 1;
        _ -> hd(words(Seed, 1, 64))
    end.

pair([S0, S1]) -> [S0 | S1].

seed58(A, Prime) -> (A * Prime + 1) band ?MASK58.

exs64_words(0, _R, Words) -> Words;
exs64_words(N, R0, Words) ->
    {Word, R} = exs64_next(R0),
    exs64_words(N - 1, R, [Word | Words]).

%% N words from an integer, or those of a list, filled up with zeros.
words(Seed, N, 58) when is_integer(Seed) -> words58(N, Seed);
words(Seed, N, 64) when is_integer(Seed) -> words64(N, Seed);
words(Seed, N, Bits) when is_list(Seed) ->
    Words = masked(Seed, (1 bsl Bits) - 1, N),
    case lists:any(fun(Word) -> Word =/= 0 end, Words) of
        true -> Words ++ lists:duplicate(N - length(Words), 0);
        false -> error(zero_seed)
    end.

masked([], _Mask, _N) -> [];
masked([_ | _], _Mask, 0) -> error(too_many_seed_integers);
masked([S | Rest], Mask, N) when is_integer(S) -> [S band Mask | masked(Rest, Mask, N - 1)];
masked(_Seed, _Mask, _N) -> error(non_integer_seed).

words58(0, _X) -> [];
words58(N, X0) ->
    {Word, X} = word58(X0),
    [Word | words58(N - 1, X)].

word58(X0) ->
    case splitmix64_next(X0) of
        {Word, X} when Word band ?MASK58 =:= 0 -> word58(X);
        {Word, X} -> {Word band ?MASK58, X}
    end.

words64(0, _X) -> [];
words64(N, X0) ->
    {Word, X} = word64(X0),
    [Word | words64(N - 1, X)].

word64(X0) ->
    case splitmix64_next(X0) of
        {0, X} -> word64(X);
        Result -> Result
    end.

-doc "A number of 64 bits and the next state of the generator SplitMix64.".
splitmix64_next(X0) ->
    X = (X0 + 16#9E3779B97F4A7C15) band ?MASK64,
    Z1 = ((X bxor (X bsr 30)) * 16#BF58476D1CE4E5B9) band ?MASK64,
    Z2 = ((Z1 bxor (Z1 bsr 27)) * 16#94D049BB133111EB) band ?MASK64,
    {Z2 bxor (Z2 bsr 31), X}.

%%% Numbers.

-doc "A float in the range 0.0 =< X < 1.0.".
uniform() ->
    {X, State} = uniform_s(kept()),
    keep(State),
    X.

-doc "An integer in the range 1 =< X =< N.".
uniform(N) ->
    {X, State} = uniform_s(N, kept()),
    keep(State),
    X.

-doc "As uniform/0, from a state.".
uniform_s({#{bits := Bits, next := Next} = Handler, R0}) ->
    {V, R} = Next(R0),
    {(V bsr (Bits - 53)) * ?EPSILON, {Handler, R}};
uniform_s({#{max := Max, next := Next} = Handler, R0}) ->
    {V, R} = Next(R0),
    {V / (Max + 1), {Handler, R}}.

-doc "As uniform/1, from a state.".
uniform_s(N, {#{bits := Bits, next := Next} = Handler, R0}) when is_integer(N), N >= 1 ->
    {V, R} = Next(R0),
    case (1 bsl Bits) - N of
        Excess when Excess >= 0 -> uniform_small(N, V, R, Handler, Next, Excess);
        _ -> uniform_large(N, V, R, Handler, Next)
    end;
uniform_s(N, {#{max := Max, next := Next} = Handler, R0}) when is_integer(N), N >= 1 ->
    {V, R} = Next(R0),
    case N =< Max of
        true -> {V rem N + 1, {Handler, R}};
        false -> {trunc(V / (Max + 1) * N) + 1, {Handler, R}}
    end.

%% Numbers in the last, incomplete row of N are thrown away.
uniform_small(N, V, R, Handler, _Next, _Excess) when V < N -> {V + 1, {Handler, R}};
uniform_small(N, V, R, Handler, Next, Excess) ->
    I = V rem N,
    case V - I =< Excess of
        true -> {I + 1, {Handler, R}};
        false ->
            {V1, R1} = Next(R),
            uniform_small(N, V1, R1, Handler, Next, Excess)
    end.

%% More bits than one number has: several are put together, without their weak bits.
uniform_large(N, V0, R0, #{bits := Bits} = Handler, Next) ->
    Weak = maps:get(weak_low_bits, Handler, 0),
    case N band (N - 1) of
        0 ->
            {V, R, _} = gather(N bsr Bits, Next, R0, V0, Weak, Bits, Bits),
            {(V band (N - 1)) + 1, {Handler, R}};
        _ ->
            {V, R, Total} = gather(N bsr (Bits - 2), Next, R0, V0, Weak, Bits, Bits),
            I = V rem N,
            case V - I =< (1 bsl Total) - N of
                true -> {I + 1, {Handler, R}};
                false ->
                    {V1, R1} = Next(R),
                    uniform_large(N, V1, R1, Handler, Next)
            end
    end.

gather(Rest, _Next, R, V, _Weak, _Bits, Total) when Rest =< 1 -> {V, R, Total};
gather(Rest, Next, R0, V0, Weak, Bits, Total) ->
    {V, R} = Next(R0),
    Shift = Bits - Weak,
    Strong = (V0 bsr Weak) bsl Weak,
    gather(Rest bsr Shift, Next, R, (Strong bsl Shift) bor V, Weak, Bits, Total + Shift).

-doc "A float in the range 0.0 < X < 1.0 with all the precision that small ones can have.".
uniform_real() ->
    {X, State} = uniform_real_s(kept()),
    keep(State),
    X.

-doc "As uniform_real/0, from a state.".
uniform_real_s({#{next := Next} = Handler, R0}) ->
    {V, R} = Next(R0),
    real(bits56(V, Handler), -56, R, Next, Handler).

bits56(V, #{bits := Bits}) -> V bsr (Bits - 56);
bits56(V, #{max := _}) -> V band 16#FFFFFFFFFFFFFF.

%% M times two to the power of E, where M gets as many bits as it lacks to 53.
real(0, E, R0, Next, Handler) when E > -1008 ->
    {V, R} = Next(R0),
    real(bits56(V, Handler), E - 56, R, Next, Handler);
real(0, _E, R, _Next, Handler) -> uniform_real_s({Handler, R});
real(M, E, R, _Next, Handler) when M >= 1 bsl 52 ->
    Extra = bit_count(M, 56) - 53,
    {(M bsr Extra) * math:pow(2.0, E + Extra), {Handler, R}};
real(M, E, R0, Next, Handler) ->
    {V, R} = Next(R0),
    Missing = 53 - bit_count(M, 52),
    Width = case Handler of
                #{bits := Bits} -> Bits;
                #{} -> 56
            end,
    Mantissa = (M bsl Missing) bor (more_bits(V, E, Width) bsr (Width - Missing)),
    {Mantissa * math:pow(2.0, E - Missing), {Handler, R}}.

%% Only the older algorithms have more bits than the width; OTP cuts them off from the third
%% number on.
more_bits(V, -56, _Width) -> V;
more_bits(V, _E, Width) -> V band ((1 bsl Width) - 1).

bit_count(M, N) when M >= 1 bsl (N - 1) -> N;
bit_count(M, N) -> bit_count(M, N - 1).

-doc "N random bytes.".
bytes(N) ->
    {Bytes, State} = bytes_s(N, kept()),
    keep(State),
    Bytes.

-doc "As bytes/1, from a state.".
bytes_s(N, {#{next := Next} = Handler, R}) when is_integer(N), N >= 0 ->
    {Bits, Weak} = case Handler of
                       #{bits := B} -> {B, maps:get(weak_low_bits, Handler, 0)};
                       #{max := Max} when Max >= ?MASK58 -> {58, 2}
                   end,
    Good = (Bits - Weak) div 8,
    bytes(N, Handler, Next, R, Good, Bits - Good * 8, <<>>).

bytes(N, Handler, Next, R0, Good, Shift, Acc) when N > Good ->
    {V, R} = Next(R0),
    bytes(N - Good, Handler, Next, R, Good, Shift, <<Acc/binary, (V bsr Shift):(Good * 8)>>);
bytes(N, Handler, Next, R0, Good, _Shift, Acc) ->
    {V, R} = Next(R0),
    {<<Acc/binary, (V bsr ((Good - N) * 8)):(N * 8)>>, {Handler, R}}.

-doc "The elements of a list in random order.".
shuffle(List) ->
    {Shuffled, State} = shuffle_s(List, kept()),
    keep(State),
    Shuffled.

-doc "As shuffle/1, with a state.".
shuffle_s(List, State0) when is_list(List) ->
    {Keyed, State} = lists:mapfoldl(fun(X, S0) ->
                                            {Key, S} = uniform_s(1 bsl 56, S0),
                                            {{Key, X}, S}
                                    end, State0, List),
    {[X || {_, X} <- lists:keysort(1, Keyed)], State}.

%%% The normal distribution, by the ziggurat method.

-define(TAIL, 3.6541528853610087963519472518).

-doc "A float of the standard normal distribution.".
normal() ->
    {X, State} = normal_s(kept()),
    keep(State),
    X.

-doc "A float of the normal distribution with a mean and a variance.".
normal(Mean, Variance) -> Mean + math:sqrt(Variance) * normal().

-doc "As normal/2, from a state.".
normal_s(Mean, Variance, State0) when Variance > 0 ->
    {X, State} = normal_s(State0),
    {Mean + math:sqrt(Variance) * X, State}.

-doc "As normal/0, from a state.".
normal_s({#{next := Next} = Handler, R0}) ->
    {V, R} = Next(R0),
    {Negative, Bits} = case Handler of
                           #{bits := B} -> {V band (1 bsl (B - 52)) =/= 0, V bsr (B - 51)};
                           #{} -> {V band (1 bsl 51) =/= 0, V band ((1 bsl 51) - 1)}
                       end,
    Layer = Bits band 255,
    {Inside, Width} = element(Layer + 1, rand_tables:normal_layers()),
    X = signed(Negative, Bits * Width),
    case Bits < Inside of
        true -> {X, {Handler, R}};
        false -> normal_edge(Layer, Negative, X, {Handler, R})
    end.

signed(true, X) -> -X;
signed(false, X) -> X.

normal_edge(0, Negative, X0, State0) ->
    {U0, State1} = uniform_s(State0),
    {U1, State} = uniform_s(State1),
    X = -(1 / ?TAIL) * math:log(U0),
    Y = -math:log(U1),
    case Y + Y > X * X of
        true -> {signed(Negative, ?TAIL + X), State};
        false -> normal_edge(0, Negative, X0, State)
    end;
normal_edge(Layer, _Negative, X, State0) ->
    {U, State} = uniform_s(State0),
    Values = rand_tables:normal_values(),
    Low = element(Layer + 1, Values),
    High = element(Layer, Values),
    case (High - Low) * U + Low < math:exp(-0.5 * X * X) of
        true -> {X, State};
        false -> normal_s(State)
    end.

%%% Generators.

%% Bits that would be shifted out are masked before, so that no big integer comes up.
shift58(X, N) -> (X band (?MASK58 bsr N)) bsl N.

rotate58(X, N) -> shift58(X, N) bor (X bsr (58 - N)).

-doc "A number of 58 bits and the next state of the generator exsp, without a handler.".
exsp_next([S1 | S0]) ->
    New = xorshift(S0, S1),
    {((S0 band ?MASK58) + New) band ?MASK58, [S0 band ?MASK58 | New]}.

exsss_next([S1 | S0]) ->
    {scrambled(S0 band ?MASK58), [S0 band ?MASK58 | xorshift(S0, S1)]}.

xorshift(S0, S1) ->
    S = S1 band ?MASK58,
    A = S bxor ((S band 16#3FFFFFFFF) bsl 24),
    B = S0 band ?MASK58,
    A bxor B bxor (A bsr 11) bxor (B bsr 41).

scrambled(S) ->
    A = (S + ((S band 16#FFFFFFFFFFFFFF) bsl 2)) band ?MASK58,
    B = ((A band 16#7FFFFFFFFFFFF) bsl 7) bor (A bsr 51),
    (B + ((B band 16#7FFFFFFFFFFFFF) bsl 3)) band ?MASK58.

exrop_next([S0 | S1]) -> {(S0 + S1) band ?MASK58, exrop_step(S0, S1)}.

exrop_step(S0, S1) ->
    A = S0 bxor S1,
    [rotate58(S0, 24) bxor A bxor shift58(A, 2) | rotate58(A, 35)].

exro928ss_next({[_, S0 | _], _} = State) -> {scrambled(S0), exro928_step(State)};
exro928ss_next({[S15], Passed}) -> exro928ss_next({[S15 | lists:reverse(Passed)], []}).

exro928_step({[S15, S0 | Rest], Passed}) ->
    Q = S15 bxor S0,
    New15 = rotate58(S0, 44) bxor Q bxor shift58(Q, 9),
    {[rotate58(Q, 45) | Rest], [New15 | Passed]};
exro928_step({[S15], Passed}) -> exro928_step({[S15 | lists:reverse(Passed)], []}).

exs1024_next({[S0, S1 | Rest], Passed}) ->
    A = (S1 bxor (S1 bsl 31)) band ?MASK64,
    New = A bxor (A bsr 11) bxor S0 bxor (S0 bsr 30),
    {(New * 1181783497276652981) band ?MASK64, {[New | Rest], [S0 | Passed]}};
exs1024_next({[S], Passed}) -> exs1024_next({[S | lists:reverse(Passed)], []}).

exs64_next(R0) ->
    R1 = R0 bxor (R0 bsr 12),
    R2 = (R1 bxor (R1 bsl 25)) band ?MASK64,
    R = R2 bxor (R2 bsr 27),
    {(R * 2685821657736338717) band ?MASK64, R}.

%%% Jumps: as many steps at once as nobody takes one by one. The state after them is the sum (xor)
%%% of those states that a polynomial names, whose bits are given by the authors of the
%%% generators.

-doc "Moves the state of the process ahead by very many steps.".
jump() -> keep(jump(kept())).

-doc "A state, ahead by very many steps.".
jump({#{type := Type} = Handler, State}) when Type =:= exsss; Type =:= exsp; Type =:= exsplus ->
    {Handler, exsp_jump(State)};
jump({#{type := exrop} = Handler, [S0 | S1]}) ->
    Step = fun([A, B]) -> [C | D] = exrop_step(A, B), [C, D] end,
    {Handler, pair(jump([16#4A11293241FCB12A, 16#9863200F83FCD], [S0, S1], Step))};
jump({#{type := exro928ss} = Handler, {Rest, Passed}}) ->
    {Handler, {jump(exro928_polynomial(), {Rest, Passed}, fun exro928_step/1), []}};
jump({#{type := Type} = Handler, {Rest, Passed}}) when Type =:= exs1024s; Type =:= exs1024 ->
    Step = fun(State) -> element(2, exs1024_next(State)) end,
    Words = jump(exs1024_polynomial(), {Rest, Passed}, Step),
    {Rest1, Passed1} = lists:split(16 - length(Passed), Words),
    {Handler, {Rest1, lists:reverse(Passed1)}};
jump({#{}, _}) -> error(not_implemented).

-doc "A state of the generator exsp without a handler, ahead by very many steps.".
exsp_jump([S0 | S1]) ->
    Step = fun([A, B]) -> {_, [C | D]} = exsp_next([A | B]), [C, D] end,
    pair(jump([16#302F8EA6BC32C797, 16#D174A83E17DE2], [S0, S1], Step)).

exro928_polynomial() ->
    [16#44085302F77130CA, 16#BA05381FDFD14902, 16#10A1DE1D7D6813D2, 16#B83FE51A1EB3BE19,
     16#A81B0090567FD9F0, 16#5AC26D5D20F9B49F, 16#4DDD98EE4BE41E01, 16#0657E19F00D4B358,
     16#F02F778573CF0F0A, 16#B45A3A8A3CEF3CC0, 16#6E62A33CC2323831, 16#BCB3B7C4CC049C53,
     16#83F240C6007E76CE, 16#E19F5FC1A1504ACD, 16#00000000B10773CB].

exs1024_polynomial() ->
    [16#84242F96ECA9C41D, 16#A3C65B8776F96855, 16#5B34A39F070B5837, 16#4489AFFCE4F31A1E,
     16#2FFEEB0A48316F40, 16#DC2D9891FE68C022, 16#3659132BB12FEA70, 16#AAC17D8EFA43CAB8,
     16#C4CB815590989B13, 16#5EE975283D71C93B, 16#691548C86C1BD540, 16#7910C41D10A1E6A5,
     16#0B5FC64563B3E2A8, 16#047F7684E9FC949D, 16#B99181F2D8F685CA, 16#284600E3F30E38C3].

jump(Polynomial, State, Step) ->
    jump(Polynomial, 64, State, Step, [0 || _ <- state_words(State)]).

jump([_ | Polynomial], 0, State, Step, Sum) -> jump(Polynomial, 64, State, Step, Sum);
jump([Bits | Polynomial], N, State, Step, Sum0) ->
    Sum = case Bits band 1 of
              1 -> lists:zipwith(fun(A, B) -> A bxor B end, Sum0, state_words(State));
              0 -> Sum0
          end,
    jump([Bits bsr 1 | Polynomial], N - 1, Step(State), Step, Sum);
jump([], _N, _State, _Step, Sum) -> Sum.

state_words({Rest, Passed}) -> Rest ++ lists:reverse(Passed);
state_words(Words) -> Words.

%%% A fast generator without a handler: multiply with carry. Its numbers want scrambling.

-doc "The next state of the generator MWC59.".
mwc59(State) -> 16#7FA6502 * (State band 16#FFFFFFFF) + ((State band ((1 bsl 59) - 1)) bsr 32).

-doc "32 good bits of a state of MWC59.".
mwc59_value32(State) ->
    X = State band 16#FFFFFFFF,
    X bxor ((X bsl 8) band 16#FFFFFFFF).

-doc "59 good bits of a state of MWC59.".
mwc59_value(State) -> mwc59_bits(State, (1 bsl 59) - 1).

mwc59_bits(State, Mask) ->
    X0 = State band Mask,
    X1 = X0 bxor ((X0 bsl 4) band Mask),
    X1 bxor ((X1 bsl 27) band Mask).

-doc "A float in the range 0.0 =< X < 1.0 of a state of MWC59.".
mwc59_float(State) -> mwc59_bits(State, (1 bsl 53) - 1) * ?EPSILON.

-doc "A state of MWC59.".
mwc59_seed() ->
    {A1, A2, A3} = fresh_seed(),
    (hash58(A1) bxor hash58(A2) bxor hash58(A3)) + 1.

-doc "A state of MWC59 from an integer of 58 bits.".
mwc59_seed(Seed) when is_integer(Seed), Seed >= 0, Seed =< ?MASK58 -> hash58(Seed) + 1.

hash58(X) ->
    X0 = X band ?MASK58,
    X1 = ((X0 bxor (X0 bsr 29)) * 16#351AFD7ED558CCD) band ?MASK58,
    X2 = ((X1 bxor (X1 bsr 29)) * 16#CEB9FE1A85EC53) band ?MASK58,
    X2 bxor (X2 bsr 29).
