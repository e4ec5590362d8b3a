// SPDX-License-Identifier: Apache-2.0
// The BEAM file's container and tables: finds the chunks and decodes all of them but the code
// itself.
#include "code/beam_file.h"

#include <stdarg.h>
#include <stdio.h>
#include <zlib.h>

#include "code/beam_code.h"
#include "term/external.h"
#include "term/external_tags.h"
#include "term/md5.h"
#include "term/number.h"

// The newest instruction format and its highest instruction that can be read.
#define CODE_FORMAT 0

typedef struct Chunk {
    const uint8_t *bytes;
    size_t size;
} Chunk;

// Reads big-endian numbers off a chunk; `ok` turns false, for good, at the end.
typedef struct ByteReader {
    const uint8_t *at;
    const uint8_t *end;
    bool ok;
} ByteReader;

bool beam_error(BeamFile *file, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(file->error, sizeof file->error, format, arguments);
    va_end(arguments);
    return false;
}

static uint32_t read_u32(ByteReader *reader)
{
    if (!reader->ok || reader->end - reader->at < 4) {
        reader->ok = false;
        return 0;
    }
    const uint8_t *b = reader->at;
    reader->at += 4;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static size_t bytes_left(const ByteReader *reader) { return (size_t)(reader->end - reader->at); }

static ByteReader chunk_reader(Chunk chunk)
{
    return (ByteReader){chunk.bytes, chunk.bytes ? chunk.bytes + chunk.size : NULL,
                        chunk.bytes != NULL};
}

// Finds a chunk by its four letters; bytes NULL when it is not there. The container was checked
// before.
static Chunk find_chunk(const uint8_t *bytes, size_t size, const char *name)
{
    size_t at = 12;
    while (size - at >= 8) {
        ByteReader reader = {bytes + at + 4, bytes + size, true};
        size_t chunk_size = read_u32(&reader);
        if (memcmp(bytes + at, name, 4) == 0)
            return (Chunk){bytes + at + 8, chunk_size};
        at += 8 + (chunk_size + 3) / 4 * 4;
        if (at > size)
            break;
    }
    return (Chunk){NULL, 0};
}

static bool check_container(BeamFile *file, const uint8_t *bytes, size_t size)
{
    if (size < 12 || memcmp(bytes, "FOR1", 4) != 0 || memcmp(bytes + 8, "BEAM", 4) != 0) {
        return beam_error(file, "not a BEAM file");
    }
    size_t at = 12;
    while (at < size) {
        if (size - at < 8)
            return beam_error(file, "the file ends inside a chunk");
        ByteReader reader = {bytes + at + 4, bytes + size, true};
        size_t chunk_size = read_u32(&reader);
        if (chunk_size > size - at - 8)
            return beam_error(file, "the file ends inside a chunk");
        at += 8 + (chunk_size + 3) / 4 * 4;
    }
    return true;
}

// An array of `count` elements that all stand in the rest of the chunk with at least `unit` bytes
// each; the check comes first, so that a small file cannot ask for much memory.
static void *table_alloc(BeamFile *file, const ByteReader *reader, size_t count, size_t unit,
                         size_t element_size)
{
    if (!reader->ok || count > bytes_left(reader) / unit) {
        (void)beam_error(file, "a table is longer than its chunk");
        return NULL;
    }
    void *table = memory_alloc_zeroed(file->memory, count + 1, element_size);
    if (!table)
        (void)beam_error(file, "out of memory");
    return table;
}

static bool read_atom_size(ByteReader *reader, bool is_long, size_t *size)
{
    if (is_long) {
        CompactReader compact = {reader->at, reader->end, 0};
        CompactValue value;
        if (!compact_read(&compact, &value) || value.big || value.number < 0)
            return false;
        reader->at = compact.at;
        *size = (size_t)value.number;
    } else {
        if (bytes_left(reader) < 1)
            return false;
        *size = *reader->at++;
    }
    return *size <= bytes_left(reader);
}

// AtU8: a count, then each atom's size (one byte; in the compact encoding when the count is
// negative, as OTP 28 writes it) and text.
static bool read_atoms(BeamFile *file, Chunk chunk, bool is_utf8)
{
    if (!chunk.bytes)
        return beam_error(file, "no atom chunk");
    ByteReader reader = chunk_reader(chunk);
    int32_t stated = (int32_t)read_u32(&reader);
    bool is_long = stated < 0;
    size_t count = is_long ? (size_t) - (int64_t)stated : (size_t)stated;
    file->atoms = table_alloc(file, &reader, count, 1, sizeof *file->atoms);
    if (!file->atoms)
        return false;
    file->atom_count = count + 1;
    for (size_t i = 1; i <= count; i++) {
        size_t size;
        if (!read_atom_size(&reader, is_long, &size))
            return beam_error(file, "the atom chunk is too short");
        file->atoms[i] = is_utf8
                             ? atom_intern(file->atom_table, (const char *)reader.at, size)
                             : atom_intern_latin1(file->atom_table, (const char *)reader.at, size);
        if (term_is_none(file->atoms[i]))
            return beam_error(file, "bad atom, or too many atoms");
        reader.at += size;
    }
    if (count == 0)
        return beam_error(file, "no module name");
    file->name = file->atoms[1];
    return true;
}

static bool read_atom_index(BeamFile *file, ByteReader *reader, Term *atom)
{
    uint32_t index = read_u32(reader);
    if (!reader->ok || index == 0 || index >= file->atom_count)
        return beam_error(file, "atom index out of range");
    *atom = file->atoms[index];
    return true;
}

static bool read_arity(BeamFile *file, ByteReader *reader, uint32_t *arity)
{
    *arity = read_u32(reader);
    if (!reader->ok || *arity > 255)
        return beam_error(file, "arity out of range");
    return true;
}

static bool read_imports(BeamFile *file, Chunk chunk)
{
    if (!chunk.bytes)
        return beam_error(file, "no import chunk");
    ByteReader reader = chunk_reader(chunk);
    size_t count = read_u32(&reader);
    file->imports = table_alloc(file, &reader, count, 12, sizeof *file->imports);
    if (!file->imports)
        return false;
    file->import_count = count;
    for (size_t i = 0; i < count; i++) {
        BeamImport *import = &file->imports[i];
        if (!read_atom_index(file, &reader, &import->module) ||
            !read_atom_index(file, &reader, &import->function) ||
            !read_arity(file, &reader, &import->arity)) {
            return false;
        }
    }
    return true;
}

static bool read_exports(BeamFile *file, Chunk chunk)
{
    if (!chunk.bytes)
        return beam_error(file, "no export chunk");
    ByteReader reader = chunk_reader(chunk);
    size_t count = read_u32(&reader);
    file->exports = table_alloc(file, &reader, count, 12, sizeof *file->exports);
    if (!file->exports)
        return false;
    file->export_count = count;
    for (size_t i = 0; i < count; i++) {
        BeamExport *export = &file->exports[i];
        if (!read_atom_index(file, &reader, &export->function) ||
            !read_arity(file, &reader, &export->arity)) {
            return false;
        }
        export->label = read_u32(&reader);
    }
    return reader.ok || beam_error(file, "the export chunk is too short");
}

static bool read_lambdas(BeamFile *file, Chunk chunk)
{
    if (!chunk.bytes)
        return true;
    ByteReader reader = chunk_reader(chunk);
    size_t count = read_u32(&reader);
    file->lambdas = table_alloc(file, &reader, count, 24, sizeof *file->lambdas);
    if (!file->lambdas)
        return false;
    file->lambda_count = count;
    for (size_t i = 0; i < count; i++) {
        BeamLambda *lambda = &file->lambdas[i];
        if (!read_atom_index(file, &reader, &lambda->function) ||
            !read_arity(file, &reader, &lambda->arity)) {
            return false;
        }
        lambda->label = read_u32(&reader);
        lambda->index = read_u32(&reader);
        lambda->free_count = read_u32(&reader);
        lambda->old_unique = read_u32(&reader);
        if (lambda->free_count > lambda->arity)
            return beam_error(file, "a fun has more free variables than arguments");
    }
    return reader.ok || beam_error(file, "the fun chunk is too short");
}

// ---- terms of the file

static const Export *find_export(void *data, Term module, Term function, uint32_t arity)
{
    BeamFile *file = data;
    return code_export(file->code_table, module, function, arity);
}

static ExternalReader term_reader(BeamFile *file)
{
    return (ExternalReader){.memory = file->memory,
                            .atoms = file->atom_table,
                            .find_export = find_export,
                            .data = file};
}

// No compiler compresses a term of its own, and in a chunk that is compressed as well it could grow
// a million times.
static bool measure_term(BeamFile *file, const uint8_t *bytes, size_t size, size_t *words)
{
    if (size >= 2 && bytes[1] == EXTERNAL_COMPRESSED)
        return beam_error(file, "a literal is compressed by itself");
    ExternalReader reader = term_reader(file);
    ExternalStatus status = external_measure(&reader, bytes, size);
    *words += reader.words;
    external_release(&reader);
    return status == EXTERNAL_OK || beam_error(file, "a literal is malformed");
}

static bool build_term(BeamFile *file, const uint8_t *bytes, size_t size, Term *term)
{
    ExternalReader reader = term_reader(file);
    ExternalStatus status = external_read(&reader, &file->literal_area.room, bytes, size, term);
    external_release(&reader);
    return status == EXTERNAL_OK || beam_error(file, "a literal is malformed, or out of memory");
}

// The LitT chunk unpacked: `bytes` with its number of literals in front.
typedef struct LiteralBytes {
    uint8_t *inflated; // NULL when the chunk was not compressed
    Chunk chunk;
} LiteralBytes;

// A literal chunk inflates to at most about a thousand times its size (zlib's bound); more is a
// lie.
#define INFLATE_RATIO_MAX 1100

static bool inflate_literals(BeamFile *file, Chunk chunk, LiteralBytes *literals)
{
    *literals = (LiteralBytes){0};
    if (!chunk.bytes)
        return true;
    ByteReader reader = chunk_reader(chunk);
    size_t size = read_u32(&reader);
    if (!reader.ok)
        return beam_error(file, "the literal chunk is too short");
    if (size == 0) {
        literals->chunk = (Chunk){reader.at, bytes_left(&reader)};
        return true;
    }
    if (size / INFLATE_RATIO_MAX > bytes_left(&reader))
        return beam_error(file, "the literal chunk states a wrong size");
    literals->inflated = memory_alloc(file->memory, size);
    if (!literals->inflated)
        return beam_error(file, "out of memory");
    literals->chunk = (Chunk){literals->inflated, size};
    uLongf inflated_size = size;
    int status = uncompress(literals->inflated, &inflated_size, reader.at, bytes_left(&reader));
    if (status != Z_OK || inflated_size != size)
        return beam_error(file, "the literal chunk cannot be inflated");
    return true;
}

// Calls `use` for each literal; stops at the first that fails.
static bool each_literal(BeamFile *file, Chunk chunk,
                         bool (*use)(BeamFile *, size_t, const uint8_t *, size_t, void *),
                         void *data)
{
    if (!chunk.bytes)
        return true;
    ByteReader reader = chunk_reader(chunk);
    size_t count = read_u32(&reader);
    for (size_t i = 0; i < count; i++) {
        size_t size = read_u32(&reader);
        if (!reader.ok || size > bytes_left(&reader))
            return beam_error(file, "the literal chunk is too short");
        if (!use(file, i, reader.at, size, data))
            return false;
        reader.at += size;
    }
    return true;
}

static bool measure_literal(BeamFile *file, size_t index, const uint8_t *bytes, size_t size,
                            void *words)
{
    (void)index;
    return measure_term(file, bytes, size, words);
}

static bool build_literal(BeamFile *file, size_t index, const uint8_t *bytes, size_t size,
                          void *data)
{
    (void)data;
    return build_term(file, bytes, size, &file->literals[index]);
}

static bool count_literals(BeamFile *file, Chunk chunk)
{
    if (!chunk.bytes)
        return true;
    ByteReader reader = chunk_reader(chunk);
    size_t count = read_u32(&reader);
    file->literals = table_alloc(file, &reader, count, 5, sizeof *file->literals);
    if (!file->literals)
        return false;
    file->literal_count = count;
    for (size_t i = 0; i < count; i++)
        file->literals[i] = NIL;
    return true;
}

// ---- lines

typedef struct LineChunk {
    Chunk names; // what follows the line numbers
    size_t name_count;
    size_t name_words;
} LineChunk;

// Line: a header of five numbers, the lines in the compact encoding (an atom-tagged value switches
// the file), the names of the files.
static bool read_lines(BeamFile *file, Chunk chunk, LineChunk *result)
{
    *result = (LineChunk){0};
    if (!chunk.bytes)
        return true;
    ByteReader reader = chunk_reader(chunk);
    uint32_t version = read_u32(&reader);
    if (!reader.ok || version != 0)
        return true; // OTP ignores what it does not know, too
    (void)read_u32(&reader);
    (void)read_u32(&reader);
    size_t count = read_u32(&reader);
    size_t name_count = read_u32(&reader);
    file->lines = table_alloc(file, &reader, count, 1, sizeof *file->lines);
    if (!file->lines)
        return false;
    file->line_count = count + 1;
    CompactReader compact = {reader.at, reader.end, 0};
    uint32_t current_file = 0;
    for (size_t i = 1; i <= count;) {
        CompactValue value;
        if (!compact_read(&compact, &value) || value.big || value.number < 0 ||
            value.number > INT32_MAX) {
            return beam_error(file, "bad line number");
        }
        if (value.tag == 2) {
            if ((size_t)value.number > name_count)
                return beam_error(file, "file of a line out of range");
            current_file = (uint32_t)value.number;
        } else {
            file->lines[i++] = (BeamLine){current_file, (uint32_t)value.number};
        }
    }
    reader.at = compact.at;
    if (name_count > bytes_left(&reader) / 2)
        return beam_error(file, "the line chunk is too short");
    *result = (LineChunk){.names = {reader.at, bytes_left(&reader)}, .name_count = name_count};
    for (size_t i = 0; i < name_count; i++) {
        if (bytes_left(&reader) < 2)
            return beam_error(file, "the line chunk is too short");
        size_t size = (size_t)reader.at[0] << 8 | reader.at[1];
        reader.at += 2;
        if (size > bytes_left(&reader))
            return beam_error(file, "the line chunk is too short");
        reader.at += size;
        result->name_words += 2 * size;
    }
    return true;
}

// A list of characters; names are UTF-8, and bytes that are not are taken as they stand.
static Term make_name(Room *room, const uint8_t *bytes, size_t size)
{
    Term list = NIL;
    for (size_t i = size; i-- > 0;) {
        uint32_t character = bytes[i];
        if ((character & 0xc0) == 0x80 && i > 0) {
            uint32_t shift = 6;
            character &= 0x3f;
            while (i > 0 && shift < 24 && (bytes[i - 1] & 0xc0) == 0x80) {
                character |= (uint32_t)(bytes[--i] & 0x3f) << shift;
                shift += 6;
            }
            if (i > 0)
                character |= (uint32_t)(bytes[--i] & (0x3f >> (shift / 6))) << shift;
        }
        list = room_cons(room, small_make(character), list);
        if (term_is_none(list))
            return list;
    }
    return list;
}

#define SOURCE_SUFFIX ".erl"

static bool build_file_names(BeamFile *file, const LineChunk *chunk)
{
    file->file_names =
        memory_alloc_zeroed(file->memory, chunk->name_count + 1, sizeof *file->file_names);
    if (!file->file_names)
        return beam_error(file, "out of memory");
    file->file_name_count = chunk->name_count + 1;
    Room *room = &file->literal_area.room;
    char name[ATOM_MAX_BYTES + sizeof SOURCE_SUFFIX];
    AtomText text = atom_text(file->atom_table, file->name);
    memcpy(name, text.bytes, text.size);
    memcpy(name + text.size, SOURCE_SUFFIX, sizeof SOURCE_SUFFIX);
    file->file_names[0] =
        make_name(room, (const uint8_t *)name, text.size + sizeof SOURCE_SUFFIX - 1);
    const uint8_t *at = chunk->names.bytes;
    for (size_t i = 1; i < file->file_name_count; i++) {
        size_t size = (size_t)at[0] << 8 | at[1];
        file->file_names[i] = make_name(room, at + 2, size);
        at += 2 + size;
    }
    for (size_t i = 0; i < file->file_name_count; i++) {
        if (term_is_none(file->file_names[i]))
            return beam_error(file, "out of memory");
    }
    return true;
}

// ---- code

static bool read_code_header(BeamFile *file, Chunk chunk, Chunk *instructions)
{
    if (!chunk.bytes)
        return beam_error(file, "no code chunk");
    ByteReader reader = chunk_reader(chunk);
    size_t header_size = read_u32(&reader);
    if (!reader.ok || header_size < 16 || header_size > bytes_left(&reader)) {
        return beam_error(file, "the code chunk is too short");
    }
    const uint8_t *start = reader.at + header_size;
    uint32_t format = read_u32(&reader);
    uint32_t highest = read_u32(&reader);
    file->label_count = read_u32(&reader);
    file->function_count = read_u32(&reader);
    if (format != CODE_FORMAT)
        return beam_error(file, "unknown instruction format %u", format);
    if (highest >= GENERIC_LIMIT)
        return beam_error(file, "made by a newer compiler (instruction %u)", highest);
    size_t size = (size_t)(chunk.bytes + chunk.size - start);
    // Each label and function takes at least a byte of code.
    if (file->label_count > size + 1 || file->function_count > size) {
        return beam_error(file, "more labels or functions than code");
    }
    *instructions = (Chunk){start, size};
    return true;
}

static bool measure_optional(BeamFile *file, Chunk chunk, size_t *words)
{
    return !chunk.bytes || measure_term(file, chunk.bytes, chunk.size, words);
}

static bool build_optional(BeamFile *file, Chunk chunk, Term *term)
{
    *term = NIL;
    return !chunk.bytes || build_term(file, chunk.bytes, chunk.size, term);
}

// The MD5 of the chunks that make up the code, as module_info(md5) gives it: code, atoms, strings,
// imports, exports, funs, literals.
static void compute_md5(BeamFile *file, const uint8_t *bytes, size_t size)
{
    static const char *const names[] = {"AtU8", "Code", "StrT", "ImpT", "ExpT", "FunT", "LitT"};
    Md5 md5;
    md5_init(&md5);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        Chunk chunk = find_chunk(bytes, size, names[i]);
        if (chunk.bytes)
            md5_update(&md5, chunk.bytes, chunk.size);
    }
    md5_final(&md5, file->md5);
}

