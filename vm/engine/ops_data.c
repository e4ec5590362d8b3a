// SPDX-License-Identifier: Apache-2.0
// Instructions that move, take apart and build terms: registers, lists, tuples, funs.
#include "engine/operation.h"
#include "term/fun.h"

OPERATION(move_xx)
{
    X(2) = X(1);
    NEXT(2);
}
OPERATION(move_xy)
{
    Y(2) = X(1);
    NEXT(2);
}
OPERATION(move_yx)
{
    X(2) = Y(1);
    NEXT(2);
}
OPERATION(move_cx)
{
    X(2) = CONSTANT(1);
    NEXT(2);
}
OPERATION(move_sd)
{
    SET(2, SOURCE(1));
    NEXT(2);
}
OPERATION(move_xx_xx)
{
    X(2) = X(1);
    X(4) = X(3);
    NEXT(4);
}
OPERATION(move_xy_xy)
{
    Y(2) = X(1);
    Y(4) = X(3);
    NEXT(4);
}
OPERATION(move_yx_yx)
{
    X(2) = Y(1);
    X(4) = Y(3);
    NEXT(4);
}
OPERATION(move_cx_cx)
{
    X(2) = CONSTANT(1);
    X(4) = CONSTANT(3);
    NEXT(4);
}
OPERATION(move_xx_cx)
{
    X(2) = X(1);
    X(4) = CONSTANT(3);
    NEXT(4);
}
OPERATION(move_yx_cx)
{
    X(2) = Y(1);
    X(4) = CONSTANT(3);
    NEXT(4);
}
OPERATION(swap_xx)
{
    Term first = X(1);
    X(1) = X(2);
    X(2) = first;
    NEXT(2);
}
OPERATION(swap_dd)
{
    Term *a = destination_address(code[1], x, stack), *b = destination_address(code[2], x, stack);
    Term first = *a;
    *a = *b;
    *b = first;
    NEXT(2);
}
OPERATION(init_one_y)
{
    Y(1) = NIL;
    NEXT(1);
}
OPERATION(init_y)
{
    size_t count = code[1];
    for (size_t i = 0; i < count; i++)
        stack[code[2 + i]] = NIL;
    NEXT(1 + count);
}

// ---- lists

OPERATION(get_list_x)
{
    const Term *cell = cons_cell(X(1));
    Term tail = cell[1];
    X(2) = cell[0];
    X(3) = tail;
    NEXT(3);
}
OPERATION(get_list)
{
    const Term *cell = cons_cell(SOURCE(1));
    Term tail = cell[1];
    SET(2, cell[0]);
    SET(3, tail);
    NEXT(3);
}
OPERATION(get_hd_xx)
{
    X(2) = cons_head(X(1));
    NEXT(2);
}
OPERATION(get_hd)
{
    SET(2, cons_head(SOURCE(1)));
    NEXT(2);
}
OPERATION(get_tl_xx)
{
    X(2) = cons_tail(X(1));
    NEXT(2);
}
OPERATION(get_tl)
{
    SET(2, cons_tail(SOURCE(1)));
    NEXT(2);
}
OPERATION(put_list_xxx)
{
    top[0] = X(1);
    top[1] = X(2);
    X(3) = cons_make(top);
    top += 2;
    NEXT(3);
}
OPERATION(put_list_yxx)
{
    top[0] = Y(1);
    top[1] = X(2);
    X(3) = cons_make(top);
    top += 2;
    NEXT(3);
}
OPERATION(put_list_xcx)
{
    top[0] = X(1);
    top[1] = CONSTANT(2);
    X(3) = cons_make(top);
    top += 2;
    NEXT(3);
}
OPERATION(put_list)
{
    top[0] = SOURCE(1);
    top[1] = SOURCE(2);
    SET(3, cons_make(top));
    top += 2;
    NEXT(3);
}

#define DROP_AND_NEXT_6   \
    do {                  \
        stack += code[6]; \
        NEXT(6);          \
    } while (0)
