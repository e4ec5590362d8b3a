// SPDX-License-Identifier: Apache-2.0
// The preprocessor: reads one form after the other, obeys the directives among them and expands
// macros in the rest.
#include "preprocess.h"

#include <string.h>

#include "number.h"

enum { MAX_INCLUDE_DEPTH = 64, MAX_MACRO_PARAMETERS = 255 };

struct Condition {
    Condition *outer;
    Span span;        // of the directive that opened it
    InputFile *input; // the file that it stands in
    bool active;      // text here is compiled
    bool taken;       // a branch has been compiled, or none shall be: the surroundings are left out
    bool after_else;
};

struct InputFile {
    InputFile *includer;
    const char *path; // as opened; -file does not change it
    Scanner scanner;
};

static void add_input(Preprocessor *p, const char *path, const uint8_t *bytes, size_t size)
{
    Arena *arena = &p->compiler->arena;
    InputFile *input = ARENA_NEW(arena, InputFile);
    SourceFile source = {.name = path, .bytes = bytes, .size = size};
    input->path = path;
    input->includer = p->input;
    scan_start(&input->scanner, p->compiler,
               diagnostics_add_file(&p->compiler->diagnostics, source));
    p->input = input;
    p->file_changed = true;
}

// The value of a -D option is scanned as if it were a file of its own.
static void define_option(Preprocessor *p, const CompilerDefine *define)
{
    Compiler *compiler = p->compiler;
    const char *value = define->value != NULL ? define->value : "true";
    SourceFile source = {
        .name = "(command line)", .bytes = (const uint8_t *)value, .size = strlen(value)};
    Scanner scanner;
    TokenList body = {0};
    Token token;
    scan_start(&scanner, compiler, diagnostics_add_file(&compiler->diagnostics, source));
    for (scan_token(&scanner, &token); token.kind != TOKEN_EOF && token.kind != TOKEN_DOT;
         scan_token(&scanner, &token)) {
        ARENA_APPEND(&compiler->scratch, body.items, body.count, body.capacity, token);
    }
    macros_define(&p->macros, token.span, names_intern_cstring(&compiler->names, define->name),
                  MACRO_CONSTANT, NULL, body.items, body.count, MACRO_GIVEN);
}

void preprocess_start(Preprocessor *p, Compiler *compiler, Module *module, const char *path,
                      const uint8_t *bytes, size_t size)
{
    *p = (Preprocessor){.compiler = compiler, .module = module, .path = path};
    add_input(p, path, bytes, size);
    macros_init(&p->macros, compiler);
    for (size_t i = 0; i < compiler->options.define_count; i++) {
        define_option(p, &compiler->options.defines[i]);
    }
}

static bool is_active(const Preprocessor *p)
{
    return p->conditions == NULL || p->conditions->active;
}

// Whether a token looks like the start of a form: after an error the form before it is given up
// there.
static bool starts_form(const Token *token)
{
    return token->span.column == 1 && (token->kind == TOKEN_MINUS || token->kind == TOKEN_ATOM);
}

// Reads tokens up to and including the dot. A form without a dot at the end of a file is reported.
// False at the end of the file.
static bool read_form(Preprocessor *p, TokenList *raw, bool *broken)
{
    Scanner *scanner = &p->input->scanner;
    scanner->quiet = !is_active(p);
    raw->count = 0;
    *broken = false;
    Token token;
    Scanner before = *scanner;
    do {
        if (*broken) {
            before = *scanner;
        }
        scan_token(scanner, &token);
        if (*broken && starts_form(&token)) {
            *scanner = before;
            return true;
        }
        if (token.kind == TOKEN_EOF) {
            if (raw->count == 0) {
                return false;
            }
            if (!scanner->quiet && !*broken) {
                compiler_error(p->compiler, raw->items[raw->count - 1].span,
                               "the last form is not ended by a full stop");
            }
            *broken = true;
            return true;
        }
        *broken = *broken || token.kind == TOKEN_ERROR;
        ARENA_APPEND(&p->compiler->scratch, raw->items, raw->count, raw->capacity, token);
    } while (token.kind != TOKEN_DOT);
    return true;
}

typedef struct Directive {
    Preprocessor *p;
    Name *name;
    Span span;           // from the hyphen to the end of the name
    const Token *tokens; // behind the name; ends with the dot
    uint32_t count;
} Directive;

static void report_malformed(const Directive *d, const char *form)
{
    Compiler *compiler = d->p->compiler;
    Diagnostic *error = compiler_error(compiler, d->span, "this -%s is malformed", d->name->text);
    compiler_help(compiler, error, "it is written %s", form);
}

