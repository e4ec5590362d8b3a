// SPDX-License-Identifier: Apache-2.0
// Instructions of all functions to the bytes of a BEAM file: labels, the tables that instructions
// refer to, the chunks.

#include <stdio.h>
#include <string.h>

#include "code.h"

// A table whose entries get a number on first use. Keys are up to three words.
typedef struct {
    uint64_t key[3];
} TableKey;

typedef struct {
    TableKey *entries; // in order of number
    uint32_t count;
    uint32_t capacity;
    uint32_t *slots; // number + 1
    uint32_t slot_count;
} Table;

typedef struct {
    Arena *arena;
    CoreModule *module;
    ByteBuffer code;
    ByteBuffer strings;
    Table atoms;
    Table imports;
    Table literals;
    Table lambdas;
    Table files;
    Table lines;
    uint32_t line_instructions;
    uint32_t next_label;
    uint32_t highest_opcode;
    uint32_t error_label;           // of the current function
    const CoreFunction **functions; // in order; entry labels by position
    uint32_t *entry_labels;
    uint32_t function_count;
    Table function_index; // name, arity
} Emitter;

// ---- tables ------------------------------------------------------------------------------------

static uint32_t table_hash(const TableKey *key)
{
    uint64_t hash = key->key[0] * 0x9e3779b97f4a7c15u;
    hash = (hash ^ hash >> 32 ^ key->key[1]) * 0x9e3779b97f4a7c15u;
    hash = (hash ^ hash >> 32 ^ key->key[2]) * 0x9e3779b97f4a7c15u;
    return (uint32_t)(hash >> 32);
}

static uint32_t table_find(const Table *table, const TableKey *key)
{
    uint32_t slot = table_hash(key) & (table->slot_count - 1);
    while (table->slots[slot] != 0 &&
           memcmp(&table->entries[table->slots[slot] - 1], key, sizeof *key) != 0)
        slot = (slot + 1) & (table->slot_count - 1);
    return slot;
}

static void table_grow(Emitter *e, Table *table)
{
    table->slot_count = table->slot_count == 0 ? 64 : table->slot_count * 2;
    table->slots = ARENA_ARRAY(e->arena, uint32_t, table->slot_count);
    for (uint32_t i = 0; i < table->count; i++)
        table->slots[table_find(table, &table->entries[i])] = i + 1;
}

static uint32_t table_number(Emitter *e, Table *table, uint64_t first, uint64_t second,
                             uint64_t third)
{
    TableKey key = {{first, second, third}};
    if (table->count * 2 >= table->slot_count)
        table_grow(e, table);
    uint32_t slot = table_find(table, &key);
    if (table->slots[slot] == 0) {
        ARENA_APPEND(e->arena, table->entries, table->count, table->capacity, key);
        table->slots[slot] = table->count;
    }
    return table->slots[slot] - 1;
}

static uint64_t pointer_key(const void *pointer) { return (uint64_t)(uintptr_t)pointer; }

static const Literal *key_literal(uint64_t key) { return (const Literal *)(uintptr_t)key; }

static uint32_t atom_number(Emitter *e, const Literal *atom)
{
    return table_number(e, &e->atoms, pointer_key(atom), 0, 0) + 1;
}

static uint32_t entry_label(Emitter *e, const Literal *name, uint64_t arity)
{
    uint32_t index = table_number(e, &e->function_index, pointer_key(name), arity, 0);
    return index < e->function_count ? e->entry_labels[index] : 0;
}

static uint32_t string_offset(Emitter *e, const Literal *bits)
{
    size_t length = (bits->bits.bit_length + 7) / 8;
    for (size_t at = 0; at + length <= e->strings.length && at < 4096; at++)
        if (memcmp(e->strings.bytes + at, bits->bits.bytes, length) == 0)
            return (uint32_t)at;
    bytes_append(&e->strings, bits->bits.bytes, length);
    return (uint32_t)(e->strings.length - length);
}

// ---- lines -------------------------------------------------------------------------------------

// File 0 is the name of the module with .erl; the format leaves it out.
static uint32_t file_number(Emitter *e, uint32_t file)
{
    const char *name = e->module->files[file];
    const char *expected = arena_printf(e->arena, "%s.erl", e->module->name->atom.text);
    if (strcmp(name, expected) == 0)
        return 0;
    return table_number(e, &e->files, file, 0, 0) + 1;
}

