#include "base/base.h"
#include "document/odt.h"

#include "base/file.h"
#include "base/memory.h"
#include "xml/dom.h"
#include "xml/reader.h"

#include <errno.h>

static const size_t mib = 1024 * 1024;

/* `sentence` may say which file of the package. */
static bool refuse(const struct reference *reference, const char *sentence, const char *name) {
    return error_at(reference->error, ERROR_DATA, reference->path, 0, 0, sentence, name);
}

/* Names may point anywhere: nothing is unpacked, and of two with one name the first is read. */
static bool check_sizes(const struct reference *reference) {
    zip_int64_t count = zip_get_num_entries(reference->archive, 0);
    if (count > REFERENCE_ENTRIES)
        return refuse(reference, _("het referentiedocument bevat te veel bestanden voor een huisstijl"), NULL);
    zip_uint64_t total = 0;
    for (zip_int64_t i = 0; i < count; i++) {
        zip_stat_t status;
        if (zip_stat_index(reference->archive, (zip_uint64_t)i, 0, &status) != 0 || !(status.valid & ZIP_STAT_SIZE))
            return refuse(reference, _("het referentiedocument is beschadigd"), NULL);
        if (status.size > REFERENCE_ENTRY_MIB * mib || (total += status.size) > REFERENCE_MIB * mib)
            return refuse(reference, _("het referentiedocument is uitgepakt te groot voor een huisstijl"), NULL);
    }
    return true;
}

static bool check_media_type(const struct reference *reference) {
    static const char text[] = "application/vnd.oasis.opendocument.text";
    struct buf type = BUF_EMPTY;
    bool ok = reference_has(reference, "mimetype") && reference_read(reference, "mimetype", &type) && type.data &&
              strncmp(type.data, text, sizeof text - 1) == 0 &&
              (type.data[sizeof text - 1] == '\0' || strcmp(type.data + sizeof text - 1, "-template") == 0);
    buf_free(&type);
    return ok || refuse(reference, _("het referentiedocument is geen tekstdocument (.odt of .ott)"), NULL);
}

static bool check_manifest(const struct reference *reference) {
    xmlDocPtr manifest = reference_read_xml(reference, "META-INF/manifest.xml");
    const xmlNode *node = manifest ? xmlDocGetRootElement(manifest) : NULL;
    while (node && !dom_is(node, "encryption-data"))
        node = dom_walk(node, NULL);
    if (node)
        refuse(reference, _("het referentiedocument is met een wachtwoord beveiligd"), NULL);
    xmlFreeDoc(manifest);
    return manifest && !node;
}

static bool open_archive(struct reference *reference) {
    static const char ole[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    const struct buf *bytes = &reference->bytes;
    errno = 0;
    zip_source_t *source = zip_source_buffer_create(bytes->data, bytes->length, 0, NULL);
    reference->archive = source ? zip_open_from_source(source, ZIP_RDONLY, NULL) : NULL;
    if (!reference->archive) {
        mem_check(); /* not always ZIP_ER_MEMORY: that of zlib is ZIP_ER_ZLIB, or no error at all */
        zip_source_free(source);
    }
    /* a house style that Word saved: a document of its own (OLE), or the newer zip of XML (docx, dotx) */
    if ((bytes->length >= sizeof ole - 1 && memcmp(bytes->data, ole, sizeof ole - 1) == 0) ||
        (reference->archive && zip_name_locate(reference->archive, "[Content_Types].xml", 0) >= 0))
        return refuse(reference,
                      _("het referentiedocument is er een van Word: open het in LibreOffice of Word en bewaar het als "
                        "ODF-tekstdocument (.odt), of geef de opdracht: soffice --headless --convert-to odt \"%s\""),
                      reference->path);
    return reference->archive || refuse(reference, _("het referentiedocument is geen ODT, of het is beschadigd"), NULL);
}

bool reference_open(struct reference *reference, const char *path, struct error *error) {
    *reference = (struct reference){.path = path, .error = error};
    return file_read(path, REFERENCE_MIB * mib, &reference->bytes, error) && open_archive(reference) &&
           check_sizes(reference) && check_media_type(reference) && check_manifest(reference);
}

void reference_close(struct reference *reference) {
    if (reference->archive)
        zip_discard(reference->archive);
    buf_free(&reference->bytes);
}

bool reference_has(const struct reference *reference, const char *name) {
    size_t length = strlen(name);
    return length > 0 && name[length - 1] != '/' && zip_name_locate(reference->archive, name, 0) >= 0;
}

bool reference_read(const struct reference *reference, const char *name, struct buf *out) {
    zip_stat_t status;
    errno = 0;
    zip_file_t *file =
        zip_stat(reference->archive, name, 0, &status) == 0 ? zip_fopen(reference->archive, name, 0) : NULL;
    if (!file) {
        mem_check();
        return refuse(reference, _("het referentiedocument bevat geen leesbaar bestand \"%s\""), name);
    }
    /* What the entry says it holds is within the limits, and more is not read: libzip compares the checksum at its end.
     */
    buf_reserve(out, (size_t)status.size + 1);
    char *to = out->data + out->length;
    bool ok = zip_fread(file, to, status.size) == (zip_int64_t)status.size && zip_fread(file, to + status.size, 1) == 0;
    if (!ok)
        mem_check();
    zip_fclose(file);
    out->length += ok ? (size_t)status.size : 0;
    out->data[out->length] = '\0';
    return ok || refuse(reference, _("in het referentiedocument is \"%s\" beschadigd"), name);
}

xmlDocPtr reference_read_xml(const struct reference *reference, const char *name) {
    struct buf bytes = BUF_EMPTY;
    xmlDocPtr doc = NULL;
    enum xml_mistake mistake;
    if (reference_read(reference, name, &bytes) && !(doc = xml_read_lax(bytes.data, bytes.length, &mistake)))
        refuse(reference,
               mistake == MISTAKE_DOCTYPE ? _("in het referentiedocument heeft \"%s\" een DOCTYPE, dat wordt niet "
                                              "gelezen: bewaar het opnieuw met LibreOffice")
                                          : _("in het referentiedocument is \"%s\" geen goede XML"),
               name);
    buf_free(&bytes);
    return doc;
}
