/* Looking things up in the tree of a YAML file. Not for making it (scan.c). */
#include "yaml/yaml.h"

const struct yaml_node *yaml_get(const struct yaml_node *mapping, const char *key)
{
    if (mapping->kind != YAML_MAPPING) {
        return NULL;
    }
    for (const struct yaml_node *value = mapping->first; value; value = value->next) {
        if (value->key->kind == YAML_SCALAR && text_is(value->key->text, key)) {
            return value;
        }
    }
    return NULL;
}

const struct yaml_node *yaml_at(const struct yaml_node *sequence, uint32_t index)
{
    if (sequence->kind != YAML_SEQUENCE) {
        return NULL;
    }
    const struct yaml_node *element = sequence->first;
    while (element && index > 0) {
        element = element->next;
        index--;
    }
    return element;
}

bool yaml_is_null(const struct yaml_node *node)
{
    return node->kind == YAML_SCALAR && node->style == YAML_PLAIN &&
           (node->text.length == 0 || text_is(node->text, "~") || text_is(node->text, "null") ||
            text_is(node->text, "Null") || text_is(node->text, "NULL"));
}
