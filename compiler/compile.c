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

static void add_module_info(CoreModule *module, uint32_t arity) {
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
    function->body = core_call_remote(module, nowhere, core_atom(module, nowhere, "erlang"),
                                      core_atom(module, nowhere, "get_module_info"), arguments,
                                      arity + 1);
}

static CodeFunction *compile_function(Compiler *compiler, Job *job, CoreModule *module,
                                      const CoreFunction *core, ByteBuffer *text) {
    SsaFunction *ssa = ssa_build(module, core);
    if (job->output == COMPILE_DUMP_SSA) {
        ssa_dump(text, ssa);
        return NULL;
    }
    optimise_function(ssa);
    if (job->output == COMPILE_DUMP_OPTIMISED) {
        ssa_dump(text, ssa);
        return NULL;
    }
    CodeFunction *code = allocate_function(ssa);
    if (code == NULL) {
        Span nowhere = {.line = core->line.line, .column = 1, .end_column = 1};
        compiler_error(compiler, nowhere, "function %s/%u needs more registers than there are",
                       core->name->atom.text, core->arity);
    } else if (job->output == COMPILE_DUMP_CODE) {
        code_dump(text, code);
    }
    return code;
}

static void compile_functions(Compiler *compiler, Job *job, CoreModule *module, ByteBuffer *out) {
    CodeFunction **functions = NULL;
    uint32_t count = 0, capacity = 0;
    for (CoreFunction *core = module->functions; core != NULL; core = core->next) {
        CodeFunction *code = compile_function(compiler, job, module, core, out);
        if (code != NULL)
            ARENA_APPEND(&compiler->arena, functions, count, capacity, code);
    }
    if (job->output == COMPILE_BEAM && compiler->diagnostics.error_count == 0)
        emit_module(out, module, functions, count);
}

static void compile_core(Compiler *compiler, Job *job, CoreModule *module, ByteBuffer *out) {
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

static void run_stages(Compiler *compiler, void *argument) {
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
                    CompileOutput output, CompileResult *result) {
    Job job = {path, bytes, size, output, result, false};
    memset(result, 0, sizeof *result);
    return compiler_guard(compiler, run_stages, &job) && job.done;
}
