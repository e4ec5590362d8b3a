// SPDX-License-Identifier: Apache-2.0
// Checks a module: collects what it defines, walks its functions, and reports what is missing or
// superfluous.
#include "lint.h"

#include <string.h>

#include "lint_state.h"

NameInfo *lint_name(Lint *l, const Name *name)
{
    if (name->id >= l->name_capacity) {
        uint32_t capacity = name->id * 2 + 64;
        l->names = arena_grow(&l->compiler->scratch, l->names, l->name_capacity * sizeof *l->names,
                              capacity * sizeof *l->names);
        l->name_capacity = capacity;
    }
    return &l->names[name->id];
}

const char *lint_quote(Lint *l, const Name *name) { return names_quote(&l->compiler->names, name); }

bool lint_may_suggest(const Lint *l) { return l->compiler->diagnostics.error_count < 100; }

bool lint_is_in_main_file(const Lint *l, Span span)
{
    const Diagnostics *diagnostics = &l->compiler->diagnostics;
    return span.file < diagnostics->file_count &&
           strcmp(diagnostics->files[span.file].name, l->main_file) == 0;
}

Function *lint_find_function(Lint *l, const Name *name, uint32_t arity)
{
    Function *function = lint_name(l, name)->functions;
    while (function != NULL && function->arity != arity) {
        function = function->same_name;
    }
    return function;
}

static Function *enter_function(Lint *l, Name *name, uint32_t arity)
{
    Function *function = lint_find_function(l, name, arity);
    if (function == NULL) {
        function = ARENA_NEW(&l->compiler->scratch, Function);
        *function =
            (Function){.name = name, .arity = arity, .same_name = lint_name(l, name)->functions};
        lint_name(l, name)->functions = function;
        *l->last_function = function;
        l->last_function = &function->next;
    }
    return function;
}

// Options of -compile attributes

static void set_warning(Lint *l, const char *option)
{
    static const char *const names[WARN_COUNT] = {
        [WARN_UNUSED_VARS] = "unused_vars",           [WARN_UNUSED_FUNCTION] = "unused_function",
        [WARN_UNUSED_RECORD] = "unused_record",       [WARN_UNUSED_TYPE] = "unused_type",
        [WARN_UNUSED_IMPORT] = "unused_import",       [WARN_SHADOW_VARS] = "shadow_vars",
        [WARN_EXPORT_VARS] = "export_vars",           [WARN_EXPORT_ALL] = "export_all",
        [WARN_UNDERSCORE_MATCH] = "underscore_match", [WARN_BIF_CLASH] = "bif_clash",
    };
    bool enable = strncmp(option, "warn_", 5) == 0;
    const char *name = enable ? option + 5 : strncmp(option, "nowarn_", 7) == 0 ? option + 7 : "";
    for (int i = 0; i < WARN_COUNT; i++) {
        if (strcmp(names[i], name) == 0) {
            l->enabled[i] = enable;
        }
    }
}

typedef void FunctionOption(Lint *l, Function *function, Span span);

static void keep_function(Lint *l, Function *function, Span span)
{
    (void)l;
    (void)span;
    function->keep = true;
}

static void suppress_auto_import(Lint *l, Function *function, Span span)
{
    (void)l;
    (void)span;
    function->no_auto_import = true;
}

// Applies an option to each {Name, Arity} in a term: one or a list.
static void each_function(Lint *l, const Node *node, FunctionOption *apply)
{
    for (; node->kind == NODE_CONS; node = node->pair.right) {
        each_function(l, node->pair.left, apply);
    }
    if (node->kind == NODE_FUNCTION_NAME) {
        apply(l, enter_function(l, node->fun_local.name, node->fun_local.arity), node->span);
    } else if (node->kind == NODE_TUPLE && node->list.count == 2 &&
               node->list.items[0]->kind == NODE_ATOM &&
               node->list.items[1]->kind == NODE_INTEGER &&
               node->list.items[1]->integer.big == NULL &&
               node->list.items[1]->integer.small <= 255) {
        apply(l,
              enter_function(l, node->list.items[0]->name,
                             (uint32_t)node->list.items[1]->integer.small),
              node->span);
    }
}

