# hgw: three commands for handelingsgericht werken.
#
#   make                 the programs, in build/bin/
#   make VARIANT=san     the same with debug information, AddressSanitizer and UBSan, in build/san/bin/
#   make unit            the unit tests of this variant
#
# GNU make. Everything that is made goes to build/.

VERSION = 0.1.0
PREFIX = /usr/local
BINDIR = $(PREFIX)/bin
DATADIR = $(PREFIX)/share/hgw
LOCALEDIR = $(PREFIX)/share/locale
MANDIR = $(PREFIX)/share/man

CC ?= cc
CFLAGS ?= -O2 -g
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
PACKAGES = libxml-2.0 libcmark libzip jansson libpcre2-8
PKG_CONFIG ?= pkg-config

VARIANT = release
ifeq ($(VARIANT),release)
OUT = build
VARIANT_FLAGS =
else ifeq ($(VARIANT),san)
OUT = build/san
VARIANT_FLAGS = -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined
else
OUT = build/debug
VARIANT_FLAGS = -O0 -g
endif

PROGRAMS = hgw-new hgw-check hgw-render
LIBRARY_SOURCES := $(wildcard src/*/*.c)
COMMAND_SOURCES := $(wildcard cmd/*.c)
UNIT_SOURCES := $(wildcard tests/unit/*.c)
LIBRARY_OBJECTS = $(LIBRARY_SOURCES:%.c=$(OUT)/obj/%.o)
UNIT_OBJECTS = $(UNIT_SOURCES:%.c=$(OUT)/obj/%.o)
BINARIES = $(COMMAND_SOURCES:cmd/%.c=$(OUT)/bin/%)
CATALOGUES = $(patsubst po/%.po,build/locale/%/LC_MESSAGES/hgw.mo,$(wildcard po/*.po))

DEFINES = -D_GNU_SOURCE -DHGW_VERSION='"$(VERSION)"' -DHGW_INSTALLED_DATADIR='"$(DATADIR)"' \
	-DHGW_INSTALLED_LOCALEDIR='"$(LOCALEDIR)"'
ALL_CFLAGS = -std=c17 $(WARNINGS) $(CFLAGS) $(VARIANT_FLAGS) -Isrc $(DEFINES) \
	$(shell $(PKG_CONFIG) --cflags $(PACKAGES)) -MMD -MP
LIBRARIES = $(shell $(PKG_CONFIG) --libs $(PACKAGES))

all: $(BINARIES) $(CATALOGUES)

$(OUT)/libhgw.a: $(LIBRARY_OBJECTS)
	@rm -f $@
	ar rcs $@ $^

$(OUT)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(CPPFLAGS) -c -o $@ $<

$(OUT)/bin/%: $(OUT)/obj/cmd/%.o $(OUT)/libhgw.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBRARIES)

$(OUT)/unit: $(UNIT_OBJECTS) $(OUT)/libhgw.a
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBRARIES) $(shell $(PKG_CONFIG) --libs criterion)

unit: $(OUT)/unit
	HGW_DATADIR=$(CURDIR) $(OUT)/unit

build/locale/%/LC_MESSAGES/hgw.mo: po/%.po
	@mkdir -p $(@D)
	msgfmt --check -o $@ $<

clean:
	rm -rf build

.PHONY: all unit clean
.SECONDARY:

-include $(LIBRARY_OBJECTS:.o=.d) $(UNIT_OBJECTS:.o=.d) $(COMMAND_SOURCES:%.c=$(OUT)/obj/%.d)