// `(Name).` with any name: the name, or NULL.
static Name *single_name(const Directive *d)
{
    if (d->count != 4 || d->tokens[0].kind != TOKEN_LEFT_PAREN ||
        d->tokens[2].kind != TOKEN_RIGHT_PAREN) {
        return NULL;
    }
    return macros_token_name(&d->tokens[1]);
}

// The parameters of a macro, from the opening parenthesis on. Returns the tokens used, 0 if
// malformed.
static uint32_t read_parameters(const Directive *d, uint32_t at, Name **parameters, int *count)
{
    *count = 0;
    at++;
    if (d->tokens[at].kind == TOKEN_RIGHT_PAREN) {
        return at + 1;
    }
    while (at + 1 < d->count && d->tokens[at].kind == TOKEN_VAR && *count < MAX_MACRO_PARAMETERS) {
        for (int i = 0; i < *count; i++) {
            if (parameters[i] == d->tokens[at].name) {
                compiler_error(d->p->compiler, d->tokens[at].span,
                               "macro parameter %s is named twice", d->tokens[at].name->text);
                return 0;
            }
        }
        parameters[(*count)++] = d->tokens[at].name;
        at++;
        if (d->tokens[at].kind == TOKEN_RIGHT_PAREN) {
            return at + 1;
        }
        if (d->tokens[at].kind != TOKEN_COMMA) {
            break;
        }
        at++;
    }
    report_malformed(d, "-define(Name(Parameter, ...), Replacement).");
    return 0;
}

static void obey_define(const Directive *d)
{
    const char *usage = "-define(Name, Replacement).";
    uint32_t last = d->count - 2; // the closing parenthesis
    if (d->count < 5 || d->tokens[0].kind != TOKEN_LEFT_PAREN ||
        d->tokens[last].kind != TOKEN_RIGHT_PAREN || macros_token_name(&d->tokens[1]) == NULL) {
        report_malformed(d, usage);
        return;
    }
    Name *parameters[MAX_MACRO_PARAMETERS];
    int arity = MACRO_CONSTANT;
    uint32_t at = 2;
    if (d->tokens[2].kind == TOKEN_LEFT_PAREN) {
        at = read_parameters(d, 2, parameters, &arity);
        if (at == 0) {
            return;
        }
    }
    if (at >= last || d->tokens[at].kind != TOKEN_COMMA) {
        report_malformed(d, usage);
        return;
    }
    macros_define(&d->p->macros, d->tokens[1].span, macros_token_name(&d->tokens[1]), arity,
                  parameters, d->tokens + at + 1, last - at - 1, MACRO_DEFINED);
}

static void obey_undef(const Directive *d)
{
    Name *name = single_name(d);
    if (name == NULL) {
        report_malformed(d, "-undef(Name).");
        return;
    }
    macros_undefine(&d->p->macros, name);
}

// `("text").` after expansion: the text as UTF-8, or NULL (reported).
static const char *single_string(const Directive *d, Span *span)
{
    TokenList expanded = {0};
    if (!macros_expand(&d->p->macros, d->tokens, d->count, &expanded)) {
        return NULL;
    }
    if (expanded.count != 4 || expanded.items[0].kind != TOKEN_LEFT_PAREN ||
        expanded.items[1].kind != TOKEN_STRING || expanded.items[2].kind != TOKEN_RIGHT_PAREN) {
        report_malformed(d, arena_printf(&d->p->compiler->arena, "-%s(\"path\").", d->name->text));
        return NULL;
    }
    const Token *string = &expanded.items[1];
    char *text = arena_alloc(&d->p->compiler->arena, (size_t)string->string.count * 4 + 1);
    size_t length = 0;
    for (uint32_t i = 0; i < string->string.count; i++) {
        length += scan_encode_utf8(string->string.code_points[i], text + length);
    }
    *span = string->span;
    return text;
}

static bool try_include(Preprocessor *p, const char *path)
{
    const FileAccess *files = &p->compiler->options.files;
    const uint8_t *bytes;
    size_t size;
    if (files->read == NULL ||
        !files->read(files->context, &p->compiler->arena, path, &bytes, &size)) {
        return false;
    }
    p->include_depth++;
    add_input(p, path, bytes, size);
    return true;
}

static const char *directory_of(Arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? "."
                         : arena_copy(arena, path, slash == path ? 1 : (size_t)(slash - path));
}

