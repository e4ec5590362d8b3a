// SPDX-License-Identifier: Apache-2.0
// Gives every file of the named folders to a fuzz target once. So the inputs that a fuzzer found
// stay tests, in every mode and with any compiler; only finding new ones needs clang's libFuzzer.
#include <dirent.h>
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// What every target of tests/fuzz defines, by libFuzzer's convention.
extern int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void die(const char *subject, const char *problem)
{
    fprintf(stderr, "fuzz-replay: %s: %s\n", subject, problem);
    exit(1);
}

// The target gets a block of exactly the input's size, so that a sanitizer sees a read past its
// end.
static void replay_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        die(path, strerror(errno));
    }
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    if (size < 0) {
        die(path, "is not a plain file");
    }
    uint8_t *data = malloc(size > 0 ? (size_t)size : 1);
    if (data == NULL || fread(data, 1, (size_t)size, file) != (size_t)size) {
        die(path, "cannot be read");
    }
    fclose(file);
    LLVMFuzzerTestOneInput(data, (size_t)size);
    free(data);
}

static size_t replay_folder(const char *folder)
{
    DIR *directory = opendir(folder);
    if (directory == NULL) {
        die(folder, strerror(errno));
    }
    size_t count = 0;
    struct dirent *entry;
    while ((entry = readdir(directory)) != NULL) {
        if (entry->d_name[0] == '.') {
            continue;
        }
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        // The name first: the last one printed is the one that crashed.
        fprintf(stderr, "%s\n", path);
        replay_file(path);
        count++;
    }
    closedir(directory);
    return count;
}

int main(int argc, char **argv)
{
    size_t count = 0;
    for (int i = 1; i < argc; i++) {
        count += replay_folder(argv[i]);
    }
    if (count == 0) {
        die(argc > 1 ? argv[1] : "no folder", "holds no inputs");
    }
    printf("%zu inputs replayed\n", count);
    return 0;
}