static void read_tuple_option(Lint *l, const Node *node)
{
    if (node->list.count != 2 || node->list.items[0]->kind != NODE_ATOM) {
        return;
    }
    const Name *name = node->list.items[0]->name;
    const Node *value = node->list.items[1];
    if (name == COMPILER_NAME(l->compiler, NO_AUTO_IMPORT)) {
        each_function(l, value, suppress_auto_import);
    } else if (strcmp(name->text, "parse_transform") == 0) {
        // Going on without it would compile another program than the one that is meant.
        compiler_error(l->compiler, node->span, "parse transforms are not supported");
    } else if (strcmp(name->text, "nowarn_unused_function") == 0) {
        each_function(l, value, keep_function);
    } else if (strcmp(name->text, "nowarn_bif_clash") == 0) {
        each_function(l, value, suppress_auto_import);
    }
}

static void read_option(Lint *l, const Node *node)
{
    for (; node->kind == NODE_CONS; node = node->pair.right) {
        read_option(l, node->pair.left);
    }
    if (node->kind == NODE_TUPLE) {
        read_tuple_option(l, node);
    } else if (node->kind == NODE_ATOM && node->name == COMPILER_NAME(l->compiler, EXPORT_ALL)) {
        l->module->export_all = true;
    } else if (node->kind == NODE_ATOM &&
               node->name == COMPILER_NAME(l->compiler, NO_AUTO_IMPORT)) {
        l->no_auto_import_all = true;
    } else if (node->kind == NODE_ATOM && strcmp(node->name->text, "no_auto_import_types") == 0) {
        l->no_auto_import_types = true;
    } else if (node->kind == NODE_ATOM) {
        set_warning(l, node->name->text);
    }
}

static void read_options(Lint *l)
{
    for (int i = 0; i < WARN_COUNT; i++) {
        l->enabled[i] = i != WARN_UNUSED_IMPORT && i != WARN_EXPORT_VARS;
    }
    const Form *all = NULL;
    for (uint32_t i = 0; i < l->module->form_count; i++) {
        const Form *form = l->module->forms[i];
        bool before = l->module->export_all;
        if (form->kind == FORM_COMPILE) {
            read_option(l, form->term);
            all = l->module->export_all && !before ? form : all;
        }
    }
    l->module->export_all = l->module->export_all || l->compiler->options.export_all;
    if (all != NULL && l->enabled[WARN_EXPORT_ALL]) {
        compiler_warning(l->compiler, all->span, "export_all exports every function of the module");
    }
    for (int i = 0; i < WARN_COUNT && l->compiler->options.no_warnings; i++) {
        l->enabled[i] = false;
    }
}

// First pass: what the module defines

static void define_function(Lint *l, const Form *form)
{
    Function *function = enter_function(l, form->function.name, form->function.arity);
    if (function->form != NULL) {
        Diagnostic *error =
            compiler_error(l->compiler, form->name_span, "function %s/%u is already defined",
                           lint_quote(l, function->name), function->arity);
        compiler_help(
            l->compiler, error,
            "the first definition is on line %u; clauses of one function are separated by ';'",
            function->form->span.line);
        return;
    }
    if (function->import != NULL) {
        compiler_error(l->compiler, form->name_span, "function %s/%u is also imported from %s",
                       lint_quote(l, function->name), function->arity,
                       lint_quote(l, function->import));
    }
    function->form = form;
}

static void export_functions(Lint *l, const Form *form)
{
    for (uint32_t i = 0; i < form->names.count; i++) {
        const FunctionName *item = &form->names.items[i];
        Function *function = enter_function(l, item->name, item->arity);
        if (function->exported) {
            compiler_warning(l->compiler, item->span, "%s/%u is already exported",
                             lint_quote(l, item->name), item->arity);
        }
        function->exported = true;
    }
}

