# SPDX-License-Identifier: Apache-2.0
#
# Builds, tests and installs erlite; `make help` lists what it can do. Sources are found by folder:
# a new C file, module or test needs no line here. Everything made goes below build/, a tree for
# each MODE.

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules
BUILD ?= build

# As many jobs as processors; a -j on the command line wins.
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(or $(shell nproc 2>/dev/null),2)
endif

# ---- Set-up: no ./configure needed ---------------------------------------------------------------

# Any goal that builds includes build/config.mk, and make itself makes it. On a machine where nobody
# has configured yet, the goals below also install what is missing: each is fit to be the first
# command.
CONFIG := $(BUILD)/config.mk
goals_without_config := help clean format docs
goals_with_install := run check check-all bench oracle fuzz

goals := $(or $(MAKECMDGOALS),all)
ifneq ($(filter-out $(goals_without_config),$(goals)),)
include $(CONFIG)
endif

$(CONFIG): configure
ifneq ($(filter $(goals_with_install),$(goals)),)
	@test -f $@ || tools/install-deps
endif
	@./configure --builddir=$(BUILD) $(filter-out '--builddir=%,$(CONFIGURE_ARGUMENTS))

# ---- Modes ---------------------------------------------------------------------------------------

DEFAULT_MODE ?= release
MODE ?= $(DEFAULT_MODE)
MODES := release debug asan ubsan tsan gcstress
OUT := $(BUILD)/$(MODE)

# Tail calls are promised only with optimisation and without sanitizers; configure has tried them.
flags_release := -O2 -DNDEBUG
flags_debug := -O0 -g -DTERM_CHECKED=1
flags_asan := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
    -fno-sanitize-recover=undefined
flags_ubsan := -O1 -g -fsanitize=undefined -fno-sanitize-recover=undefined
flags_tsan := -O1 -g -fsanitize=thread
flags_gcstress := -O1 -g -foptimize-sibling-calls -DGC_STRESS=1
# For the fuzz targets only: every object with the coverage that libFuzzer steers by.
flags_fuzz := -O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined \
    -fno-sanitize-recover=undefined

ifeq ($(filter $(MODE),$(MODES) fuzz),)
$(error MODE=$(MODE) is unknown; choose one of: $(MODES))
endif
ifeq ($(MODE),fuzz)
override CC := $(or $(FUZZ_CC),clang)
endif

WARNINGS := -Wall -Wextra -Wshadow -Wmissing-prototypes -Wundef -Wstrict-prototypes -Wvla
ifeq ($(WERROR),1)
WARNINGS += -Werror
endif

ALL_CFLAGS = -std=gnu17 $(flags_$(MODE)) $(WARNINGS) -fPIC -fvisibility=hidden -pthread \
    -DENGINE_TAIL_CALLS=$(or $(TAIL_CALLS_$(MODE)),0) \
    $(GMP_CFLAGS) $(ZLIB_CFLAGS) $(USER_CFLAGS)
ALL_LDFLAGS = $(filter -O% -fsanitize=%,$(flags_$(MODE))) -pthread $(USER_LDFLAGS)
LIBS = $(GMP_LIBS) $(ZLIB_LIBS) -lm

# ---- Sources and what is made of them ------------------------------------------------------------

HEADER := vm/include/erlite.h
version_line := $(shell grep '^.define ERLITE_VERSION ' $(HEADER))
VERSION := $(subst ",,$(lastword $(version_line)))
SOVERSION := $(firstword $(subst ., ,$(VERSION)))

objects = $(patsubst %.c,$(OUT)/%.o,$(1))

vm_objects := $(call objects,$(sort $(wildcard vm/*.c vm/*/*.c)))
compiler_objects := $(call objects,$(sort $(wildcard compiler/*.c)))
# Tools that run while building or testing are programs of their own; the rest is the program
# erlite.
build_tools := erlitec mkimage bench fuzz-replay
program_sources := $(filter-out $(build_tools:%=tools/%.c),$(sort $(wildcard tools/*.c)))
program_objects := $(call objects,$(program_sources))

stdlib_beams := $(patsubst stdlib/%.erl,$(OUT)/stdlib/%.beam,$(sort $(wildcard stdlib/*.erl)))
stdlib_headers := $(wildcard stdlib/include/*.hrl)

ifneq ($(HAVE_CHECK),)
unit_tests := $(patsubst tests/unit/%.c,$(OUT)/tests/unit/%,$(wildcard tests/unit/check_*.c))
endif
unit_helpers := $(call objects,$(filter-out tests/unit/check_%.c,$(wildcard tests/unit/*.c)))
embed_tests := $(patsubst tests/embed/%.c,$(OUT)/tests/embed/%,$(wildcard tests/embed/*.c))
fuzz_targets := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c))
fuzz_replays := $(fuzz_targets:%=$(OUT)/tests/fuzz/replay_%)

LIB_STATIC := $(OUT)/liberlite.a
LIB_SHARED := $(OUT)/liberlite.so.$(VERSION)
LIB_COMPILER := $(OUT)/libcompiler.a
PROGRAM := $(OUT)/erlite

# Tests that may be given a program built in any mode need not know the modes.
export ERLITE_MODE := $(MODE)

.PHONY: all libs program help run check check-all test-programs install uninstall clean bench \
    oracle fuzz format docs
.SECONDARY:

all: program libs
program: $(PROGRAM)
libs: $(LIB_STATIC) $(LIB_SHARED)

# The program of the default mode is also build/erlite.
ifeq ($(MODE),$(DEFAULT_MODE))
all: $(BUILD)/erlite
run check bench oracle: $(BUILD)/erlite
$(BUILD)/erlite: $(PROGRAM)
	@ln -sf $(MODE)/erlite $@
endif

# ---- Rules ---------------------------------------------------------------------------------------

ifeq ($(V),1)
say = @:
quiet =
else
say = @printf '  %-5s %s\n'
quiet = @
endif

# Changes only when the commands do, so that new flags rebuild everything and nothing else does.
flags_now := $(strip $(CC) $(ALL_CFLAGS) $(ENGINE_CFLAGS) $(ENGINE_CFLAGS_$(MODE)) \
    $(ALL_LDFLAGS) $(LIBS))
ifneq ($(and $(wildcard $(CONFIG)),$(filter-out $(goals_without_config),$(goals))),)
ifneq ($(flags_now),$(strip $(shell cat $(OUT)/flags 2>/dev/null)))
$(shell mkdir -p $(OUT) && printf '%s\n' '$(subst ','\'',$(flags_now))' >$(OUT)/flags)
endif
endif

include_vm := -I. -Ivm -Ivm/include
include_compiler := -I. -Icompiler
$(OUT)/vm/%.o: INCLUDES := $(include_vm)
$(OUT)/compiler/%.o: INCLUDES := $(include_compiler)
$(OUT)/tools/%.o: INCLUDES := $(include_vm) $(include_compiler)
$(OUT)/tests/unit/%.o: INCLUDES := $(include_vm) $(include_compiler) $(CHECK_CFLAGS)
$(OUT)/tests/fuzz/%.o: INCLUDES := $(include_vm) $(include_compiler)
$(OUT)/tests/embed/%.o: INCLUDES := -Ivm/include
$(OUT)/image.o: INCLUDES := $(include_vm)
$(OUT)/vm/engine/%.o: EXTRA_CFLAGS = $(ENGINE_CFLAGS) $(ENGINE_CFLAGS_$(MODE))

$(OUT)/%.o: %.c $(OUT)/flags
	$(say) CC $<
	@mkdir -p $(@D)
	$(quiet)$(CC) $(ALL_CFLAGS) $(EXTRA_CFLAGS) $(INCLUDES) -MMD -MP -c $< -o $@

# The standard library: compiled by a small program that is nothing but the compiler, packed into a
# C file, and linked into the library.
$(OUT)/erlitec: $(OUT)/tools/erlitec.o $(LIB_COMPILER)
	$(say) LINK $@
	$(quiet)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(OUT)/mkimage: $(OUT)/tools/mkimage.o
	$(say) LINK $@
	$(quiet)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(ZLIB_LIBS)

$(OUT)/stdlib/%.beam: stdlib/%.erl $(stdlib_headers) $(OUT)/erlitec
	$(say) ERLC $<
	@mkdir -p $(@D)
	$(quiet)$(OUT)/erlitec -I stdlib/include -o $(@D) $<

# The list of modules is part of what the image is made of: a module removed must leave it.
ifneq ($(strip $(stdlib_beams)),$(strip $(shell cat $(OUT)/modules 2>/dev/null)))
$(OUT)/modules: FORCE
endif
.PHONY: FORCE
$(OUT)/modules:
	@mkdir -p $(@D) && echo '$(stdlib_beams)' >$@

$(OUT)/image.c: $(stdlib_beams) $(OUT)/mkimage $(OUT)/modules
	$(say) PACK $@
	$(quiet)$(OUT)/mkimage -o $@ $(stdlib_beams)

$(OUT)/image.o: $(OUT)/image.c $(OUT)/flags
	$(say) CC $<
	$(quiet)$(CC) $(ALL_CFLAGS) $(INCLUDES) -MMD -MP -c $< -o $@

archive = $(quiet)rm -f $@ && $(AR) rcs $@ $(filter %.o,$^)

$(LIB_COMPILER): $(compiler_objects)
	$(say) AR $@
	@mkdir -p $(@D)
	$(archive)

$(LIB_STATIC): $(vm_objects) $(OUT)/image.o
	$(say) AR $@
	$(archive)

$(LIB_SHARED): $(vm_objects) $(OUT)/image.o
	$(say) LINK $@
	$(quiet)$(CC) $(ALL_LDFLAGS) -shared -Wl,-soname,liberlite.so.$(SOVERSION) -o $@ $^ $(LIBS)
	@ln -sf $(notdir $@) $(OUT)/liberlite.so.$(SOVERSION)
	@ln -sf $(notdir $@) $(OUT)/liberlite.so

$(PROGRAM): $(program_objects) $(LIB_COMPILER) $(LIB_STATIC)
	$(say) LINK $@
	$(quiet)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(unit_tests): $(OUT)/tests/unit/%: $(OUT)/tests/unit/%.o $(unit_helpers) $(LIB_COMPILER) \
    $(LIB_STATIC)
	$(say) LINK $@
	$(quiet)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(CHECK_LIBS) $(LIBS)

# A host of the library sees the public header and the shared library, and nothing else.
$(embed_tests): $(OUT)/tests/embed/%: $(OUT)/tests/embed/%.o $(LIB_SHARED)
	$(say) LINK $@
	$(quiet)$(CC) $(ALL_LDFLAGS) -o $@ $< -L$(OUT) -lerlite -Wl,-rpath,'$$ORIGIN/../..'

$(fuzz_replays): $(OUT)/tests/fuzz/replay_%: $(OUT)/tests/fuzz/%.o $(OUT)/tools/fuzz-replay.o \
    $(LIB_COMPILER) $(LIB_STATIC)
	$(say) LINK $@
	$(quiet)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

$(OUT)/bench: $(OUT)/tools/bench.o
	$(say) LINK $@
	$(quiet)$(CC) $(ALL_LDFLAGS) -o $@ $^

-include $(shell test -d $(OUT) && find $(OUT) -name '*.d')

# ---- Running, testing, measuring -----------------------------------------------------------------

help:
	@echo 'erlite: small, embeddable Erlang'
	@echo
	@echo '  make run         set up this machine, build, run an example'
	@echo '  make check       the same set-up, then every test'
	@echo '  make             build build/erlite and the libraries'
	@echo '  make check-all   every test in every mode: $(MODES)'
	@echo '  make install     install below PREFIX (./configure --prefix=DIR); DESTDIR is honoured'
	@echo '  make uninstall   remove what install put there'
	@echo '  make bench       time tests/bench on erlite and on erl        (needs Erlang/OTP)'
	@echo '  make oracle      compare erlite with erl, modules both ways   (needs Erlang/OTP)'
	@echo '  make fuzz        run each fuzz target for FUZZ_SECONDS=60     (needs clang)'
	@echo '  make docs        write docs/bytecode.md from the instruction tables'
	@echo '  make format      format the C sources with clang-format'
	@echo '  make clean       remove what was built in this MODE'
	@echo
	@echo 'Variables: MODE=release|debug|asan|ubsan|tsan|gcstress, a tree of its own below build/'
	@echo '           SUITES="unit lang"  only these suites     TESTS=PATTERN  only these tests'
	@echo '           WERROR=1  warnings are errors             V=1  show the commands'
	@echo '           BUILD=DIR  build there instead of in build/'

run: $(PROGRAM)
	$(PROGRAM) run examples/hello/hello.erl

test-programs: $(PROGRAM) $(LIB_SHARED) $(unit_tests) $(embed_tests) $(fuzz_replays)

check: test-programs
ifeq ($(HAVE_CHECK),)
ifeq ($(findstring --without-check,$(CONFIGURE_ARGUMENTS)),)
	$(error The unit tests need libcheck. Type: tools/install-deps && ./configure && make check)
endif
	@echo 'Without the unit tests, as configured.'
endif
	@tools/run-tests -o $(OUT) -m $(MODE) $(if $(TESTS),-t '$(TESTS)') $(SUITES)

check-all:
	@for mode in $(MODES); do \
	    echo "== MODE=$$mode"; \
	    $(MAKE) --no-print-directory MODE=$$mode check || exit 1; \
	done

bench: $(PROGRAM) $(OUT)/bench
	@$(OUT)/bench -e $(PROGRAM) -d $(OUT)/bench-beams $(BENCH_FLAGS) tests/bench/*.erl

oracle: $(PROGRAM) $(OUT)/erlitec
	@status=0; \
	tools/oracle -o $(OUT) $(if $(TESTS),-t '$(TESTS)') || status=1; \
	$(if $(TESTS),,tools/check-otp-stdlib -o $(OUT) || status=1;) \
	exit $$status

FUZZ_SECONDS ?= 60
fuzz:
	@$(MAKE) --no-print-directory MODE=fuzz fuzz-run

.PHONY: fuzz-run
fuzz_programs := $(fuzz_targets:%=$(OUT)/fuzz_%)
$(fuzz_programs): $(OUT)/fuzz_%: $(OUT)/tests/fuzz/%.o $(LIB_COMPILER) $(LIB_STATIC)
	$(say) LINK $@
	$(quiet)$(CC) $(ALL_LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LIBS)

# New inputs that reach new code collect in build/; a finding is written beside the seeds, to be
# kept.
fuzz-run: $(fuzz_programs)
	@for target in $(fuzz_targets); do \
	    echo "== $$target, $(FUZZ_SECONDS) s"; \
	    mkdir -p $(OUT)/corpus/$$target tests/fuzz/seeds/$$target; \
	    $(OUT)/fuzz_$$target -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=2048 \
	        $$(test ! -f tests/fuzz/$$target.dict || echo -dict=tests/fuzz/$$target.dict) \
	        -print_final_stats=1 -artifact_prefix=tests/fuzz/seeds/$$target/found- \
	        $(OUT)/corpus/$$target tests/fuzz/seeds/$$target 2>$(OUT)/$$target.log || \
	        { tail -n 40 $(OUT)/$$target.log; exit 1; }; \
	    grep -E '^stat::number_of_executed_units|^Done' $(OUT)/$$target.log; \
	done

docs:
	tools/mkdocs >docs/bytecode.md.new && mv docs/bytecode.md.new docs/bytecode.md

format:
	clang-format -i $(wildcard vm/*.[ch] vm/*/*.[ch] compiler/*.[ch] tools/*.[ch] \
	    tests/unit/*.[ch] tests/embed/*.[ch] tests/fuzz/*.[ch])

# ---- Installing ----------------------------------------------------------------------------------

INSTALL ?= install
pkgconfigdir = $(LIBDIR)/pkgconfig

install: all
	$(INSTALL) -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(LIBDIR) $(DESTDIR)$(pkgconfigdir) \
	    $(DESTDIR)$(INCLUDEDIR) $(DESTDIR)$(MANDIR)/man1
	$(INSTALL) -m 755 $(PROGRAM) $(DESTDIR)$(BINDIR)/erlite
	$(INSTALL) -m 644 $(LIB_STATIC) $(DESTDIR)$(LIBDIR)/liberlite.a
	$(INSTALL) -m 644 $(LIB_SHARED) $(DESTDIR)$(LIBDIR)/liberlite.so.$(VERSION)
	ln -sf liberlite.so.$(VERSION) $(DESTDIR)$(LIBDIR)/liberlite.so.$(SOVERSION)
	ln -sf liberlite.so.$(VERSION) $(DESTDIR)$(LIBDIR)/liberlite.so
	$(INSTALL) -m 644 $(HEADER) $(DESTDIR)$(INCLUDEDIR)/erlite.h
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@LIBDIR@|$(LIBDIR)|' -e 's|@INCLUDEDIR@|$(INCLUDEDIR)|' \
	    -e 's|@VERSION@|$(VERSION)|' -e 's|@LIBS@|$(strip $(LIBS)) -pthread|' tools/erlite.pc.in \
	    >$(OUT)/erlite.pc
	$(INSTALL) -m 644 $(OUT)/erlite.pc $(DESTDIR)$(pkgconfigdir)/erlite.pc
	$(INSTALL) -m 644 docs/erlite.1 $(DESTDIR)$(MANDIR)/man1/erlite.1

uninstall:
	rm -f $(DESTDIR)$(BINDIR)/erlite $(DESTDIR)$(LIBDIR)/liberlite.a $(DESTDIR)$(LIBDIR)/liberlite.so \
	    $(DESTDIR)$(LIBDIR)/liberlite.so.$(SOVERSION) $(DESTDIR)$(LIBDIR)/liberlite.so.$(VERSION) \
	    $(DESTDIR)$(INCLUDEDIR)/erlite.h $(DESTDIR)$(pkgconfigdir)/erlite.pc \
	    $(DESTDIR)$(MANDIR)/man1/erlite.1

# With MODE given, that tree; without, all of them, but not what configure found.
clean:
ifeq ($(origin MODE),file)
	rm -rf $(addprefix $(BUILD)/,$(MODES) fuzz) $(BUILD)/erlite
else
	rm -rf $(OUT)
endif
