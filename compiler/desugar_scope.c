// SPDX-License-Identifier: Apache-2.0
// Desugar: which variable a name means, in which function, and how values travel from statement to
// statement. Apart from the translation of expressions, which only asks.

#include <assert.h>
#include <string.h>

#include "desugar_state.h"

// ---- bindings ----------------------------------------------------------------------------------

CoreVariable binding_new_variable(Desugar *d, const Name *name)
{
    return core_add_variable(d->module, d->context->function, name != NULL ? name->text : NULL);
}

Core *binding_new_temporary(Desugar *d, CoreLine line)
{
    return core_variable(d->module, line, binding_new_variable(d, NULL));
}

// Within a size or key of a pattern, variables that the rest of the pattern binds do not count.
static bool binding_is_of_pattern(const Desugar *d, uint32_t index)
{
    return d->pattern_limit != 0 && index > d->pattern_limit && !d->bindings[index - 1].in_segment;
}

Binding *binding_find(Desugar *d, const Name *name)
{
    uint32_t index = d->innermost[name->id];
    while (index != 0 && binding_is_of_pattern(d, index))
        index = d->bindings[index - 1].shadowed;
    if (index == 0)
        return NULL;
    Binding *binding = &d->bindings[index - 1];
    return binding->hidden && binding->owner != d->context ? NULL : binding;
}

static Binding *binding_push(Desugar *d, Name *name)
{
    Binding binding = {.name = name, .owner = d->context, .shadowed = d->innermost[name->id]};
    ARENA_APPEND(d->arena, d->bindings, d->binding_count, d->binding_capacity, binding);
    d->innermost[name->id] = d->binding_count;
    return &d->bindings[d->binding_count - 1];
}

void binding_bind_to(Desugar *d, Name *name, CoreVariable variable)
{
    binding_push(d, name)->variable = variable;
}

CoreVariable binding_bind(Desugar *d, Name *name)
{
    CoreVariable variable = binding_new_variable(d, name);
    binding_bind_to(d, name, variable);
    return variable;
}

void binding_bind_self(Desugar *d, Name *name, Context *self)
{
    Binding *binding = binding_push(d, name);
    binding->variable = CORE_NO_VARIABLE;
    binding->self = self;
}

uint32_t binding_mark(const Desugar *d) { return d->binding_count; }

void binding_pop(Desugar *d, uint32_t mark)
{
    while (d->binding_count > mark) {
        Binding *binding = &d->bindings[--d->binding_count];
        d->innermost[binding->name->id] = binding->shadowed;
    }
}

void binding_hide(Desugar *d, uint32_t from, bool hidden)
{
    for (uint32_t i = from; i < d->binding_count; i++)
        d->bindings[i].hidden = hidden;
}

// ---- references and captures -------------------------------------------------------------------

static void variable_mark_used(Desugar *d, Context *context, CoreVariable variable)
{
    if (variable >= context->used_capacity) {
        uint32_t wanted = context->function->variable_capacity;
        context->used = arena_grow(d->arena, context->used, context->used_capacity, wanted);
        memset(context->used + context->used_capacity, 0, wanted - context->used_capacity);
        context->used_capacity = wanted;
    }
    context->used[variable] = 1;
}

static bool variable_is_used(const Context *context, CoreVariable variable)
{
    return variable < context->used_capacity && context->used[variable] != 0;
}

static CoreVariable context_capture(Desugar *d, Context *context, CoreVariable outer)
{
    for (uint32_t i = 0; i < context->capture_count; i++)
        if (context->captures[i].outer == outer)
            return context->captures[i].inner;
    const char *name = context->parent->function->variable_names[outer];
    Capture capture = {outer, core_add_variable(d->module, context->function, name)};
    ARENA_APPEND(d->arena, context->captures, context->capture_count, context->capture_capacity,
                 capture);
    return capture.inner;
}

// The variable of `site` that holds `variable` of `owner`, which is `site` or around it.
static CoreVariable context_resolve(Desugar *d, Context *site, Context *owner,
                                    CoreVariable variable)
{
    if (site != owner) {
        assert(site->parent != NULL);
        CoreVariable outer = context_resolve(d, site->parent, owner, variable);
        variable = context_capture(d, site, outer);
    }
    variable_mark_used(d, site, variable);
    return variable;
}