static bool include_below(Preprocessor *p, const char *directory, const char *path)
{
    if (strcmp(directory, ".") == 0) {
        return try_include(p, path);
    }
    return try_include(p, arena_printf(&p->compiler->arena, "%s/%s", directory, path));
}

// Looks beside the file with the directive, beside the compiled file, and in the include
// directories.
static bool include_from_path(Preprocessor *p, const char *path)
{
    Arena *arena = &p->compiler->arena;
    if (path[0] == '/') {
        return try_include(p, path);
    }
    if (include_below(p, directory_of(arena, p->input->path), path) ||
        include_below(p, directory_of(arena, p->path), path) || try_include(p, path)) {
        return true;
    }
    for (size_t i = 0; i < p->compiler->options.include_dir_count; i++) {
        if (include_below(p, p->compiler->options.include_dirs[i], path)) {
            return true;
        }
    }
    return false;
}

// "kernel/include/file.hrl" below the directory of the application kernel.
static bool include_from_library(Preprocessor *p, const char *path)
{
    const FileAccess *files = &p->compiler->options.files;
    const char *slash = strchr(path, '/');
    if (slash == NULL || slash == path || files->find_library == NULL) {
        return false;
    }
    Arena *arena = &p->compiler->arena;
    char *application = arena_copy(arena, path, (size_t)(slash - path));
    const char *directory = files->find_library(files->context, arena, application);
    return directory != NULL && include_below(p, directory, slash + 1);
}

static void obey_include(const Directive *d)
{
    Preprocessor *p = d->p;
    Span span;
    const char *path = single_string(d, &span);
    if (path == NULL) {
        return;
    }
    if (p->include_depth == MAX_INCLUDE_DEPTH) {
        compiler_error(p->compiler, span, "files include each other more than %d deep",
                       MAX_INCLUDE_DEPTH);
        return;
    }
    bool from_library = d->name == COMPILER_NAME(p->compiler, INCLUDE_LIB);
    if (include_from_path(p, path) || (from_library && include_from_library(p, path))) {
        return;
    }
    p->module->incomplete = true;
    Diagnostic *error = compiler_error(p->compiler, span, "the file \"%s\" cannot be found", path);
    if (from_library) {
        compiler_help(p->compiler, error,
                      "the first part of the path is the name of an application");
    }
}

static void open_condition(Preprocessor *p, Span span, bool holds)
{
    Condition *condition = ARENA_NEW(&p->compiler->arena, Condition);
    bool surroundings = is_active(p);
    *condition = (Condition){.outer = p->conditions,
                             .span = span,
                             .input = p->input,
                             .active = surroundings && holds,
                             .taken = holds || !surroundings};
    p->conditions = condition;
}

static void obey_ifdef(const Directive *d)
{
    Preprocessor *p = d->p;
    bool wanted = d->name == COMPILER_NAME(p->compiler, IFDEF);
    Name *name = is_active(p) ? single_name(d) : NULL;
    if (is_active(p) && name == NULL) {
        report_malformed(d, wanted ? "-ifdef(Name)." : "-ifndef(Name).");
    }
    open_condition(p, d->span, name != NULL && macros_is_defined(&p->macros, name) == wanted);
}

static bool evaluate(const Directive *d)
{
    TokenList expanded = {0};
    if (!macros_expand(&d->p->macros, d->tokens, d->count, &expanded)) {
        return false;
    }
    return condition_evaluate(d->p->compiler, &d->p->macros, &expanded);
}

static void obey_if(const Directive *d)
{
    open_condition(d->p, d->span, is_active(d->p) && evaluate(d));
}

// The innermost condition, if the directive may stand here.
static Condition *innermost(const Directive *d)
{
    Condition *condition = d->p->conditions;
    if (condition == NULL || condition->input != d->p->input) {
        compiler_error(d->p->compiler, d->span, "-%s without -if, -ifdef or -ifndef",
                       d->name->text);
        return NULL;
    }
    return condition;
}

static void obey_else(const Directive *d, bool is_elif)
{
    Condition *condition = innermost(d);
    if (condition == NULL) {
        return;
    }
    if (condition->after_else) {
        compiler_error(d->p->compiler, d->span, "-%s after -else", d->name->text);
        return;
    }
    condition->active = false;
    if (!condition->taken) {
        condition->active = !is_elif || evaluate(d);
        condition->taken = condition->active;
    }
    condition->after_else = !is_elif;
}

static void obey_endif(const Directive *d)
{
    if (innermost(d) != NULL) {
        d->p->conditions = d->p->conditions->outer;
    }
}

