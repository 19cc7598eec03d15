# ebb: a spaced-repetition flashcard trainer for the terminal.
# `make help` lists the targets.

PROG     = ebb
VERSION  = 0.1.0
MODE    ?= release
PREFIX  ?= /usr/local
BUILD    = build/$(MODE)
BIN      = $(BUILD)/bin/$(PROG)
LIB      = $(BUILD)/libebb.a

# make V=1 shows the commands.
Q   = $(if $(V),,@)
say = $(if $(V),,@printf '%7s %s\n' $(1) $@)

# Debian 12 packages: to build, and to run the tests and checks.
DEPS_BUILD = gcc make pkg-config libsqlite3-dev libreadline-dev libcsv-dev \
	     libunistring-dev gettext
DEPS_CHECK = libcmocka-dev sqlite3 perl tmux mandoc \
	     shellcheck clang libclang-rt-14-dev clang-format clang-tidy \
	     cppcheck zsh fish chromium

LIBRARIES = sqlite3 readline
CPPFLAGS += -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -Isrc \
	    -DEBB_VERSION='"$(VERSION)"' -DEBB_PREFIX='"$(PREFIX)"' \
	    $(filter-out -D%,$(shell pkg-config --cflags $(LIBRARIES)))
LDLIBS   += $(shell pkg-config --libs $(LIBRARIES)) -lcsv -lunistring -lm

WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
       -Wmissing-prototypes -Wwrite-strings -Wvla -Wformat=2 \
       -Wno-format-nonliteral
HARDEN = -D_FORTIFY_SOURCE=2 -fstack-protector-strong \
	 -fstack-clash-protection -fPIE $(CET)
HARDEN_LINK = -pie -Wl,-z,relro,-z,now,-z,noexecstack

# Control-flow protection, where the compiler has it for this machine.
CET := $(shell $(CC) -fcf-protection -Werror -x c -c -o /dev/null /dev/null \
	 2>/dev/null && echo -fcf-protection)

FLAGS_release  = -O2 -g $(HARDEN)
FLAGS_debug    = -O0 -g3 -Werror
FLAGS_sanitize = -O1 -g -Werror -fno-omit-frame-pointer -DEBB_ARENA_GUARD \
		 -fsanitize=address,undefined -fno-sanitize-recover=all
FLAGS_coverage = -O0 -g --coverage
FLAGS_fuzz     = -O1 -g -fno-omit-frame-pointer -DEBB_ARENA_GUARD \
		 -fsanitize=fuzzer-no-link,address,undefined \
		 -fno-sanitize-recover=all
FLAGS_fuzz-coverage = -O1 -g -fsanitize=fuzzer-no-link \
		 -fprofile-instr-generate -fcoverage-mapping
LINK_release   = $(HARDEN_LINK)
CFLAGS        ?= $(FLAGS_$(MODE))
ALL_CFLAGS     = -std=c11 -ffp-contract=off $(WARN) $(CFLAGS) -MMD -MP
ALL_LDFLAGS    = $(LINK_$(MODE)) $(LDFLAGS)

SRC       := $(sort $(wildcard src/*/*.c))
# Compiled in as strings by src/embed.sh.
EMBEDDED  := $(sort $(wildcard src/store/migrations/*.sql)) \
	     $(wildcard src/store/*.sql src/store/figures/*.sql \
	     src/exchange/*.css)
OBJ       := $(SRC:%.c=$(BUILD)/obj/%.o) \
	     $(patsubst %,$(BUILD)/obj/%.o,$(basename $(EMBEDDED)))
LANGUAGES := $(basename $(notdir $(wildcard src/po/*.po)))
MO        := $(LANGUAGES:%=$(BUILD)/share/locale/%/LC_MESSAGES/$(PROG).mo)
DECKS     := $(patsubst decks/%,$(BUILD)/share/$(PROG)/decks/%,\
	     $(wildcard decks/*.csv))
UNIT      := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,\
	     $(wildcard tests/unit/*_test.c))
PTY       := $(patsubst tests/pty/%.c,$(BUILD)/tests/%,\
	     $(wildcard tests/pty/*_test.c))
FUZZ      := $(patsubst tests/fuzz/%.c,$(BUILD)/tests/%,\
	     $(wildcard tests/fuzz/*_fuzz.c))
TORTURE   := $(addprefix $(BUILD)/tests/,power_cuts faults allocations \
	     kills together)
BENCH     := $(addprefix $(BUILD)/tests/,measure empty answers figures replay)
HEADERS   := $(wildcard src/*/*.h)

.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: all study check check-unit check-cli check-pty check-html \
	check-truth check-long check-hostile check-bench check-hardened \
	check-layers check-headers \
	sanitize coverage fuzz fuzz-run fuzz-coverage torture bench lint \
	format pot po install uninstall clean deps libraries help

all: $(BIN) $(MO) $(DECKS)

# ---- building --------------------------------------------------------------

$(BIN): $(BUILD)/obj/src/main.o $(LIB)
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LDLIBS)

