// SPDX-License-Identifier: Apache-2.0
// The macro table and expansion.
#include "macros.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "number.h"

enum { MAX_TOKENS = 2000000, MAX_MACRO_DEPTH = 200, MAX_MACRO_ARITY = 255 };

static void append(MacroTable *table, TokenList *list, Token token)
{
    ARENA_APPEND(&table->compiler->scratch, list->items, list->count, list->capacity, token);
}

Name *macros_token_name(const Token *token)
{
    bool is_word = token->kind != TOKEN_NONE && token->kind <= TOKEN_XOR;
    return token->kind == TOKEN_ATOM || token->kind == TOKEN_VAR || is_word ? token->name : NULL;
}

static Macro *first_macro(const MacroTable *table, const Name *name)
{
    return name->id < table->capacity ? table->by_name[name->id] : NULL;
}

Macro *macros_find(const MacroTable *table, const Name *name, int arity)
{
    Macro *macro = first_macro(table, name);
    while (macro != NULL && macro->arity != arity) {
        macro = macro->next;
    }
    return macro;
}

bool macros_is_defined(const MacroTable *table, const Name *name)
{
    Macro *macro = first_macro(table, name);
    if (macro == NULL) {
        return false;
    }
    bool needs_module = macro->source == MACRO_MODULE || macro->source == MACRO_MODULE_STRING;
    return !needs_module || table->module != NULL;
}

// A macro's arguments, as found after its name at a call.
typedef struct Arguments {
    int count; // MACRO_CONSTANT if no parenthesis follows
    // Index of the first token of each; starts[count] is one past the closing parenthesis.
    uint32_t *starts;
    uint32_t capacity;
} Arguments;

// The token that closes what `tokens[0]` opens, or TOKEN_NONE.
static TokenKind closing_kind(const Token *tokens, uint32_t count)
{
    switch (tokens[0].kind) {
    case TOKEN_LEFT_PAREN: return TOKEN_RIGHT_PAREN;
    case TOKEN_LEFT_BRACE: return TOKEN_RIGHT_BRACE;
    case TOKEN_LEFT_BRACKET: return TOKEN_RIGHT_BRACKET;
    case TOKEN_LEFT_BINARY: return TOKEN_RIGHT_BINARY;
    case TOKEN_BEGIN:
    case TOKEN_IF:
    case TOKEN_CASE:
    case TOKEN_RECEIVE:
    case TOKEN_TRY:
    case TOKEN_MAYBE: return TOKEN_END;
    case TOKEN_FUN:
        // `fun (` and `fun Name (` are closed by end; `fun f/1` is not.
        if ((count > 1 && tokens[1].kind == TOKEN_LEFT_PAREN) ||
            (count > 2 && tokens[1].kind == TOKEN_VAR && tokens[2].kind == TOKEN_LEFT_PAREN)) {
            return TOKEN_END;
        }
        return TOKEN_NONE;
    default: return TOKEN_NONE;
    }
}

// Looks for arguments at the start of `tokens`. False if the parenthesis is not closed.
static bool find_arguments(Arena *scratch, const Token *tokens, uint32_t count, Arguments *result)
{
    *result = (Arguments){.count = MACRO_CONSTANT};
    if (count == 0 || tokens[0].kind != TOKEN_LEFT_PAREN) {
        return true;
    }
    uint32_t found = 0;
    uint8_t *open = NULL;
    uint32_t depth = 0, open_capacity = 0;
    ARENA_APPEND(scratch, result->starts, found, result->capacity, 1);
    for (uint32_t i = 1; i < count; i++) {
        TokenKind kind = tokens[i].kind;
        TokenKind close = closing_kind(tokens + i, count - i);
        if (close != TOKEN_NONE) {
            ARENA_APPEND(scratch, open, depth, open_capacity, (uint8_t)close);
        } else if (depth > 0) {
            depth -= kind == open[depth - 1];
        } else if (kind == TOKEN_COMMA || kind == TOKEN_RIGHT_PAREN) {
            ARENA_APPEND(scratch, result->starts, found, result->capacity, i + 1);
            if (kind == TOKEN_RIGHT_PAREN) {
                bool none = found == 2 && i == 1;
                result->starts[0] = none ? 2 : 1;
                result->count = none ? 0 : (int)found - 1;
                return true;
            }
        }
    }
    return false;
}

