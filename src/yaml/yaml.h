/* A YAML file as a tree that remembers its places, checked against and bound to C structs with
 * libcyaml. One pass over libyaml's events refuses what iopfit does not accept in any file:
 * aliases, anchors, tags, merge keys, duplicate and non-scalar keys, NUL, invalid UTF-8, UTF-16,
 * more than one document, empty files, nesting over LIMIT_DEPTH. This room knows neither
 * questionnaires nor conditions. */
#ifndef IOPFIT_YAML_YAML_H
#define IOPFIT_YAML_YAML_H

#include "base/arena.h"
#include "diag/diag.h"
#include "diag/source.h"

enum yaml_kind {
    YAML_SCALAR,
    YAML_SEQUENCE,
    YAML_MAPPING,
    YAML_REFUSED /* complained about already; only in the tree of a failed yaml_scan() */
};
enum yaml_style { YAML_PLAIN, YAML_SINGLE_QUOTED, YAML_DOUBLE_QUOTED, YAML_LITERAL, YAML_FOLDED };

struct yaml_node {
    enum yaml_kind kind;
    enum yaml_style style;         /* of a scalar */
    struct span span;              /* of a scalar: with its quotes; of the others: the whole */
    struct text text;              /* of a scalar; ended by NUL */
    const struct yaml_node *key;   /* of a value in a mapping: its key */
    const struct yaml_node *first; /* child: element of a sequence, value of a mapping */
    const struct yaml_node *next;  /* sibling */
    uint32_t count;                /* of children */
};

/* Reads the one document in [source]. All problems that can be found are reported (after a syntax
 * error nothing further can be). Duplicate keys, aliases and tags do not stop the scan. False
 * leaves *ret alone; [source] must live as long as the tree. */
ATTR_MUST_USE bool yaml_read(const struct source *source, struct arena *arena,
                             const struct yaml_node **ret, struct diags *diags);

/* The same, for going on after errors: *ret_root is the tree wherever the file could be read to its
 * end, also when the result is false; NULL where it could not. */
ATTR_MUST_USE bool yaml_scan(const struct source *source, struct arena *arena,
                             const struct yaml_node **ret_root, struct diags *diags);

/* The value of [key] in a mapping, NULL where it is missing; the element [index] of a sequence. */
const struct yaml_node *yaml_get(const struct yaml_node *mapping, const char *key);
const struct yaml_node *yaml_at(const struct yaml_node *sequence, uint32_t index);
/* A plain scalar that YAML readers take for null: empty, `~`, `null`, `Null`, `NULL`. */
bool yaml_is_null(const struct yaml_node *node);

/* The text of a scalar with the place of each of its bytes in the file (quotes, escapes, folding
 * and indentation taken into account). False when [arena] is used up. */
ATTR_MUST_USE bool yaml_passage(const struct yaml_node *scalar, struct arena *arena,
                                struct passage *ret);

/* Checks the tree against a libcyaml schema and loads it with libcyaml into structs in [arena].
 * Unknown, missing and repeated keys, wrong kinds and values outside an enumeration are all
 * reported, at their places, with the nearest right name: libcyaml itself would stop at the first
 * and not know its place. [schema] uses MAPPING, SEQUENCE, STRING_PTR and strict ENUM only, since
 * libcyaml reads numbers and truth values loosely (`12abc` as 12, `nope` as true). [what] names
 * the file in messages: "a questionnaire". False leaves *ret alone. */
struct cyaml_schema_value;
ATTR_MUST_USE bool yaml_bind(const struct source *source, const struct yaml_node *root,
                             const struct cyaml_schema_value *schema, const char *what,
                             struct arena *arena, void **ret, struct diags *diags);

/* The first half of yaml_bind(): checks only. */
ATTR_MUST_USE bool yaml_check(const struct yaml_node *root, const struct cyaml_schema_value *schema,
                              const char *what, struct diags *diags);
/* Whether an unknown key of [mapping] was most likely meant to be [key]: then yaml_check() has
 * said so, and nothing should be said of the missing [key]. */
bool yaml_key_is_mistyped(const struct yaml_node *mapping, const struct cyaml_schema_value *schema,
                          const char *key);
/* For going on after yaml_check() has failed: the same structs with what does fit; the rest is NULL
 * or 0, and lists keep the number of their entries. False when [arena] is used up. */
ATTR_MUST_USE bool yaml_bind_what_fits(const struct yaml_node *root,
                                       const struct cyaml_schema_value *schema, struct arena *arena,
                                       void **ret);

#endif
