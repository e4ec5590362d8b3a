// SPDX-License-Identifier: Apache-2.0
// Instructions that compute: arithmetic with fast paths for small integers and immediate floats,
// guard functions, float registers. Everything else goes through term/number.h.
#include <math.h>

#include "engine/operation.h"
#include "engine/trace.h"
#include "term/number.h"

typedef Term (*BinaryNumber)(Room *room, Term a, Term b, NumberError *error);
typedef Term (*UnaryNumber)(Room *room, Term a, NumberError *error);

// A body must have no local variable whose address is known outside, or the compiler makes no tail
// call of its end: so the error goes through the process, and arguments of C functions through
// spare registers.
static NO_INLINE Term call_binary(Process *process, BinaryNumber function, Term a, Term b)
{
    NumberError error = NUMBER_OK;
    Term result = function(&process->heap.room, a, b, &error);
    process->engine.number_error = (int)error;
    return result;
}
static NO_INLINE Term call_unary(Process *process, UnaryNumber function, Term a)
{
    NumberError error = NUMBER_OK;
    Term result = function(&process->heap.room, a, &error);
    process->engine.number_error = (int)error;
    return result;
}

// Sets the fault that the last call's error stands for, of erlang:FUNCTION/ARITY with these
// arguments; without a FUNCTION, of the instruction itself.
static void fault_of_number(Process *process, const char *function, unsigned arity, Term a, Term b)
{
    NumberError error = (NumberError)process->engine.number_error;
    if (error == NUMBER_NO_MEMORY) {
        (void)fault_no_memory(process);
        return;
    }
    Term reason = error == NUMBER_SYSTEM_LIMIT ? ATOM_TERM(system_limit) : ATOM_TERM(badarith);
    if (!function) {
        (void)fault_error(process, reason);
        return;
    }
    (void)fault_in_function(process, FAULT_ERROR, reason, function, arity, a, b);
}

// The slow path of an instruction with operands j u a b d: `get_a` and `get_b` read the operands
// again, `finish` is how it goes on.
#define DEFINE_SLOW_BINARY(name, get_a, get_b, set, finish, number_function, text) \
    static NO_INLINE const Word *name##_slow(STATE_PARAMETERS)                     \
    {                                                                              \
        COLLECT_FRAGMENTS(code[2]);                                                \
        SAVE();                                                                    \
        Term result = call_binary(process, number_function, get_a, get_b);         \
        RESTORE();                                                                 \
        if (unlikely(term_is_none(result))) {                                      \
            if (code[1])                                                           \
                GO_TO_LABEL(1);                                                    \
            SAVE();                                                                \
            fault_of_number(process, text, 2, get_a, get_b);                       \
            LEAVE_TO(engine_fault);                                                \
        }                                                                          \
        set(result);                                                               \
        finish;                                                                    \
    }

#define NEXT_5        NEXT(5)
#define SET_X5(value) X(5) = (value)
#define SET_D5(value) SET(5, value)

// Numbers that become a double without a look into memory: nearly all operands of float arithmetic.
static inline bool is_plain_number(Term t) { return term_is_tagged_float(t) || term_is_small(t); }
static inline double plain_value(Term t)
{
    return term_is_small(t) ? (double)small_value(t) : tagged_float_value(t);
}

// A float in one word, or not: nothing but the test of the common case, for the bodies themselves.
static inline Term rotated_float(double d)
{
    Word bits = double_to_word(d);
    return term_from_word(bits << 4 | bits >> 60);
}
// Tests one operand after the other: the two tests in one would take a machine register too many.
static inline bool are_tagged_floats(Term a, Term b)
{
    if (!term_is_tagged_float(a)) return false;
    Word second = term_word(b);
    OPAQUE(second);
    return term_is_tagged_float(term_from_word(second));
}
#define TRY_TAGGED_FLOATS(set, finish, operator)                                          \
    if (likely(are_tagged_floats(a, b))) {                                                \
        Term value = rotated_float(tagged_float_value(a) operator tagged_float_value(b)); \
        if (likely(term_is_tagged_float(value))) {                                        \
            set(value);                                                                   \
            finish;                                                                       \
        }                                                                                 \
    }