static void append_text(Arena *arena, char **text, const Token *token)
{
    if (token->kind != TOKEN_STRING) {
        return;
    }
    size_t length = strlen(*text);
    char *longer = arena_alloc(arena, length + (size_t)token->string.count * 4 + 1);
    memcpy(longer, *text, length);
    for (uint32_t i = 0; i < token->string.count; i++) {
        length += scan_encode_utf8(token->string.code_points[i], longer + length);
    }
    *text = longer;
}

static void obey_message(const Directive *d, bool is_error)
{
    Compiler *compiler = d->p->compiler;
    TokenList expanded = {0};
    if (!macros_expand(&d->p->macros, d->tokens, d->count, &expanded)) {
        return;
    }
    char *text = arena_copy(&compiler->arena, "", 0);
    for (uint32_t i = 0; i < expanded.count; i++) {
        append_text(&compiler->arena, &text, &expanded.items[i]);
    }
    if (*text == '\0') {
        text = arena_printf(&compiler->arena, "-%s", d->name->text);
    }
    Span span = span_join(d->span, d->tokens[d->count - 1].span);
    if (is_error) {
        compiler_error(compiler, span, "%s", text);
    } else {
        compiler_warning(compiler, span, "%s", text);
    }
}

// `-file("name", Line).`: what follows is reported as if from there.
static void obey_file(const Directive *d)
{
    Preprocessor *p = d->p;
    TokenList expanded = {0};
    if (!macros_expand(&p->macros, d->tokens, d->count, &expanded)) {
        return;
    }
    const Token *t = expanded.items;
    if (expanded.count != 6 || t[0].kind != TOKEN_LEFT_PAREN || t[1].kind != TOKEN_STRING ||
        t[2].kind != TOKEN_COMMA || t[3].kind != TOKEN_INTEGER || t[3].integer.big != NULL ||
        t[3].integer.small > INT32_MAX || t[4].kind != TOKEN_RIGHT_PAREN) {
        report_malformed(d, "-file(\"name\", Line).");
        return;
    }
    char *name = arena_copy(&p->compiler->arena, "", 0);
    append_text(&p->compiler->arena, &name, &t[1]);
    Scanner *scanner = &p->input->scanner;
    SourceFile source = p->compiler->diagnostics.files[scanner->file];
    int64_t shift = t[3].integer.small - (int64_t)d->span.line;
    source.name = name;
    source.line_offset += shift;
    scanner->file = diagnostics_add_file(&p->compiler->diagnostics, source);
    scanner->line = (uint32_t)(scanner->line + shift);
    p->file_changed = true;
}

// `-feature(maybe_expr, enable | disable).` decides about reserved words; the parser looks at it,
// too.
static void note_feature(const Directive *d)
{
    if (d->count != 6 || d->tokens[1].kind != TOKEN_ATOM || d->tokens[3].kind != TOKEN_ATOM ||
        strcmp(d->tokens[1].name->text, "maybe_expr") != 0) {
        return;
    }
    bool enable = strcmp(d->tokens[3].name->text, "enable") == 0;
    scan_define_keywords(&d->p->compiler->names, enable);
    d->p->macros.maybe_enabled = enable;
}

// `-module(name).` gives ?MODULE its value.
static void note_module(const Directive *d)
{
    TokenList expanded = {0};
    if (!macros_expand(&d->p->macros, d->tokens, d->count, &expanded)) {
        return;
    }
    uint32_t at = expanded.count > 0 && expanded.items[0].kind == TOKEN_LEFT_PAREN;
    if (at < expanded.count && expanded.items[at].kind == TOKEN_ATOM) {
        d->p->macros.module = expanded.items[at].name;
    }
}

static bool is_condition(const Compiler *compiler, const Token *token)
{
    const Name *name = token->name;
    return token->kind == TOKEN_IF || token->kind == TOKEN_ELSE ||
           name == COMPILER_NAME(compiler, IFDEF) || name == COMPILER_NAME(compiler, IFNDEF) ||
           name == COMPILER_NAME(compiler, ELIF) || name == COMPILER_NAME(compiler, ENDIF) ||
           strcmp(name->text, "else") == 0;
}

static void obey_condition(const Directive *d, const Token *name)
{
    const Compiler *compiler = d->p->compiler;
    if (name->kind == TOKEN_IF) {
        obey_if(d);
    } else if (name->name == COMPILER_NAME(compiler, ELIF)) {
        obey_else(d, true);
    } else if (name->name == COMPILER_NAME(compiler, ENDIF)) {
        obey_endif(d);
    } else if (name->name == COMPILER_NAME(compiler, IFDEF) ||
               name->name == COMPILER_NAME(compiler, IFNDEF)) {
        obey_ifdef(d);
    } else {
        obey_else(d, false);
    }
}

