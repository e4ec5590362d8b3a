// SPDX-License-Identifier: Apache-2.0
// From blocks of instructions to one sequence: the parts of layout.c.
#ifndef COMPILER_LAYOUT_H
#define COMPILER_LAYOUT_H

#include "code.h"

// frame.c: gives y registers their final numbers, and initialises those that a collection could see before they are set.
void frame_finish(CodeFunction *function);

// layout.c: shares equal exits and puts the blocks in order: one list of instructions, with labels (`label` instructions
// carry their block) and jumps where control does not simply go on.
CodeBlock *layout_function(CodeFunction *function);

// peephole.c: joins neighbouring instructions. In place.
void peephole_improve(CodeFunction *function, CodeBlock *list);

#endif
