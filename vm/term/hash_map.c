// SPDX-License-Identifier: Apache-2.0
// The trie of large maps: looking up, and new versions that share all nodes but those on the way to
// the change.
#include "term/hash_map.h"

#define BUCKET_LEVEL MAP_LEVELS // where the hash is used up
#define NODE_FIRST   2          // the first child of a node, and of the root
#define ROOT_FIRST   3

static inline unsigned nibble(Word hash, unsigned level)
{
    return (unsigned)(hash >> (56 - 4 * level)) & 15;
}

// ---- nodes, the root among them

static inline size_t first_child(Term node)
{
    return boxed_kind(node) == KIND_HASH_MAP ? ROOT_FIRST : NODE_FIRST;
}
static inline const Term *node_children(Term node)
{
    return boxed_address(node) + first_child(node);
}
static inline size_t node_count(Term node) { return boxed_size(node) + 1 - first_child(node); }
static inline unsigned node_bitmap(Term node)
{
    return (unsigned)small_value(node_children(node)[-1]);
}
// The index of the child for bit `at`: the number of bits set below it, of sixteen.
static inline size_t child_index(unsigned bitmap, unsigned at)
{
    unsigned bits = bitmap & ((1u << at) - 1);
    bits -= bits >> 1 & 0x5555;
    bits = (bits & 0x3333) + (bits >> 2 & 0x3333);
    bits = (bits + (bits >> 4)) & 0x0f0f;
    return (bits + (bits >> 8)) & 31;
}

// A node with room for `count` children. A root has its number of pairs still to be set.
static Term *node_take(Room *room, bool is_root, unsigned bitmap, size_t count)
{
    size_t first = is_root ? ROOT_FIRST : NODE_FIRST;
    Term *start = room_take(room, first + count);
    if (!start)
        return NULL;
    start[0] = header_make(is_root ? KIND_HASH_MAP : KIND_HASH_NODE, first + count - 1);
    start[first - 1] = small_make((SignedWord)bitmap);
    return start;
}

static void set_map_size(Term map, size_t size)
{
    boxed_address(map)[1] = small_make((SignedWord)size);
}

static Term node_replace(Room *room, Term node, size_t index, Term child)
{
    size_t words = boxed_size(node) + 1;
    Term *start = room_take(room, words);
    if (!start)
        return TERM_NONE;
    memcpy(start, boxed_address(node), words * sizeof(Term));
    start[first_child(node) + index] = child;
    return boxed_make(start);
}

// `bit` is the new child's in the bitmap, 0 in a bucket.
static Term node_insert(Room *room, Term node, unsigned bit, size_t index, Term child)
{
    bool is_root = boxed_kind(node) == KIND_HASH_MAP;
    size_t count = node_count(node);
    Term *start = node_take(room, is_root, node_bitmap(node) | bit, count + 1);
    if (!start)
        return TERM_NONE;
    Term *to = start + first_child(node);
    const Term *from = node_children(node);
    memcpy(to, from, index * sizeof(Term));
    to[index] = child;
    memcpy(to + index + 1, from + index, (count - index) * sizeof(Term));
    if (is_root)
        start[1] = boxed_address(node)[1];
    return boxed_make(start);
}

static Term node_without(Room *room, Term node, unsigned bit, size_t index)
{
    bool is_root = boxed_kind(node) == KIND_HASH_MAP;
    size_t count = node_count(node);
    Term *start = node_take(room, is_root, node_bitmap(node) & ~bit, count - 1);
    if (!start)
        return TERM_NONE;
    Term *to = start + first_child(node);
    const Term *from = node_children(node);
    memcpy(to, from, index * sizeof(Term));
    memcpy(to + index, from + index + 1, (count - 1 - index) * sizeof(Term));
    return boxed_make(start);
}

static Term node_of_two(Room *room, unsigned bitmap, Term first, Term second)
{
    Term *start = node_take(room, false, bitmap, 2);
    if (!start)
        return TERM_NONE;
    start[NODE_FIRST] = first;
    start[NODE_FIRST + 1] = second;
    return boxed_make(start);
}

// ---- looking up

static const Term *bucket_get(Term node, Term key, size_t *index)
{
    for (size_t i = 0; i < node_count(node); i++) {
        Term *cell = cons_cell(node_children(node)[i]);
        *index = i;
        if (term_exact_equal(cell[0], key))
            return cell + 1;
    }
    return NULL;
}

