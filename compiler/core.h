// SPDX-License-Identifier: Apache-2.0
// Core: the functional intermediate form between the syntax tree and SSA, in which Erlang's sugar
// is gone. Shared by desugar (makes it), match (flattens its patterns) and ssa (reads it); this
// header is their contract.
//
// Two levels, one type. desugar produces CORE_CASE and the patterns of CORE_RECEIVE ("deep" Core);
// match replaces them by the decision nodes from CORE_IF on ("flat" Core), which is what ssa takes.
//
// Rules for every level
// - An expression may stand anywhere an expression is wanted, nested as deep as the source was:
//   operands need not be variables. Operands are evaluated left to right.
// - A variable is a number below function->variable_count, bound exactly once, and visible in the
//   scope that its binder says. The result of an expression that binds variables for what follows
//   (exported variables of `case`) is a CORE_VALUES with those variables, taken apart by a CORE_LET
//   of several variables. Every branch of such an expression has to give the same number of values;
//   CORE_FAIL, CORE_RAISE, CORE_JUMP and CORE_RECEIVE_NEXT give none and fit everywhere.
// - No node may be reached by two parents, except through CORE_LETJOIN/CORE_JUMP. (CORE_VARIABLE is
//   cheap: make another.)
// - There are no loops inside a function. Funs, named funs and comprehensions are functions of
//   their own in module->functions, whose free variables are their last parameters; they call
//   themselves by CORE_CALL_LOCAL.
// - Operators and BIFs are CORE_CALL_REMOTE with the literal module `erlang` (name '+', 'not',
//   '++', '!', 'element' ...); ssa knows which of them are instructions. `andalso`, `orelse` are
//   nodes.
// - A guard is an expression over variables, literals, guard BIFs, constructors,
//   CORE_ANDALSO/ORELSE and, for `,` and `;`, CORE_GUARD_ALL and CORE_GUARD_ANY. It never raises:
//   an error inside a test of ALL/ANY makes that ALL/that alternative of ANY false. A test is met
//   only by `true`.
#ifndef COMPILER_CORE_H
#define COMPILER_CORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "literals.h"

typedef struct Core Core;
typedef struct CorePattern CorePattern;
typedef uint32_t CoreVariable;
typedef uint32_t CoreLabel;

#define CORE_NO_VARIABLE UINT32_MAX

// Where in the source: file is an index into module->files. {0, 0} is nowhere (generated code).
typedef struct {
    uint32_t file;
    uint32_t line;
} CoreLine;

// ---- bit syntax --------------------------------------------------------------------------------

typedef enum {
    CORE_SEGMENT_INTEGER,
    CORE_SEGMENT_FLOAT,
    CORE_SEGMENT_BINARY, // binary, bytes, bits, bitstring: the unit says which
    CORE_SEGMENT_UTF8,
    CORE_SEGMENT_UTF16,
    CORE_SEGMENT_UTF32,
} CoreSegmentType;

enum { CORE_SEGMENT_LITTLE = 1, CORE_SEGMENT_NATIVE = 2, CORE_SEGMENT_SIGNED = 4 };

typedef struct {
    CoreSegmentType type;
    uint32_t flags; // CORE_SEGMENT_LITTLE | CORE_SEGMENT_NATIVE | CORE_SEGMENT_SIGNED
    // 1..256; size * unit bits. Without a size: what the length must be a multiple of
    uint32_t unit;
    Core *size; // NULL: all the rest of a CORE_SEGMENT_BINARY; always NULL for UTF types; never for
                // INTEGER, FLOAT
} CoreSegmentSpec;

typedef struct {
    CoreSegmentSpec spec;
    Core *value; // a constant run of bits is one CORE_SEGMENT_BINARY with a literal and without a
                 // size
    CoreLine line;
} CoreSegment;

// ---- patterns (deep Core only) -----------------------------------------------------------------