static void find_uses(MacroTable *table, Macro *macro)
{
    Arena *arena = &table->compiler->arena;
    uint32_t capacity = 0;
    // Looking for arguments of nested calls is quadratic; beyond this only the depth limit guards
    // against cycles.
    uint64_t work = 0;
    for (uint32_t i = 0; i + 1 < macro->body_count && work < MAX_TOKENS * 10ull; i++) {
        Name *name = macros_token_name(&macro->body[i + 1]);
        if (macro->body[i].kind != TOKEN_QUESTION || name == NULL) {
            continue;
        }
        Arguments arguments;
        find_arguments(&table->compiler->scratch, macro->body + i + 2, macro->body_count - i - 2,
                       &arguments);
        work += arguments.count > 0 ? arguments.starts[arguments.count] : 0;
        MacroUse use = {name, arguments.count};
        ARENA_APPEND(arena, macro->uses, macro->use_count, capacity, use);
    }
}

static void insert(MacroTable *table, Macro *macro)
{
    if (macro->name->id >= table->capacity) {
        uint32_t capacity = macro->name->id * 2 + 64;
        table->by_name =
            arena_grow(&table->compiler->arena, table->by_name,
                       table->capacity * sizeof *table->by_name, capacity * sizeof *table->by_name);
        table->capacity = capacity;
    }
    macro->next = table->by_name[macro->name->id];
    table->by_name[macro->name->id] = macro;
    table->version++;
}

void macros_define(MacroTable *table, Span span, Name *name, int arity, Name *const *parameters,
                   const Token *body, uint32_t body_count, MacroSource source)
{
    Macro *same = first_macro(table, name);
    if (same != NULL && same->source != MACRO_DEFINED) {
        compiler_error(table->compiler, span, "the predefined macro %s cannot be redefined",
                       name->text);
        return;
    }
    if (macros_find(table, name, arity) != NULL) {
        Diagnostic *error =
            compiler_error(table->compiler, span, "macro %s is already defined", name->text);
        compiler_help(table->compiler, error, "use -undef(%s). first to replace it", name->text);
        return;
    }
    Arena *arena = &table->compiler->arena;
    Macro *macro = ARENA_NEW(arena, Macro);
    *macro = (Macro){.name = name, .arity = arity, .source = source, .body_count = body_count};
    if (arity > 0) {
        macro->parameters = ARENA_ARRAY(arena, Name *, arity);
        memcpy(macro->parameters, parameters, (size_t)arity * sizeof *parameters);
    }
    macro->body = ARENA_ARRAY(arena, Token, body_count);
    if (body_count != 0) {
        memcpy(macro->body, body, body_count * sizeof *body);
    }
    find_uses(table, macro);
    insert(table, macro);
}

void macros_undefine(MacroTable *table, const Name *name)
{
    if (name->id < table->capacity) {
        table->by_name[name->id] = NULL;
        table->version++;
    }
}

static void define_special(MacroTable *table, const char *text, int arity, MacroSource source)
{
    Macro *macro = ARENA_NEW(&table->compiler->arena, Macro);
    *macro = (Macro){.name = names_intern_cstring(&table->compiler->names, text),
                     .arity = arity,
                     .source = source};
    insert(table, macro);
}

static void define_token(MacroTable *table, const char *text, Token token)
{
    Name *name = names_intern_cstring(&table->compiler->names, text);
    macros_define(table, token.span, name, MACRO_CONSTANT, NULL, &token, 1, MACRO_BUILT_IN);
}

