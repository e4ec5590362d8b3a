// SPDX-License-Identifier: Apache-2.0
// Modules os and init: the environment that the program runs in.
#include <stdlib.h>

#include "bif/arguments.h"

Term bif_os_type_0(Process *process, const Term *arguments)
{
    (void)arguments;
    Term tuple = room_tuple(process_room(process), 2);
    if (term_is_none(tuple))
        return fault_no_memory(process);
    tuple_elements(tuple)[0] = ATOM_TERM(unix);
    tuple_elements(tuple)[1] = ATOM_TERM(linux);
    return tuple;
}

#define NAME_MAX_BYTES 255

// A variable's name from a list of bytes; what is longer, or has a '=' or a zero, names none.
static bool read_name(Term list, char name[NAME_MAX_BYTES + 1])
{
    size_t size = 0;
    for (; term_is_cons(list) && size < NAME_MAX_BYTES; list = cons_tail(list)) {
        Term c = cons_head(list);
        if (!term_is_small(c) || small_value(c) <= 0 || small_value(c) > 127)
            return false;
        if (small_value(c) == '=')
            return false;
        name[size++] = (char)small_value(c);
    }
    name[size] = '\0';
    return term_is_nil(list);
}

// Each byte as a character.
static Term text_to_list(Process *process, const char *text)
{
    size_t size = strlen(text);
    if (size == 0)
        return NIL;
    Term *cells = room_take(process_room(process), size * 2);
    if (!cells)
        return fault_no_memory(process);
    ListWriter writer = {cells};
    for (size_t i = 0; i < size; i++)
        list_write(&writer, small_make((uint8_t)text[i]));
    return list_finish(&writer, cells, NIL);
}

static Term variable_or(Process *process, Term name_list, Term otherwise)
{
    char name[NAME_MAX_BYTES + 1];
    if (!read_name(name_list, name))
        return fault_badarg(process);
    const char *value = getenv(name);
    return value ? text_to_list(process, value) : otherwise;
}

Term bif_os_getenv_1(Process *process, const Term *arguments)
{
    return variable_or(process, arguments[0], ATOM_TERM(false));
}

Term bif_os_getenv_2(Process *process, const Term *arguments)
{
    return variable_or(process, arguments[0], arguments[1]);
}

// There are no flags of the emulator.
Term bif_init_get_argument_1(Process *process, const Term *arguments)
{
    (void)process;
    (void)arguments;
    return ATOM_TERM(error);
}

Term bif_init_get_plain_arguments_0(Process *process, const Term *arguments)
{
    (void)arguments;
    return process->vm->arguments;
}

Term bif_init_get_arguments_0(Process *process, const Term *arguments)
{
    (void)process;
    (void)arguments;
    return NIL;
}
