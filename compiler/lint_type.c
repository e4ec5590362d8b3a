// SPDX-License-Identifier: Apache-2.0
// Types and specifications: names, arities and type variables. What the types mean is not checked.
#include "lint_state.h"

// A variable within one type definition or signature.
typedef struct TypeVariable {
    const Node *node;
    uint32_t occurrences;
} TypeVariable;

typedef struct TypeScope {
    Lint *l;
    TypeVariable *variables;
    uint32_t count, capacity;
} TypeScope;

TypeDefinition *lint_find_type(Lint *l, Name *name, uint32_t arity)
{
    TypeDefinition *type = lint_name(l, name)->types;
    while (type != NULL && type->arity != arity) {
        type = type->same_name;
    }
    if (type == NULL) {
        type = ARENA_NEW(&l->compiler->scratch, TypeDefinition);
        *type =
            (TypeDefinition){.name = name, .arity = arity, .same_name = lint_name(l, name)->types};
        lint_name(l, name)->types = type;
        *l->last_type = type;
        l->last_type = &type->next;
    }
    return type;
}

static void check_type(TypeScope *scope, const Node *node);

static void check_list(TypeScope *scope, NodeList list)
{
    for (uint32_t i = 0; i < list.count; i++) {
        check_type(scope, list.items[i]);
    }
}

static void check_variable(TypeScope *scope, const Node *node)
{
    Lint *l = scope->l;
    if (node->name == COMPILER_NAME(l->compiler, ANONYMOUS)) {
        return;
    }
    NameInfo *info = lint_name(l, node->name);
    if (info->seen != l->stamp) {
        info->seen = l->stamp;
        info->type_variable = scope->count;
        TypeVariable variable = {node, 0};
        ARENA_APPEND(&l->compiler->scratch, scope->variables, scope->count, scope->capacity,
                     variable);
    }
    scope->variables[info->type_variable].occurrences++;
}

static void use_type(Lint *l, const Node *node)
{
    TypeDefinition *type = lint_find_type(l, node->type.name, node->type.args.count);
    if (!type->is_used) {
        type->is_used = true;
        type->first_use = node->span;
    }
    if (l->current_type == NULL) {
        type->exported = true;
    } else {
        ARENA_APPEND(&l->compiler->scratch, l->current_type->uses, l->current_type->use_count,
                     l->current_type->use_capacity, type);
    }
}

// The value of a constant integer expression; false if it is none.
static bool evaluate(const Node *node, int64_t *value)
{
    int64_t left = 0, right = 0;
    if (node->kind == NODE_INTEGER || node->kind == NODE_CHAR) {
        *value = node->integer.big != NULL ? INT64_MAX : node->integer.small;
        return true;
    }
    if (node->kind == NODE_UNARY && evaluate(node->op.right, &right)) {
        *value = node->op.op == OP_SUBTRACT ? -right : node->op.op == OP_BNOT ? ~right : right;
        return node->op.op != OP_NOT;
    }
    if (node->kind != NODE_BINARY_OP || !evaluate(node->op.left, &left) ||
        !evaluate(node->op.right, &right)) {
        return false;
    }
    bool overflow = false;
    switch (node->op.op) {
    case OP_ADD: overflow = __builtin_add_overflow(left, right, value); break;
    case OP_SUBTRACT: overflow = __builtin_sub_overflow(left, right, value); break;
    case OP_MULTIPLY: overflow = __builtin_mul_overflow(left, right, value); break;
    case OP_BSL:
        overflow =
            right < 0 || right > 62 || __builtin_mul_overflow(left, (int64_t)1 << right, value);
        break;
    case OP_BSR: *value = right < 0 ? left : left >> (right > 63 ? 63 : right); break;
    case OP_DIV:
    case OP_REM:
        if (right == 0 || right == -1) {
            return false;
        }
        *value = node->op.op == OP_DIV ? left / right : left % right;
        break;
    case OP_BAND: *value = left & right; break;
    case OP_BOR: *value = left | right; break;
    case OP_BXOR: *value = left ^ right; break;
    default: return false;
    }
    if (overflow) {
        *value = INT64_MAX;
    }
    return true;
}

