// SPDX-License-Identifier: Apache-2.0
// Instructions that call and return, and what makes room on stack and heap.
#include "engine/code_server.h"
#include "engine/operation.h"
#include "engine/trace.h"
#include "proc/mailbox.h"
#include "proc/signals.h"
#include "term/fun.h"

OPERATION(jump) { GO_TO_LABEL(1); }

// ---- local calls

OPERATION(call)
{
    *--stack = return_address(code + 2);
    CALL_AT(label_operand(code, 1));
}
OPERATION(call_only) { CALL_AT(label_operand(code, 1)); }
OPERATION(call_last)
{
    stack += code[2];
    CALL_AT(label_operand(code, 1));
}
// ---- moves and a call in one

OPERATION(move_xx_call_only)
{
    X(2) = X(1);
    CALL_AT(label_operand(code, 3));
}
OPERATION(move_cx_call_only)
{
    X(2) = CONSTANT(1);
    CALL_AT(label_operand(code, 3));
}
OPERATION(move_xx_call)
{
    X(2) = X(1);
    *--stack = return_address(code + 4);
    CALL_AT(label_operand(code, 3));
}
OPERATION(move_yx_call)
{
    X(2) = Y(1);
    *--stack = return_address(code + 4);
    CALL_AT(label_operand(code, 3));
}
OPERATION(move_yx_call_last)
{
    X(2) = Y(1);
    stack += code[4];
    CALL_AT(label_operand(code, 3));
}
OPERATION(move_yx_yx_call_last)
{
    X(2) = Y(1);
    X(4) = Y(3);
    stack += code[6];
    CALL_AT(label_operand(code, 5));
}

// ---- calls through the export table

static inline const Export *export_operand(const Word *code, size_t index)
{
    return (const Export *)(uintptr_t)code[index];
}

OPERATION(call_export)
{
    *--stack = return_address(code + 2);
    CALL_AT(export_operand(code, 1)->code);
}
OPERATION(call_export_only) { CALL_AT(export_operand(code, 1)->code); }
OPERATION(call_export_last)
{
    stack += code[2];
    CALL_AT(export_operand(code, 1)->code);
}

// ---- C functions

// A C function has failed, or wants another function called in its place, whose result is then its
// own.
static NO_INLINE const Word *bif_failed(STATE_PARAMETERS)
{
    if (process->fault.kind == FAULT_TRAP) {
        *--stack = return_address(code + 2);
        LEAVE_TO(engine_trap);
    }
    trace_note_bif(process, export_operand(code, 1), x);
    LEAVE_TO(engine_fault);
}
static NO_INLINE const Word *tail_bif_failed(STATE_PARAMETERS)
{
    if (process->fault.kind == FAULT_TRAP)
        LEAVE_TO(engine_trap);
    trace_note_bif(process, export_operand(code, 1), x);
    LEAVE_TO(engine_fault);
}
static NO_INLINE const Word *last_bif_failed(STATE_PARAMETERS)
{
    if (process->fault.kind == FAULT_TRAP) {
        stack += code[2];
        LEAVE_TO(engine_trap);
    }
    trace_note_bif(process, export_operand(code, 1), x);
    LEAVE_TO(engine_fault);
}

#define COLLECT_BEFORE_BIF(export)                                                        \
    do {                                                                                  \
        if (unlikely(heap_wants_collection(&process->heap)) || stress_collect(process)) { \
            process->engine.need = 0;                                                     \
            process->engine.live = (export)->arity;                                       \
            LEAVE_TO(engine_collect);                                                     \
        }                                                                                 \
    } while (0)

// Gives way before the instruction when the reductions are used up: C functions count like calls.
#define CHARGE_BIF(export)                          \
    do {                                            \
        if (unlikely(--reductions < 0)) {           \
            process->engine.live = (export)->arity; \
            LEAVE_TO(engine_yield);                 \
        }                                           \
    } while (0)

