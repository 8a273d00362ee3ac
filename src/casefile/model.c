#include "casefile/model.h"

#include <stdlib.h>
#include <string.h>

void hgw_model_free(struct hgw_model *model) {
    free(model->elements);
    free(model->attributes);
    free(model->children);
    free(model->words);
    if (model->strings)
        xmlDictFree(model->strings);
    *model = (struct hgw_model){0};
}

static int compare_name(const void *name, const void *element) {
    return strcmp(name, ((const struct hgw_model_element *)element)->name);
}

const struct hgw_model_element *hgw_model_element(const struct hgw_model *model, const char *name) {
    if (model->element_count == 0)
        return NULL;
    return bsearch(name, model->elements, model->element_count, sizeof model->elements[0], compare_name);
}

const struct hgw_model_attribute *hgw_model_attribute(const struct hgw_model *model,
                                                      const struct hgw_model_element *element,
                                                      const char *name) {
    for (size_t i = 0; i < element->attribute_count; i++)
        if (strcmp(model->attributes[element->first_attribute + i].name, name) == 0)
            return &model->attributes[element->first_attribute + i];
    return NULL;
}

const struct hgw_model_child *hgw_model_child(const struct hgw_model *model,
                                              const struct hgw_model_element *parent,
                                              const struct hgw_model_element *child) {
    size_t element = (size_t)(child - model->elements);
    for (size_t i = 0; i < parent->child_count; i++)
        if (model->children[parent->first_child + i].element == element)
            return &model->children[parent->first_child + i];
    return NULL;
}