static uint32_t line_number(Emitter *e, CoreLine line)
{
    if (line.line == 0 || line.file >= e->module->file_count)
        return 0;
    return table_number(e, &e->lines, file_number(e, line.file), line.line, 0) + 1;
}

static void build_lines(Emitter *e, ByteBuffer *out)
{
    bytes_append_u32(out, 0);
    bytes_append_u32(out, 0);
    bytes_append_u32(out, e->line_instructions);
    bytes_append_u32(out, e->lines.count);
    bytes_append_u32(out, e->files.count);
    uint64_t file = 0;
    for (uint32_t i = 0; i < e->lines.count; i++) {
        const uint64_t *line = e->lines.entries[i].key;
        if (line[0] != file)
            beamfile_append_compact(out, BEAM_TAG_A, (int64_t)line[0]);
        file = line[0];
        beamfile_append_compact(out, BEAM_TAG_I, (int64_t)line[1]);
    }
    for (uint32_t i = 0; i < e->files.count; i++) {
        const char *name = e->module->files[e->files.entries[i].key[0]];
        bytes_append_u16(out, (uint32_t)strlen(name));
        bytes_append(out, name, strlen(name));
    }
}

// ---- operands ----------------------------------------------------------------------------------

enum { LONGEST_INLINE_INTEGER = 16 }; // bytes; longer ones are literals

static void emit_literal(Emitter *e, const Literal *literal)
{
    switch (literal->kind) {
    case LITERAL_ATOM:
        beamfile_append_compact(&e->code, BEAM_TAG_A, atom_number(e, literal));
        return;
    case LITERAL_NIL: beamfile_append_compact(&e->code, BEAM_TAG_A, 0); return;
    case LITERAL_INTEGER: beamfile_append_compact(&e->code, BEAM_TAG_I, literal->integer); return;
    case LITERAL_BIG:
        if (literal->big.length <= LONGEST_INLINE_INTEGER) {
            beamfile_append_big(&e->code, BEAM_TAG_I, literal);
            return;
        }
        break;
    default: break;
    }
    beamfile_append_compact(&e->code, BEAM_TAG_Z, BEAM_EXTENDED_LITERAL);
    beamfile_append_compact(&e->code, BEAM_TAG_U,
                            table_number(e, &e->literals, pointer_key(literal), 0, 0));
}

static uint32_t block_label(Emitter *e, CodeBlock *block)
{
    if (block->label == 0)
        block->label = e->next_label++;
    return block->label;
}

static void emit_alloc(Emitter *e, const CodeArg *arg)
{
    if (arg->extra == 0) {
        beamfile_append_compact(&e->code, BEAM_TAG_U, arg->value);
        return;
    }
    const int64_t needs[] = {arg->value, 0, arg->extra}; // words, floats, funs
    beamfile_append_compact(&e->code, BEAM_TAG_Z, BEAM_EXTENDED_ALLOC);
    beamfile_append_compact(&e->code, BEAM_TAG_U, 3);
    for (int i = 0; i < 3; i++) {
        beamfile_append_compact(&e->code, BEAM_TAG_U, i);
        beamfile_append_compact(&e->code, BEAM_TAG_U, needs[i]);
    }
}

static uint32_t import_number(Emitter *e, const CodeArg *arg)
{
    uint32_t module = atom_number(e, arg->module);
    uint32_t function = atom_number(e, arg->literal);
    return table_number(e, &e->imports, module, function, (uint64_t)arg->value);
}

