// SPDX-License-Identifier: Apache-2.0
// The benchmark runner: times each program on erlite and on Erlang/OTP, and prints both with their
// ratio. In C, because a shell cannot read a child's peak memory, and its own start would be part
// of the times.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PATH_SIZE = 4096, STARTUP_RUNS = 10 };

// What one program costs on one system; the least of several runs, since noise only ever adds.
typedef struct {
    double seconds;
    double megabytes; // peak resident memory
    bool failed;
} Cost;

typedef enum { ERLITE, ERL } System;

typedef struct {
    const char *erlite;    // path of the program to measure
    const char *directory; // for compiled modules and what they print
    int runs;
    bool has_erl;
    Cost startup[2]; // of a program that prints one line, by System
} Bench;

static void die(const char *subject, const char *problem)
{
    fprintf(stderr, "bench: %s: %s\n", subject, problem);
    exit(1);
}

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static const char *system_name(System system) { return system == ERLITE ? "erlite" : "erl"; }

static void format_path(char path[PATH_SIZE], const Bench *bench, const char *name,
                        const char *extension)
{
    if (snprintf(path, PATH_SIZE, "%s/%s%s", bench->directory, name, extension) >= PATH_SIZE) {
        die(bench->directory, "is too long a path");
    }
}

static void redirect(int descriptor, const char *path, int flags)
{
    int file = open(path, flags, 0666);
    if (file < 0 || dup2(file, descriptor) < 0) {
        _exit(127);
    }
    close(file);
}

// Runs a command to its end. What it prints goes to the file `output`; errors stay visible.
static Cost run_command(const char *const *command, const char *output)
{
    double start = seconds_now();
    pid_t child = fork();
    if (child < 0) {
        die(command[0], strerror(errno));
    }
    if (child == 0) {
        redirect(STDIN_FILENO, "/dev/null", O_RDONLY);
        redirect(STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC);
        execvp(command[0], (char *const *)command);
        _exit(127);
    }
    int status;
    struct rusage usage;
    while (wait4(child, &status, 0, &usage) < 0) {
        if (errno != EINTR) {
            die(command[0], strerror(errno));
        }
    }
    return (Cost){.seconds = seconds_now() - start,
                  .megabytes = (double)usage.ru_maxrss / 1024,
                  .failed = !WIFEXITED(status) || WEXITSTATUS(status) != 0};
}

static bool command_exists(const char *name)
{
    const char *probe[] = {"sh", "-c", "command -v \"$0\" >/dev/null 2>&1", name, NULL};
    return !run_command(probe, "/dev/null").failed;
}

// Compiles a program for one system into a folder of its own below the bench's.
static bool compile(const Bench *bench, System system, const char *source)
{
    char directory[PATH_SIZE];
    format_path(directory, bench, system_name(system), "");
    if (mkdir(directory, 0777) != 0 && errno != EEXIST) {
        die(directory, strerror(errno));
    }
    const char *for_erlite[] = {bench->erlite, "compile", "-o", directory, source, NULL};
    const char *for_erl[] = {"erlc", "-o", directory, source, NULL};
    return !run_command(system == ERLITE ? for_erlite : for_erl, "/dev/null").failed;
}

static Cost run_module(const Bench *bench, System system, const char *module, const char *output)
{
    char directory[PATH_SIZE], expression[512];
    format_path(directory, bench, system_name(system), "");
    snprintf(expression, sizeof expression,
             "code:ensure_loaded(%s), "
             "case erlang:function_exported(%s, main, 1) of "
             "true -> %s:main([]); false -> %s:main() end, halt().",
             module, module, module, module);
    const char *on_erlite[] = {bench->erlite, "run", "-pa", directory, module, NULL};
    const char *on_erl[] = {"erl",     "-noshell", "-noinput", "-pa",
                            directory, "-eval",    expression, NULL};
    return run_command(system == ERLITE ? on_erlite : on_erl, output);
}

static void output_path(char path[PATH_SIZE], const Bench *bench, System system, const char *module)
{
    char name[256];
    snprintf(name, sizeof name, "%s/%s", system_name(system), module);
    format_path(path, bench, name, ".printed");
}

static Cost measure(const Bench *bench, System system, const char *source, const char *module,
                    int runs)
{
    if (!compile(bench, system, source)) {
        return (Cost){.failed = true};
    }
    char output[PATH_SIZE];
    output_path(output, bench, system, module);
    Cost least = run_module(bench, system, module, output);
    for (int i = 1; i < runs && !least.failed; i++) {
        Cost cost = run_module(bench, system, module, output);
        if (cost.seconds < least.seconds) {
            least.seconds = cost.seconds;
        }
        if (cost.megabytes < least.megabytes) {
            least.megabytes = cost.megabytes;
        }
        least.failed = cost.failed;
    }
    return least;
}

static bool same_contents(const char *left, const char *right)
{
    const char *compare[] = {"cmp", "-s", left, right, NULL};
    return !run_command(compare, "/dev/null").failed;
}

static bool same_output(const Bench *bench, const char *module)
{
    char left[PATH_SIZE], right[PATH_SIZE];
    output_path(left, bench, ERLITE, module);
    output_path(right, bench, ERL, module);
    return same_contents(left, right);
}

