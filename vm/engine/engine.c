// SPDX-License-Identifier: Apache-2.0
// Entering and leaving compiled code: the loop around the instructions, and what they leave to when
// they cannot go on.
#include "engine/engine.h"

#include "engine/operation.h"
#include "engine/trace.h"
#include "proc/scheduler.h"
#include "proc/signals.h"

static const OperationBody bodies[INSTRUCTION_COUNT] = {
#define INSTRUCTION(name, operands, meaning) [INSTRUCTION_##name] = op_##name,
#include "code/instructions.def"
#undef INSTRUCTION
};
_Static_assert(sizeof(OperationBody) == sizeof(Word), "a body's address is a word of code");

void engine_attach(CodeTable *table)
{
    code_set_operations(table, (const Word *)(const void *)bodies);
}

// ---- collection

// In a build that collects at every chance: every second check of a small heap does, fewer of a
// larger one, and fewer the longer a process runs, so that a check costs a few hundred words at
// most.
static size_t checks_until_stress(const Heap *heap)
{
    return 1 + heap_used_words(heap) / 256 + heap->collections / 4096;
}

OPERATION(collect_again)
{
    SAVE();
    size_t need = process->engine.need;
    HeapStatus status = process_collect(process, need, process->engine.live);
    process->engine.checks_until_stress = checks_until_stress(&process->heap);
    stack = process->heap.room.end;
    RESTORE();
    if (unlikely(status == HEAP_LIMIT_REACHED)) {
        signal_end(process, ATOM_TERM(killed));
        return NULL;
    }
    if (unlikely(status == HEAP_NO_MEMORY))
        RAISE(fault_no_memory(process));
    GO_ON_AT(code);
}

// ---- giving way

const Word *engine_yield(STATE_PARAMETERS)
{
    SAVE();
    process->code = code;
    if (!process_save_registers(process, x, process->engine.live))
        RAISE(fault_no_memory(process));
    process->state = PROCESS_RUNNABLE;
    return NULL;
}

const Word *engine_trap(STATE_PARAMETERS)
{
    const Export *export = process->trap;
    process->fault.kind = FAULT_NONE;
    memcpy(x, process->vm->trap_arguments, export->arity * sizeof *x);
    CALL_AT(export->code);
}

// ---- the ends of a process

OPERATION(process_end)
{
    SAVE();
    signal_end(process, ATOM_TERM(normal));
    return NULL;
}

// ---- running

static void run_from(Process *process, const Word *code)
{
    Term *x = process->x;
    Term *stack = process->heap.room.end, *top = process->heap.room.top;
    SignedWord reductions = process->reductions;
#if ENGINE_TAIL_CALLS
    (void)((OperationBody)(uintptr_t)code[0])(STATE);
#else
    while (code) {
        code = ((OperationBody)(uintptr_t)code[0])(STATE);
        stack = process->engine.stack;
        top = process->engine.top;
        reductions = process->engine.reductions;
    }
#endif
}

void engine_run(Process *process)
{
    process->fault.kind = FAULT_NONE;
    process->reductions = REDUCTIONS_PER_SLICE;
    process->engine.need = 0;
    process_load_registers(process);
    run_from(process, process->code);
}

bool engine_prepare_call(Process *process, const Export *function, const Term *arguments,
                         size_t count)
{
    static const OperationBody end[1] = {op_process_end};
    if (!process_save_registers(process, arguments, count))
        return false;
    *--process->heap.room.end = return_address((const Word *)(const void *)end);
    process->code = function->code;
    return true;
}
