/* The top of a file mended where one slip would make everything below it wrong: the line of a list
 * that is missing, mistyped or there twice. The slip is reported once, and loading goes on as if it
 * had not been made. Not for what stands inside the entries. */
#include "base/limits.h"
#include "questionnaire/room.h"

enum { LIST_COUNT = 4, MOST_SIGNS = 6 };

/* The lists at the top of a file, and the keys that only their entries have. */
static const struct list {
    const char *key;
    const char *entry;
    const char *signs[MOST_SIGNS];
} lists[LIST_COUNT] = {
    {"outcomes", "an outcome", {"recommendation", "message", "next_steps", "urgent", "lines"}},
    {"sections", "a section", {"questions", "intro"}},
    {"facts", "a fact", {"is", "means"}},
    {"rules", "a rule", {"when", "outcome", "because", "note", "private", "source"}},
};

struct repair {
    struct arena *arena;
    struct diags *diags;
    struct yaml_node *root;
    struct yaml_node **parts; /* its values, which become its children at the end */
    uint32_t count;
    bool exhausted;
};

static struct yaml_node *copy_node(struct repair *repair, const struct yaml_node *node)
{
    struct yaml_node *copy = arena_alloc(repair->arena, sizeof *copy);
    repair->exhausted = repair->exhausted || !copy;
    if (copy) {
        *copy = *node;
    }
    return copy;
}

static struct yaml_node *find_part(const struct repair *repair, const char *key)
{
    for (uint32_t i = 0; i < repair->count; i++) {
        const struct yaml_node *name = repair->parts[i]->key;
        if (name->kind == YAML_SCALAR && text_is(name->text, key)) {
            return repair->parts[i];
        }
    }
    return NULL;
}

/* ---- A mistyped line ------------------------------------------------------------------------- */

/* Gives the list with the mistyped key the right one. */
static void mend_key(struct repair *repair, struct yaml_node *part)
{
    static const char *const words[] = {
        "format", "id",           "version",  "title",    "language", "facility", "intro",
        "start",  "undetermined", "outcomes", "sections", "facts",    "rules",
    };
    enum { WORD_COUNT = sizeof words / sizeof *words };
    struct text names[WORD_COUNT];
    for (size_t i = 0; i < WORD_COUNT; i++) {
        names[i] = text_of(words[i]);
    }
    if (part->key->kind != YAML_SCALAR || part->kind != YAML_SEQUENCE) {
        return;
    }
    uint32_t nearest = nearest_name(part->key->text, names, WORD_COUNT);
    if (nearest == NAME_NONE || text_equal(part->key->text, names[nearest]) ||
        find_part(repair, words[nearest])) {
        return;
    }
    for (size_t i = 0; i < LIST_COUNT; i++) {
        if (!text_is(names[nearest], lists[i].key)) {
            continue;
        }
        struct yaml_node *key = copy_node(repair, part->key);
        struct diag *diag = diag_add(repair->diags, CODE_Y140, part->key->span, "unknown key `%s`",
                                     diag_quote(repair->diags, part->key->text, 40));
        diag_suggest(repair->diags, diag, part->key->text, names, WORD_COUNT);
        if (key) {
            key->text = names[nearest];
            part->key = key;
        }
    }
}

/* ---- A line that is there twice -------------------------------------------------------------- */

/* Gives [list] the first [count] of its entries; ret: the last of them. */
static struct yaml_node *cut_list(struct repair *repair, struct yaml_node *list, uint32_t count)
{
    struct yaml_node *last = NULL;
    const struct yaml_node *entry = list->first;
    for (uint32_t i = 0; i < count && entry && !repair->exhausted; i++, entry = entry->next) {
        struct yaml_node *copy = copy_node(repair, entry);
        if (!copy) {
            break;
        }
        copy->next = NULL;
        if (last) {
            last->next = copy;
        } else {
            list->first = copy;
        }
        last = copy;
    }
    list->count = count;
    return last;
}

