// SPDX-License-Identifier: Apache-2.0
// Source files: from a path to a compiled module in memory.
#include "source.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "compile.h"

struct SourceOptions {
    const char **include_dirs;
    CompilerDefine *defines;
    char **library_dirs; // for -include_lib, ends with NULL
    CompilerOptions compiler;
};

typedef struct {
    Compiler compiler;
    uint8_t *text;
} Compilation;

enum { MAX_DIAGNOSTICS = 50 };

// The directories in ERL_LIBS, which are separated by colons: pointers followed by the text they
// point to.
static char **library_dirs(void)
{
    const char *text = getenv("ERL_LIBS");
    if (text == NULL)
        text = "";
    size_t length = strlen(text), limit = 2;
    for (size_t i = 0; i < length; i++)
        limit += text[i] == ':';
    char **directories = malloc(limit * sizeof *directories + length + 1);
    if (directories == NULL)
        return NULL;
    char *rest = memcpy(directories + limit, text, length + 1);
    size_t count = 0;
    for (char *directory; (directory = strsep(&rest, ":")) != NULL;) {
        if (directory[0] != '\0')
            directories[count++] = directory;
    }
    directories[count] = NULL;
    return directories;
}

SourceOptions *source_options_create(int limit)
{
    SourceOptions *options = calloc(1, sizeof *options);
    if (options == NULL)
        return NULL;
    options->include_dirs = calloc((size_t)limit + 1, sizeof *options->include_dirs);
    options->defines = calloc((size_t)limit + 1, sizeof *options->defines);
    options->library_dirs = library_dirs();
    options->compiler.include_dirs = options->include_dirs;
    options->compiler.defines = options->defines;
    if (options->include_dirs && options->defines && options->library_dirs) {
        options->compiler.files = compiler_host_files((const char *const *)options->library_dirs);
        return options;
    }
    source_options_destroy(options);
    return NULL;
}

void source_options_destroy(SourceOptions *options)
{
    if (options == NULL)
        return;
    free(options->include_dirs);
    free(options->defines);
    free(options->library_dirs);
    free(options);
}

void source_options_include(SourceOptions *options, const char *directory)
{
    options->include_dirs[options->compiler.include_dir_count++] = directory;
}

static bool is_macro_name(const char *text)
{
    if (*text == '\0' || strchr("0123456789@", *text) != NULL)
        return false;
    for (; *text != '\0'; text++) {
        bool is_letter = (*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z') ||
                         (unsigned char)*text >= 128;
        if (!is_letter && strchr("0123456789_@", *text) == NULL)
            return false;
    }
    return true;
}

bool source_options_define(SourceOptions *options, char *text)
{
    char *equals = strchr(text, '=');
    if (equals != NULL)
        *equals++ = '\0';
    if (!is_macro_name(text)) {
        usage_error("'%s' is no name of a macro; write -D NAME or -D NAME=VALUE", text);
        return false;
    }
    options->defines[options->compiler.define_count++] = (CompilerDefine){text, equals};
    return true;
}

// ---- Compiling

// Whether some line begins with -module( as an attribute does; only the parser knows for sure, but
// it asks the other way round: whether the file is allowed to lack one.
static bool has_module_attribute(const uint8_t *text, size_t size)
{
    static const char word[] = "module";
    for (size_t at = 0; at < size; at++) {
        while (at < size && (text[at] == ' ' || text[at] == '\t'))
            at++;
        if (at < size && text[at] == '-') {
            for (at++; at < size && (text[at] == ' ' || text[at] == '\t');)
                at++;
            if (size - at > sizeof word - 1 && memcmp(text + at, word, sizeof word - 1) == 0)
                return true;
        }
        const uint8_t *end = memchr(text + at, '\n', size - at);
        if (end == NULL)
            return false;
        at = (size_t)(end - text);
    }
    return false;
}

static bool is_escript(const uint8_t *text, size_t size)
{
    return (size >= 2 && text[0] == '#' && text[1] == '!') || !has_module_attribute(text, size);
}

static bool wants_colours(void)
{
    const char *forbidden = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return isatty(STDERR_FILENO) == 1 && (forbidden == NULL || forbidden[0] == '\0') &&
           terminal != NULL && strcmp(terminal, "dumb") != 0;
}

static void print_diagnostics(Compiler *compiler)
{
    if (compiler->diagnostics.count == 0)
        return;
    DiagnosticStyle style = {.colour = wants_colours(), .max_count = MAX_DIAGNOSTICS};
    fputs(diagnostics_render(&compiler->diagnostics, style, NULL), stderr);
}

int source_compile(Source *source, const SourceOptions *options, const char *path, bool is_script)
{
    *source = (Source){0};
    Compilation *compilation = source->compilation = calloc(1, sizeof *compilation);
    if (compilation == NULL)
        return no_memory_error();
    compiler_init(&compilation->compiler, &options->compiler);
    size_t size;
    compilation->text = file_read(path, &size);
    if (compilation->text == NULL)
        return usage_error("cannot read %s: %s", path, strerror(errno));
    compilation->compiler.options.escript = is_script && is_escript(compilation->text, size);
    CompileResult result;
    bool fine = compile_source(&compilation->compiler, path, compilation->text, size, COMPILE_BEAM,
                               &result);
    print_diagnostics(&compilation->compiler);
    source->bytes = result.bytes;
    source->size = result.size;
    source->module = result.module;
    return fine ? EXIT_FINE : EXIT_FAILED;
}

void source_close(Source *source)
{
    Compilation *compilation = source->compilation;
    if (compilation == NULL)
        return;
    compiler_destroy(&compilation->compiler);
    free(compilation->text);
    free(compilation);
}