// Obeys a form that is a directive. False if it is not, and must be parsed.
static bool obey(Preprocessor *p, const TokenList *raw)
{
    const Token *name = &raw->items[1];
    if (raw->count < 3 || raw->items[0].kind != TOKEN_MINUS || macros_token_name(name) == NULL) {
        return false;
    }
    Directive d = {.p = p,
                   .name = name->name,
                   .span = span_join(raw->items[0].span, name->span),
                   .tokens = raw->items + 2,
                   .count = raw->count - 2};
    const Compiler *compiler = p->compiler;
    if (is_condition(compiler, name)) {
        obey_condition(&d, name);
        return true;
    }
    if (!is_active(p)) {
        return true;
    }
    if (d.name == COMPILER_NAME(compiler, DEFINE)) {
        obey_define(&d);
    } else if (d.name == COMPILER_NAME(compiler, UNDEF)) {
        obey_undef(&d);
    } else if (d.name == COMPILER_NAME(compiler, INCLUDE) ||
               d.name == COMPILER_NAME(compiler, INCLUDE_LIB)) {
        obey_include(&d);
    } else if (d.name == COMPILER_NAME(compiler, ERROR)) {
        obey_message(&d, true);
    } else if (d.name == COMPILER_NAME(compiler, WARNING)) {
        obey_message(&d, false);
    } else if (d.name == COMPILER_NAME(compiler, FILE)) {
        obey_file(&d);
    } else {
        if (d.name == COMPILER_NAME(compiler, MODULE)) {
            note_module(&d);
        } else if (d.name == COMPILER_NAME(compiler, FEATURE)) {
            note_feature(&d);
        }
        return false;
    }
    return true;
}

// Goes back to the including file. False if there is none.
static bool leave_file(Preprocessor *p)
{
    while (p->conditions != NULL && p->conditions->input == p->input) {
        compiler_error(p->compiler, p->conditions->span, "this condition has no -endif");
        p->conditions = p->conditions->outer;
    }
    if (p->input->includer == NULL) {
        return false;
    }
    p->input = p->input->includer;
    p->include_depth--;
    p->file_changed = true;
    return true;
}

void preprocess_note_lost(Preprocessor *p, const TokenList *form)
{
    Module *module = p->module;
    const Token *first = &form->items[0];
    if (form->count > 1 && first->kind == TOKEN_ATOM && first[1].kind == TOKEN_LEFT_PAREN) {
        ARENA_APPEND(&p->compiler->arena, module->lost_functions, module->lost_count,
                     module->lost_capacity, first->name);
    } else {
        module->incomplete = true;
    }
}

static void describe_file(Preprocessor *p, Form *file)
{
    const Scanner *scanner = &p->input->scanner;
    *file = (Form){.kind = FORM_FILE};
    file->file.name = p->compiler->diagnostics.files[scanner->file].name;
    file->file.line = scanner->line;
    file->span = (Span){.line = scanner->line,
                        .end_line = scanner->line,
                        .column = 1,
                        .end_column = 1,
                        .file = scanner->file};
    p->file_changed = false;
}

PreprocessEvent preprocess_next(Preprocessor *p, TokenList *form, Form *file)
{
    for (;;) {
        if (p->file_changed) {
            describe_file(p, file);
            return PREPROCESS_FILE;
        }
        arena_reset(&p->compiler->scratch);
        TokenList raw = {0};
        bool broken;
        if (!read_form(p, &raw, &broken)) {
            if (!leave_file(p)) {
                return PREPROCESS_END;
            }
            continue;
        }
        if (broken && is_active(p)) {
            preprocess_note_lost(p, &raw);
        }
        if (broken) {
            // Directives decide about later forms even so.
            bool is_name = raw.count > 2 && macros_token_name(&raw.items[1]) != NULL;
            if (is_name && is_condition(p->compiler, &raw.items[1]) &&
                raw.items[raw.count - 1].kind == TOKEN_DOT) {
                obey(p, &raw);
            }
            continue;
        }
        if (obey(p, &raw) || !is_active(p)) {
            continue;
        }
        *form = (TokenList){0};
        if (macros_expand(&p->macros, raw.items, raw.count, form)) {
            return PREPROCESS_FORM;
        }
        preprocess_note_lost(p, &raw);
    }
}
