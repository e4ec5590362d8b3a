// SPDX-License-Identifier: Apache-2.0
// The engine on modules made by hand, the mailbox, and what processes do to each other.
#include <check.h>
#include <stdlib.h>

#include "beam_bytes.h"
#include "code/loader.h"
#include "proc/mailbox.h"
#include "proc/scheduler.h"
#include "proc/signals.h"
#include "vm.h"

static Vm *vm;
static BeamParts parts;
static BeamBytes file;

static void set_up(void)
{
    vm = vm_create(NULL, NULL, 0);
    ck_assert_ptr_nonnull(vm);
    memset(&parts, 0, sizeof parts);
}
static void tear_down(void) { vm_destroy(vm); }

static Term atom(const char *text) { return atom_intern(vm->atoms, text, strlen(text)); }

static void load(void)
{
    char error[200] = "";
    beam_make(&file, &parts);
    Module *module =
        load_module(vm->code, vm->atoms, vm->literals, file.bytes, file.size, error, sizeof error);
    ck_assert_msg(module != NULL, "%s", error);
}

// m:f(X), exported, so far without a body; atoms 3 to 5 are erlang, + and halt, imported.
static void start_function(void)
{
    static const char *const names[] = {"m", "f", "erlang", "+", "halt"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        add_atom(&parts, names[i]);
    add_row(&parts.imports, 3, 4, 2);
    add_row(&parts.imports, 3, 5, 1);
    parts.import_count = 2;
    add_row(&parts.exports, 2, 1, 2);
    parts.export_count = 1;
    add_function(&parts, 2, 1);
}
static void add_call_of_halt(void)
{
    add_code(&parts, CODE_CALL_EXT_ONLY);
    add_operand(&parts.code, TAG_U, 1);
    add_operand(&parts.code, TAG_U, 1);
}

static Process *spawn_f(Term argument)
{
    Export *f = code_export(vm->code, atom("m"), atom("f"), 1);
    ck_assert_ptr_nonnull(f);
    Process *process = scheduler_spawn(vm, NULL, f, &argument, 1, (SpawnOptions){0});
    ck_assert_ptr_nonnull(process);
    return process;
}
static void run_f(Term argument)
{
    Word number = spawn_f(argument)->number;
    (void)scheduler_run_until_exit(vm, number);
}

// The process waits as long as nobody runs it.
static Process *idle_process(void)
{
    Process *process = spawn_f(NIL);
    ck_assert_ptr_eq(scheduler_find(vm, pid_make(process->number)), process);
    return process;
}

START_TEST(code_runs)
{
    start_function();
    add_code(&parts, CODE_GC_BIF2);
    add_operand(&parts.code, TAG_F, 0);
    add_operand(&parts.code, TAG_U, 1);
    add_operand(&parts.code, TAG_U, 0);
    add_operand(&parts.code, TAG_X, 0);
    add_operand(&parts.code, TAG_I, 2);
    add_operand(&parts.code, TAG_X, 0);
    add_call_of_halt();
    load();
    run_f(small_make(40));
    ck_assert(vm->halted);
    ck_assert_int_eq(vm->halt_status, 42);
}
END_TEST

// Each value of a dense choice leads to its own label, any other value to the one for failure.
START_TEST(choices_lead_where_they_say)
{
    enum { COUNT = 9 };
    start_function();
    add_code(&parts, CODE_SELECT_VAL);
    add_operand(&parts.code, TAG_X, 0);
    add_operand(&parts.code, TAG_F, 3 + COUNT);
    add_byte(&parts.code, 0x17);
    add_operand(&parts.code, TAG_U, 2 * COUNT);
    for (unsigned i = 0; i < COUNT; i++) {
        unsigned value = (i * 4 + 1) % COUNT;
        add_operand(&parts.code, TAG_I, 3 + value + value / 5);
        add_operand(&parts.code, TAG_F, 3 + value);
    }
    for (unsigned i = 0; i <= COUNT; i++) {
        add_code(&parts, CODE_LABEL);
        add_operand(&parts.code, TAG_U, ++parts.label_count);
        add_code(&parts, CODE_MOVE);
        add_operand(&parts.code, TAG_I, 100 + i);
        add_operand(&parts.code, TAG_X, 0);
        add_call_of_halt();
    }
    load();
    for (int value = -2; value < 20; value++) {
        int expected = 100 + COUNT;
        for (int i = 0; i < COUNT; i++) {
            if (value == 3 + i + i / 5)
                expected = 100 + i;
        }
        vm->halted = false;
        run_f(small_make(value));
        ck_assert_int_eq(vm->halt_status, expected);
    }
}
END_TEST

START_TEST(an_endless_loop_gives_way)
{
    start_function();
    add_code(&parts, CODE_CALL_ONLY);
    add_operand(&parts.code, TAG_U, 1);
    add_operand(&parts.code, TAG_F, 2);
    load();
    Process *looping = spawn_f(NIL);
    Export *halt = code_export(vm->code, atom("erlang"), atom("halt"), 1);
    Term status = small_make(3);
    Process *other = scheduler_spawn(vm, NULL, halt, &status, 1, (SpawnOptions){0});
    ck_assert_ptr_nonnull(other);
    ck_assert(!scheduler_run_until_exit(vm, looping->number));
    ck_assert_int_eq(vm->halt_status, 3);
}
END_TEST

// ---- mailbox

static Memory memory;

static void add(Mailbox *mailbox, int number)
{
    ck_assert(mailbox_add(mailbox, &memory, small_make(number)));
}
static int peeked(Mailbox *mailbox)
{
    Term message = mailbox_peek(mailbox);
    return term_is_none(message) ? -1 : (int)small_value(message);
}

START_TEST(messages_come_in_order)
{
    Mailbox mailbox = {0};
    memory_init(&memory, NULL, NULL, 0);
    for (int i = 0; i < 100; i++)
        add(&mailbox, i);
    ck_assert_uint_eq(mailbox_count(&mailbox), 100);
    for (int i = 0; i < 100; i++) {
        ck_assert_int_eq(peeked(&mailbox), i);
        mailbox_remove(&mailbox);
    }
    ck_assert_int_eq(peeked(&mailbox), -1);
    mailbox_free(&mailbox, &memory);
    ck_assert_uint_eq(atomic_load(&memory.in_use), 0);
}
END_TEST

START_TEST(selection_remembers_where_it_has_looked)
{
    Mailbox mailbox = {0};
    memory_init(&memory, NULL, NULL, 0);
    for (int i = 0; i < 7; i++)
        add(&mailbox, i);
    for (int i = 0; i < 7; i++)
        mailbox_pass(&mailbox);
    ck_assert_int_eq(peeked(&mailbox), -1);
    add(&mailbox, 7);
    ck_assert_int_eq(peeked(&mailbox), 7);
    mailbox_remove(&mailbox);
    ck_assert_int_eq(peeked(&mailbox), 0);
    mailbox_pass(&mailbox);
    mailbox_remove(&mailbox);
    ck_assert_int_eq(peeked(&mailbox), 0);
    mailbox_remove(&mailbox);
    ck_assert_int_eq(peeked(&mailbox), 2);
    ck_assert_uint_eq(mailbox_count(&mailbox), 5);
    mailbox_free(&mailbox, &memory);
}
END_TEST

// Messages taken from the middle leave no room behind that is never used again.
START_TEST(a_mailbox_with_holes_does_not_grow)
{
    Mailbox mailbox = {0};
    memory_init(&memory, NULL, NULL, 0);
    add(&mailbox, -2);
    for (int i = 0; i < 10000; i++) {
        add(&mailbox, i);
        mailbox_restart(&mailbox);
        ck_assert_int_eq(peeked(&mailbox), -2);
        mailbox_pass(&mailbox);
        ck_assert_int_eq(peeked(&mailbox), i);
        mailbox_remove(&mailbox);
    }
    ck_assert_uint_eq(mailbox_count(&mailbox), 1);
    ck_assert_uint_le(mailbox.capacity, 16);
    mailbox_free(&mailbox, &memory);
}
END_TEST

// ---- processes

START_TEST(messages_survive_a_collection)
{
    Process *to = idle_process();
    Process *from = idle_process();
    for (int i = 0; i < 50; i++) {
        Term list = room_cons(process_room(from), small_make(i), NIL);
        ck_assert(!term_is_none(list));
        ck_assert(!term_is_none(signal_send(from, pid_make(to->number), list)));
    }
    ck_assert_uint_eq(mailbox_count(&to->mailbox), 50);
    ck_assert_int_eq(process_collect(to, 1000, 0), HEAP_OK);
    for (int i = 0; i < 50; i++) {
        Term message = mailbox_peek(&to->mailbox);
        ck_assert(term_is_cons(message));
        ck_assert_int_eq(small_value(cons_head(message)), i);
        mailbox_remove(&to->mailbox);
    }
}
END_TEST

START_TEST(a_chain_of_links_ends_without_recursion)
{
    enum { LENGTH = 100000 };
    Process *first = idle_process(), *last = first;
    for (int i = 1; i < LENGTH; i++) {
        Process *next = spawn_f(NIL);
        ck_assert(signal_link(last, next));
        last = next;
    }
    Process *watcher = idle_process();
    ck_assert(
        !term_is_none(signal_monitor(watcher, last, pid_make(last->number), (MonitorOptions){0})));
    Word number = first->number;
    signal_exit(watcher, first, ATOM_TERM(kill));
    ck_assert_ptr_null(scheduler_find(vm, pid_make(number)));
    ck_assert_uint_eq(scheduler_process_count(vm), 1);
    ck_assert_uint_eq(mailbox_count(&watcher->mailbox), 1);
}
END_TEST

START_TEST(names_are_given_back)
{
    Process *process = idle_process(), *other = idle_process();
    ck_assert(scheduler_register(vm, atom("name"), process));
    ck_assert(!scheduler_register(vm, atom("name"), other));
    ck_assert(!scheduler_register(vm, atom("second"), process));
    ck_assert_ptr_eq(scheduler_whereis(vm, atom("name")), process);
    signal_end(process, ATOM_TERM(normal));
    ck_assert_ptr_null(scheduler_whereis(vm, atom("name")));
    ck_assert(scheduler_register(vm, atom("name"), other));
}
END_TEST

// ---- the whole of a VM

static void *count_bytes(void *host, void *piece, size_t old_size, size_t new_size)
{
    *(size_t *)host += new_size - old_size;
    if (new_size == 0) {
        free(piece);
        return NULL;
    }
    return realloc(piece, new_size);
}

START_TEST(a_vm_gives_back_every_byte)
{
    size_t in_use = 0;
    Vm *counted = vm_create(count_bytes, &in_use, 0);
    ck_assert_ptr_nonnull(counted);
    ck_assert_uint_gt(in_use, 0);
    vm_destroy(counted);
    ck_assert_uint_eq(in_use, 0);
    // However little memory there is, nothing is left behind either.
    for (size_t limit = 1000; limit < 1000000; limit += limit / 4) {
        Vm *poor = vm_create(count_bytes, &in_use, limit);
        if (poor)
            vm_destroy(poor);
        ck_assert_uint_eq(in_use, 0);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("engine");
    TCase *tests = tcase_create("engine");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, code_runs);
    tcase_add_test(tests, choices_lead_where_they_say);
    tcase_add_test(tests, an_endless_loop_gives_way);
    tcase_add_test(tests, messages_come_in_order);
    tcase_add_test(tests, selection_remembers_where_it_has_looked);
    tcase_add_test(tests, a_mailbox_with_holes_does_not_grow);
    tcase_add_test(tests, messages_survive_a_collection);
    tcase_add_test(tests, a_chain_of_links_ends_without_recursion);
    tcase_add_test(tests, names_are_given_back);
    tcase_add_test(tests, a_vm_gives_back_every_byte);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