OPERATION(call_bif)
{
    const Export *export = export_operand(code, 1);
    COLLECT_BEFORE_BIF(export);
    CHARGE_BIF(export);
    process->code = code; // for process_info and the like
    SAVE();
    Term result = export->bif(process, x);
    RESTORE_ALL();
    if (unlikely(term_is_none(result)))
        LEAVE_TO(bif_failed);
    x[0] = result;
    NEXT(1);
}
OPERATION(call_bif_only)
{
    const Export *export = export_operand(code, 1);
    COLLECT_BEFORE_BIF(export);
    CHARGE_BIF(export);
    process->code = code; // for process_info and the like
    SAVE();
    Term result = export->bif(process, x);
    RESTORE_ALL();
    if (unlikely(term_is_none(result)))
        LEAVE_TO(tail_bif_failed);
    x[0] = result;
    LEAVE_TO(op_return_);
}
OPERATION(call_bif_last)
{
    const Export *export = export_operand(code, 1);
    COLLECT_BEFORE_BIF(export);
    CHARGE_BIF(export);
    process->code = code; // for process_info and the like
    SAVE();
    Term result = export->bif(process, x);
    RESTORE_ALL();
    if (unlikely(term_is_none(result)))
        LEAVE_TO(last_bif_failed);
    x[0] = result;
    stack += code[2];
    LEAVE_TO(op_return_);
}

static inline const Export *stub_export(const Word *code)
{
    return (const Export *)(uintptr_t)((const char *)(code - 1) - offsetof(Export, stub));
}

static NO_INLINE const Word *stub_bif_failed(STATE_PARAMETERS)
{
    if (process->fault.kind == FAULT_TRAP)
        LEAVE_TO(engine_trap);
    trace_note_bif(process, stub_export(code), x);
    LEAVE_TO(engine_fault);
}
OPERATION(stub_bif)
{
    const Export *export = stub_export(code);
    COLLECT_BEFORE_BIF(export);
    SAVE();
    Term result = export->bif(process, x);
    RESTORE_ALL();
    if (unlikely(term_is_none(result)))
        LEAVE_TO(stub_bif_failed);
    x[0] = result;
    LEAVE_TO(op_return_);
}

// The first call of a function of a module that is not loaded yet loads it.
OPERATION(stub_undefined)
{
    const Export *export = stub_export(code);
    SAVE();
    CodeServerResult result = code_server_load(process->vm, export->module);
    RESTORE();
    (void)result;
    if (export->code != code)
        GO_ON_AT(export->code);
    RAISE(trace_fault_undefined(process, export, x));
}

// ---- funs and apply

// In these, what is called is in process->engine.fun.
static NO_INLINE const Word *fun_failed(STATE_PARAMETERS)
{
    size_t arity = code[1];
    SAVE();
    (void)trace_fault_bad_fun(process, process->engine.fun, x, arity);
    LEAVE_TO(engine_fault);
}
// An export fun, or no fun at all.
#define DEFINE_CALL_OTHER_FUN(name, enter_frame)        \
    static NO_INLINE const Word *name(STATE_PARAMETERS) \
    {                                                   \
        Term fun = process->engine.fun;                 \
        if (!term_is_boxed_kind(fun, KIND_EXPORT_FUN))  \
            LEAVE_TO(fun_failed);                       \
        const Export *export = fun_export(fun);         \
        if (export->arity != code[1])                   \
            LEAVE_TO(fun_failed);                       \
        enter_frame;                                    \
        CALL_AT(export->code);                          \
    }
DEFINE_CALL_OTHER_FUN(call_other_fun, *--stack = return_address(code + 3))
DEFINE_CALL_OTHER_FUN(call_other_fun_last, stack += code[3])