void macros_init(MacroTable *table, Compiler *compiler)
{
    *table = (MacroTable){
        .compiler = compiler, .maybe_enabled = true, .function_arity = -1, .version = 1};
    Names *names = &compiler->names;
    define_special(table, "MODULE", MACRO_CONSTANT, MACRO_MODULE);
    define_special(table, "MODULE_STRING", MACRO_CONSTANT, MACRO_MODULE_STRING);
    define_special(table, "FILE", MACRO_CONSTANT, MACRO_FILE);
    define_special(table, "LINE", MACRO_CONSTANT, MACRO_LINE);
    define_special(table, "FUNCTION_NAME", MACRO_CONSTANT, MACRO_FUNCTION_NAME);
    define_special(table, "FUNCTION_ARITY", MACRO_CONSTANT, MACRO_FUNCTION_ARITY);
    define_special(table, "FEATURE_AVAILABLE", 1, MACRO_FEATURE_AVAILABLE);
    define_special(table, "FEATURE_ENABLED", 1, MACRO_FEATURE_ENABLED);
    define_token(table, "OTP_RELEASE", (Token){.kind = TOKEN_INTEGER, .integer = {.small = 28}});
    define_token(table, "MACHINE",
                 (Token){.kind = TOKEN_ATOM, .name = names_intern_cstring(names, "BEAM")});
    define_token(table, "BEAM", (Token){.kind = TOKEN_ATOM, .name = names->known[NAME_TRUE]});
}

// The macro that a use with `arity` arguments means: a lone constant ignores the parenthesis behind
// it.
static Macro *select_macro(const MacroTable *table, const Name *name, int arity)
{
    Macro *first = first_macro(table, name);
    if (first != NULL && first->next == NULL && first->arity == MACRO_CONSTANT) {
        return first;
    }
    return macros_find(table, name, arity);
}

// Whether a macro can be expanded: its calls form no cycle and do not nest without end.
static bool check_uses(MacroTable *table, Macro *macro, Span span, int depth)
{
    if (macro->checked == table->version) {
        return true;
    }
    if (macro->visiting || depth == MAX_MACRO_DEPTH) {
        compiler_error(table->compiler, span,
                       macro->visiting ? "macro %s calls itself"
                                       : "macro %s is the last of too many nested macros",
                       macro->name->text);
        return false;
    }
    macro->visiting = true;
    bool fine = true;
    for (uint32_t i = 0; i < macro->use_count && fine; i++) {
        Macro *used = select_macro(table, macro->uses[i].name, macro->uses[i].arity);
        fine = used == NULL || check_uses(table, used, span, depth + 1);
    }
    macro->visiting = false;
    macro->checked = fine ? table->version : 0;
    return fine;
}

static void report_undefined(MacroTable *table, Span span, const Name *name, int arity)
{
    Compiler *compiler = table->compiler;
    Macro *other = first_macro(table, name);
    if (other != NULL && other->arity == MACRO_CONSTANT) {
        compiler_error(compiler, span, "macro %s has no definition with %d argument%s", name->text,
                       arity, arity == 1 ? "" : "s");
        return;
    }
    if (other != NULL && arity == MACRO_CONSTANT) {
        compiler_error(compiler, span, "macro %s needs arguments", name->text);
        return;
    }
    if (other != NULL) {
        compiler_error(compiler, span, "macro %s takes %d argument%s, not %d", name->text,
                       other->arity, other->arity == 1 ? "" : "s", arity);
        return;
    }
    Diagnostic *error = compiler_error(compiler, span, "macro %s is not defined", name->text);
    Suggestion suggestion = {.wanted = name->text};
    // Looking for suggestions takes a while: not for the many errors of a text that is not Erlang
    // at all.
    bool look = compiler->diagnostics.error_count < 100;
    for (uint32_t i = 0; look && i < table->capacity; i++) {
        if (table->by_name[i] != NULL) {
            suggestion_consider(&suggestion, table->by_name[i]->name->text);
        }
    }
    if (suggestion.best != NULL) {
        compiler_help(compiler, error, "did you mean ?%s?", suggestion.best);
    }
}