// What the operands may be: two numbers of any kind, or a number and a small constant, with which
// floats are rare.
#define ANY_NUMBERS_ARE_SMALL(a, b) term_both_small(a, b)
#define ANY_NUMBERS_TRY(set, finish, operator) TRY_TAGGED_FLOATS(set, finish, operator)
#define SMALL_CONSTANT_ARE_SMALL(a, b) term_is_small(a)
#define SMALL_CONSTANT_TRY(set, finish, operator)

// Between the two, with at least one operand that is not small: a float result that is an
// immediate. One out of range is left to the slow path.
#define DEFINE_FLOAT_BINARY(name, get_a, get_b, set, finish, operator)               \
    static NO_INLINE const Word *name##_float(STATE_PARAMETERS)                      \
    {                                                                                \
        Term a = get_a, b = get_b;                                                   \
        if (likely(is_plain_number(a) && is_plain_number(b))) {                      \
            Term value = float_to_immediate(plain_value(a) operator plain_value(b)); \
            if (likely(!term_is_none(value))) {                                      \
                set(value);                                                          \
                finish;                                                              \
            }                                                                        \
        }                                                                            \
        LEAVE_TO(name##_slow);                                                       \
    }

// Addition and subtraction of tagged words: the tag is zero, so the overflow of the words is that
// of the integers.
#define DEFINE_SUM(name, get_a, get_b, operands, set, finish, overflow, operator,          \
                   number_function, text)                                                   \
    DEFINE_SLOW_BINARY(name, get_a, get_b, set, finish, number_function, text)              \
    DEFINE_FLOAT_BINARY(name, get_a, get_b, set, finish, operator)                          \
    OPERATION(name)                                                                         \
    {                                                                                       \
        Term a = get_a, b = get_b;                                                          \
        SignedWord sum;                                                                     \
        if (unlikely(!operands##_ARE_SMALL(a, b))) {                                        \
            operands##_TRY(set, finish, operator)                                           \
            LEAVE_TO(name##_float);                                                         \
        }                                                                                   \
        if (unlikely(overflow((SignedWord)term_word(a), (SignedWord)term_word(b), &sum))) { \
            LEAVE_TO(name##_slow);                                                          \
        }                                                                                   \
        set(term_from_word((Word)sum));                                                     \
        finish;                                                                             \
    }
// In OTP a sum with a small constant is an instruction, which stack traces do not name as a
// function of erlang.
#define IS_CONSTANT(index) term_is_small(term_from_word(code[index]))
#define PLUS_CONSTANT      __builtin_add_overflow, +, number_add, NULL
#define PLUS               __builtin_add_overflow, +, number_add, "+"
#define PLUS_ANY \
    __builtin_add_overflow, +, number_add, IS_CONSTANT(3) || IS_CONSTANT(4) ? NULL : "+"
#define MINUS_CONSTANT     __builtin_sub_overflow, -, number_subtract, NULL
#define MINUS              __builtin_sub_overflow, -, number_subtract, "-"
#define MINUS_ANY          __builtin_sub_overflow, -, number_subtract, IS_CONSTANT(4) ? NULL : "-"
#define DEFINE_SUM_OF(...) DEFINE_SUM(__VA_ARGS__)

// Ways to go on that are part of the instruction.
#define CALL_6                               \
    do {                                     \
        *--stack = return_address(code + 7); \
        CALL_AT(label_operand(code, 6));     \
    } while (0)
#define CALL_ONLY_6 CALL_AT(label_operand(code, 6))
#define DROP_AND_RETURN_5                      \
    do {                                       \
        stack += code[5];                      \
        GO_ON_AT(address_of_return(*stack++)); \
    } while (0)
#define RETURN        GO_ON_AT(address_of_return(*stack++))
#define MOVE_AND_CALL_ONLY_6             \
    do {                                 \
        X(7) = X(6);                     \
        CALL_AT(label_operand(code, 8)); \
    } while (0)
#define SET_X0(value) x[0] = (value)

DEFINE_SUM_OF(add_xcx, X(3), CONSTANT(4), SMALL_CONSTANT, SET_X5, NEXT_5, PLUS_CONSTANT)
DEFINE_SUM_OF(add_xcx_call_only, X(3), CONSTANT(4), SMALL_CONSTANT, SET_X5, CALL_ONLY_6,
              PLUS_CONSTANT)
DEFINE_SUM_OF(add_xxx, X(3), X(4), ANY_NUMBERS, SET_X5, NEXT_5, PLUS)
DEFINE_SUM_OF(add_yxx, Y(3), X(4), ANY_NUMBERS, SET_X5, NEXT_5, PLUS)
DEFINE_SUM_OF(add_xyx, X(3), Y(4), ANY_NUMBERS, SET_X5, NEXT_5, PLUS)
DEFINE_SUM_OF(add, SOURCE(3), SOURCE(4), ANY_NUMBERS, SET_D5, NEXT_5, PLUS_ANY)
DEFINE_SUM_OF(add_xxx_move_call_only, X(3), X(4), ANY_NUMBERS, SET_X5, MOVE_AND_CALL_ONLY_6, PLUS)
DEFINE_SUM_OF(add_xxx_return, X(3), X(4), ANY_NUMBERS, SET_X5, RETURN, PLUS)
DEFINE_SUM_OF(add_deallocate_return, SOURCE(3), SOURCE(4), ANY_NUMBERS, SET_X0,
              DROP_AND_RETURN_5, PLUS_ANY)
DEFINE_SUM_OF(subtract_xcx, X(3), CONSTANT(4), SMALL_CONSTANT, SET_X5, NEXT_5, MINUS_CONSTANT)
DEFINE_SUM_OF(subtract_xcx_call, X(3), CONSTANT(4), SMALL_CONSTANT, SET_X5, CALL_6, MINUS_CONSTANT)
DEFINE_SUM_OF(subtract_xcx_call_only, X(3), CONSTANT(4), SMALL_CONSTANT, SET_X5, CALL_ONLY_6,
              MINUS_CONSTANT)
DEFINE_SUM_OF(subtract_ycx, Y(3), CONSTANT(4), SMALL_CONSTANT, SET_X5, NEXT_5, MINUS_CONSTANT)
DEFINE_SUM_OF(subtract_xxx, X(3), X(4), ANY_NUMBERS, SET_X5, NEXT_5, MINUS)
DEFINE_SUM_OF(subtract_yxx, Y(3), X(4), ANY_NUMBERS, SET_X5, NEXT_5, MINUS)
DEFINE_SUM_OF(subtract_xyx, X(3), Y(4), ANY_NUMBERS, SET_X5, NEXT_5, MINUS)
DEFINE_SUM_OF(subtract, SOURCE(3), SOURCE(4), ANY_NUMBERS, SET_D5, NEXT_5, MINUS_ANY)

#define DEFINE_PRODUCT(name, get_a, get_b, set)                                                \
    DEFINE_SLOW_BINARY(name, get_a, get_b, set, NEXT_5, number_multiply, "*")                  \
    DEFINE_FLOAT_BINARY(name, get_a, get_b, set, NEXT_5, *)                                    \
    OPERATION(name)                                                                            \
    {                                                                                          \
        Term a = get_a, b = get_b;                                                             \
        SignedWord product;                                                                    \
        if (unlikely(!term_both_small(a, b))) {                                                \
            TRY_TAGGED_FLOATS(set, NEXT_5, *)                                                  \
            LEAVE_TO(name##_float);                                                            \
        }                                                                                      \
        if (unlikely(                                                                          \
                __builtin_mul_overflow((SignedWord)term_word(a), small_value(b), &product))) { \
            LEAVE_TO(name##_slow);                                                             \
        }                                                                                      \
        set(term_from_word((Word)product));                                                    \
        NEXT(5);                                                                               \
    }
DEFINE_PRODUCT(multiply_xxx, X(3), X(4), SET_X5)
DEFINE_PRODUCT(multiply_yxx, Y(3), X(4), SET_X5)
DEFINE_PRODUCT(multiply_xyx, X(3), Y(4), SET_X5)
DEFINE_PRODUCT(multiply_cxx, CONSTANT(3), X(4), SET_X5)
DEFINE_PRODUCT(multiply_cyx, CONSTANT(3), Y(4), SET_X5)
DEFINE_PRODUCT(multiply, SOURCE(3), SOURCE(4), SET_D5)

// The next digit of a number in text: a product with a constant, then a sum, less a constant. The
// results in between are in the register of the product, from where a slow step goes on.
#define DEFINE_DIGIT_STEP(name, get_a, get_b, set, number_function, text, finish) \
    static NO_INLINE const Word *name(STATE_PARAMETERS)                           \
    {                                                                             \
        SAVE();                                                                   \
        Term result = call_binary(process, number_function, get_a, get_b);        \
        RESTORE();                                                                \
        if (unlikely(term_is_none(result))) {                                     \
            SAVE();                                                               \
            fault_of_number(process, text, 2, get_a, get_b);                      \
            LEAVE_TO(engine_fault);                                               \
        }                                                                         \
        set(result);                                                              \
        finish;                                                                   \
    }
#define SET_X4(value) X(4) = (value)
#define SET_X7(value) X(7) = (value)
DEFINE_DIGIT_STEP(subtract_step, X(4), CONSTANT(6), SET_X7, number_subtract, "-", NEXT(7))
DEFINE_DIGIT_STEP(add_step, X(4), X(5), SET_X4, number_add, "+", LEAVE_TO(subtract_step))
DEFINE_DIGIT_STEP(multiply_step, X(2), CONSTANT(3), SET_X4, number_multiply, "*",
                  LEAVE_TO(add_step))
static NO_INLINE const Word *multiply_add_subtract_slow(STATE_PARAMETERS)
{
    COLLECT_FRAGMENTS(code[1]);
    LEAVE_TO(multiply_step);
}
OPERATION(multiply_add_subtract)
{
    Term a = X(2), b = X(5);
    SignedWord number;
    if (unlikely(!term_both_small(a, b)))
        LEAVE_TO(multiply_add_subtract_slow);
    if (unlikely(
            __builtin_mul_overflow((SignedWord)term_word(a), small_value(CONSTANT(3)), &number)) ||
        unlikely(__builtin_add_overflow(number, (SignedWord)term_word(b), &number))) {
        LEAVE_TO(multiply_add_subtract_slow);
    }
    SignedWord rest;
    if (unlikely(__builtin_sub_overflow(number, (SignedWord)code[6], &rest)))
        LEAVE_TO(multiply_add_subtract_slow);
    X(4) = term_from_word((Word)number);
    X(7) = term_from_word((Word)rest);
    NEXT(7);
}

// The others have a fast path given as a statement, which may use a and b.
#define DEFINE_BINARY(name, get_a, get_b, set, number_function, text, fast)    \
    DEFINE_SLOW_BINARY(name, get_a, get_b, set, NEXT_5, number_function, text) \
    OPERATION(name)                                                            \
    {                                                                          \
        Term a = get_a, b = get_b;                                             \
        fast(set);                                                             \
        LEAVE_TO(name##_slow);                                                 \
    }
#define SMALL_RESULT(set, condition, value)             \
    if (likely(term_both_small(a, b) && (condition))) { \
        set(value);                                     \
        NEXT(5);                                        \
    }
// Division by -1 may overflow, by zero raises: both are left to the slow path.
#define SAFE_DIVISOR (small_value(b) > 0)
// A shift left stays small when shifting back gives the same word.
static inline bool shift_fits(Term a, Term b)
{
    SignedWord count = small_value(b);
    if (count < 0 || count >= SMALL_BITS)
        return false;
    SignedWord word = (SignedWord)term_word(a);
    return (SignedWord)((Word)word << count) >> count == word;
}
static inline SignedWord shift_right(Term a, Term b)
{
    return small_value(a) >> (small_value(b) < 63 ? small_value(b) : 63);
}

#define FAST_INT_DIV(set) \
    SMALL_RESULT(set, SAFE_DIVISOR, small_make(small_value(a) / small_value(b)))
#define FAST_INT_REM(set) \
    SMALL_RESULT(set, SAFE_DIVISOR, small_make(small_value(a) % small_value(b)))
#define FAST_BIT_AND(set) SMALL_RESULT(set, true, term_from_word(term_word(a) & term_word(b)))
#define FAST_BIT_OR(set)  SMALL_RESULT(set, true, term_from_word(term_word(a) | term_word(b)))
#define FAST_BIT_XOR(set) SMALL_RESULT(set, true, term_from_word(term_word(a) ^ term_word(b)))
#define FAST_SHIFT_LEFT(set) \
    SMALL_RESULT(set, shift_fits(a, b), term_from_word(term_word(a) << small_value(b)))
#define FAST_SHIFT_RIGHT(set) SMALL_RESULT(set, small_value(b) >= 0, small_make(shift_right(a, b)))
#define FAST_DIVIDE(set)                                                            \
    if (is_plain_number(a) && is_plain_number(b) && !term_same(b, small_make(0))) { \
        Term quotient = float_to_immediate(plain_value(a) / plain_value(b));        \
        if (likely(!term_is_none(quotient))) {                                      \
            set(quotient);                                                          \
            NEXT(5);                                                                \
        }                                                                           \
    }

#define DEFINE_BINARY_FAMILY(name, number_function, text, fast)                       \
    DEFINE_BINARY(name##_xcx, X(3), CONSTANT(4), SET_X5, number_function, text, fast) \
    DEFINE_BINARY(name##_xxx, X(3), X(4), SET_X5, number_function, text, fast)        \
    DEFINE_BINARY(name, SOURCE(3), SOURCE(4), SET_D5, number_function, text, fast)
DEFINE_BINARY_FAMILY(int_div, number_div, "div", FAST_INT_DIV)
DEFINE_BINARY_FAMILY(int_rem, number_rem, "rem", FAST_INT_REM)
DEFINE_BINARY_FAMILY(bit_and, number_band, "band", FAST_BIT_AND)
DEFINE_BINARY_FAMILY(bit_or, number_bor, "bor", FAST_BIT_OR)
DEFINE_BINARY_FAMILY(bit_xor, number_bxor, "bxor", FAST_BIT_XOR)
DEFINE_BINARY_FAMILY(shift_left, number_bsl, "bsl", FAST_SHIFT_LEFT)
DEFINE_BINARY_FAMILY(shift_right, number_bsr, "bsr", FAST_SHIFT_RIGHT)
DEFINE_BINARY(divide_xxx, X(3), X(4), SET_X5, number_divide, "/", FAST_DIVIDE)
DEFINE_BINARY(divide_cxx, CONSTANT(3), X(4), SET_X5, number_divide, "/", FAST_DIVIDE)
DEFINE_BINARY(divide, SOURCE(3), SOURCE(4), SET_D5, number_divide, "/", FAST_DIVIDE)

#define DEFINE_UNARY(name, number_function, text, fast)                \
    static NO_INLINE const Word *name##_slow(STATE_PARAMETERS)         \
    {                                                                  \
        COLLECT_FRAGMENTS(code[2]);                                    \
        SAVE();                                                        \
        Term result = call_unary(process, number_function, SOURCE(3)); \
        RESTORE();                                                     \
        if (unlikely(term_is_none(result))) {                          \
            if (code[1])                                               \
                GO_TO_LABEL(1);                                        \
            SAVE();                                                    \
            fault_of_number(process, text, 1, SOURCE(3), NIL);         \
            LEAVE_TO(engine_fault);                                    \
        }                                                              \
        SET(4, result);                                                \
        NEXT(4);                                                       \
    }                                                                  \
    OPERATION(name)                                                    \
    {                                                                  \
        Term a = SOURCE(3);                                            \
        fast;                                                          \
        LEAVE_TO(name##_slow);                                         \
    }
DEFINE_UNARY(bit_not, number_bnot, "bnot", {
    if (likely(term_is_small(a))) {
        SET(4, small_make(~small_value(a)));
        NEXT(4);
    }
})
DEFINE_UNARY(negate, number_negate, "-", {
    if (likely(term_is_small(a) && small_value(a) != SMALL_MIN)) {
        SET(4, small_make(-small_value(a)));
        NEXT(4);
    }
})

// ---- tuples and lists as guard functions

#define DEFINE_ELEMENT_FAILED(name, get_index, get_tuple)                                         \
    static NO_INLINE const Word *name##_failed(STATE_PARAMETERS)                                  \
    {                                                                                             \
        if (code[1])                                                                              \
            GO_TO_LABEL(1);                                                                       \
        SAVE();                                                                                   \
        (void)fault_in_function(process, FAULT_ERROR, ATOM_TERM(badarg), "element", 2, get_index, \
                                get_tuple);                                                       \
        LEAVE_TO(engine_fault);                                                                   \
    }
DEFINE_ELEMENT_FAILED(element_cxx, CONSTANT(2), X(3))
DEFINE_ELEMENT_FAILED(element, SOURCE(2), SOURCE(3))
#define DEFINE_ELEMENT(name, get_index, get_tuple, set)             \
    OPERATION(name)                                                 \
    {                                                               \
        Term index = get_index, tuple = get_tuple;                  \
        if (likely(term_is_tuple(tuple) && term_is_small(index))) { \
            Word zero_based = (Word)small_value(index) - 1;         \
            if (likely(zero_based < tuple_arity(tuple))) {          \
                set = tuple_elements(tuple)[zero_based];            \
                NEXT(4);                                            \
            }                                                       \
        }                                                           \
        LEAVE_TO(name##_failed);                                    \
    }
DEFINE_ELEMENT(element_cxx, CONSTANT(2), X(3), X(4))
DEFINE_ELEMENT(element, SOURCE(2), SOURCE(3), *destination_address(code[4], x, stack))
static NO_INLINE const Word *head_failed(STATE_PARAMETERS)
{
    if (code[1])
        GO_TO_LABEL(1);
    SAVE();
    (void)fault_in_function(process, FAULT_ERROR, ATOM_TERM(badarg), "hd", 1, SOURCE(2), NIL);
    LEAVE_TO(engine_fault);
}
OPERATION(head)
{
    Term list = SOURCE(2);
    if (unlikely(!term_is_cons(list)))
        LEAVE_TO(head_failed);
    SET(3, cons_head(list));
    NEXT(3);
}
static NO_INLINE const Word *tail_failed(STATE_PARAMETERS)
{
    if (code[1])
        GO_TO_LABEL(1);
    SAVE();
    (void)fault_in_function(process, FAULT_ERROR, ATOM_TERM(badarg), "tl", 1, SOURCE(2), NIL);
    LEAVE_TO(engine_fault);
}
OPERATION(tail)
{
    Term list = SOURCE(2);
    if (unlikely(!term_is_cons(list)))
        LEAVE_TO(tail_failed);
    SET(3, cons_tail(list));
    NEXT(3);
}
OPERATION(self)
{
    SET(1, pid_make(process->number));
    NEXT(1);
}

// ---- C functions called by bif and gc_bif instructions

static inline const Export *export_of(Word word) { return (const Export *)(uintptr_t)word; }

// The failure of a guard function: `fail` is where to go on, or NULL; the arguments are in the
// scratch registers.
#define GUARD_RESULT(export, arguments, destination, words) \
    do {                                                    \
        if (likely(!term_is_none(result))) {                \
            SET(destination, result);                       \
            NEXT(words);                                    \
        }                                                   \
        if (code[1]) {                                      \
            process->fault.kind = FAULT_NONE;               \
            GO_TO_LABEL(1);                                 \
        }                                                   \
        SAVE();                                             \
        trace_note_bif(process, export, arguments);         \
        LEAVE_TO(engine_fault);                             \
    } while (0)

// A guard function may be one that is not written in C, if a BEAM file says so: that is undefined
// here.
static Term call_guard(const Export *export, Process *process, const Term *arguments)
{
    if (unlikely(!export->bif))
        return fault_error(process, ATOM_TERM(undef));
    return export->bif(process, arguments);
}

OPERATION(bif0)
{
    SAVE();
    Term result = call_guard(export_of(code[1]), process, x);
    RESTORE();
    if (unlikely(term_is_none(result)))
        LEAVE_TO(engine_fault);
    SET(2, result);
    NEXT(2);
}
OPERATION(bif1)
{
    Term *arguments = x + X_SPARE;
    arguments[0] = SOURCE(3);
    SAVE();
    Term result = call_guard(export_of(code[2]), process, arguments);
    RESTORE();
    GUARD_RESULT(export_of(code[2]), arguments, 4, 4);
}
OPERATION(bif2)
{
    Term *arguments = x + X_SPARE;
    arguments[0] = SOURCE(3);
    arguments[1] = SOURCE(4);
    SAVE();
    Term result = call_guard(export_of(code[2]), process, arguments);
    RESTORE();
    GUARD_RESULT(export_of(code[2]), arguments, 5, 5);
}
OPERATION(gc_bif1)
{
    COLLECT_FRAGMENTS(code[2]);
    Term *arguments = x + X_SPARE;
    arguments[0] = SOURCE(4);
    SAVE();
    Term result = call_guard(export_of(code[3]), process, arguments);
    RESTORE();
    GUARD_RESULT(export_of(code[3]), arguments, 5, 5);
}
OPERATION(gc_bif2)
{
    COLLECT_FRAGMENTS(code[2]);
    Term *arguments = x + X_SPARE;
    arguments[0] = SOURCE(4);
    arguments[1] = SOURCE(5);
    SAVE();
    Term result = call_guard(export_of(code[3]), process, arguments);
    RESTORE();
    GUARD_RESULT(export_of(code[3]), arguments, 6, 6);
}
OPERATION(gc_bif3)
{
    COLLECT_FRAGMENTS(code[2]);
    Term *arguments = x + X_SPARE;
    arguments[0] = SOURCE(4);
    arguments[1] = SOURCE(5);
    arguments[2] = SOURCE(6);
    SAVE();
    Term result = call_guard(export_of(code[3]), process, arguments);
    RESTORE();
    GUARD_RESULT(export_of(code[3]), arguments, 7, 7);
}

// ---- float registers

#define FLOAT_REGISTER(index) process->float_registers[code[index]]

OPERATION(float_load)
{
    FLOAT_REGISTER(2) = float_value(SOURCE(1));
    NEXT(2);
}
OPERATION(float_store)
{
    SAVE();
    Term result = float_make(&process->heap.room, FLOAT_REGISTER(1));
    RESTORE();
    if (unlikely(term_is_none(result)))
        RAISE(fault_no_memory(process));
    SET(2, result);
    NEXT(2);
}
OPERATION(float_convert)
{
    bool converted = number_to_double(SOURCE(1), &FLOAT_REGISTER(2));
    if (unlikely(!converted))
        RAISE(fault_badarith(process));
    NEXT(2);
}

#define DEFINE_FLOAT(name, operator)                                  \
    OPERATION(name)                                                   \
    {                                                                 \
        double result = FLOAT_REGISTER(1) operator FLOAT_REGISTER(2); \
        if (unlikely(!isfinite(result)))                              \
            RAISE(fault_badarith(process));                           \
        FLOAT_REGISTER(3) = result;                                   \
        NEXT(3);                                                      \
    }
DEFINE_FLOAT(float_add, +)
DEFINE_FLOAT(float_subtract, -)
DEFINE_FLOAT(float_multiply, *)
DEFINE_FLOAT(float_divide, /)
OPERATION(float_negate)
{
    FLOAT_REGISTER(2) = -FLOAT_REGISTER(1);
    NEXT(2);
}
