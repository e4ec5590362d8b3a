// SPDX-License-Identifier: Apache-2.0
// What the parts of lint share: the tables of a module's definitions, and the variables that are
// visible at a place.
#ifndef COMPILER_LINT_STATE_H
#define COMPILER_LINT_STATE_H

#include "compiler.h"

typedef enum VariableState {
    VARIABLE_BOUND,
    VARIABLE_EXPORTED,  // bound in every branch of an earlier construct
    VARIABLE_UNSAFE,    // bound in some way that may not have happened: it must not be used
    VARIABLE_STACKTRACE // a stack trace while the guard of its clause is checked
} VariableState;

// A binding occurrence of a variable, or (synthetic) what the bindings in several branches amount
// to behind them.
typedef struct Variable {
    Name *name;
    Span span;
    VariableState state;
    bool used;
    bool synthetic;        // never reported as unused
    const char *construct; // which made it unsafe or exported it
    uint32_t construct_line;
    uint32_t pattern;          // the pattern that binds it
    uint32_t segments;         // the bit syntax pattern that binds it, or 0
    uint32_t branches;         // of a synthetic one: in how many branches it is bound
    struct Variable *shadowed; // what the name meant before
    struct Variable *merged;   // the synthetic variable that it is part of
    struct Variable *next;     // all of a function
} Variable;

typedef struct Function {
    Name *name;
    uint32_t arity;
    const Form *form; // NULL: not defined here
    bool exported;
    bool keep; // not to be reported as unused
    bool reached;
    bool no_auto_import;
    bool has_spec;
    bool has_callback;
    Name *import; // the module it is imported from
    Span import_span;
    struct Function **calls;
    uint32_t call_count, call_capacity;
    struct Function *same_name;
    struct Function *next;
} Function;

typedef struct Record {
    const Form *form;
    bool used;
} Record;

typedef struct TypeDefinition {
    Name *name;
    uint32_t arity;
    const Form *form; // NULL: only used or exported
    Span first_use;
    bool is_used;
    bool exported;
    bool reached;
    struct TypeDefinition **uses;
    uint32_t use_count, use_capacity;
    struct TypeDefinition *same_name;
    struct TypeDefinition *next;
} TypeDefinition;

// What a name stands for in each of the name spaces; indexed by Name.id.
typedef struct NameInfo {
    Variable *variable;
    Function *functions;
    Record *record;
    TypeDefinition *types;
    uint32_t seen;          // a mark for "already met", compared with Lint.stamp
    bool lost;              // a function of this name could not be parsed
    uint32_t type_variable; // when met in a type: its index
} NameInfo;

typedef struct TrailEntry {
    Name *name;
    Variable *before;
} TrailEntry;

enum {
    WARN_UNUSED_VARS,
    WARN_UNUSED_FUNCTION,
    WARN_UNUSED_RECORD,
    WARN_UNUSED_TYPE,
    WARN_UNUSED_IMPORT,
    WARN_SHADOW_VARS,
    WARN_EXPORT_VARS,
    WARN_EXPORT_ALL,
    WARN_UNDERSCORE_MATCH,
    WARN_BIF_CLASH,
    WARN_COUNT
};

typedef struct Lint {
    Compiler *compiler;
    Module *module;
    NameInfo *names;
    uint32_t name_capacity;
    Function *functions, **last_function;
    TypeDefinition *types, **last_type;
    const char *main_file;
    bool enabled[WARN_COUNT];
    bool no_auto_import_all;
    bool no_auto_import_types; // built-in types may be defined anew
    uint32_t stamp;
    Function *current; // the function being checked, NULL in a record definition
    // The type definition being checked, NULL in a specification or record
    TypeDefinition *current_type;
    // Variables. A change of NameInfo.variable is recorded on the trail, so that a scope can be
    // left.
    TrailEntry *trail;
    uint32_t trail_count, trail_capacity;
    Variable *variables; // all of the current function
    uint32_t serial;     // of patterns and bit syntax patterns
    // While a size or map key in a pattern is checked: variables of pattern `hidden_pattern` are
    // not visible, except those of the bit syntax pattern `visible_segments`. 0: nothing is hidden.
    uint32_t hidden_pattern;
    uint32_t visible_segments;
    bool record_default;     // in a record field's default, outside any fun: nothing may be bound
    const char *guard_place; // what a guard expression is part of, for messages
} Lint;

