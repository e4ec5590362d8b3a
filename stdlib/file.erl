%% SPDX-License-Identifier: Apache-2.0
%% Whole files, on the primitives of the runtime: erlite_file takes names as UTF-8 binaries.
-module(file).
-moduledoc "Reading and writing files.".

-export([format_error/1, get_cwd/0, native_name_encoding/0, read_file/1, read_file/2,
         write_file/2, write_file/3]).

-doc "{ok, Binary} with the contents of a file, or {error, Reason}.".
read_file(Name) ->
    case path(Name) of
        bad -> {error, badarg};
        Path -> erlite_file:read(Path)
    end.

-doc "As read_file/1; the options (raw) make no difference.".
read_file(Name, Options) when is_list(Options) ->
    case Options -- [raw] of
        [] -> read_file(Name);
        _ -> {error, badarg}
    end.

-doc "Writes bytes to a file, in place of what it held: ok or {error, Reason}.".
write_file(Name, Bytes) -> write_file(Name, Bytes, []).

-doc "As write_file/2 with modes: append adds to the file, exclusive wants it to be new.".
write_file(Name, Bytes, Modes) ->
    case {path(Name), contents(Bytes), mode(Modes, write)} of
        {Path, Binary, Mode} when is_binary(Path), is_binary(Binary), Mode =/= bad ->
            erlite_file:write(Path, Binary, Mode);
        _ -> {error, badarg}
    end.

%% A name as a binary without zeros, or bad.
path(Name) ->
    case filename:validate(Name) of
        true when is_binary(Name) -> Name;
        true -> unicode:characters_to_binary(filename:flatten(Name));
        false -> bad
    end.

contents(Bytes) ->
    try iolist_to_binary(Bytes)
    catch error:badarg -> bad
    end.

mode([append | Modes], write) -> mode(Modes, append);
mode([exclusive | Modes], write) -> mode(Modes, exclusive);
mode([Mode | Modes], Result)
  when Mode =:= write; Mode =:= raw; Mode =:= binary; Mode =:= sync; Mode =:= delayed_write ->
    mode(Modes, Result);
mode([{delayed_write, _, _} | Modes], Result) -> mode(Modes, Result);
mode([], Result) -> Result;
mode(_Modes, _Result) -> bad.

-doc "{ok, Directory} of the current directory, or {error, Reason}.".
get_cwd() ->
    case erlite_file:get_cwd() of
        {ok, Binary} -> {ok, name_chars(Binary)};
        Error -> Error
    end.

name_chars(Binary) ->
    case unicode:characters_to_list(Binary) of
        Chars when is_list(Chars) -> Chars;
        _ -> Binary
    end.

-doc "The encoding of the names of files.".
native_name_encoding() -> utf8.

-doc "What a reason means, in words.".
format_error(badarg) -> "bad argument";
format_error(system_limit) -> "a system limit was hit, probably not enough ports";
format_error(terminated) -> "the file server process is terminated";
format_error({Line, Module, Term}) ->
    lists:flatten(io_lib:format("~w: ~ts", [Line, Module:format_error(Term)]));
format_error(Reason) when is_atom(Reason) -> posix(Reason);
format_error(_Reason) -> "unknown POSIX error".

posix(Reason) ->
    case lists:keyfind(Reason, 1, [
            {eacces, "permission denied"}, {eagain, "resource temporarily unavailable"},
            {ebadf, "bad file number"}, {ebusy, "file busy"}, {edquot, "disk quota exceeded"},
            {eexist, "file already exists"}, {efault, "bad address in system call argument"},
            {efbig, "file too large"}, {eintr, "interrupted system call"},
            {einval, "invalid argument"}, {eio, "I/O error"},
            {eisdir, "illegal operation on a directory"},
            {eloop, "too many levels of symbolic links"}, {emfile, "too many open files"},
            {emlink, "too many links"}, {enametoolong, "file name too long"},
            {enfile, "file table overflow"}, {enodev, "no such device"},
            {enoent, "no such file or directory"}, {enomem, "not enough memory"},
            {enospc, "no space left on device"}, {enotblk, "block device required"},
            {enotdir, "not a directory"}, {enotempty, "directory not empty"},
            {enotsup, "operation not supported"}, {enxio, "no such device or address"},
            {eperm, "not owner"}, {epipe, "broken pipe"}, {erofs, "read-only file system"},
            {espipe, "invalid seek"}, {esrch, "no such process"},
            {estale, "stale remote file handle"}, {exdev, "cross-domain link"}]) of
        {_, Text} -> Text;
        false -> "unknown POSIX error"
    end.