# Everything but main.c, so that the tests link what the program does.
$(LIB): $(OBJ)
	$(call say,AR)
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(BUILD)/obj/%.o: %.c | $(BUILD)/libraries
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/obj/%.o: $(BUILD)/gen/%.c
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

define embed
@mkdir -p $(@D)
$(call say,EMBED)
$(Q)sh src/embed.sh $< >$@
endef

$(BUILD)/gen/%.c: %.sql src/embed.sh
	$(embed)

$(BUILD)/gen/%.c: %.css src/embed.sh
	$(embed)

$(BUILD)/share/locale/%/LC_MESSAGES/$(PROG).mo: src/po/%.po
	@mkdir -p $(@D)
	$(call say,MSGFMT)
	$(Q)msgfmt --check -o $@ $<

$(BUILD)/share/$(PROG)/decks/%: decks/%
	@mkdir -p $(@D)
	@cp $< $@

# Name a missing library together with the package that holds it.
$(BUILD)/libraries:
	@mkdir -p $(@D)
	@missing=; need() { \
	  printf '#include <stdio.h>\n#include <%s>\n' "$$1" | \
	    $(CC) -x c -fsyntax-only - 2>/dev/null || { missing=1; \
	    echo "$$2 is missing: install $$3 (Debian), or run: make deps" >&2; \
	  }; }; \
	need sqlite3.h SQLite libsqlite3-dev; \
	need readline/readline.h "GNU readline" libreadline-dev; \
	need csv.h libcsv libcsv-dev; \
	need unistr.h libunistring libunistring-dev; \
	need libintl.h "gettext (libintl)" libc6-dev; \
	command -v pkg-config >/dev/null || { missing=1; \
	  echo "pkg-config is missing: install pkg-config (Debian)" >&2; }; \
	command -v msgfmt >/dev/null || { missing=1; \
	  echo "msgfmt is missing: install gettext (Debian)" >&2; }; \
	test -z "$$missing"
	@touch $@

-include $(OBJ:.o=.d) $(BUILD)/obj/src/main.d

# ---- using -----------------------------------------------------------------

# Everything up to the main job: the bundled deck, and a session.
study: all
	@$(BIN) import --yes decks/llm-terms.en.csv
	@$(BIN) study

# ---- testing ---------------------------------------------------------------

export EBB_TEST_BUILD = $(abspath $(BUILD))/tests
export EBB = $(abspath $(BIN))
export EBB_SCREENS = $(abspath tests/data/screens)

# TAP from every kind of test, run and counted by prove.  Skips are failures.
# More at once than there are processors, for some wait for a lock to be given
# up; those begin first, and what takes longest.
PROVE = TMPDIR=$$(sh tests/folder.sh) prove -j4
LONGEST = %/store_test %/failing_test %/search_store_test \
	  %/database.t %/restore.t %/study.t %/hostile.t %/stats.t
longest_first = $(filter $(LONGEST),$(1)) $(filter-out $(LONGEST),$(1))

# Only the release build is hardened.
HARDENED = $(if $(filter release,$(MODE)),check-hardened)

check: all check-layers check-unit check-cli $(HARDENED)
	@echo "make check: all passed"

check-unit: $(UNIT)
	CMOCKA_MESSAGE_OUTPUT=TAP $(PROVE) --merge --failures --exec '' \
	  $(call longest_first,$(UNIT))

