// SPDX-License-Identifier: Apache-2.0
// The table of interned names: open hashing with chains through the names.
#include "names.h"

#include <stdio.h>
#include <string.h>

enum { NAMES_FIRST_BUCKETS = 1024 };

static uint32_t hash_text(const char *text, size_t length)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ (uint8_t)text[i]) * 16777619u;
    }
    return hash ^ hash >> 15;
}

static void grow_table(Names *names)
{
    uint32_t count = names->bucket_count * 2;
    Name **buckets = ARENA_ARRAY(names->arena, Name *, count);
    for (uint32_t i = 0; i < names->bucket_count; i++) {
        Name *name = names->buckets[i];
        while (name != NULL) {
            Name *chain = name->chain;
            name->chain = buckets[name->hash & (count - 1)];
            buckets[name->hash & (count - 1)] = name;
            name = chain;
        }
    }
    names->buckets = buckets;
    names->bucket_count = count;
}

Name *names_intern(Names *names, const char *text, size_t length)
{
    uint32_t hash = hash_text(text, length);
    for (Name *name = names->buckets[hash & (names->bucket_count - 1)]; name != NULL;
         name = name->chain) {
        if (name->hash == hash && name->length == length && memcmp(name->text, text, length) == 0) {
            return name;
        }
    }
    if (names->count >= names->bucket_count) {
        grow_table(names);
    }
    Name *name = arena_alloc(names->arena, sizeof *name + length + 1);
    name->id = names->count++;
    name->length = (uint32_t)length;
    name->hash = hash;
    memcpy(name->text, text, length);
    Name **bucket = &names->buckets[hash & (names->bucket_count - 1)];
    name->chain = *bucket;
    *bucket = name;
    return name;
}

Name *names_intern_cstring(Names *names, const char *text)
{
    return names_intern(names, text, strlen(text));
}

void names_init(Names *names, Arena *arena)
{
    static const char *const known[] = {
#define NAMES_TEXT(identifier, text) text,
        NAMES_KNOWN(NAMES_TEXT)
#undef NAMES_TEXT
    };
    names->arena = arena;
    names->bucket_count = NAMES_FIRST_BUCKETS;
    names->count = 0;
    names->buckets = ARENA_ARRAY(arena, Name *, names->bucket_count);
    for (int i = 0; i < NAME_KNOWN_COUNT; i++) {
        names->known[i] = names_intern_cstring(names, known[i]);
    }
}

static bool is_plain_atom(const Name *name)
{
    if (name->keyword != 0 || name->length == 0 || name->text[0] < 'a' || name->text[0] > 'z') {
        return false;
    }
    for (uint32_t i = 1; i < name->length; i++) {
        char c = name->text[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                     c == '_' || c == '@';
        if (!plain) {
            return false;
        }
    }
    return true;
}

const char *names_quote(Names *names, const Name *name)
{
    if (is_plain_atom(name)) {
        return name->text;
    }
    char *text = arena_alloc(names->arena, (size_t)name->length * 6 + 3);
    char *out = text;
    *out++ = '\'';
    for (uint32_t i = 0; i < name->length; i++) {
        unsigned char c = (unsigned char)name->text[i];
        if (c == '\'' || c == '\\') {
            *out++ = '\\';
            *out++ = (char)c;
        } else if (c == '\n') {
            *out++ = '\\';
            *out++ = 'n';
        } else if (c < ' ' || c == 127) {
            out += sprintf(out, "\\x{%X}", c);
        } else {
            *out++ = (char)c;
        }
    }
    *out++ = '\'';
    *out = '\0';
    return text;
}