typedef enum {
    PATTERN_ANY,      // _
    PATTERN_VARIABLE, // binds
    PATTERN_LITERAL,  // =:= a constant; a string is the literal list, not conses
    PATTERN_ALIAS,    // both must match: P1 = P2
    PATTERN_CONS,
    PATTERN_TUPLE,
    PATTERN_MAP,       // is a map and has these keys
    PATTERN_BITSTRING, // segments in order; the match must end where the bitstring ends
} CorePatternKind;

typedef struct {
    Core *key; // guard expression; may use variables bound before the pattern. Where it raises,
               // the pattern does not match
    CorePattern *value;
} CorePatternPair;

typedef struct {
    CoreSegmentSpec spec; // spec.size may use variables bound by segments to the left of it; where
                          // it raises, the segment does not match
    CorePattern *value;   // ANY, VARIABLE, LITERAL (integer or float)
} CorePatternSegment;

struct CorePattern {
    CorePatternKind kind;
    CoreLine line;
    union {
        CoreVariable variable;
        const Literal *literal;
        struct {
            CorePattern *left, *right;
        } alias;
        struct {
            CorePattern *head, *tail;
        } cons;
        struct {
            CorePattern **elements;
            uint32_t arity;
        } tuple;
        struct {
            CorePatternPair *pairs;
            uint32_t size;
        } map;
        struct {
            CorePatternSegment *segments;
            uint32_t count;
        } bits;
    };
};

// Variables that the patterns bind are visible in guard and body.
typedef struct {
    CorePattern **patterns; // as many as the case has subjects
    Core *guard;            // NULL: none
    Core *body;
    CoreLine line;
} CoreClause;

// ---- expressions -------------------------------------------------------------------------------

// name of the kind, and what stands in the union member of that name in struct Core
// clang-format off
#define CORE_KINDS(X)                                                                             \
    X(LITERAL)           /* literal */                                                            \
    X(VARIABLE)          /* variable */                                                           \
    X(VALUES)            /* list: several results at once, for LET */                             \
    X(LET)               /* let */                                                                \
    X(SEQUENCE)          /* sequence: first for its effect, then second */                        \
    X(CALL_LOCAL)        /* call_local: a function of this module */                              \
    X(CALL_REMOTE)       /* call_remote: BIFs, operators, apply */                                \
    X(CALL_FUN)          /* call_fun */                                                           \
    X(MAKE_FUN)          /* make_fun: closure of a lifted function */                             \
    X(CONS)              /* pair */                                                               \
    X(TUPLE)             /* list */                                                               \
    X(TUPLE_UPDATE)      /* tuple_update: a changed copy; the size is right  */                   \
    X(MAP)               /* map: new or update */                                                 \
    X(BITSTRING)         /* bits: <<...>> as an expression */                                     \
    X(ANDALSO)           /* pair; guards only (bodies: a case on the left side, {badarg, V}) */ \
    X(ORELSE)            /* pair; guards only */                                                  \
    X(GUARD_ALL)         /* list: tests separated by `,` */                                       \
    X(GUARD_ANY)         /* list: tests separated by `;` */                                       \
    X(TRY)               /* try */                                                                \
    X(CATCH)             /* one: old catch */                                                     \
    X(RAISE)             /* raise: class, reason, raw stack trace as bound by TRY's handler */    \
    X(BUILD_STACKTRACE)  /* one: the list made of a raw stack trace */                            \
    X(FAIL)              /* fail: an error of the language itself */                              \
    X(RECEIVE)           /* receive */                                                            \
    X(CASE)              /* cases; deep Core only */                                              \
    X(IF)                /* branch: test is a guard */                                            \
    X(SELECT)            /* select: by value or by arity of a tuple */                            \
    X(IF_CONS)           /* if_cons: is it a cons cell? its head, its tail */                     \
    X(IF_MAP_HAS)        /* if_map_has: has a map (known to be one) these keys? their values */ \
    X(ELEMENT)           /* element: of a tuple known to be large enough; index from 0 */         \
    X(BINARY_START)      /* binary_start: is it a bitstring? a match context at its start */      \
    X(BINARY_GET)        /* binary_get: one segment off a context */                              \
    X(BINARY_LITERAL)    /* binary_literal: constant bits off a context */                        \
    X(BINARY_END)        /* binary_end: nothing left? */                                          \
    X(LETJOIN)           /* letjoin: a body shared by several jumps */                            \
    X(JUMP)              /* jump */                                                               \
    X(RECEIVE_ACCEPT)    /* one: takes the message out of the mailbox, then the body */           \
    X(RECEIVE_NEXT)      /* -: the message matches no clause; go on to the next */
