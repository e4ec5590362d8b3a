// SPDX-License-Identifier: Apache-2.0
// Drives all stages, function by function after Core.

#include "compile.h"

#include <string.h>

#include "code.h"
#include "core.h"
#include "desugar.h"
#include "match.h"
#include "ssa.h"

typedef struct {
    const char *path;
    const uint8_t *bytes;
    size_t size;
    CompileOutput output;
    CompileResult *result;
    bool done;
} Job;

static void add_module_info(CoreModule *module, uint32_t arity)
{
    CoreLine nowhere = {0, 0};
    const Literal *name = literal_atom(module->literals, "module_info");
    if (core_find_function(module, name, arity) != NULL)
        return;
    CoreFunction *function = core_add_function(module, name, arity, nowhere);
    function->exported = true;
    function->parameters = core_allocate(module, 2 * sizeof(CoreVariable));
    Core **arguments = core_allocate(module, 2 * sizeof(Core *));
    arguments[0] = core_literal(module, nowhere, module->name);
    if (arity == 1) {
        function->parameters[0] = core_add_variable(module, function, NULL);
        arguments[1] = core_variable(module, nowhere, function->parameters[0]);
    }
    function->body =
        core_call_remote(module, nowhere, core_atom(module, nowhere, "erlang"),
                         core_atom(module, nowhere, "get_module_info"), arguments, arity + 1);
}

static CodeFunction *compile_function(Compiler *compiler, SsaFunction *ssa)
{
    CodeFunction *code = code_generate(ssa);
    if (code == NULL) {
        Span nowhere = {.line = ssa->core->line.line,
                        .end_line = ssa->core->line.line,
                        .column = 1,
                        .end_column = 2};
        compiler_error(compiler, nowhere, "function %s/%u needs more registers than there are",
                       ssa->core->name->atom.text, ssa->core->arity);
        return NULL;
    }
    return code;
}

static void dump_functions(SsaFunction *const *functions, uint32_t count, ByteBuffer *out)
{
    for (uint32_t i = 0; i < count; i++)
        ssa_dump(out, functions[i]);
}

static void check_atom(Compiler *compiler, const Literal *too_long)
{
    Span start = {.line = 1, .end_line = 1, .column = 1, .end_column = 2};
    if (too_long != NULL)
        compiler_error(compiler, start, "an atom takes more than 255 bytes: %.40s...",
                       too_long->atom.text);
}

static void generate_code(Compiler *compiler, const Job *job, CoreModule *module,
                          SsaFunction *const *functions, uint32_t count, ByteBuffer *out)
{
    CodeFunction **code = ARENA_ARRAY(&compiler->arena, CodeFunction *, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        code[i] = compile_function(compiler, functions[i]);
        if (code[i] != NULL && job->output == COMPILE_DUMP_CODE)
            code_dump(out, code[i]);
    }
    if (job->output == COMPILE_BEAM && compiler->diagnostics.error_count == 0)
        check_atom(compiler, emit_module(out, module, code, count));
}

static void compile_functions(Compiler *compiler, const Job *job, CoreModule *module,
                              ByteBuffer *out)
{
    SsaFunction **functions = NULL;
    uint32_t count = 0, capacity = 0;
    for (CoreFunction *core = module->functions; core != NULL; core = core->next)
        ARENA_APPEND(&compiler->arena, functions, count, capacity, ssa_build(module, core));
    if (job->output == COMPILE_DUMP_SSA) {
        dump_functions(functions, count, out);
        return;
    }
    optimise_module(module, functions, count);
    if (job->output == COMPILE_DUMP_OPTIMISED)
        dump_functions(functions, count, out);
    else
        generate_code(compiler, job, module, functions, count, out);
}

static void compile_core(Compiler *compiler, Job *job, CoreModule *module, ByteBuffer *out)
{
    if (job->output == COMPILE_DUMP_CORE) {
        core_dump(out, module);
        return;
    }
    add_module_info(module, 0);
    add_module_info(module, 1);
    match_compile(module);
    if (job->output == COMPILE_DUMP_FLAT)
        core_dump(out, module);
    else
        compile_functions(compiler, job, module, out);
}

static void run_stages(Compiler *compiler, void *argument)
{
    Job *job = argument;
    Module *ast = compiler_parse(compiler, job->path, job->bytes, job->size);
    if (ast == NULL || compiler->diagnostics.error_count > 0)
        return;
    LiteralTable *literals = literals_create(&compiler->arena);
    CoreModule *module = desugar_module(compiler, ast, literals);
    if (module == NULL || compiler->diagnostics.error_count > 0)
        return;
    ByteBuffer out = {.arena = &compiler->arena};
    compile_core(compiler, job, module, &out);
    job->result->bytes = out.bytes;
    job->result->size = out.length;
    job->result->module = module->name->atom.text;
    job->done = compiler->diagnostics.error_count == 0;
}

bool compile_source(Compiler *compiler, const char *path, const uint8_t *bytes, size_t size,
                    CompileOutput output, CompileResult *result)
{
    Job job = {path, bytes, size, output, result, false};
    memset(result, 0, sizeof *result);
    return compiler_guard(compiler, run_stages, &job) && job.done;
}
