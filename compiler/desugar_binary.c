// SPDX-License-Identifier: Apache-2.0
// Desugar: bit syntax, as an expression, in guards and in patterns.

#include <string.h>

#include "desugar_state.h"

#define CONSTANT_BITS_LIMIT (1 << 20) // larger constant segments are built at run time

// ---- segment types -----------------------------------------------------------------------------

static CoreSegmentSpec segment_spec(const Node *node)
{
    CoreSegmentSpec spec = {.unit = 1};
    switch (node->segment.type) {
    case SEGMENT_FLOAT: spec.type = CORE_SEGMENT_FLOAT; break;
    case SEGMENT_BINARY:
        spec.type = CORE_SEGMENT_BINARY;
        spec.unit = 8;
        break;
    case SEGMENT_BITSTRING: spec.type = CORE_SEGMENT_BINARY; break;
    case SEGMENT_UTF8: spec.type = CORE_SEGMENT_UTF8; break;
    case SEGMENT_UTF16: spec.type = CORE_SEGMENT_UTF16; break;
    case SEGMENT_UTF32: spec.type = CORE_SEGMENT_UTF32; break;
    default: spec.type = CORE_SEGMENT_INTEGER; break;
    }
    if (node->segment.unit != 0)
        spec.unit = node->segment.unit;
    if (node->segment.sign == SIGN_SIGNED)
        spec.flags |= CORE_SEGMENT_SIGNED;
    if (node->segment.endian == ENDIAN_LITTLE)
        spec.flags |= CORE_SEGMENT_LITTLE;
    if (node->segment.endian == ENDIAN_NATIVE)
        spec.flags |= CORE_SEGMENT_NATIVE;
    return spec;
}

static bool spec_is_utf(CoreSegmentSpec spec)
{
    return spec.type == CORE_SEGMENT_UTF8 || spec.type == CORE_SEGMENT_UTF16 ||
           spec.type == CORE_SEGMENT_UTF32;
}

// The size where the source has none; NULL for what has no size.
static Core *default_size(Desugar *d, CoreSegmentSpec spec, CoreLine line)
{
    if (spec.type == CORE_SEGMENT_INTEGER)
        return core_integer(d->module, line, 8);
    return spec.type == CORE_SEGMENT_FLOAT ? core_integer(d->module, line, 64) : NULL;
}

// ---- constant bits -----------------------------------------------------------------------------

// A binary expression under construction: finished segments, then a run of constant bits.
typedef struct {
    CoreSegment *segments;
    uint32_t count;
    uint32_t capacity;
    uint8_t *bytes;
    uint32_t byte_count;
    uint32_t byte_capacity;
    uint32_t bit_count;
} Builder;

static void builder_add_bit(Desugar *d, Builder *builder, bool bit)
{
    if (builder->bit_count % 8 == 0)
        ARENA_APPEND(d->arena, builder->bytes, builder->byte_count, builder->byte_capacity, 0);
    if (bit)
        builder->bytes[builder->bit_count / 8] |= (uint8_t)(0x80 >> (builder->bit_count % 8));
    builder->bit_count++;
}

// The low `bits` bits of `byte`, high bit first.
static void builder_add_bits(Desugar *d, Builder *builder, uint8_t byte, uint32_t bits)
{
    if (bits == 8 && builder->bit_count % 8 == 0) {
        ARENA_APPEND(d->arena, builder->bytes, builder->byte_count, builder->byte_capacity, byte);
        builder->bit_count += 8;
        return;
    }
    for (uint32_t i = bits; i-- > 0;)
        builder_add_bit(d, builder, (byte >> i & 1) != 0);
}

static void builder_flush(Desugar *d, Builder *builder, CoreLine line)
{
    if (builder->bit_count == 0)
        return;
    CoreSegment segment = {.spec = {.type = CORE_SEGMENT_BINARY, .unit = 1}, .line = line};
    const Literal *bits = literal_bitstring(d->literals, builder->bytes, builder->bit_count);
    segment.value = core_literal(d->module, line, bits);
    ARENA_APPEND(d->arena, builder->segments, builder->count, builder->capacity, segment);
    builder->bytes = NULL;
    builder->byte_count = builder->byte_capacity = builder->bit_count = 0;
}

// Byte i, least significant first, of an integer in two's complement.
static uint8_t integer_byte(const Literal *integer, uint32_t i)
{
    if (integer->kind == LITERAL_INTEGER)
        return (uint8_t)(i < 8                  ? (uint64_t)integer->integer >> (8 * i)
                         : integer->integer < 0 ? 0xff
                                                : 0);
    uint8_t byte = i < integer->big.length ? integer->big.bytes[i] : 0;
    if (!integer->big.negative)
        return byte;
    for (uint32_t k = 0; k < i && k < integer->big.length; k++)
        if (integer->big.bytes[k] != 0)
            return (uint8_t)~byte;
    return (uint8_t)-byte;
}

