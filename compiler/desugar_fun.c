// SPDX-License-Identifier: Apache-2.0
// Desugar: clauses of functions and funs, and the expressions that make funs.

#include <string.h>

#include "desugar_state.h"

CoreClause *desugar_clauses_allocate(Desugar *d, uint32_t count)
{
    return ARENA_ARRAY(d->arena, CoreClause, count);
}

// A clause of a function: its parameters are new variables, whatever is bound outside.
static void function_clause(Desugar *d, const Clause *source, CoreClause *clause)
{
    uint32_t mark = binding_mark(d);
    PatternScope scope = {.visible = mark};
    clause->line = desugar_line(d, source->span);
    clause->patterns = ARENA_ARRAY(d->arena, CorePattern *, source->patterns.count);
    for (uint32_t i = 0; i < source->patterns.count; i++)
        clause->patterns[i] = desugar_pattern(d, &scope, source->patterns.items[i]);
    Core *guard = desugar_guard(d, clause->line, source->guard);
    clause->guard = desugar_conjunction(d, clause->line, scope.tests, scope.test_count, guard);
    clause->body = desugar_closed_body(d, source->body);
    binding_pop(d, mark);
}

static Core **context_parameters(Desugar *d, const Context *context, CoreLine line)
{
    Core **subjects = ARENA_ARRAY(d->arena, Core *, context->parameter_count);
    for (uint32_t i = 0; i < context->parameter_count; i++)
        subjects[i] = core_variable(d->module, line, context->parameters[i]);
    return subjects;
}

// A case over the current context's parameters.
static Core *function_clauses(Desugar *d, ClauseList sources, CoreLine line)
{
    const Context *context = d->context;
    uint32_t count = sources.count, arity = context->parameter_count;
    CoreClause *clauses = desugar_clauses_allocate(d, count + 1);
    for (uint32_t i = 0; i < count; i++)
        function_clause(d, sources.items[i], &clauses[i]);
    CoreClause *last = &clauses[count];
    last->line = line;
    last->patterns = ARENA_ARRAY(d->arena, CorePattern *, arity);
    for (uint32_t i = 0; i < arity; i++)
        last->patterns[i] = pattern_any(d, line);
    Core **operands = context_parameters(d, context, line);
    last->body = core_fail(d->module, line, FAIL_FUNCTION_CLAUSE, operands, arity);
    Core **subjects = context_parameters(d, context, line);
    return core_case(d->module, line, subjects, arity, clauses, count + 1);
}

void desugar_function(Desugar *d, const Form *form, CoreFunction *function)
{
    d->form = form;
    context_begin(d, function, form->function.arity);
    context_finish(d, function_clauses(d, form->function.clauses, function->line));
}

Core *desugar_fun(Desugar *d, const Node *node)
{
    CoreLine line = desugar_line(d, node->span);
    ClauseList clauses = node->fun.clauses;
    Context *context = context_open(d, clauses.items[0]->patterns.count, line);
    uint32_t mark = binding_mark(d);
    if (node->fun.name != NULL && node->fun.name != DESUGAR_NAME(d, ANONYMOUS))
        binding_bind_self(d, node->fun.name, context);
    Core *body = function_clauses(d, clauses, line);
    binding_pop(d, mark);
    context_close(d, context, body, "fun", true);
    return context_make_fun(d, context, line);
}

static Core *fun_external(Desugar *d, CoreLine line, Name *module, Name *name, uint32_t arity)
{
    const Literal *fun =
        literal_fun(d->literals, desugar_atom(d, module), desugar_atom(d, name), arity);
    return core_literal(d->module, line, fun);
}

Core *desugar_fun_local(Desugar *d, const Node *node)
{
    Name *name = node->fun_local.name;
    uint32_t arity = node->fun_local.arity;
    CoreLine line = desugar_line(d, node->span);
    const FunctionEntry *entry = desugar_find_function(d, name, arity);
    if (entry == NULL) {
        bool own = name == DESUGAR_NAME(d, MODULE_INFO);
        return fun_external(d, line, own ? d->source->name : DESUGAR_NAME(d, ERLANG), name, arity);
    }
    if (entry->module != NULL)
        return fun_external(d, line, entry->module, name, arity);
    entry->function->is_lambda = true;
    Core *fun = core_new(d->module, CORE_MAKE_FUN, line);
    fun->make_fun.name = entry->function->name;
    fun->make_fun.arity = arity;
    return fun;
}

Core *desugar_fun_remote(Desugar *d, Block *block, const Node *node)
{
    Node *parts[3] = {node->fun_remote.module, node->fun_remote.function, node->fun_remote.arity};
    CoreLine line = desugar_line(d, node->span);
    bool known = parts[0]->kind == NODE_ATOM && parts[1]->kind == NODE_ATOM &&
                 parts[2]->kind == NODE_INTEGER && parts[2]->integer.big == NULL &&
                 parts[2]->integer.small <= 255;
    if (known)
        return fun_external(d, line, parts[0]->name, parts[1]->name,
                            (uint32_t)parts[2]->integer.small);
    Core **values = desugar_operands(d, block, parts, 3);
    return core_bif(d->module, line, "make_fun", values[0], values[1], values[2]);
}
