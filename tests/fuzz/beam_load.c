// SPDX-License-Identifier: Apache-2.0
// Fuzz target: any bytes as a BEAM file. The reader and the loader must refuse them or make a
// module of them, and leave nothing behind.
#include <assert.h>
#include <stdlib.h>

#include "code/loader.h"

enum { MEMORY_LIMIT = 256 << 20, ATOM_LIMIT = 100000 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void *checked(void *pointer)
{
    if (pointer == NULL) {
        abort();
    }
    return pointer;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Memory memory;
    memory_init(&memory, NULL, NULL, MEMORY_LIMIT);
    AtomTable *atoms = checked(atom_table_create(&memory, ATOM_LIMIT));
    LiteralPool *pool = checked(literal_pool_create(&memory));
    CodeTable *code = checked(code_table_create(&memory));

    char error[200] = "";
    Module *module = load_module(code, atoms, pool, data, size, error, sizeof error);
    // A refusal says why.
    if (module == NULL && error[0] == '\0') {
        abort();
    }

    code_table_destroy(code);
    literal_pool_destroy(pool);
    atom_table_destroy(atoms);
    if (atomic_load(&memory.in_use) != 0) {
        abort();
    }
    return 0;
}
