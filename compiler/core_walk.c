// SPDX-License-Identifier: Apache-2.0
// Generic walks over Core.

#include "core_walk.h"

#include <string.h>

// ---- children ----------------------------------------------------------------------------------

static void visit_all(Core **items, uint32_t count, CoreVisitor *visit, void *context)
{
    for (uint32_t i = 0; i < count; i++)
        visit(context, &items[i]);
}

static void visit_optional(Core **child, CoreVisitor *visit, void *context)
{
    if (*child != NULL)
        visit(context, child);
}

static void visit_two(Core **first, Core **second, CoreVisitor *visit, void *context)
{
    visit(context, first);
    visit(context, second);
}

static void visit_map(Core *core, CoreVisitor *visit, void *context)
{
    visit_optional(&core->map.base, visit, context);
    for (uint32_t i = 0; i < core->map.count; i++)
        visit_two(&core->map.pairs[i].key, &core->map.pairs[i].value, visit, context);
}

static void visit_bits(Core *core, CoreVisitor *visit, void *context)
{
    for (uint32_t i = 0; i < core->bits.count; i++) {
        visit(context, &core->bits.segments[i].value);
        visit_optional(&core->bits.segments[i].spec.size, visit, context);
    }
}

static void visit_clauses(CoreClause *clauses, uint32_t count, CoreVisitor *visit, void *context)
{
    for (uint32_t i = 0; i < count; i++) {
        visit_optional(&clauses[i].guard, visit, context);
        visit(context, &clauses[i].body);
    }
}

static void visit_receive(Core *core, CoreVisitor *visit, void *context)
{
    if (core->receive.clauses != NULL)
        visit_clauses(core->receive.clauses, core->receive.count, visit, context);
    visit_optional(&core->receive.body, visit, context);
    visit_optional(&core->receive.timeout, visit, context);
    visit_optional(&core->receive.timeout_body, visit, context);
}

static void visit_select(Core *core, CoreVisitor *visit, void *context)
{
    visit(context, &core->select.subject);
    for (uint32_t i = 0; i < core->select.count; i++)
        visit(context, &core->select.alternatives[i].body);
    visit(context, &core->select.otherwise);
}

static void visit_decision(Core *core, CoreVisitor *visit, void *context)
{
    switch (core->kind) {
    case CORE_IF:
        visit(context, &core->branch.test);
        visit_two(&core->branch.then, &core->branch.otherwise, visit, context);
        break;
    case CORE_SELECT: visit_select(core, visit, context); break;
    case CORE_IF_CONS:
        visit(context, &core->if_cons.subject);
        visit_two(&core->if_cons.then, &core->if_cons.otherwise, visit, context);
        break;
    case CORE_IF_MAP_HAS:
        visit(context, &core->if_map_has.subject);
        visit_all(core->if_map_has.keys, core->if_map_has.count, visit, context);
        visit_two(&core->if_map_has.then, &core->if_map_has.otherwise, visit, context);
        break;
    case CORE_ELEMENT: visit(context, &core->element.tuple); break;
    case CORE_BINARY_START:
        visit(context, &core->binary_start.subject);
        visit_two(&core->binary_start.then, &core->binary_start.otherwise, visit, context);
        break;
    case CORE_BINARY_GET:
        visit_optional(&core->binary_get.spec.size, visit, context);
        visit_two(&core->binary_get.then, &core->binary_get.otherwise, visit, context);
        break;
    case CORE_BINARY_LITERAL:
        visit_two(&core->binary_literal.then, &core->binary_literal.otherwise, visit, context);
        break;
    case CORE_BINARY_END:
        visit_two(&core->binary_end.then, &core->binary_end.otherwise, visit, context);
        break;
    case CORE_LETJOIN: visit_two(&core->letjoin.body, &core->letjoin.shared, visit, context); break;
    case CORE_JUMP: visit_all(core->jump.arguments, core->jump.count, visit, context); break;
    case CORE_RECEIVE_ACCEPT: visit(context, &core->one); break;
    default: break;
    }
}

