// SPDX-License-Identifier: Apache-2.0
// Types and sizes of bit syntax segments.
#include "lint_state.h"

static bool is_utf(const Node *segment) { return segment->segment.type >= SEGMENT_UTF8; }

static bool is_binary(const Node *segment)
{
    return segment->segment.type == SEGMENT_BINARY || segment->segment.type == SEGMENT_BITSTRING;
}

static void check_float_size(Lint *l, const Node *segment)
{
    const Node *size = segment->segment.size;
    if (segment->segment.type != SEGMENT_FLOAT || size == NULL || size->kind != NODE_INTEGER ||
        size->integer.big != NULL || size->integer.small > 1024) {
        return;
    }
    int64_t bits = size->integer.small * (segment->segment.unit == 0 ? 1 : segment->segment.unit);
    if (bits != 16 && bits != 32 && bits != 64) {
        compiler_warning(l->compiler, segment->span, "a float has 16, 32 or 64 bits, not %lld",
                         (long long)bits);
    }
}

static void check_string(Lint *l, const Node *segment)
{
    bool has_type = segment->segment.type != SEGMENT_DEFAULT ||
                    segment->segment.sign != SIGN_DEFAULT ||
                    segment->segment.endian != ENDIAN_DEFAULT || segment->segment.unit != 0;
    if (segment->segment.size != NULL || (has_type && !is_utf(segment))) {
        compiler_error(l->compiler, segment->span,
                       "a string in a binary pattern has no size, and no type but utf8, "
                       "utf16 or utf32");
    }
}

void lint_check_segment(Lint *l, const Node *segment, bool in_pattern, bool is_last)
{
    bool has_size = segment->segment.size != NULL;
    if (is_utf(segment) && (has_size || segment->segment.unit != 0)) {
        compiler_error(l->compiler, segment->span,
                       "a segment of type utf8, utf16 or utf32 has neither size nor unit");
    } else if (!has_size && segment->segment.unit != 0 && !is_binary(segment)) {
        compiler_error(l->compiler, segment->span, "a unit needs a size");
    } else if (in_pattern && segment->segment.value->kind == NODE_STRING) {
        check_string(l, segment);
    } else if (in_pattern && is_binary(segment) && !has_size && !is_last) {
        compiler_error(l->compiler, segment->span,
                       "a binary without size can only be the last segment of a pattern");
    }
    check_float_size(l, segment);
}
