// SPDX-License-Identifier: Apache-2.0
// Shared by select.c (instructions) and select_end.c (ends of blocks).
#ifndef COMPILER_SELECT_H
#define COMPILER_SELECT_H

#include "allocate.h"

CodeOp *select_add_op(Allocator *a, BeamOpcode opcode, uint32_t count);
void select_add_line(Allocator *a, CoreLine line);
// Frees the registers of operands that die here.
void select_release_operands(Allocator *a, const SsaInstruction *instruction);
// The register for a result; one that nobody reads afterwards is free again at once.
CodeArg select_result(Allocator *a, SsaValue value);
// The register for the result of an instruction whose operands have been read; these are released.
CodeArg select_test_result(Allocator *a, const SsaInstruction *test);
// Where a failing instruction goes: a block, or for NULL it raises.
CodeArg select_fail_arg(Allocator *a, const SsaBlock *failure);
void select_argument_moves(Allocator *a, const SsaInstruction *call);
void select_bif(Allocator *a, const SsaInstruction *bif, const SsaBlock *failure);
void select_map(Allocator *a, const SsaInstruction *map, const SsaBlock *failure);
void select_bitstring(Allocator *a, const SsaInstruction *bits, const SsaBlock *failure);
void select_end_call(Allocator *a);

#endif
