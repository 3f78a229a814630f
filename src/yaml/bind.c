/* The tree of a YAML file held against a libcyaml schema, and loaded with libcyaml. libcyaml stops
 * at the first thing it does not like and does not say where that stands, so everything a schema
 * can say is checked here first, on the tree that knows its places; libcyaml then has to agree.
 * Beside the schemas the only file that speaks to libcyaml. Not for what the values mean. */
#include <assert.h>
#include <cyaml/cyaml.h>
#include <string.h>

#include "base/names.h"
#include "yaml/room.h"

#define LONGEST_QUOTE 40

struct checker {
    struct diags *diags;
    bool ok;
};

/* What a message calls a value: "`title`", "an entry of `lines`" or "a questionnaire". */
struct subject {
    const char *before;
    const char *name;
    const char *after;
};

static struct subject subject_key(const char *key)
{
    return (struct subject){"`", key, "`"};
}

static struct subject subject_entry(const char *key)
{
    return (struct subject){"an entry of `", key, "`"};
}

#define SUBJECT "%s%s%s"
#define SUBJECT_ARGS(subject) (subject).before, (subject).name, (subject).after

static const char *quote(const struct checker *checker, struct text text)
{
    return diag_quote(checker->diags, text, LONGEST_QUOTE);
}

/* ---- Keys ------------------------------------------------------------------------------------ */

static const struct cyaml_schema_field *field_of(const struct cyaml_schema_field *fields,
                                                 struct text key)
{
    for (const struct cyaml_schema_field *field = fields; field->key; field++) {
        if (text_is(key, field->key)) {
            return field;
        }
    }
    return NULL;
}

/* Sets the help of [diag] to the nearest of the words that [word_at] gives, or to all of them. */
static void suggest(const struct checker *checker, struct diag *diag, struct text wrong,
                    const struct text *words, uint32_t count, const char *intro, const char *last)
{
    if (diag_suggest(checker->diags, diag, wrong, words, count)) {
        return;
    }
    char list[512];
    size_t length = 0;
    for (uint32_t i = 0; i < count; i++) {
        const char *between = i == 0 ? "" : i + 1 == count ? last : ", ";
        int more = snprintf(list + length, sizeof list - length, "%s`" TEXT_FORMAT "`", between,
                            TEXT_ARGS(words[i]));
        assert(more > 0);
        length += (size_t)more;
        assert(length < sizeof list);
    }
    diag_help(checker->diags, diag, "%s %s", intro, list);
}

/* Most keys of one mapping, and words of one enumeration, in any schema. */
#define MOST_WORDS 32

static uint32_t keys_of(const struct cyaml_schema_field *fields, struct text words[MOST_WORDS])
{
    uint32_t count = 0;
    for (const struct cyaml_schema_field *field = fields; field->key; field++) {
        assert(count < MOST_WORDS);
        words[count++] = text_of(field->key);
    }
    return count;
}

static void unknown_key(struct checker *checker, const struct yaml_node *key,
                        const struct cyaml_schema_field *fields)
{
    struct text words[MOST_WORDS];
    uint32_t count = keys_of(fields, words);
    struct diag *diag = diag_add(checker->diags, CODE_Y140, key->span, "unknown key `%s`",
                                 quote(checker, key->text));
    suggest(checker, diag, key->text, words, count, "the keys here are", " and ");
    checker->ok = false;
}

bool yaml_key_is_mistyped(const struct yaml_node *mapping, const struct cyaml_schema_value *schema,
                          const char *key)
{
    const struct cyaml_schema_field *fields = schema->mapping.fields;
    struct text words[MOST_WORDS];
    uint32_t count = keys_of(fields, words);
    if (mapping->kind != YAML_MAPPING) {
        return false;
    }
    for (const struct yaml_node *value = mapping->first; value; value = value->next) {
        if (value->key->kind != YAML_SCALAR || field_of(fields, value->key->text)) {
            continue;
        }
        uint32_t nearest = nearest_name(value->key->text, words, count);
        if (nearest != NAME_NONE && text_is(words[nearest], key)) {
            return true;
        }
    }
    return false;
}

static bool is_optional(const struct cyaml_schema_field *field)
{
    return (field->value.flags & CYAML_FLAG_OPTIONAL) != 0;
}

/* Adds a message for each key that has to be in [mapping] and is not, at the entry's id where it
 * has one, else at its first key. */
static void missing_keys(struct checker *checker, const struct yaml_node *mapping,
                         struct subject subject, const struct cyaml_schema_value *schema)
{
    const struct cyaml_schema_field *fields = schema->mapping.fields;
    const struct yaml_node *id = yaml_get(mapping, "id");
    bool named = id && id->kind == YAML_SCALAR && subject.before[0] == 'a';
    struct span span = named            ? id->span
                       : mapping->first ? mapping->first->key->span
                                        : span_of(mapping->span.source, mapping->span.offset, 1);

