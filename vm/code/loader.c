// SPDX-License-Identifier: Apache-2.0
// The loader's frame: matches generic instructions against the rules, resolves labels, makes the
// tables of the module.
#include "code/loader.h"

#include <stdio.h>

#include "code/loader_internal.h"

// Instructions in a row that one rule may take.
#define FUSE_MAX 4

typedef struct Rule {
    uint16_t instruction;
    uint16_t operations[FUSE_MAX]; // generic ones, 0 behind the last
    const char *patterns[FUSE_MAX];
} Rule;

static const Rule rules[] = {
#define RULE(a, pattern, instruction) {INSTRUCTION_##instruction, {GENERIC_##a}, {pattern}},
#define FUSE(a, pattern, b, pattern_b, instruction) \
    {INSTRUCTION_##instruction, {GENERIC_##a, GENERIC_##b}, {pattern, pattern_b}},
#define FUSE3(a, pattern, b, pattern_b, c, pattern_c, instruction) \
    {INSTRUCTION_##instruction,                                    \
     {GENERIC_##a, GENERIC_##b, GENERIC_##c},                      \
     {pattern, pattern_b, pattern_c}},
#define FUSE4(a, pattern, b, pattern_b, c, pattern_c, d, pattern_d, instruction) \
    {INSTRUCTION_##instruction,                                                  \
     {GENERIC_##a, GENERIC_##b, GENERIC_##c, GENERIC_##d},                       \
     {pattern, pattern_b, pattern_c, pattern_d}},
#include "code/rules.def"
#undef RULE
#undef FUSE
#undef FUSE3
#undef FUSE4
};
#define RULE_COUNT (sizeof rules / sizeof *rules)

// An instruction as the rules see it: a generic one, or a pseudo instruction in place of a BIF
// call.
typedef struct Candidate {
    uint16_t operation;
    unsigned count;
    Operand operands[8];
    uint32_t line; // line that starts with it, 0 for none
    size_t next;   // index of the instruction behind it
} Candidate;

// ---- writing

void emit_word(Loader *loader, Word word)
{
    if (loader->code_words == loader->code_capacity) {
        size_t capacity = loader->code_capacity ? loader->code_capacity * 2 : 1024;
        Word *grown =
            memory_resize(loader->file->memory, loader->code, loader->code_capacity * sizeof *grown,
                          capacity * sizeof *grown);
        if (!grown) {
            loader->failed = true;
            return;
        }
        loader->code = grown;
        loader->code_capacity = capacity;
    }
    loader->code[loader->code_words++] = word;
}

// A line applies from the first instruction behind it.
static void start_line(Loader *loader)
{
    Module *module = loader->module;
    BeamLine line = loader->file->lines[loader->pending_line];
    loader->pending_line = 0;
    if (module->line_count == loader->line_capacity) {
        loader->failed = true;
        return;
    }
    loader->line_places[module->line_count] = loader->code_words;
    module->lines[module->line_count++] = (LineInfo){.file = line.file, .line = line.line};
}

void emit_instruction(Loader *loader, enum Instruction instruction)
{
    if (loader->pending_line)
        start_line(loader);
    emit_word(loader, loader->operations[instruction]);
}

void emit_source(Loader *loader, Operand operand)
{
    emit_word(loader, operand.kind == OPERAND_X   ? source_x(operand.value)
                      : operand.kind == OPERAND_Y ? source_y(operand.value)
                                                  : operand.value);
}

void emit_destination(Loader *loader, Operand operand) { emit_source(loader, operand); }

void emit_label(Loader *loader, Operand operand)
{
    if (operand.value != 0) {
        if (loader->fixup_count == loader->fixup_capacity) {
            size_t capacity = loader->fixup_capacity ? loader->fixup_capacity * 2 : 256;
            Fixup *grown =
                memory_resize(loader->file->memory, loader->fixups,
                              loader->fixup_capacity * sizeof *grown, capacity * sizeof *grown);
            if (!grown) {
                loader->failed = true;
                return;
            }
            loader->fixups = grown;
            loader->fixup_capacity = capacity;
        }
        loader->fixups[loader->fixup_count++] =
            (Fixup){loader->code_words, (uint32_t)operand.value};
    }
    emit_word(loader, 0);
}

// ---- rules

static bool operands_same(Operand a, Operand b) { return a.kind == b.kind && a.value == b.value; }

static bool letter_takes(char letter, Operand operand, const Operand *first)
{
    switch (letter) {
    case 'x':
    case 'y':
    case 'l':
    case 'i':
    case 'n': return operand.kind == (OperandKind)letter;
    case 'w': return operand.kind == OPERAND_X && operand.value != first[0].value;
    case 'W': return operand.kind == OPERAND_X && operand.value != first[4].value;
    case 'X': return operand.kind == OPERAND_X && operand.value == 0;
    case 's': return operand_is_register(operand) || operand_is_constant(operand);
    case 'd': return operand_is_register(operand);
    case 'c': return operand_is_constant(operand);
    case 'q':
        return operand_is_constant(operand) && !term_is_pointer(term_from_word(operand.value));
    case 'f': return operand.kind == OPERAND_LABEL && operand.value != 0;
    case 'j': return operand.kind == OPERAND_LABEL;
    case 'B':
        return operand.kind == OPERAND_UNTAGGED
                   ? operand.value == 8
                   : operand.kind == OPERAND_SMALL && operand.value == term_word(small_make(8));
    case 'O': return operand.kind == OPERAND_UNTAGGED && operand.value == 1;
    case 'Z': return operand.kind == OPERAND_UNTAGGED && operand.value == 0;
    case 'z': return operand.kind == OPERAND_LABEL && operand.value == 0;
    case 'u':
    case 'I': return operand.kind == OPERAND_UNTAGGED;
    case '_': return true;
    default: return letter >= '0' && letter <= '9' && operands_same(operand, first[letter - '0']);
    }
}

static bool pattern_fits(const char *pattern, const Candidate *candidate, const Operand *first)
{
    assert(strlen(pattern) == candidate->count);
    for (unsigned i = 0; i < candidate->count; i++) {
        if (!letter_takes(pattern[i], candidate->operands[i], first))
            return false;
    }
    return true;
}

static void emit_operands(Loader *loader, const char *pattern, const Operand *operands)
{
    for (unsigned i = 0; pattern[i]; i++) {
        switch (pattern[i]) {
        case 's':
        case 'd': emit_source(loader, operands[i]); break;
        case 'f':
        case 'j': emit_label(loader, operands[i]); break;
        case 'I': emit_word(loader, (Word)(uintptr_t)loader->imports[operands[i].value]); break;
        case 'x':
        case 'w':
        case 'W':
        case 'y':
        case 'l':
        case 'c':
        case 'i':
        case 'q':
        case 'n':
        case 'u': emit_word(loader, operands[i].value); break;
        default: break;
        }
    }
}

// The rows of one operation stand together; this finds the first of them.
static void index_rules(Loader *loader)
{
    for (size_t i = RULE_COUNT; i-- > 0;)
        loader->first_rule[rules[i].operations[0]] = (uint16_t)(i + 1);
}

// How many instructions the rule takes of the candidates, or 0 when it does not fit.
static unsigned rule_fits(const Rule *rule, const Candidate *candidates, unsigned count)
{
    unsigned taken = 0;
    while (taken < FUSE_MAX && rule->operations[taken]) {
        if (taken == count || rule->operations[taken] != candidates[taken].operation)
            return 0;
        if (!pattern_fits(rule->patterns[taken], &candidates[taken], candidates[0].operands))
            return 0;
        taken++;
    }
    return taken;
}

static const Rule *find_rule(const Loader *loader, const Candidate *candidates, unsigned count,
                             unsigned *taken)
{
    unsigned first = loader->first_rule[candidates[0].operation];
    if (first == 0)
        return NULL;
    for (const Rule *rule = rules + first - 1; rule < rules + RULE_COUNT; rule++) {
        if (rule->operations[0] != candidates[0].operation)
            break;
        *taken = rule_fits(rule, candidates, count);
        if (*taken)
            return rule;
    }
    return NULL;
}

// ---- candidates

static const struct {
    const char *function;
    uint8_t arity;
    uint16_t operation;
} bif_instructions[] = {
#define BIF_INSTRUCTION(function, arity, name) {function, arity, GENERIC_##name},
#include "code/bif_instructions.def"
#undef BIF_INSTRUCTION
};

// The position of the import among the operands, or -1.
static int import_position(uint16_t operation)
{
    switch (operation) {
    case GENERIC_bif0: return 0;
    case GENERIC_bif1:
    case GENERIC_bif2: return 1;
    case GENERIC_gc_bif1:
    case GENERIC_gc_bif2: return 2;
    default: return -1;
    }
}

// The pseudo instruction has `count` operands: arithmetic comes with live registers (gc_bif), the
// others without (bif). A call in the other form stays a call.
static bool has_form(const Loader *loader, uint16_t pseudo, size_t count)
{
    return strlen(rules[loader->first_rule[pseudo] - 1].patterns[0]) == count;
}

static uint16_t bif_operation(const Loader *loader, const Export *import)
{
    if (!term_same(import->module, ATOM_TERM(erlang)))
        return 0;
    AtomText name = atom_text(loader->file->atom_table, import->function);
    for (size_t i = 0; i < sizeof bif_instructions / sizeof *bif_instructions; i++) {
        if (bif_instructions[i].arity == import->arity &&
            strlen(bif_instructions[i].function) == name.size &&
            memcmp(bif_instructions[i].function, name.bytes, name.size) == 0) {
            return bif_instructions[i].operation;
        }
    }
    return 0;
}

static bool is_mark(uint16_t operation)
{
    return operation == GENERIC_line || operation == GENERIC_executable_line ||
           operation == GENERIC_debug_line;
}

// The old instruction has the fun in the register behind the arguments, the new one anywhere.
static void make_call_fun2(Candidate *candidate)
{
    Word arity = candidate->operands[0].value;
    candidate->operation = GENERIC_call_fun2;
    candidate->count = 3;
    candidate->operands[1] = (Operand){OPERAND_UNTAGGED, arity};
    candidate->operands[2] = (Operand){OPERAND_X, arity};
}

// The instruction at `index`, or behind the line marks there. False for one with a list, or past
// the end.
static bool make_candidate(const Loader *loader, size_t index, Candidate *candidate)
{
    const BeamFile *file = loader->file;
    candidate->line = 0;
    while (index < file->instruction_count && is_mark(file->instructions[index].operation)) {
        const GenericInstruction *mark = &file->instructions[index++];
        Word line = file->operands[mark->first].value;
        if (mark->operation == GENERIC_line && line < file->line_count)
            candidate->line = (uint32_t)line;
    }
    if (index >= file->instruction_count)
        return false;
    candidate->next = index + 1;
    const GenericInstruction *instruction = &file->instructions[index];
    if (instruction->count > 8)
        return false;
    const Operand *operands = loader->file->operands + instruction->first;
    candidate->operation = instruction->operation;
    candidate->count = 0;
    int position = import_position(instruction->operation);
    uint16_t pseudo =
        position >= 0 ? bif_operation(loader, loader->imports[operands[position].value]) : 0;
    if (pseudo && !has_form(loader, pseudo, instruction->count - 1))
        pseudo = 0;
    for (unsigned i = 0; i < instruction->count; i++) {
        if (operands[i].kind == OPERAND_LIST)
            return false;
        if (pseudo && (int)i == position)
            continue;
        candidate->operands[candidate->count++] = operands[i];
    }
    if (pseudo)
        candidate->operation = pseudo;
    if (candidate->operation == GENERIC_call_fun)
        make_call_fun2(candidate);
    return true;
}

// ---- one instruction after the other

static void define_function(Loader *loader, const Operand *operands)
{
    Module *module = loader->module;
    emit_instruction(loader, INSTRUCTION_func_info);
    emit_word(loader, operands[0].value);
    emit_word(loader, operands[1].value);
    emit_word(loader, operands[2].value);
    size_t index = loader->function_count++;
    loader->function_places[index] = loader->code_words - 4;
    module->functions[index] = (FunctionInfo){.name = term_from_word(operands[1].value),
                                              .arity = (uint32_t)operands[2].value};
}

// Writes the instruction that the first fitting rule makes of those from `index` on. Returns how
// many it took, 0 on failure.
static size_t load_by_rule(Loader *loader, size_t index)
{
    const char *name = generic_info[loader->file->instructions[index].operation].name;
    Candidate candidates[FUSE_MAX];
    unsigned count = 0, taken = 0;
    for (size_t at = index; count < FUSE_MAX && make_candidate(loader, at, &candidates[count]);
         count++) {
        at = candidates[count].next;
    }
    const Rule *rule = count ? find_rule(loader, candidates, count, &taken) : NULL;
    if (!rule) {
        (void)beam_error(loader->file, "instruction %s is not supported%s", name,
                         count ? " with these operands" : "");
        return 0;
    }
    emit_instruction(loader, rule->instruction);
    for (unsigned i = 0; i < taken; i++) {
        // The line of a later part starts inside the instruction: return addresses lie behind it,
        // the first part's faults in front.
        if (i > 0 && candidates[i].line)
            loader->pending_line = candidates[i].line;
        if (loader->pending_line)
            start_line(loader);
        emit_operands(loader, rule->patterns[i], candidates[i].operands);
    }
    return candidates[taken - 1].next - index;
}

// Loads the instruction, and those that a rule fuses with it; returns how many, 0 on failure.
static size_t load_instruction(Loader *loader, size_t index)
{
    const BeamFile *file = loader->file;
    const GenericInstruction *instruction = &file->instructions[index];
    const Operand *operands = file->operands + instruction->first;
    switch (instruction->operation) {
    case GENERIC_label: loader->labels[operands[0].value] = loader->code_words; return 1;
    case GENERIC_line:
        loader->pending_line =
            operands[0].value < file->line_count ? (uint32_t)operands[0].value : 0;
        return 1;
    case GENERIC_func_info: define_function(loader, operands); return 1;
    case GENERIC_on_load:
    case GENERIC_executable_line:
    case GENERIC_debug_line: return 1;
    default: break;
    }
    if (emit_special(loader, instruction->operation, operands, instruction->count))
        return 1;
    return load_by_rule(loader, index);
}

static bool load_code(Loader *loader)
{
    for (size_t index = 0; index < loader->file->instruction_count;) {
        size_t taken = load_instruction(loader, index);
        if (taken == 0)
            return false;
        index += taken;
        if (loader->failed) {
            bool is_explained = loader->file->error[0] != '\0';
            return !is_explained && beam_error(loader->file, "out of memory");
        }
    }
    return true;
}

// ---- tables of the module

static bool take_table(Loader *loader, void **table, size_t count, size_t element_size)
{
    *table = memory_alloc_zeroed(loader->file->memory, count + 1, element_size);
    return *table || beam_error(loader->file, "out of memory");
}

static bool resolve_imports(Loader *loader)
{
    BeamFile *file = loader->file;
    if (!take_table(loader, (void **)&loader->imports, file->import_count, sizeof(Export *)))
        return false;
    for (size_t i = 0; i < file->import_count; i++) {
        BeamImport *import = &file->imports[i];
        loader->imports[i] =
            code_export(loader->table, import->module, import->function, import->arity);
        if (!loader->imports[i])
            return beam_error(file, "out of memory");
    }
    return true;
}

static size_t count_lines(const BeamFile *file)
{
    size_t count = 0;
    for (size_t i = 0; i < file->instruction_count; i++)
        count += file->instructions[i].operation == GENERIC_line;
    return count;
}

static bool prepare(Loader *loader)
{
    BeamFile *file = loader->file;
    Module *module = loader->module;
    size_t lines = count_lines(file);
    loader->line_capacity = lines;
    // The sizes first: they are what the tables are freed with, should one of them not be had.
    module->function_count = file->function_count;
    module->line_capacity = lines;
    module->fun_count = file->lambda_count;
    module->export_count = file->export_count;
    if (!take_table(loader, (void **)&module->functions, file->function_count,
                    sizeof(FunctionInfo)) ||
        !take_table(loader, (void **)&module->lines, lines, sizeof(LineInfo)) ||
        !take_table(loader, (void **)&module->funs, file->lambda_count, sizeof(FunEntry)) ||
        !take_table(loader, (void **)&module->exports, file->export_count, sizeof(Export *)) ||
        !take_table(loader, (void **)&loader->labels, file->label_count, sizeof(size_t)) ||
        !take_table(loader, (void **)&loader->line_places, lines, sizeof(size_t)) ||
        !take_table(loader, (void **)&loader->function_places, file->function_count,
                    sizeof(size_t))) {
        return false;
    }
    module->strings_size = file->strings_size;
    if (file->strings_size) {
        module->strings = memory_alloc(file->memory, file->strings_size);
        if (!module->strings)
            return beam_error(file, "out of memory");
        memcpy(module->strings, file->strings, file->strings_size);
    }
    return resolve_imports(loader);
}

// Now that the code is where it stays: addresses instead of places.
static void resolve_places(Loader *loader)
{
    Module *module = loader->module;
    for (size_t i = 0; i < loader->fixup_count; i++) {
        Fixup fixup = loader->fixups[i];
        module->code[fixup.at] = (Word)(uintptr_t)(module->code + loader->labels[fixup.label]);
    }
    for (size_t i = 0; i < module->line_count; i++)
        module->lines[i].address = module->code + loader->line_places[i];
    for (size_t i = 0; i < module->function_count; i++) {
        module->functions[i].start = module->code + loader->function_places[i];
    }
}

static void make_funs(Loader *loader)
{
    Module *module = loader->module;
    for (size_t i = 0; i < module->fun_count; i++) {
        const BeamLambda *lambda = &loader->file->lambdas[i];
        module->funs[i] = (FunEntry){
            .module = module,
            .code = module->code + loader->labels[lambda->label],
            .module_name = module->name,
            .function = lambda->function,
            .arity = lambda->arity - lambda->free_count,
            .free_count = lambda->free_count,
            .index = lambda->index,
            .old_unique = lambda->old_unique,
        };
        memcpy(module->funs[i].unique, loader->file->md5, sizeof module->funs[i].unique);
    }
}

static bool make_exports(Loader *loader)
{
    Module *module = loader->module;
    BeamFile *file = loader->file;
    for (size_t i = 0; i < file->export_count; i++) {
        const BeamExport *row = &file->exports[i];
        Export *export = code_export(loader->table, module->name, row->function, row->arity);
        if (!export)
            return beam_error(file, "out of memory");
        module->exports[i] = export;
        module->export_addresses[i] = module->code + loader->labels[row->label];
    }
    return true;
}

static bool take_code(Loader *loader)
{
    Module *module = loader->module;
    Word *code =
        memory_resize(loader->file->memory, loader->code, loader->code_capacity * sizeof *code,
                      loader->code_words * sizeof *code);
    if (!code)
        return beam_error(loader->file, "out of memory");
    module->code = code;
    module->code_words = loader->code_words;
    loader->code = NULL;
    loader->code_capacity = 0;
    return true;
}

// The terms stay in the literal area, which the module owns from now on.
static void take_terms(Loader *loader)
{
    Module *module = loader->module;
    BeamFile *file = loader->file;
    module->literals = file->literal_area;
    module->has_literals = true;
    file->has_literal_area = false;
    module->files = file->file_names;
    module->file_count = file->file_name_count;
    file->file_names = NULL;
    file->file_name_count = 0;
    module->attributes = file->attributes;
    module->compile_info = file->compile_info;
    memcpy(module->md5, file->md5, sizeof module->md5);
}

static bool build_module(Loader *loader)
{
    Module *module = loader->module;
    if (!prepare(loader) || !load_code(loader) || !take_code(loader))
        return false;
    if (!take_table(loader, (void **)&module->export_addresses, module->export_count,
                    sizeof(Word *)))
        return false;
    resolve_places(loader);
    make_funs(loader);
    if (!make_exports(loader))
        return false;
    take_terms(loader);
    return true;
}

static void release(Loader *loader)
{
    Memory *memory = loader->file->memory;
    BeamFile *file = loader->file;
    memory_free(memory, loader->imports,
                loader->imports ? (file->import_count + 1) * sizeof(Export *) : 0);
    memory_free(memory, loader->labels,
                loader->labels ? (file->label_count + 1) * sizeof(size_t) : 0);
    memory_free(memory, loader->line_places,
                loader->line_places ? (loader->line_capacity + 1) * sizeof(size_t) : 0);
    memory_free(memory, loader->function_places,
                loader->function_places ? (file->function_count + 1) * sizeof(size_t) : 0);
    memory_free(memory, loader->fixups, loader->fixup_capacity * sizeof(Fixup));
    memory_free(memory, loader->code, loader->code_capacity * sizeof(Word));
}

Module *load_module(CodeTable *code, AtomTable *atoms, LiteralPool *pool, const uint8_t *bytes,
                    size_t size, char *error, size_t error_size)
{
    BeamFile file;
    Module *module = NULL;
    bool ok = beam_file_open(&file, code, atoms, pool, bytes, size);
    if (ok) {
        module = module_create(pool, file.name);
        ok = module != NULL || beam_error(&file, "out of memory");
    }
    if (ok) {
        Loader loader = {
            .file = &file, .table = code, .module = module, .operations = code_operations(code)};
        index_rules(&loader);
        ok = build_module(&loader);
        release(&loader);
    }
    if (ok) {
        ok = code_add_module(code, module) || beam_error(&file, "out of memory");
    }
    if (!ok) {
        snprintf(error, error_size, "%s", file.error);
        if (module)
            module_destroy(module);
        module = NULL;
    }
    beam_file_close(&file, pool);
    return module;
}