static Token string_token(MacroTable *table, Span span, const char *text, size_t length)
{
    Token token = {.kind = TOKEN_STRING, .span = span};
    token.string.code_points = ARENA_ARRAY(&table->compiler->arena, uint32_t, length);
    // The text is UTF-8 that the scanner made or a file name; bytes that are not UTF-8 stand for
    // themselves.
    for (size_t i = 0; i < length; token.string.count++) {
        uint8_t c = (uint8_t)text[i++];
        int more = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : c >= 0xC2 ? 1 : 0;
        uint32_t code_point = more == 0 ? c : c & (0x3Fu >> more);
        for (; more > 0 && i < length && ((uint8_t)text[i] & 0xC0) == 0x80; more--) {
            code_point = code_point << 6 | ((uint8_t)text[i++] & 0x3F);
        }
        token.string.code_points[token.string.count] = code_point;
    }
    return token;
}

static Token integer_token(Span span, int64_t value)
{
    return (Token){.kind = TOKEN_INTEGER, .span = span, .integer = {.small = value}};
}

static Token atom_token(Span span, Name *name)
{
    return (Token){.kind = TOKEN_ATOM, .span = span, .name = name};
}

// The value of a macro that depends on its place.
static bool expand_special(MacroTable *table, const Macro *macro, Span span, const Token *argument,
                           TokenList *out)
{
    Compiler *compiler = table->compiler;
    Names *names = &compiler->names;
    Span here = span;
    here.from_macro = 1;
    switch (macro->source) {
    case MACRO_MODULE:
    case MACRO_MODULE_STRING:
        if (table->module == NULL) {
            compiler_error(compiler, span, "macro %s has no value before -module",
                           macro->name->text);
            return false;
        }
        append(table, out,
               macro->source == MACRO_MODULE
                   ? atom_token(here, table->module)
                   : string_token(table, here, table->module->text, table->module->length));
        return true;
    case MACRO_FILE: {
        const char *name = compiler->diagnostics.files[span.file].name;
        append(table, out, string_token(table, here, name, strlen(name)));
        return true;
    }
    case MACRO_LINE: append(table, out, integer_token(here, span.line)); return true;
    case MACRO_FUNCTION_NAME:
    case MACRO_FUNCTION_ARITY:
        if (table->function_name == NULL || table->function_arity < 0) {
            compiler_error(compiler, span, "macro %s has no value outside a function",
                           macro->name->text);
            return false;
        }
        append(table, out,
               macro->source == MACRO_FUNCTION_NAME ? atom_token(here, table->function_name)
                                                    : integer_token(here, table->function_arity));
        return true;
    default: {
        Name *feature = argument != NULL ? macros_token_name(argument) : NULL;
        bool known = feature != NULL && strcmp(feature->text, "maybe_expr") == 0;
        bool value = known && (macro->source == MACRO_FEATURE_AVAILABLE || table->maybe_enabled);
        append(table, out, atom_token(here, names->known[value ? NAME_TRUE : NAME_FALSE]));
        return true;
    }
    }
}

// A float as it is printed by ~w: the shortest digits that read back the same.
static void print_float(double value, char *text, size_t size)
{
    for (int precision = 1; precision <= 17; precision++) {
        snprintf(text, size, "%.*e", precision - 1, value);
        if (strtod(text, NULL) == value) {
            break;
        }
    }
    char *exponent = strchr(text, 'e');
    int scale = atoi(exponent + 1);
    int digits = exponent - text > 1 ? (int)(exponent - text) - 1 : 1;
    if (scale > -6 && scale < 17) {
        int decimals = digits - 1 - scale;
        snprintf(text, size, "%.*f", decimals > 1 ? decimals : 1, value);
    } else {
        snprintf(text, size, "%.*e", digits > 1 ? digits - 1 : 1, value);
        snprintf(strchr(text, 'e'), 8, "e%d", scale);
    }
    // The host's locale may have another decimal point.
    for (; *text != '\0'; text++) {
        if (number_digit_value((unsigned char)*text) > 35 && *text != '-') {
            *text = '.';
        }
    }
}

