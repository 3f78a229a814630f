/* The guarantees of a questionnaire: what is promised about its rules, for whom. Not for whether
 * the rules keep it (prove/). */
#include "base/limits.h"
#include "questionnaire/room.h"

static const char *const kind_names[GUARANTEE_KINDS] = {
    [GUARANTEE_NEVER] = "never",
    [GUARANTEE_NEVER_RECOMMEND] = "never_recommend",
    [GUARANTEE_ALWAYS] = "always",
    [GUARANTEE_ALWAYS_RECOMMEND] = "always_recommend",
};

const char *guarantee_kind_name(enum guarantee_kind kind)
{
    return kind_names[kind];
}

static bool lists_recommendations(enum guarantee_kind kind)
{
    return kind == GUARANTEE_NEVER_RECOMMEND || kind == GUARANTEE_ALWAYS_RECOMMEND;
}

/* The outcomes that have the recommendation of that name. */
static uint64_t find_recommended(struct loader *loader, struct text name, struct span span)
{
    const struct questionnaire *made = loader->made;
    struct text names[RECOMMEND_INPATIENT + 1];
    for (uint32_t i = 0; i <= RECOMMEND_INPATIENT; i++) {
        names[i] = text_of(recommendation_name((enum recommendation)i));
        if (!text_equal(name, names[i])) {
            continue;
        }
        uint64_t outcomes = 0;
        for (uint32_t j = 0; j < made->outcome_count; j++) {
            outcomes |=
                made->outcomes[j].recommendation == (enum recommendation)i ? UINT64_C(1) << j : 0;
        }
        return outcomes;
    }
    struct diag *diag = loader_error(loader, CODE_Q329, span, "there is no recommendation `%s`",
                                     loader_quote(loader, name));
    if (!diag_suggest(loader->diags, diag, name, names, RECOMMEND_INPATIENT + 1)) {
        diag_help(loader->diags, diag, "write `intake`, `iop` or `inpatient`");
    }
    return 0;
}

/* The outcomes that [list] names. */
static uint64_t load_list(struct loader *loader, enum guarantee_kind kind,
                          const struct yaml_node *list)
{
    uint64_t named = 0;
    for (const struct yaml_node *entry = list->first; entry; entry = entry->next) {
        struct text name = text_trim(entry->text);
        if (entry->kind != YAML_SCALAR || name.length == 0) {
            continue; /* said already */
        }
        if (lists_recommendations(kind)) {
            named |= find_recommended(loader, name, entry->span);
            continue;
        }
        uint32_t outcome = find_outcome(loader, name, entry->span);
        named |= outcome == NAME_NONE ? 0 : UINT64_C(1) << outcome;
    }
    if (!list->first) {
        struct diag *diag =
            loader_error(loader, CODE_Q328, list->span, "`%s` lists nothing", kind_names[kind]);
        diag_help(loader->diags, diag, "%s",
                  lists_recommendations(kind)
                      ? "list one or more of `intake`, `iop` and `inpatient`, as in `[iop]`"
                      : "list the ids of one or more outcomes, as in `[talk]`");
    }
    return named;
}

static void load_promise(struct loader *loader, const struct yaml_node *node,
                         struct guarantee *guarantee)
{
    const struct yaml_node *first = NULL;
    bool mistyped = false;
    for (uint32_t i = 0; i < GUARANTEE_KINDS; i++) {
        enum guarantee_kind kind = (enum guarantee_kind)i;
        const struct yaml_node *list = yaml_get(node, kind_names[i]);
        mistyped = mistyped || yaml_key_is_mistyped(node, &guarantee_schema, kind_names[i]);
        if (!list) {
            continue;
        }
        if (first) {
            struct diag *diag = loader_error(loader, CODE_Q327, list->key->span,
                                             "`%s` stands beside `%s`; a guarantee has one of them",
                                             kind_names[i], kind_names[guarantee->kind]);
            diag_note(loader->diags, diag, first->key->span, "the other one");
            diag_help(loader->diags, diag, "write two guarantees with the same `when`");
        } else {
            first = list;
            guarantee->kind = kind;
        }
        if (list->kind == YAML_SEQUENCE) {
            uint64_t named = load_list(loader, kind, list);
            bool is_never = kind == GUARANTEE_NEVER || kind == GUARANTEE_NEVER_RECOMMEND;
            guarantee->allowed = is_never ? ~named : named;
        }
    }
    if (!first && !mistyped) {
        struct diag *diag =
            loader_error(loader, CODE_Q327, guarantee->span, "`%s` does not say what it guarantees",
                         loader_quote(loader, guarantee->id));
        diag_help(loader->diags, diag,
                  "add `never: [OUTCOME]`, `always: [OUTCOME]`, `never_recommend: [iop]` or "
                  "`always_recommend: [inpatient]`");
    }
}

void load_guarantees(struct loader *loader)
{
    const struct raw_questionnaire *raw = loader->raw;
    struct names names;
    struct span *spans = loader_array(loader, raw->guarantees_count, sizeof *spans);
    if (!spans) {
        return;
    }
    names_init(&names, loader->arena);
    const struct yaml_node *node = field_entries(loader->root, "guarantees");
    for (uint32_t i = 0; i < raw->guarantees_count && node; i++, node = node->next) {
        struct guarantee *guarantee = &loader->guarantees[i];
        guarantee->id = field_text(raw->guarantees[i].id);
        guarantee->span = field_span(node, "id");
        guarantee->means = field_text(raw->guarantees[i].means);
        guarantee->source = field_text(raw->guarantees[i].source);
        if (node->kind != YAML_MAPPING) {
            continue; /* said already */
        }
        if (id_check(loader, ID_GUARANTEE, node, guarantee->id) && guarantee->id.length > 0) {
            id_unique(loader, &names, spans, guarantee->id, guarantee->span);
        }
        load_promise(loader, node, guarantee);
        guarantee->when =
            load_condition(loader, node, "when", TYPE_BOOL, "the `when` of a guarantee");
    }
}
