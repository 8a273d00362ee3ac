# hgw: commands for handelingsgericht werken.
#
#   make             the programs, in build/bin/ (VARIANT=debug, san, clang: in build/VARIANT/bin/)
#   make demo        install what is missing, build, and show the commands at work
#   make check       install what is missing, build two variants, run the tests: some minutes
#   make check-all   the same, and what takes long: valgrind, calls that fail on purpose, make install
#   make lint        formatting, static analysis, the direction of includes, manual pages, scripts
#   make interop     other people's programs and suites (LibreOffice, pandoc, jing, the ISO skeleton …)
#   make bench       how long it takes
#   make fuzz        look for bytes that break something: FUZZ_SECONDS for each target
#   make install     PREFIX and DESTDIR say where; make uninstall takes it away again
#   make dist        the source as a tarball, in build/ (needs git)
#   make release     is everything ready to be released? Then the tarball with its checksum, and what is left to do
#   make clean       take away what was made
#   make deps        only install what is missing for demo, check, interop and lint
#   make deb         install what is missing, and make a Debian package, in build/deb
#   make vsix        the extension for VS Code, in build/ (needs npm and the network)
#   make xsd         the grammar's XSD from its RELAX NG source (needs trang)
#   make snippets    the editors' snippets from templates/new/stukken (needs python3 and jq)
#   make manuals     hgw-regels(7) and hgw-uitgangspunten(7) from the rules and their explanations (needs xsltproc and jq)
#   make po          bring po/*.po up to date with the messages in the source (needs gettext)
#
# GNU make. Everything that is made goes to build/.

VERSION = 0.1.0
PREFIX = /usr/local
BINDIR = $(PREFIX)/bin
DATADIR = $(PREFIX)/share/hgw
MANDIR = $(PREFIX)/share/man
DOCDIR = $(PREFIX)/share/doc/hgw
# What shells, editors and desktops read stands in their own directories, all below this one; the zsh of some
# distributions looks elsewhere.
SHAREDIR = $(PREFIX)/share
ZSHDIR = $(SHAREDIR)/zsh/site-functions
DESTDIR =
# A list of files in make is a list of words. DESTDIR and the directory of the source may hold spaces.
ifneq ($(words $(PREFIX)),1)
$(error PREFIX cannot be empty or hold a space: "$(PREFIX)")
endif

PKG_CONFIG ?= pkg-config
CFLAGS ?= -O2 -g
# A newer compiler or library knows more warnings, and they are no reason not to build. Where they are all known (.ci/run
# on Debian 12) WERROR is -Werror.
WERROR ?=
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion $(WERROR)
PACKAGES = libzip libxml-2.0 libcmark jansson libpcre2-8 libutf8proc libturbojpeg

# The variants: the one to use, the one to debug (and for valgrind), the one that watches memory and undefined
# behaviour, and the one that asks another compiler's opinion.
VARIANT = release
VARIANT_FLAGS_release =
VARIANT_FLAGS_debug = -O0 -g -DHGW_FREES
VARIANT_FLAGS_san = -DHGW_FREES -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined
VARIANT_FLAGS_clang = -Wextra-semi -Wcomma -Wnewline-eof -Wunreachable-code -Wassign-enum -Wmissing-prototypes
OUT = $(if $(filter release,$(VARIANT)),build,build/$(VARIANT))
# libFuzzer is linked to the fuzz targets only; the programs of this variant are not made.
VARIANT_FLAGS_fuzz = -O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined \
	-fno-sanitize-recover=undefined
ifneq ($(filter clang fuzz,$(VARIANT)),)
CC = clang
endif
FUZZ_SECONDS = 60
PROCESSORS = $(shell nproc 2>/dev/null || echo 1)
FUZZ_TARGETS =