typedef struct Text {
    Arena *arena;
    char *bytes;
    uint32_t count;
    uint32_t capacity;
} Text;

static void text_put(Text *text, const char *bytes)
{
    for (; *bytes != '\0'; bytes++) {
        ARENA_APPEND(text->arena, text->bytes, text->count, text->capacity, *bytes);
    }
}

static void text_put_code_point(Text *text, uint32_t c, char quote)
{
    char bytes[8] = {0};
    if (c == (uint32_t)quote || c == '\\') {
        bytes[0] = '\\';
        bytes[1] = (char)c;
    } else if (c == '\n') {
        memcpy(bytes, "\\n", 2);
    } else if (c == '\t') {
        memcpy(bytes, "\\t", 2);
    } else if (c == '\r') {
        memcpy(bytes, "\\r", 2);
    } else if (c < ' ' || c == 127) {
        snprintf(bytes, sizeof bytes, "\\%03o", c);
    } else {
        scan_encode_utf8(c, bytes);
    }
    text_put(text, bytes);
}

static void text_put_token(MacroTable *table, Text *text, const Token *token)
{
    char number[64];
    switch (token->kind) {
    case TOKEN_ATOM: text_put(text, names_quote(&table->compiler->names, token->name)); break;
    case TOKEN_VAR: text_put(text, token->name->text); break;
    case TOKEN_INTEGER:
        snprintf(number, sizeof number, "%lld", (long long)token->integer.small);
        text_put(text, number);
        break;
    case TOKEN_FLOAT:
        print_float(token->real, number, sizeof number);
        text_put(text, number);
        break;
    case TOKEN_CHAR:
        text_put(text, "$");
        text_put_code_point(text, (uint32_t)token->integer.small, '\\');
        break;
    case TOKEN_STRING:
    case TOKEN_SIGIL:
        text_put(text, token->kind == TOKEN_SIGIL ? "~\"" : "\"");
        for (uint32_t i = 0; i < token->string.count; i++) {
            text_put_code_point(text, token->string.code_points[i], '"');
        }
        text_put(text, "\"");
        break;
    default: text_put(text, scan_kind_text(token->kind)); break;
    }
}

// `??Arg`: the tokens of the argument with a space between them, as a string.
static Token stringify(MacroTable *table, Span span, const Token *tokens, uint32_t count)
{
    Text text = {.arena = &table->compiler->scratch};
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0) {
            text_put(&text, " ");
        }
        text_put_token(table, &text, &tokens[i]);
    }
    return string_token(table, span, text.bytes, text.count);
}

static int find_parameter(const Macro *macro, const Token *token)
{
    for (int i = 0; token->kind == TOKEN_VAR && i < macro->arity; i++) {
        if (macro->parameters[i] == token->name) {
            return i;
        }
    }
    return -1;
}

// What is still to be read: the rest of a token array, on top of another.
typedef struct Source {
    const Token *tokens;
    uint32_t count;
    struct Source *below;
} Source;

