// SPDX-License-Identifier: Apache-2.0
// Core as indented text, for people and tests. Apart from core.c because nothing in a compilation
// needs it.

#include "core.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    ByteBuffer *out;
    const CoreFunction *function;
    int indent;
} Dump;

static void dump_core(Dump *dump, const Core *core);
static void dump_pattern(Dump *dump, const CorePattern *pattern);

__attribute__((format(printf, 2, 3))) static void dump_text(Dump *dump, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length >= (int)sizeof text)
        length = (int)sizeof text - 1;
    bytes_append(dump->out, text, (size_t)length);
}

static void dump_newline(Dump *dump, int by)
{
    dump->indent += by;
    dump_text(dump, "\n%*s", dump->indent * 2, "");
}

static void dump_variable(Dump *dump, CoreVariable variable)
{
    if (variable == CORE_NO_VARIABLE) {
        dump_text(dump, "_");
        return;
    }
    const char *name =
        variable < dump->function->variable_count ? dump->function->variable_names[variable] : NULL;
    dump_text(dump, "%s_%u", name != NULL ? name : "", variable);
}

static void dump_variables(Dump *dump, const CoreVariable *variables, uint32_t count)
{
    dump_text(dump, "<");
    for (uint32_t i = 0; i < count; i++) {
        dump_text(dump, i > 0 ? ", " : "");
        dump_variable(dump, variables[i]);
    }
    dump_text(dump, ">");
}

static void dump_items(Dump *dump, const char *open, Core *const *items, uint32_t count,
                       const char *close)
{
    dump_text(dump, "%s", open);
    for (uint32_t i = 0; i < count; i++) {
        dump_text(dump, i > 0 ? ", " : "");
        dump_core(dump, items[i]);
    }
    dump_text(dump, "%s", close);
}

static void dump_block(Dump *dump, const char *title, const Core *body)
{
    dump_text(dump, "%s", title);
    dump_newline(dump, 1);
    dump_core(dump, body);
    dump->indent--;
}

static void dump_then_else(Dump *dump, const Core *then, const Core *otherwise)
{
    dump_block(dump, " ->", then);
    dump_newline(dump, 0);
    dump_block(dump, "else", otherwise);
}

static void dump_spec(Dump *dump, const CoreSegmentSpec *spec)
{
    static const char *const types[] = {"integer", "float", "binary", "utf8", "utf16", "utf32"};
    if (spec->size != NULL) {
        dump_text(dump, ":");
        dump_core(dump, spec->size);
    }
    dump_text(dump, "/%s-unit:%u", types[spec->type], spec->unit);
    if (spec->flags & CORE_SEGMENT_LITTLE)
        dump_text(dump, "-little");
    if (spec->flags & CORE_SEGMENT_NATIVE)
        dump_text(dump, "-native");
    if (spec->flags & CORE_SEGMENT_SIGNED)
        dump_text(dump, "-signed");
}

static void dump_compound_pattern(Dump *dump, const CorePattern *pattern)
{
    bool is_map = pattern->kind == PATTERN_MAP;
    bool is_tuple = pattern->kind == PATTERN_TUPLE;
    uint32_t count = is_map     ? pattern->map.size
                     : is_tuple ? pattern->tuple.arity
                                : pattern->bits.count;
    dump_text(dump, is_map ? "#{" : is_tuple ? "{" : "<<");
    for (uint32_t i = 0; i < count; i++) {
        dump_text(dump, i > 0 ? ", " : "");
        if (is_map) {
            dump_core(dump, pattern->map.pairs[i].key);
            dump_text(dump, " := ");
            dump_pattern(dump, pattern->map.pairs[i].value);
        } else if (is_tuple) {
            dump_pattern(dump, pattern->tuple.elements[i]);
        } else {
            dump_pattern(dump, pattern->bits.segments[i].value);
            dump_spec(dump, &pattern->bits.segments[i].spec);
        }
    }
    dump_text(dump, is_map || is_tuple ? "}" : ">>");
}

static void dump_pattern(Dump *dump, const CorePattern *pattern)
{
    switch (pattern->kind) {
    case PATTERN_ANY: dump_text(dump, "_"); break;
    case PATTERN_VARIABLE: dump_variable(dump, pattern->variable); break;
    case PATTERN_LITERAL: literal_print(dump->out, pattern->literal); break;
    case PATTERN_ALIAS:
        dump_pattern(dump, pattern->alias.left);
        dump_text(dump, " = ");
        dump_pattern(dump, pattern->alias.right);
        break;
    case PATTERN_CONS:
        dump_text(dump, "[");
        dump_pattern(dump, pattern->cons.head);
        dump_text(dump, " | ");
        dump_pattern(dump, pattern->cons.tail);
        dump_text(dump, "]");
        break;
    case PATTERN_TUPLE:
    case PATTERN_MAP:
    case PATTERN_BITSTRING: dump_compound_pattern(dump, pattern); break;
    }
}