// Enters a fun with free variables, which go behind the arguments. The fun is where `code` leads,
// the return address is on the stack: so there is one value less to keep in the few machine
// registers that are left.
static NO_INLINE const Word *enter_closure(STATE_PARAMETERS)
{
    Term fun = boxed_make((const Term *)(const void *)code);
    Term *end = x + fun_entry(fun)->arity;
    size_t count = fun_free_count(fun);
    while (--count > 0)
        end[count] = fun_free_variables(fun)[count];
    end[0] = fun_free_variables(fun)[0];
    CALL_AT(fun_entry(fun)->code);
}
#define DEFINE_CALL_FUN(name, get_fun, enter_frame, call_other)     \
    OPERATION(name)                                                 \
    {                                                               \
        Term fun = get_fun;                                         \
        if (unlikely(!term_is_boxed_kind(fun, KIND_FUN))) {         \
            process->engine.fun = fun;                              \
            LEAVE_TO(call_other);                                   \
        }                                                           \
        const FunEntry *entry = fun_entry(fun);                     \
        if (unlikely(entry->arity != code[1])) {                    \
            process->engine.fun = fun;                              \
            LEAVE_TO(fun_failed);                                   \
        }                                                           \
        enter_frame;                                                \
        if (term_same(boxed_header(fun), header_make(KIND_FUN, 1))) \
            CALL_AT(entry->code);                                   \
        code = (const Word *)(const void *)boxed_address(fun);      \
        LEAVE_TO(enter_closure);                                    \
    }
DEFINE_CALL_FUN(call_fun, SOURCE(2), *--stack = return_address(code + 3), call_other_fun)
DEFINE_CALL_FUN(call_fun_x, X(2), *--stack = return_address(code + 3), call_other_fun)
DEFINE_CALL_FUN(call_fun_last, SOURCE(2), stack += code[3], call_other_fun_last)
DEFINE_CALL_FUN(call_fun_x_last, X(2), stack += code[3], call_other_fun_last)
// The move done, `code` is put where its operands look like those of the call alone.
OPERATION(move_xx_call_fun)
{
    X(2) = X(1);
    code += 2;
    LEAVE_TO(op_call_fun_x);
}
OPERATION(move_yx_call_fun)
{
    X(2) = Y(1);
    code += 2;
    LEAVE_TO(op_call_fun_x);
}
OPERATION(move_xx_call_fun_last)
{
    X(2) = X(1);
    code += 2;
    LEAVE_TO(op_call_fun_x_last);
}
OPERATION(move_yx_call_fun_last)
{
    X(2) = Y(1);
    code += 2;
    LEAVE_TO(op_call_fun_x_last);
}

static NO_INLINE const Word *apply_failed(STATE_PARAMETERS)
{
    size_t arity = code[1];
    SAVE();
    (void)trace_fault_apply(process, x[arity], x[arity + 1], x, arity);
    LEAVE_TO(engine_fault);
}

// The export that x[arity]:x[arity + 1] names, or NULL.
static const Export *apply_target(Process *process, const Term *x, size_t arity)
{
    Term module = x[arity], function = x[arity + 1];
    if (!term_is_atom(module) || !term_is_atom(function))
        return NULL;
    return code_export(process->vm->code, module, function, (uint32_t)arity);
}
OPERATION(apply)
{
    const Export *export = apply_target(process, x, code[1]);
    if (unlikely(!export))
        LEAVE_TO(apply_failed);
    *--stack = return_address(code + 2);
    CALL_AT(export->code);
}
OPERATION(apply_last)
{
    const Export *export = apply_target(process, x, code[1]);
    if (unlikely(!export))
        LEAVE_TO(apply_failed);
    stack += code[2];
    CALL_AT(export->code);
}

// Spreads a list over the x registers from 0 on. Returns its length, or -1 when it is no list of at
// most 255.
static int spread_list(Term *x, Term list)
{
    int count = 0;
    for (; term_is_cons(list); list = cons_tail(list)) {
        if (count == 255)
            return -1;
        x[count++] = cons_head(list);
    }
    return term_is_nil(list) ? count : -1;
}

static NO_INLINE const Word *stub_apply_failed(STATE_PARAMETERS)
{
    SAVE();
    (void)fault_badarg(process);
    trace_note_bif(process, stub_export(code), x);
    LEAVE_TO(engine_fault);
}
OPERATION(stub_apply3)
{
    Term module = x[0], function = x[1], list = x[2];
    bool ok = term_is_atom(module) && term_is_atom(function);
    int arity = ok ? spread_list(x, list) : -1;
    const Export *export =
        arity < 0 ? NULL : code_export(process->vm->code, module, function, (uint32_t)arity);
    if (unlikely(!export)) {
        x[0] = module;
        x[1] = function;
        x[2] = list;
        LEAVE_TO(stub_apply_failed);
    }
    CALL_AT(export->code);
}