// The body of a macro with its arguments put in; `tokens` begin with the opening parenthesis.
static TokenList substitute(MacroTable *table, const Macro *macro, Span span, const Token *tokens,
                            const Arguments *arguments)
{
    TokenList result = {0};
    span.from_macro = 1;
    for (uint32_t i = 0; i < macro->body_count; i++) {
        const Token *token = &macro->body[i];
        bool as_string = token->kind == TOKEN_QUESTION && i + 2 < macro->body_count &&
                         token[1].kind == TOKEN_QUESTION && find_parameter(macro, &token[2]) >= 0;
        int parameter = find_parameter(macro, as_string ? &token[2] : token);
        if (parameter < 0) {
            Token copy = *token;
            copy.span = span;
            append(table, &result, copy);
            continue;
        }
        const Token *argument = tokens + arguments->starts[parameter];
        uint32_t count = arguments->starts[parameter + 1] - 1 - arguments->starts[parameter];
        if (as_string) {
            append(table, &result, stringify(table, span, argument, count));
            i += 2;
            continue;
        }
        for (uint32_t k = 0; k < count; k++) {
            append(table, &result, argument[k]);
        }
        if (result.count > table->budget) {
            break;
        }
    }
    return result;
}

static bool spend(MacroTable *table, Span span, uint32_t count)
{
    if (count > table->budget) {
        compiler_error(table->compiler, span,
                       "the macros in this form expand to more than %d tokens", MAX_TOKENS);
        return false;
    }
    table->budget -= count;
    return true;
}

static bool expand(MacroTable *table, const Token *tokens, uint32_t count, TokenList *out);

// A macro without arguments is expanded by itself: what follows the call cannot become an argument
// of its last token.
static bool expand_constant(MacroTable *table, const Macro *macro, Span span, TokenList *out)
{
    Token *copy = ARENA_ARRAY(&table->compiler->scratch, Token, macro->body_count);
    if (!spend(table, span, macro->body_count)) {
        return false;
    }
    Span call = span;
    call.from_macro = 1;
    for (uint32_t i = 0; i < macro->body_count; i++) {
        copy[i] = macro->body[i];
        copy[i].span = call;
    }
    if (table->depth == MAX_MACRO_DEPTH) {
        compiler_error(table->compiler, span, "macros are nested too deeply here");
        return false;
    }
    table->depth++;
    bool fine = expand(table, copy, macro->body_count, out);
    table->depth--;
    return fine;
}

// Tokens of a source and of those below it in one array, because a call's arguments may extend over
// several.
static bool flatten(MacroTable *table, Source *source, Span span)
{
    TokenList all = {0};
    for (Source *part = source; part != NULL; part = part->below) {
        for (uint32_t i = 0; i < part->count; i++) {
            append(table, &all, part->tokens[i]);
        }
    }
    *source = (Source){.tokens = all.items, .count = all.count};
    return spend(table, span, all.count);
}

// Expands the call whose `?` and name were just read; consumes the arguments.
static bool expand_call(MacroTable *table, const Token *name_token, Source **source, TokenList *out)
{
    Name *name = macros_token_name(name_token);
    Span span = name_token->span;
    Arena *scratch = &table->compiler->scratch;
    Macro *first = first_macro(table, name);
    Arguments arguments = {.count = MACRO_CONSTANT};
    Macro *macro = first;
    if (first == NULL || first->next != NULL || first->arity != MACRO_CONSTANT) {
        bool closed = find_arguments(scratch, (*source)->tokens, (*source)->count, &arguments);
        if (!closed && (*source)->below != NULL) {
            if (!flatten(table, *source, span)) {
                return false;
            }
            closed = find_arguments(scratch, (*source)->tokens, (*source)->count, &arguments);
        }
        if (!closed) {
            compiler_error(table->compiler, span, "the arguments of macro %s are not closed",
                           name->text);
            return false;
        }
        macro = macros_find(table, name, arguments.count);
    }
    if (macro == NULL) {
        report_undefined(table, span, name, arguments.count);
        return false;
    }
    if (!check_uses(table, macro, span, 0)) {
        return false;
    }
    const Token *call = (*source)->tokens;
    if (macro->arity != MACRO_CONSTANT) {
        uint32_t used = arguments.starts[arguments.count];
        (*source)->tokens += used;
        (*source)->count -= used;
    }
    if (macro->source >= MACRO_MODULE) {
        return expand_special(table, macro, span, arguments.count == 1 ? call + 1 : NULL, out);
    }
    if (macro->arity == MACRO_CONSTANT) {
        return expand_constant(table, macro, span, out);
    }
    TokenList body = substitute(table, macro, span, call, &arguments);
    if (!spend(table, span, body.count)) {
        return false;
    }
    Source *above = ARENA_NEW(scratch, Source);
    *above = (Source){.tokens = body.items, .count = body.count, .below = *source};
    *source = above;
    return true;
}

