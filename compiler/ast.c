// SPDX-License-Identifier: Apache-2.0
// Facts about syntax trees that hold for every stage: texts, children, look-up of forms.
#include "ast.h"

const char *ast_operator_text(Operator op)
{
    static const char *const texts[] = {
#define OPERATOR_TEXT(op, text) text,
        OPERATORS(OPERATOR_TEXT)
#undef OPERATOR_TEXT
    };
    return texts[op];
}

const char *ast_kind_text(NodeKind kind)
{
    static const char *const texts[NODE_KIND_COUNT] = {
        [NODE_ATOM] = "atom",
        [NODE_INTEGER] = "integer",
        [NODE_CHAR] = "character",
        [NODE_FLOAT] = "float",
        [NODE_STRING] = "string",
        [NODE_VAR] = "variable",
        [NODE_MATCH] = "match",
        [NODE_MAYBE_MATCH] = "?= match",
        [NODE_UNARY] = "operator",
        [NODE_BINARY_OP] = "operator",
        [NODE_NIL] = "empty list",
        [NODE_CONS] = "list",
        [NODE_TUPLE] = "tuple",
        [NODE_BIN] = "binary",
        [NODE_BIN_ELEMENT] = "binary segment",
        [NODE_MAP] = "map",
        [NODE_MAP_FIELD_ASSOC] = "map field with =>",
        [NODE_MAP_FIELD_EXACT] = "map field with :=",
        [NODE_RECORD] = "record",
        [NODE_RECORD_FIELD] = "record field",
        [NODE_RECORD_INDEX] = "record index",
        [NODE_RECORD_ACCESS] = "record access",
        [NODE_CALL] = "call",
        [NODE_REMOTE] = "qualified name",
        [NODE_BLOCK] = "begin ... end",
        [NODE_IF] = "if",
        [NODE_CASE] = "case",
        [NODE_RECEIVE] = "receive",
        [NODE_TRY] = "try",
        [NODE_CATCH] = "catch",
        [NODE_MAYBE] = "maybe",
        [NODE_FUN] = "fun",
        [NODE_FUN_LOCAL] = "fun",
        [NODE_FUN_REMOTE] = "fun",
        [NODE_LIST_COMPREHENSION] = "list comprehension",
        [NODE_BINARY_COMPREHENSION] = "binary comprehension",
        [NODE_MAP_COMPREHENSION] = "map comprehension",
        [NODE_GENERATE] = "generator",
        [NODE_BINARY_GENERATE] = "binary generator",
        [NODE_MAP_GENERATE] = "map generator",
        [NODE_ZIP] = "zip generator",
        [NODE_TYPE] = "type",
        [NODE_REMOTE_TYPE] = "type",
        [NODE_ANNOTATED_TYPE] = "type",
        [NODE_FUNCTION_NAME] = "function name",
    };
    return texts[kind];
}

typedef struct Visitor {
    void (*visit)(void *context, Node *child);
    void *context;
} Visitor;

static void visit_one(Visitor v, Node *node)
{
    if (node != NULL) {
        v.visit(v.context, node);
    }
}

static void visit_list(Visitor v, NodeList list)
{
    for (uint32_t i = 0; i < list.count; i++) {
        v.visit(v.context, list.items[i]);
    }
}

static void visit_clauses(Visitor v, ClauseList clauses)
{
    for (uint32_t i = 0; i < clauses.count; i++) {
        const Clause *clause = clauses.items[i];
        visit_list(v, clause->patterns);
        for (uint32_t k = 0; k < clause->guard.count; k++) {
            visit_list(v, clause->guard.items[k]);
        }
        visit_list(v, clause->body);
    }
}

