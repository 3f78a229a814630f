/* The outcomes of a questionnaire, and the two that the file names apart: `start` and
 * `undetermined`. Not for the conditions of next steps (conditions.c). */
#include "base/limits.h"
#include "questionnaire/room.h"

static void load_lines(struct loader *loader, const struct raw_outcome *raw,
                       const struct yaml_node *node, struct outcome *outcome)
{
    struct text *lines = loader_array(loader, raw->lines_count, sizeof *lines);
    if (!lines) {
        return;
    }
    for (uint32_t i = 0; i < raw->lines_count; i++) {
        lines[i] = field_text(raw->lines[i]);
    }
    outcome->lines = lines;
    outcome->line_count = raw->lines_count;

    const struct yaml_node *list = yaml_get(node, "lines");
    bool has_urgent =
        yaml_get(node, "urgent") || yaml_key_is_mistyped(node, &outcome_schema, "urgent");
    struct text urgent = field_text(raw->urgent);
    if (outcome->urgent && !list && !yaml_key_is_mistyped(node, &outcome_schema, "lines")) {
        struct diag *diag =
            loader_error(loader, CODE_Q319, outcome->span, "`%s` is urgent and has no `lines`",
                         loader_quote(loader, outcome->id));
        diag_help(loader->diags, diag,
                  "add `lines:` with the phone lines to show, each after `- `");
    }
    if (!outcome->urgent && list &&
        (!has_urgent || text_is(urgent, "no") || text_is(urgent, "false"))) {
        struct diag *diag = loader_error(loader, CODE_Q320, list->key->span,
                                         "`lines` are shown for urgent outcomes only");
        diag_help(loader->diags, diag,
                  "add `urgent: yes` to the outcome, or move the lines to `next_steps`");
    }
}

static void load_next_steps(struct loader *loader, const struct raw_outcome *raw,
                            struct outcome *outcome)
{
    struct next_step *steps = loader_array(loader, raw->next_steps_count, sizeof *steps);
    if (!steps) {
        return;
    }
    for (uint32_t i = 0; i < raw->next_steps_count; i++) {
        steps[i].text = field_text(raw->next_steps[i].text);
    }
    outcome->next_steps = steps;
    outcome->next_step_count = raw->next_steps_count;
}

void load_outcomes(struct loader *loader)
{
    const struct raw_questionnaire *raw = loader->raw;
    struct names names;
    struct span *spans = loader_array(loader, raw->outcomes_count, sizeof *spans);
    if (!spans) {
        return;
    }
    names_init(&names, loader->arena);
    const struct yaml_node *node = field_entries(loader->root, "outcomes");
    for (uint32_t i = 0; i < raw->outcomes_count && node; i++, node = node->next) {
        struct outcome *outcome = &loader->outcomes[i];
        outcome->id = field_text(raw->outcomes[i].id);
        outcome->span = field_span(node, "id");
        outcome->recommendation = raw->outcomes[i].recommendation;
        outcome->title = field_text(raw->outcomes[i].title);
        outcome->message = field_text(raw->outcomes[i].message);
        outcome->urgent = field_truth(loader, node, "urgent", raw->outcomes[i].urgent);
        loader->outcome_ids[i] = outcome->id;
        if (id_check(loader, ID_OUTCOME, node, outcome->id) && outcome->id.length > 0) {
            id_unique(loader, &names, spans, outcome->id, outcome->span);
        }
        load_lines(loader, &raw->outcomes[i], node, outcome);
        load_next_steps(loader, &raw->outcomes[i], outcome);
    }
}

uint32_t find_outcome(struct loader *loader, struct text id, struct span span)
{
    uint32_t count = loader->made->outcome_count;
    for (uint32_t i = 0; i < count; i++) {
        if (id.length > 0 && text_equal(loader->outcome_ids[i], id)) {
            return i;
        }
    }
    /* Without any outcome, or without an id, the message is there already. */
    if (count == 0 || id.length == 0) {
        return NAME_NONE;
    }
    struct diag *diag =
        loader_error(loader, CODE_Q305, span, "there is no outcome `%s`", loader_quote(loader, id));
    if (!diag_suggest(loader->diags, diag, id, loader->outcome_ids, count)) {
        diag_help(loader->diags, diag, "write one of the ids that are listed under `outcomes`");
    }
    return NAME_NONE;
}

void load_special_outcomes(struct loader *loader)
{
    struct questionnaire *made = loader->made;
    struct span start_span = field_span(loader->root, "start");
    struct span span = field_span(loader->root, "undetermined");
    uint32_t start = find_outcome(loader, field_text(loader->raw->start), start_span);
    uint32_t undetermined = find_outcome(loader, field_text(loader->raw->undetermined), span);

    if (start != NAME_NONE) {
        made->start = start;
    }
    if (undetermined == NAME_NONE) {
        return;
    }
    made->undetermined = undetermined;
    const char *name = loader_quote(loader, made->outcomes[undetermined].id);
    if (start != NAME_NONE && undetermined < start) {
        struct diag *diag =
            loader_error(loader, CODE_Q316, span, "`%s` is lower than the start outcome `%s`", name,
                         loader_quote(loader, made->outcomes[start].id));
        diag_note(loader->diags, diag, start_span, "the start outcome");
        diag_help(loader->diags, diag,
                  "outcomes are listed from least to most care: name a higher one, or change their "
                  "order");
    }
    if (made->outcomes[undetermined].recommendation != RECOMMEND_INTAKE) {
        struct diag *diag =
            loader_error(loader, CODE_Q317, span,
                         "`%s` recommends %s; where answers are missing, a person decides", name,
                         recommendation_name(made->outcomes[undetermined].recommendation));
        diag_help(loader->diags, diag, "name an outcome with `recommendation: intake`");
    }
    for (uint32_t i = undetermined + 1; i < made->outcome_count; i++) {
        if (made->outcomes[i].recommendation != RECOMMEND_IOP) {
            continue;
        }
        struct diag *diag =
            loader_error(loader, CODE_Q318, made->outcomes[i].span,
                         "`%s` recommends iop and stands above `%s`, so that missing answers could "
                         "lead to it",
                         loader_quote(loader, made->outcomes[i].id), name);
        diag_note(loader->diags, diag, span, "`undetermined` is named here");
        diag_help(loader->diags, diag, "list it before `%s`", name);
    }
}