void core_visit_children(Core *core, CoreVisitor *visit, void *context)
{
    switch (core->kind) {
    case CORE_LITERAL:
    case CORE_VARIABLE: break;
    case CORE_VALUES:
    case CORE_TUPLE:
    case CORE_GUARD_ALL:
    case CORE_GUARD_ANY: visit_all(core->list.items, core->list.count, visit, context); break;
    case CORE_LET: visit_two(&core->let.value, &core->let.body, visit, context); break;
    case CORE_SEQUENCE:
        visit_two(&core->sequence.first, &core->sequence.second, visit, context);
        break;
    case CORE_CALL_LOCAL:
        visit_all(core->call_local.arguments, core->call_local.count, visit, context);
        break;
    case CORE_CALL_REMOTE:
        visit_two(&core->call_remote.module, &core->call_remote.function, visit, context);
        visit_all(core->call_remote.arguments, core->call_remote.count, visit, context);
        break;
    case CORE_CALL_FUN:
        visit(context, &core->call_fun.fun);
        visit_all(core->call_fun.arguments, core->call_fun.count, visit, context);
        break;
    case CORE_MAKE_FUN:
        visit_all(core->make_fun.free, core->make_fun.free_count, visit, context);
        break;
    case CORE_CONS:
    case CORE_ANDALSO:
    case CORE_ORELSE: visit_two(&core->pair.left, &core->pair.right, visit, context); break;
    case CORE_TUPLE_UPDATE:
        visit(context, &core->tuple_update.tuple);
        visit_all(core->tuple_update.values, core->tuple_update.count, visit, context);
        break;
    case CORE_MAP: visit_map(core, visit, context); break;
    case CORE_BITSTRING: visit_bits(core, visit, context); break;
    case CORE_TRY:
        visit(context, &core->try.value);
        visit_two(&core->try.body, &core->try.handler, visit, context);
        break;
    case CORE_CATCH:
    case CORE_BUILD_STACKTRACE: visit(context, &core->one); break;
    case CORE_RAISE:
        visit_two(&core->raise.class, &core->raise.reason, visit, context);
        visit(context, &core->raise.trace);
        break;
    case CORE_FAIL: visit_all(core->fail.operands, core->fail.count, visit, context); break;
    case CORE_RECEIVE: visit_receive(core, visit, context); break;
    case CORE_CASE:
        visit_all(core->cases.subjects, core->cases.subject_count, visit, context);
        visit_clauses(core->cases.clauses, core->cases.count, visit, context);
        break;
    default: visit_decision(core, visit, context); break;
    }
}

Core **core_chain_child(Core *core)
{
    switch (core->kind) {
    case CORE_LET: return &core->let.body;
    case CORE_SEQUENCE: return &core->sequence.second;
    case CORE_CONS: return &core->pair.right;
    default: return NULL;
    }
}

void core_visit_others(Core *core, CoreVisitor *visit, void *context)
{
    switch (core->kind) {
    case CORE_LET: visit(context, &core->let.value); break;
    case CORE_SEQUENCE: visit(context, &core->sequence.first); break;
    case CORE_CONS: visit(context, &core->pair.left); break;
    default: core_visit_children(core, visit, context); break;
    }
}

// ---- copying guards ----------------------------------------------------------------------------

typedef struct {
    CoreModule *module;
    CoreRename *rename;
    void *context;
} GuardCopy;

static void *copy_array(CoreModule *module, const void *items, size_t bytes)
{
    void *copy = core_allocate(module, bytes);
    if (bytes != 0)
        memcpy(copy, items, bytes);
    return copy;
}

// The arrays of a node must be its own before its children are replaced.
static void copy_arrays(CoreModule *module, Core *core)
{
    switch (core->kind) {
    case CORE_TUPLE:
    case CORE_GUARD_ALL:
    case CORE_GUARD_ANY:
        core->list.items = copy_array(module, core->list.items, core->list.count * sizeof(Core *));
        break;
    case CORE_CALL_REMOTE:
        core->call_remote.arguments = copy_array(module, core->call_remote.arguments,
                                                 core->call_remote.count * sizeof(Core *));
        break;
    case CORE_MAKE_FUN:
        core->make_fun.free =
            copy_array(module, core->make_fun.free, core->make_fun.free_count * sizeof(Core *));
        break;
    case CORE_MAP:
        core->map.pairs =
            copy_array(module, core->map.pairs, core->map.count * sizeof(CoreMapPair));
        break;
    case CORE_BITSTRING:
        core->bits.segments =
            copy_array(module, core->bits.segments, core->bits.count * sizeof(CoreSegment));
        break;
    default: break;
    }
}

static void copy_visit(void *context, Core **child)
{
    const GuardCopy *copy = context;
    *child = core_copy_guard(copy->module, *child, copy->rename, copy->context);
}

Core *core_copy_guard(CoreModule *module, const Core *guard, CoreRename *rename, void *context)
{
    if (guard->kind == CORE_VARIABLE)
        return rename(context, guard);
    Core *core = copy_array(module, guard, sizeof *guard);
    copy_arrays(module, core);
    GuardCopy copy = {module, rename, context};
    core_visit_children(core, copy_visit, &copy);
    return core;
}

// ---- joins -------------------------------------------------------------------------------------

// A jump can be replaced only where its value would be the value of the whole LETJOIN: in the same
// region. Every operand is a region of its own.
typedef struct {
    CoreModule *module;
    uint32_t *uses;    // by label; a jump from another region counts as many
    uint32_t *regions; // by label: of its LETJOIN
    Core **inlined;    // by label: the LETJOIN whose only jump is to be replaced
    const Core *parent;
    uint32_t region;
    uint32_t region_count;
} JoinInliner;