Core *binding_use_variable(Desugar *d, CoreLine line, Context *owner, CoreVariable variable)
{
    return core_variable(d->module, line, context_resolve(d, d->context, owner, variable));
}

Core *binding_use(Desugar *d, CoreLine line, const Binding *binding)
{
    if (binding->self != NULL)
        return context_make_fun(d, binding->self, line);
    return binding_use_variable(d, line, binding->owner, binding->variable);
}

// ---- contexts ----------------------------------------------------------------------------------

static Context *context_new(Desugar *d, CoreFunction *function, uint32_t parameter_count)
{
    Context *context = ARENA_NEW(d->arena, Context);
    context->function = function;
    context->parent = d->context;
    context->parameters = ARENA_ARRAY(d->arena, CoreVariable, parameter_count);
    context->parameter_count = parameter_count;
    for (uint32_t i = 0; i < parameter_count; i++)
        context->parameters[i] = core_add_variable(d->module, function, NULL);
    d->context = context;
    return context;
}

Context *context_open(Desugar *d, uint32_t parameter_count, CoreLine line)
{
    Context *context = context_new(d, core_add_function(d->module, NULL, 0, line), parameter_count);
    ARENA_APPEND(d->arena, d->contexts, d->context_count, d->context_capacity, context);
    return context;
}

void context_close(Desugar *d, Context *context, Core *body, const char *kind, bool is_lambda)
{
    assert(d->context == context);
    const char *name = d->form->function.name->text;
    uint32_t arity = d->form->function.arity, number = d->lifted_count++;
    const char *text = is_lambda
                           ? arena_printf(d->arena, "-%s/%u-%s-%u-", name, arity, kind, number)
                           : arena_printf(d->arena, "-%s/%u-%s$^%u/%u-%u-", name, arity, kind,
                                          number, context->parameter_count, d->helper_count++);
    context->function->name = literal_atom(d->literals, text);
    context->function->is_lambda = is_lambda;
    context->function->body = body;
    d->context = context->parent;
}

static Core *pending_add(Desugar *d, Context *callee, Core *node)
{
    PendingCall pending = {.callee = callee, .site = d->context, .node = node};
    ARENA_APPEND(d->arena, d->pending, d->pending_count, d->pending_capacity, pending);
    return node;
}

Core *context_call(Desugar *d, Context *callee, CoreLine line, Core **arguments, uint32_t count)
{
    assert(count == callee->parameter_count);
    Core **copy = ARENA_ARRAY(d->arena, Core *, count);
    for (uint32_t i = 0; i < count; i++)
        copy[i] = arguments[i];
    return pending_add(d, callee, core_call_local(d->module, line, NULL, copy, count));
}

Core *context_make_fun(Desugar *d, Context *callee, CoreLine line)
{
    return pending_add(d, callee, core_new(d->module, CORE_MAKE_FUN, line));
}

static bool context_contains(const Context *context, const Context *site)
{
    for (; site != NULL; site = site->parent)
        if (site == context)
            return true;
    return false;
}

static void pending_append(Desugar *d, PendingCall *pending, Core *argument)
{
    Core *node = pending->node;
    bool is_call = node->kind == CORE_CALL_LOCAL;
    Core ***arguments = is_call ? &node->call_local.arguments : &node->make_fun.free;
    uint32_t *count = is_call ? &node->call_local.count : &node->make_fun.free_count;
    *arguments = arena_grow(d->arena, *arguments, *count * sizeof **arguments,
                            (*count + 1) * sizeof **arguments);
    (*arguments)[(*count)++] = argument;
    pending->filled++;
}

