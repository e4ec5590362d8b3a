// SPDX-License-Identifier: Apache-2.0
// What the files of the desugar stage share: its state, scopes, blocks and each other's entry
// points. Apart from desugar.h because nobody else may depend on it.
//
// How bindings travel. Erlang expressions bind variables for what comes after them, Core
// expressions do not. So an expression is translated into a Core expression for its value, after
// statements appended to the current Block: each statement evaluates a Core expression and binds
// its values for all that follows. Where an operand adds statements, the operands to its left are
// first moved into statements of their own, which keeps the order of evaluation.
//
// Lifted functions. The body of a fun or comprehension becomes a function of its own (a Context). A
// variable of an outer context becomes a free variable on first use. Calls of a lifted function are
// made before its free variables are all known, so they are noted (PendingCall) and completed at
// the end of the top-level function.
#ifndef COMPILER_DESUGAR_STATE_H
#define COMPILER_DESUGAR_STATE_H

#include "ast.h"
#include "compiler.h"
#include "core.h"
#include "literals.h"

typedef struct Context Context;
typedef struct Export Export;

typedef struct {
    CoreVariable outer; // in the parent context
    CoreVariable inner;
} Capture;

// A Core function under construction: a top-level function or a lifted one.
struct Context {
    CoreFunction *function;
    Context *parent;          // NULL: top level
    CoreVariable *parameters; // without the free ones
    uint32_t parameter_count;
    Capture *captures;
    uint32_t capture_count;
    uint32_t capture_capacity;
    uint8_t *used; // by variable: something refers to it
    uint32_t used_capacity;
};

// An Erlang variable in scope.
typedef struct {
    Name *name;
    Context *owner;
    CoreVariable variable; // in owner
    Context *self;         // not NULL: the name of this named fun instead
    uint32_t shadowed;     // the binding of the same name below, index + 1
    bool hidden;           // bound by a sibling operand: funs must not see it
    bool in_segment;       // bound by the binary pattern at hand
} Binding;

// Binds `count` variables to the values of `value`; count == 0: for its effect.
typedef struct {
    CoreVariable *variables;
    uint32_t count;
    Core *value;
    Export *exports; // set when the variables beyond the first are exported ones
} Statement;

typedef struct {
    Statement *items;
    uint32_t count;
    uint32_t capacity;
} Block;

// The variables that an expression of several branches binds for what follows. Those that nothing
// uses are taken out at the end of the function, from the LET and from each branch.
struct Export {
    Context *context;
    Core *let;      // set when the block is closed
    bool has_value; // the first of the values is the expression's own
    CoreVariable *variables;
    uint32_t count; // without the value
    Core **leaves;  // CORE_VALUES nodes, one a branch
    uint32_t leaf_count;
};

// A CALL_LOCAL or MAKE_FUN node whose free arguments are still to be appended.
typedef struct {
    Context *callee;
    Context *site;
    Core *node;
    uint32_t filled;
} PendingCall;

// A function this module defines, or imports (module != NULL).
typedef struct FunctionEntry {
    uint32_t arity;
    Name *module;
    CoreFunction *function;
    struct FunctionEntry *next; // of the same name
} FunctionEntry;

typedef struct Desugar {
    Compiler *compiler;
    Arena *arena;
    CoreModule *module;
    LiteralTable *literals;
    const Module *source;
    uint32_t name_count; // size of the arrays indexed by Name.id
    const Literal **atoms;
    uint32_t *innermost; // by name: index + 1 of its binding
    FunctionEntry **functions;
    const Form **records;
    uint32_t *file_index; // by Span.file: index in module->files + 1
    uint32_t file_count;

    Binding *bindings; // a stack
    uint32_t binding_count;
    uint32_t binding_capacity;
    uint32_t pattern_limit; // not 0: bindings from here on are the pattern's own, see binding_find
    Context *context;
    const Form *form;      // the function being translated
    uint32_t lifted_count; // in it
    uint32_t helper_count; // and those of them that are no funs
    PendingCall *pending;
    uint32_t pending_count;
    uint32_t pending_capacity;
    Export **exports;
    uint32_t export_count;
    uint32_t export_capacity;
    Context **contexts; // lifted ones of the function being translated
    uint32_t context_count;
    uint32_t context_capacity;
} Desugar;