typedef struct FileTerms {
    Chunk code, attributes, compile_info;
    LiteralBytes literals;
    LineChunk lines;
    size_t words;
} FileTerms;

// Everything but what needs the literal area, whose size is known afterwards.
static bool read_tables(BeamFile *file, const uint8_t *bytes, size_t size, FileTerms *terms)
{
    Chunk atoms = find_chunk(bytes, size, "AtU8");
    bool is_utf8 = atoms.bytes != NULL;
    if (!is_utf8)
        atoms = find_chunk(bytes, size, "Atom");
    Chunk strings = find_chunk(bytes, size, "StrT");
    file->strings = strings.bytes;
    file->strings_size = strings.size;
    terms->attributes = find_chunk(bytes, size, "Attr");
    terms->compile_info = find_chunk(bytes, size, "CInf");
    return read_atoms(file, atoms, is_utf8) &&
           read_imports(file, find_chunk(bytes, size, "ImpT")) &&
           read_exports(file, find_chunk(bytes, size, "ExpT")) &&
           read_lambdas(file, find_chunk(bytes, size, "FunT")) &&
           read_lines(file, find_chunk(bytes, size, "Line"), &terms->lines) &&
           read_code_header(file, find_chunk(bytes, size, "Code"), &terms->code) &&
           inflate_literals(file, find_chunk(bytes, size, "LitT"), &terms->literals) &&
           count_literals(file, terms->literals.chunk) &&
           each_literal(file, terms->literals.chunk, measure_literal, &terms->words) &&
           measure_optional(file, terms->attributes, &terms->words) &&
           measure_optional(file, terms->compile_info, &terms->words);
}

