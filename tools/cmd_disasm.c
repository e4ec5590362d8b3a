// SPDX-License-Identifier: Apache-2.0
// erlite disasm: the instructions of a BEAM file, as they are in the file and as they are loaded.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "code/disassemble.h"
#include "code/loader.h"
#include "command.h"
#include "erlite.h"
#include "term/print.h"
#include "vm.h"

static int refuse(const char *path, const char *problem)
{
    fprintf(stderr, "erlite: cannot load %s: %s\n", path, problem);
    return EXIT_FAILED;
}

static int print_text(ByteBuffer *text)
{
    bool is_fine = !text->failed;
    if (is_fine)
        fwrite(text->bytes, 1, text->size, stdout);
    byte_buffer_free(text);
    return is_fine ? EXIT_FINE : no_memory_error();
}

static int print_generic(Vm *vm, const char *path, const uint8_t *bytes, size_t size)
{
    BeamFile file;
    ByteBuffer text = byte_buffer_make(&vm->memory);
    int code = EXIT_FINE;
    if (beam_file_open(&file, vm->code, vm->atoms, vm->literals, bytes, size)) {
        byte_buffer_add_text(&text, "module ");
        term_print(&text, vm->atoms, file.name);
        byte_buffer_add_text(&text, ": the instructions in the file\n\n");
        disassemble_file(&text, &file);
        code = print_text(&text);
    } else {
        code = refuse(path, file.error);
    }
    beam_file_close(&file, vm->literals);
    return code;
}

static int print_internal(Vm *vm, const char *path, const uint8_t *bytes, size_t size)
{
    char error[256];
    Module *module =
        load_module(vm->code, vm->atoms, vm->literals, bytes, size, error, sizeof error);
    if (module == NULL)
        return refuse(path, error);
    ByteBuffer text = byte_buffer_make(&vm->memory);
    byte_buffer_add_text(&text, "\nmodule ");
    term_print(&text, vm->atoms, module->name);
    byte_buffer_add_text(&text, ": the instructions as loaded\n");
    disassemble_module(&text, vm->atoms, vm->code, module);
    return print_text(&text);
}

static int disassemble(const char *path)
{
    size_t size;
    uint8_t *bytes = file_read(path, &size);
    if (bytes == NULL)
        return usage_error("cannot read %s: %s", path, strerror(errno));
    ErliteVm *vm = erlite_create(NULL);
    int code = vm == NULL ? no_memory_error() : print_generic(vm, path, bytes, size);
    if (code == EXIT_FINE)
        code = print_internal(vm, path, bytes, size);
    erlite_destroy(vm);
    free(bytes);
    return code;
}

int command_disasm(const Command *command, int count, char **arguments)
{
    OptionReader reader = {.command = command, .arguments = arguments, .count = count};
    switch (option_next(&reader)) {
    case OPTION_HELP: command_print_help(command); return EXIT_FINE;
    case OPTION_BAD: return EXIT_USAGE;
    default:
        if (reader.count - reader.next == 1)
            return disassemble(arguments[reader.next]);
        return usage_error("disassemble what? Name one file: erlite disasm FILE.beam");
    }
}