// ---- desugar.c: small helpers ------------------------------------------------------------------

#define DESUGAR_NAME(d, identifier) COMPILER_NAME((d)->compiler, identifier)

CoreLine desugar_line(Desugar *d, Span span);
const Literal *desugar_atom(Desugar *d, Name *name);
Core *desugar_atom_core(Desugar *d, CoreLine line, Name *name);
// The function or import of that name and arity, or NULL.
const FunctionEntry *desugar_find_function(const Desugar *d, const Name *name, uint32_t arity);
// erlang:error(Reason), and the same with {Tag, Value}.
Core *desugar_error(Desugar *d, CoreLine line, Core *reason);
Core *desugar_error_pair(Desugar *d, CoreLine line, const char *tag, Core *value);
Core *desugar_pair_tuple(Desugar *d, CoreLine line, Core *first, Core *second);

// ---- desugar_scope.c: bindings, contexts, blocks, exports --------------------------------------

CoreVariable binding_new_variable(Desugar *d, const Name *name); // name NULL: a temporary
Core *binding_new_temporary(Desugar *d, CoreLine line);
Binding *binding_find(Desugar *d, const Name *name); // NULL: unbound here
CoreVariable binding_bind(Desugar *d, Name *name);   // a new variable for it
void binding_bind_to(Desugar *d, Name *name, CoreVariable variable);
void binding_bind_self(Desugar *d, Name *name, Context *self);
uint32_t binding_mark(const Desugar *d);
void binding_pop(Desugar *d, uint32_t mark);
void binding_hide(Desugar *d, uint32_t from, bool hidden);
// A reference to a bound variable from the current context.
Core *binding_use(Desugar *d, CoreLine line, const Binding *binding);
// A reference to variable of context `owner` (the current one or one around it).
Core *binding_use_variable(Desugar *d, CoreLine line, Context *owner, CoreVariable variable);

// A lifted function: `parameter_count` fresh parameters, then what it captures.
Context *context_open(Desugar *d, uint32_t parameter_count, CoreLine line);
// Gives it its body and name ("-f/1-fun-0-" for kind "fun"), and returns to the parent context.
void context_close(Desugar *d, Context *context, Core *body, const char *kind, bool is_lambda);
// A call of it from the current context, with the arguments before the free ones.
Core *context_call(Desugar *d, Context *callee, CoreLine line, Core **arguments, uint32_t count);
Core *context_make_fun(Desugar *d, Context *callee, CoreLine line);
// Starts and completes a top-level function.
void context_begin(Desugar *d, CoreFunction *function, uint32_t arity);
void context_finish(Desugar *d, Core *body);

void block_bind(Desugar *d, Block *block, CoreVariable variable, Core *value);
void block_effect(Desugar *d, Block *block, Core *value);
void block_export(Desugar *d, Block *block, CoreVariable *variables, uint32_t count, Core *value,
                  Export *exports);
void block_insert(Desugar *d, Block *block, uint32_t at, CoreVariable variable, Core *value);
// The statements around a final value.
Core *block_close(Desugar *d, const Block *block, CoreLine line, Core *result);
// The value as a variable or literal, after a statement if need be.
Core *block_atomic(Desugar *d, Block *block, Core *value);
// Another reference to the same variable or literal.
Core *core_again(Desugar *d, const Core *atomic);
bool core_is_simple(const Core *core); // no effect, no error, nothing to gain by a statement
bool core_is_atomic(const Core *core);
bool core_is_atom(const Core *core, const char *name);