static bool next_token(Source **source, const Token **token)
{
    while ((*source)->count == 0) {
        if ((*source)->below == NULL) {
            return false;
        }
        *source = (*source)->below;
    }
    *token = (*source)->tokens++;
    (*source)->count--;
    return true;
}

// With what is left of the current source empty, goes on to the one below, so that its start can be
// looked at.
static void drop_empty(Source **source)
{
    while ((*source)->count == 0 && (*source)->below != NULL) {
        *source = (*source)->below;
    }
}

static bool expand(MacroTable *table, const Token *tokens, uint32_t count, TokenList *out)
{
    Source bottom = {.tokens = tokens, .count = count};
    Source *source = &bottom;
    const Token *token;
    while (next_token(&source, &token)) {
        if (token->kind != TOKEN_QUESTION) {
            append(table, out, *token);
            continue;
        }
        Span span = token->span;
        const Token *name;
        if (!next_token(&source, &name) || macros_token_name(name) == NULL) {
            compiler_error(table->compiler, span, "the name of a macro must follow the ?");
            return false;
        }
        drop_empty(&source);
        // The question mark belongs to the call: errors in the expansion are shown there.
        Token call = *name;
        call.span = span_join(span, name->span);
        if (!expand_call(table, &call, &source, out)) {
            return false;
        }
    }
    return true;
}

// Name and arity of the function that the form defines, as far as the tokens tell.
static void find_function(MacroTable *table, const Token *tokens, uint32_t count)
{
    table->function_name = NULL;
    table->function_arity = -1;
    uint32_t name = 0;
    if (count > 2 && tokens[0].kind == TOKEN_QUESTION) {
        name = 1;
    }
    if (count < name + 2 || tokens[name + 1].kind != TOKEN_LEFT_PAREN) {
        return;
    }
    Arguments arguments;
    if (!find_arguments(&table->compiler->scratch, tokens + name + 1, count - name - 1,
                        &arguments)) {
        return;
    }
    if (name == 0 && tokens[0].kind == TOKEN_ATOM) {
        table->function_name = tokens[0].name;
        table->function_arity = arguments.count;
    } else if (name == 1) {
        TokenList expanded = {0};
        uint32_t errors = table->compiler->diagnostics.error_count;
        Macro *macro = macros_token_name(&tokens[1]) != NULL
                           ? macros_find(table, macros_token_name(&tokens[1]), MACRO_CONSTANT)
                           : NULL;
        if (macro != NULL && check_uses(table, macro, tokens[1].span, 0) &&
            expand(table, tokens, 2, &expanded) && expanded.count == 1 &&
            expanded.items[0].kind == TOKEN_ATOM &&
            errors == table->compiler->diagnostics.error_count) {
            table->function_name = expanded.items[0].name;
            table->function_arity = arguments.count;
        }
    }
}

bool macros_expand(MacroTable *table, const Token *tokens, uint32_t count, TokenList *out)
{
    uint32_t first_question = 0;
    while (first_question < count && tokens[first_question].kind != TOKEN_QUESTION) {
        first_question++;
    }
    table->budget = MAX_TOKENS;
    if (first_question < count) {
        find_function(table, tokens, count);
    }
    table->budget = MAX_TOKENS;
    return expand(table, tokens, count, out);
}