const Term *hash_map_get_address(Term map, Term key)
{
    Word hash = trie_hash(key);
    const Term *children = boxed_address(map) + ROOT_FIRST;
    Term node = map;
    for (unsigned level = 0; level < BUCKET_LEVEL; level++) {
        unsigned bitmap = (unsigned)small_value(children[-1]), at = nibble(hash, level);
        if (!(bitmap >> at & 1))
            return NULL;
        node = children[child_index(bitmap, at)];
        if (term_is_cons(node))
            return term_exact_equal(cons_head(node), key) ? cons_cell(node) + 1 : NULL;
        children = boxed_address(node) + NODE_FIRST;
    }
    size_t index;
    return bucket_get(node, key, &index);
}

// ---- putting

// What is put, and whether it made the map larger.
typedef struct Put {
    Room *room;
    const AtomTable *atoms;
    bool keep;    // an old value of the same key stays
    size_t added; // pairs
} Put;

// The smallest trie of two pairs with different keys.
static Term join_pairs(Put *put, Term a, Word a_hash, Term b, Word b_hash, unsigned level)
{
    if (level == BUCKET_LEVEL) {
        bool in_order = term_compare_exact(put->atoms, cons_head(a), cons_head(b)) < 0;
        return node_of_two(put->room, 0, in_order ? a : b, in_order ? b : a);
    }
    unsigned i = nibble(a_hash, level), k = nibble(b_hash, level);
    if (i != k)
        return node_of_two(put->room, 1u << i | 1u << k, i < k ? a : b, i < k ? b : a);
    Term child = join_pairs(put, a, a_hash, b, b_hash, level + 1);
    if (term_is_none(child))
        return child;
    Term *start = node_take(put->room, false, 1u << i, 1);
    if (!start)
        return TERM_NONE;
    start[NODE_FIRST] = child;
    return boxed_make(start);
}

// The new pair in the place of an old one of the same key; the old one when nothing changes.
static Term replace_pair(const Put *put, Term old, Term pair)
{
    if (put->keep || term_same(cons_tail(old), cons_tail(pair)))
        return old;
    return pair;
}

static Term bucket_put(Put *put, Term node, Term pair)
{
    size_t index = 0;
    if (bucket_get(node, cons_head(pair), &index)) {
        Term old = node_children(node)[index], new = replace_pair(put, old, pair);
        return term_same(old, new) ? node : node_replace(put->room, node, index, new);
    }
    for (index = 0; index < node_count(node); index++) {
        if (term_compare_exact(put->atoms, cons_head(pair), cons_head(node_children(node)[index])) <
            0)
            break;
    }
    put->added++;
    return node_insert(put->room, node, 0, index, pair);
}

static Term put_in_node(Put *put, Term node, Term pair, Word hash, unsigned level);

static Term put_in_child(Put *put, Term child, Term pair, Word hash, unsigned level)
{
    if (!term_is_cons(child))
        return put_in_node(put, child, pair, hash, level);
    Term key = cons_head(child);
    if (term_exact_equal(key, cons_head(pair)))
        return replace_pair(put, child, pair);
    put->added++;
    return join_pairs(put, child, trie_hash(key), pair, hash, level);
}

// The node with the pair in it: the same node when nothing changed, TERM_NONE without memory.
static Term put_in_node(Put *put, Term node, Term pair, Word hash, unsigned level)
{
    if (level == BUCKET_LEVEL)
        return bucket_put(put, node, pair);
    unsigned bitmap = node_bitmap(node), at = nibble(hash, level);
    size_t index = child_index(bitmap, at);
    if (!(bitmap >> at & 1)) {
        put->added++;
        return node_insert(put->room, node, 1u << at, index, pair);
    }
    Term child = node_children(node)[index];
    Term new = put_in_child(put, child, pair, hash, level + 1);
    if (term_is_none(new) || term_same(new, child))
        return term_is_none(new) ? new : node;
    return node_replace(put->room, node, index, new);
}

// Puts into a whole map.
static Term put_in_map(Put *put, Term map, Term pair)
{
    put->added = 0;
    Term new = put_in_node(put, map, pair, trie_hash(cons_head(pair)), 0);
    if (!term_is_none(new) && !term_same(new, map))
        set_map_size(new, map_size(map) + put->added);
    return new;
}

Term hash_map_put(Room *room, const AtomTable *atoms, Term map, Term key, Term value)
{
    Term pair = room_cons(room, key, value);
    if (term_is_none(pair))
        return pair;
    Put put = {room, atoms, false, 0};
    return put_in_map(&put, map, pair);
}

// ---- removing