// clang-format on

typedef enum {
#define X(name) CORE_##name,
    CORE_KINDS(X)
#undef X
        CORE_KIND_COUNT,
} CoreKind;

typedef enum {
    FAIL_FUNCTION_CLAUSE, // operands: the parameters, in order, of the function it stands in
    FAIL_CASE_CLAUSE,     // operands: the value, as of the next four
    FAIL_BADMATCH,
    FAIL_TRY_CLAUSE,
    FAIL_BADRECORD,
    FAIL_BADARG_OPERAND, // {badarg, Value}: left side of andalso/orelse that is no boolean
    FAIL_IF_CLAUSE,      // operands: none
} CoreFailKind;

typedef struct {
    Core *key;
    Core *value;
    bool exact; // := (the key must be there); in a new map always false
    CoreLine line;
} CoreMapPair;

typedef struct {
    const Literal *value; // SELECT_VALUE: any constant; SELECT_ARITY: an integer
    Core *body;
} CoreAlternative;

typedef enum { SELECT_VALUE, SELECT_ARITY } CoreSelectKind;

struct Core {
    CoreKind kind;
    CoreLine line;
    union {
        const Literal *literal;
        CoreVariable variable;
        Core *one;
        struct {
            Core *left, *right; // CONS: head, tail
        } pair;
        struct {
            Core **items;
            uint32_t count;
        } list;
        struct { // binds variables in body only; count == 1: the ordinary let. value gives count
                 // values
            CoreVariable *variables;
            uint32_t count;
            Core *value;
            Core *body;
        } let;
        struct {
            Core *first, *second;
        } sequence;
        struct {
            const Literal *name;
            Core **arguments;
            uint32_t count;
        } call_local;
        struct { // module and function: literal atoms for a known call, else apply
            Core *module, *function;
            Core **arguments;
            uint32_t count;
        } call_remote;
        struct {
            Core *fun;
            Core **arguments;
            uint32_t count;
        } call_fun;
        struct { // name/arity is the lifted function, arity with its free variables
            const Literal *name;
            uint32_t arity;
            Core **free; // values of its last free_count parameters
            uint32_t free_count;
        } make_fun;
        struct {
            Core *tuple;
            uint32_t arity;
            uint32_t *indices; // from 0, ascending
            Core **values;
            uint32_t count;
        } tuple_update;
        struct {
            Core *base; // NULL: a new map
            CoreMapPair *pairs;
            uint32_t count;
        } map;
        struct {
            CoreSegment *segments;
            uint32_t count;
        } bits;
        struct { // variables (count values of value) visible in body, the other three in handler;
                 // exceptions of body and handler are not caught
            Core *value;
            CoreVariable *variables;
            uint32_t count;
            Core *body;
            CoreVariable class, reason, trace; // trace is raw: for RAISE and BUILD_STACKTRACE only
            Core *handler;
        } try;
        struct {
            Core *class, *reason, *trace;
        } raise;
        struct {
            CoreFailKind reason;
            Core **operands;
            uint32_t count;
        } fail;
        struct {
            CoreClause *clauses; // deep: one pattern each, bodies plain. NULL once flat
            uint32_t count;
            CoreVariable message; // flat: bound in body
            Core *body;           // flat: decisions whose leaves are RECEIVE_ACCEPT or RECEIVE_NEXT
            Core *timeout;        // NULL: infinity
            Core *timeout_body;   // NULL without timeout
        } receive;
        struct { // the last clause must match everything (its body a FAIL where the source has no
                 // such clause)
            Core **subjects;
            uint32_t subject_count;
            CoreClause *clauses;
            uint32_t count;
        } cases;
        struct {
            Core *test;
            Core *then;
            Core *otherwise;
        } branch;
        struct { // values are distinct
            CoreSelectKind by;
            Core *subject; // a variable (or literal)
            CoreAlternative *alternatives;
            uint32_t count;
            Core *otherwise;
        } select;
        struct { // head, tail may be CORE_NO_VARIABLE
            Core *subject;
            CoreVariable head, tail;
            Core *then;
            Core *otherwise;
        } if_cons;
        struct { // variables[i] may be CORE_NO_VARIABLE
            Core *subject;
            Core **keys;
            CoreVariable *variables;
            uint32_t count;
            Core *then;
            Core *otherwise;
        } if_map_has;
        struct {
            Core *tuple;
            uint32_t index;
        } element;
        // Match contexts are values too: each step takes a context variable and binds the context
        // after it, so an alternative simply goes on from an older one; ssa adds what saves and
        // restores positions. A context variable may be used only by BINARY_GET, _LITERAL and _END.
        struct {
            Core *subject;
            CoreVariable context;
            Core *then;
            Core *otherwise;
        } binary_start;
        struct {
            CoreVariable context;
            CoreSegmentSpec spec;
            CoreVariable value; // CORE_NO_VARIABLE: skip
            CoreVariable next;  // the context after the segment
            Core *then;
            Core *otherwise;
        } binary_get;
        struct {
            CoreVariable context;
            const Literal *bits;
            CoreVariable next;
            Core *then;
            Core *otherwise;
        } binary_literal;
        struct {
            CoreVariable context;
            Core *then;
            Core *otherwise;
        } binary_end;
        struct { // parameters visible in shared; shared runs when body jumps to label; both give
                 // the value of the whole
            CoreLabel label;
            CoreVariable *parameters;
            uint32_t count;
            Core *shared;
            Core *body;
        } letjoin;
        struct {
            CoreLabel label;
            Core **arguments;
            uint32_t count;
        } jump;
    };
};

