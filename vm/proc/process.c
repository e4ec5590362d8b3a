// SPDX-License-Identifier: Apache-2.0
// Making and ending processes, their collection, and the faults that C functions raise.
#include "proc/process.h"

#include "proc/mailbox.h"
#include "proc/relations.h"
#include "vm.h"

// What process_info says when nothing was asked for, as in OTP; the blocks themselves are smaller.
#define DEFAULT_MIN_HEAP_SIZE      233
#define DEFAULT_MIN_BIN_VHEAP_SIZE 46422

Process *process_create(Vm *vm, size_t min_heap_words)
{
    Process *process = memory_alloc_zeroed(&vm->memory, 1, sizeof *process);
    if (!process)
        return NULL;
    process->vm = vm;
    if (heap_init(&process->heap, &vm->memory, vm->literals, min_heap_words) != HEAP_OK) {
        memory_free(&vm->memory, process, sizeof *process);
        return NULL;
    }
    process->dictionary = NIL;
    process->group_leader = NIL;
    process->initial_call = NIL;
    process->exit_reason = NIL;
    process->label = NIL;
    process->registered_name = TERM_NONE;
    process->error_handler = ATOM_TERM(error_handler);
    process->settings = (ProcessSettings){.priority = PRIORITY_NORMAL,
                                          .max_heap_kill = true,
                                          .max_heap_report = true,
                                          .min_heap_words = DEFAULT_MIN_HEAP_SIZE,
                                          .min_bin_vheap_words = DEFAULT_MIN_BIN_VHEAP_SIZE};
    process->state = PROCESS_WAITING;
    process->x = vm->registers;
    process->float_registers = vm->float_registers;
    return process;
}

void process_destroy(Process *process)
{
    Memory *memory = &process->vm->memory;
    relations_free(process);
    mailbox_free(&process->mailbox, memory);
    heap_destroy(&process->heap);
    process_free_registers(process);
    memory_free(memory, process, sizeof *process);
}

// ---- registers

// Most functions have fewer arguments.
#define SAVED_REGISTERS_MIN 4

bool process_save_registers(Process *process, const Term *registers, size_t count)
{
    if (count > process->saved_capacity) {
        size_t capacity = count < SAVED_REGISTERS_MIN ? SAVED_REGISTERS_MIN : count;
        Term *grown =
            memory_resize(&process->vm->memory, process->saved_registers,
                          process->saved_capacity * sizeof *grown, capacity * sizeof *grown);
        if (!grown)
            return false;
        process->saved_registers = grown;
        process->saved_capacity = (uint32_t)capacity;
    }
    if (count)
        memcpy(process->saved_registers, registers, count * sizeof *registers);
    process->saved_count = (uint32_t)count;
    return true;
}

void process_free_registers(Process *process)
{
    memory_free(&process->vm->memory, process->saved_registers,
                process->saved_capacity * sizeof(Term));
    process->saved_registers = NULL;
    process->saved_capacity = 0;
    process->saved_count = 0;
}

void process_load_registers(Process *process)
{
    if (process->saved_count) {
        memcpy(process->x, process->saved_registers, process->saved_count * sizeof *process->x);
        process->saved_count = 0;
    }
}

// ---- collection

HeapStatus process_collect(Process *process, size_t need, size_t live)
{
    Mailbox *mailbox = &process->mailbox;
    size_t settled = mailbox->settled > mailbox->first ? mailbox->settled : mailbox->first;
    const RootRange ranges[] = {
        {process->x, live, false},
        {&process->dictionary, PROCESS_ROOT_COUNT, false},
        {process->saved_registers, process->saved_count, false},
        {mailbox->items + mailbox->first, settled - mailbox->first, true},
        {mailbox->items + settled, mailbox->end - settled, false},
    };
    size_t count = sizeof ranges / sizeof *ranges;
    HeapStatus status = heap_collect(&process->heap, need, ranges, count);
    if (status != HEAP_NO_MEMORY)
        mailbox_note_collection(mailbox);
#ifndef NDEBUG
    if (status == HEAP_OK)
        (void)heap_verify(&process->heap, ranges, count);
#endif
    return status;
}

// ---- faults

static Term set_fault(Process *process, FaultKind kind, Term reason)
{
    process->fault = (Fault){
        .kind = kind,
        .reason = reason,
        .arguments = TERM_NONE,
        .trace = TERM_NONE,
        .module = TERM_NONE,
        .function = TERM_NONE,
        .function_arguments = NIL,
    };
    return TERM_NONE;
}

Term fault_error(Process *process, Term reason) { return set_fault(process, FAULT_ERROR, reason); }
Term fault_badarg(Process *process) { return fault_error(process, ATOM_TERM(badarg)); }
Term fault_badarith(Process *process) { return fault_error(process, ATOM_TERM(badarith)); }
Term fault_system_limit(Process *process) { return fault_error(process, ATOM_TERM(system_limit)); }
Term fault_exit(Process *process, Term reason) { return set_fault(process, FAULT_EXIT, reason); }
Term fault_throw(Process *process, Term reason) { return set_fault(process, FAULT_THROW, reason); }
Term fault_no_memory(Process *process) { return fault_error(process, ATOM_TERM(system_limit)); }

Term fault_error_with(Process *process, Term tag, Term value)
{
    Term pair = room_tuple(process_room(process), 2);
    if (term_is_none(pair))
        return fault_no_memory(process);
    tuple_elements(pair)[0] = tag;
    tuple_elements(pair)[1] = value;
    return fault_error(process, pair);
}

Term fault_trap(Process *process, const Export *function, const Term *arguments)
{
    (void)set_fault(process, FAULT_TRAP, NIL);
    process->trap = function;
    memcpy(process->vm->trap_arguments, arguments, function->arity * sizeof *arguments);
    return TERM_NONE;
}
