// SPDX-License-Identifier: Apache-2.0
// Constant terms shared by all processes of a VM: literals of modules, persistent terms. They lie
// in one reserved range of addresses, so that the collector knows them by two comparisons.
#ifndef ERLITE_LITERAL_POOL_H
#define ERLITE_LITERAL_POOL_H

#include "memory.h"
#include "term/room.h"

struct LiteralPool {
    Term *start; // the reserved range
    Term *end;
    Memory *memory;
    struct LiteralPoolState *state;
};
typedef struct LiteralPool LiteralPool;

// One owner's constant terms.
typedef struct LiteralArea {
    Term *start;
    Term *end;
    Room room; // build the terms here; NULL when the words asked for at creation are used up
} LiteralArea;

MUST_CHECK LiteralPool *literal_pool_create(Memory *memory);
void literal_pool_destroy(LiteralPool *pool);
static inline bool literal_pool_has(const LiteralPool *pool, Term t)
{
    Term *address = term_address(t);
    return address >= pool->start && address < pool->end;
}
// Room for `words` words (at least). False: no memory.
MUST_CHECK bool literal_area_create(LiteralPool *pool, size_t words, LiteralArea *area);
// Gives the area back, and drops its references to shared bytes.
void literal_area_destroy(LiteralPool *pool, LiteralArea *area);

#endif
