// SPDX-License-Identifier: Apache-2.0
// File access of the compiler through the C library; apart so that hosts which have no files can
// leave it out.
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "compiler.h"

static bool read_file(void *context, Arena *arena, const char *path, const uint8_t **bytes,
                      size_t *size)
{
    (void)context;
    struct stat status;
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return false;
    }
    if (fstat(fileno(file), &status) != 0 || S_ISDIR(status.st_mode)) {
        fclose(file);
        return false;
    }
    // What has no size beforehand (a pipe) is read in growing steps.
    size_t capacity = status.st_size > 0 ? (size_t)status.st_size + 1 : 65536, count = 0, got;
    uint8_t *buffer = arena_alloc(arena, capacity);
    while ((got = fread(buffer + count, 1, capacity - count, file)) > 0) {
        count += got;
        if (count == capacity) {
            buffer = arena_grow(arena, buffer, capacity, capacity * 2);
            capacity *= 2;
        }
    }
    bool fine = ferror(file) == 0;
    fclose(file);
    *bytes = buffer;
    *size = count;
    return fine;
}

static bool is_directory(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

// The entry "APP-VERSION" of a directory, or NULL. Of several the last by name.
static const char *find_versioned(Arena *arena, const char *directory, const char *application)
{
    DIR *entries = opendir(directory);
    if (entries == NULL) {
        return NULL;
    }
    size_t length = strlen(application);
    const char *best = NULL;
    const struct dirent *entry;
    while ((entry = readdir(entries)) != NULL) {
        if (strncmp(entry->d_name, application, length) == 0 && entry->d_name[length] == '-' &&
            (best == NULL || strcmp(entry->d_name, best) > 0)) {
            best = arena_copy(arena, entry->d_name, strlen(entry->d_name));
        }
    }
    closedir(entries);
    return best == NULL ? NULL : arena_printf(arena, "%s/%s", directory, best);
}

static const char *find_library(void *context, Arena *arena, const char *application)
{
    const char *const *directories = context;
    for (; directories != NULL && *directories != NULL; directories++) {
        const char *plain = arena_printf(arena, "%s/%s", *directories, application);
        if (is_directory(plain)) {
            return plain;
        }
        const char *versioned = find_versioned(arena, *directories, application);
        if (versioned != NULL) {
            return versioned;
        }
    }
    return NULL;
}

FileAccess compiler_host_files(const char *const *library_dirs)
{
    return (FileAccess){
        .context = (void *)library_dirs, .read = read_file, .find_library = find_library};
}