LIBRARY_SOURCES := $(wildcard src/*/*.c)
COMMAND_SOURCES := $(wildcard cmd/*.c)
UNIT_SOURCES := $(wildcard tests/unit/*.c)
FUZZ_MAINS = tests/fuzz/replay.c tests/fuzz/libfuzzer.c
FUZZ_SOURCES := $(filter-out $(FUZZ_MAINS),$(wildcard tests/fuzz/*.c))
LIBRARY_OBJECTS = $(LIBRARY_SOURCES:%.c=$(OUT)/obj/%.o) $(OUT)/obj/build/english.o $(OUT)/obj/build/grammar.o
COMMAND_OBJECTS = $(COMMAND_SOURCES:%.c=$(OUT)/obj/%.o)
UNIT_OBJECTS = $(UNIT_SOURCES:%.c=$(OUT)/obj/%.o)
FUZZ_OBJECTS = $(FUZZ_SOURCES:%.c=$(OUT)/obj/%.o)
PROGRAMS = $(COMMAND_SOURCES:cmd/%.c=%)
BINARIES = $(PROGRAMS:%=$(OUT)/bin/%)

# What `make install` copies, each as FILE:PLACE, and the list of what it made.
MANIFEST = $(DATADIR)/manifest
DATA_FILES = $(wildcard schemas/*.rnc schemas/*.xsd schemas/*.tsv schemas/*.json schemas/*/*.sch schemas/*.xml schemas/woordenlijsten/*.txt schemas/uitleg/*/*.md) \
	$(shell find templates -type f 2>/dev/null)
MAN_PAGES = $(wildcard man/*.[1-9] man/*/*.[1-9])
DOC_FILES = $(wildcard *.md LICENSE examples/*.hgw.xml examples/*/* docs/*.md docs/*/*.md docs/*/*.png)
INSTALLED = $(foreach program,$(PROGRAMS), \
		build/bin/$(program):$(BINDIR)/$(program) \
		build/completions/$(program).bash:$(SHAREDIR)/bash-completion/completions/$(program) \
		build/completions/$(program).zsh:$(ZSHDIR)/_$(program) \
		build/completions/$(program).fish:$(SHAREDIR)/fish/vendor_completions.d/$(program).fish) \
	$(foreach file,$(DATA_FILES),$(file):$(DATADIR)/$(file)) \
	$(foreach page,$(MAN_PAGES), \
		$(page):$(patsubst man/%,$(MANDIR)/%,$(dir $(page)))man$(patsubst .%,%,$(suffix $(page)))/$(notdir $(page))) \
	$(foreach file,$(DOC_FILES),$(file):$(DOCDIR)/$(file)) \
	$(foreach file,$(patsubst editors/vim/%,%,$(wildcard editors/vim/*/*)), \
		editors/vim/$(file):$(SHAREDIR)/vim/vimfiles/$(file)) \
	editors/emacs/hgw.el:$(SHAREDIR)/emacs/site-lisp/hgw.el \
	$(foreach file,tasks.json extensions.json hgw.code-snippets, \
		editors/vscode/$(file):$(DATADIR)/editors/vscode/$(file)) \
	build/vscode/settings.json:$(DATADIR)/editors/vscode/settings.json \
	desktop/hgw.xml:$(SHAREDIR)/mime/packages/hgw.xml \
	desktop/application-x-hgw+xml.svg:$(SHAREDIR)/icons/hicolor/scalable/mimetypes/application-x-hgw+xml.svg
COMPLETIONS = $(foreach program,$(PROGRAMS),$(addprefix build/completions/$(program).,bash zsh fish))

DEFINES = -D_GNU_SOURCE -DHGW_VERSION='"$(VERSION)"'
PATH_DEFINES = -DHGW_INSTALLED_DATADIR='"$(DATADIR)"'
# Asked when a recipe runs and not when this file is read: `make demo` may have to install pkg-config first.
PACKAGE_CFLAGS = $(shell $(PKG_CONFIG) --cflags $(PACKAGES))
PACKAGE_LIBS = $(shell $(PKG_CONFIG) --libs $(PACKAGES)) -lm
COMPILE = $(CC) -std=c17 $(WARNINGS) $(CFLAGS) $(VARIANT_FLAGS_$(VARIANT)) $(CPPFLAGS) -Isrc $(DEFINES)
LINK = $(CC) $(CFLAGS) $(VARIANT_FLAGS_$(VARIANT)) $(LDFLAGS)

# With all that install needs: `sudo make install` then only copies, and root makes nothing in build/.
all: $(BINARIES) $(if $(filter release,$(VARIANT)),$(COMPLETIONS) build/vscode/settings.json)

$(OUT)/libhgw.a: $(LIBRARY_OBJECTS)
	@rm -f $@
	$(AR) rcs $@ $^

$(OUT)/obj/%.o: %.c $(OUT)/obj/flags
	@mkdir -p $(@D)
	$(COMPILE) $(PACKAGE_CFLAGS) -MMD -MP -c -o $@ $<