// lint_tables.c
bool lint_is_auto_import(const Name *name, uint32_t arity);
bool lint_is_old_auto_import(const Name *name, uint32_t arity);
bool lint_is_guard_function(const Name *name, uint32_t arity);
bool lint_is_built_in_type(const Name *name, uint32_t arity);
void lint_suggest_auto_imports(Suggestion *suggestion, uint32_t arity);
void lint_suggest_built_in_types(Suggestion *suggestion, uint32_t arity);

// lint.c
NameInfo *lint_name(Lint *l, const Name *name);
Function *lint_find_function(Lint *l, const Name *name, uint32_t arity);
const char *lint_quote(Lint *l, const Name *name);
// Whether there is still use in looking for suggestions: not after many errors.
bool lint_may_suggest(const Lint *l);
bool lint_is_in_main_file(const Lint *l, Span span);

// lint_scope.c
void scope_begin_function(Lint *l);
void scope_end_function(Lint *l); // reports unused variables
uint32_t scope_mark(const Lint *l);
void scope_undo(Lint *l, uint32_t mark); // unbinds everything since the mark
Variable *scope_new_variable(Lint *l, Name *name, Span span);
void scope_bind(Lint *l, Variable *variable);
// What the name means here, heeding hidden_pattern; NULL if it is not bound.
Variable *scope_look_up(Lint *l, const Name *name);
// An occurrence in an expression or guard: must be bound.
void scope_use(Lint *l, Name *name, Span span);
// Everything bound since the mark becomes unsafe.
void scope_make_unsafe(Lint *l, uint32_t mark, const char *construct, Span span);

// Variables that were bound apart from each other: in branches, of which one runs; or in arguments,
// which all do.
typedef struct Bindings {
    Variable **items;
    uint32_t count, capacity;
    uint32_t branches;
} Bindings;
// Takes what was bound since the mark out of scope.
void scope_take(Lint *l, Bindings *bindings, uint32_t mark);
// Puts it back where all parts have been evaluated.
void scope_join_arguments(Lint *l, const Bindings *bindings);
// Puts it back where one branch has been taken.
void scope_join_branches(Lint *l, const Bindings *bindings, const char *construct, Span span);

// lint_pattern.c
typedef struct PatternMode {
    const char *shadows; // "fun", "generator": all variables are new; NULL: bound ones are compared
    uint32_t serial;
} PatternMode;
PatternMode lint_new_pattern(Lint *l, const char *shadows);
void lint_pattern(Lint *l, PatternMode mode, Node *node);
void lint_pattern_variable(Lint *l, PatternMode mode, Name *name, Span span, uint32_t segments);
// Reports binaries that stand at the same place in two patterns joined by =.
void lint_check_aliases(Lint *l, const Node *left, const Node *right);

// lint_guard.c
void lint_guard(Lint *l, GuardList guard);
void lint_guard_expr(Lint *l, Node *node);

// lint_record.c
void lint_record_definition(Lint *l, const Form *form);
// Marks the record as used; reports and returns NULL if there is none.
const Form *lint_use_record(Lint *l, const Name *name, Span span);
void lint_check_field(Lint *l, const Form *record, const Name *field, Span span);
// Names and repetition of the fields of a construction, update or pattern.
typedef enum FieldsUse { FIELDS_BUILD, FIELDS_UPDATE, FIELDS_MATCH } FieldsUse;
void lint_check_fields(Lint *l, const Node *node, FieldsUse use);

// lint_bits.c
void lint_check_segment(Lint *l, const Node *segment, bool in_pattern, bool is_last);

// lint_expr.c
void lint_body(Lint *l, NodeList body);
void lint_expr(Lint *l, Node *node);
// A call or fun that names a function of this module.
void lint_check_local_call(Lint *l, const Name *name, uint32_t arity, Span span);

// lint_type.c
TypeDefinition *lint_find_type(Lint *l, Name *name, uint32_t arity);
void lint_type_definition(Lint *l, const Form *form);
void lint_spec(Lint *l, const Form *form);
void lint_record_types(Lint *l, const Form *form);
void lint_check_types(Lint *l); // undefined and unused ones, when all forms have been seen

#endif
