%% SPDX-License-Identifier: Apache-2.0
-module(code).
-moduledoc "Loaded modules.".
-export([ensure_loaded/1, ensure_modules_loaded/1, is_loaded/1, is_sticky/1, which/1]).

-doc "Loads a module unless it is loaded.".
ensure_loaded(Module) when is_atom(Module) ->
    try Module:module_info(module) of
        _ -> {module, Module}
    catch
        error:undef -> {error, nofile}
    end.

-doc "Loads the modules that are not yet loaded.".
ensure_modules_loaded(Modules) when is_list(Modules) ->
    case [{Module, Reason} || Module <- Modules, {error, Reason} <- [ensure_loaded(Module)]] of
        [] -> ok;
        Errors -> {error, Errors}
    end.

-doc "Where a loaded module comes from.".
is_loaded(Module) when is_atom(Module) ->
    case erlang:module_loaded(Module) of
        true -> {file, loaded};
        false -> false
    end.

-doc "Whether a module is protected from being replaced: none is.".
is_sticky(Module) when is_atom(Module) -> false.

-doc "Where a module comes from: only whether there is one.".
which(Module) when is_atom(Module) ->
    case ensure_loaded(Module) of
        {module, Module} -> preloaded;
        {error, _} -> non_existing
    end.