check-cli: all
	$(PROVE) --exec sh $(call longest_first,$(wildcard tests/cli/*.t))

check-pty: all $(PTY) $(BUILD)/tests/echo_terminal
	CMOCKA_MESSAGE_OUTPUT=TAP $(PROVE) --merge --failures --exec '' $(PTY)

# The page of statistics in a browser.
check-html: all
	$(PROVE) --exec sh tests/html/*.t

# The unit tests that can go on for longer than make check lets them.
LONG = $(patsubst tests/unit/%.c,$(BUILD)/tests/%,\
	 $(shell grep -lw at_length tests/unit/*_test.c))

check-long: $(LONG)
	EBB_TEST_LONG=1 CMOCKA_MESSAGE_OUTPUT=TAP $(PROVE) --merge --failures \
	  --exec '' $(LONG)

check-hardened: all $(LIB)
	prove --exec sh tests/hardened.sh :: $(BIN) $(LIB) $(CET)

# Every number of the statistics, over 100,000 answers.
check-truth: all
	$(PROVE) --exec sh tests/truth/*.t

# What takes minutes: a gigabyte that is one row, every page damaged in turn, and
# every column.
check-hostile: all
	$(PROVE) --exec sh tests/slow/hostile.t tests/slow/values.t

# That what make bench runs still runs: on few cards, once.
check-bench: all $(BENCH)
	$(PROVE) --exec sh tests/slow/bench.t

check-layers:
	@awk -f tests/layers.awk src/main.c src/*/*.[ch]
	@sh tests/rules.sh

# Each header compiles alone.
check-headers:
	@for h in $(HEADERS); do \
	  $(CC) $(CPPFLAGS) $(filter-out -M%,$(ALL_CFLAGS)) -fsyntax-only -x c $$h || exit 1; \
	done

$(BUILD)/tests/%: $(BUILD)/obj/tests/unit/%.o $(LIB)
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LDLIBS) -lcmocka

# What ebb does to files without SQLite is seen, too.
OWN_CALLS := open openat mkdir rename renameat unlink unlinkat fsync read \
	     write chmod fchmod flock

$(BUILD)/tests/outcome_test $(BUILD)/tests/power_cut_test \
$(BUILD)/tests/study_loop_test: \
	$(patsubst %,$(BUILD)/obj/tests/torture/%.o,disk disk_loss fault_vfs \
	image recover sum)
$(BUILD)/tests/power_cut_test: $(BUILD)/obj/tests/torture/own_calls.o
$(BUILD)/tests/power_cut_test: LDLIBS += $(OWN_CALLS:%=-Wl,--wrap=%)

# What never fails by itself, fails in these.
$(BUILD)/tests/memory_test: LDLIBS += -Wl,--wrap=malloc,--wrap=realloc
$(BUILD)/tests/memory_test: LDLIBS += -Wl,--wrap=quick_exit
$(BUILD)/tests/program_test: LDLIBS += -Wl,--wrap=waitpid
$(BUILD)/tests/random_test: LDLIBS += -Wl,--wrap=getrandom
FAILING_CALLS := open read pread write lseek fsync rename fchmod mkstemp \
		 fopen fdopen tmpfile fflush fclose
$(BUILD)/tests/failing_call_test: LDLIBS += $(FAILING_CALLS:%=-Wl,--wrap=%)

$(BUILD)/tests/%: $(BUILD)/obj/tests/pty/%.o $(BUILD)/obj/tests/pty/pty.o \
		  $(LIB)
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LDLIBS) -lcmocka -lutil

$(BUILD)/tests/echo_terminal: $(BUILD)/obj/tests/pty/echo_terminal.o $(LIB)
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/obj/tests/%.o: CPPFLAGS += -Itests

