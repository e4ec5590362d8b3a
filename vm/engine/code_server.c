// SPDX-License-Identifier: Apache-2.0
// Loading on demand.
#include "engine/code_server.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <zlib.h>

#include "code/image.h"
#include "code/loader.h"
#include "io/output.h"

#define ERROR_MAX 256

static CodeServerResult load_bytes(Vm *vm, const char *where, const uint8_t *bytes, size_t size)
{
    char error[ERROR_MAX];
    if (load_module(vm->code, vm->atoms, vm->literals, bytes, size, error, sizeof error))
        return CODE_LOADED;
    char line[ERROR_MAX * 2];
    int length = snprintf(line, sizeof line, "erlite: cannot load %s: %s\n", where, error);
    output_write(vm->output, OUTPUT_ERROR, line,
                 length < (int)sizeof line ? (size_t)length : sizeof line - 1);
    return CODE_BAD;
}

// The whole file; NULL when it cannot be read. *size bytes, taken from the VM's memory.
static uint8_t *read_file(Vm *vm, const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    struct stat status;
    uint8_t *bytes = NULL;
    if (fstat(fileno(file), &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
        *size = (size_t)status.st_size;
        bytes = memory_alloc(&vm->memory, *size);
        if (bytes && fread(bytes, 1, *size, file) != *size) {
            memory_free(&vm->memory, bytes, *size);
            bytes = NULL;
        }
    }
    fclose(file);
    return bytes;
}

static CodeServerResult load_from_paths(Vm *vm, const char *name)
{
    char path[4096];
    for (size_t i = 0; i < vm->search_path_count; i++) {
        int length = snprintf(path, sizeof path, "%s/%s.beam", vm->search_paths[i], name);
        if (length < 0 || (size_t)length >= sizeof path)
            continue;
        size_t size;
        uint8_t *bytes = read_file(vm, path, &size);
        if (!bytes)
            continue;
        CodeServerResult result = load_bytes(vm, path, bytes, size);
        memory_free(&vm->memory, bytes, size);
        return result;
    }
    return CODE_NOT_FOUND;
}

static int compare_entry(const void *name, const void *entry)
{
    return strcmp(name, ((const ImageEntry *)entry)->name);
}

static CodeServerResult load_from_image(Vm *vm, const char *name)
{
    if (vm->image_count == 0)
        return CODE_NOT_FOUND;
    const ImageEntry *entry =
        bsearch(name, vm->image, vm->image_count, sizeof *entry, compare_entry);
    if (!entry)
        return CODE_NOT_FOUND;
    uint8_t *bytes = memory_alloc(&vm->memory, entry->size);
    if (!bytes)
        return CODE_NOT_FOUND;
    uLongf size = entry->size;
    CodeServerResult result = CODE_BAD;
    if (uncompress(bytes, &size, entry->data, entry->compressed_size) == Z_OK &&
        size == entry->size) {
        result = load_bytes(vm, name, bytes, size);
    }
    memory_free(&vm->memory, bytes, entry->size);
    return result;
}

// Names that would lead out of the directories are not looked for.
static bool name_is_plain(AtomText name)
{
    return name.size > 0 && !memchr(name.bytes, '/', name.size) &&
           !memchr(name.bytes, 0, name.size);
}

CodeServerResult code_server_load(Vm *vm, Term module)
{
    if (code_find_module(vm->code, module))
        return CODE_LOADED;
    AtomText text = atom_text(vm->atoms, module);
    if (!name_is_plain(text))
        return CODE_NOT_FOUND;
    char name[ATOM_MAX_BYTES + 1];
    memcpy(name, text.bytes, text.size);
    name[text.size] = '\0';
    CodeServerResult result = load_from_paths(vm, name);
    return result == CODE_NOT_FOUND ? load_from_image(vm, name) : result;
}
