// SPDX-License-Identifier: Apache-2.0
// The children of a Core node, and the two walks that need nothing else: copying a guard and
// removing needless joins. Apart from core.h because only desugar and match rewrite Core.
#ifndef COMPILER_CORE_WALK_H
#define COMPILER_CORE_WALK_H

#include "core.h"

typedef void CoreVisitor(void *context, Core **child);

// Calls `visit` with the place of each direct child, in order of evaluation; patterns are not
// looked into.
void core_visit_children(Core *core, CoreVisitor *visit, void *context);

// The last child of nodes that form long chains (LET, SEQUENCE, CONS), which a walk has to follow
// in a loop; NULL for others. core_visit_others visits the other children.
Core **core_chain_child(Core *core);
void core_visit_others(Core *core, CoreVisitor *visit, void *context);

// A copy of a guard in which each variable is replaced by what `rename` gives for it.
typedef Core *CoreRename(void *context, const Core *variable);
Core *core_copy_guard(CoreModule *module, const Core *guard, CoreRename *rename, void *context);

// Puts what a LETJOIN shares in the place of its only jump, and drops what no jump reaches.
void core_inline_joins(CoreModule *module, CoreFunction *function);

#endif