/* Both lists become one; that the line is there twice has been said. */
static void join_twins(struct repair *repair, const struct list *list)
{
    struct yaml_node *first = find_part(repair, list->key);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < repair->count; i++) {
        struct yaml_node *part = repair->parts[i];
        if (part == first || part->key->kind != YAML_SCALAR ||
            !text_is(part->key->text, list->key)) {
            repair->parts[kept++] = part;
        } else if (first->kind != YAML_SEQUENCE) {
            *first = *part;
        } else if (part->kind == YAML_SEQUENCE) {
            uint32_t count = first->count + part->count;
            struct yaml_node *last = cut_list(repair, first, first->count);
            if (last) {
                last->next = part->first;
                first->count = count;
            }
        }
    }
    repair->count = kept;
}

/* ---- A line that is missing ------------------------------------------------------------------ */

static bool has_sign(const struct yaml_node *entry, const struct list *list)
{
    for (size_t i = 0; i < MOST_SIGNS && list->signs[i]; i++) {
        if (yaml_get(entry, list->signs[i])) {
            return true;
        }
    }
    return false;
}

/* How many entries at the end of [part], but not all, are such as belong to [other]. */
static uint32_t strangers(const struct yaml_node *part, const struct list *own,
                          const struct list *other)
{
    uint32_t count = 0;
    for (const struct yaml_node *entry = part->first; entry; entry = entry->next) {
        count = has_sign(entry, other) && !has_sign(entry, own) ? count + 1 : 0;
    }
    return count < part->count ? count : 0;
}

/* Makes the last [count] entries of [part] a list of their own. */
static void split_list(struct repair *repair, struct yaml_node *part, const struct list *own,
                       const struct list *other, uint32_t count)
{
    const struct yaml_node *entry = yaml_at(part, part->count - count);
    const struct yaml_node *id = yaml_get(entry, "id");
    struct span span = id ? id->span : span_of(entry->span.source, entry->span.offset, 1);
    struct yaml_node *rest = copy_node(repair, part);
    struct yaml_node *key = copy_node(repair, part->key);
    if (!rest || !key) {
        return;
    }
    struct diag *diag =
        diag_add(repair->diags, CODE_Q382, span,
                 "this looks like %s, and stands in `%s`: is the line `%s:` missing above it?",
                 other->entry, own->key, other->key);
    diag_help(repair->diags, diag, "write `%s:` on a line of its own above this entry", other->key);
    key->text = text_of(other->key);
    key->span = span;
    rest->key = key;
    rest->first = entry;
    rest->count = count;
    cut_list(repair, part, part->count - count);
    repair->parts[repair->count++] = rest;
}

static void split_lists(struct repair *repair)
{
    /* Each time one more of the lists is there. */
    for (size_t i = 0; i < LIST_COUNT; i++) {
        struct yaml_node *part = find_part(repair, lists[i].key);
        for (size_t j = LIST_COUNT; part && part->kind == YAML_SEQUENCE && j-- > 0;) {
            uint32_t count = j == i || find_part(repair, lists[j].key)
                                 ? 0
                                 : strangers(part, &lists[i], &lists[j]);
            if (count > 0) {
                split_list(repair, part, &lists[i], &lists[j], count);
            }
        }
    }
}

/* ---- The whole ------------------------------------------------------------------------------- */

const struct yaml_node *repair_lists(const struct yaml_node *root, struct arena *arena,
                                     struct diags *diags)
{
    struct repair repair = {.arena = arena, .diags = diags};
    if (root->kind != YAML_MAPPING) {
        return root;
    }
    repair.root = copy_node(&repair, root);
    repair.parts = arena_array(arena, (size_t)root->count + LIST_COUNT, sizeof *repair.parts);
    for (const struct yaml_node *value = root->first; repair.parts && value; value = value->next) {
        struct yaml_node *part = copy_node(&repair, value);
        if (!part) {
            break;
        }
        repair.parts[repair.count++] = part;
    }
    if (!repair.parts || repair.exhausted) {
        return NULL;
    }
    for (uint32_t i = 0; i < repair.count; i++) {
        mend_key(&repair, repair.parts[i]);
    }
    for (size_t i = 0; i < LIST_COUNT; i++) {
        join_twins(&repair, &lists[i]);
    }
    split_lists(&repair);
    for (uint32_t i = 0; i < repair.count; i++) {
        repair.parts[i]->next = i + 1 < repair.count ? repair.parts[i + 1] : NULL;
    }
    repair.root->first = repair.count > 0 ? repair.parts[0] : NULL;
    repair.root->count = repair.count;
    return repair.exhausted ? NULL : repair.root;
}
