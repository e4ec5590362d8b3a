// SPDX-License-Identifier: Apache-2.0
// The BEAM file as a container: numbers of the generic instructions, and a writer for chunks and
// compact terms. Apart from emit because it knows nothing of how code is made.
#ifndef COMPILER_BEAMFILE_H
#define COMPILER_BEAMFILE_H

#include "arena.h"
#include "literals.h"

// X(name, number, operand count): what this compiler emits, all of it known to OTP 25 and later.
#define BEAM_OPCODES(X)          \
    X(label, 1, 1)               \
    X(func_info, 2, 3)           \
    X(int_code_end, 3, 0)        \
    X(call, 4, 2)                \
    X(call_last, 5, 3)           \
    X(call_only, 6, 2)           \
    X(call_ext, 7, 2)            \
    X(call_ext_last, 8, 3)       \
    X(bif0, 9, 2)                \
    X(bif1, 10, 4)               \
    X(bif2, 11, 5)               \
    X(allocate, 12, 2)           \
    X(allocate_heap, 13, 3)      \
    X(test_heap, 16, 2)          \
    X(deallocate, 18, 1)         \
    X(return, 19, 0)             \
    X(send, 20, 0)               \
    X(remove_message, 21, 0)     \
    X(timeout, 22, 0)            \
    X(loop_rec, 23, 2)           \
    X(loop_rec_end, 24, 1)       \
    X(wait, 25, 1)               \
    X(wait_timeout, 26, 2)       \
    X(is_lt, 39, 3)              \
    X(is_ge, 40, 3)              \
    X(is_eq, 41, 3)              \
    X(is_ne, 42, 3)              \
    X(is_eq_exact, 43, 3)        \
    X(is_ne_exact, 44, 3)        \
    X(is_integer, 45, 2)         \
    X(is_float, 46, 2)           \
    X(is_number, 47, 2)          \
    X(is_atom, 48, 2)            \
    X(is_pid, 49, 2)             \
    X(is_reference, 50, 2)       \
    X(is_port, 51, 2)            \
    X(is_nil, 52, 2)             \
    X(is_binary, 53, 2)          \
    X(is_list, 55, 2)            \
    X(is_nonempty_list, 56, 2)   \
    X(is_tuple, 57, 2)           \
    X(test_arity, 58, 3)         \
    X(select_val, 59, 3)         \
    X(select_tuple_arity, 60, 3) \
    X(jump, 61, 1)               \
    X(catch, 62, 2)              \
    X(catch_end, 63, 1)          \
    X(move, 64, 2)               \
    X(get_list, 65, 3)           \
    X(get_tuple_element, 66, 3)  \
    X(set_tuple_element, 67, 3)  \
    X(put_list, 69, 3)           \
    X(badmatch, 72, 1)           \
    X(if_end, 73, 0)             \
    X(case_end, 74, 1)           \
    X(call_fun, 75, 1)           \
    X(is_function, 77, 2)        \
    X(call_ext_only, 78, 2)      \
    X(try, 104, 2)               \
    X(try_end, 105, 1)           \
    X(try_case, 106, 1)          \
    X(try_case_end, 107, 1)      \
    X(raise, 108, 2)             \
    X(apply, 112, 1)             \
    X(apply_last, 113, 2)        \
    X(is_boolean, 114, 2)        \
    X(is_function2, 115, 3)      \
    X(bs_get_integer2, 117, 7)   \
    X(bs_get_float2, 118, 7)     \
    X(bs_get_binary2, 119, 7)    \
    X(bs_skip_bits2, 120, 5)     \
    X(bs_test_tail2, 121, 3)     \
    X(gc_bif1, 124, 5)           \
    X(gc_bif2, 125, 6)           \
    X(is_bitstr, 129, 2)         \
    X(bs_test_unit, 131, 3)      \
    X(bs_match_string, 132, 4)   \
    X(trim, 136, 2)              \
    X(bs_get_utf8, 138, 5)       \
    X(bs_skip_utf8, 139, 4)      \
    X(bs_get_utf16, 140, 5)      \
    X(bs_skip_utf16, 141, 4)     \
    X(bs_get_utf32, 142, 5)      \
    X(bs_skip_utf32, 143, 4)     \
    X(on_load, 149, 0)           \
    X(gc_bif3, 152, 7)           \
    X(line, 153, 1)              \
    X(put_map_assoc, 154, 5)     \
    X(put_map_exact, 155, 5)     \
    X(is_map, 156, 2)            \
    X(has_map_fields, 157, 3)    \
    X(get_map_elements, 158, 3)  \
    X(is_tagged_tuple, 159, 4)   \
    X(build_stacktrace, 160, 0)  \
    X(get_hd, 162, 2)            \
    X(get_tl, 163, 2)            \
    X(put_tuple2, 164, 2)        \
    X(bs_get_tail, 165, 3)       \
    X(bs_start_match3, 166, 4)   \
    X(bs_get_position, 167, 3)   \
    X(bs_set_position, 168, 2)   \
    X(swap, 169, 2)              \
    X(make_fun3, 171, 3)         \
    X(init_yregs, 172, 1)        \
    X(bs_create_bin, 177, 6)     \
    X(call_fun2, 178, 3)         \
    X(badrecord, 180, 1)

typedef enum {
    BEAM_OP_none = 0,
#define X(name, number, count) BEAM_OP_##name = number,
    BEAM_OPCODES(X)
#undef X
} BeamOpcode;

const char *beam_opcode_name(BeamOpcode opcode);

// Tags of operands in the Code chunk.
typedef enum {
    BEAM_TAG_U,
    BEAM_TAG_I,
    BEAM_TAG_A,
    BEAM_TAG_X,
    BEAM_TAG_Y,
    BEAM_TAG_F,
    BEAM_TAG_H,
    BEAM_TAG_Z,
} BeamTag;

// Kinds of extended operands: the number that follows BEAM_TAG_Z.
enum { BEAM_EXTENDED_LIST = 1, BEAM_EXTENDED_ALLOC = 3, BEAM_EXTENDED_LITERAL = 4 };

// Appends a tag with a value, in as few bytes as the format allows.
void beamfile_append_compact(ByteBuffer *out, BeamTag tag, int64_t value);
// The same for an integer of any size (little-endian magnitude).
void beamfile_append_big(ByteBuffer *out, BeamTag tag, const Literal *integer);

// A chunk: name of four characters, length, contents, padding to a multiple of four.
void beamfile_append_chunk(ByteBuffer *out, const char *name, const ByteBuffer *contents);
// The header that turns all chunks into a file.
void beamfile_finish(ByteBuffer *file, const ByteBuffer *chunks);
// Contents compressed with zlib, after their uncompressed size: the form of the LitT chunk.
void beamfile_compress(ByteBuffer *out, const ByteBuffer *contents);

// MD5, for the version of a module.
void beamfile_md5(const ByteBuffer *contents, uint8_t digest[16]);

#endif