static void import_clash(Lint *l, const Function *function, Span span)
{
    if (function->no_auto_import || l->no_auto_import_all || !l->enabled[WARN_BIF_CLASH] ||
        !lint_is_auto_import(function->name, function->arity)) {
        return;
    }
    const char *name = function->name->text;
    const char *format = "this import takes the place of erlang:%s/%u";
    Diagnostic *item = lint_is_old_auto_import(function->name, function->arity)
                           ? compiler_error(l->compiler, span, format, name, function->arity)
                           : compiler_warning(l->compiler, span, format, name, function->arity);
    compiler_help(l->compiler, item,
                  "if that is intended, add -compile({no_auto_import, [%s/%u]}).", name,
                  function->arity);
}

static void import_functions(Lint *l, const Form *form)
{
    for (uint32_t i = 0; i < form->import.names.count; i++) {
        const FunctionName *item = &form->import.names.items[i];
        Function *function = enter_function(l, item->name, item->arity);
        if (function->import == form->import.module) {
            continue;
        }
        if (function->import != NULL) {
            compiler_error(l->compiler, item->span, "%s/%u is already imported from %s",
                           lint_quote(l, item->name), item->arity, lint_quote(l, function->import));
            continue;
        }
        function->import = form->import.module;
        function->import_span = item->span;
        import_clash(l, function, item->span);
    }
}

static void export_types(Lint *l, const Form *form)
{
    for (uint32_t i = 0; i < form->names.count; i++) {
        const FunctionName *item = &form->names.items[i];
        TypeDefinition *type = lint_find_type(l, item->name, item->arity);
        if (!type->is_used) {
            type->is_used = true;
            type->first_use = item->span;
        }
        type->exported = true;
    }
}

// Whether an attribute of this kind may stand behind the first function.
static bool may_follow_functions(const Lint *l, const Form *form)
{
    switch (form->kind) {
    case FORM_RECORD:
    case FORM_TYPE:
    case FORM_FILE:
    case FORM_DOC:
    case FORM_COMPILE:
    case FORM_FUNCTION: return true;
    case FORM_SPEC: return form->spec.attribute == COMPILER_NAME(l->compiler, SPEC);
    case FORM_ATTRIBUTE: return strcmp(form->attribute.name->text, "dialyzer") == 0;
    default: return false;
    }
}

static const char *attribute_name(const Form *form)
{
    switch (form->kind) {
    case FORM_MODULE: return "module";
    case FORM_EXPORT: return "export";
    case FORM_EXPORT_TYPE: return "export_type";
    case FORM_IMPORT: return "import";
    case FORM_SPEC: return "callback";
    case FORM_OPTIONAL_CALLBACKS: return "optional_callbacks";
    case FORM_BEHAVIOUR: return "behaviour";
    case FORM_ON_LOAD: return "on_load";
    case FORM_FEATURE: return "feature";
    default: return form->attribute.name->text;
    }
}

static void define(Lint *l)
{
    bool seen_function = false;
    for (uint32_t i = 0; i < l->module->form_count; i++) {
        const Form *form = l->module->forms[i];
        if (seen_function && !may_follow_functions(l, form)) {
            compiler_error(l->compiler, form->span, "-%s must come before the functions",
                           attribute_name(form));
        }
        switch (form->kind) {
        case FORM_FUNCTION:
            seen_function = true;
            define_function(l, form);
            break;
        case FORM_EXPORT: export_functions(l, form); break;
        case FORM_IMPORT: import_functions(l, form); break;
        case FORM_EXPORT_TYPE: export_types(l, form); break;
        case FORM_SPEC:
            // Callbacks need not be functions of the module, but are looked up among them.
            if (form->spec.attribute == COMPILER_NAME(l->compiler, CALLBACK)) {
                enter_function(l, form->spec.name, form->spec.arity);
            }
            break;
        default: break;
        }
    }
}

// Second pass: the contents of the forms

static void check_function(Lint *l, const Form *form)
{
    Function *function = lint_find_function(l, form->function.name, form->function.arity);
    l->current = function;
    scope_begin_function(l);
    for (uint32_t i = 0; i < form->function.clauses.count; i++) {
        const Clause *clause = form->function.clauses.items[i];
        PatternMode mode = lint_new_pattern(l, "function");
        for (uint32_t k = 0; k < clause->patterns.count; k++) {
            lint_pattern(l, mode, clause->patterns.items[k]);
        }
        lint_guard(l, clause->guard);
        lint_body(l, clause->body);
        scope_undo(l, 0);
    }
    scope_end_function(l);
    l->current = NULL;
}

