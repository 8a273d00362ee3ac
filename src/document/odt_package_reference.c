#include "document/odt_package_reference.h"

#include "base/file.h"
#include "base/lang.h"
#include "base/memory.h"
#include "xml/parse.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const size_t mib = 1024 * 1024;

static bool refuse(const struct reference *reference, struct error *error, const char *sentence) {
    return error_at(error, ERROR_DATA, reference->path, 0, 0, "%s", sentence);
}

/* A name that stays in the package wherever it is unpacked: relative, with forward slashes, nowhere upwards.
 */
static bool is_safe_name(const char *name) {
    if (!*name || *name == '/' || strpbrk(name, "\\:"))
        return false;
    for (const char *part = name; *part; part += strcspn(part, "/"), part += *part == '/') {
        size_t length = strcspn(part, "/");
        if (length == 0 || (length == 1 && part[0] == '.') || (length == 2 && strncmp(part, "..", 2) == 0))
            return false;
    }
    return true;
}

/* Looks at one entry, and adds its size to `total`. */
static bool check_entry(const struct reference *reference, zip_uint64_t index, zip_uint64_t *total,
                        struct error *error) {
    zip_stat_t status;
    if (zip_stat_index(reference->archive, index, 0, &status) != 0 ||
        (status.valid & (ZIP_STAT_NAME | ZIP_STAT_SIZE)) != (ZIP_STAT_NAME | ZIP_STAT_SIZE))
        return refuse(reference, error, _("het referentiedocument is beschadigd"));
    if (!is_safe_name(status.name))
        return refuse(reference, error,
                      _("het referentiedocument bevat een bestand met een naam die naar buiten wijst"));
    if ((status.valid & ZIP_STAT_ENCRYPTION_METHOD) && status.encryption_method != ZIP_EM_NONE)
        return refuse(reference, error, _("het referentiedocument is met een wachtwoord beveiligd"));
    if (status.size > REFERENCE_ENTRY_MIB * mib || (*total += status.size) > REFERENCE_MIB * mib)
        return refuse(reference, error, _("het referentiedocument is uitgepakt te groot voor een huisstijl"));
    if (zip_name_locate(reference->archive, status.name, 0) != (zip_int64_t)index)
        return refuse(reference, error, _("het referentiedocument bevat twee bestanden met dezelfde naam"));
    return true;
}

static bool check_entries(const struct reference *reference, struct error *error) {
    zip_int64_t count = zip_get_num_entries(reference->archive, 0);
    if (count > REFERENCE_ENTRIES)
        return refuse(reference, error, _("het referentiedocument bevat te veel bestanden voor een huisstijl"));
    zip_uint64_t total = 0;
    for (zip_int64_t i = 0; i < count; i++)
        if (!check_entry(reference, (zip_uint64_t)i, &total, error))
            return false;
    return true;
}

static bool check_media_type(const struct reference *reference, struct error *error) {
    static const char text[] = "application/vnd.oasis.opendocument.text";
    struct buf type = BUF_EMPTY;
    bool ok = reference_has(reference, "mimetype") && reference_read(reference, "mimetype", &type, error) &&
              type.data && strncmp(type.data, text, sizeof text - 1) == 0 &&
              (type.data[sizeof text - 1] == '\0' || strcmp(type.data + sizeof text - 1, "-template") == 0);
    buf_free(&type);
    return ok || refuse(reference, error, _("het referentiedocument is geen tekstdocument (.odt of .ott)"));
}

static bool has_element(xmlDocPtr doc, const char *name) {
    for (xmlNodePtr node = doc->children; node; node = xml_next(node, NULL))
        if (node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0)
            return true;
    return false;
}

static bool check_manifest(const struct reference *reference, struct error *error) {
    xmlDocPtr manifest = reference_read_xml(reference, "META-INF/manifest.xml", error);
    bool encrypted = manifest && has_element(manifest, "encryption-data");
    xmlFreeDoc(manifest);
    return manifest &&
           (!encrypted || refuse(reference, error, _("het referentiedocument is met een wachtwoord beveiligd")));
}