static void dump_clauses(Dump *dump, const CoreClause *clauses, uint32_t count,
                         uint32_t subject_count)
{
    for (uint32_t i = 0; i < count; i++) {
        dump_newline(dump, 1);
        dump_text(dump, "<");
        for (uint32_t k = 0; k < subject_count; k++) {
            dump_text(dump, k > 0 ? ", " : "");
            dump_pattern(dump, clauses[i].patterns[k]);
        }
        dump_text(dump, ">");
        if (clauses[i].guard != NULL) {
            dump_text(dump, " when ");
            dump_core(dump, clauses[i].guard);
        }
        dump_block(dump, " ->", clauses[i].body);
        dump->indent--;
    }
}

static void dump_map(Dump *dump, const Core *core)
{
    if (core->map.base != NULL)
        dump_core(dump, core->map.base);
    dump_text(dump, "#{");
    for (uint32_t i = 0; i < core->map.count; i++) {
        dump_text(dump, i > 0 ? ", " : "");
        dump_core(dump, core->map.pairs[i].key);
        dump_text(dump, core->map.pairs[i].exact ? " := " : " => ");
        dump_core(dump, core->map.pairs[i].value);
    }
    dump_text(dump, "}");
}

static void dump_bits(Dump *dump, const Core *core)
{
    dump_text(dump, "<<");
    for (uint32_t i = 0; i < core->bits.count; i++) {
        dump_text(dump, i > 0 ? ", " : "");
        dump_core(dump, core->bits.segments[i].value);
        dump_spec(dump, &core->bits.segments[i].spec);
    }
    dump_text(dump, ">>");
}

static void dump_try(Dump *dump, const Core *core)
{
    dump_block(dump, "try", core->try.value);
    dump_newline(dump, 0);
    dump_text(dump, "of ");
    dump_variables(dump, core->try.variables, core->try.count);
    dump_block(dump, " ->", core->try.body);
    dump_newline(dump, 0);
    CoreVariable raised[] = {core->try.class, core->try.reason, core->try.trace};
    dump_text(dump, "catch ");
    dump_variables(dump, raised, 3);
    dump_block(dump, " ->", core->try.handler);
}

static void dump_receive(Dump *dump, const Core *core)
{
    dump_text(dump, "receive ");
    if (core->receive.clauses != NULL || core->receive.body == NULL) {
        dump_clauses(dump, core->receive.clauses, core->receive.count, 1);
    } else {
        dump_variable(dump, core->receive.message);
        dump_block(dump, " ->", core->receive.body);
    }
    if (core->receive.timeout != NULL) {
        dump_newline(dump, 0);
        dump_text(dump, "after ");
        dump_core(dump, core->receive.timeout);
        dump_block(dump, " ->", core->receive.timeout_body);
    }
}

static void dump_select(Dump *dump, const Core *core)
{
    dump_text(dump, core->select.by == SELECT_ARITY ? "select arity " : "select ");
    dump_core(dump, core->select.subject);
    for (uint32_t i = 0; i < core->select.count; i++) {
        dump_newline(dump, 0);
        literal_print(dump->out, core->select.alternatives[i].value);
        dump_block(dump, " ->", core->select.alternatives[i].body);
    }
    dump_newline(dump, 0);
    dump_block(dump, "else", core->select.otherwise);
}

static void dump_if_map_has(Dump *dump, const Core *core)
{
    dump_text(dump, "if map ");
    dump_core(dump, core->if_map_has.subject);
    dump_text(dump, " has");
    for (uint32_t i = 0; i < core->if_map_has.count; i++) {
        dump_text(dump, " ");
        dump_core(dump, core->if_map_has.keys[i]);
        dump_text(dump, " := ");
        dump_variable(dump, core->if_map_has.variables[i]);
    }
    dump_then_else(dump, core->if_map_has.then, core->if_map_has.otherwise);
}