static void emit_arg(Emitter *e, const CodeArg *arg)
{
    ByteBuffer *code = &e->code;
    switch (arg->kind) {
    case ARG_UNSIGNED: beamfile_append_compact(code, BEAM_TAG_U, arg->value); break;
    case ARG_X: beamfile_append_compact(code, BEAM_TAG_X, arg->value); break;
    case ARG_Y: beamfile_append_compact(code, BEAM_TAG_Y, arg->value); break;
    case ARG_LITERAL: emit_literal(e, arg->literal); break;
    case ARG_BLOCK: beamfile_append_compact(code, BEAM_TAG_F, block_label(e, arg->block)); break;
    case ARG_FAIL:
        beamfile_append_compact(code, BEAM_TAG_F, arg->value ? e->error_label : 0);
        break;
    case ARG_LIST:
        beamfile_append_compact(code, BEAM_TAG_Z, BEAM_EXTENDED_LIST);
        beamfile_append_compact(code, BEAM_TAG_U, arg->value);
        break;
    case ARG_CALLEE:
        beamfile_append_compact(code, BEAM_TAG_F,
                                entry_label(e, arg->literal, (uint64_t)arg->value));
        break;
    case ARG_IMPORT: beamfile_append_compact(code, BEAM_TAG_U, import_number(e, arg)); break;
    case ARG_LAMBDA:
        beamfile_append_compact(code, BEAM_TAG_U,
                                table_number(e, &e->lambdas, pointer_key(arg->literal),
                                             (uint64_t)arg->value, arg->extra));
        break;
    case ARG_STRING:
        beamfile_append_compact(code, BEAM_TAG_U, string_offset(e, arg->literal));
        break;
    case ARG_FRAME: beamfile_append_compact(code, BEAM_TAG_U, 0); break;
    case ARG_ALLOC: emit_alloc(e, arg); break;
    }
}

static void emit_opcode(Emitter *e, BeamOpcode opcode)
{
    if (opcode > e->highest_opcode)
        e->highest_opcode = opcode;
    bytes_append_byte(&e->code, (uint8_t)opcode);
}

static void emit_label(Emitter *e, uint32_t label)
{
    emit_opcode(e, BEAM_OP_label);
    beamfile_append_compact(&e->code, BEAM_TAG_U, label);
}

static void emit_line(Emitter *e, CoreLine line)
{
    e->line_instructions++;
    emit_opcode(e, BEAM_OP_line);
    beamfile_append_compact(&e->code, BEAM_TAG_U, line_number(e, line));
}

static void emit_op(Emitter *e, const CodeOp *op)
{
    if (op->opcode == BEAM_OP_label) {
        emit_label(e, block_label(e, op->args[0].block));
        return;
    }
    if (op->opcode == BEAM_OP_line) {
        emit_line(e, op->line);
        return;
    }
    emit_opcode(e, op->opcode);
    for (uint32_t i = 0; i < op->count; i++)
        emit_arg(e, &op->args[i]);
}

// ---- functions ---------------------------------------------------------------------------------

static void emit_function(Emitter *e, CodeFunction *function, uint32_t index)
{
    const CoreFunction *core = function->core;
    e->error_label = e->entry_labels[index] - 1;
    emit_label(e, e->error_label);
    emit_line(e, core->line);
    emit_opcode(e, BEAM_OP_func_info);
    beamfile_append_compact(&e->code, BEAM_TAG_A, atom_number(e, e->module->name));
    beamfile_append_compact(&e->code, BEAM_TAG_A, atom_number(e, core->name));
    beamfile_append_compact(&e->code, BEAM_TAG_U, core->arity);
    emit_label(e, e->entry_labels[index]);
    if (core->arity == 0 && core->name == e->module->on_load)
        emit_opcode(e, BEAM_OP_on_load);
    for (uint32_t i = 0; i < function->list->count; i++)
        emit_op(e, function->list->ops[i]);
}

static void emit_functions(Emitter *e, CodeFunction *const *functions, uint32_t count)
{
    e->entry_labels = ARENA_ARRAY(e->arena, uint32_t, count + 1);
    e->next_label = 1;
    for (uint32_t i = 0; i < count; i++) {
        const CoreFunction *core = functions[i]->core;
        table_number(e, &e->function_index, pointer_key(core->name), core->arity, 0);
        e->next_label++;
        e->entry_labels[i] = e->next_label++;
    }
    e->function_count = count;
    for (uint32_t i = 0; i < count; i++)
        emit_function(e, functions[i], i);
    emit_opcode(e, BEAM_OP_int_code_end);
}

// ---- chunks ------------------------------------------------------------------------------------

static ByteBuffer new_buffer(Emitter *e) { return (ByteBuffer){.arena = e->arena}; }

static ByteBuffer build_code(Emitter *e, uint32_t function_count)
{
    ByteBuffer out = new_buffer(e);
    bytes_append_u32(&out, 16); // size of this header
    bytes_append_u32(&out, 0);  // format
    bytes_append_u32(&out, e->highest_opcode);
    bytes_append_u32(&out, e->next_label);
    bytes_append_u32(&out, function_count);
    bytes_append(&out, e->code.bytes, e->code.length);
    return out;
}