static bool build_terms(BeamFile *file, LiteralPool *pool, FileTerms *terms)
{
    size_t name_words = 2 * (ATOM_MAX_BYTES + sizeof SOURCE_SUFFIX);
    size_t integer_words = 0;
    if (!beam_code_decode(file, terms->code.bytes, terms->code.size, &integer_words))
        return false;
    size_t words = terms->words + terms->lines.name_words + name_words + integer_words + 16;
    if (!literal_area_create(pool, words, &file->literal_area))
        return beam_error(file, "out of memory");
    file->has_literal_area = true;
    return each_literal(file, terms->literals.chunk, build_literal, NULL) &&
           build_optional(file, terms->attributes, &file->attributes) &&
           build_optional(file, terms->compile_info, &file->compile_info) &&
           build_file_names(file, &terms->lines) && beam_code_resolve(file, terms->code.bytes);
}

bool beam_file_open(BeamFile *file, CodeTable *code, AtomTable *atoms, LiteralPool *pool,
                    const uint8_t *bytes, size_t size)
{
    *file = (BeamFile){
        .memory = pool->memory, .code_table = code, .atom_table = atoms, .name = TERM_NONE};
    file->attributes = file->compile_info = NIL;
    if (!check_container(file, bytes, size))
        return false;
    FileTerms terms = {0};
    bool ok = read_tables(file, bytes, size, &terms) && build_terms(file, pool, &terms) &&
              beam_check(file);
    if (ok)
        compute_md5(file, bytes, size);
    memory_free(file->memory, terms.literals.inflated,
                terms.literals.inflated ? terms.literals.chunk.size : 0);
    return ok;
}

static void free_table(BeamFile *file, void *table, size_t count, size_t element_size)
{
    memory_free(file->memory, table, table ? count * element_size : 0);
}

void beam_file_close(BeamFile *file, LiteralPool *pool)
{
    free_table(file, file->atoms, file->atom_count, sizeof *file->atoms);
    free_table(file, file->imports, file->import_count + 1, sizeof *file->imports);
    free_table(file, file->exports, file->export_count + 1, sizeof *file->exports);
    free_table(file, file->lambdas, file->lambda_count + 1, sizeof *file->lambdas);
    free_table(file, file->literals, file->literal_count + 1, sizeof *file->literals);
    free_table(file, file->lines, file->line_count, sizeof *file->lines);
    free_table(file, file->file_names, file->file_name_count, sizeof *file->file_names);
    free_table(file, file->instructions, file->instruction_count, sizeof *file->instructions);
    free_table(file, file->operands, file->operand_count, sizeof *file->operands);
    if (file->has_literal_area)
        literal_area_destroy(pool, &file->literal_area);
}