// The node, or bucket, without the key, which is there. A pair that is left alone takes the node's
// place, except below the root.
static Term remove_from_node(Room *room, Term node, Term key, Word hash, unsigned level)
{
    bool is_bucket = level == BUCKET_LEVEL;
    unsigned bit = is_bucket ? 0 : 1u << nibble(hash, level);
    size_t index = is_bucket ? 0 : child_index(node_bitmap(node), nibble(hash, level));
    if (is_bucket)
        bucket_get(node, key, &index);
    Term child = node_children(node)[index];
    bool is_root = level == 0;
    if (term_is_cons(child)) {
        if (!is_root && node_count(node) == 2 && term_is_cons(node_children(node)[1 - index])) {
            return node_children(node)[1 - index];
        }
        return node_without(room, node, bit, index);
    }
    Term new = remove_from_node(room, child, key, hash, level + 1);
    if (term_is_none(new) || (!is_root && term_is_cons(new) && node_count(node) == 1))
        return new;
    return node_replace(room, node, index, new);
}

Term hash_map_remove(Room *room, Term map, Term key)
{
    Term new = remove_from_node(room, map, key, trie_hash(key), 0);
    if (!term_is_none(new))
        set_map_size(new, map_size(map) - 1);
    return new;
}

// ---- merging

static size_t count_pairs(Term child)
{
    if (term_is_cons(child))
        return 1;
    size_t count = 0;
    for (size_t i = 0; i < node_count(child); i++)
        count += count_pairs(node_children(child)[i]);
    return count;
}

static Term merge_children(Put *put, Term a, Term b, unsigned level);

// Fills a node with what both nodes have. `put->added` counts the pairs of `b` that `a` has not.
static Term merge_nodes(Put *put, Term a, Term b, unsigned level)
{
    unsigned a_bitmap = node_bitmap(a), b_bitmap = node_bitmap(b), bitmap = a_bitmap | b_bitmap;
    Term children[16];
    size_t count = 0;
    for (unsigned at = 0; at < 16; at++) {
        if (!(bitmap >> at & 1))
            continue;
        Term child;
        if (!(b_bitmap >> at & 1)) {
            child = node_children(a)[child_index(a_bitmap, at)];
        } else if (!(a_bitmap >> at & 1)) {
            child = node_children(b)[child_index(b_bitmap, at)];
            put->added += count_pairs(child);
        } else {
            child = merge_children(put, node_children(a)[child_index(a_bitmap, at)],
                                   node_children(b)[child_index(b_bitmap, at)], level + 1);
            if (term_is_none(child))
                return child;
        }
        children[count++] = child;
    }
    Term *start = node_take(put->room, level == 0, bitmap, count);
    if (!start)
        return TERM_NONE;
    memcpy(start + (level == 0 ? ROOT_FIRST : NODE_FIRST), children, count * sizeof(Term));
    return boxed_make(start);
}

static Term merge_buckets(Put *put, Term a, Term b)
{
    for (size_t i = 0; i < node_count(b) && !term_is_none(a); i++)
        a = bucket_put(put, a, node_children(b)[i]);
    return a;
}

static Term merge_children(Put *put, Term a, Term b, unsigned level)
{
    if (term_same(a, b))
        return a;
    if (term_is_cons(b))
        return put_in_child(put, a, b, trie_hash(cons_head(b)), level);
    if (!term_is_cons(a)) {
        return level == BUCKET_LEVEL ? merge_buckets(put, a, b) : merge_nodes(put, a, b, level);
    }
    // The pair of `a` goes under the node of `b`, but does not replace what is there.
    Put under = {put->room, put->atoms, true, 0};
    Term merged = put_in_node(&under, b, a, trie_hash(cons_head(a)), level);
    if (!term_is_none(merged))
        put->added += count_pairs(b) - 1 + under.added;
    return merged;
}

Term hash_map_merge(Room *room, const AtomTable *atoms, Term first, Term second)
{
    if (term_same(first, second))
        return second;
    Put put = {room, atoms, false, 0};
    Term merged = merge_nodes(&put, first, second, 0);
    if (!term_is_none(merged))
        set_map_size(merged, map_size(first) + put.added);
    return merged;
}

// ---- building from many pairs

typedef struct Build {
    Room *room;
    const AtomTable *atoms;
    size_t pairs; // distinct ones so far
} Build;

static bool same_key(Term a, Term b) { return term_exact_equal(cons_head(a), cons_head(b)); }

// Drops all but the last entry of each key; keeps the order otherwise. Meant for few entries, or
// few different ones.
static size_t drop_duplicates(TrieEntry *entries, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        size_t k = 0;
        while (k < kept &&
               !(entries[k].hash == entries[i].hash && same_key(entries[k].pair, entries[i].pair)))
            k++;
        entries[k] = entries[i];
        if (k == kept)
            kept++;
    }
    return kept;
}