static bool is_tail_child(const Core *parent, Core *const *child)
{
    if (parent == NULL)
        return true;
    switch (parent->kind) {
    case CORE_LET: return child == &parent->let.body;
    case CORE_SEQUENCE: return child == &parent->sequence.second;
    case CORE_TRY: return child == &parent->try.body || child == &parent->try.handler;
    case CORE_RECEIVE:
        return child == &parent->receive.body || child == &parent->receive.timeout_body;
    default:
        return parent->kind >= CORE_IF && parent->kind != CORE_ELEMENT && parent->kind != CORE_JUMP;
    }
}

static void join_count(void *context, Core **child)
{
    JoinInliner *inliner = context;
    const Core *outer_parent = inliner->parent;
    uint32_t outer_region = inliner->region;
    for (; child != NULL; child = core_chain_child(*child)) {
        Core *core = *child;
        if (!is_tail_child(inliner->parent, child))
            inliner->region = ++inliner->region_count;
        if (core->kind == CORE_LETJOIN)
            inliner->regions[core->letjoin.label] = inliner->region;
        if (core->kind == CORE_JUMP) {
            bool same = inliner->regions[core->jump.label] == inliner->region;
            inliner->uses[core->jump.label] += same ? 1 : 2;
        }
        inliner->parent = core;
        core_visit_others(core, join_count, context);
    }
    inliner->parent = outer_parent;
    inliner->region = outer_region;
}

// A LETJOIN that shares nothing but a jump: its jumps go where that goes.
static bool is_forward(const Core *core)
{
    if (core->kind != CORE_LETJOIN || core->letjoin.count != 0 ||
        core->letjoin.shared->kind != CORE_JUMP)
        return false;
    const Core *jump = core->letjoin.shared;
    for (uint32_t i = 0; i < jump->jump.count; i++)
        if (jump->jump.arguments[i]->kind != CORE_VARIABLE)
            return false;
    return true;
}

static Core *jump_copy(CoreModule *module, const Core *jump)
{
    Core **arguments = core_allocate(module, jump->jump.count * sizeof *arguments);
    for (uint32_t i = 0; i < jump->jump.count; i++)
        arguments[i] = core_variable(module, jump->line, jump->jump.arguments[i]->variable);
    return core_jump(module, jump->line, jump->jump.label, arguments, jump->jump.count);
}

static void join_forward(void *context, Core **place)
{
    JoinInliner *inliner = context;
    for (; place != NULL; place = core_chain_child(*place)) {
        while (is_forward(*place)) {
            join_forward(context, &(*place)->letjoin.shared);
            inliner->inlined[(*place)->letjoin.label] = (*place)->letjoin.shared;
            *place = (*place)->letjoin.body;
        }
        if ((*place)->kind == CORE_JUMP && inliner->inlined[(*place)->jump.label] != NULL)
            *place = jump_copy(inliner->module, inliner->inlined[(*place)->jump.label]);
        core_visit_others(*place, join_forward, context);
    }
}

static void join_inline(void *context, Core **place);

static Core *join_replacement(JoinInliner *inliner, Core *jump)
{
    Core *join = inliner->inlined[jump->jump.label];
    Core *result = join->letjoin.shared;
    join_inline(inliner, &result);
    for (uint32_t i = join->letjoin.count; i-- > 0;)
        result = core_let(inliner->module, jump->line, join->letjoin.parameters[i],
                          jump->jump.arguments[i], result);
    return result;
}

static void join_inline(void *context, Core **place)
{
    JoinInliner *inliner = context;
    for (; place != NULL; place = core_chain_child(*place)) {
        while ((*place)->kind == CORE_LETJOIN) {
            Core *join = *place;
            if (inliner->uses[join->letjoin.label] > 1)
                break;
            inliner->inlined[join->letjoin.label] = join;
            *place = join->letjoin.body;
        }
        Core *core = *place;
        core_visit_others(core, join_inline, context);
        if (core->kind == CORE_JUMP && inliner->inlined[core->jump.label] != NULL) {
            *place = join_replacement(inliner, core);
            return;
        }
    }
}

void core_inline_joins(CoreModule *module, CoreFunction *function)
{
    if (function->label_count == 0)
        return;
    JoinInliner inliner = {.module = module};
    inliner.uses = core_allocate(module, function->label_count * sizeof *inliner.uses);
    inliner.regions = core_allocate(module, function->label_count * sizeof *inliner.regions);
    inliner.inlined = core_allocate(module, function->label_count * sizeof *inliner.inlined);
    join_forward(&inliner, &function->body);
    memset(inliner.inlined, 0, function->label_count * sizeof *inliner.inlined);
    join_count(&inliner, &function->body);
    join_inline(&inliner, &function->body);
}