static void builder_add_integer(Desugar *d, Builder *builder, const Literal *integer, uint32_t bits,
                                bool little)
{
    uint32_t whole = bits / 8, rest = bits % 8;
    if (little) {
        for (uint32_t i = 0; i < whole; i++)
            builder_add_bits(d, builder, integer_byte(integer, i), 8);
        builder_add_bits(d, builder, integer_byte(integer, whole), rest);
    } else {
        builder_add_bits(d, builder, integer_byte(integer, whole), rest);
        for (uint32_t i = whole; i-- > 0;)
            builder_add_bits(d, builder, integer_byte(integer, i), 8);
    }
}

static bool builder_add_float(Desugar *d, Builder *builder, const Literal *literal, uint32_t bits,
                              bool little)
{
    uint64_t image = 0;
    if (bits == 64) {
        memcpy(&image, &literal->real, sizeof image);
    } else if (bits == 32 && (double)(float)literal->real == literal->real) {
        float single = (float)literal->real;
        uint32_t small;
        memcpy(&small, &single, sizeof small);
        image = small;
    } else {
        return false;
    }
    for (uint32_t i = 0; i < bits / 8; i++)
        builder_add_bits(d, builder, (uint8_t)(image >> 8 * (little ? i : bits / 8 - 1 - i)), 8);
    return true;
}

static void builder_add_bitstring(Desugar *d, Builder *builder, const Literal *literal)
{
    size_t whole = literal->bits.bit_length / 8;
    for (size_t i = 0; i < whole; i++)
        builder_add_bits(d, builder, literal->bits.bytes[i], 8);
    uint32_t rest = literal->bits.bit_length % 8;
    if (rest != 0)
        builder_add_bits(d, builder, literal->bits.bytes[whole] >> (8 - rest), rest);
}

static void builder_add_utf8(Desugar *d, Builder *builder, uint32_t code)
{
    if (code < 0x80) {
        builder_add_bits(d, builder, (uint8_t)code, 8);
        return;
    }
    uint32_t extra = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    uint8_t lead = (uint8_t)(0xff00 >> (extra + 1));
    builder_add_bits(d, builder, (uint8_t)(lead | code >> (6 * extra)), 8);
    for (uint32_t i = extra; i-- > 0;)
        builder_add_bits(d, builder, (uint8_t)(0x80 | (code >> (6 * i) & 0x3f)), 8);
}

static void builder_add_unit(Desugar *d, Builder *builder, uint32_t value, uint32_t bytes,
                             bool little)
{
    for (uint32_t i = 0; i < bytes; i++)
        builder_add_bits(d, builder, (uint8_t)(value >> 8 * (little ? i : bytes - 1 - i)), 8);
}

static bool builder_add_utf(Desugar *d, Builder *builder, CoreSegmentSpec spec,
                            const Literal *literal)
{
    if (literal->kind != LITERAL_INTEGER || literal->integer < 0 || literal->integer > 0x10ffff ||
        (literal->integer >= 0xd800 && literal->integer <= 0xdfff))
        return false;
    uint32_t code = (uint32_t)literal->integer;
    bool little = (spec.flags & CORE_SEGMENT_LITTLE) != 0;
    if (spec.type == CORE_SEGMENT_UTF8) {
        builder_add_utf8(d, builder, code);
    } else if (spec.type == CORE_SEGMENT_UTF32) {
        builder_add_unit(d, builder, code, 4, little);
    } else if (code < 0x10000) {
        builder_add_unit(d, builder, code, 2, little);
    } else {
        builder_add_unit(d, builder, 0xd800 + ((code - 0x10000) >> 10), 2, little);
        builder_add_unit(d, builder, 0xdc00 + ((code - 0x10000) & 0x3ff), 2, little);
    }
    return true;
}

// The size in bits where it is known and not too large.
static bool constant_bits(CoreSegmentSpec spec, uint32_t *bits)
{
    const Literal *size =
        spec.size != NULL && spec.size->kind == CORE_LITERAL ? spec.size->literal : NULL;
    if (size == NULL || size->kind != LITERAL_INTEGER || size->integer < 0 ||
        size->integer > CONSTANT_BITS_LIMIT)
        return false;
    uint64_t total = (uint64_t)size->integer * spec.unit;
    *bits = (uint32_t)total;
    return total <= CONSTANT_BITS_LIMIT;
}

