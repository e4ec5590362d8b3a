// SPDX-License-Identifier: Apache-2.0
// The life of a compilation context, and the front end as a whole: from source text to a checked
// module.
#include "compiler.h"

#include <string.h>

#include "lint.h"
#include "parse.h"
#include "preprocess.h"
#include "scan.h"

void compiler_init(Compiler *compiler, const CompilerOptions *options)
{
    *compiler = (Compiler){.options = *options};
    arena_init(&compiler->arena, options->memory_limit);
    arena_init(&compiler->scratch, options->memory_limit);
    diagnostics_init(&compiler->diagnostics, &compiler->arena);
}

void compiler_destroy(Compiler *compiler)
{
    arena_destroy(&compiler->arena);
    arena_destroy(&compiler->scratch);
}

static void report_exhausted(Compiler *compiler)
{
    // The arena may be full: what it holds is given up for room for this one message.
    arena_destroy(&compiler->scratch);
    arena_destroy(&compiler->arena);
    diagnostics_init(&compiler->diagnostics, &compiler->arena);
    compiler->names = (Names){0};
    compiler_error(compiler, (Span){.file = UINT16_MAX}, "the compiler is out of memory");
}

bool compiler_guard(Compiler *compiler, void (*stage)(Compiler *compiler, void *argument),
                    void *argument)
{
    jmp_buf exhausted;
    if (setjmp(exhausted) != 0) {
        compiler->arena.exhausted = NULL;
        compiler->scratch.exhausted = NULL;
        report_exhausted(compiler);
        return false;
    }
    compiler->arena.exhausted = &exhausted;
    compiler->scratch.exhausted = &exhausted;
    if (compiler->names.arena == NULL) {
        names_init(&compiler->names, &compiler->arena);
        scan_define_keywords(&compiler->names, true);
    }
    stage(compiler, argument);
    compiler->arena.exhausted = NULL;
    compiler->scratch.exhausted = NULL;
    return true;
}

// "dir/hello.erl" -> hello
static Name *name_from_path(Compiler *compiler, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *base = slash != NULL ? slash + 1 : path;
    const char *dot = strrchr(base, '.');
    size_t length = dot != NULL && dot != base ? (size_t)(dot - base) : strlen(base);
    return names_intern(&compiler->names, base, length);
}

static void check_module_form(Compiler *compiler, Module *module, const Form *form)
{
    if (module->name != NULL) {
        compiler_error(compiler, form->span, "a file has only one -module");
        return;
    }
    for (uint32_t i = 0; i < module->form_count; i++) {
        if (module->forms[i]->kind == FORM_FUNCTION) {
            compiler_error(compiler, form->span, "-module must come before the functions");
            break;
        }
    }
    module->name = form->name;
}

static void read_forms(Compiler *compiler, Module *module, Preprocessor *p)
{
    uint32_t capacity = 0;
    for (;;) {
        TokenList tokens;
        Form file;
        PreprocessEvent event = preprocess_next(p, &tokens, &file);
        if (event == PREPROCESS_END) {
            return;
        }
        Form *form;
        if (event == PREPROCESS_FILE) {
            form = ARENA_NEW(&compiler->arena, Form);
            *form = file;
        } else {
            form = parse_form(compiler, &tokens);
        }
        if (form == NULL) {
            preprocess_note_lost(p, &tokens);
            continue;
        }
        if (form->kind == FORM_MODULE) {
            check_module_form(compiler, module, form);
        }
        ARENA_APPEND(&compiler->arena, module->forms, module->form_count, capacity, form);
    }
}

// Only scripts go without -module; after other errors it may be there, unread.
static void check_module_may_lack(Compiler *compiler)
{
    if (compiler->options.escript || compiler->diagnostics.error_count > 0)
        return;
    Span start = {.line = 1, .end_line = 1, .column = 1, .end_column = 2};
    Diagnostic *diagnostic = compiler_error(compiler, start, "the file has no -module attribute");
    compiler_help(compiler, diagnostic, "begin it with -module(NAME), NAME being that of the file");
}

Module *compiler_parse(Compiler *compiler, const char *path, const uint8_t *bytes, size_t size)
{
    Module *module = ARENA_NEW(&compiler->arena, Module);
    module->file = path;
    module->escript = compiler->options.escript;
    Preprocessor preprocessor;
    preprocess_start(&preprocessor, compiler, module, path, bytes, size);
    Name *default_name = name_from_path(compiler, path);
    if (size > INT32_MAX) {
        compiler_error(compiler, (Span){0}, "the file is larger than 2 GB");
        return module;
    }
    if (compiler->options.escript) {
        preprocessor.macros.module = default_name; // until there is a -module
    }
    read_forms(compiler, module, &preprocessor);
    if (module->name == NULL) {
        check_module_may_lack(compiler);
        module->name = default_name;
    }
    lint_module(compiler, module);
    arena_reset(&compiler->scratch);
    return module;
}
