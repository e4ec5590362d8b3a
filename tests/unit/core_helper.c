// SPDX-License-Identifier: Apache-2.0
// Makes Core of source text, prints and verifies it.
#include "core_helper.h"

#include <stdlib.h>
#include <string.h>

#include "core_walk.h"
#include "desugar.h"

typedef struct {
    CoreSource *source;
    const char *text;
    bool flat;
} Job;

static void run(Compiler *compiler, void *argument)
{
    Job *job = argument;
    size_t size = strlen(job->text);
    Module *module = compiler_parse(compiler, "test.erl", (const uint8_t *)job->text, size);
    if (module == NULL || compiler->diagnostics.error_count != 0)
        return;
    LiteralTable *literals = literals_create(&compiler->arena);
    CoreModule *core = desugar_module(compiler, module, literals);
    if (job->flat)
        match_compile(core);
    job->source->module = core;
}

void core_source_open(CoreSource *source, const char *text, bool flat)
{
    CompilerOptions options = {.escript = true, .export_all = true};
    compiler_init(&source->compiler, &options);
    source->module = NULL;
    Job job = {source, text, flat};
    if (!compiler_guard(&source->compiler, run, &job))
        abort();
}

void core_source_close(CoreSource *source) { compiler_destroy(&source->compiler); }

// "(file 0, line 1)" is left out.
static const char *skip_line(const char *text)
{
    if (strncmp(text, "(file ", 6) != 0)
        return text;
    const char *end = strchr(text, ')');
    return end != NULL ? end + 1 : text;
}

const char *core_source_text(CoreSource *source)
{
    ByteBuffer dump = {.arena = &source->compiler.arena}, out = {.arena = &source->compiler.arena};
    core_dump(&dump, source->module);
    bytes_append_byte(&dump, '\0');
    const char *text = strchr((char *)dump.bytes, '\n');
    bool space = false;
    for (; *text != '\0'; text++) {
        text = skip_line(text);
        if (*text == ' ' || *text == '\n') {
            space = true;
            continue;
        }
        if (space && out.length != 0)
            bytes_append_byte(&out, ' ');
        space = false;
        bytes_append_byte(&out, (uint8_t)*text);
    }
    bytes_append_byte(&out, '\0');
    return (const char *)out.bytes;
}

// ---- verification -----------------------------------------------------------------------------

typedef struct {
    CoreFunction *function;
    bool *bound;       // ever
    bool *visible;     // here
    bool *labels;      // visible here
    const Core **seen; // hash set
    size_t seen_size;
    const char *problem;
} Verifier;

static void verify(void *context, Core **place);

static void bind(Verifier *v, CoreVariable variable, bool visible)
{
    if (variable == CORE_NO_VARIABLE)
        return;
    if (variable >= v->function->variable_count) {
        v->problem = "a variable has no number";
        return;
    }
    if (visible && v->bound[variable])
        v->problem = "a variable is bound twice";
    v->bound[variable] = true;
    v->visible[variable] = visible;
}

static void bind_all(Verifier *v, const CoreVariable *variables, uint32_t count, bool visible)
{
    for (uint32_t i = 0; i < count; i++)
        bind(v, variables[i], visible);
}

static void use(Verifier *v, CoreVariable variable)
{
    if (variable >= v->function->variable_count || !v->visible[variable])
        v->problem = "a variable is used where it is not bound";
}

static void verify_within(Verifier *v, const CoreVariable *variables, uint32_t count, Core **body)
{
    bind_all(v, variables, count, true);
    verify(v, body);
    bind_all(v, variables, count, false);
}

static bool see(Verifier *v, const Core *core)
{
    size_t slot = ((uintptr_t)core >> 4) * 11400714819323198485u % v->seen_size;
    while (v->seen[slot] != NULL && v->seen[slot] != core)
        slot = (slot + 1) % v->seen_size;
    bool is_new = v->seen[slot] == NULL;
    v->seen[slot] = core;
    return is_new;
}

static void verify_letjoin(Verifier *v, Core *core)
{
    v->labels[core->letjoin.label] = true;
    verify(v, &core->letjoin.body);
    v->labels[core->letjoin.label] = false;
    verify_within(v, core->letjoin.parameters, core->letjoin.count, &core->letjoin.shared);
}

