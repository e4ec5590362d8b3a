// SPDX-License-Identifier: Apache-2.0
// From blocks of instructions to one sequence: the steps of layout_finish that have files of their
// own.
#ifndef COMPILER_LAYOUT_H
#define COMPILER_LAYOUT_H

#include "code.h"

// frame.c: gives y registers their final numbers, and initialises those that a collection could see
// before they are set.
void frame_finish(CodeFunction *function);

// peephole.c: joins neighbouring instructions. In place.
void peephole_improve(CodeFunction *function, CodeBlock *list);

#endif