// The branches of one expression: their blocks, values and what they bound.
typedef struct {
    Name *name;
    CoreVariable variable;
} BoundName;
typedef struct {
    Block block;
    Core *result; // NULL: no value is wanted
    CoreLine line;
    BoundName *bound;
    uint32_t bound_count;
} Branch;
// Notes what the branch bound since `mark` and leaves its scope.
void branch_end(Desugar *d, Branch *branch, uint32_t mark);
// Closes the branches, body of branch i to bodies[i], and makes the Export of what all of them
// bound; NULL if nothing. Binds those names in the current scope.
Export *branches_join(Desugar *d, Branch *branches, uint32_t count, bool wants_value,
                      Core **bodies);
// Appends `value`, whose branches were joined into `exports` (may be NULL). The value wanted, or
// NULL.
Core *branches_result(Desugar *d, Block *block, CoreLine line, Core *value, Export *exports,
                      bool wants_value);

// ---- expressions -------------------------------------------------------------------------------

// desugar_expr.c
Core *desugar_make_tuple(Desugar *d, CoreLine line, Core **values,
                         uint32_t count); // a literal if possible
Core *desugar_expr(Desugar *d, Block *block, const Node *node);
// Evaluates for effect only.
void desugar_effect(Desugar *d, Block *block, const Node *node);
// With wants_value false returns NULL.
Core *desugar_wanted(Desugar *d, Block *block, const Node *node, bool wants_value);
Core *desugar_body(Desugar *d, Block *block, NodeList body, bool wants_value);
// In a scope and block of its own: what it binds is not seen outside.
Core *desugar_closed(Desugar *d, const Node *node);
Core *desugar_closed_body(Desugar *d, NodeList body);
// Operands, left to right; NULL nodes give NULL.
Core **desugar_operands(Desugar *d, Block *block, Node *const *nodes, uint32_t count);
// `pattern = value`, with the value already there; the error (made by the caller from the value)
// where it does not match.
Core *desugar_match(Desugar *d, Block *block, const Node *pattern, Core *value, CoreLine line,
                    const CoreLabel *maybe_label, bool wants_value);
Core *desugar_call(Desugar *d, Block *block, const Node *node);
Core *desugar_operator(Desugar *d, CoreLine line, Operator op, Core *left, Core *right);

// desugar_control.c
Core *desugar_case(Desugar *d, Block *block, const Node *node, bool wants_value);
Core *desugar_if(Desugar *d, Block *block, const Node *node, bool wants_value);
Core *desugar_receive(Desugar *d, Block *block, const Node *node, bool wants_value);
Core *desugar_maybe(Desugar *d, Block *block, const Node *node);
Core *desugar_short_circuit(Desugar *d, Block *block, const Node *node);
// Where a condition in a body leads to.
typedef struct {
    CoreLabel on_true, on_false;
    const CoreLabel *otherwise; // for a value that is no boolean; NULL: an error
    CoreFailKind reason;        // which
    const char *error_tag;      // instead: erlang:error({tag, Value})
} Condition;
// Ends `block` with the jumps of a condition.
Core *desugar_condition(Desugar *d, Block *block, const Node *node, const Condition *condition);
// Patterns, guard and body of a clause; bound variables go to the branch. `trace` is the raw stack
// trace that the third pattern of a catch clause names, or CORE_NO_VARIABLE.
void desugar_clause(Desugar *d, Block *outer, const Clause *source, CoreClause *clause,
                    Branch *branch, bool wants_value, CoreVariable trace);
// Clauses over atomic subjects, then `failure` for what matches none; binds nothing outside.
Core *desugar_closed_clauses(Desugar *d, Block *outer, ClauseList sources, Core **subjects,
                             uint32_t count, CoreLine line, Core *failure, CoreVariable trace);

// desugar_try.c
Core *desugar_try(Desugar *d, const Node *node);

// desugar_fun.c
void desugar_function(Desugar *d, const Form *form, CoreFunction *function);
Core *desugar_fun(Desugar *d, const Node *node);
Core *desugar_fun_local(Desugar *d, const Node *node);
Core *desugar_fun_remote(Desugar *d, Block *block, const Node *node);
CoreClause *desugar_clauses_allocate(Desugar *d, uint32_t count);