static void dump_binary_step(Dump *dump, const Core *core)
{
    switch (core->kind) {
    case CORE_BINARY_START:
        dump_text(dump, "if bitstring ");
        dump_core(dump, core->binary_start.subject);
        dump_text(dump, " as ");
        dump_variable(dump, core->binary_start.context);
        dump_then_else(dump, core->binary_start.then, core->binary_start.otherwise);
        break;
    case CORE_BINARY_GET:
        dump_text(dump, "get ");
        dump_variable(dump, core->binary_get.context);
        dump_text(dump, " as ");
        dump_variable(dump, core->binary_get.value);
        dump_spec(dump, &core->binary_get.spec);
        dump_text(dump, ", next ");
        dump_variable(dump, core->binary_get.next);
        dump_then_else(dump, core->binary_get.then, core->binary_get.otherwise);
        break;
    case CORE_BINARY_LITERAL:
        dump_text(dump, "get ");
        dump_variable(dump, core->binary_literal.context);
        dump_text(dump, " as ");
        literal_print(dump->out, core->binary_literal.bits);
        dump_text(dump, ", next ");
        dump_variable(dump, core->binary_literal.next);
        dump_then_else(dump, core->binary_literal.then, core->binary_literal.otherwise);
        break;
    default:
        dump_text(dump, "if at end ");
        dump_variable(dump, core->binary_end.context);
        dump_then_else(dump, core->binary_end.then, core->binary_end.otherwise);
        break;
    }
}

static void dump_branch(Dump *dump, const Core *core)
{
    switch (core->kind) {
    case CORE_IF:
        dump_text(dump, "if ");
        dump_core(dump, core->branch.test);
        dump_then_else(dump, core->branch.then, core->branch.otherwise);
        break;
    case CORE_IF_CONS:
        dump_text(dump, "if cons ");
        dump_core(dump, core->if_cons.subject);
        dump_text(dump, " as ");
        CoreVariable parts[] = {core->if_cons.head, core->if_cons.tail};
        dump_variables(dump, parts, 2);
        dump_then_else(dump, core->if_cons.then, core->if_cons.otherwise);
        break;
    case CORE_SELECT: dump_select(dump, core); break;
    case CORE_IF_MAP_HAS: dump_if_map_has(dump, core); break;
    default: dump_binary_step(dump, core); break;
    }
}

static void dump_call(Dump *dump, const Core *core)
{
    switch (core->kind) {
    case CORE_CALL_LOCAL:
        literal_print(dump->out, core->call_local.name);
        dump_items(dump, "(", core->call_local.arguments, core->call_local.count, ")");
        break;
    case CORE_CALL_REMOTE:
        dump_core(dump, core->call_remote.module);
        dump_text(dump, ":");
        dump_core(dump, core->call_remote.function);
        dump_items(dump, "(", core->call_remote.arguments, core->call_remote.count, ")");
        break;
    case CORE_CALL_FUN:
        dump_text(dump, "call ");
        dump_core(dump, core->call_fun.fun);
        dump_items(dump, "(", core->call_fun.arguments, core->call_fun.count, ")");
        break;
    default:
        dump_text(dump, "fun ");
        literal_print(dump->out, core->make_fun.name);
        dump_text(dump, "/%u", core->make_fun.arity);
        dump_items(dump, "<", core->make_fun.free, core->make_fun.free_count, ">");
        break;
    }
}

static void dump_binding(Dump *dump, const Core *core)
{
    switch (core->kind) {
    case CORE_LET:
        dump_text(dump, "let ");
        dump_variables(dump, core->let.variables, core->let.count);
        dump_block(dump, " =", core->let.value);
        dump_newline(dump, 0);
        dump_core(dump, core->let.body);
        break;
    case CORE_SEQUENCE:
        dump_block(dump, "do", core->sequence.first);
        dump_newline(dump, 0);
        dump_core(dump, core->sequence.second);
        break;
    case CORE_LETJOIN:
        dump_text(dump, "join L%u", core->letjoin.label);
        dump_variables(dump, core->letjoin.parameters, core->letjoin.count);
        dump_block(dump, " =", core->letjoin.shared);
        dump_newline(dump, 0);
        dump_core(dump, core->letjoin.body);
        break;
    default:
        dump_text(dump, "case");
        dump_items(dump, " <", core->cases.subjects, core->cases.subject_count, ">");
        dump_clauses(dump, core->cases.clauses, core->cases.count, core->cases.subject_count);
        break;
    }
}

