// SPDX-License-Identifier: Apache-2.0
// Prints tokens, trees and messages for the tests of the compiler's front end.
#include "source_helper.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scan.h"

typedef struct Job {
    Source *source;
    const char *text;
} Job;

typedef struct Output {
    Arena *arena;
    char *text;
    uint32_t count;
    uint32_t capacity;
} Output;

static void put(Output *out, const char *format, ...)
{
    char line[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    for (const char *c = line; *c != '\0'; c++) {
        ARENA_APPEND(out->arena, out->text, out->count, out->capacity, *c);
    }
}

static const char *finish(Output *out)
{
    ARENA_APPEND(out->arena, out->text, out->count, out->capacity, '\0');
    return out->text;
}

static void run(Compiler *compiler, void *argument)
{
    Job *job = argument;
    job->source->module =
        compiler_parse(compiler, "test.erl", (const uint8_t *)job->text, strlen(job->text));
}

void source_open(Source *source, const char *text, const CompilerOptions *options)
{
    // Most tests do without -module, as scripts may.
    CompilerOptions own = options != NULL ? *options : (CompilerOptions){0};
    own.escript = own.escript || strstr(text, "-module(") == NULL;
    compiler_init(&source->compiler, &own);
    Job job = {source, text};
    source->module = NULL;
    if (!compiler_guard(&source->compiler, run, &job)) {
        abort();
    }
}

void source_close(Source *source) { compiler_destroy(&source->compiler); }

const char *source_messages(Source *source)
{
    Output out = {.arena = &source->compiler.arena};
    diagnostics_sort(&source->compiler.diagnostics);
    for (uint32_t i = 0; i < source->compiler.diagnostics.count; i++) {
        const Diagnostic *item = &source->compiler.diagnostics.items[i];
        put(&out, "%u:%u %s: %s", item->span.line, item->span.column,
            item->severity == SEVERITY_ERROR ? "error" : "warning", item->message);
        if (item->help != NULL) {
            put(&out, " [%s]", item->help);
        }
        put(&out, "\n");
    }
    return finish(&out);
}

static void put_node(Output *out, const Node *node);

static void put_list(Output *out, NodeList list)
{
    for (uint32_t i = 0; i < list.count; i++) {
        put(out, i == 0 ? "" : " ");
        put_node(out, list.items[i]);
    }
}

static void put_string(Output *out, const uint32_t *code_points, uint32_t count)
{
    put(out, "\"");
    for (uint32_t i = 0; i < count; i++) {
        uint32_t c = code_points[i];
        put(out, c == '\n' ? "\\n" : c < 32 || c > 126 ? "\\x{%X}" : "%c", c);
    }
    put(out, "\"");
}

static void put_clauses(Output *out, ClauseList clauses)
{
    for (uint32_t i = 0; i < clauses.count; i++) {
        const Clause *clause = clauses.items[i];
        put(out, " (clause (");
        put_list(out, clause->patterns);
        put(out, ")");
        for (uint32_t k = 0; k < clause->guard.count; k++) {
            put(out, k == 0 ? " when " : " ; ");
            put_list(out, clause->guard.items[k]);
        }
        put(out, " -> ");
        put_list(out, clause->body);
        put(out, ")");
    }
}

static void put_integer(Output *out, const Node *node)
{
    if (node->integer.big == NULL) {
        put(out, "%lld", (long long)node->integer.small);
        return;
    }
    put(out, "16#");
    for (uint32_t i = node->integer.big->limb_count; i-- > 0;) {
        put(out, i + 1 == node->integer.big->limb_count ? "%llX" : "%016llX",
            (unsigned long long)node->integer.big->limbs[i]);
    }
}

static void put_segment(Output *out, const Node *node)
{
    static const char *const types[] = {"",      "/integer", "/float", "/binary",
                                        "/bits", "/utf8",    "/utf16", "/utf32"};
    static const char *const signs[] = {"", "-signed", "-unsigned"};
    static const char *const endians[] = {"", "-big", "-little", "-native"};
    put_node(out, node->segment.value);
    if (node->segment.size != NULL) {
        put(out, ":");
        put_node(out, node->segment.size);
    }
    put(out, "%s%s%s", types[node->segment.type], signs[node->segment.sign],
        endians[node->segment.endian]);
    if (node->segment.unit != 0) {
        put(out, "-unit:%u", node->segment.unit);
    }
}

static void put_control(Output *out, const Node *node)
{
    put(out, "(%s ", ast_kind_text(node->kind));
    switch (node->kind) {
    case NODE_IF:
    case NODE_CASE:
        if (node->cases.subject != NULL) {
            put_node(out, node->cases.subject);
        }
        put_clauses(out, node->cases.clauses);
        break;
    case NODE_RECEIVE:
        put_clauses(out, node->receive.clauses);
        if (node->receive.timeout != NULL) {
            put(out, " after ");
            put_node(out, node->receive.timeout);
            put(out, " -> ");
            put_list(out, node->receive.timeout_body);
        }
        break;
    case NODE_TRY:
        put_list(out, node->try->body);
        put(out, node->try->of_clauses.count != 0 ? " of" : "");
        put_clauses(out, node->try->of_clauses);
        put(out, node->try->catch_clauses.count != 0 ? " catch" : "");
        put_clauses(out, node->try->catch_clauses);
        put(out, node->try->after.count != 0 ? " after " : "");
        put_list(out, node->try->after);
        break;
    case NODE_MAYBE:
        put_list(out, node->maybe.body);
        put(out, node->maybe.else_clauses.count != 0 ? " else" : "");
        put_clauses(out, node->maybe.else_clauses);
        break;
    case NODE_FUN:
        put(out, "%s", node->fun.name != NULL ? node->fun.name->text : "");
        put_clauses(out, node->fun.clauses);
        break;
    default: put(out, "?"); break;
    }
    put(out, ")");
}

static void put_pair(Output *out, const char *left, const char *middle, const Node *node,
                     const char *right)
{
    put(out, "%s", left);
    put_node(out, node->pair.left);
    put(out, "%s", middle);
    put_node(out, node->pair.right);
    put(out, "%s", right);
}

static void put_type(Output *out, const Node *node)
{
    put(out, "(type ");
    if (node->type.module != NULL) {
        put(out, "%s:", node->type.module->text);
    }
    put(out, "%s%s", node->type.name->text, node->type.any_args ? " any" : "");
    put(out, node->type.args.count != 0 ? " " : "");
    put_list(out, node->type.args);
    put(out, ")");
}

static void put_data(Output *out, const Node *node)
{
    switch (node->kind) {
    case NODE_TUPLE:
        put(out, "{");
        put_list(out, node->list);
        put(out, "}");
        break;
    case NODE_BIN:
        put(out, "<<");
        put_list(out, node->list);
        put(out, ">>");
        break;
    case NODE_MAP:
        put(out, "(map ");
        if (node->map.base != NULL) {
            put_node(out, node->map.base);
            put(out, " ");
        }
        put_list(out, node->map.fields);
        put(out, ")");
        break;
    case NODE_RECORD:
        put(out, "(record %s ", node->record.name->text);
        if (node->record.base != NULL) {
            put_node(out, node->record.base);
            put(out, " ");
        }
        put_list(out, node->record.fields);
        put(out, ")");
        break;
    case NODE_RECORD_FIELD:
        put(out, "%s=", node->field.name->text);
        put_node(out, node->field.value);
        break;
    case NODE_RECORD_INDEX:
    case NODE_RECORD_ACCESS:
        put(out, "(field %s.%s", node->access.name->text, node->access.field->text);
        if (node->access.base != NULL) {
            put(out, " ");
            put_node(out, node->access.base);
        }
        put(out, ")");
        break;
    default: put_control(out, node); break;
    }
}

static void put_generator(Output *out, const Node *node)
{
    const char *arrow = node->kind == NODE_BINARY_GENERATE ? "<=" : "<-";
    put(out, "(%s%s ", arrow, node->generate.strict ? "!" : "");
    put_node(out, node->generate.pattern);
    put(out, " ");
    put_node(out, node->generate.source);
    put(out, ")");
}

static void put_node(Output *out, const Node *node)
{
    switch (node->kind) {
    case NODE_ATOM: put(out, "'%s'", node->name->text); break;
    case NODE_VAR: put(out, "%s", node->name->text); break;
    case NODE_INTEGER: put_integer(out, node); break;
    case NODE_CHAR: put(out, "$%lld", (long long)node->integer.small); break;
    case NODE_FLOAT: put(out, "%.17g", node->real); break;
    case NODE_STRING: put_string(out, node->string.code_points, node->string.count); break;
    case NODE_NIL: put(out, "[]"); break;
    case NODE_CONS: put_pair(out, "[", "|", node, "]"); break;
    case NODE_MATCH: put_pair(out, "(= ", " ", node, ")"); break;
    case NODE_MAYBE_MATCH: put_pair(out, "(?= ", " ", node, ")"); break;
    case NODE_MAP_FIELD_ASSOC: put_pair(out, "", "=>", node, ""); break;
    case NODE_MAP_FIELD_EXACT: put_pair(out, "", ":=", node, ""); break;
    case NODE_REMOTE: put_pair(out, "", ":", node, ""); break;
    case NODE_ANNOTATED_TYPE: put_pair(out, "", "::", node, ""); break;
    case NODE_UNARY:
    case NODE_BINARY_OP:
        put(out, "(%s ", ast_operator_text(node->op.op));
        if (node->op.left != NULL) {
            put_node(out, node->op.left);
            put(out, " ");
        }
        put_node(out, node->op.right);
        put(out, ")");
        break;
    case NODE_BIN_ELEMENT: put_segment(out, node); break;
    case NODE_CALL:
        put(out, "(call ");
        put_node(out, node->call.function);
        put(out, node->call.args.count != 0 ? " " : "");
        put_list(out, node->call.args);
        put(out, ")");
        break;
    case NODE_BLOCK:
    case NODE_ZIP:
        put(out, node->kind == NODE_ZIP ? "(zip " : "(begin ");
        put_list(out, node->list);
        put(out, ")");
        break;
    case NODE_CATCH:
        put(out, "(catch ");
        put_node(out, node->operand);
        put(out, ")");
        break;
    case NODE_FUN_LOCAL:
    case NODE_FUNCTION_NAME:
        put(out, "%s/%u", node->fun_local.name->text, node->fun_local.arity);
        break;
    case NODE_FUN_REMOTE:
        put(out, "(fun ");
        put_node(out, node->fun_remote.module);
        put(out, " ");
        put_node(out, node->fun_remote.function);
        put(out, " ");
        put_node(out, node->fun_remote.arity);
        put(out, ")");
        break;
    case NODE_LIST_COMPREHENSION:
    case NODE_BINARY_COMPREHENSION:
    case NODE_MAP_COMPREHENSION:
        put(out, "(%s ", ast_kind_text(node->kind));
        put_node(out, node->comprehension.template);
        put(out, " || ");
        put_list(out, node->comprehension.qualifiers);
        put(out, ")");
        break;
    case NODE_GENERATE:
    case NODE_BINARY_GENERATE:
    case NODE_MAP_GENERATE: put_generator(out, node); break;
    case NODE_TYPE:
    case NODE_REMOTE_TYPE: put_type(out, node); break;
    default: put_data(out, node); break;
    }
}

const char *source_first_body(Source *source)
{
    Output out = {.arena = &source->compiler.arena};
    for (uint32_t i = 0; i < source->module->form_count; i++) {
        const Form *form = source->module->forms[i];
        if (form->kind == FORM_FUNCTION) {
            put_list(&out, form->function.clauses.items[0]->body);
            return finish(&out);
        }
    }
    return "";
}

const char *source_form(Source *source, const Form *form)
{
    Output out = {.arena = &source->compiler.arena};
    switch (form->kind) {
    case FORM_TYPE:
        put(&out, "%s %s (", form->type.attribute->text, form->type.name->text);
        put_list(&out, form->type.parameters);
        put(&out, ") ");
        put_node(&out, form->type.type);
        break;
    case FORM_SPEC:
        put(&out, "%s %s/%u ", form->spec.attribute->text, form->spec.name->text, form->spec.arity);
        put_list(&out, form->spec.types);
        break;
    case FORM_RECORD:
        put(&out, "record %s", form->record.name->text);
        for (uint32_t i = 0; i < form->record.field_count; i++) {
            const RecordField *field = &form->record.fields[i];
            put(&out, " %s", field->name->text);
            put(&out, field->value != NULL ? "=" : "");
            if (field->value != NULL) {
                put_node(&out, field->value);
            }
            put(&out, field->type != NULL ? "::" : "");
            if (field->type != NULL) {
                put_node(&out, field->type);
            }
        }
        break;
    case FORM_ATTRIBUTE:
        put(&out, "%s ", form->attribute.name->text);
        put_node(&out, form->attribute.term);
        break;
    default: put(&out, "form %d", form->kind); break;
    }
    return finish(&out);
}

typedef struct ScanJob {
    const char *text;
    size_t size;
    const char *result;
} ScanJob;

static void put_token(Output *out, Compiler *compiler, const Token *token)
{
    switch (token->kind) {
    case TOKEN_STRING:
    case TOKEN_SIGIL:
        put(out, token->kind == TOKEN_SIGIL ? "~" : "");
        put_string(out, token->string.code_points, token->string.count);
        break;
    case TOKEN_FLOAT: put(out, "%.17g", token->real); break;
    case TOKEN_CHAR: put(out, "$%lld", (long long)token->integer.small); break;
    case TOKEN_INTEGER: {
        Node node = {.kind = NODE_INTEGER, .integer = {token->integer.small, token->integer.big}};
        put_integer(out, &node);
        break;
    }
    case TOKEN_ATOM: put(out, "%s", names_quote(&compiler->names, token->name)); break;
    case TOKEN_VAR: put(out, "%s", token->name->text); break;
    case TOKEN_DOT: put(out, "<dot>"); break;
    case TOKEN_ERROR: put(out, "<error>"); break;
    default: put(out, "%s", scan_kind_text(token->kind)); break;
    }
}

static void scan_all(Compiler *compiler, void *argument)
{
    ScanJob *job = argument;
    Output out = {.arena = &compiler->arena};
    SourceFile file = {.name = "test.erl", .bytes = (const uint8_t *)job->text, .size = job->size};
    Scanner scanner;
    Token token;
    scan_start(&scanner, compiler, diagnostics_add_file(&compiler->diagnostics, file));
    for (scan_token(&scanner, &token); token.kind != TOKEN_EOF; scan_token(&scanner, &token)) {
        put(&out, out.count == 0 ? "" : " ");
        put_token(&out, compiler, &token);
    }
    job->result = finish(&out);
}

const char *source_tokens(Source *source, const char *text, size_t size)
{
    CompilerOptions none = {0};
    compiler_init(&source->compiler, &none);
    ScanJob job = {text, size, NULL};
    if (!compiler_guard(&source->compiler, scan_all, &job)) {
        abort();
    }
    return job.result;
}
