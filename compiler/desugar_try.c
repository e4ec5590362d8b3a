// SPDX-License-Identifier: Apache-2.0
// Desugar: try with of, catch and after. Apart from the other control flow because nothing is
// exported from it.

#include "desugar_state.h"

static Core **subject_array(Desugar *d, Core *first, Core *second)
{
    Core **subjects = ARENA_ARRAY(d->arena, Core *, 2);
    subjects[0] = first;
    subjects[1] = second;
    return subjects;
}

static Core *try_new(Desugar *d, CoreLine line, Core *value)
{
    Core *core = core_new(d->module, CORE_TRY, line);
    core->try.value = value;
    core->try.count = 1;
    core->try.variables = ARENA_NEW(d->arena, CoreVariable);
    core->try.variables[0] = binding_new_variable(d, NULL);
    core->try.class = binding_new_variable(d, NULL);
    core->try.reason = binding_new_variable(d, NULL);
    core->try.trace = binding_new_variable(d, NULL);
    return core;
}

static Core *try_raise_again(Desugar *d, const Core *core)
{
    CoreLine line = core->line;
    return core_raise(d->module, line, core_variable(d->module, line, core->try.class),
                      core_variable(d->module, line, core->try.reason),
                      core_variable(d->module, line, core->try.trace));
}

// The `of` part: clauses over the value of the body.
static Core *try_of(Desugar *d, Block *block, const Try *try, Core *value, CoreLine line)
{
    if (try->of_clauses.count == 0)
        return value;
    Core *failure = core_fail_value(d->module, line, FAIL_TRY_CLAUSE, core_again(d, value));
    return desugar_closed_clauses(d, block, try->of_clauses, subject_array(d, value, NULL), 1, line,
                                  failure, CORE_NO_VARIABLE);
}

static Core *try_without_catch(Desugar *d, const Try *try, CoreLine line)
{
    Core *value = desugar_closed_body(d, try->body);
    if (try->of_clauses.count == 0)
        return value;
    Block block = {0};
    value = block_atomic(d, &block, value);
    Core *body = try_of(d, &block, try, value, line);
    return block_close(d, &block, line, body);
}

// A named fun that a pattern compares with is put in `block`, around the whole.
static Core *try_with_catch(Desugar *d, const Try *try, CoreLine line)
{
    Block block = {0};
    Core *core = try_new(d, line, desugar_closed_body(d, try->body));
    Core *value = core_variable(d->module, line, core->try.variables[0]);
    core->try.body = try_of(d, &block, try, value, line);
    Core **subjects = subject_array(d, core_variable(d->module, line, core->try.class),
                                    core_variable(d->module, line, core->try.reason));
    core->try.handler = desugar_closed_clauses(d, &block, try->catch_clauses, subjects, 2, line,
                                               try_raise_again(d, core), core->try.trace);
    return block_close(d, &block, line, core);
}

// ---- after -------------------------------------------------------------------------------------

static bool is_leaf(const Node *node)
{
    return node->kind == NODE_VAR || node->kind == NODE_ATOM || node->kind == NODE_INTEGER ||
           node->kind == NODE_NIL;
}

// Small enough to stand twice in the code.
static bool after_is_small(NodeList after)
{
    if (after.count != 1)
        return false;
    const Node *node = after.items[0];
    if (is_leaf(node))
        return true;
    if (node->kind != NODE_CALL ||
        (node->call.function->kind != NODE_ATOM && node->call.function->kind != NODE_REMOTE))
        return false;
    for (uint32_t i = 0; i < node->call.args.count; i++)
        if (!is_leaf(node->call.args.items[i]))
            return false;
    return node->call.args.count <= 4;
}

// The `after` part is needed on two ways: twice the code, or a function of its own.
static Core *after_call(Desugar *d, NodeList after, Context *function, CoreLine line)
{
    return function != NULL ? context_call(d, function, line, NULL, 0)
                            : desugar_closed_body(d, after);
}

static Core *try_after(Desugar *d, Core *value, NodeList after, CoreLine line)
{
    Context *function = NULL;
    if (!after_is_small(after)) {
        function = context_open(d, 0, line);
        context_close(d, function, desugar_closed_body(d, after), "after", false);
    }
    Core *core = try_new(d, line, value);
    Core *result = core_variable(d->module, line, core->try.variables[0]);
    core->try.body = core_sequence(d->module, line, after_call(d, after, function, line), result);
    core->try.handler = core_sequence(d->module, line, after_call(d, after, function, line),
                                      try_raise_again(d, core));
    return core;
}

Core *desugar_try(Desugar *d, const Node *node)
{
    CoreLine line = desugar_line(d, node->span);
    const Try *try = node->try;
    Core *core = try->catch_clauses.count == 0 ? try_without_catch(d, try, line)
                                               : try_with_catch(d, try, line);
    return try->after.count == 0 ? core : try_after(d, core, try->after, line);
}