// desugar_guard.c
Core *desugar_guard(Desugar *d, CoreLine line, GuardList guard); // NULL without one
// A conjunction of tests, as a comprehension's filters in a row.
Core *desugar_guard_tests(Desugar *d, CoreLine line, Node *const *tests, uint32_t count);
Core *desugar_guard_expr(Desugar *d, const Node *node);
bool desugar_is_guard_test(const Desugar *d, const Node *node);
bool desugar_is_type_test(const char *name, uint32_t arity); // is_atom/1 ...
// Old names of type tests: "atom" -> "is_atom"; others as they are.
const char *desugar_new_test_name(const char *name, uint32_t arity);
// Both tests; either may be NULL.
Core *desugar_conjunction(Desugar *d, CoreLine line, Core **tests, uint32_t count, Core *guard);

// desugar_pattern.c
typedef struct {
    // Bindings below this index are shadowed by the pattern's variables; 0: none is
    uint32_t visible;
    Block *block; // where the value of a named fun may be put; NULL: nowhere
    Core **tests; // comparisons of repeated variables
    uint32_t test_count;
    uint32_t test_capacity;
} PatternScope;
CorePattern *desugar_pattern(Desugar *d, PatternScope *scope, const Node *node);
// A size or map key in a pattern: it sees what is bound around the pattern and, in a binary, the
// segments before it.
Core *desugar_pattern_expr(Desugar *d, const PatternScope *scope, const Node *node);
CorePattern *pattern_any(Desugar *d, CoreLine line);
CorePattern *pattern_variable(Desugar *d, CoreLine line, CoreVariable variable);
CorePattern *pattern_literal(Desugar *d, CoreLine line, const Literal *literal);

// desugar_constant.c
const Literal *constant_of_node(Desugar *d, const Node *node); // NULL: not a constant
const Literal *constant_string(Desugar *d, const Node *node);

// desugar_record.c
const Form *record_find(const Desugar *d, const Name *name);
Core *desugar_record_new(Desugar *d, Block *block, const Node *node);
Core *desugar_record_update(Desugar *d, Block *block, const Node *node);
Core *desugar_record_access(Desugar *d, Block *block, const Node *node);
const Literal *record_index_literal(Desugar *d, const Node *node);
Core *desugar_record_info(Desugar *d, const Node *node);
CorePattern *desugar_record_pattern(Desugar *d, PatternScope *scope, const Node *node);
// A new record in a guard; the checks that its accesses in a guard need.
Core *desugar_record_guard(Desugar *d, const Node *node);
uint32_t record_field_index(const Form *record, const Name *field); // from 1, in the tuple from 0
// is_record(value, name, size), value atomic.
Core *desugar_is_record(Desugar *d, CoreLine line, Core *value, const Form *record);

// desugar_binary.c
Core *desugar_binary(Desugar *d, Block *block, const Node *node);
// With `prefix` (may be NULL) as a first segment that holds all of a bitstring.
Core *desugar_binary_onto(Desugar *d, Block *block, Core *prefix, const Node *node);
Core *desugar_binary_guard(Desugar *d, const Node *node);
CorePattern *desugar_binary_pattern(Desugar *d, PatternScope *scope, const Node *node);

// desugar_map.c
Core *desugar_map(Desugar *d, Block *block, const Node *node);
Core *desugar_map_guard(Desugar *d, const Node *node);
CorePattern *desugar_map_pattern(Desugar *d, PatternScope *scope, const Node *node);

// desugar_comprehension.c
// more: what follows the last element of a list comprehension (atomic), NULL for [].
Core *desugar_list_comprehension(Desugar *d, const Node *node, Core *more);
void desugar_comprehension_effect(Desugar *d, Block *block, const Node *node);
Core *desugar_binary_comprehension(Desugar *d, const Node *node);
Core *desugar_map_comprehension(Desugar *d, const Node *node);

#endif