static void check_on_load(Lint *l, const Form *form)
{
    const FunctionName *item = &form->names.items[0];
    Function *function = lint_find_function(l, item->name, item->arity);
    if (lint_name(l, item->name)->lost) {
        return;
    }
    if (function == NULL || function->form == NULL) {
        compiler_error(l->compiler, item->span, "function %s/%u is not defined",
                       lint_quote(l, item->name), item->arity);
    } else if (item->arity != 0) {
        compiler_error(l->compiler, item->span,
                       "the function that -on_load names has no parameters");
    } else {
        function->keep = true;
    }
}

static bool is_term(const Node *node)
{
    for (; node->kind == NODE_CONS; node = node->pair.right) {
        if (!is_term(node->pair.left)) {
            return false;
        }
    }
    switch (node->kind) {
    case NODE_ATOM:
    case NODE_INTEGER:
    case NODE_CHAR:
    case NODE_FLOAT:
    case NODE_STRING:
    case NODE_NIL:
    case NODE_FUNCTION_NAME: return true;
    case NODE_UNARY:
        return (node->op.op == OP_SUBTRACT || node->op.op == OP_ADD) && is_term(node->op.right);
    case NODE_TUPLE:
        for (uint32_t i = 0; i < node->list.count; i++) {
            if (!is_term(node->list.items[i])) {
                return false;
            }
        }
        return true;
    case NODE_MAP:
        for (uint32_t i = 0; i < node->map.fields.count; i++) {
            const Node *field = node->map.fields.items[i];
            if (!is_term(field->pair.left) || !is_term(field->pair.right)) {
                return false;
            }
        }
        return node->map.base == NULL;
    case NODE_BIN:
        for (uint32_t i = 0; i < node->list.count; i++) {
            if (!is_term(node->list.items[i]->segment.value)) {
                return false;
            }
        }
        return true;
    case NODE_FUN_REMOTE:
        return is_term(node->fun_remote.module) && is_term(node->fun_remote.function) &&
               is_term(node->fun_remote.arity);
    default: return false;
    }
}

static void check_term(Lint *l, const Node *node)
{
    if (!is_term(node)) {
        compiler_error(l->compiler, node->span,
                       "the value of an attribute must be a term: nothing is computed in it");
    }
}

// In the map of a -doc, `equiv` is a function: name/1, or a call of it.
static void check_doc(Lint *l, const Node *node)
{
    if (node->kind != NODE_MAP || node->map.base != NULL) {
        check_term(l, node);
        return;
    }
    for (uint32_t i = 0; i < node->map.fields.count; i++) {
        const Node *field = node->map.fields.items[i], *value = field->pair.right;
        bool is_function = value->kind == NODE_BINARY_OP && value->op.op == OP_DIVIDE &&
                           is_term(value->op.left) && is_term(value->op.right);
        check_term(l, field->pair.left);
        if (!is_function && value->kind != NODE_CALL) {
            check_term(l, value);
        }
    }
}

static void check_form(Lint *l, const Form *form)
{
    switch (form->kind) {
    case FORM_FUNCTION: check_function(l, form); break;
    case FORM_RECORD: lint_record_definition(l, form); break;
    case FORM_TYPE: lint_type_definition(l, form); break;
    case FORM_SPEC: lint_spec(l, form); break;
    case FORM_ON_LOAD: check_on_load(l, form); break;
    case FORM_COMPILE: check_term(l, form->term); break;
    case FORM_ATTRIBUTE: check_term(l, form->attribute.term); break;
    case FORM_DOC: check_doc(l, form->doc.term); break;
    default: break;
    }
}

// Last pass: what is missing and what is not needed