// Time of the program's own: without the start of its system, and never nothing.
static double own_seconds(const Bench *bench, System system, Cost cost)
{
    double seconds = cost.seconds - bench->startup[system].seconds;
    return seconds > 0.001 ? seconds : 0.001;
}

static void print_cost(Cost cost, double seconds)
{
    if (cost.failed) {
        printf("   failed          ");
    } else {
        printf(" %8.3f %7.1f MB", seconds, cost.megabytes);
    }
}

static bool bench_program(const Bench *bench, const char *source, const char *module)
{
    Cost erlite = measure(bench, ERLITE, source, module, bench->runs);
    double erlite_seconds = own_seconds(bench, ERLITE, erlite);
    printf("%-20s", module);
    print_cost(erlite, erlite_seconds);
    if (!bench->has_erl) {
        printf("\n");
        return !erlite.failed;
    }
    fflush(stdout);
    Cost erl = measure(bench, ERL, source, module, bench->runs);
    double erl_seconds = own_seconds(bench, ERL, erl);
    print_cost(erl, erl_seconds);
    if (erlite.failed || erl.failed) {
        printf("\n");
        return false;
    }
    bool same = same_output(bench, module);
    printf(" %8.2f x%s\n", erl_seconds / erlite_seconds, same ? "" : "  DIFFERENT OUTPUT");
    fflush(stdout);
    return same;
}

// Hello world, as people run it: from source on erlite. Its time is what the others are charged
// less.
static bool bench_startup(Bench *bench)
{
    const char *module = "bench_hello";
    char source[PATH_SIZE];
    format_path(source, bench, module, ".erl");
    FILE *file = fopen(source, "w");
    if (file == NULL) {
        die(source, strerror(errno));
    }
    fputs("-module(bench_hello).\n-export([main/1]).\n"
          "main(_) -> io:format(\"Hello, ~s!~n\", [\"world\"]).\n",
          file);
    fclose(file);
    bench->startup[ERLITE] = measure(bench, ERLITE, source, module, STARTUP_RUNS);
    if (bench->has_erl) {
        bench->startup[ERL] = measure(bench, ERL, source, module, STARTUP_RUNS);
    }
    char output[PATH_SIZE];
    output_path(output, bench, ERLITE, module);
    const char *from_source[] = {bench->erlite, "run", source, NULL};
    Cost least = run_command(from_source, output);
    for (int i = 1; i < STARTUP_RUNS; i++) {
        Cost cost = run_command(from_source, output);
        least.seconds = cost.seconds < least.seconds ? cost.seconds : least.seconds;
        least.megabytes = cost.megabytes < least.megabytes ? cost.megabytes : least.megabytes;
    }
    printf("hello world from source: erlite %.1f ms, %.1f MB", least.seconds * 1e3,
           least.megabytes);
    if (bench->has_erl) {
        printf("; compiled: erlite %.1f ms, %.1f MB; erl %.1f ms, %.1f MB",
               bench->startup[ERLITE].seconds * 1e3, bench->startup[ERLITE].megabytes,
               bench->startup[ERL].seconds * 1e3, bench->startup[ERL].megabytes);
    }
    printf("\n\n");
    return !least.failed && !bench->startup[ERLITE].failed && !bench->startup[ERL].failed;
}

static bool bench_all(Bench *bench, char **sources)
{
    if (mkdir(bench->directory, 0777) != 0 && errno != EEXIST) {
        die(bench->directory, strerror(errno));
    }
    bench->has_erl = command_exists("erl") && command_exists("erlc");
    if (!bench->has_erl) {
        printf("Erlang/OTP is not installed (tools/install-deps --dev): times of erlite alone.\n");
    }
    bool good = bench_startup(bench);
    printf("Seconds without the system's start, peak memory, least of %d runs;"
           " the ratio is how many times faster erlite is.\n\n",
           bench->runs);
    printf("%-20s %19s %19s %10s\n", "", "erlite", bench->has_erl ? "erl" : "",
           bench->has_erl ? "ratio" : "");
    for (; *sources != NULL; sources++) {
        const char *slash = strrchr(*sources, '/');
        char module[256];
        snprintf(module, sizeof module, "%s", slash != NULL ? slash + 1 : *sources);
        char *extension = strrchr(module, '.');
        if (extension == NULL || strcmp(extension, ".erl") != 0) {
            die(*sources, "is not an .erl file");
        }
        *extension = '\0';
        good = bench_program(bench, *sources, module) && good;
    }
    return good;
}

int main(int argc, char **argv)
{
    Bench bench = {.erlite = "build/erlite", .directory = "build/release/bench-beams", .runs = 5};
    int option;
    while ((option = getopt(argc, argv, "e:d:n:")) != -1) {
        switch (option) {
        case 'e': bench.erlite = optarg; break;
        case 'd': bench.directory = optarg; break;
        case 'n': bench.runs = atoi(optarg) > 0 ? atoi(optarg) : 1; break;
        default:
            fputs("usage: bench [-e ERLITE] [-d DIRECTORY] [-n RUNS] FILE.erl...\n", stderr);
            return 2;
        }
    }
    return bench_all(&bench, argv + optind) ? 0 : 1;
}
