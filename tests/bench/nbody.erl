%% The planets for 250 000 steps: floats in tuples and lists.
-module(nbody).
-export([main/0]).

main() ->
    Bodies = offset(bodies()),
    io:format("~.9f ~.9f~n", [energy(Bodies), energy(run(250000, Bodies))]).

bodies() ->
    Pi = math:pi(),
    Mass = 4 * Pi * Pi,
    Year = 365.24,
    [{0.0, 0.0, 0.0, 0.0, 0.0, 0.0, Mass},
     {4.84143144246472090, -1.16032004402742839, -0.103622044471123109, 0.00166007664274403694 * Year,
      0.00769901118419740425 * Year, -0.0000690460016972063023 * Year, 0.000954791938424326609 * Mass},
     {8.34336671824457987, 4.12479856412430479, -0.403523417114321381, -0.00276742510726411510 * Year,
      0.00499852801234917238 * Year, 0.0000230417297573763929 * Year, 0.000285885980666130812 * Mass},
     {12.8943695621391310, -15.1111514016986312, -0.223307578892655734, 0.00296460137564761618 * Year,
      0.00237847173959480950 * Year, -0.0000296589568540237556 * Year, 0.0000436624404335156298 * Mass},
     {15.3796971148509165, -25.9193146099879641, 0.179258772950371181, 0.00268067772490389322 * Year,
      0.00162824170038242295 * Year, -0.0000951592254519715870 * Year, 0.0000515138902046611451 * Mass}].

offset([{X, Y, Z, _, _, _, Mass} | Rest] = All) ->
    Momentum = fun(I) -> -lists:sum([element(I, B) * element(7, B) || B <- All]) / Mass end,
    [{X, Y, Z, Momentum(4), Momentum(5), Momentum(6), Mass} | Rest].

run(0, Bodies) -> Bodies;
run(N, Bodies) -> run(N - 1, advance(Bodies)).

advance([]) -> [];
advance([B | Rest]) ->
    {B2, Rest2} = attract(B, Rest, []),
    [move(B2) | advance(Rest2)].

attract(B, [], Acc) -> {B, lists:reverse(Acc)};
attract({X, Y, Z, Vx, Vy, Vz, M}, [{X2, Y2, Z2, Vx2, Vy2, Vz2, M2} | Rest], Acc) ->
    Dx = X - X2, Dy = Y - Y2, Dz = Z - Z2,
    Square = Dx * Dx + Dy * Dy + Dz * Dz,
    Force = 0.01 / (Square * math:sqrt(Square)),
    F1 = M2 * Force, F2 = M * Force,
    attract({X, Y, Z, Vx - Dx * F1, Vy - Dy * F1, Vz - Dz * F1, M}, Rest,
            [{X2, Y2, Z2, Vx2 + Dx * F2, Vy2 + Dy * F2, Vz2 + Dz * F2, M2} | Acc]).

move({X, Y, Z, Vx, Vy, Vz, M}) -> {X + 0.01 * Vx, Y + 0.01 * Vy, Z + 0.01 * Vz, Vx, Vy, Vz, M}.

energy([]) -> 0.0;
energy([{X, Y, Z, Vx, Vy, Vz, M} | Rest]) ->
    Pairs = [M * M2 / math:sqrt((X - X2) * (X - X2) + (Y - Y2) * (Y - Y2) + (Z - Z2) * (Z - Z2))
             || {X2, Y2, Z2, _, _, _, M2} <- Rest],
    0.5 * M * (Vx * Vx + Vy * Vy + Vz * Vz) - lists:sum(Pairs) + energy(Rest).