// ---- functions and modules ---------------------------------------------------------------------

typedef struct CoreFunction {
    const Literal *name;
    uint32_t arity; // free variables included
    uint32_t free_count;
    bool exported;
    bool is_lambda; // MAKE_FUN refers to it: it gets an entry in the FunT chunk
    CoreLine line;
    CoreVariable *parameters;
    Core *body;
    const char **variable_names; // variable_count entries, NULL for generated ones
    uint32_t variable_count;
    uint32_t variable_capacity;
    uint32_t label_count;
    struct CoreFunction *next;
} CoreFunction;

typedef struct CoreAttribute {
    const Literal *name;
    // The term between the parentheses; wrapped in a list for the Attr chunk by emit
    const Literal *value;
    struct CoreAttribute *next;
} CoreAttribute;

typedef struct {
    Arena *arena;
    LiteralTable *literals;
    const Literal *name;
    CoreFunction *functions; // module_info/0,1 are added by emit
    CoreFunction **functions_end;
    // In source order, without module, export, import, record, type, spec, doc ...
    CoreAttribute *attributes;
    CoreAttribute **attributes_end;
    const Literal *on_load; // name of a function of arity 0, or NULL
    const char **files;     // as in -file and stack traces; files[0] is the source itself
    uint32_t file_count;
    const Literal *source_path; // string, for module_info(compile); NULL: left out
} CoreModule;

CoreModule *core_create_module(Arena *arena, LiteralTable *literals, const Literal *name);
uint32_t core_add_file(CoreModule *module,
                       const char *name); // index of it, the old one if it is known
void core_add_attribute(CoreModule *module, const Literal *name, const Literal *value);
// Appends a function; parameters and body are still to be set.
CoreFunction *core_add_function(CoreModule *module, const Literal *name, uint32_t arity,
                                CoreLine line);