// Passes on what the callee captured since last time; true if there was anything.
static bool pending_fill(Desugar *d, PendingCall *pending)
{
    Context *callee = pending->callee;
    bool changed = false;
    bool inside = context_contains(callee, pending->site);
    while (pending->filled < callee->capture_count) {
        Capture capture = callee->captures[pending->filled];
        CoreVariable variable =
            inside ? context_resolve(d, pending->site, callee, capture.inner)
                   : context_resolve(d, pending->site, callee->parent, capture.outer);
        pending_append(d, pending, core_variable(d->module, pending->node->line, variable));
        changed = true;
    }
    return changed;
}

// Completing a call may make its site capture more, which makes calls of the site incomplete: until
// nothing changes.
static void pending_complete(Desugar *d)
{
    bool changed = true;
    while (changed) {
        changed = false;
        for (uint32_t i = 0; i < d->pending_count; i++)
            changed |= pending_fill(d, &d->pending[i]);
    }
}

static void context_complete(Desugar *d, Context *context)
{
    CoreFunction *function = context->function;
    uint32_t fixed = context->parameter_count;
    function->free_count = context->capture_count;
    function->arity = fixed + context->capture_count;
    function->parameters = ARENA_ARRAY(d->arena, CoreVariable, function->arity);
    for (uint32_t i = 0; i < fixed; i++)
        function->parameters[i] = context->parameters[i];
    for (uint32_t i = 0; i < context->capture_count; i++)
        function->parameters[fixed + i] = context->captures[i].inner;
}

static void pending_set_names(Desugar *d)
{
    for (uint32_t i = 0; i < d->pending_count; i++) {
        const CoreFunction *function = d->pending[i].callee->function;
        Core *node = d->pending[i].node;
        if (node->kind == CORE_CALL_LOCAL) {
            node->call_local.name = function->name;
        } else {
            node->make_fun.name = function->name;
            node->make_fun.arity = function->arity;
        }
    }
}

// ---- exports -----------------------------------------------------------------------------------

// Which variables are used beyond the export; what they stand for in the branches is then used too.
// Outer exports come later in the list than the exports in their branches.
static void export_mark(Desugar *d, Export *export)
{
    for (uint32_t i = 0; i < export->count; i++) {
        if (!variable_is_used(export->context, export->variables[i]))
            continue;
        for (uint32_t leaf = 0; leaf < export->leaf_count; leaf++) {
            const Core *item = export->leaves[leaf]->list.items[i + (export->has_value ? 1 : 0)];
            variable_mark_used(d, export->context, item->variable);
        }
    }
}

static uint32_t export_keep(const Export *export, Core **items)
{
    uint32_t first = export->has_value ? 1 : 0, kept = first;
    for (uint32_t i = 0; i < export->count; i++)
        if (variable_is_used(export->context, export->variables[i]))
            items[kept++] = items[first + i];
    return kept;
}

static void export_shrink_leaf(Desugar *d, const Export *export, Core *leaf)
{
    uint32_t count = export_keep(export, leaf->list.items);
    leaf->list.count = count;
    if (count == 1)
        *leaf = *leaf->list.items[0];
    else if (count == 0)
        *leaf = *core_atom(d->module, leaf->line, "ok");
}

static void export_shrink_let(const Export *export, Core *let)
{
    uint32_t first = export->has_value ? 1 : 0, kept = first;
    for (uint32_t i = 0; i < export->count; i++)
        if (variable_is_used(export->context, export->variables[i]))
            let->let.variables[kept++] = export->variables[i];
    let->let.count = kept;
    Core *value = let->let.value, *body = let->let.body;
    if (kept == 0) {
        let->kind = CORE_SEQUENCE;
        let->sequence.first = value;
        let->sequence.second = body;
    } else if (kept == 1 && body->kind == CORE_VARIABLE &&
               body->variable == let->let.variables[0]) {
        *let = *value;
    }
}

static void exports_prune(Desugar *d)
{
    for (uint32_t i = d->export_count; i-- > 0;)
        export_mark(d, d->exports[i]);
    for (uint32_t i = 0; i < d->export_count; i++) {
        Export *export = d->exports[i];
        for (uint32_t leaf = 0; leaf < export->leaf_count; leaf++)
            export_shrink_leaf(d, export, export->leaves[leaf]);
        export_shrink_let(export, export->let);
    }
}

