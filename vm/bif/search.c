// SPDX-License-Identifier: Apache-2.0
// Finding byte strings: see search.h. Apart from binary.c because it knows nothing of terms.
#include "bif/search.h"

#include <assert.h>
#include <string.h>

#define NO_NODE     0u
#define ROOT        0u
#define BYTE_VALUES 256

// ---- one pattern

static bool prepare_one(Searcher *s)
{
    if (s->pattern_size > UINT32_MAX)
        return false;
    s->borders = memory_alloc(s->memory, s->pattern_size * sizeof *s->borders);
    if (!s->borders)
        return false;
    s->borders[0] = 0;
    uint32_t border = 0;
    for (size_t i = 1; i < s->pattern_size; i++) {
        while (border && s->pattern[i] != s->pattern[border])
            border = s->borders[border - 1];
        if (s->pattern[i] == s->pattern[border])
            border++;
        s->borders[i] = border;
    }
    return true;
}

static bool find_one(const Searcher *s, const uint8_t *text, size_t from, size_t end,
                     SearchMatch *match)
{
    size_t matched = 0;
    for (size_t i = from; i < end;) {
        if (matched == 0) {
            const uint8_t *first = memchr(text + i, s->pattern[0], end - i);
            if (!first)
                return false;
            i = (size_t)(first - text) + 1;
            matched = 1;
        } else if (text[i] == s->pattern[matched]) {
            matched++;
            i++;
        } else {
            matched = s->borders[matched - 1];
        }
        if (matched == s->pattern_size) {
            *match = (SearchMatch){i - matched, matched};
            return true;
        }
    }
    return false;
}

// ---- several

static uint32_t find_child(const Searcher *s, uint32_t node, uint8_t byte)
{
    if (node == ROOT)
        return s->root_children[byte];
    uint32_t child = s->nodes[node].first_child;
    while (child != NO_NODE && s->nodes[child].byte != byte)
        child = s->nodes[child].next_sibling;
    return child;
}

static uint32_t add_node(Searcher *s)
{
    if (s->node_count == s->node_capacity) {
        size_t capacity = s->node_capacity ? s->node_capacity * 2 : 64;
        if (capacity > UINT32_MAX)
            return NO_NODE;
        SearchNode *nodes = memory_resize(s->memory, s->nodes, s->node_capacity * sizeof *nodes,
                                          capacity * sizeof *nodes);
        if (!nodes)
            return NO_NODE;
        s->nodes = nodes;
        s->node_capacity = capacity;
    }
    s->nodes[s->node_count] = (SearchNode){0};
    return (uint32_t)s->node_count++;
}

static uint32_t add_child(Searcher *s, uint32_t parent, uint8_t byte)
{
    uint32_t child = add_node(s);
    if (child == NO_NODE)
        return NO_NODE;
    SearchNode *node = &s->nodes[child];
    node->byte = byte;
    node->depth = s->nodes[parent].depth + 1;
    node->next_sibling = s->nodes[parent].first_child;
    s->nodes[parent].first_child = child;
    if (parent == ROOT)
        s->root_children[byte] = child;
    return child;
}

static bool have_root(Searcher *s)
{
    if (s->node_count)
        return true;
    s->root_children = memory_alloc_zeroed(s->memory, BYTE_VALUES, sizeof *s->root_children);
    if (!s->root_children)
        return false;
    add_node(s);
    return s->node_count == 1;
}

static bool add_to_trie(Searcher *s, const uint8_t *pattern, size_t size)
{
    if (!have_root(s))
        return false;
    uint32_t node = ROOT;
    for (size_t i = 0; i < size; i++) {
        uint32_t child = find_child(s, node, pattern[i]);
        if (child == NO_NODE)
            child = add_child(s, node, pattern[i]);
        if (child == NO_NODE)
            return false;
        node = child;
    }
    s->nodes[node].is_pattern = true;
    return true;
}

static uint32_t step(const Searcher *s, uint32_t node, uint8_t byte)
{
    for (;;) {
        uint32_t child = find_child(s, node, byte);
        if (child != NO_NODE)
            return child;
        if (node == ROOT)
            return ROOT;
        node = s->nodes[node].failure;
    }
}

// Failure links and outputs, nodes nearer to the root first.
static bool prepare_several(Searcher *s)
{
    size_t queue_size = s->node_count * sizeof(uint32_t);
    uint32_t *queue = memory_alloc(s->memory, queue_size);
    if (!queue)
        return false;
    size_t first = 0, last = 0;
    queue[last++] = ROOT;
    while (first < last) {
        uint32_t parent = queue[first++];
        for (uint32_t child = s->nodes[parent].first_child; child;
             child = s->nodes[child].next_sibling) {
            SearchNode *node = &s->nodes[child];
            node->failure = parent == ROOT ? ROOT : step(s, s->nodes[parent].failure, node->byte);
            node->output = node->is_pattern ? child : s->nodes[node->failure].output;
            queue[last++] = child;
        }
    }
    memory_free(s->memory, queue, queue_size);
    return true;
}

static bool find_several(const Searcher *s, const uint8_t *text, size_t from, size_t end,
                         SearchMatch *match)
{
    bool found = false;
    uint32_t node = ROOT;
    for (size_t i = from; i < end; i++) {
        node = step(s, node, text[i]);
        const SearchNode *at = &s->nodes[node];
        // What is still to come starts where this node's text starts, or later.
        if (found && i + 1 - at->depth > match->start)
            return true;
        if (at->output == NO_NODE)
            continue;
        size_t size = s->nodes[at->output].depth;
        size_t start = i + 1 - size;
        if (!found || start < match->start || (start == match->start && size > match->size)) {
            *match = (SearchMatch){start, size};
            found = true;
        }
    }
    return found;
}

// ----

bool searcher_add(Searcher *searcher, const uint8_t *pattern, size_t size, bool is_only)
{
    assert(size > 0);
    searcher->pattern_count++;
    if (!is_only)
        return add_to_trie(searcher, pattern, size);
    searcher->pattern = pattern;
    searcher->pattern_size = size;
    return true;
}

bool searcher_prepare(Searcher *searcher)
{
    return searcher->nodes ? prepare_several(searcher) : prepare_one(searcher);
}

bool searcher_find(const Searcher *searcher, const uint8_t *text, size_t from, size_t end,
                   SearchMatch *match)
{
    return searcher->nodes ? find_several(searcher, text, from, end, match)
                           : find_one(searcher, text, from, end, match);
}

void searcher_free(Searcher *searcher)
{
    memory_free(searcher->memory, searcher->borders,
                searcher->pattern_size * sizeof *searcher->borders);
    memory_free(searcher->memory, searcher->nodes,
                searcher->node_capacity * sizeof *searcher->nodes);
    memory_free(searcher->memory, searcher->root_children,
                BYTE_VALUES * sizeof *searcher->root_children);
    *searcher = (Searcher){.memory = searcher->memory};
}