static void verify_binary(Verifier *v, Core *core)
{
    if (core->kind == CORE_BINARY_START) {
        verify(v, &core->binary_start.subject);
        verify_within(v, &core->binary_start.context, 1, &core->binary_start.then);
        verify(v, &core->binary_start.otherwise);
    } else if (core->kind == CORE_BINARY_GET) {
        CoreVariable bound[2] = {core->binary_get.value, core->binary_get.next};
        use(v, core->binary_get.context);
        if (core->binary_get.spec.size != NULL)
            verify(v, &core->binary_get.spec.size);
        verify_within(v, bound, 2, &core->binary_get.then);
        verify(v, &core->binary_get.otherwise);
    } else {
        use(v, core->binary_literal.context);
        verify_within(v, &core->binary_literal.next, 1, &core->binary_literal.then);
        verify(v, &core->binary_literal.otherwise);
    }
}

static void verify_map_has(Verifier *v, Core *core)
{
    verify(v, &core->if_map_has.subject);
    for (uint32_t i = 0; i < core->if_map_has.count; i++)
        verify(v, &core->if_map_has.keys[i]);
    verify_within(v, core->if_map_has.variables, core->if_map_has.count, &core->if_map_has.then);
    verify(v, &core->if_map_has.otherwise);
}

static void verify_if_cons(Verifier *v, Core *core)
{
    CoreVariable parts[2] = {core->if_cons.head, core->if_cons.tail};
    verify(v, &core->if_cons.subject);
    verify_within(v, parts, 2, &core->if_cons.then);
    verify(v, &core->if_cons.otherwise);
}

static void verify_try(Verifier *v, Core *core)
{
    CoreVariable caught[3] = {core->try.class, core->try.reason, core->try.trace};
    verify(v, &core->try.value);
    verify_within(v, core->try.variables, core->try.count, &core->try.body);
    verify_within(v, caught, 3, &core->try.handler);
}

static void verify(void *context, Core **place)
{
    Verifier *v = context;
    Core *core = *place;
    if (v->problem != NULL)
        return;
    if (!see(v, core))
        v->problem = "a node has two parents";
    switch (core->kind) {
    case CORE_VARIABLE: use(v, core->variable); break;
    case CORE_LET:
        verify(v, &core->let.value);
        verify_within(v, core->let.variables, core->let.count, &core->let.body);
        break;
    case CORE_TRY: verify_try(v, core); break;
    case CORE_CASE: v->problem = "a case is left"; break;
    case CORE_RECEIVE:
        if (core->receive.body != NULL)
            verify_within(v, &core->receive.message, 1, &core->receive.body);
        if (core->receive.timeout != NULL) {
            verify(v, &core->receive.timeout);
            verify(v, &core->receive.timeout_body);
        }
        break;
    case CORE_IF_CONS: verify_if_cons(v, core); break;
    case CORE_IF_MAP_HAS: verify_map_has(v, core); break;
    case CORE_BINARY_START:
    case CORE_BINARY_GET:
    case CORE_BINARY_LITERAL: verify_binary(v, core); break;
    case CORE_BINARY_END:
        use(v, core->binary_end.context);
        core_visit_children(core, verify, v);
        break;
    case CORE_LETJOIN: verify_letjoin(v, core); break;
    case CORE_JUMP:
        if (!v->labels[core->jump.label])
            v->problem = "a jump leads nowhere";
        core_visit_children(core, verify, v);
        break;
    default: core_visit_children(core, verify, v); break;
    }
}

static void count_nodes(void *context, Core **place)
{
    ++*(size_t *)context;
    core_visit_children(*place, count_nodes, context);
}

const char *core_check(CoreSource *source, CoreFunction *function)
{
    Arena *arena = &source->compiler.arena;
    size_t nodes = 0;
    count_nodes(&nodes, &function->body);
    Verifier v = {.function = function, .seen_size = nodes * 2 + 1};
    v.bound = ARENA_ARRAY(arena, bool, function->variable_count);
    v.visible = ARENA_ARRAY(arena, bool, function->variable_count);
    v.labels = ARENA_ARRAY(arena, bool, function->label_count);
    v.seen = ARENA_ARRAY(arena, const Core *, v.seen_size);
    verify_within(&v, function->parameters, function->arity, &function->body);
    return v.problem;
}