void context_begin(Desugar *d, CoreFunction *function, uint32_t arity)
{
    d->context = NULL;
    d->lifted_count = d->helper_count = 0;
    d->pending_count = d->export_count = d->context_count = 0;
    context_new(d, function, arity);
}

void context_finish(Desugar *d, Core *body)
{
    pending_complete(d);
    d->context->function->body = body;
    context_complete(d, d->context);
    for (uint32_t i = 0; i < d->context_count; i++)
        context_complete(d, d->contexts[i]);
    pending_set_names(d);
    exports_prune(d);
    d->context = NULL;
}

// ---- branches ----------------------------------------------------------------------------------

void branch_end(Desugar *d, Branch *branch, uint32_t mark)
{
    uint32_t count = d->binding_count - mark;
    branch->bound = ARENA_ARRAY(d->arena, BoundName, count);
    for (uint32_t i = 0; i < count; i++) {
        const Binding *binding = &d->bindings[mark + i];
        branch->bound[i] = (BoundName){binding->name, binding->variable};
    }
    branch->bound_count = count;
    binding_pop(d, mark);
}

static const BoundName *branch_find(const Branch *branch, const Name *name)
{
    for (uint32_t i = 0; i < branch->bound_count; i++)
        if (branch->bound[i].name == name)
            return &branch->bound[i];
    return NULL;
}

static bool branches_all_bind(const Branch *branches, uint32_t count, const Name *name)
{
    for (uint32_t i = 0; i < count; i++)
        if (branch_find(&branches[i], name) == NULL)
            return false;
    return true;
}

static Core *branch_leaf(Desugar *d, const Branch *branch, const BoundName *names, uint32_t count,
                         bool wants_value)
{
    uint32_t first = wants_value ? 1 : 0;
    Core **items = ARENA_ARRAY(d->arena, Core *, count + first);
    if (wants_value)
        items[0] = branch->result;
    for (uint32_t i = 0; i < count; i++)
        items[first + i] =
            core_variable(d->module, branch->line, branch_find(branch, names[i].name)->variable);
    return core_values(d->module, branch->line, items, count + first);
}

static Core *branch_close(Desugar *d, const Branch *branch)
{
    Core *result =
        branch->result != NULL ? branch->result : core_atom(d->module, branch->line, "ok");
    return block_close(d, &branch->block, branch->line, result);
}

static void export_fill(Desugar *d, Export *export, Branch *branches, uint32_t count,
                        const BoundName *names, Core **bodies)
{
    export->leaves = ARENA_ARRAY(d->arena, Core *, count);
    for (uint32_t i = 0; i < count; i++) {
        Core *leaf = branch_leaf(d, &branches[i], names, export->count, export->has_value);
        export->leaves[export->leaf_count++] = leaf;
        bodies[i] = block_close(d, &branches[i].block, branches[i].line, leaf);
    }
}

Export *branches_join(Desugar *d, Branch *branches, uint32_t count, bool wants_value, Core **bodies)
{
    uint32_t bound = count > 0 ? branches[0].bound_count : 0, exported = 0;
    BoundName *names = ARENA_ARRAY(d->arena, BoundName, bound);
    for (uint32_t i = 0; i < bound; i++)
        if (branches_all_bind(branches, count, branches[0].bound[i].name))
            names[exported++] = branches[0].bound[i];
    if (exported == 0) {
        for (uint32_t i = 0; i < count; i++)
            bodies[i] = branch_close(d, &branches[i]);
        return NULL;
    }
    Export *export = ARENA_NEW(d->arena, Export);
    export->context = d->context;
    export->has_value = wants_value;
    export->count = exported;
    export->variables = ARENA_ARRAY(d->arena, CoreVariable, exported);
    export_fill(d, export, branches, count, names, bodies);
    for (uint32_t i = 0; i < exported; i++)
        export->variables[i] = binding_bind(d, names[i].name);
    ARENA_APPEND(d->arena, d->exports, d->export_count, d->export_capacity, export);
    return export;
}

