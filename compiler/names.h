// SPDX-License-Identifier: Apache-2.0
// Interned names: each atom or variable text exists once, so that comparing names is comparing
// pointers. Apart from compiler.h because the scanner, the parser and all later stages need nothing
// else for it.
#ifndef COMPILER_NAMES_H
#define COMPILER_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"

typedef struct Name {
    uint32_t id;     // dense from 0 in order of interning; the first ones are the enum below
    uint32_t length; // bytes in text
    uint32_t hash;
    uint8_t keyword; // a token kind when the text is a reserved word, otherwise 0; scan.c owns it
    struct Name *chain; // next in the hash bucket
    char text[];        // UTF-8 and a final zero byte; may itself contain zero bytes
} Name;

// Names every stage may refer to as NAMES(c)[NAME_x]. X(identifier, text), in order of identifier.
#define NAMES_KNOWN(X)                          \
    X(ANONYMOUS, "_")                           \
    X(EMPTY, "")                                \
    X(ERLANG, "erlang")                         \
    X(MODULE_INFO, "module_info")               \
    X(RECORD_INFO, "record_info")               \
    X(TRUE, "true")                             \
    X(FALSE, "false")                           \
    X(OK, "ok")                                 \
    X(ERROR, "error")                           \
    X(THROW, "throw")                           \
    X(EXIT, "exit")                             \
    X(UNDEFINED, "undefined")                   \
    X(MODULE, "module")                         \
    X(MAIN, "main")                             \
    X(SIZE, "size")                             \
    X(FIELDS, "fields")                         \
    X(INTEGER, "integer")                       \
    X(FLOAT, "float")                           \
    X(BINARY, "binary")                         \
    X(BYTES, "bytes")                           \
    X(BITSTRING, "bitstring")                   \
    X(BITS, "bits")                             \
    X(UTF8, "utf8")                             \
    X(UTF16, "utf16")                           \
    X(UTF32, "utf32")                           \
    X(SIGNED, "signed")                         \
    X(UNSIGNED, "unsigned")                     \
    X(BIG, "big")                               \
    X(LITTLE, "little")                         \
    X(NATIVE, "native")                         \
    X(UNIT, "unit")                             \
    X(ALL, "all")                               \
    X(INFINITY, "infinity")                     \
    X(EXPORT, "export")                         \
    X(EXPORT_TYPE, "export_type")               \
    X(IMPORT, "import")                         \
    X(COMPILE, "compile")                       \
    X(RECORD, "record")                         \
    X(TYPE, "type")                             \
    X(OPAQUE, "opaque")                         \
    X(NOMINAL, "nominal")                       \
    X(SPEC, "spec")                             \
    X(CALLBACK, "callback")                     \
    X(OPTIONAL_CALLBACKS, "optional_callbacks") \
    X(BEHAVIOUR, "behaviour")                   \
    X(BEHAVIOR, "behavior")                     \
    X(FILE, "file")                             \
    X(ON_LOAD, "on_load")                       \
    X(FEATURE, "feature")                       \
    X(DOC, "doc")                               \
    X(MODULEDOC, "moduledoc")                   \
    X(VSN, "vsn")                               \
    X(AUTHOR, "author")                         \
    X(NIFS, "nifs")                             \
    X(DEFINE, "define")                         \
    X(UNDEF, "undef")                           \
    X(IFDEF, "ifdef")                           \
    X(IFNDEF, "ifndef")                         \
    X(ELIF, "elif")                             \
    X(ENDIF, "endif")                           \
    X(WARNING, "warning")                       \
    X(INCLUDE, "include")                       \
    X(INCLUDE_LIB, "include_lib")               \
    X(EXPORT_ALL, "export_all")                 \
    X(INLINE, "inline")                         \
    X(NO_AUTO_IMPORT, "no_auto_import")         \
    X(DEFINED, "defined")                       \
    X(ANY, "any")                               \
    X(UNION, "union")                           \
    X(RANGE, "range")                           \
    X(FUN, "fun")                               \
    X(PRODUCT, "product")                       \
    X(TUPLE, "tuple")                           \
    X(LIST, "list")                             \
    X(NONEMPTY_LIST, "nonempty_list")           \
    X(NIL, "nil")                               \
    X(MAP, "map")                               \
    X(MAP_FIELD_ASSOC, "map_field_assoc")       \
    X(MAP_FIELD_EXACT, "map_field_exact")       \
    X(FIELD_TYPE, "field_type")                 \
    X(BOUNDED_FUN, "bounded_fun")               \
    X(CONSTRAINT, "constraint")                 \
    X(IS_SUBTYPE, "is_subtype")                 \
    X(IS_RECORD, "is_record")                   \
    X(SELF_SEND, "!")                           \
    X(AND, "and")                               \
    X(OR, "or")                                 \
    X(XOR, "xor")                               \
    X(NOT, "not")

enum {
#define NAMES_ENUM(identifier, text) NAME_##identifier,
    NAMES_KNOWN(NAMES_ENUM)
#undef NAMES_ENUM
        NAME_KNOWN_COUNT
};

typedef struct Names {
    Arena *arena;
    Name **buckets;
    uint32_t bucket_count; // a power of two
    uint32_t count;        // the next id
    Name *known[NAME_KNOWN_COUNT];
} Names;

void names_init(Names *names, Arena *arena);

// The one Name with these bytes, created if need be.
Name *names_intern(Names *names, const char *text, size_t length);
Name *names_intern_cstring(Names *names, const char *text);

// The name as an Erlang atom would be written: quoted and escaped where needed. Arena-allocated.
const char *names_quote(Names *names, const Name *name);

#endif
