// SPDX-License-Identifier: Apache-2.0
// The syntax tree of a module: Erlang's abstract format ("The Abstract Format" in OTP's
// documentation) as C structs, so that it can be converted to and from Erlang terms one to one.
// Apart because parser, lint and desugaring share it. All nodes live in the compilation's arena and
// are never freed singly.
#ifndef COMPILER_AST_H
#define COMPILER_AST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "diagnostics.h"
#include "names.h"

typedef struct Node Node;
typedef struct Clause Clause;
typedef struct Form Form;

typedef struct NodeList {
    Node **items;
    uint32_t count;
} NodeList;

// A guard is a disjunction of conjunctions: `A, B; C` has two items of two and one tests. count ==
// 0 means no guard.
typedef struct GuardList {
    NodeList *items;
    uint32_t count;
} GuardList;

typedef struct ClauseList {
    Clause **items;
    uint32_t count;
} ClauseList;

// Magnitude of an integer beyond int64_t, least significant limb first, no leading zero limb.
typedef struct BigInteger {
    uint32_t limb_count;
    uint64_t limbs[];
} BigInteger;

// Every kind of node: expressions, patterns, guard tests and types share them, as in the abstract
// format. X(KIND, the same in the abstract format, member of the union in Node)
#define NODE_KINDS(X)                                                                          \
    X(ATOM, "{atom,_,A}", name)                                                                \
    X(INTEGER, "{integer,_,I}", integer)                                                       \
    X(CHAR, "{char,_,C}", integer)                                                             \
    X(FLOAT, "{float,_,F}", real)                                                              \
    X(STRING, "{string,_,S}", string)                                                          \
    X(VAR, "{var,_,V}; '_' is names.known[NAME_ANONYMOUS]", name)                              \
    X(MATCH, "{match,_,P,E}", pair)                                                            \
    X(MAYBE_MATCH, "{maybe_match,_,P,E}", pair)                                                \
    X(UNARY, "{op,_,Op,E}", op)                                                                \
    X(BINARY_OP, "{op,_,Op,L,R}, also andalso, orelse and !", op)                              \
    X(NIL, "{nil,_}", none)                                                                    \
    X(CONS, "{cons,_,H,T}", pair)                                                              \
    X(TUPLE, "{tuple,_,Es}", list)                                                             \
    X(BIN, "{bin,_,BinElements}", list)                                                        \
    X(BIN_ELEMENT, "{bin_element,_,E,Size,TypeSpecifiers}", segment)                           \
    X(MAP, "{map,_,Fields} or {map,_,E,Fields}", map)                                          \
    X(MAP_FIELD_ASSOC, "{map_field_assoc,_,K,V}", pair)                                        \
    X(MAP_FIELD_EXACT, "{map_field_exact,_,K,V}", pair)                                        \
    X(RECORD, "{record,_,Name,Fields} or {record,_,E,Name,Fields}", record)                    \
    X(RECORD_FIELD, "{record_field,_,{atom,_,F},V}; field '_' is NAME_ANONYMOUS", field)       \
    X(RECORD_INDEX, "{record_index,_,Name,{atom,_,F}}", access)                                \
    X(RECORD_ACCESS, "{record_field,_,E,Name,{atom,_,F}}", access)                             \
    X(CALL, "{call,_,F,Args}; F may be REMOTE", call)                                          \
    X(REMOTE, "{remote,_,M,F}", pair)                                                          \
    X(BLOCK, "{block,_,Body}", list)                                                           \
    X(IF, "{'if',_,Clauses}", cases)                                                           \
    X(CASE, "{'case',_,E,Clauses}", cases)                                                     \
    X(RECEIVE, "{'receive',_,Clauses} or {'receive',_,Clauses,Timeout,Body}", receive)         \
    X(TRY, "{'try',_,Body,OfClauses,CatchClauses,After}", try)                                 \
    X(CATCH, "{'catch',_,E}", operand)                                                         \
    X(MAYBE, "{'maybe',_,Body} or {'maybe',_,Body,{'else',_,Clauses}}", maybe)                 \
    X(FUN, "{'fun',_,{clauses,Cs}} or {named_fun,_,Name,Cs}", fun)                             \
    X(FUN_LOCAL, "{'fun',_,{function,F,A}}", fun_local)                                        \
    X(FUN_REMOTE, "{'fun',_,{function,M,F,A}}", fun_remote)                                    \
    X(LIST_COMPREHENSION, "{lc,_,Template,Qualifiers}", comprehension)                         \
    X(BINARY_COMPREHENSION, "{bc,_,Template,Qualifiers}", comprehension)                       \
    X(MAP_COMPREHENSION, "{mc,_,{map_field_assoc,_,K,V},Qualifiers}", comprehension)           \
    X(GENERATE, "{generate,_,P,E} or {generate_strict,_,P,E}", generate)                       \
    X(BINARY_GENERATE, "{b_generate,_,P,E} or {b_generate_strict,_,P,E}", generate)            \
    X(MAP_GENERATE, "{m_generate,_,{map_field_exact,_,K,V},E} or m_generate_strict", generate) \
    X(ZIP, "{zip,_,Generators}", list)                                                         \
    X(TYPE, "{type,_,Name,Args}, {user_type,_,Name,Args}", type)                               \
    X(REMOTE_TYPE, "{remote_type,_,[M,Name,Args]}", type)                                      \
    X(ANNOTATED_TYPE, "{ann_type,_,[Var,Type]}", pair)                                         \
    X(FUNCTION_NAME, "F/A inside an attribute's term, as {F,A}", fun_local)