static ByteBuffer build_atoms(Emitter *e)
{
    ByteBuffer out = new_buffer(e);
    bytes_append_u32(&out, e->atoms.count);
    for (uint32_t i = 0; i < e->atoms.count; i++) {
        const Literal *atom = key_literal(e->atoms.entries[i].key[0]);
        bytes_append_byte(&out, (uint8_t)atom->atom.length);
        bytes_append(&out, atom->atom.text, atom->atom.length);
    }
    return out;
}

static ByteBuffer build_imports(Emitter *e)
{
    ByteBuffer out = new_buffer(e);
    bytes_append_u32(&out, e->imports.count);
    for (uint32_t i = 0; i < e->imports.count; i++)
        for (int k = 0; k < 3; k++)
            bytes_append_u32(&out, (uint32_t)e->imports.entries[i].key[k]);
    return out;
}

// The functions that are exported, or those that are not: name, arity, label.
static ByteBuffer build_functions(Emitter *e, CodeFunction *const *functions, uint32_t count,
                                  bool exported)
{
    ByteBuffer out = new_buffer(e);
    uint32_t listed = 0;
    for (uint32_t i = 0; i < count; i++)
        listed += functions[i]->core->exported == exported;
    bytes_append_u32(&out, listed);
    for (uint32_t i = 0; i < count; i++) {
        const CoreFunction *core = functions[i]->core;
        if (core->exported != exported)
            continue;
        bytes_append_u32(&out, atom_number(e, core->name));
        bytes_append_u32(&out, core->arity);
        bytes_append_u32(&out, e->entry_labels[i]);
    }
    return out;
}

static ByteBuffer build_lambdas(Emitter *e, uint32_t uniq)
{
    ByteBuffer out = new_buffer(e);
    bytes_append_u32(&out, e->lambdas.count);
    for (uint32_t i = 0; i < e->lambdas.count; i++) {
        const uint64_t *key = e->lambdas.entries[i].key;
        bytes_append_u32(&out, atom_number(e, key_literal(key[0])));
        bytes_append_u32(&out, (uint32_t)key[1]);
        bytes_append_u32(&out, entry_label(e, key_literal(key[0]), key[1]));
        bytes_append_u32(&out, i);
        bytes_append_u32(&out, (uint32_t)key[2]);
        bytes_append_u32(&out, uniq);
    }
    return out;
}

static ByteBuffer build_literals(Emitter *e)
{
    ByteBuffer plain = new_buffer(e);
    bytes_append_u32(&plain, e->literals.count);
    for (uint32_t i = 0; i < e->literals.count; i++) {
        ByteBuffer term = new_buffer(e);
        literal_encode(&term, key_literal(e->literals.entries[i].key[0]));
        bytes_append_u32(&plain, (uint32_t)term.length);
        bytes_append(&plain, term.bytes, term.length);
    }
    ByteBuffer out = new_buffer(e);
    beamfile_compress(&out, &plain);
    return out;
}

static const Literal *make_pair(LiteralTable *table, const Literal *first, const Literal *second)
{
    const Literal *elements[] = {first, second};
    return literal_tuple(table, elements, 2);
}

static const Literal *version_attribute(LiteralTable *table, const uint8_t digest[16])
{
    uint8_t reversed[16];
    for (int i = 0; i < 16; i++)
        reversed[i] = digest[15 - i];
    const Literal *number = literal_big(table, reversed, 16, false);
    return make_pair(table, literal_atom(table, "vsn"),
                     literal_cons(table, number, literal_nil(table)));
}

static ByteBuffer build_attributes(Emitter *e, const uint8_t digest[16])
{
    LiteralTable *table = e->module->literals;
    const Literal **items = NULL;
    uint32_t count = 0, capacity = 0;
    bool has_version = false;
    for (CoreAttribute *at = e->module->attributes; at != NULL; at = at->next) {
        bool is_list = at->value->kind == LITERAL_NIL || at->value->kind == LITERAL_CONS;
        const Literal *value =
            is_list ? at->value : literal_cons(table, at->value, literal_nil(table));
        ARENA_APPEND(e->arena, items, count, capacity, make_pair(table, at->name, value));
        has_version = has_version || literal_is_atom(at->name, "vsn");
    }
    const Literal *list = literal_nil(table);
    for (uint32_t i = count; i-- > 0;)
        list = literal_cons(table, items[i], list);
    if (!has_version)
        list = literal_cons(table, version_attribute(table, digest), list);
    ByteBuffer out = new_buffer(e);
    literal_encode(&out, list);
    return out;
}

