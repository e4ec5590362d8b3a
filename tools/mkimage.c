// SPDX-License-Identifier: Apache-2.0
// mkimage: packs BEAM files, each compressed by zlib, into a C source file in the format of
// code/image.h. A program of its own because it runs while the library that contains its output is
// being built.
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

typedef struct {
    const char *path;
    char *name;
    unsigned char *data;
    uLong compressed_size;
    size_t size;
} Module;

static void die(const char *subject, const char *problem)
{
    fprintf(stderr, "mkimage: %s: %s\n", subject, problem);
    exit(1);
}

static void *allocate(size_t size)
{
    void *memory = malloc(size > 0 ? size : 1);
    if (memory == NULL) {
        die("image", "out of memory");
    }
    return memory;
}

static char *module_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *base = slash != NULL ? slash + 1 : path;
    size_t length = strlen(base);
    if (length <= 5 || strcmp(base + length - 5, ".beam") != 0) {
        die(path, "is not named MODULE.beam");
    }
    char *name = allocate(length - 4);
    memcpy(name, base, length - 5);
    name[length - 5] = '\0';
    return name;
}

static unsigned char *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        die(path, strerror(errno));
    }
    size_t capacity = 65536, length = 0, got;
    unsigned char *bytes = allocate(capacity);
    while ((got = fread(bytes + length, 1, capacity - length, file)) > 0) {
        length += got;
        if (length == capacity) {
            capacity *= 2;
            bytes = realloc(bytes, capacity);
            if (bytes == NULL) {
                die(path, "out of memory");
            }
        }
    }
    if (ferror(file)) {
        die(path, strerror(errno));
    }
    fclose(file);
    *size = length;
    return bytes;
}

static void module_load(Module *module, const char *path)
{
    module->path = path;
    module->name = module_name(path);
    unsigned char *bytes = read_file(path, &module->size);
    if (module->size < 12 || memcmp(bytes, "FOR1", 4) != 0) {
        die(path, "is not a BEAM file");
    }
    if (module->size > UINT32_MAX) {
        die(path, "is too large");
    }
    module->compressed_size = compressBound((uLong)module->size);
    module->data = allocate(module->compressed_size);
    if (compress2(module->data, &module->compressed_size, bytes, (uLong)module->size,
                  Z_BEST_COMPRESSION) != Z_OK) {
        die(path, "cannot be compressed");
    }
    free(bytes);
}

static int compare_modules(const void *left, const void *right)
{
    return strcmp(((const Module *)left)->name, ((const Module *)right)->name);
}

// As a string of octal escapes: C compilers read that many times faster than a list of numbers.
static void write_data(FILE *out, size_t index, const Module *module)
{
    fprintf(out, "static const unsigned char data_%zu[] =", index);
    for (uLong i = 0; i < module->compressed_size; i++) {
        if (i % 24 == 0) {
            fputs(i == 0 ? "\n    \"" : "\"\n    \"", out);
        }
        fprintf(out, "\\%03o", module->data[i]);
    }
    fputs("\";\n", out);
}

static void write_image(FILE *out, const Module *modules, size_t count)
{
    fputs("// Made by mkimage from the modules of the standard library.\n"
          "#include \"code/image.h\"\n\n",
          out);
    for (size_t i = 0; i < count; i++) {
        write_data(out, i, &modules[i]);
    }
    fputs("\nconst ImageEntry erlite_image[] = {\n", out);
    for (size_t i = 0; i < count; i++) {
        fprintf(out, "    {\"%s\", data_%zu, %lu, %zu},\n", modules[i].name, i,
                modules[i].compressed_size, modules[i].size);
    }
    if (count == 0) {
        fputs("    {0, 0, 0, 0},\n", out);
    }
    fprintf(out, "};\n\nconst size_t erlite_image_count = %zu;\n", count);
}

int main(int argc, char **argv)
{
    if (argc < 3 || strcmp(argv[1], "-o") != 0) {
        fputs("usage: mkimage -o IMAGE.c MODULE.beam...\n", stderr);
        return 2;
    }
    size_t count = (size_t)argc - 3;
    Module *modules = allocate(count * sizeof *modules);
    for (size_t i = 0; i < count; i++) {
        module_load(&modules[i], argv[i + 3]);
    }
    qsort(modules, count, sizeof *modules, compare_modules);
    for (size_t i = 1; i < count; i++) {
        if (strcmp(modules[i - 1].name, modules[i].name) == 0) {
            die(modules[i].path, "has the name of another module");
        }
    }
    FILE *out = fopen(argv[2], "w");
    if (out == NULL) {
        die(argv[2], strerror(errno));
    }
    write_image(out, modules, count);
    if (ferror(out) || fclose(out) != 0) {
        die(argv[2], "cannot be written");
    }
    for (size_t i = 0; i < count; i++) {
        free(modules[i].name);
        free(modules[i].data);
    }
    free(modules);
    return 0;
}
