%% SPDX-License-Identifier: Apache-2.0
%% Names of files, with slashes between their parts. A name is a deep list of characters and atoms,
%% or a binary; when a binary takes part, the result is one.
-module(filename).
-moduledoc "Names of files.".

-export([absname/1, absname/2, absname_join/2, append/2, basedir/2, basedir/3, basename/1,
         basename/2, dirname/1, extension/1, flatten/1, join/1, join/2, nativename/1, pathtype/1,
         rootname/1, rootname/2, split/1, validate/1]).

-doc "The name as a flat list, or the binary that it is.".
flatten(Name) when is_binary(Name) -> Name;
flatten(Name) -> lists:flatten(flat(Name)).

flat([C | Rest]) when is_integer(C) -> [C | flat(Rest)];
flat([Atom | Rest]) when is_atom(Atom) -> [atom_to_list(Atom) | flat(Rest)];
flat([Deep | Rest]) when is_list(Deep) -> [flat(Deep) | flat(Rest)];
flat([]) -> [];
flat(Atom) when is_atom(Atom) -> atom_to_list(Atom).

%% Calls Fun on the characters of a name; what it returns is of the kind of the name.
on_chars(Name, Fun) when is_binary(Name) -> list_to_binary(Fun(binary_to_list(Name)));
on_chars(Name, Fun) -> Fun(flatten(Name)).

bytes(Name) when is_binary(Name) -> Name;
bytes(Name) ->
    case unicode:characters_to_binary(flatten(Name)) of
        Binary when is_binary(Binary) -> Binary;
        _ -> error(badarg)
    end.

%%% Joining and splitting.

-doc "The parts of a list joined; a part that is absolute drops those before it.".
join([Name]) -> on_chars(Name, fun normal/1);
join([Name1, Name2 | Names]) -> join([join(Name1, Name2) | Names]).

-doc "Two parts joined; a second one that is absolute stands alone.".
join(Name1, Name2) when is_binary(Name1); is_binary(Name2) ->
    list_to_binary(join_chars(binary_to_list(bytes(Name1)), binary_to_list(bytes(Name2))));
join(Name1, Name2) -> join_chars(flatten(Name1), flatten(Name2)).

join_chars(_Chars1, [$/ | _] = Chars2) -> normal(Chars2);
join_chars([], []) -> [];
join_chars(Chars1, Chars2) -> normal(Chars1 ++ [$/ | Chars2]).

%% One slash for several and for /./, and none at the end.
normal([$/, $/ | Rest]) -> normal([$/ | Rest]);
normal([$/]) -> [$/];
normal(Chars) -> inner(Chars).

inner([$/, $/ | Rest]) -> inner([$/ | Rest]);
inner([$/, $., $/ | Rest]) -> inner([$/ | Rest]);
inner([$/]) -> [];
inner([C | Rest]) -> [C | inner(Rest)];
inner([]) -> [].

-doc "The two parts with a slash between them.".
append(Dir, Name) when is_binary(Dir); is_binary(Name) ->
    <<(bytes(Dir))/binary, $/, (bytes(Name))/binary>>;
append(Dir, Name) -> Dir ++ "/" ++ Name.

-doc "The list of the parts of a name.".
split(Name) when is_binary(Name) -> [list_to_binary(Part) || Part <- parts(binary_to_list(Name))];
split(Name) -> parts(flatten(Name)).

parts([$/ | Rest]) -> ["/" | string:tokens(Rest, "/")];
parts(Chars) -> string:tokens(Chars, "/").

-doc "absolute or relative.".
pathtype(<<$/, _/binary>>) -> absolute;
pathtype(Name) when is_binary(Name) -> relative;
pathtype(Name) ->
    case flatten(Name) of
        [$/ | _] -> absolute;
        _ -> relative
    end.

-doc "The absolute name, where a relative one is in the current directory.".
absname(Name) ->
    {ok, Dir} = file:get_cwd(),
    absname(Name, Dir).

-doc "The absolute name, where a relative one is in a directory.".
absname(Name, Dir) ->
    case pathtype(Name) of
        absolute when is_list(Name), is_binary(Dir) -> join([bytes(Name)]);
        absolute -> join([flatten(Name)]);
        relative -> absname_join(Dir, Name)
    end.

-doc "A relative name in a directory.".
absname_join(Dir, Name) -> join(Dir, flatten(Name)).

%%% Parts of a name.

-doc "The last part.".
basename(Name) -> on_chars(Name, fun basename_chars/1).

