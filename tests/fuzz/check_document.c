/* What a finished ODT or HTML page must be. */
#include "fuzz.h"

#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

/* --- ODT --- */

static struct buf read_entry(zip_t *archive, const char *name) {
    struct buf bytes = BUF_EMPTY;
    zip_stat_t status;
    zip_file_t *file = zip_stat(archive, name, 0, &status) == 0 ? zip_fopen(archive, name, 0) : NULL;
    fuzz_expect(file, name);
    buf_reserve(&bytes, status.size);
    fuzz_expect(zip_fread(file, bytes.data, status.size) == (zip_int64_t)status.size, name);
    bytes.length = status.size;
    zip_fclose(file);
    return bytes;
}

static xmlDocPtr read_xml(zip_t *archive, const char *name) {
    struct buf bytes = read_entry(archive, name);
    xmlDocPtr doc = fuzz_xml(name, bytes.data, bytes.length);
    buf_free(&bytes);
    return doc;
}

/* The values of all attributes that `path` finds. */
static xmlXPathObjectPtr find(xmlDocPtr doc, const char *path) {
    xmlXPathContextPtr context = xmlXPathNewContext(doc);
    xmlXPathRegisterNs(context, (const xmlChar *)"style",
                       (const xmlChar *)"urn:oasis:names:tc:opendocument:xmlns:style:1.0");
    xmlXPathObjectPtr found = xmlXPathEval((const xmlChar *)path, context);
    xmlXPathFreeContext(context);
    fuzz_expect(found && found->nodesetval, path);
    return found;
}

static void collect(xmlHashTablePtr names, xmlDocPtr doc, const char *path) {
    xmlXPathObjectPtr found = find(doc, path);
    for (int i = 0; i < found->nodesetval->nodeNr; i++) {
        xmlChar *name = xmlNodeGetContent(found->nodesetval->nodeTab[i]);
        xmlHashUpdateEntry(names, name, names, NULL);
        xmlFree(name);
    }
    xmlXPathFreeObject(found);
}

static void expect_known(xmlHashTablePtr names, xmlDocPtr doc, const char *path, const char *what) {
    xmlXPathObjectPtr found = find(doc, path);
    for (int i = 0; i < found->nodesetval->nodeNr; i++) {
        xmlChar *name = xmlNodeGetContent(found->nodesetval->nodeTab[i]);
        if (!xmlHashLookup(names, name))
            fprintf(stderr, "unknown: %s\n", (const char *)name);
        fuzz_expect(xmlHashLookup(names, name) != NULL, what);
        xmlFree(name);
    }
    xmlXPathFreeObject(found);
}

#define STYLE_NAMES "//@style:name[parent::*[local-name()='style' or local-name()='list-style']]"

static void check_styles(xmlDocPtr content, xmlDocPtr styles) {
    xmlHashTablePtr names = xmlHashCreate(100);
    collect(names, content, STYLE_NAMES);
    collect(names, styles, STYLE_NAMES);
    expect_known(names, content, "//*[local-name()='text']//@*[local-name()='style-name']",
                 "a style that is used is there");
    expect_known(names, content, "//@style:parent-style-name", "a parent of a style is there");
    xmlHashFree(names, NULL);
}

static void check_manifest(zip_t *archive) {
    xmlDocPtr manifest = read_xml(archive, "META-INF/manifest.xml");
    xmlHashTablePtr names = xmlHashCreate(20);
    xmlXPathObjectPtr found = find(manifest, "//@*[local-name()='full-path']");
    for (int i = 0; i < found->nodesetval->nodeNr; i++) {
        xmlChar *name = xmlNodeGetContent(found->nodesetval->nodeTab[i]);
        fuzz_expect(xmlHashAddEntry(names, name, names) == 0, "the manifest names a file once");
        fuzz_expect(name[strlen((char *)name) - 1] == '/' || zip_name_locate(archive, (char *)name, 0) >= 0,
                    "what is in the manifest is in the package");
        xmlFree(name);
    }
    xmlXPathFreeObject(found);
    for (zip_int64_t i = 1; i < zip_get_num_entries(archive, 0); i++) {
        const char *name = zip_get_name(archive, (zip_uint64_t)i, 0);
        fuzz_expect(strncmp(name, "META-INF/", 9) == 0 || xmlHashLookup(names, (const xmlChar *)name),
                    "what is in the package is in the manifest");
        fuzz_expect(!strstr(name, "..") && name[0] != '/', "a name that stays in the package");
        fuzz_expect(zip_name_locate(archive, name, 0) == i, "a name is there once");
    }
    xmlHashFree(names, NULL);
    xmlFreeDoc(manifest);
}

void fuzz_check_odt(const struct buf *odt) {
    zip_source_t *source = zip_source_buffer_create(odt->data, odt->length, 0, NULL);
    zip_t *archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    fuzz_expect(archive != NULL, "an ODT is a ZIP file");
    fuzz_expect(strcmp(zip_get_name(archive, 0, 0), "mimetype") == 0, "mimetype comes first");
    xmlDocPtr content = read_xml(archive, "content.xml"), styles = read_xml(archive, "styles.xml");
    check_styles(content, styles);
    check_manifest(archive);
    xmlFreeDoc(read_xml(archive, "meta.xml"));
    xmlFreeDoc(content);
    xmlFreeDoc(styles);
    zip_discard(archive);
}

/* --- HTML --- */

static void check_element(xmlNodePtr node) {
    static const char *const forbidden[] = {"script", "iframe", "object", "embed", "link", "base",
                                            "form",   "input",  "svg",    "video", "audio"};
    for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++)
        fuzz_expect(strcmp((const char *)node->name, forbidden[i]) != 0, "no element that runs or loads");
    for (xmlAttrPtr attribute = node->properties; attribute; attribute = attribute->next) {
        const char *name = (const char *)attribute->name;
        xmlChar *text = xmlNodeGetContent((xmlNodePtr)attribute);
        const char *value = text ? (const char *)text : "";
        fuzz_expect(strncmp(name, "on", 2) != 0, "no attribute that runs");
        if (strcmp(name, "src") == 0)
            fuzz_expect(strncmp(value, "data:image/", 11) == 0, "pictures are data");
        if (strcmp(name, "href") == 0)
            fuzz_expect(strncasecmp(value, "http:", 5) == 0 || strncasecmp(value, "https:", 6) == 0 ||
                            strncasecmp(value, "mailto:", 7) == 0 || value[0] == '#',
                        "links go to http, https and mailto");
        xmlFree(text);
    }
}

void fuzz_check_html(const struct buf *html) {
    htmlDocPtr doc = htmlReadMemory(html->data, (int)html->length, NULL, "UTF-8",
                                    HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_RECOVER);
    fuzz_expect(doc != NULL, "an HTML page");
    xmlNodePtr node = xmlDocGetRootElement(doc);
    while (node) {
        if (node->type == XML_ELEMENT_NODE)
            check_element(node);
        if (node->children && node->type == XML_ELEMENT_NODE) {
            node = node->children;
            continue;
        }
        while (node && !node->next)
            node = node->parent && node->parent->type == XML_ELEMENT_NODE ? node->parent : NULL;
        if (node)
            node = node->next;
    }
    xmlFreeDoc(doc);
}
