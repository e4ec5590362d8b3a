// SPDX-License-Identifier: Apache-2.0
// erlite: a virtual machine for the Erlang language, to be embedded in C programs.
//
// Any number of VMs may live in one program; they share nothing. Functions that can fail return an
// ErliteStatus, and erlite_strerror says what it means.
#ifndef ERLITE_H
#define ERLITE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ERLITE_VERSION "0.1.0"

typedef struct Vm ErliteVm;
struct ImageEntry;

typedef enum ErliteStatus {
    ERLITE_OK,
    ERLITE_NO_MEMORY,
    ERLITE_BAD_MODULE,   // the bytes are no BEAM file that can be loaded
    ERLITE_BAD_ARGUMENT, // a null pointer, or text that is no UTF-8
} ErliteStatus;

typedef struct ErliteOptions {
    // Resizes memory: `old_size` 0 allocates, `new_size` 0 frees. NULL: realloc and free.
    void *(*resize)(void *host, void *piece, size_t old_size, size_t new_size);
    void *host;          // first argument of `resize`
    size_t memory_limit; // bytes, 0 for none
    const struct ImageEntry
        *image; // compressed modules, as tools/mkimage writes them; NULL for none
    size_t image_count;
} ErliteOptions;

// A new VM, or NULL without memory. `options` NULL takes the defaults.
ErliteVm *erlite_create(const ErliteOptions *options);
// Ends all processes, flushes output and gives back all memory. NULL is nothing.
void erlite_destroy(ErliteVm *vm);

// Adds a directory that is searched for NAME.beam when a module is first called.
ErliteStatus erlite_add_path(ErliteVm *vm, const char *directory);
// Loads a module from the bytes of a BEAM file, which may be freed afterwards. On
// ERLITE_BAD_MODULE, `error` (of `error_size` bytes, may be NULL) gets a sentence that says why.
ErliteStatus erlite_load(ErliteVm *vm, const void *bytes, size_t size, char *error,
                         size_t error_size);
// Runs MODULE:main/1 with the arguments as a list of strings, or main/0 when there is no main/1, in
// a process of its own, until it returns or the VM halts. *exit_code: 0, that of halt/1, or 1 after
// an exception, which is reported on standard error.
ErliteStatus erlite_run_main(ErliteVm *vm, const char *module, int argument_count,
                             char *const *arguments, int *exit_code);

// One sentence for each status.
const char *erlite_strerror(ErliteStatus status);

#ifdef __cplusplus
}
#endif
#endif