    for (const struct cyaml_schema_field *field = fields; field->key; field++) {
        if (is_optional(field) || yaml_get(mapping, field->key) ||
            yaml_key_is_mistyped(mapping, schema, field->key)) {
            continue;
        }
        struct diag *diag =
            named ? diag_add(checker->diags, CODE_Y141, span, "`%s` in `%s` has no `%s`",
                             quote(checker, id->text), subject.name, field->key)
                  : diag_add(checker->diags, CODE_Y141, span, SUBJECT " has no `%s`",
                             SUBJECT_ARGS(subject), field->key);
        diag_help(checker->diags, diag, "add `%s: …`", field->key);
        checker->ok = false;
    }
}

/* ---- Values ---------------------------------------------------------------------------------- */

static const char *kind_says(enum yaml_kind kind)
{
    switch (kind) {
    case YAML_SEQUENCE:
        return "a list";
    case YAML_MAPPING:
        return "keys with values";
    case YAML_SCALAR:
    case YAML_REFUSED:
        break;
    }
    return "a text";
}

static enum yaml_kind kind_wanted(const struct cyaml_schema_value *schema)
{
    if (schema->type == CYAML_MAPPING) {
        return YAML_MAPPING;
    }
    if (schema->type == CYAML_SEQUENCE) {
        return YAML_SEQUENCE;
    }
    assert(schema->type == CYAML_STRING || schema->type == CYAML_ENUM);
    return YAML_SCALAR;
}

/* Whether [node] is of the kind that [schema] wants and not empty; else says so. */
static bool check_kind(struct checker *checker, const struct yaml_node *node,
                       const struct cyaml_schema_value *schema, struct subject subject)
{
    enum yaml_kind wanted = kind_wanted(schema);
    if (yaml_is_null(node)) {
        struct span span = node->span.length == 0 && node->key ? node->key->span : node->span;
        struct diag *diag = diag_add(checker->diags, CODE_Y143, span, SUBJECT " has no value",
                                     SUBJECT_ARGS(subject));
        diag_help(checker->diags, diag, "%s",
                  node->span.length == 0 ? "give the value, or leave the line out"
                                         : "give the value, or leave the line out; if this word is "
                                           "the text, put it in quotes");
        return false;
    }
    if (node->kind != wanted) {
        char first = node->span.source->text.start[node->span.offset];
        struct diag *diag =
            diag_add(checker->diags, CODE_Y142, node->span, SUBJECT " takes %s, not %s",
                     SUBJECT_ARGS(subject), kind_says(wanted), kind_says(node->kind));
        diag_help(checker->diags, diag, "%s",
                  wanted == YAML_SCALAR && strchr("[{", first)
                      ? "put a text that begins with a bracket in quotes"
                  : wanted == YAML_SCALAR
                      ? "write the text on the line of its key, or on lines of its own after `|`"
                  : wanted == YAML_SEQUENCE ? "write each entry on a line of its own, after `- `"
                                            : "write each key on a line of its own, with its value "
                                              "after `: `");
        return false;
    }
    return true;
}

static bool find_word(const struct cyaml_schema_value *schema, struct text word, int64_t *ret)
{
    for (uint32_t i = 0; i < schema->enumeration.count; i++) {
        if (text_is(word, schema->enumeration.strings[i].str)) {
            *ret = schema->enumeration.strings[i].val;
            return true;
        }
    }
    return false;
}

static void check_word(struct checker *checker, const struct yaml_node *node,
                       const struct cyaml_schema_value *schema, struct subject subject)
{
    int64_t value;
    if (find_word(schema, node->text, &value)) {
        return;
    }
    struct text words[MOST_WORDS];
    uint32_t count = schema->enumeration.count;
    assert(count <= MOST_WORDS);
    for (uint32_t i = 0; i < count; i++) {
        words[i] = text_of(schema->enumeration.strings[i].str);
    }
    struct diag *diag = diag_add(checker->diags, CODE_Y144, node->span, SUBJECT " cannot be `%s`",
                                 SUBJECT_ARGS(subject), quote(checker, node->text));
    suggest(checker, diag, node->text, words, count, "it can be", " or ");
    checker->ok = false;
}

