// SPDX-License-Identifier: Apache-2.0
// The functions of module erlang that are called without naming it, and the built-in types: plain
// facts of the language.
#include <string.h>

#include "lint_state.h"

// OLD: a local function of this name may not be called unqualified without
// -compile({no_auto_import, ...}); for the newer ones that is only a warning. GUARD: allowed in
// guards.
enum { OLD = 1, GUARD = 2 };

typedef struct AutoImport {
    char name[27];
    uint8_t arity;
    uint8_t flags;
} AutoImport;

// In order of name and arity.
static const AutoImport auto_imports[] = {
    {"abs", 1, OLD | GUARD},
    {"alias", 0, 0},
    {"alias", 1, 0},
    {"apply", 2, OLD},
    {"apply", 3, OLD},
    {"atom_to_binary", 1, 0},
    {"atom_to_binary", 2, OLD},
    {"atom_to_list", 1, OLD},
    {"binary_part", 2, GUARD},
    {"binary_part", 3, GUARD},
    {"binary_to_atom", 1, 0},
    {"binary_to_atom", 2, OLD},
    {"binary_to_existing_atom", 1, 0},
    {"binary_to_existing_atom", 2, OLD},
    {"binary_to_float", 1, 0},
    {"binary_to_integer", 1, 0},
    {"binary_to_integer", 2, 0},
    {"binary_to_list", 1, OLD},
    {"binary_to_list", 3, OLD},
    {"binary_to_term", 1, OLD},
    {"binary_to_term", 2, 0},
    {"bit_size", 1, OLD | GUARD},
    {"bitstring_to_list", 1, OLD},
    {"byte_size", 1, OLD | GUARD},
    {"ceil", 1, GUARD},
    {"check_old_code", 1, 0},
    {"check_process_code", 2, OLD},
    {"check_process_code", 3, 0},
    {"date", 0, OLD},
    {"delete_module", 1, OLD},
    {"demonitor", 1, 0},
    {"demonitor", 2, 0},
    {"disconnect_node", 1, OLD},
    {"element", 2, OLD | GUARD},
    {"erase", 0, OLD},
    {"erase", 1, OLD},
    {"error", 1, 0},
    {"error", 2, 0},
    {"error", 3, 0},
    {"exit", 1, OLD},
    {"exit", 2, OLD},
    {"float", 1, OLD | GUARD},
    {"float_to_binary", 1, 0},
    {"float_to_binary", 2, 0},
    {"float_to_list", 1, OLD},
    {"float_to_list", 2, 0},
    {"floor", 1, GUARD},
    {"garbage_collect", 0, OLD},
    {"garbage_collect", 1, OLD},
    {"garbage_collect", 2, 0},
    {"get", 0, OLD},
    {"get", 1, OLD},
    {"get_keys", 0, 0},
    {"get_keys", 1, OLD},
    {"group_leader", 0, OLD},
    {"group_leader", 2, OLD},
    {"halt", 0, OLD},
    {"halt", 1, OLD},
    {"halt", 2, 0},
    {"hd", 1, OLD | GUARD},
    {"integer_to_binary", 1, 0},
    {"integer_to_binary", 2, 0},
    {"integer_to_list", 1, OLD},
    {"integer_to_list", 2, 0},
    {"iolist_size", 1, OLD},
    {"iolist_to_binary", 1, OLD},
    {"is_alive", 0, OLD},
    {"is_atom", 1, OLD | GUARD},
    {"is_binary", 1, OLD | GUARD},
    {"is_bitstring", 1, OLD | GUARD},
    {"is_boolean", 1, OLD | GUARD},
    {"is_float", 1, OLD | GUARD},
    {"is_function", 1, OLD | GUARD},
    {"is_function", 2, OLD | GUARD},
    {"is_integer", 1, OLD | GUARD},
    {"is_list", 1, OLD | GUARD},
    {"is_map", 1, GUARD},
    {"is_map_key", 2, GUARD},
    {"is_number", 1, OLD | GUARD},
    {"is_pid", 1, OLD | GUARD},
    {"is_port", 1, OLD | GUARD},
    {"is_process_alive", 1, OLD},
    {"is_record", 2, OLD | GUARD},
    {"is_record", 3, OLD | GUARD},
    {"is_reference", 1, OLD | GUARD},
    {"is_tuple", 1, OLD | GUARD},
    {"length", 1, OLD | GUARD},
    {"link", 1, OLD},
    {"list_to_atom", 1, OLD},
    {"list_to_binary", 1, OLD},
    {"list_to_bitstring", 1, OLD},
    {"list_to_existing_atom", 1, OLD},
    {"list_to_float", 1, OLD},
    {"list_to_integer", 1, OLD},
    {"list_to_integer", 2, 0},
    {"list_to_pid", 1, OLD},
    {"list_to_port", 1, 0},
    {"list_to_ref", 1, 0},
    {"list_to_tuple", 1, OLD},
    {"load_module", 2, OLD},
    {"make_ref", 0, OLD},
    {"map_get", 2, GUARD},
    {"map_size", 1, GUARD},
    {"max", 2, GUARD},
    {"min", 2, GUARD},
    {"module_loaded", 1, OLD},
    {"monitor", 2, 0},
    {"monitor", 3, 0},
    {"monitor_node", 2, OLD},
    {"node", 0, OLD | GUARD},
    {"node", 1, OLD | GUARD},
    {"nodes", 0, OLD},
    {"nodes", 1, OLD},
    {"nodes", 2, 0},
    {"now", 0, OLD},
    {"open_port", 2, OLD},
    {"pid_to_list", 1, OLD},
    {"port_close", 1, OLD},
    {"port_command", 2, OLD},
    {"port_command", 3, 0},
    {"port_connect", 2, OLD},
    {"port_control", 3, OLD},
    {"port_to_list", 1, 0},
    {"pre_loaded", 0, OLD},
    {"process_flag", 2, OLD},
    {"process_flag", 3, OLD},
    {"process_info", 1, OLD},
    {"process_info", 2, OLD},
    {"processes", 0, OLD},
    {"purge_module", 1, OLD},
    {"put", 2, OLD},
    {"ref_to_list", 1, 0},
    {"register", 2, OLD},
    {"registered", 0, OLD},
    {"round", 1, OLD | GUARD},
    {"self", 0, OLD | GUARD},
    {"setelement", 3, OLD},
    {"size", 1, OLD | GUARD},
    {"spawn", 1, OLD},
    {"spawn", 2, OLD},
    {"spawn", 3, OLD},
    {"spawn", 4, OLD},
    {"spawn_link", 1, OLD},
    {"spawn_link", 2, OLD},
    {"spawn_link", 3, OLD},
    {"spawn_link", 4, OLD},
    {"spawn_monitor", 1, OLD},
    {"spawn_monitor", 2, 0},
    {"spawn_monitor", 3, OLD},
    {"spawn_monitor", 4, 0},
    {"spawn_opt", 2, OLD},
    {"spawn_opt", 3, OLD},
    {"spawn_opt", 4, OLD},
    {"spawn_opt", 5, OLD},
    {"spawn_request", 1, 0},
    {"spawn_request", 2, 0},
    {"spawn_request", 3, 0},
    {"spawn_request", 4, 0},
    {"spawn_request", 5, 0},
    {"spawn_request_abandon", 1, 0},
    {"split_binary", 2, OLD},
    {"statistics", 1, OLD},
    {"term_to_binary", 1, OLD},
    {"term_to_binary", 2, OLD},
    {"term_to_iovec", 1, 0},
    {"term_to_iovec", 2, 0},
    {"throw", 1, OLD},
    {"time", 0, OLD},
    {"tl", 1, OLD | GUARD},
    {"trunc", 1, OLD | GUARD},
    {"tuple_size", 1, OLD | GUARD},
    {"tuple_to_list", 1, OLD},
    {"unalias", 1, 0},
    {"unlink", 1, OLD},
    {"unregister", 1, OLD},
    {"whereis", 1, OLD},
};

