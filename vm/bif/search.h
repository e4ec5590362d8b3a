// SPDX-License-Identifier: Apache-2.0
// Finding one or several byte strings in a text, in time linear in the text: Knuth–Morris–Pratt for
// one, the automaton of Aho and Corasick for several.
#ifndef ERLITE_BIF_SEARCH_H
#define ERLITE_BIF_SEARCH_H

#include "memory.h"

typedef struct SearchNode {
    uint32_t first_child;
    uint32_t next_sibling;
    uint32_t failure; // the longest proper suffix that is a node too
    uint32_t output;  // this node or the longest suffix that is a whole pattern; 0 for none
    uint32_t depth;
    uint8_t byte;
    bool is_pattern;
} SearchNode;

// Add patterns (none of them empty), prepare, find as often as needed, free. Zero bytes with
// `memory` set is an empty one.
typedef struct Searcher {
    Memory *memory;
    size_t pattern_count;
    // One pattern:
    const uint8_t *pattern; // the caller's, alive as long as the searcher
    size_t pattern_size;
    // Of each prefix: the length of its longest proper prefix that is a suffix too
    uint32_t *borders;
    // Several:
    SearchNode *nodes;       // the root first
    uint32_t *root_children; // by byte, 0 for none
    size_t node_count;
    size_t node_capacity;
} Searcher;

typedef struct SearchMatch {
    size_t start;
    size_t size;
} SearchMatch;

// `is_only`: no other pattern will follow. False: no memory.
MUST_CHECK bool searcher_add(Searcher *searcher, const uint8_t *pattern, size_t size, bool is_only);
// After the last pattern. False: no memory.
MUST_CHECK bool searcher_prepare(Searcher *searcher);
// The first match in text[from, end), of those that start there the longest.
bool searcher_find(const Searcher *searcher, const uint8_t *text, size_t from, size_t end,
                   SearchMatch *match);
void searcher_free(Searcher *searcher);

#endif