typedef enum NodeKind {
#define NODE_ENUM(kind, abstract, member) NODE_##kind,
    NODE_KINDS(NODE_ENUM)
#undef NODE_ENUM
        NODE_KIND_COUNT
} NodeKind;

// Operators. X(OP, text)
#define OPERATORS(X)          \
    X(ADD, "+")               \
    X(SUBTRACT, "-")          \
    X(MULTIPLY, "*")          \
    X(DIVIDE, "/")            \
    X(DIV, "div")             \
    X(REM, "rem")             \
    X(BAND, "band")           \
    X(BOR, "bor")             \
    X(BXOR, "bxor")           \
    X(BSL, "bsl")             \
    X(BSR, "bsr")             \
    X(BNOT, "bnot")           \
    X(AND, "and")             \
    X(OR, "or")               \
    X(XOR, "xor")             \
    X(NOT, "not")             \
    X(ANDALSO, "andalso")     \
    X(ORELSE, "orelse")       \
    X(EQUAL, "==")            \
    X(NOT_EQUAL, "/=")        \
    X(LESS_EQUAL, "=<")       \
    X(LESS, "<")              \
    X(GREATER_EQUAL, ">=")    \
    X(GREATER, ">")           \
    X(EXACT_EQUAL, "=:=")     \
    X(EXACT_NOT_EQUAL, "=/=") \
    X(APPEND, "++")           \
    X(REMOVE, "--")           \
    X(SEND, "!")

typedef enum Operator {
#define OPERATOR_ENUM(op, text) OP_##op,
    OPERATORS(OPERATOR_ENUM)
#undef OPERATOR_ENUM
        OPERATOR_COUNT
} Operator;

// Segment type of a bit syntax element; SEGMENT_DEFAULT when the source names none (integer, or
// utf8-less string/literal rules as in OTP: a default segment is an integer).
typedef enum SegmentType {
    SEGMENT_DEFAULT,
    SEGMENT_INTEGER,
    SEGMENT_FLOAT,
    SEGMENT_BINARY,    // binary or bytes: unit 8
    SEGMENT_BITSTRING, // bitstring or bits: unit 1
    SEGMENT_UTF8,
    SEGMENT_UTF16,
    SEGMENT_UTF32
} SegmentType;
typedef enum SegmentSign { SIGN_DEFAULT, SIGN_SIGNED, SIGN_UNSIGNED } SegmentSign;
typedef enum SegmentEndian {
    ENDIAN_DEFAULT,
    ENDIAN_BIG,
    ENDIAN_LITTLE,
    ENDIAN_NATIVE
} SegmentEndian;

// No tree is deeper than this (the parser reports an error), so that stages may recurse on nodes.
// The depth does not count along the tails of CONS: walk those in a loop.
#define AST_MAX_DEPTH 3000

struct Node {
    NodeKind kind;
    Span span;
    uint32_t depth; // of the deepest path below, for the parser
    union {
        Name *name; // ATOM, VAR
        struct {
            int64_t small;   // the value, when big is NULL; never negative (minus is an operator)
            BigInteger *big; // the value, when it does not fit in int64_t
        } integer;
        double real;
        struct {
            uint32_t *code_points;
            uint32_t count;
        } string;
        struct {
            Node *left;  // pattern, head, key, module, variable
            Node *right; // expression, tail, value, function, type
        } pair;
        struct {
            Operator op;
            Node *left; // NULL for a UNARY
            Node *right;
        } op;
        NodeList list;
        struct {
            Node *value;
            Node *size; // NULL: default
            SegmentType type;
            uint8_t sign;   // SegmentSign
            uint8_t endian; // SegmentEndian
            uint16_t unit;  // 0: default of the type; otherwise 1 to 256
        } segment;
        struct {
            Node *base; // NULL: a new map
            NodeList fields;
        } map;
        struct {
            Node *base; // NULL: a new record
            Name *name;
            NodeList fields; // RECORD_FIELD
        } record;
        struct {
            Name *name;
            Node *value;
        } field;
        struct {
            Node *base; // NULL for RECORD_INDEX
            Name *name;
            Name *field;
        } access;
        struct {
            Node *function;
            NodeList args;
        } call;
        struct {
            Node *subject; // NULL for IF
            ClauseList clauses;
        } cases;
        struct {
            ClauseList clauses;
            Node *timeout; // NULL: no after part
            NodeList timeout_body;
        } receive;
        struct Try *try;
        Node *operand;
        struct {
            NodeList body;
            ClauseList else_clauses; // count 0: no else
        } maybe;
        struct {
            Name *name; // NULL: anonymous; otherwise the variable of a named fun
            ClauseList clauses;
        } fun;
        struct {
            Name *name;
            uint32_t arity;
        } fun_local;
        struct {
            Node *module;
            Node *function;
            Node *arity;
        } fun_remote;
        struct {
            Node *template;
            NodeList qualifiers; // GENERATE..., ZIP; anything else is a filter
        } comprehension;
        struct {
            Node *pattern;
            Node *source;
            bool strict; // <:- and <:=
        } generate;
        struct {
            // A type by name, with arguments: the type constructors have the names of the abstract
            // format: union, range, tuple, map, map_field_assoc, map_field_exact, record,
            // field_type, 'fun', product, list, nonempty_list, nil, binary, bounded_fun ([Fun,
            // Constraint...]), constraint ([V, T]).
            Name *name;
            Name *module; // REMOTE_TYPE only
            NodeList args;
            bool named;    // written as name(...): built in or defined by -type; no constructor
            bool any_args; // tuple(), map(), fun((...) -> T): "any" in place of arguments
        } type;
    };
};