typedef struct BuiltInType {
    char name[30];
    uint8_t arity;
} BuiltInType;

static const BuiltInType built_in_types[] = {
    {"any", 0},
    {"arity", 0},
    {"atom", 0},
    {"binary", 0},
    {"bitstring", 0},
    {"bool", 0},
    {"boolean", 0},
    {"byte", 0},
    {"char", 0},
    {"dynamic", 0},
    {"float", 0},
    {"function", 0},
    {"identifier", 0},
    {"integer", 0},
    {"iodata", 0},
    {"iolist", 0},
    {"list", 0},
    {"map", 0},
    {"maybe_improper_list", 0},
    {"mfa", 0},
    {"module", 0},
    {"neg_integer", 0},
    {"nil", 0},
    {"no_return", 0},
    {"node", 0},
    {"non_neg_integer", 0},
    {"none", 0},
    {"nonempty_binary", 0},
    {"nonempty_bitstring", 0},
    {"nonempty_list", 0},
    {"nonempty_maybe_improper_list", 0},
    {"nonempty_string", 0},
    {"number", 0},
    {"pid", 0},
    {"port", 0},
    {"pos_integer", 0},
    {"reference", 0},
    {"string", 0},
    {"term", 0},
    {"timeout", 0},
    {"tuple", 0},
    {"list", 1},
    {"nonempty_list", 1},
    {"maybe_improper_list", 2},
    {"nonempty_improper_list", 2},
    {"nonempty_maybe_improper_list", 2},
};

static const AutoImport *find(const Name *name, uint32_t arity)
{
    size_t low = 0, high = sizeof auto_imports / sizeof *auto_imports;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const AutoImport *row = &auto_imports[middle];
        int order = strcmp(name->text, row->name);
        if (order == 0) {
            order = arity < row->arity ? -1 : arity > row->arity;
        }
        if (order == 0) {
            return row;
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return NULL;
}

bool lint_is_auto_import(const Name *name, uint32_t arity) { return find(name, arity) != NULL; }

bool lint_is_old_auto_import(const Name *name, uint32_t arity)
{
    const AutoImport *row = find(name, arity);
    return row != NULL && (row->flags & OLD) != 0;
}

bool lint_is_guard_function(const Name *name, uint32_t arity)
{
    const AutoImport *row = find(name, arity);
    return row != NULL && (row->flags & GUARD) != 0;
}

void lint_suggest_auto_imports(Suggestion *suggestion, uint32_t arity)
{
    for (size_t i = 0; i < sizeof auto_imports / sizeof *auto_imports; i++) {
        if (auto_imports[i].arity == arity) {
            suggestion_consider(suggestion, auto_imports[i].name);
        }
    }
}

bool lint_is_built_in_type(const Name *name, uint32_t arity)
{
    for (size_t i = 0; i < sizeof built_in_types / sizeof *built_in_types; i++) {
        if (built_in_types[i].arity == arity && strcmp(built_in_types[i].name, name->text) == 0) {
            return true;
        }
    }
    return false;
}

void lint_suggest_built_in_types(Suggestion *suggestion, uint32_t arity)
{
    for (size_t i = 0; i < sizeof built_in_types / sizeof *built_in_types; i++) {
        if (built_in_types[i].arity == arity) {
            suggestion_consider(suggestion, built_in_types[i].name);
        }
    }
}