// Adds a segment to the constant run; false if it cannot stand there.
static bool builder_add_constant(Desugar *d, Builder *builder, CoreSegmentSpec spec,
                                 const Literal *literal)
{
    uint32_t bits;
    bool little = (spec.flags & CORE_SEGMENT_LITTLE) != 0;
    if ((spec.flags & CORE_SEGMENT_NATIVE) != 0 && spec.type != CORE_SEGMENT_BINARY &&
        spec.type != CORE_SEGMENT_UTF8)
        return false;
    if (spec_is_utf(spec))
        return builder_add_utf(d, builder, spec, literal);
    if (spec.type == CORE_SEGMENT_BINARY) {
        if (spec.size != NULL || literal->kind != LITERAL_BITSTRING ||
            literal->bits.bit_length % spec.unit != 0)
            return false;
        builder_add_bitstring(d, builder, literal);
        return true;
    }
    if (!constant_bits(spec, &bits))
        return false;
    if (spec.type == CORE_SEGMENT_FLOAT)
        return literal->kind == LITERAL_FLOAT &&
               builder_add_float(d, builder, literal, bits, little);
    if (!literal_is_integer(literal))
        return false;
    builder_add_integer(d, builder, literal, bits, little);
    return true;
}

// ---- expressions -------------------------------------------------------------------------------

static void builder_add(Desugar *d, Builder *builder, CoreSegmentSpec spec, Core *value,
                        CoreLine line)
{
    if (spec.type == CORE_SEGMENT_FLOAT && value->kind == CORE_LITERAL &&
        value->literal->kind == LITERAL_INTEGER && value->literal->integer > -(1 << 30) &&
        value->literal->integer < 1 << 30)
        value = core_literal(d->module, line,
                             literal_float(d->literals, (double)value->literal->integer));
    if (value->kind == CORE_LITERAL && builder_add_constant(d, builder, spec, value->literal))
        return;
    builder_flush(d, builder, line);
    CoreSegment segment = {.spec = spec, .value = value, .line = line};
    ARENA_APPEND(d->arena, builder->segments, builder->count, builder->capacity, segment);
}

// Each character of a string is a segment.
static void builder_add_string(Desugar *d, Builder *builder, CoreSegmentSpec spec,
                               const Node *string, CoreLine line)
{
    for (uint32_t i = 0; i < string->string.count; i++) {
        const Literal *character = literal_integer(d->literals, string->string.code_points[i]);
        CoreSegmentSpec own = spec;
        if (spec.size != NULL)
            own.size = core_again(d, spec.size);
        builder_add(d, builder, own, core_literal(d->module, line, character), line);
    }
}

static Core *builder_finish(Desugar *d, Builder *builder, CoreLine line)
{
    if (builder->count == 0)
        return core_literal(d->module, line,
                            literal_bitstring(d->literals, builder->bytes, builder->bit_count));
    builder_flush(d, builder, line);
    Core *core = core_new(d->module, CORE_BITSTRING, line);
    core->bits.segments = builder->segments;
    core->bits.count = builder->count;
    return core;
}

// values: value and size of each element; the value of a string is not used.
static Core *binary_build(Desugar *d, Core *prefix, const Node *node, Core **values)
{
    Builder builder = {0};
    CoreLine line = desugar_line(d, node->span);
    if (prefix != NULL)
        builder_add(d, &builder, (CoreSegmentSpec){.type = CORE_SEGMENT_BINARY, .unit = 1}, prefix,
                    line);
    for (uint32_t i = 0; i < node->list.count; i++) {
        const Node *element = node->list.items[i];
        CoreLine element_line = desugar_line(d, element->span);
        CoreSegmentSpec spec = segment_spec(element);
        spec.size =
            values[2 * i + 1] != NULL ? values[2 * i + 1] : default_size(d, spec, element_line);
        if (element->segment.value->kind == NODE_STRING)
            builder_add_string(d, &builder, spec, element->segment.value, element_line);
        else
            builder_add(d, &builder, spec, values[2 * i], element_line);
    }
    return builder_finish(d, &builder, line);
}

Core *desugar_binary_onto(Desugar *d, Block *block, Core *prefix, const Node *node)
{
    uint32_t count = node->list.count;
    Node **nodes = ARENA_ARRAY(d->arena, Node *, count * 2);
    for (uint32_t i = 0; i < count; i++) {
        const Node *element = node->list.items[i];
        nodes[2 * i] = element->segment.value->kind == NODE_STRING ? NULL : element->segment.value;
        nodes[2 * i + 1] = element->segment.size;
    }
    Core **values = desugar_operands(d, block, nodes, count * 2);
    for (uint32_t i = 0; i < count; i++)
        if (nodes[2 * i] == NULL && values[2 * i + 1] != NULL)
            values[2 * i + 1] = block_atomic(d, block, values[2 * i + 1]);
    return binary_build(d, prefix, node, values);
}