#define DEFINE_TEST_HEAP_PUT_LIST(name, get_head, get_tail, set, finish) \
    OPERATION(name)                                                      \
    {                                                                    \
        NEED(code[1], code[2]);                                          \
        top[0] = get_head;                                               \
        top[1] = get_tail;                                               \
        set = cons_make(top);                                            \
        top += 2;                                                        \
        finish;                                                          \
    }
DEFINE_TEST_HEAP_PUT_LIST(test_heap_put_list_xxx, X(3), X(4), X(5), NEXT(5))
DEFINE_TEST_HEAP_PUT_LIST(test_heap_put_list_xxx_call_only, X(3), X(4), X(5),
                          CALL_AT(label_operand(code, 6)))
DEFINE_TEST_HEAP_PUT_LIST(test_heap_put_list_yxx, Y(3), X(4), X(5), NEXT(5))
DEFINE_TEST_HEAP_PUT_LIST(test_heap_put_list, SOURCE(3), SOURCE(4),
                          *destination_address(code[5], x, stack), NEXT(5))
DEFINE_TEST_HEAP_PUT_LIST(test_heap_put_list_yxx_deallocate, Y(3), X(4), X(5), DROP_AND_NEXT_6)

// ---- tuples

OPERATION(get_tuple_element_x)
{
    X(3) = tuple_elements(X(1))[code[2]];
    NEXT(3);
}
OPERATION(get_tuple_element_y)
{
    X(3) = tuple_elements(Y(1))[code[2]];
    NEXT(3);
}
OPERATION(get_tuple_element_xy)
{
    Y(3) = tuple_elements(X(1))[code[2]];
    NEXT(3);
}
OPERATION(get_tuple_element)
{
    SET(3, tuple_elements(SOURCE(1))[code[2]]);
    NEXT(3);
}
OPERATION(get_two_elements_x)
{
    const Term *elements = tuple_elements(X(1));
    Term second = elements[code[4]];
    X(3) = elements[code[2]];
    X(5) = second;
    NEXT(5);
}
OPERATION(set_tuple_element)
{
    tuple_elements(SOURCE(2))[code[3]] = SOURCE(1);
    NEXT(3);
}
OPERATION(put_tuple)
{
    size_t arity = code[2];
    Term *tuple = top;
    tuple[0] = header_make(KIND_TUPLE, arity);
    for (size_t i = 0; i < arity; i++)
        tuple[1 + i] = SOURCE(3 + i);
    top += 1 + arity;
    SET(1, boxed_make(tuple));
    NEXT(2 + arity);
}
OPERATION(put_tuple_2)
{
    top[0] = header_make(KIND_TUPLE, 2);
    top[1] = SOURCE(2);
    top[2] = SOURCE(3);
    SET(1, boxed_make(top));
    top += 3;
    NEXT(3);
}
OPERATION(put_tuple_3)
{
    top[0] = header_make(KIND_TUPLE, 3);
    top[1] = SOURCE(2);
    top[2] = SOURCE(3);
    top[3] = SOURCE(4);
    SET(1, boxed_make(top));
    top += 4;
    NEXT(4);
}
OPERATION(update_record)
{
    size_t arity = code[1], count = code[4];
    Term *tuple = top;
    memcpy(tuple, boxed_address(SOURCE(2)), (arity + 1) * sizeof *tuple);
    for (size_t i = 0; i < count; i += 2)
        tuple[code[5 + i]] = SOURCE(6 + i);
    top += 1 + arity;
    SET(3, boxed_make(tuple));
    NEXT(4 + count);
}

// ---- funs

// Compilers count the words of a fun differently, so it is not part of what test_heap has made sure
// of.
OPERATION(make_fun)
{
    size_t count = code[3];
    SAVE();
    Term *fun = room_take(&process->heap.room, FUN_FIXED_WORDS + count);
    RESTORE();
    if (unlikely(!fun))
        RAISE(fault_no_memory(process));
    fun[0] = header_make(KIND_FUN, 1 + count);
    fun[1] = term_from_word(code[1]);
    for (size_t i = 0; i < count; i++)
        fun[FUN_FIXED_WORDS + i] = SOURCE(4 + i);
    SET(2, boxed_make(fun));
    NEXT(3 + count);
}