static void check_text(struct checker *checker, const struct yaml_node *node,
                       const struct cyaml_schema_value *schema, struct subject subject)
{
    if (schema->string.min > 0 && text_trim(node->text).length == 0) {
        struct diag *diag = diag_add(checker->diags, CODE_Y143, node->span, SUBJECT " is empty",
                                     SUBJECT_ARGS(subject));
        diag_help(checker->diags, diag, "give the text, or leave the line out");
        checker->ok = false;
    }
}

static void check_value(struct checker *checker, const struct yaml_node *node,
                        const struct cyaml_schema_value *schema, struct subject subject,
                        const char *key);

static void check_mapping(struct checker *checker, const struct yaml_node *mapping,
                          const struct cyaml_schema_value *schema, struct subject subject)
{
    const struct cyaml_schema_field *fields = schema->mapping.fields;
    for (const struct yaml_node *value = mapping->first; value; value = value->next) {
        if (value->key->kind != YAML_SCALAR) {
            continue;
        }
        const struct cyaml_schema_field *field = field_of(fields, value->key->text);
        if (field) {
            check_value(checker, value, &field->value, subject_key(field->key), field->key);
        } else {
            unknown_key(checker, value->key, fields);
        }
    }
    missing_keys(checker, mapping, subject, schema);
}

static void check_sequence(struct checker *checker, const struct yaml_node *sequence,
                           const struct cyaml_schema_value *schema, const char *key)
{
    if (sequence->count < schema->sequence.min) {
        struct diag *diag =
            diag_add(checker->diags, CODE_Y145, sequence->span, "`%s` needs at least %u %s", key,
                     schema->sequence.min, schema->sequence.min == 1 ? "entry" : "entries");
        diag_help(checker->diags, diag, "write each entry on a line of its own, after `- `");
        checker->ok = false;
    }
    uint32_t index = 0;
    for (const struct yaml_node *entry = sequence->first; entry; entry = entry->next) {
        if (index++ == schema->sequence.max) {
            diag_add(checker->diags, CODE_Y146, entry->span,
                     "`%s` has %u entries; at most %u are possible", key, sequence->count,
                     schema->sequence.max);
            checker->ok = false;
        }
        check_value(checker, entry, schema->sequence.entry, subject_entry(key), key);
    }
}

/* [key]: the key that [node], or the list that it is an entry of, belongs to. */
static void check_value(struct checker *checker, const struct yaml_node *node,
                        const struct cyaml_schema_value *schema, struct subject subject,
                        const char *key)
{
    if (node->kind == YAML_REFUSED) {
        return;
    }
    if (!check_kind(checker, node, schema, subject)) {
        checker->ok = false;
    } else if (schema->type == CYAML_MAPPING) {
        check_mapping(checker, node, schema, subject);
    } else if (schema->type == CYAML_SEQUENCE) {
        check_sequence(checker, node, schema, key);
    } else if (schema->type == CYAML_ENUM) {
        check_word(checker, node, schema, subject);
    } else {
        check_text(checker, node, schema, subject);
    }
}

bool yaml_check(const struct yaml_node *root, const struct cyaml_schema_value *schema,
                const char *what, struct diags *diags)
{
    assert(schema->type == CYAML_MAPPING);
    struct checker checker = {.diags = diags, .ok = true};
    if (root->kind == YAML_SCALAR || root->kind == YAML_SEQUENCE) {
        struct span span = span_of(root->span.source, root->span.offset, 1);
        struct diag *diag = diag_add(diags, CODE_Y142, span, "%s begins with a key, not with %s",
                                     what, kind_says(root->kind));
        diag_help(diags, diag, "check that this is the right file");
        return false;
    }
    check_value(&checker, root, schema, (struct subject){"", what, ""}, "");
    return checker.ok;
}

/* ---- What fits ------------------------------------------------------------------------------- */

struct filler {
    struct arena *arena;
    bool exhausted;
};

static bool is_pointer(const struct cyaml_schema_value *schema)
{
    return (schema->flags & CYAML_FLAG_POINTER) != 0;
}

/* The size of a value of [schema] in a list or struct. */
static size_t size_of(const struct cyaml_schema_value *schema)
{
    return is_pointer(schema) ? sizeof(void *) : schema->data_size;
}

static void store_pointer(char *place, const void *pointer)
{
    memcpy(place, &pointer, sizeof pointer);
}

static void store_number(char *place, size_t size, uint32_t number)
{
    assert(size == sizeof number);
    memcpy(place, &number, sizeof number);
}

static void *allocate(struct filler *filler, size_t count, size_t size)
{
    void *memory = arena_array(filler->arena, count, size);
    filler->exhausted = filler->exhausted || !memory;
    return memory;
}

static void fill_value(struct filler *filler, const struct yaml_node *node,
                       const struct cyaml_schema_value *schema, char *place);