basename_chars(Chars) ->
    case string:tokens(Chars, "/") of
        [] -> [];
        Parts -> lists:last(Parts)
    end.

-doc "The last part without an extension that is given.".
basename(Name, Extension) when is_binary(Name); is_binary(Extension) ->
    list_to_binary(without(basename_chars(binary_to_list(bytes(Name))),
                           binary_to_list(bytes(Extension))));
basename(Name, Extension) -> without(basename_chars(flatten(Name)), flatten(Extension)).

without(Chars, Extension) ->
    case lists:suffix(Extension, Chars) of
        true -> lists:sublist(Chars, length(Chars) - length(Extension));
        false -> Chars
    end.

-doc "All but the last part.".
dirname(Name) -> on_chars(Name, fun dirname_chars/1).

dirname_chars(Chars) ->
    case lists:dropwhile(fun(C) -> C =/= $/ end, lists:reverse(Chars)) of
        [] -> ".";
        Slashes ->
            case lists:dropwhile(fun(C) -> C =:= $/ end, Slashes) of
                [] -> "/";
                Dir -> lists:reverse(Dir)
            end
    end.

-doc "The extension of the last part with its dot, or nothing.".
extension(Name) -> on_chars(Name, fun(Chars) -> element(2, cut_extension(Chars)) end).

-doc "The name without its extension.".
rootname(Name) -> on_chars(Name, fun(Chars) -> element(1, cut_extension(Chars)) end).

%% A dot at the beginning of the last part begins no extension.
cut_extension(Chars) ->
    {Back, Front} = lists:splitwith(fun(C) -> C =/= $. andalso C =/= $/ end,
                                    lists:reverse(Chars)),
    case Front of
        [$., Before | _] when Before =/= $/ ->
            {lists:reverse(tl(Front)), [$. | lists:reverse(Back)]};
        _ -> {Chars, ""}
    end.

-doc "The name without an extension that is given.".
rootname(Name, Extension) when is_binary(Name); is_binary(Extension) ->
    list_to_binary(without_extension(binary_to_list(bytes(Name)),
                                     binary_to_list(bytes(Extension))));
rootname(Name, Extension) -> without_extension(flatten(Name), flatten(Extension)).

without_extension(Chars, Extension) ->
    Root = without(Chars, Extension),
    case lists:suffix("/", Root) of
        true -> Chars;
        false -> Root
    end.

-doc "The name as the system writes it.".
nativename(Name) -> join([Name]).

-doc "True for a name that can be one of a file.".
validate(Name) when is_binary(Name) -> Name =/= <<>> andalso binary:match(Name, <<0>>) =:= nomatch;
validate(Name) ->
    try bytes(Name) of
        Binary -> validate(Binary)
    catch error:_ -> false
    end.

%%% Directories of applications, as the XDG base directory specification has them.

-doc "The directory (or list of them) for files of a kind of an application.".
basedir(Kind, Application) -> basedir(Kind, Application, #{}).

-doc "As basedir/2 with options: author, version.".
basedir(Kind, Application, Options)
  when is_map(Options), is_list(Application) orelse is_binary(Application) ->
    Name = case Options of
               #{version := Version} -> join(Application, Version);
               #{} -> Application
           end,
    case Kind of
        user_cache -> join(home("XDG_CACHE_HOME", ".cache"), Name);
        user_config -> join(home("XDG_CONFIG_HOME", ".config"), Name);
        user_data -> join(home("XDG_DATA_HOME", ".local/share"), Name);
        user_log -> join([home("XDG_CACHE_HOME", ".cache"), Name, "logs"]);
        site_config -> [join(Dir, Name) || Dir <- dirs("XDG_CONFIG_DIRS", "/etc/xdg")];
        site_data ->
            [join(Dir, Name) || Dir <- dirs("XDG_DATA_DIRS", "/usr/local/share/:/usr/share/")];
        _ -> error(badarg, [Kind, Application, Options])
    end;
basedir(Kind, Application, Options) -> error(badarg, [Kind, Application, Options]).

home(Variable, Default) ->
    case os:getenv(Variable) of
        Dir when is_list(Dir), Dir =/= "" -> Dir;
        _ -> join(os:getenv("HOME", "/"), Default)
    end.

dirs(Variable, Default) ->
    string:tokens(case os:getenv(Variable) of
                      Dirs when is_list(Dirs), Dirs =/= "" -> Dirs;
                      _ -> Default
                  end, ":").
