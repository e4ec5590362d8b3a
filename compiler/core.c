// SPDX-License-Identifier: Apache-2.0
// Construction of Core: modules, functions and a builder for each kind of expression. The text dump
// is in core_dump.c.

#include "core.h"

#include <assert.h>
#include <string.h>

void *core_allocate(CoreModule *module, size_t bytes) { return arena_alloc(module->arena, bytes); }

CoreModule *core_create_module(Arena *arena, LiteralTable *literals, const Literal *name)
{
    CoreModule *module = ARENA_NEW(arena, CoreModule);
    module->arena = arena;
    module->literals = literals;
    module->name = name;
    module->functions_end = &module->functions;
    module->attributes_end = &module->attributes;
    return module;
}

uint32_t core_add_file(CoreModule *module, const char *name)
{
    for (uint32_t i = 0; i < module->file_count; i++)
        if (strcmp(module->files[i], name) == 0)
            return i;
    size_t size = module->file_count * sizeof *module->files;
    module->files = arena_grow(module->arena, module->files, size, size + sizeof *module->files);
    module->files[module->file_count] = name;
    return module->file_count++;
}

void core_add_attribute(CoreModule *module, const Literal *name, const Literal *value)
{
    CoreAttribute *attribute = ARENA_NEW(module->arena, CoreAttribute);
    attribute->name = name;
    attribute->value = value;
    *module->attributes_end = attribute;
    module->attributes_end = &attribute->next;
}

CoreFunction *core_add_function(CoreModule *module, const Literal *name, uint32_t arity,
                                CoreLine line)
{
    CoreFunction *function = ARENA_NEW(module->arena, CoreFunction);
    function->name = name;
    function->arity = arity;
    function->line = line;
    *module->functions_end = function;
    module->functions_end = &function->next;
    return function;
}

CoreFunction *core_find_function(const CoreModule *module, const Literal *name, uint32_t arity)
{
    for (CoreFunction *function = module->functions; function != NULL; function = function->next)
        if (function->name == name && function->arity == arity)
            return function;
    return NULL;
}

CoreVariable core_add_variable(CoreModule *module, CoreFunction *function, const char *name)
{
    ARENA_APPEND(module->arena, function->variable_names, function->variable_count,
                 function->variable_capacity, name);
    return function->variable_count - 1;
}

CoreLabel core_add_label(CoreFunction *function) { return function->label_count++; }

Core *core_new(CoreModule *module, CoreKind kind, CoreLine line)
{
    Core *core = ARENA_NEW(module->arena, Core);
    core->kind = kind;
    core->line = line;
    return core;
}

Core *core_literal(CoreModule *module, CoreLine line, const Literal *literal)
{
    Core *core = core_new(module, CORE_LITERAL, line);
    core->literal = literal;
    return core;
}

Core *core_atom(CoreModule *module, CoreLine line, const char *name)
{
    return core_literal(module, line, literal_atom(module->literals, name));
}

Core *core_integer(CoreModule *module, CoreLine line, int64_t value)
{
    return core_literal(module, line, literal_integer(module->literals, value));
}

Core *core_variable(CoreModule *module, CoreLine line, CoreVariable variable)
{
    Core *core = core_new(module, CORE_VARIABLE, line);
    core->variable = variable;
    return core;
}

Core *core_list(CoreModule *module, CoreKind kind, CoreLine line, Core **items, uint32_t count)
{
    Core *core = core_new(module, kind, line);
    core->list.items = items;
    core->list.count = count;
    return core;
}

Core *core_values(CoreModule *module, CoreLine line, Core **items, uint32_t count)
{
    return core_list(module, CORE_VALUES, line, items, count);
}

Core *core_let_values(CoreModule *module, CoreLine line, CoreVariable *variables, uint32_t count,
                      Core *value, Core *body)
{
    Core *core = core_new(module, CORE_LET, line);
    core->let.variables = variables;
    core->let.count = count;
    core->let.value = value;
    core->let.body = body;
    return core;
}

Core *core_let(CoreModule *module, CoreLine line, CoreVariable variable, Core *value, Core *body)
{
    CoreVariable *variables = ARENA_NEW(module->arena, CoreVariable);
    *variables = variable;
    return core_let_values(module, line, variables, 1, value, body);
}

Core *core_sequence(CoreModule *module, CoreLine line, Core *first, Core *second)
{
    Core *core = core_new(module, CORE_SEQUENCE, line);
    core->sequence.first = first;
    core->sequence.second = second;
    return core;
}

Core *core_call_local(CoreModule *module, CoreLine line, const Literal *name, Core **arguments,
                      uint32_t count)
{
    Core *core = core_new(module, CORE_CALL_LOCAL, line);
    core->call_local.name = name;
    core->call_local.arguments = arguments;
    core->call_local.count = count;
    return core;
}

Core *core_call_remote(CoreModule *module, CoreLine line, Core *callee_module, Core *function,
                       Core **arguments, uint32_t count)
{
    Core *core = core_new(module, CORE_CALL_REMOTE, line);
    core->call_remote.module = callee_module;
    core->call_remote.function = function;
    core->call_remote.arguments = arguments;
    core->call_remote.count = count;
    return core;
}