/* A house style that Word saved: a document of its own (OLE), or the newer zip of XML (docx, dotx). */
static bool is_word(const struct reference *reference) {
    static const char ole[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    const struct buf *bytes = &reference->bytes;
    return (bytes->length >= sizeof ole - 1 && memcmp(bytes->data, ole, sizeof ole - 1) == 0) ||
           (reference->archive && zip_name_locate(reference->archive, "[Content_Types].xml", 0) >= 0);
}

static bool refuse_word(const struct reference *reference, struct error *error) {
    return error_at(error, ERROR_DATA, reference->path, 0, 0,
                    _("het referentiedocument is er een van Word: open het in LibreOffice of Word en bewaar het als "
                      "ODF-tekstdocument (.odt), of geef de opdracht: soffice --headless --convert-to odt \"%s\""),
                    reference->path);
}

static bool open_archive(struct reference *reference, struct error *error) {
    errno = 0;
    zip_source_t *source = zip_source_buffer_create(reference->bytes.data, reference->bytes.length, 0, NULL);
    reference->archive = source ? zip_open_from_source(source, ZIP_RDONLY, NULL) : NULL;
    if (!reference->archive) {
        mem_check(); /* not always ZIP_ER_MEMORY: that of zlib is ZIP_ER_ZLIB, or no error at all */
        zip_source_free(source);
    }
    if (is_word(reference))
        return refuse_word(reference, error);
    return reference->archive ||
           refuse(reference, error, _("het referentiedocument is geen ODT, of het is beschadigd"));
}

bool reference_open(struct reference *reference, const char *path, struct error *error) {
    *reference = (struct reference){.path = path};
    return file_read(path, REFERENCE_MIB * mib, &reference->bytes, error) && open_archive(reference, error) &&
           check_entries(reference, error) && check_media_type(reference, error) && check_manifest(reference, error);
}

void reference_close(struct reference *reference) {
    if (reference->archive)
        zip_discard(reference->archive);
    buf_free(&reference->bytes);
    *reference = (struct reference){0};
}

bool reference_has(const struct reference *reference, const char *name) {
    size_t length = strlen(name);
    return length > 0 && name[length - 1] != '/' && zip_name_locate(reference->archive, name, 0) >= 0;
}

/* Reads what the entry says it holds; libzip compares the checksum at its end. More than it says is not read:
 * what it says is within the limits. */
static bool read_entry(zip_file_t *file, zip_uint64_t size, struct buf *out) {
    size_t end = out->length + (size_t)size;
    while (out->length < end) {
        zip_int64_t got = zip_fread(file, out->data + out->length, end - out->length);
        if (got <= 0)
            return false;
        out->length += (size_t)got;
        out->data[out->length] = '\0';
    }
    char more;
    return zip_fread(file, &more, 1) == 0;
}

bool reference_read(const struct reference *reference, const char *name, struct buf *out, struct error *error) {
    zip_stat_t status;
    zip_file_t *file = NULL;
    errno = 0;
    if (zip_stat(reference->archive, name, 0, &status) == 0)
        file = zip_fopen(reference->archive, name, 0);
    if (!file)
        mem_check();
    if (!file)
        return error_at(error, ERROR_DATA, reference->path, 0, 0,
                        _("het referentiedocument bevat geen leesbaar bestand \"%s\""), name);
    buf_reserve(out, (size_t)status.size);
    bool ok = read_entry(file, status.size, out);
    if (!ok)
        mem_check();
    zip_fclose(file);
    return ok || error_at(error, ERROR_DATA, reference->path, 0, 0, _("in het referentiedocument is \"%s\" beschadigd"),
                          name);
}

xmlDocPtr reference_read_xml(const struct reference *reference, const char *name, struct error *error) {
    struct buf bytes = BUF_EMPTY;
    xmlDocPtr doc = NULL;
    if (reference_read(reference, name, &bytes, error)) {
        enum xml_problem problem = xml_parse(bytes.data, bytes.length, &doc);
        if (problem != HGW_XML_GOOD)
            error_at(error, ERROR_DATA, reference->path, 0, 0,
                     problem == HGW_XML_DTD
                         ? _("in het referentiedocument heeft \"%s\" een DOCTYPE, dat wordt niet gelezen: "
                             "bewaar het opnieuw met LibreOffice")
                         : _("in het referentiedocument is \"%s\" geen goede XML"),
                     name);
    }
    buf_free(&bytes);
    return doc;
}