static void fill_mapping(struct filler *filler, const struct yaml_node *mapping,
                         const struct cyaml_schema_value *schema, char *place)
{
    for (const struct cyaml_schema_field *field = schema->mapping.fields; field->key; field++) {
        const struct yaml_node *value = yaml_get(mapping, field->key);
        if (!value || value->kind != kind_wanted(&field->value) || yaml_is_null(value)) {
            continue;
        }
        char *target = place + field->data_offset;
        if (field->value.type != CYAML_SEQUENCE) {
            fill_value(filler, value, &field->value, target);
            continue;
        }
        const struct cyaml_schema_value *entry_schema = field->value.sequence.entry;
        size_t size = size_of(entry_schema);
        char *entries = allocate(filler, value->count, size);
        if (!entries) {
            return;
        }
        store_pointer(target, entries);
        store_number(place + field->count_offset, field->count_size, value->count);
        for (const struct yaml_node *entry = value->first; entry; entry = entry->next) {
            fill_value(filler, entry, entry_schema, entries);
            entries += size;
        }
    }
}

static void fill_value(struct filler *filler, const struct yaml_node *node,
                       const struct cyaml_schema_value *schema, char *place)
{
    if (node->kind != kind_wanted(schema) || yaml_is_null(node)) {
        return;
    }
    if (schema->type == CYAML_STRING) {
        assert(is_pointer(schema));
        store_pointer(place, text_trim(node->text).length == 0 ? NULL : node->text.start);
        return;
    }
    if (schema->type == CYAML_ENUM) {
        int64_t value = 0;
        if (find_word(schema, node->text, &value)) {
            store_number(place, schema->data_size, (uint32_t)value);
        }
        return;
    }
    assert(schema->type == CYAML_MAPPING);
    if (is_pointer(schema)) {
        char *target = allocate(filler, 1, schema->data_size);
        if (!target) {
            return;
        }
        store_pointer(place, target);
        place = target;
    }
    fill_mapping(filler, node, schema, place);
}

bool yaml_bind_what_fits(const struct yaml_node *root, const struct cyaml_schema_value *schema,
                         struct arena *arena, void **ret)
{
    struct filler filler = {arena, false};
    void *data = NULL;
    char place[sizeof data];

    store_pointer(place, NULL);
    fill_value(&filler, root, schema, place);
    memcpy(&data, place, sizeof data);
    if (!filler.exhausted && !data) {
        data = allocate(&filler, 1, schema->data_size);
    }
    if (filler.exhausted) {
        return false;
    }
    *ret = data;
    return true;
}

/* ---- libcyaml -------------------------------------------------------------------------------- */

/* In front of each block that libcyaml gets. It makes lists longer one entry at a time, so blocks
 * grow by half at least: an arena cannot take memory back. */
struct block {
    _Alignas(max_align_t) size_t capacity;
};

static void *allocate_for_cyaml(void *context, void *pointer, size_t size)
{
    struct arena *arena = context;
    if (size == 0) {
        return NULL;
    }
    size_t old = 0;
    if (pointer) {
        old = ((struct block *)pointer - 1)->capacity;
        if (size <= old) {
            return pointer;
        }
    }
    size_t capacity = size > old + old / 2 ? size : old + old / 2;
    struct block *block = arena_alloc(arena, sizeof *block + capacity);
    if (!block) {
        return NULL;
    }
    block->capacity = capacity;
    if (pointer) {
        memcpy(block + 1, pointer, old);
    }
    return block + 1;
}

bool yaml_bind(const struct source *source, const struct yaml_node *root,
               const struct cyaml_schema_value *schema, const char *what, struct arena *arena,
               void **ret, struct diags *diags)
{
    if (!yaml_check(root, schema, what, diags)) {
        return false;
    }
    const struct cyaml_config config = {
        .mem_fn = allocate_for_cyaml,
        .mem_ctx = arena,
        .flags = CYAML_CFG_NO_ALIAS,
    };
    void *data = NULL;
    cyaml_err_t error = cyaml_load_data((const uint8_t *)source->text.start, source->text.length,
                                        &config, schema, &data, NULL);
    if (error == CYAML_ERR_OOM) {
        return diag_out_of_memory(diags);
    }
    if (error == CYAML_OK && !data) { /* no key at all in a mapping whose keys are all optional */
        data = arena_alloc(arena, schema->data_size);
        if (!data) {
            return diag_out_of_memory(diags);
        }
    }
    if (error != CYAML_OK) {
        diag_add(diags, CODE_Y147, span_of(source, root->span.offset, 1),
                 "the YAML library refuses this file: %s", cyaml_strerror(error));
        return false;
    }
    *ret = data;
    return true;
}