static ByteBuffer build_compile_info(Emitter *e)
{
    LiteralTable *table = e->module->literals;
    const Literal *list = literal_nil(table);
    if (e->module->source_path != NULL)
        list = literal_cons(
            table, make_pair(table, literal_atom(table, "source"), e->module->source_path), list);
    list = literal_cons(table, make_pair(table, literal_atom(table, "options"), literal_nil(table)),
                        list);
    const uint32_t version[] = {'e', 'r', 'l', 'i', 't', 'e'};
    list = literal_cons(
        table, make_pair(table, literal_atom(table, "version"), literal_string(table, version, 6)),
        list);
    ByteBuffer out = new_buffer(e);
    literal_encode(&out, list);
    return out;
}

typedef struct {
    const char *name;
    ByteBuffer contents;
    bool left_out;
} Chunk;

static void add_chunks(ByteBuffer *out, const Chunk *chunks, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!chunks[i].left_out)
            beamfile_append_chunk(out, chunks[i].name, &chunks[i].contents);
}

enum { FUN_CHUNK = 5, ESSENTIAL_CHUNKS = 7 };

// The contents of chunks refer to atoms, so that all of them are built before the table of atoms
// is.
static void build_file(Emitter *e, CodeFunction *const *functions, uint32_t count, ByteBuffer *out)
{
    ByteBuffer exports = build_functions(e, functions, count, true);
    ByteBuffer locals = build_functions(e, functions, count, false);
    ByteBuffer lambdas = build_lambdas(e, 0);
    Chunk essentials[ESSENTIAL_CHUNKS] = {
        {"AtU8", build_atoms(e), false},
        {"Code", build_code(e, count), false},
        {"StrT", e->strings, false},
        {"ImpT", build_imports(e), false},
        {"ExpT", exports, false},
        {"FunT", lambdas, e->lambdas.count == 0},
        {"LitT", build_literals(e), e->literals.count == 0},
    };
    ByteBuffer summed = new_buffer(e);
    for (int i = 0; i < ESSENTIAL_CHUNKS; i++)
        if (!essentials[i].left_out)
            bytes_append(&summed, essentials[i].contents.bytes, essentials[i].contents.length);
    uint8_t digest[16];
    beamfile_md5(&summed, digest);
    uint32_t uniq = (uint32_t)digest[0] << 19 | (uint32_t)digest[1] << 11 |
                    (uint32_t)digest[2] << 3 | digest[3] >> 5;
    essentials[FUN_CHUNK].contents = build_lambdas(e, uniq);
    ByteBuffer lines = new_buffer(e);
    build_lines(e, &lines);
    Chunk others[] = {
        {"LocT", locals, false},
        {"Attr", build_attributes(e, digest), false},
        {"CInf", build_compile_info(e), false},
        {"Line", lines, false},
    };
    ByteBuffer chunks = new_buffer(e);
    add_chunks(&chunks, essentials, ESSENTIAL_CHUNKS);
    add_chunks(&chunks, others, sizeof others / sizeof *others);
    beamfile_finish(out, &chunks);
}

// The format has one byte for the length of an atom.
static const Literal *find_long_atom(const Emitter *e)
{
    for (uint32_t i = 0; i < e->atoms.count; i++)
        if (key_literal(e->atoms.entries[i].key[0])->atom.length > UINT8_MAX)
            return key_literal(e->atoms.entries[i].key[0]);
    return NULL;
}

const Literal *emit_module(ByteBuffer *out, CoreModule *module, CodeFunction *const *functions,
                           uint32_t count)
{
    Emitter emitter = {.arena = module->arena, .module = module};
    Emitter *e = &emitter;
    e->code = e->strings = new_buffer(e);
    e->highest_opcode = BEAM_OP_swap;
    atom_number(e, module->name);
    emit_functions(e, functions, count);
    build_file(e, functions, count, out);
    return find_long_atom(e);
}