static void check_range(Lint *l, const Node *node)
{
    int64_t low, high;
    if (!evaluate(node->type.args.items[0], &low) || !evaluate(node->type.args.items[1], &high)) {
        compiler_error(l->compiler, node->span, "the ends of a range must be integers");
    } else if (low > high) {
        compiler_error(l->compiler, node->span, "this range is empty");
    }
}

static void check_record(TypeScope *scope, const Node *node)
{
    Lint *l = scope->l;
    const Form *record = lint_use_record(l, node->type.args.items[0]->name, node->span);
    for (uint32_t i = 1; i < node->type.args.count; i++) {
        const Node *field = node->type.args.items[i];
        if (record != NULL) {
            lint_check_field(l, record, field->type.args.items[0]->name, field->span);
        }
        check_type(scope, field->type.args.items[1]);
    }
}

static void check_constructor(TypeScope *scope, const Node *node)
{
    const Compiler *c = scope->l->compiler;
    const Name *name = node->type.name;
    if (name == COMPILER_NAME(c, RECORD)) {
        check_record(scope, node);
    } else if (name == COMPILER_NAME(c, RANGE)) {
        check_range(scope->l, node);
    } else if (name != COMPILER_NAME(c, BINARY)) {
        check_list(scope, node->type.args);
    }
}

static void check_type(TypeScope *scope, const Node *node)
{
    Lint *l = scope->l;
    int64_t value;
    switch (node->kind) {
    case NODE_ATOM:
    case NODE_INTEGER:
    case NODE_CHAR: return;
    case NODE_VAR: check_variable(scope, node); return;
    case NODE_ANNOTATED_TYPE: check_type(scope, node->pair.right); return;
    case NODE_REMOTE_TYPE:
        if (node->type.module == l->module->name) {
            use_type(l, node);
        }
        check_list(scope, node->type.args);
        return;
    case NODE_TYPE:
        if (!node->type.named) {
            check_constructor(scope, node);
            return;
        }
        use_type(l, node);
        check_list(scope, node->type.args);
        return;
    default:
        if (!evaluate(node, &value)) {
            compiler_error(l->compiler, node->span, "this is not a type");
        }
        return;
    }
}

static void begin(TypeScope *scope, Lint *l)
{
    *scope = (TypeScope){.l = l};
    l->stamp++;
}

static void finish(const TypeScope *scope)
{
    for (uint32_t i = 0; i < scope->count; i++) {
        const TypeVariable *variable = &scope->variables[i];
        if (variable->occurrences == 1 && variable->node->name->text[0] != '_') {
            Diagnostic *error =
                compiler_error(scope->l->compiler, variable->node->span,
                               "type variable %s occurs only once", variable->node->name->text);
            compiler_help(scope->l->compiler, error, "use _ or term() where any type will do");
        }
    }
}

void lint_type_definition(Lint *l, const Form *form)
{
    uint32_t arity = form->type.parameters.count;
    TypeDefinition *type = lint_find_type(l, form->type.name, arity);
    if (type->form != NULL) {
        Diagnostic *error =
            compiler_error(l->compiler, form->name_span, "type %s/%u is already defined",
                           lint_quote(l, type->name), arity);
        compiler_help(l->compiler, error, "the first definition is on line %u",
                      type->form->span.line);
        return;
    }
    if (lint_is_built_in_type(form->type.name, arity) && !l->no_auto_import_types) {
        compiler_error(l->compiler, form->name_span,
                       "type %s/%u is built in and cannot be redefined", lint_quote(l, type->name),
                       arity);
        type->exported = true;
    }
    type->form = form;
    l->current_type = type;
    TypeScope scope;
    begin(&scope, l);
    check_list(&scope, form->type.parameters);
    check_type(&scope, form->type.type);
    finish(&scope);
    l->current_type = NULL;
}

static void check_signature(Lint *l, const Node *node)
{
    TypeScope scope;
    begin(&scope, l);
    check_type(&scope, node);
    finish(&scope);
}

