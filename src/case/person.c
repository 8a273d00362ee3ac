#include "case/person.h"

#include <string.h>
#include <strings.h>

static const char spaces[] = " \t\r\n";

/* True when the words of `text` are those of `name`, or one of them is. */
static bool is_called(const char *text, const char *name) {
    size_t length = strlen(name);
    for (const char *at = text + strspn(text, spaces); *at;) {
        size_t word = strcspn(at, spaces), rest = word + strspn(at + word, spaces);
        bool begins = strncasecmp(at, name, length) == 0;
        if (begins &&
            (length == word || (at == text + strspn(text, spaces) && !at[length + strspn(at + length, spaces)])))
            return true;
        at += rest;
    }
    return false;
}

static bool has_name(xmlNode *person, const char *name) {
    xmlChar *role = xmlGetNoNsProp(person, (const xmlChar *)"rol");
    bool found = role && strcasecmp((const char *)role, name) == 0;
    xmlFree(role);
    for (xmlNode *child = xmlFirstElementChild(person); child && !found; child = xmlNextElementSibling(child)) {
        xmlChar *text = strcmp((const char *)child->name, "naam") == 0 ? xmlNodeGetContent(child) : NULL;
        found = text && is_called((const char *)text, name);
        xmlFree(text);
    }
    return found;
}

/* The first betrokkenen of the case. */
static xmlNode *people_of(xmlDoc *doc) {
    xmlNode *root = xmlDocGetRootElement(doc);
    xmlNode *section = root ? xmlFirstElementChild(root) : NULL;
    while (section && strcmp((const char *)section->name, "betrokkenen") != 0)
        section = xmlNextElementSibling(section);
    return section;
}

bool person_called(xmlDoc *doc, const char *name, xmlChar **id) {
    xmlNode *people = people_of(doc), *found = NULL;
    *id = NULL;
    if (!people || !*name)
        return false;
    for (xmlNode *person = xmlFirstElementChild(people); person; person = xmlNextElementSibling(person)) {
        if (!has_name(person, name))
            continue;
        if (found)
            return false; /* two of them */
        found = person;
    }
    *id = found ? xmlGetNoNsProp(found, (const xmlChar *)"id") : NULL;
    return *id != NULL;
}