static void visit_control(Visitor v, const Node *node)
{
    switch (node->kind) {
    case NODE_IF:
    case NODE_CASE:
        visit_one(v, node->cases.subject);
        visit_clauses(v, node->cases.clauses);
        break;
    case NODE_RECEIVE:
        visit_clauses(v, node->receive.clauses);
        visit_one(v, node->receive.timeout);
        visit_list(v, node->receive.timeout_body);
        break;
    case NODE_TRY:
        visit_list(v, node->try->body);
        visit_clauses(v, node->try->of_clauses);
        visit_clauses(v, node->try->catch_clauses);
        visit_list(v, node->try->after);
        break;
    case NODE_MAYBE:
        visit_list(v, node->maybe.body);
        visit_clauses(v, node->maybe.else_clauses);
        break;
    case NODE_FUN: visit_clauses(v, node->fun.clauses); break;
    default: break;
    }
}

void ast_each_child(const Node *node, void (*visit)(void *context, Node *child), void *context)
{
    Visitor v = {visit, context};
    switch (node->kind) {
    case NODE_ATOM:
    case NODE_INTEGER:
    case NODE_CHAR:
    case NODE_FLOAT:
    case NODE_STRING:
    case NODE_VAR:
    case NODE_NIL:
    case NODE_RECORD_INDEX:
    case NODE_FUN_LOCAL:
    case NODE_FUNCTION_NAME:
    case NODE_KIND_COUNT: break;
    case NODE_MATCH:
    case NODE_MAYBE_MATCH:
    case NODE_CONS:
    case NODE_MAP_FIELD_ASSOC:
    case NODE_MAP_FIELD_EXACT:
    case NODE_REMOTE:
    case NODE_ANNOTATED_TYPE:
        visit_one(v, node->pair.left);
        visit_one(v, node->pair.right);
        break;
    case NODE_UNARY:
    case NODE_BINARY_OP:
        visit_one(v, node->op.left);
        visit_one(v, node->op.right);
        break;
    case NODE_TUPLE:
    case NODE_BIN:
    case NODE_BLOCK:
    case NODE_ZIP: visit_list(v, node->list); break;
    case NODE_BIN_ELEMENT:
        visit_one(v, node->segment.value);
        visit_one(v, node->segment.size);
        break;
    case NODE_MAP:
        visit_one(v, node->map.base);
        visit_list(v, node->map.fields);
        break;
    case NODE_RECORD:
        visit_one(v, node->record.base);
        visit_list(v, node->record.fields);
        break;
    case NODE_RECORD_FIELD: visit_one(v, node->field.value); break;
    case NODE_RECORD_ACCESS: visit_one(v, node->access.base); break;
    case NODE_CALL:
        visit_one(v, node->call.function);
        visit_list(v, node->call.args);
        break;
    case NODE_CATCH: visit_one(v, node->operand); break;
    case NODE_IF:
    case NODE_CASE:
    case NODE_RECEIVE:
    case NODE_TRY:
    case NODE_MAYBE:
    case NODE_FUN: visit_control(v, node); break;
    case NODE_FUN_REMOTE:
        visit_one(v, node->fun_remote.module);
        visit_one(v, node->fun_remote.function);
        visit_one(v, node->fun_remote.arity);
        break;
    case NODE_LIST_COMPREHENSION:
    case NODE_BINARY_COMPREHENSION:
    case NODE_MAP_COMPREHENSION:
        visit_one(v, node->comprehension.template);
        visit_list(v, node->comprehension.qualifiers);
        break;
    case NODE_GENERATE:
    case NODE_BINARY_GENERATE:
    case NODE_MAP_GENERATE:
        visit_one(v, node->generate.pattern);
        visit_one(v, node->generate.source);
        break;
    case NODE_TYPE:
    case NODE_REMOTE_TYPE: visit_list(v, node->type.args); break;
    }
}

const Form *ast_find_record(const Module *module, const Name *name)
{
    for (uint32_t i = 0; i < module->form_count; i++) {
        const Form *form = module->forms[i];
        if (form->kind == FORM_RECORD && form->record.name == name) {
            return form;
        }
    }
    return NULL;
}

const Form *ast_find_function(const Module *module, const Name *name, uint32_t arity)
{
    for (uint32_t i = 0; i < module->form_count; i++) {
        const Form *form = module->forms[i];
        if (form->kind == FORM_FUNCTION && form->function.name == name &&
            form->function.arity == arity) {
            return form;
        }
    }
    return NULL;
}