// Of functions, funs, if, case, receive, try and maybe.
struct Clause {
    Span span;
    Span head;         // the part before the guard: name and parameters
    NodeList patterns; // parameters; one for case, receive, of, else; none for if;
        // three for catch: class (ATOM or VAR), reason, stack trace (VAR, '_' when absent)
    GuardList guard;
    NodeList body; // never empty
};

typedef struct Try {
    NodeList body;
    ClauseList of_clauses;    // count 0: no `of`
    ClauseList catch_clauses; // count 0: no `catch`
    NodeList after;           // count 0: no `after`
} Try;

// A function name with arity, in -export, -import, ...
typedef struct FunctionName {
    Name *name;
    uint32_t arity;
    Span span;
} FunctionName;

typedef struct FunctionNameList {
    FunctionName *items;
    uint32_t count;
} FunctionNameList;

typedef struct RecordField {
    Name *name;
    Node *value; // default, or NULL
    Node *type;  // or NULL
    Span span;
} RecordField;

typedef enum FormKind {
    FORM_FUNCTION,
    FORM_MODULE,             // -module(name)
    FORM_EXPORT,             // names
    FORM_EXPORT_TYPE,        // names
    FORM_IMPORT,             // import
    FORM_RECORD,             // record
    FORM_TYPE,               // type: -type, -opaque, -nominal
    FORM_SPEC,               // spec: -spec, -callback
    FORM_OPTIONAL_CALLBACKS, // names
    FORM_BEHAVIOUR,          // name
    FORM_COMPILE,            // term
    FORM_ON_LOAD,            // names, one
    FORM_FILE,               // file: -file and changes of file by -include
    FORM_FEATURE,            // term: {Feature, enable|disable}
    FORM_DOC,                // doc: -doc, -moduledoc
    FORM_ATTRIBUTE           // attribute: any other
} FormKind;

struct Form {
    FormKind kind;
    Span span;
    Span name_span; // of the name being defined
    union {
        struct {
            Name *name;
            uint32_t arity;
            ClauseList clauses;
        } function;
        Name *name;
        FunctionNameList names;
        struct {
            Name *module;
            FunctionNameList names;
        } import;
        struct {
            Name *name;
            RecordField *fields;
            uint32_t field_count;
        } record;
        struct {
            Name *attribute; // type, opaque, nominal
            Name *name;
            NodeList parameters; // VAR
            Node *type;
        } type;
        struct {
            Name *attribute; // spec, callback
            Name *module;    // or NULL
            Name *name;
            uint32_t arity;
            NodeList types; // 'fun' or bounded_fun, one for each overload
        } spec;
        Node *term;
        struct {
            const char *name;
            uint32_t line;
        } file;
        struct {
            Name *attribute; // doc, moduledoc
            Node *term;      // STRING, BIN, ATOM false/hidden, MAP, or {file, Path}
        } doc;
        struct {
            Name *name;
            Node *term;
        } attribute;
    };
};

typedef struct Module {
    Name *name;
    const char *file; // the name of the source file
    Form **forms;     // in source order
    uint32_t form_count;
    bool escript;    // main/1 is exported implicitly
    bool export_all; // -compile(export_all) was given
    // After errors: the names of functions that could not be parsed, and whether other definitions
    // are missing.
    Name **lost_functions;
    uint32_t lost_count, lost_capacity;
    bool incomplete;
} Module;

// Text of an operator as it is written.
const char *ast_operator_text(Operator op);

// The name of a node kind for messages and dumps: "case", "list comprehension", ...
const char *ast_kind_text(NodeKind kind);

// Calls visit(context, child) for each direct child node, in source order, including those in
// clauses. A visitor that recurses must walk the tails of CONS in a loop of its own.
void ast_each_child(const Node *node, void (*visit)(void *context, Node *child), void *context);

// Every record definition and function of a module by a linear look through the forms; NULL if
// absent.
const Form *ast_find_record(const Module *module, const Name *name);
const Form *ast_find_function(const Module *module, const Name *name, uint32_t arity);

#endif