CoreFunction *core_find_function(const CoreModule *module, const Literal *name, uint32_t arity);
CoreVariable core_add_variable(CoreModule *module, CoreFunction *function, const char *name);
CoreLabel core_add_label(CoreFunction *function);

// ---- builders: one an expression kind; arrays are kept, not copied -----------------------------

void *core_allocate(CoreModule *module, size_t bytes); // zeroed
Core *core_new(CoreModule *module, CoreKind kind, CoreLine line);
Core *core_literal(CoreModule *module, CoreLine line, const Literal *literal);
Core *core_atom(CoreModule *module, CoreLine line, const char *name);
Core *core_integer(CoreModule *module, CoreLine line, int64_t value);
Core *core_variable(CoreModule *module, CoreLine line, CoreVariable variable);
Core *core_values(CoreModule *module, CoreLine line, Core **items, uint32_t count);
Core *core_let(CoreModule *module, CoreLine line, CoreVariable variable, Core *value, Core *body);
Core *core_let_values(CoreModule *module, CoreLine line, CoreVariable *variables, uint32_t count,
                      Core *value, Core *body);
Core *core_sequence(CoreModule *module, CoreLine line, Core *first, Core *second);
Core *core_call_local(CoreModule *module, CoreLine line, const Literal *name, Core **arguments,
                      uint32_t count);
Core *core_call_remote(CoreModule *module, CoreLine line, Core *callee_module, Core *function,
                       Core **arguments, uint32_t count);
// erlang:Name(...) with up to three arguments; those that are NULL are left out.
Core *core_bif(CoreModule *module, CoreLine line, const char *name, Core *first, Core *second,
               Core *third);
Core *core_call_fun(CoreModule *module, CoreLine line, Core *fun, Core **arguments, uint32_t count);
Core *core_make_fun(CoreModule *module, CoreLine line, const CoreFunction *function, Core **free);
Core *core_pair(CoreModule *module, CoreKind kind, CoreLine line, Core *left, Core *right);
Core *core_cons(CoreModule *module, CoreLine line, Core *head, Core *tail);
Core *core_list(CoreModule *module, CoreKind kind, CoreLine line, Core **items, uint32_t count);
Core *core_tuple(CoreModule *module, CoreLine line, Core **items, uint32_t count);
Core *core_one(CoreModule *module, CoreKind kind, CoreLine line, Core *one);
Core *core_raise(CoreModule *module, CoreLine line, Core *class, Core *reason, Core *trace);
Core *core_fail(CoreModule *module, CoreLine line, CoreFailKind reason, Core **operands,
                uint32_t count);
Core *core_fail_value(CoreModule *module, CoreLine line, CoreFailKind reason,
                      Core *value); // value NULL: none
Core *core_case(CoreModule *module, CoreLine line, Core **subjects, uint32_t subject_count,
                CoreClause *clauses, uint32_t count);
Core *core_if(CoreModule *module, CoreLine line, Core *test, Core *then, Core *otherwise);
Core *core_element(CoreModule *module, CoreLine line, Core *tuple, uint32_t index);
Core *core_letjoin(CoreModule *module, CoreLine line, CoreLabel label, CoreVariable *parameters,
                   uint32_t count, Core *shared, Core *body);
Core *core_jump(CoreModule *module, CoreLine line, CoreLabel label, Core **arguments,
                uint32_t count);
CorePattern *core_pattern(CoreModule *module, CorePatternKind kind, CoreLine line);

const char *core_kind_name(CoreKind kind);

// Text of everything, for people and tests; deep and flat.
void core_dump(ByteBuffer *out, const CoreModule *module);
void core_dump_function(ByteBuffer *out, const CoreModule *module, const CoreFunction *function);

// ---- the two stages that live in files of their own --------------------------------------------

// match.c: makes deep Core flat, in place.
void match_compile(CoreModule *module);

#endif