Core *branches_result(Desugar *d, Block *block, CoreLine line, Core *value, Export *exports,
                      bool wants_value)
{
    if (exports == NULL) {
        if (wants_value)
            return value;
        block_effect(d, block, value);
        return NULL;
    }
    uint32_t first = wants_value ? 1 : 0;
    CoreVariable *variables = ARENA_ARRAY(d->arena, CoreVariable, exports->count + first);
    Core *result = NULL;
    if (wants_value) {
        result = binding_new_temporary(d, line);
        variables[0] = result->variable;
    }
    memcpy(variables + first, exports->variables, exports->count * sizeof *variables);
    block_export(d, block, variables, exports->count + first, value, exports);
    return result;
}

// ---- blocks ------------------------------------------------------------------------------------

static void block_append(Desugar *d, Block *block, Statement statement)
{
    ARENA_APPEND(d->arena, block->items, block->count, block->capacity, statement);
}

static CoreVariable *variable_array(Desugar *d, CoreVariable variable)
{
    CoreVariable *array = ARENA_NEW(d->arena, CoreVariable);
    *array = variable;
    return array;
}

void block_bind(Desugar *d, Block *block, CoreVariable variable, Core *value)
{
    block_append(d, block, (Statement){variable_array(d, variable), 1, value, NULL});
}

void block_effect(Desugar *d, Block *block, Core *value)
{
    if (!core_is_simple(value))
        block_append(d, block, (Statement){NULL, 0, value, NULL});
}

void block_export(Desugar *d, Block *block, CoreVariable *variables, uint32_t count, Core *value,
                  Export *exports)
{
    block_append(d, block, (Statement){variables, count, value, exports});
}

void block_insert(Desugar *d, Block *block, uint32_t at, CoreVariable variable, Core *value)
{
    block_bind(d, block, variable, value);
    Statement statement = block->items[block->count - 1];
    memmove(&block->items[at + 1], &block->items[at],
            (block->count - 1 - at) * sizeof *block->items);
    block->items[at] = statement;
}

static Core *statement_close(Desugar *d, const Statement *statement, CoreLine line, Core *rest)
{
    if (statement->count == 0)
        return core_sequence(d->module, line, statement->value, rest);
    if (statement->count == 1 && statement->exports == NULL && rest->kind == CORE_VARIABLE &&
        rest->variable == statement->variables[0])
        return statement->value;
    Core *let = core_let_values(d->module, line, statement->variables, statement->count,
                                statement->value, rest);
    if (statement->exports != NULL)
        statement->exports->let = let;
    return let;
}

Core *block_close(Desugar *d, const Block *block, CoreLine line, Core *result)
{
    for (uint32_t i = block->count; i-- > 0;)
        result = statement_close(d, &block->items[i], line, result);
    return result;
}

Core *block_atomic(Desugar *d, Block *block, Core *value)
{
    if (core_is_atomic(value))
        return value;
    Core *temporary = binding_new_temporary(d, value->line);
    block_bind(d, block, temporary->variable, value);
    return temporary;
}

Core *core_again(Desugar *d, const Core *atomic)
{
    assert(core_is_atomic(atomic));
    if (atomic->kind == CORE_LITERAL)
        return core_literal(d->module, atomic->line, atomic->literal);
    return core_variable(d->module, atomic->line, atomic->variable);
}

bool core_is_atomic(const Core *core)
{
    return core->kind == CORE_LITERAL || core->kind == CORE_VARIABLE;
}

bool core_is_simple(const Core *core)
{
    switch (core->kind) {
    case CORE_LITERAL:
    case CORE_VARIABLE:
    case CORE_MAKE_FUN: return true;
    case CORE_CONS:
        while (core->kind == CORE_CONS) {
            if (!core_is_simple(core->pair.left))
                return false;
            core = core->pair.right;
        }
        return core_is_simple(core);
    case CORE_TUPLE:
        for (uint32_t i = 0; i < core->list.count; i++)
            if (!core_is_simple(core->list.items[i]))
                return false;
        return true;
    default: return false;
    }
}

bool core_is_atom(const Core *core, const char *name)
{
    return core->kind == CORE_LITERAL && literal_is_atom(core->literal, name);
}