Core *desugar_binary(Desugar *d, Block *block, const Node *node)
{
    return desugar_binary_onto(d, block, NULL, node);
}

Core *desugar_binary_guard(Desugar *d, const Node *node)
{
    uint32_t count = node->list.count;
    Core **values = ARENA_ARRAY(d->arena, Core *, count * 2);
    for (uint32_t i = 0; i < count; i++) {
        const Node *element = node->list.items[i];
        if (element->segment.value->kind != NODE_STRING)
            values[2 * i] = desugar_guard_expr(d, element->segment.value);
        if (element->segment.size != NULL)
            values[2 * i + 1] = desugar_guard_expr(d, element->segment.size);
    }
    return binary_build(d, NULL, node, values);
}

// ---- patterns ----------------------------------------------------------------------------------

// A binding that stands for its segment while the rest of the binary pattern is translated.
typedef struct {
    uint32_t index;
    Binding binding;
} Override;

typedef struct {
    CorePatternSegment *segments;
    uint32_t count;
    uint32_t capacity;
    Override *overrides;
    uint32_t override_count;
    uint32_t override_capacity;
} PatternBuilder;

// Sizes further right mean the variable of this segment, even if the name was bound before.
static void pattern_override(Desugar *d, PatternBuilder *builder, const Name *name,
                             CoreVariable variable)
{
    Binding *binding = binding_find(d, name);
    if (binding == NULL)
        return;
    Override override = {(uint32_t)(binding - d->bindings), *binding};
    ARENA_APPEND(d->arena, builder->overrides, builder->override_count, builder->override_capacity,
                 override);
    binding->variable = variable;
    binding->owner = d->context;
    binding->self = NULL;
    binding->in_segment = true;
}

static CorePattern *segment_value(Desugar *d, PatternScope *scope, PatternBuilder *builder,
                                  CoreSegmentSpec spec, const Node *value)
{
    CorePattern *pattern = desugar_pattern(d, scope, value);
    if (value->kind == NODE_VAR && pattern->kind == PATTERN_VARIABLE)
        pattern_override(d, builder, value->name, pattern->variable);
    bool to_float = spec.type == CORE_SEGMENT_FLOAT && pattern->kind == PATTERN_LITERAL &&
                    pattern->literal->kind == LITERAL_INTEGER;
    if (to_float)
        pattern->literal = literal_float(d->literals, (double)pattern->literal->integer);
    return pattern;
}

static Core *segment_size(Desugar *d, const PatternScope *scope, CoreSegmentSpec spec,
                          const Node *element, CoreLine line)
{
    if (element->segment.size != NULL)
        return desugar_pattern_expr(d, scope, element->segment.size);
    return default_size(d, spec, line);
}

static void pattern_add_string(Desugar *d, const PatternScope *scope, PatternBuilder *builder,
                               CoreSegmentSpec spec, const Node *element)
{
    const Node *string = element->segment.value;
    CoreLine line = desugar_line(d, element->span);
    for (uint32_t i = 0; i < string->string.count; i++) {
        const Literal *character = literal_integer(d->literals, string->string.code_points[i]);
        CorePatternSegment segment = {.spec = spec, .value = pattern_literal(d, line, character)};
        if (spec.type == CORE_SEGMENT_FLOAT)
            segment.value->literal = literal_float(d->literals, string->string.code_points[i]);
        segment.spec.size = segment_size(d, scope, spec, element, line);
        ARENA_APPEND(d->arena, builder->segments, builder->count, builder->capacity, segment);
    }
}

CorePattern *desugar_binary_pattern(Desugar *d, PatternScope *scope, const Node *node)
{
    PatternBuilder builder = {0};
    CorePattern *pattern = core_pattern(d->module, PATTERN_BITSTRING, desugar_line(d, node->span));
    for (uint32_t i = 0; i < node->list.count; i++) {
        const Node *element = node->list.items[i];
        CoreSegmentSpec spec = segment_spec(element);
        if (element->segment.value->kind == NODE_STRING) {
            pattern_add_string(d, scope, &builder, spec, element);
            continue;
        }
        CorePatternSegment segment = {.spec = spec};
        segment.spec.size = segment_size(d, scope, spec, element, pattern->line);
        segment.value = segment_value(d, scope, &builder, spec, element->segment.value);
        ARENA_APPEND(d->arena, builder.segments, builder.count, builder.capacity, segment);
    }
    for (uint32_t i = builder.override_count; i-- > 0;)
        d->bindings[builder.overrides[i].index] = builder.overrides[i].binding;
    pattern->bits.segments = builder.segments;
    pattern->bits.count = builder.count;
    return pattern;
}
