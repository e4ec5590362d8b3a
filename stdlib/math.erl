%% SPDX-License-Identifier: Apache-2.0
%% Mathematical functions on floats; the runtime has them all in C. Where the result is no float,
%% they raise badarith.
-module(math).
-moduledoc "Mathematical functions.".

-export([acos/1, acosh/1, asin/1, asinh/1, atan/1, atan2/2, atanh/1, ceil/1, cos/1, cosh/1,
         erf/1, erfc/1, exp/1, floor/1, fmod/2, log/1, log10/1, log2/1, pi/0, pow/2, sin/1,
         sinh/1, sqrt/1, tan/1, tanh/1, tau/0]).

-doc "The arc cosine.".
acos(_X) -> erlang:nif_error(undef).

-doc "The inverse of cosh/1.".
acosh(_X) -> erlang:nif_error(undef).

-doc "The arc sine.".
asin(_X) -> erlang:nif_error(undef).

-doc "The inverse of sinh/1.".
asinh(_X) -> erlang:nif_error(undef).

-doc "The arc tangent.".
atan(_X) -> erlang:nif_error(undef).

-doc "The inverse of tanh/1.".
atanh(_X) -> erlang:nif_error(undef).

-doc "The least whole number that is not below X, as a float.".
ceil(_X) -> erlang:nif_error(undef).

-doc "The cosine.".
cos(_X) -> erlang:nif_error(undef).

-doc "The hyperbolic cosine.".
cosh(_X) -> erlang:nif_error(undef).

-doc "The error function.".
erf(_X) -> erlang:nif_error(undef).

-doc "One minus the error function.".
erfc(_X) -> erlang:nif_error(undef).

-doc "The power of e.".
exp(_X) -> erlang:nif_error(undef).

-doc "The greatest whole number that is not above X, as a float.".
floor(_X) -> erlang:nif_error(undef).

-doc "The natural logarithm.".
log(_X) -> erlang:nif_error(undef).

-doc "The logarithm to base 10.".
log10(_X) -> erlang:nif_error(undef).

-doc "The logarithm to base 2.".
log2(_X) -> erlang:nif_error(undef).

-doc "The sine.".
sin(_X) -> erlang:nif_error(undef).

-doc "The hyperbolic sine.".
sinh(_X) -> erlang:nif_error(undef).

-doc "The square root.".
sqrt(_X) -> erlang:nif_error(undef).

-doc "The tangent.".
tan(_X) -> erlang:nif_error(undef).

-doc "The hyperbolic tangent.".
tanh(_X) -> erlang:nif_error(undef).

-doc "The angle of the point (X, Y).".
atan2(_Y, _X) -> erlang:nif_error(undef).

-doc "The rest of dividing X by Y, with the sign of X.".
fmod(_X, _Y) -> erlang:nif_error(undef).

-doc "X to the power of Y.".
pow(_X, _Y) -> erlang:nif_error(undef).

-doc "The ratio of a circle's circumference to its diameter.".
pi() -> erlang:nif_error(undef).

-doc "The ratio of a circle's circumference to its radius.".
tau() -> erlang:nif_error(undef).