// Waits without a stack for a message, then goes on with a tail call of x[0]:x[1] with the list
// x[2].
OPERATION(stub_hibernate)
{
    Term list = x[2];
    size_t count = 0;
    for (; term_is_cons(list); list = cons_tail(list))
        count++;
    if (!term_is_atom(x[0]) || !term_is_atom(x[1]) || !term_is_nil(list) || count > 255)
        LEAVE_TO(stub_apply_failed);
    // The bottom of the stack is the return address to the process's end.
    stack = process->heap.block_end - 1;
    SAVE();
    mailbox_restart(&process->mailbox);
    const Export *apply = code_export(process->vm->code, ATOM_TERM(erlang), ATOM_TERM(apply), 3);
    if (!apply || !process_save_registers(process, x, 3))
        RAISE(fault_no_memory(process));
    process->code = apply->code;
    process->state = mailbox_count(&process->mailbox) ? PROCESS_RUNNABLE : PROCESS_WAITING;
    process->heap.force_full = true;
    if (process_collect(process, 0, 0) == HEAP_LIMIT_REACHED)
        signal_end(process, ATOM_TERM(killed));
    return NULL;
}

// A tail call of the fun x[0] with the arguments in the list x[1].
OPERATION(stub_apply2)
{
    Term fun = x[0], list = x[1];
    int arity = spread_list(x, list);
    if (unlikely(arity < 0)) {
        x[0] = fun;
        x[1] = list;
        LEAVE_TO(stub_apply_failed);
    }
    if (!term_is_fun(fun))
        RAISE(fault_error_with(process, ATOM_TERM(badfun), fun));
    if (fun_arity(fun) != (uint32_t)arity)
        RAISE(trace_fault_bad_fun(process, fun, x, (size_t)arity));
    if (boxed_kind(fun) == KIND_EXPORT_FUN)
        CALL_AT(fun_export(fun)->code);
    const FunEntry *entry = fun_entry(fun);
    for (size_t i = 0; i < entry->free_count; i++)
        x[(size_t)arity + i] = fun_free_variables(fun)[i];
    CALL_AT(entry->code);
}

// ---- returns and frames

OPERATION(return_) { GO_ON_AT(address_of_return(*stack++)); }
OPERATION(deallocate)
{
    stack += code[1];
    NEXT(1);
}
OPERATION(deallocate_return)
{
    stack += code[1];
    GO_ON_AT(address_of_return(*stack++));
}
OPERATION(move_x_return)
{
    x[0] = X(1);
    GO_ON_AT(address_of_return(*stack++));
}
OPERATION(move_c_return)
{
    x[0] = CONSTANT(1);
    GO_ON_AT(address_of_return(*stack++));
}
OPERATION(move_c_deallocate_return)
{
    x[0] = CONSTANT(1);
    stack += code[2];
    GO_ON_AT(address_of_return(*stack++));
}
OPERATION(trim)
{
    stack += code[1];
    NEXT(1);
}
OPERATION(allocate)
{
    NEED(code[1], code[2]);
    stack -= code[1];
    NEXT(2);
}
OPERATION(allocate_move)
{
    NEED(code[1], code[2]);
    stack -= code[1];
    Y(4) = X(3);
    NEXT(4);
}
OPERATION(allocate_move_move)
{
    NEED(code[1], code[2]);
    stack -= code[1];
    Y(4) = X(3);
    Y(6) = X(5);
    NEXT(6);
}
OPERATION(allocate_heap)
{
    NEED(code[1] + code[2], code[3]);
    stack -= code[1];
    NEXT(3);
}
OPERATION(test_heap)
{
    NEED(code[1], code[2]);
    NEXT(2);
}