# The installed path stands in one object only, so that another PREFIX compiles one file again.
$(OUT)/obj/src/base/data.o: private DEFINES += $(PATH_DEFINES)
$(OUT)/obj/src/base/data.o: $(OUT)/obj/paths

$(OUT)/bin/%: $(OUT)/obj/cmd/%.o $(OUT)/libhgw.a
	@mkdir -p $(@D)
	$(LINK) -o $@ $^ $(PACKAGE_LIBS)

$(OUT)/unit: $(UNIT_OBJECTS) $(OUT)/libhgw.a
	$(LINK) -o $@ $^ $(PACKAGE_LIBS) $(shell $(PKG_CONFIG) --libs criterion)

# The fuzz targets, to try files on (tests/fuzz-corpus/run) and to find them with.
$(OUT)/replay: $(FUZZ_OBJECTS) $(OUT)/obj/tests/fuzz/replay.o $(OUT)/libhgw.a
	$(LINK) -o $@ $^ $(PACKAGE_LIBS)

$(OUT)/libfuzzer: $(FUZZ_OBJECTS) $(OUT)/obj/tests/fuzz/libfuzzer.o $(OUT)/libhgw.a
	$(LINK) -fsanitize=fuzzer -o $@ $^ $(PACKAGE_LIBS)

# The programs with calls that fail on purpose, for tests/faults/run: all that ask for memory, and these of our own
# objects.
FAULT_CALLS = realpath opendir open mkstemp read write fsync close linkat rename fchmod readlink fwrite fflush fclose
FAULT_OBJECTS = $(OUT)/obj/tests/faults/faults.o $(OUT)/obj/tests/faults/judge.o
FAULTS = $(PROGRAMS:%=$(OUT)/faults/%) $(OUT)/faults/judge
$(OUT)/faults/%: $(OUT)/obj/cmd/%.o $(FAULT_OBJECTS) $(OUT)/libhgw.a
	@mkdir -p $(@D)
	$(LINK) $(FAULT_CALLS:%=-Wl,--wrap=%) -o $@ $^ $(PACKAGE_LIBS)

$(OUT)/faults/judge: $(OUT)/obj/tests/faults/judge_main.o $(OUT)/obj/tests/faults/judge.o
	@mkdir -p $(@D)
	$(LINK) -o $@ $^

faults: $(FAULTS)

# Files that hold what something was made with: they change, and what hangs on them is made again, when that does.
$(OUT)/obj/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(COMPILE))' | cmp -s - $@ || echo '$(subst ','\'',$(COMPILE))' >$@

$(OUT)/obj/paths: FORCE
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(PATH_DEFINES))' | cmp -s - $@ || echo '$(subst ','\'',$(PATH_DEFINES))' >$@

# The English messages.
build/english.c: po/en.po tools/messages
	@mkdir -p $(@D)
	tools/messages $< >$@

# The grammar as tables.
build/grammar.c: schemas/hgw-casus.xsd tools/grammar
	@mkdir -p $(@D)
	tools/grammar $< >$@

# The programs are built, so that their own help says which options they have.
build/completions/%: tools/completions $(BINARIES)
	@mkdir -p $(@D)
	tools/completions build/bin/$(basename $*) $(patsubst .%,%,$(suffix $*)) >$@

# VS Code does not look for the grammar itself.
build/vscode/settings.json: editors/vscode/settings.json $(OUT)/obj/paths
	@mkdir -p $(@D)
	sed 's|/usr/share/hgw/|$(DATADIR)/|' $< >$@

snippets:
	tools/snippets >editors/vscode/hgw.code-snippets
	jq -r -f editors/snippets.jq editors/vscode/hgw.code-snippets >editors/vim/snippets/hgw.snippets

# The extension for VS Code. Its library comes as package-lock.json says; vsce 2.32 works with Node 16 and newer, Debian 12
# has 18.
VSIX = build/hgw-$(VERSION).vsix
VSIX_FILES = README.md extension.js hgw.code-snippets hgw.tmLanguage.json language-configuration.json package.json \
	package-lock.json walkthrough
vsix:
	rm -rf build/vsix
	mkdir -p build/vsix build/vsce
	cp -R $(VSIX_FILES:%=editors/vscode/%) LICENSE build/vsix
	cd build/vsix && npm ci --silent --omit=dev --ignore-scripts && npm pkg set version=$(VERSION)
	[ -x build/vsce/node_modules/.bin/vsce ] || \
		npm install --silent --no-save --ignore-scripts --prefix build/vsce @vscode/vsce@2.32.0
	cd build/vsix && ../vsce/node_modules/.bin/vsce package --allow-missing-repository --out ../../$(VSIX) >/dev/null
	@echo $(VSIX)

