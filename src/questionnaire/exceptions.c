/* The exceptions of a questionnaire: where a more concerning answer may lead to a lower outcome, and
 * why. Not for whether they are the only ones (prove/). */
#include "questionnaire/room.h"

/* Whether [node] says anything of a concern; what it says wrongly has been said. */
static bool has_concern(const struct yaml_node *node)
{
    return yaml_get(node, "concern") || yaml_key_is_mistyped(node, &question_schema, "concern");
}

static void load_exception(struct loader *loader, const struct raw_question *raw,
                           const struct yaml_node *node, struct question *question)
{
    const struct yaml_node *except = yaml_get(node, "except");
    if (!except || except->kind != YAML_MAPPING) {
        return;
    }
    question->except_span = except->key->span;
    question->except_because = field_text(raw->except.because);
    question->except =
        load_condition(loader, except, "when", TYPE_BOOL, "the `when` of an `except`");
    if (!has_concern(node) && question->type != QUESTION_TEXT) { /* said already of a text */
        struct diag *diag = loader_error(loader, CODE_Q331, question->except_span,
                                         "`%s` has an exception and no `concern`",
                                         loader_quote(loader, question->id));
        diag_help(loader->diags, diag, "add `concern: rising`, or leave out `except`");
    }
}

void load_exceptions(struct loader *loader)
{
    const struct raw_questionnaire *raw = loader->raw;
    uint32_t next = 0;
    for (uint32_t i = 0; i < raw->sections_count; i++) {
        for (uint32_t j = 0; j < raw->sections[i].questions_count; j++) {
            if (next < loader->made->question_count && loader->slots[next].node &&
                !loader->exhausted) {
                load_exception(loader, &raw->sections[i].questions[j], loader->slots[next].node,
                               &loader->questions[next]);
            }
            next++;
        }
    }
}