static Term build_bucket(Build *build, TrieEntry *entries, size_t count)
{
    Term *start = node_take(build->room, false, 0, count);
    if (!start)
        return TERM_NONE;
    Term *pairs = start + NODE_FIRST;
    for (size_t i = 0; i < count; i++) {
        Term pair = entries[i].pair;
        size_t k = i;
        for (; k > 0 &&
               term_compare_exact(build->atoms, cons_head(pair), cons_head(pairs[k - 1])) < 0;
             k--) {
            pairs[k] = pairs[k - 1];
        }
        pairs[k] = pair;
    }
    build->pairs += count;
    return boxed_make(start);
}

#define FEW_ENTRIES 8

static Term build_node(Build *build, TrieEntry *entries, TrieEntry *scratch, size_t count,
                       unsigned level);

// A pair, a bucket or a node, whatever the entries make.
static Term build_child(Build *build, TrieEntry *entries, TrieEntry *scratch, size_t count,
                        unsigned level)
{
    if (count > 1 && (count <= FEW_ENTRIES || level == BUCKET_LEVEL))
        count = drop_duplicates(entries, count);
    if (count == 1) {
        build->pairs++;
        return entries[0].pair;
    }
    if (level == BUCKET_LEVEL)
        return build_bucket(build, entries, count);
    return build_node(build, entries, scratch, count, level);
}

// Sorts the entries by their next four bits into `scratch`, stably, and builds a child of each
// group.
static Term build_node(Build *build, TrieEntry *entries, TrieEntry *scratch, size_t count,
                       unsigned level)
{
    size_t ends[16] = {0};
    for (size_t i = 0; i < count; i++)
        ends[nibble(entries[i].hash, level)]++;
    for (size_t i = 1; i < 16; i++)
        ends[i] += ends[i - 1];
    for (size_t i = count; i > 0; i--)
        scratch[--ends[nibble(entries[i - 1].hash, level)]] = entries[i - 1];
    // Each element of `ends` is now where its group starts.
    Term children[16];
    unsigned bitmap = 0;
    size_t made = 0;
    for (unsigned i = 0; i < 16; i++) {
        size_t start = ends[i], size = (i < 15 ? ends[i + 1] : count) - start;
        if (size == 0)
            continue;
        Term child = build_child(build, scratch + start, entries + start, size, level + 1);
        if (term_is_none(child))
            return child;
        children[made++] = child;
        bitmap |= 1u << i;
    }
    if (level > 0 && made == 1 && term_is_cons(children[0]))
        return children[0];
    Term *start = node_take(build->room, level == 0, bitmap, made);
    if (!start)
        return TERM_NONE;
    memcpy(start + (level == 0 ? ROOT_FIRST : NODE_FIRST), children, made * sizeof(Term));
    return boxed_make(start);
}

Term hash_map_build(Room *room, const AtomTable *atoms, TrieEntry *entries, TrieEntry *scratch,
                    size_t count)
{
    Build build = {room, atoms, 0};
    Term map = build_node(&build, entries, scratch, count, 0);
    if (!term_is_none(map))
        set_map_size(map, build.pairs);
    return map;
}

// ---- walking in steps

typedef struct Visit {
    Word from;
    size_t left;
    Word next;
    void (*visit)(void *data, Term key, Term value);
    void *data;
} Visit;

// Visits what lies at or after visit->from; false when enough has been visited and visit->next says
// where to go on.
static bool visit_node(Visit *visit, Term node, Word base, unsigned level)
{
    unsigned bitmap = level < BUCKET_LEVEL ? node_bitmap(node) : 0, shift = 56 - 4 * level;
    const Term *children = node_children(node);
    size_t count = node_count(node);
    for (size_t i = 0; i < count; i++) {
        Word position = base, last = base;
        if (level < BUCKET_LEVEL) {
            position |= (Word)__builtin_ctz(bitmap) << shift;
            last = position | (((Word)1 << shift) - 1);
            bitmap &= bitmap - 1;
        }
        if (last < visit->from)
            continue;
        // A bucket is one position, so it is visited as a whole.
        if (visit->left == 0 && level < BUCKET_LEVEL) {
            visit->next = position;
            return false;
        }
        if (term_is_cons(children[i])) {
            visit->visit(visit->data, cons_head(children[i]), cons_tail(children[i]));
            if (visit->left > 0)
                visit->left--;
        } else if (!visit_node(visit, children[i], position, level + 1)) {
            return false;
        }
    }
    return true;
}

Word hash_map_visit(Term map, Word from, size_t count,
                    void (*visit)(void *data, Term key, Term value), void *data)
{
    Visit state = {from, count, MAP_END, visit, data};
    return visit_node(&state, map, 0, 0) ? MAP_END : state.next;
}