static void check_exports(Lint *l)
{
    for (uint32_t i = 0; i < l->module->form_count; i++) {
        const Form *form = l->module->forms[i];
        for (uint32_t k = 0; form->kind == FORM_EXPORT && k < form->names.count; k++) {
            const FunctionName *item = &form->names.items[k];
            Function *function = lint_find_function(l, item->name, item->arity);
            bool built_in =
                item->name == COMPILER_NAME(l->compiler, MODULE_INFO) && item->arity <= 1;
            if (function->form != NULL || built_in || lint_name(l, item->name)->lost) {
                continue;
            }
            Diagnostic *error = compiler_error(l->compiler, item->span,
                                               "function %s/%u is exported but not defined",
                                               lint_quote(l, item->name), item->arity);
            for (const Function *other = lint_name(l, item->name)->functions; other != NULL;
                 other = other->same_name) {
                if (other->form != NULL) {
                    compiler_help(l->compiler, error, "there is %s/%u", lint_quote(l, other->name),
                                  other->arity);
                }
            }
        }
    }
}

static bool is_root(const Lint *l, const Function *function)
{
    bool is_main = l->module->escript && function->name == COMPILER_NAME(l->compiler, MAIN) &&
                   function->arity == 1;
    return function->exported || function->keep || is_main || l->module->export_all;
}

static void mark_reached(Lint *l)
{
    Function **stack = NULL;
    uint32_t count = 0, capacity = 0;
    for (Function *function = l->functions; function != NULL; function = function->next) {
        if (function->form != NULL && is_root(l, function)) {
            function->reached = true;
            ARENA_APPEND(&l->compiler->scratch, stack, count, capacity, function);
        }
    }
    while (count > 0) {
        const Function *function = stack[--count];
        for (uint32_t i = 0; i < function->call_count; i++) {
            Function *callee = function->calls[i];
            if (!callee->reached) {
                callee->reached = true;
                ARENA_APPEND(&l->compiler->scratch, stack, count, capacity, callee);
            }
        }
    }
}

static void check_unused(Lint *l)
{
    mark_reached(l);
    for (const Function *function = l->functions; function != NULL; function = function->next) {
        if (function->form != NULL && !function->reached && l->enabled[WARN_UNUSED_FUNCTION]) {
            compiler_warning(l->compiler, function->form->name_span, "function %s/%u is not used",
                             lint_quote(l, function->name), function->arity);
        }
        if (function->import != NULL && !function->reached && l->enabled[WARN_UNUSED_IMPORT]) {
            compiler_warning(l->compiler, function->import_span, "import %s:%s/%u is not used",
                             lint_quote(l, function->import), lint_quote(l, function->name),
                             function->arity);
        }
    }
    for (uint32_t i = 0; i < l->module->form_count && l->enabled[WARN_UNUSED_RECORD]; i++) {
        const Form *form = l->module->forms[i];
        const Record *record =
            form->kind == FORM_RECORD ? lint_name(l, form->record.name)->record : NULL;
        if (record != NULL && record->form == form && !record->used &&
            lint_is_in_main_file(l, form->span)) {
            compiler_warning(l->compiler, form->name_span, "record %s is not used",
                             lint_quote(l, form->record.name));
        }
    }
}

void lint_module(Compiler *compiler, Module *module)
{
    Lint lint = {.compiler = compiler, .module = module, .guard_place = "a guard"};

    Lint *l = &lint;
    l->last_function = &l->functions;
    l->last_type = &l->types;
    l->main_file = module->file;
    for (uint32_t i = 0; i < module->form_count; i++) {
        if (module->forms[i]->kind == FORM_FILE) {
            l->main_file = module->forms[i]->file.name;
            break;
        }
    }
    for (uint32_t i = 0; i < module->lost_count; i++) {
        lint_name(l, module->lost_functions[i])->lost = true;
    }
    read_options(l);
    define(l);
    for (uint32_t i = 0; i < module->form_count; i++) {
        check_form(l, module->forms[i]);
    }
    if (!module->incomplete) {
        check_exports(l);
        lint_check_types(l);
    }
    if (!module->incomplete && module->lost_count == 0) {
        check_unused(l);
    }
}