unit: $(OUT)/unit
	HGW_DATADIR='$(CURDIR)' $(OUT)/unit

deps:
	tools/deps build test interop deb lint

demo:
	tools/deps build
	$(MAKE) -j$(PROCESSORS) all
	tools/demo

check:
	tools/deps build test
	$(MAKE) -j$(PROCESSORS) all faults build/unit build/replay
	$(MAKE) -j$(PROCESSORS) VARIANT=san all build/san/unit build/san/replay
	tests/run check

check-all:
	tools/deps build test slow
	$(MAKE) -j$(PROCESSORS) all faults build/unit build/replay
	$(MAKE) -j$(PROCESSORS) VARIANT=san all build/san/unit build/san/replay
	$(MAKE) -j$(PROCESSORS) VARIANT=debug all
	tests/run check-all

fuzz:
	tools/deps build fuzz
	$(MAKE) VARIANT=fuzz build/fuzz/libfuzzer
	tests/fuzz/run $(FUZZ_SECONDS) $(FUZZ_TARGETS)

interop:
	tools/deps build test interop deb
	$(MAKE) all
	tests/run interop

lint:
	tools/deps build test lint
	$(MAKE) -j$(PROCESSORS) all
	$(MAKE) -j$(PROCESSORS) VARIANT=clang all build/clang/unit
	tests/run lint

bench:
	tools/deps build test bench
	$(MAKE) all
	tests/run bench

xsd:
	trang schemas/hgw-casus.rnc schemas/hgw-casus.xsd

# The manual pages that say what the rules and their explanations say.
manuals:
	tools/deps test
	$(MAKE) all
	tools/man-pages

# Messages: every _(), N_() and P_() of the source into each po/*.po; what lost its message is dropped.
po: FORCE
	@mkdir -p build
	xgettext --from-code=UTF-8 -k_ -kN_ -kP_:1,2 --no-location -o build/hgw.pot \
		$(sort $(wildcard src/*/*.h) $(LIBRARY_SOURCES) $(COMMAND_SOURCES))
	sed -i '/^"POT-Creation-Date/d' build/hgw.pot # two branches would always differ in it
	for po in po/*.po; do \
		msgmerge --quiet --update --backup=none --no-fuzzy-matching "$$po" build/hgw.pot && \
		msgattrib --no-obsolete -o "$$po" "$$po" || exit 1; done

install: all
	@DESTDIR='$(DESTDIR)' tools/install put $(MANIFEST) $(INSTALLED)

# Takes away what install put there, and the directories that it made for it.
uninstall:
	@DESTDIR='$(DESTDIR)' tools/install take $(MANIFEST)

dist:
	@mkdir -p build
	git archive --format=tar.gz --prefix=hgw-$(VERSION)/ -o build/hgw-$(VERSION).tar.gz HEAD
	@echo build/hgw-$(VERSION).tar.gz

release:
	tools/release

# The Debian package, from a copy of the source files, into build/deb; for who wants to use it, so without its tests.
deb:
	tools/deps build deb
	rm -rf build/deb
	mkdir -p build/deb/hgw-$(VERSION)
	tools/sources | tar --create --verbatim-files-from --files-from=- | tar --extract --directory=build/deb/hgw-$(VERSION)
	cd build/deb/hgw-$(VERSION) && DEB_BUILD_PROFILES=nocheck DEB_BUILD_OPTIONS='nocheck $(DEB_BUILD_OPTIONS)' \
		dpkg-buildpackage --build=binary --unsigned-changes --unsigned-buildinfo
	rm -rf build/deb/hgw-$(VERSION)
	@ls build/deb/*.deb

clean:
	rm -rf build

FORCE:

.PHONY: all faults unit deps demo check check-all interop lint bench fuzz vsix xsd snippets manuals po install uninstall dist release deb \
	clean FORCE
.SECONDARY:
.DELETE_ON_ERROR:

-include $(LIBRARY_OBJECTS:.o=.d) $(COMMAND_OBJECTS:.o=.d) $(UNIT_OBJECTS:.o=.d) $(FUZZ_OBJECTS:.o=.d) $(FAULT_OBJECTS:.o=.d)