static void dump_data(Dump *dump, const Core *core)
{
    static const char *const failures[] = {"function_clause", "case_clause", "badmatch",
                                           "try_clause",      "badrecord",   "badarg",
                                           "if_clause"};
    switch (core->kind) {
    case CORE_TUPLE_UPDATE:
        dump_text(dump, "update/%u ", core->tuple_update.arity);
        dump_core(dump, core->tuple_update.tuple);
        for (uint32_t i = 0; i < core->tuple_update.count; i++) {
            dump_text(dump, " [%u] = ", core->tuple_update.indices[i]);
            dump_core(dump, core->tuple_update.values[i]);
        }
        break;
    case CORE_ELEMENT:
        dump_core(dump, core->element.tuple);
        dump_text(dump, "[%u]", core->element.index);
        break;
    case CORE_RAISE: {
        Core *parts[] = {core->raise.class, core->raise.reason, core->raise.trace};
        dump_items(dump, "raise(", parts, 3, ")");
        break;
    }
    case CORE_FAIL:
        dump_text(dump, "fail %s", failures[core->fail.reason]);
        dump_items(dump, "(", core->fail.operands, core->fail.count, ")");
        break;
    default:
        dump_text(dump, "jump L%u", core->jump.label);
        dump_items(dump, "(", core->jump.arguments, core->jump.count, ")");
        break;
    }
}

static void dump_listed(Dump *dump, const Core *core)
{
    static const char *const words[CORE_KIND_COUNT] = {
        [CORE_VALUES] = "<",       [CORE_TUPLE] = "{",    [CORE_GUARD_ALL] = "all(",
        [CORE_GUARD_ANY] = "any(", [CORE_CONS] = "cons(", [CORE_ANDALSO] = "andalso(",
        [CORE_ORELSE] = "orelse("};
    bool listed = core->kind == CORE_VALUES || core->kind == CORE_TUPLE ||
                  core->kind == CORE_GUARD_ALL || core->kind == CORE_GUARD_ANY;
    Core *pair[] = {core->pair.left, core->pair.right};
    const char *close = core->kind == CORE_VALUES ? ">" : core->kind == CORE_TUPLE ? "}" : ")";
    if (listed)
        dump_items(dump, words[core->kind], core->list.items, core->list.count, close);
    else
        dump_items(dump, words[core->kind], pair, 2, close);
}

static void dump_core(Dump *dump, const Core *core)
{
    switch (core->kind) {
    case CORE_LITERAL: literal_print(dump->out, core->literal); break;
    case CORE_VARIABLE: dump_variable(dump, core->variable); break;
    case CORE_VALUES:
    case CORE_TUPLE:
    case CORE_GUARD_ALL:
    case CORE_GUARD_ANY:
    case CORE_CONS:
    case CORE_ANDALSO:
    case CORE_ORELSE: dump_listed(dump, core); break;
    case CORE_LET:
    case CORE_SEQUENCE:
    case CORE_LETJOIN:
    case CORE_CASE: dump_binding(dump, core); break;
    case CORE_CALL_LOCAL:
    case CORE_CALL_REMOTE:
    case CORE_CALL_FUN:
    case CORE_MAKE_FUN: dump_call(dump, core); break;
    case CORE_MAP: dump_map(dump, core); break;
    case CORE_BITSTRING: dump_bits(dump, core); break;
    case CORE_TRY: dump_try(dump, core); break;
    case CORE_CATCH: dump_block(dump, "catch", core->one); break;
    case CORE_BUILD_STACKTRACE: dump_items(dump, "stacktrace(", &core->one, 1, ")"); break;
    case CORE_RECEIVE: dump_receive(dump, core); break;
    case CORE_RECEIVE_ACCEPT: dump_block(dump, "accept", core->one); break;
    case CORE_RECEIVE_NEXT: dump_text(dump, "next message"); break;
    case CORE_TUPLE_UPDATE:
    case CORE_RAISE:
    case CORE_FAIL:
    case CORE_ELEMENT:
    case CORE_JUMP: dump_data(dump, core); break;
    default: dump_branch(dump, core); break;
    }
}

void core_dump_function(ByteBuffer *out, const CoreModule *module, const CoreFunction *function)
{
    Dump dump = {.out = out, .function = function};
    literal_print(out, function->name);
    dump_text(&dump, "/%u %s%s(file %u, line %u)\n  ", function->arity,
              function->exported ? "exported " : "", function->is_lambda ? "lambda " : "",
              function->line.file, function->line.line);
    dump_variables(&dump, function->parameters, function->arity);
    dump.indent = 1;
    dump_block(&dump, " ->", function->body);
    dump_text(&dump, "\n\n");
    (void)module;
}

void core_dump(ByteBuffer *out, const CoreModule *module)
{
    bytes_append(out, "module ", 7);
    literal_print(out, module->name);
    bytes_append(out, "\n\n", 2);
    for (CoreFunction *function = module->functions; function != NULL; function = function->next)
        core_dump_function(out, module, function);
}