void lint_spec(Lint *l, const Form *form)
{
    const Name *module = form->spec.module;
    bool is_spec = form->spec.attribute == COMPILER_NAME(l->compiler, SPEC);
    if (module != NULL && module != l->module->name) {
        compiler_error(l->compiler, form->span, "this -%s is for a function of another module, %s",
                       form->spec.attribute->text, lint_quote(l, module));
        return;
    }
    Function *function = lint_find_function(l, form->spec.name, form->spec.arity);
    bool lost = l->module->incomplete || lint_name(l, form->spec.name)->lost;
    if (lost && (function == NULL || function->form == NULL)) {
        return;
    }
    if (function == NULL) {
        compiler_error(l->compiler, form->name_span,
                       "-spec for the function %s/%u, which is not defined",
                       lint_quote(l, form->spec.name), form->spec.arity);
        return;
    }
    if (is_spec && function->form == NULL) {
        Diagnostic *error = compiler_error(l->compiler, form->name_span,
                                           "-spec for the function %s/%u, which is not defined",
                                           lint_quote(l, form->spec.name), form->spec.arity);
        for (const Function *other = lint_name(l, form->spec.name)->functions; other != NULL;
             other = other->same_name) {
            if (other->form != NULL) {
                compiler_help(l->compiler, error, "there is %s/%u", lint_quote(l, other->name),
                              other->arity);
            }
        }
    }
    bool *has_it = is_spec ? &function->has_spec : &function->has_callback;
    if (*has_it) {
        compiler_error(l->compiler, form->name_span, "%s/%u already has a -%s",
                       lint_quote(l, form->spec.name), form->spec.arity,
                       form->spec.attribute->text);
    }
    *has_it = true;
    for (uint32_t i = 0; i < form->spec.types.count; i++) {
        check_signature(l, form->spec.types.items[i]);
    }
}

void lint_record_types(Lint *l, const Form *form)
{
    TypeScope scope;
    begin(&scope, l);
    for (uint32_t i = 0; i < form->record.field_count; i++) {
        if (form->record.fields[i].type != NULL) {
            check_type(&scope, form->record.fields[i].type);
        }
    }
    finish(&scope);
}

static void report_undefined(Lint *l, const TypeDefinition *type)
{
    Diagnostic *error = compiler_error(l->compiler, type->first_use, "type %s/%u is not defined",
                                       lint_quote(l, type->name), type->arity);
    if (!lint_may_suggest(l)) {
        return;
    }
    Suggestion suggestion = {.wanted = type->name->text};
    for (const TypeDefinition *other = l->types; other != NULL; other = other->next) {
        if (other->form != NULL && other->name == type->name) {
            compiler_help(l->compiler, error, "did you mean %s/%u?", lint_quote(l, other->name),
                          other->arity);
            return;
        }
        if (other->form != NULL && other->arity == type->arity) {
            suggestion_consider(&suggestion, other->name->text);
        }
    }
    lint_suggest_built_in_types(&suggestion, type->arity);
    if (suggestion.best != NULL) {
        compiler_help(l->compiler, error, "did you mean %s/%u?", suggestion.best, type->arity);
    }
}

// Marks every type that exported and otherwise needed ones are made of.
static void mark_reached(Lint *l)
{
    TypeDefinition **stack = NULL;
    uint32_t count = 0, capacity = 0;
    for (TypeDefinition *type = l->types; type != NULL; type = type->next) {
        if (type->exported) {
            type->reached = true;
            ARENA_APPEND(&l->compiler->scratch, stack, count, capacity, type);
        }
    }
    while (count > 0) {
        TypeDefinition *type = stack[--count];
        for (uint32_t i = 0; i < type->use_count; i++) {
            if (!type->uses[i]->reached) {
                type->uses[i]->reached = true;
                ARENA_APPEND(&l->compiler->scratch, stack, count, capacity, type->uses[i]);
            }
        }
    }
}

void lint_check_types(Lint *l)
{
    mark_reached(l);
    for (const TypeDefinition *type = l->types; type != NULL; type = type->next) {
        bool built_in = lint_is_built_in_type(type->name, type->arity);
        if (type->form == NULL && type->is_used && !built_in) {
            report_undefined(l, type);
        } else if (l->module->lost_count == 0 && type->form != NULL && !type->reached &&
                   l->enabled[WARN_UNUSED_TYPE] && lint_is_in_main_file(l, type->form->span)) {
            compiler_warning(l->compiler, type->form->name_span, "type %s/%u is not used",
                             lint_quote(l, type->name), type->arity);
        }
    }
}
