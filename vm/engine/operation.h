// SPDX-License-Identifier: Apache-2.0
// How an instruction's body is written.
//
// A body gets the machine state in six parameters, which stay in machine registers, and ends with a
// tail call of the next body. Slow paths are functions of the same type, tail called too
// (LEAVE_TO), so that a fast path has nothing to save. Where the compiler does not promise tail
// calls, NEXT returns the address of the next instruction to a loop.
//
// Rules: a body that needs heap words checks with NEED first, while all live terms are in
// registers; a call of a C function that builds terms stands between SAVE and RESTORE.
#ifndef ERLITE_OPERATION_H
#define ERLITE_OPERATION_H

#include "code/instruction.h"
#include "vm.h"

#ifndef ENGINE_TAIL_CALLS
#define ENGINE_TAIL_CALLS 0
#endif
#ifndef GC_STRESS
#define GC_STRESS 0
#endif

#define STATE_PARAMETERS                                                           \
    UNUSED const Word *code, UNUSED Term *x, UNUSED Term *stack, UNUSED Term *top, \
        UNUSED Process *process, UNUSED SignedWord reductions
#define STATE code, x, stack, top, process, reductions

// Returns what the next body returned, at the end NULL; without tail calls the next instruction, or
// NULL.
typedef const Word *(*OperationBody)(STATE_PARAMETERS);

#define OPERATION(name)                      const Word *op_##name(STATE_PARAMETERS)
#define INSTRUCTION(name, operands, meaning) OPERATION(name);
#include "code/instructions.def"
#undef INSTRUCTION

#if defined(__clang__)
#define TAIL_RETURN __attribute__((musttail)) return
#else
#define TAIL_RETURN return
#endif

// Goes on in a function of the same type.
#define LEAVE_TO(function) TAIL_RETURN function(STATE)

static inline const Word *state_store(STATE_PARAMETERS)
{
    (void)x;
    process->engine.stack = stack;
    process->engine.top = top;
    process->engine.reductions = reductions;
    return code;
}

#if ENGINE_TAIL_CALLS
#define GO_ON_AT(address)                                      \
    do {                                                       \
        code = (address);                                      \
        TAIL_RETURN((OperationBody)(uintptr_t)code[0])(STATE); \
    } while (0)
#else
#define GO_ON_AT(address)          \
    do {                           \
        code = (address);          \
        return state_store(STATE); \
    } while (0)
#endif
// Goes on behind this instruction, which has `count` operand words.
#define NEXT(count)        GO_ON_AT(code + 1 + (count))
#define GO_TO_LABEL(index) GO_ON_AT(label_operand(code, index))

// ---- operands: the first word behind the instruction has index 1

static inline const Word *label_operand(const Word *code, size_t index)
{
    return (const Word *)(uintptr_t)code[index];
}
static inline Term constant_operand(const Word *code, size_t index)
{
    return term_from_word(code[index]);
}
static inline Term source_value(Word operand, const Term *x, const Term *stack)
{
    unsigned tag = operand & TAG_MASK;
    if (tag == SOURCE_X)
        return x[operand >> 3];
    if (tag == SOURCE_Y)
        return stack[operand >> 3];
    return term_from_word(operand);
}
static inline Term *destination_address(Word operand, Term *x, Term *stack)
{
    return ((operand & TAG_MASK) == SOURCE_X ? x : stack) + (operand >> 3);
}
// The registers behind those that code can name hold arguments of C functions.
#define X_SPARE           X_REGISTER_COUNT
#define X(index)          x[code[index]]
#define Y(index)          stack[code[index]]
#define CONSTANT(index)   constant_operand(code, index)
#define SOURCE(index)     source_value(code[index], x, stack)
#define SET(index, value) (*destination_address(code[index], x, stack) = (value))

// ---- stack

static inline Term return_address(const Word *address)
{
    return term_from_word((Word)(uintptr_t)address + TAG_RETURN);
}
static inline const Word *address_of_return(Term word)
{
    assert(term_tag(word) == TAG_RETURN);
    return (const Word *)(uintptr_t)(term_word(word) - TAG_RETURN);
}

// ---- heap

// Whether a build that collects at every chance, or nearly, does so now.
static inline bool stress_collect(Process *process)
{
    return GC_STRESS && process->engine.checks_until_stress-- == 0;
}

// Collects, if there are fewer than `words` free, with `live` x registers as roots, and starts the
// instruction again.
#define NEED(words, live_registers)                                                       \
    do {                                                                                  \
        if (unlikely(top + (words) + STACK_RESERVE > stack) || stress_collect(process)) { \
            process->engine.need = (words);                                               \
            process->engine.live = (live_registers);                                      \
            LEAVE_TO(engine_collect);                                                     \
        }                                                                                 \
    } while (0)
// The same when terms built beyond the block have grown large.
#define COLLECT_FRAGMENTS(live_registers)                      \
    do {                                                       \
        if (unlikely(heap_wants_collection(&process->heap))) { \
            process->engine.need = 0;                          \
            process->engine.live = (live_registers);           \
            LEAVE_TO(engine_collect);                          \
        }                                                      \
    } while (0)

#define SAVE()                            \
    do {                                  \
        process->heap.room.top = top;     \
        process->heap.room.end = stack;   \
        process->reductions = reductions; \
    } while (0)
#define RESTORE()                         \
    do {                                  \
        top = process->heap.room.top;     \
        reductions = process->reductions; \
    } while (0)

// After a C function that may itself have collected, as erlang:garbage_collect/0 does.
#define RESTORE_ALL()                   \
    do {                                \
        stack = process->heap.room.end; \
        RESTORE();                      \
    } while (0)

// Collects as process->engine.need and .live say, then does the instruction again.
OPERATION(collect_again);
#define engine_collect op_collect_again
// Raises process->fault (set by a C function, the room saved): finds the handler, or ends the
// process.
const Word *engine_fault(STATE_PARAMETERS);
// Gives way to other processes; goes on at `code`, with process->engine.live x registers.
const Word *engine_yield(STATE_PARAMETERS);
// Calls process->trap with vm->trap_arguments in place of the instruction, which has put its
// own return address.
const Word *engine_trap(STATE_PARAMETERS);

// Reductions: one a call; gives way at `code` when they are used up. The arity stands in front of a
// function's code.
#define CALL_AT(address)                          \
    do {                                          \
        const Word *function_ = (address);        \
        if (unlikely(--reductions < 0)) {         \
            code = function_;                     \
            process->engine.live = function_[-1]; \
            LEAVE_TO(engine_yield);               \
        }                                         \
        GO_ON_AT(function_);                      \
    } while (0)

#define RAISE(fault_call)       \
    do {                        \
        SAVE();                 \
        (void)(fault_call);     \
        LEAVE_TO(engine_fault); \
    } while (0)

// Sets the fault of a function of module erlang that an instruction did in its place.
Term fault_in_function(Process *process, FaultKind kind, Term reason, const char *function,
                       unsigned arity, Term first, Term second);

#endif
