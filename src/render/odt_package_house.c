#include "render/odt_package_house.h"

#include "base/fileio.h"
#include "base/lang.h"
#include "render/odt_package_styles.h"
#include "render/safe_xml.h"

#include <stdlib.h>
#include <string.h>

enum { STYLES_MAX = 4 * 1024 * 1024 };

/* Reads one of our own style sheets. */
static xmlDocPtr read_own(const struct hgw_document *document, const char *name, struct hgw_error *error) {
    xmlDocPtr doc = NULL;
    struct hgw_buf bytes = HGW_BUF_EMPTY;
    char *path = hgw_datadir_find(document->datadir, name, error);
    if (path && hgw_file_read(path, STYLES_MAX, &bytes, error) &&
        hgw_xml_parse(bytes.data, bytes.length, &doc) != HGW_XML_GOOD)
        hgw_error_at(error, HGW_ERROR_DATA, path, 0, 0, _("dit is geen goede XML"));
    hgw_buf_free(&bytes);
    free(path);
    return doc;
}

bool hgw_odt_house_open(struct hgw_odt_house *house, const struct hgw_document *document, const char *title,
                        struct hgw_error *error) {
    *house = (struct hgw_odt_house){0};
    house->styles = read_own(document, "templates/odt/styles.xml", error);
    if (!house->styles)
        return false;
    if (document->large) {
        xmlDocPtr large = read_own(document, "templates/odt/styles-groot.xml", error);
        bool ok = large && (hgw_odt_styles_replace(house->styles, large) || hgw_error_memory(error));
        xmlFreeDoc(large);
        if (!ok)
            return false;
    }
    hgw_odt_styles_room(house->styles, house->master_page, &house->page.width, &house->page.height);
    house->page.master_page = house->master_page;
    return hgw_odt_styles_fill(house->styles, document->lang ? document->lang : "nl-BE", title,
                               document->footer ? document->footer : "") ||
           hgw_error_memory(error);
}

void hgw_odt_house_free(struct hgw_odt_house *house) {
    xmlFreeDoc(house->styles);
    hgw_buf_free(&house->settings);
    for (size_t i = 0; i < house->file_count; i++) {
        free(house->files[i].name);
        free(house->files[i].media_type);
        hgw_buf_free(&house->files[i].bytes);
    }
    free(house->files);
    free(house->master_page);
    *house = (struct hgw_odt_house){0};
}