Core *core_bif(CoreModule *module, CoreLine line, const char *name, Core *first, Core *second,
               Core *third)
{
    Core **arguments = ARENA_ARRAY(module->arena, Core *, 3);
    uint32_t count = 0;
    Core *given[] = {first, second, third};
    for (uint32_t i = 0; i < 3; i++)
        if (given[i] != NULL)
            arguments[count++] = given[i];
    return core_call_remote(module, line, core_atom(module, line, "erlang"),
                            core_atom(module, line, name), arguments, count);
}

Core *core_call_fun(CoreModule *module, CoreLine line, Core *fun, Core **arguments, uint32_t count)
{
    Core *core = core_new(module, CORE_CALL_FUN, line);
    core->call_fun.fun = fun;
    core->call_fun.arguments = arguments;
    core->call_fun.count = count;
    return core;
}

Core *core_make_fun(CoreModule *module, CoreLine line, const CoreFunction *function, Core **free)
{
    Core *core = core_new(module, CORE_MAKE_FUN, line);
    core->make_fun.name = function->name;
    core->make_fun.arity = function->arity;
    core->make_fun.free = free;
    core->make_fun.free_count = function->free_count;
    return core;
}

Core *core_pair(CoreModule *module, CoreKind kind, CoreLine line, Core *left, Core *right)
{
    Core *core = core_new(module, kind, line);
    core->pair.left = left;
    core->pair.right = right;
    return core;
}

Core *core_cons(CoreModule *module, CoreLine line, Core *head, Core *tail)
{
    return core_pair(module, CORE_CONS, line, head, tail);
}

Core *core_tuple(CoreModule *module, CoreLine line, Core **items, uint32_t count)
{
    return core_list(module, CORE_TUPLE, line, items, count);
}

Core *core_one(CoreModule *module, CoreKind kind, CoreLine line, Core *one)
{
    Core *core = core_new(module, kind, line);
    core->one = one;
    return core;
}

Core *core_raise(CoreModule *module, CoreLine line, Core *class, Core *reason, Core *trace)
{
    Core *core = core_new(module, CORE_RAISE, line);
    core->raise.class = class;
    core->raise.reason = reason;
    core->raise.trace = trace;
    return core;
}

Core *core_fail(CoreModule *module, CoreLine line, CoreFailKind reason, Core **operands,
                uint32_t count)
{
    Core *core = core_new(module, CORE_FAIL, line);
    core->fail.reason = reason;
    core->fail.operands = operands;
    core->fail.count = count;
    return core;
}

Core *core_fail_value(CoreModule *module, CoreLine line, CoreFailKind reason, Core *value)
{
    if (value == NULL)
        return core_fail(module, line, reason, NULL, 0);
    Core **operands = ARENA_NEW(module->arena, Core *);
    *operands = value;
    return core_fail(module, line, reason, operands, 1);
}

Core *core_case(CoreModule *module, CoreLine line, Core **subjects, uint32_t subject_count,
                CoreClause *clauses, uint32_t count)
{
    assert(count > 0);
    Core *core = core_new(module, CORE_CASE, line);
    core->cases.subjects = subjects;
    core->cases.subject_count = subject_count;
    core->cases.clauses = clauses;
    core->cases.count = count;
    return core;
}

Core *core_if(CoreModule *module, CoreLine line, Core *test, Core *then, Core *otherwise)
{
    Core *core = core_new(module, CORE_IF, line);
    core->branch.test = test;
    core->branch.then = then;
    core->branch.otherwise = otherwise;
    return core;
}

Core *core_element(CoreModule *module, CoreLine line, Core *tuple, uint32_t index)
{
    Core *core = core_new(module, CORE_ELEMENT, line);
    core->element.tuple = tuple;
    core->element.index = index;
    return core;
}

Core *core_letjoin(CoreModule *module, CoreLine line, CoreLabel label, CoreVariable *parameters,
                   uint32_t count, Core *shared, Core *body)
{
    Core *core = core_new(module, CORE_LETJOIN, line);
    core->letjoin.label = label;
    core->letjoin.parameters = parameters;
    core->letjoin.count = count;
    core->letjoin.shared = shared;
    core->letjoin.body = body;
    return core;
}

Core *core_jump(CoreModule *module, CoreLine line, CoreLabel label, Core **arguments,
                uint32_t count)
{
    Core *core = core_new(module, CORE_JUMP, line);
    core->jump.label = label;
    core->jump.arguments = arguments;
    core->jump.count = count;
    return core;
}

CorePattern *core_pattern(CoreModule *module, CorePatternKind kind, CoreLine line)
{
    CorePattern *pattern = ARENA_NEW(module->arena, CorePattern);
    pattern->kind = kind;
    pattern->line = line;
    return pattern;
}

const char *core_kind_name(CoreKind kind)
{
    static const char *const names[] = {
#define X(name) #name,
        CORE_KINDS(X)
#undef X
    };
    return names[kind];
}
