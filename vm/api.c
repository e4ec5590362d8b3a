// SPDX-License-Identifier: Apache-2.0
// The embedding API.
#include <stdio.h>

#include "compat.h"
#pragma GCC visibility push(default)
#include "include/erlite.h"
#pragma GCC visibility pop

#include "code/image.h"
#include "code/loader.h"
#include "engine/code_server.h"
#include "io/output.h"
#include "proc/scheduler.h"
#include "term/utf8.h"
#include "vm.h"

ErliteVm *erlite_create(const ErliteOptions *options)
{
    static const ErliteOptions defaults;
    if (!options)
        options = &defaults;
    Vm *vm = vm_create(options->resize, options->host, options->memory_limit);
    if (!vm)
        return NULL;
    vm->image = options->image;
    vm->image_count = options->image ? options->image_count : 0;
    return vm;
}

void erlite_destroy(ErliteVm *vm)
{
    if (vm)
        vm_destroy(vm);
}

ErliteStatus erlite_add_path(ErliteVm *vm, const char *directory)
{
    if (!vm || !directory)
        return ERLITE_BAD_ARGUMENT;
    return vm_add_path(vm, directory) ? ERLITE_OK : ERLITE_NO_MEMORY;
}

ErliteStatus erlite_load(ErliteVm *vm, const void *bytes, size_t size, char *error,
                         size_t error_size)
{
    if (!vm || !bytes)
        return ERLITE_BAD_ARGUMENT;
    char message[256];
    Module *module =
        load_module(vm->code, vm->atoms, vm->literals, bytes, size, message, sizeof message);
    if (module)
        return ERLITE_OK;
    if (error && error_size)
        snprintf(error, error_size, "%s", message);
    return ERLITE_BAD_MODULE;
}

static bool utf8_is_valid(const uint8_t *bytes, size_t size)
{
    uint32_t code;
    for (size_t i = 0; i < size;) {
        int length = utf8_decode(bytes + i, size - i, &code);
        if (length <= 0)
            return false;
        i += (size_t)length;
    }
    return true;
}

// The characters of UTF-8 text, or its bytes when it is not UTF-8. TERM_NONE: no memory.
static Term text_to_list(Room *room, const char *text)
{
    size_t size = strlen(text), count = 0;
    Term *start = room_take(room, 2 * size);
    if (!start)
        return TERM_NONE;
    const uint8_t *bytes = (const uint8_t *)text;
    bool is_utf8 = utf8_is_valid(bytes, size);
    for (size_t i = 0; i < size; count++) {
        uint32_t code = bytes[i];
        i += is_utf8 ? (size_t)utf8_decode(bytes + i, size - i, &code) : 1;
        start[2 * count] = small_make(code);
        start[2 * count + 1] = cons_make(start + 2 * count + 2);
    }
    if (count == 0)
        return NIL;
    start[2 * count - 1] = NIL;
    return cons_make(start);
}

// The list of strings [[C, ...], ...], in a literal area that lives as long as the VM. False
// without memory.
static bool make_arguments(Vm *vm, int count, char *const *arguments, LiteralArea *area)
{
    size_t words = 2;
    for (int i = 0; i < count; i++)
        words += 2 + 2 * strlen(arguments[i]);
    if (!literal_area_create(vm->literals, words, area))
        return false;
    vm->arguments = NIL;
    for (int i = count; i-- > 0;) {
        Term string = text_to_list(&area->room, arguments[i]);
        if (term_is_none(string))
            return false;
        vm->arguments = room_cons(&area->room, string, vm->arguments);
        if (term_is_none(vm->arguments))
            return false;
    }
    return true;
}

// erlite_main:start(Module, Arguments) does the rest, and halts with the exit code.
static ErliteStatus run_main(Vm *vm, Term module, int *exit_code)
{
    Term runner = atom_intern(vm->atoms, "erlite_main", 11),
         start = atom_intern(vm->atoms, "start", 5);
    if (term_is_none(runner) || term_is_none(start))
        return ERLITE_NO_MEMORY;
    Export *export = code_export(vm->code, runner, start, 2);
    if (!export)
        return ERLITE_NO_MEMORY;
    const Term arguments[2] = {module, vm->arguments};
    Process *process = scheduler_spawn(vm, NULL, export, arguments, 2, (SpawnOptions){0});
    if (!process)
        return ERLITE_NO_MEMORY;
    bool ended = scheduler_run_until_exit(vm, process->number);
    (void)output_flush(vm->output);
    *exit_code = ended ? 1 : vm->halt_status;
    return ERLITE_OK;
}

ErliteStatus erlite_run_main(ErliteVm *vm, const char *module, int argument_count,
                             char *const *arguments, int *exit_code)
{
    if (!vm || !module || !exit_code || argument_count < 0)
        return ERLITE_BAD_ARGUMENT;
    Term name = atom_intern(vm->atoms, module, strlen(module));
    if (term_is_none(name))
        return ERLITE_BAD_ARGUMENT;
    LiteralArea area;
    if (!make_arguments(vm, argument_count, arguments, &area))
        return ERLITE_NO_MEMORY;
    ErliteStatus status = run_main(vm, name, exit_code);
    vm->arguments = NIL;
    return status;
}

const char *erlite_strerror(ErliteStatus status)
{
    switch (status) {
    case ERLITE_OK: return "no error";
    case ERLITE_NO_MEMORY: return "out of memory";
    case ERLITE_BAD_MODULE: return "not a BEAM file that can be loaded";
    case ERLITE_BAD_ARGUMENT: return "bad argument";
    }
    return "unknown status";
}