-include $(patsubst tests/%.c,$(BUILD)/obj/tests/%.d,$(wildcard tests/*/*.c))

sanitize:
	$(MAKE) MODE=sanitize check check-pty

# Counts of runs before this one, or of another build, would be added.
coverage:
	@find build/coverage -name '*.gcda' -delete 2>/dev/null || :
	EBB_STATEMENTS=1000 $(MAKE) MODE=coverage check check-pty
	FAULT_STEP=61 $(MAKE) MODE=coverage \
	  TORTURE=build/coverage/tests/faults torture
	@gcov -b -c -r -t -s . $(patsubst %.c,build/coverage/obj/%.gcno,\
	  src/main.c $(SRC)) 2>/dev/null | awk -f tests/coverage.awk

# Each target for FUZZ_SECONDS, two at a time, from FUZZ_SEED, or by chance
# where that is 0.  What it learns stays in build/fuzz/corpus; an input that
# breaks something is kept in build/fuzz.
FUZZ_SECONDS ?= 60
FUZZ_SEED ?= 0

# What libFuzzer tries next depends on where the program lies, too.
FUZZ_IN_PLACE = $(shell setarch -R true 2>/dev/null && echo setarch -R)

fuzz:
	$(MAKE) -j2 --output-sync=target MODE=fuzz CC=clang fuzz-run

fuzz-run: $(FUZZ:=.run)

$(FUZZ:=.run): %.run: %
	@name=$$(basename $< _fuzz); \
	dictionary=tests/fuzz/$$name.dict; \
	mkdir -p $(BUILD)/corpus/$$name && \
	echo "== $$name" && \
	$(FUZZ_IN_PLACE) $< -max_total_time=$(FUZZ_SECONDS) -seed=$(FUZZ_SEED) \
	  -max_len=4096 -timeout=10 \
	  -print_final_stats=1 -verbosity=0 \
	  $$([ ! -e $$dictionary ] || echo -dict=$$dictionary) \
	  -artifact_prefix=$(abspath $(BUILD))/$$name- \
	  $(BUILD)/corpus/$$name tests/fuzz/seeds/$$name

$(BUILD)/tests/%_fuzz: $(BUILD)/obj/tests/fuzz/%_fuzz.o $(LIB)
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(CC) $(ALL_CFLAGS) -fsanitize=fuzzer $(ALL_LDFLAGS) -o $@ $^ \
	  $(LDLIBS)

# Break ebb on purpose, from SEED, as often as CUTS, KILLS and so on say; see
# tests/README.md.  The defaults take about three minutes.
torture: all $(TORTURE)
	@for program in $(TORTURE); do $$program || exit 1; done

TORTURE_PARTS := $(patsubst %,$(BUILD)/obj/tests/torture/%.o,backups disk \
		 disk_loss fault_vfs image judge learner making program recover \
		 report sum verify world)

$(TORTURE): $(BUILD)/tests/%: $(BUILD)/obj/tests/torture/%.o \
			      $(TORTURE_PARTS) $(LIB)
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(LDLIBS) -lutil

$(BUILD)/tests/power_cuts $(BUILD)/tests/faults: \
	$(BUILD)/obj/tests/torture/own_calls.o
$(BUILD)/tests/power_cuts $(BUILD)/tests/faults: \
	LDLIBS += $(OWN_CALLS:%=-Wl,--wrap=%)
$(BUILD)/tests/allocations: LDLIBS += -Wl,--wrap=malloc,--wrap=realloc

# Which of src the kept corpora reach, by clang's count of regions.
fuzz-coverage:
	$(MAKE) MODE=fuzz-coverage CC=clang $(FUZZ:$(BUILD)/%=build/fuzz-coverage/%)
	@sh tests/fuzz/coverage.sh build/fuzz-coverage build/fuzz/corpus

# Times are for reading, never for passing: machines differ.  CARDS, REVIEWS and
# RUNS say how much, ONLY which cases; see tests/bench/bench.sh.
bench: all $(BENCH)
	@EBB_BENCH_TOOLS=$(abspath $(BUILD))/tests sh tests/bench/bench.sh \
	  $(BUILD)/../bench.json

$(BENCH): $(BUILD)/tests/%: $(BUILD)/obj/tests/bench/%.o $(LIB)
	@mkdir -p $(@D)
	$(call say,LINK)
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ \
	  $(if $(filter-out %/measure %/empty,$@),$(LDLIBS))

lint: check-headers
	clang-format --dry-run -Werror src/main.c src/*/*.[ch] tests/*/*.[ch]
	cppcheck --quiet --std=c11 --inline-suppr --error-exitcode=1 \
	  --enable=warning,portability,performance -Isrc src
	clang-tidy --quiet --warnings-as-errors='*' src/main.c src/*/*.c -- \
	  $(CPPFLAGS) -std=c11 2>/dev/null
	shellcheck -s sh src/embed.sh tests/*.sh tests/cli/*.sh \
	  tests/fuzz/*.sh
	shellcheck -s sh -e SC1091,SC2154 tests/bench/*.sh tests/cli/*.t \
	  tests/html/*.t tests/truth/*.t tests/slow/*.t
	mandoc -T lint -W warning man/*.[15]

format:
	clang-format -i src/main.c src/*/*.[ch] tests/*/*.[ch]

# ---- translating -----------------------------------------------------------

pot: $(BUILD)/$(PROG).pot

$(BUILD)/$(PROG).pot: $(SRC) src/main.c $(HEADERS)
	@mkdir -p $(@D)
	$(call say,POT)
	$(Q)xgettext --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ \
	  --add-comments=TRANSLATORS --sort-by-file --package-name=$(PROG) \
	  -o $@ src/main.c $(SRC)
	$(Q)sed -i '/^"POT-Creation-Date:/d' $@

# Bring the catalogues up to date with the source.
po: $(BUILD)/$(PROG).pot
	for po in src/po/*.po; do \
	  msgmerge --update --backup=none --no-fuzzy-matching --sort-by-file \
	    --no-location $$po $(BUILD)/$(PROG).pot; \
	done

# ---- installing ------------------------------------------------------------

SHARE = $(DESTDIR)$(PREFIX)/share
INSTALLED = $(DESTDIR)$(PREFIX)/bin/$(PROG) \
	    $(SHARE)/$(PROG) \
	    $(SHARE)/man/man1/ebb.1 $(SHARE)/man/man5/ebb-deck.5 \
	    $(SHARE)/man/man5/ebb-db.5 \
	    $(SHARE)/bash-completion/completions/ebb \
	    $(SHARE)/zsh/site-functions/_ebb \
	    $(SHARE)/fish/vendor_completions.d/ebb.fish \
	    $(LANGUAGES:%=$(SHARE)/locale/%/LC_MESSAGES/$(PROG).mo)

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(SHARE)/$(PROG)/decks \
	  $(SHARE)/man/man1 $(SHARE)/man/man5 \
	  $(SHARE)/bash-completion/completions $(SHARE)/zsh/site-functions \
	  $(SHARE)/fish/vendor_completions.d
	install -m 755 $(BIN) $(DESTDIR)$(PREFIX)/bin/$(PROG)
	install -m 644 decks/*.csv $(SHARE)/$(PROG)/decks
	install -m 644 man/*.1 $(SHARE)/man/man1
	install -m 644 man/*.5 $(SHARE)/man/man5
	for language in $(LANGUAGES); do \
	  install -D -m 644 \
	    $(BUILD)/share/locale/$$language/LC_MESSAGES/$(PROG).mo \
	    $(SHARE)/locale/$$language/LC_MESSAGES/$(PROG).mo || exit 1; \
	done
	$(BIN) completion bash >$(SHARE)/bash-completion/completions/ebb
	$(BIN) completion zsh >$(SHARE)/zsh/site-functions/_ebb
	$(BIN) completion fish >$(SHARE)/fish/vendor_completions.d/ebb.fish

uninstall:
	rm -rf $(INSTALLED)

# ---- the rest --------------------------------------------------------------

# What a bare Debian 12 lacks; elsewhere the names are a hint.
deps:
	@command -v apt-get >/dev/null || { \
	  echo "install by hand: $(DEPS_BUILD) $(DEPS_CHECK)" >&2; exit 1; }
	@sudo=; [ "$$(id -u)" -eq 0 ] || sudo=sudo; \
	$$sudo apt-get update -qq && \
	DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq \
	  --no-install-recommends $(DEPS_BUILD) $(DEPS_CHECK) >/dev/null

clean:
	rm -rf build

help:
	@echo "make             build $(BIN)"
	@echo "make deps        install what Debian 12 lacks"
	@echo "make study       build, import the bundled deck, study"
	@echo "make check       every quick test, under a minute"
	@echo "make check-pty   tests in a real terminal"
	@echo "make check-html  the page of statistics in Chromium"
	@echo "make check-truth the statistics against a replay in SQL and awk"
	@echo "make torture     power cuts, faults, kills: see tests/README.md"
	@echo "make check-long  unit tests of random histories and damage, at length"
	@echo "make check-hostile  decks and databases made to do harm, minutes"
	@echo "make sanitize    all tests under ASan and UBSan"
	@echo "make coverage    all tests, and how much of src they reach"
	@echo "make fuzz        clang's fuzzer, FUZZ_SECONDS (60) for each target"
	@echo "make fuzz-coverage  what of src the fuzzer's corpora reach"
	@echo "make bench       measure ebb at CARDS (1000000) cards and REVIEWS answers"
	@echo "make lint        formatting, cppcheck, clang-tidy, shellcheck, mandoc"
	@echo "make install     into PREFIX (/usr/local), under DESTDIR; uninstall"
	@echo "make po          bring the translations up to date"
	@echo "make clean       remove build/"
	@echo "MODE=release|debug|sanitize|coverage chooses the kind of build."
