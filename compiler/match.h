// SPDX-License-Identifier: Apache-2.0
// The stage that compiles patterns: CORE_CASE and the clauses of CORE_RECEIVE become decisions. Its
// entry point, match_compile, is declared in core.h; this header is what its own files share.
//
// A case is a list of rows, one a clause, in order. A row is what must still hold for its clause:
// constraints, each on an occurrence (a subject or a part of one). match_rows picks an occurrence
// that the first row constrains and tests it: for each outcome, the rows that are still possible go
// on with what they still want to know. Rows that do not care about the occurrence go on under
// every outcome; where that would copy too much, they are compiled once, and the tests before them
// jump there when they fail.
#ifndef COMPILER_MATCH_H
#define COMPILER_MATCH_H

#include "core.h"
#include "core_walk.h"

// Something that a pattern looks at. An element of a tuple is fetched only when something needs it.
typedef struct Occurrence {
    CoreVariable variable;    // or CORE_NO_VARIABLE: not fetched here
    struct Occurrence *tuple; // it is an element of that
    uint32_t index;
} Occurrence;

// One step of a binary pattern.
typedef enum { STEP_BITS, STEP_GET, STEP_END } BitStepKind;

typedef struct {
    BitStepKind kind;
    uint8_t *bytes; // BITS: whole bytes that must follow
    uint32_t byte_count;
    CoreSegmentSpec spec; // GET
    CorePattern *value;   // GET
} BitStep;

typedef struct {
    BitStep *steps;
    uint32_t count;
} BitSteps;

typedef enum {
    CONSTRAINT_PATTERN, // LITERAL, CONS, TUPLE, MAP or BITSTRING
    CONSTRAINT_KEYS,    // of a map
    CONSTRAINT_STEPS,   // of a match context
} ConstraintKind;

typedef struct {
    ConstraintKind kind;
    Occurrence *at;
    CoreLine line;
    union {
        CorePattern *pattern;
        struct {
            CorePatternPair *pairs;
            uint32_t count;
        } keys;
        struct {
            const BitSteps *all;
            uint32_t next; // the first step that is left
            uint32_t done; // bytes of it that have matched
        } steps;
    };
} Constraint;

// A variable of the pattern and where its value is.
typedef struct RowBinding {
    CoreVariable variable;
    Occurrence *at;
    struct RowBinding *next;
} RowBinding;

typedef struct {
    Core *guard; // NULL: none
    Core *body;
    CoreLine line;
    CoreLabel label;          // leaves jump there
    CoreVariable *parameters; // of the label: the pattern's variables
    uint32_t parameter_count;
    bool reached;
} MatchClause;

typedef struct {
    MatchClause *clause;
    Constraint *constraints;
    uint32_t count;
    uint32_t capacity;
    RowBinding *bindings;
} Row;

typedef struct {
    CoreModule *module;
    CoreFunction *function;
    Occurrence **fetched; // elements fetched on the way to here, outermost first
    uint32_t fetched_count;
    uint32_t fetched_capacity;
    uint32_t budget; // how many copies of rows may still be made
} Matcher;

// Where to go when no row matches; NULL where some row always does.
typedef const CoreLabel *MatchFailure;

// match_rows.c: the decisions that find the first row that matches.
Core *match_rows(Matcher *m, Row *const *rows, uint32_t count, MatchFailure failure);
// Tests the first `count` of `total` rows by what `build` makes, then the others. `build` gets the
// failure of the first.
typedef Core *MatchBuild(Matcher *m, void *context, MatchFailure failure);
Core *match_then_rest(Matcher *m, Row *const *rows, uint32_t count, uint32_t total,
                      MatchFailure failure, MatchBuild *build, void *context);
Core *match_fail(Matcher *m, MatchFailure failure);
Row *row_copy(Matcher *m, const Row *row);
// A copy without constraint `index`.
Row *row_without(Matcher *m, const Row *row, uint32_t index);
// Adds what `pattern` says about `at`.
void row_require(Matcher *m, Row *row, Occurrence *at, CorePattern *pattern);
Constraint *row_add(Matcher *m, Row *row, ConstraintKind kind, Occurrence *at, CoreLine line);
// Index of the first constraint of a kind at an occurrence, or row->count; the constraint, or NULL.
uint32_t row_find(const Row *row, ConstraintKind kind, const Occurrence *at);
Constraint *row_constraint(const Row *row, ConstraintKind kind, const Occurrence *at);
// Where the value of a variable of the row's patterns is; NULL for other variables.
Occurrence *row_binding(const Row *row, CoreVariable variable);
Occurrence *occurrence_new(Matcher *m, CoreVariable variable);
Occurrence *occurrence_fresh(Matcher *m); // with a new variable
Core *occurrence_use(Matcher *m, Occurrence *at, CoreLine line);
// A guard expression of the pattern, with the row's variables replaced.
Core *row_expression(Matcher *m, const Row *row, const Core *expression);
bool pattern_is_any(const CorePattern *pattern);

// match_bits.c
const BitSteps *match_bit_steps(Matcher *m, const CorePattern *pattern);
// Rows whose next STEPS at a context, or KEYS at a map, can be tested with those of the first row;
// then the others.
Core *match_steps(Matcher *m, Row *const *rows, uint32_t count, Occurrence *at,
                  MatchFailure failure);
Core *match_keys(Matcher *m, Row *const *rows, uint32_t count, Occurrence *at,
                 MatchFailure failure);

#endif
