/* What an id may look like and which words are taken. Not for finding the thing it names. */
#include "base/limits.h"
#include "questionnaire/room.h"

/* Words with a meaning of their own in answer files, as answers, or in conditions (beside our own
 * words, those that the Common Expression Language keeps for itself and its functions). */
static const char *const answer_words[] = {"none", "unsure", "declined", "null", "true", "false"};
static const char *const condition_words[] = {
    "id",      "expect",   "none",       "unsure",    "declined", "yes",   "no",       "null",
    "true",    "false",    "and",        "or",        "not",      "in",    "if",       "else",
    "as",      "break",    "const",      "continue",  "for",      "while", "function", "import",
    "let",     "loop",     "package",    "namespace", "return",   "var",   "void",     "has",
    "all",     "exists",   "exists_one", "map",       "filter",   "size",  "count",    "int",
    "uint",    "double",   "bool",       "string",    "bytes",    "list",  "type",     "dyn",
    "matches", "duration", "timestamp", "interview",
};

static const char *kind_says(enum id_kind kind)
{
    static const char *const words[] = {
        [ID_QUESTIONNAIRE] = "a questionnaire",
        [ID_OUTCOME] = "an outcome",
        [ID_SECTION] = "a section",
        [ID_QUESTION] = "a question",
        [ID_CHOICE] = "a choice",
        [ID_FACT] = "a fact",
        [ID_RULE] = "a rule",
        [ID_GUARANTEE] = "a guarantee",
    };
    return words[kind];
}

static bool is_among(struct text id, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (text_is(id, words[i])) {
            return true;
        }
    }
    return false;
}

static bool is_letter(char byte)
{
    return byte >= 'a' && byte <= 'z';
}

static bool is_name(struct text id, bool dashes)
{
    if (!is_letter(id.start[0])) {
        return false;
    }
    for (size_t i = 1; i < id.length; i++) {
        char byte = id.start[i];
        if (!is_letter(byte) && !(byte >= '0' && byte <= '9') && byte != '_' &&
            !(dashes && byte == '-')) {
            return false;
        }
    }
    return true;
}

bool id_check(struct loader *loader, enum id_kind kind, const struct yaml_node *mapping,
              struct text id)
{
    bool in_conditions = kind == ID_QUESTION || kind == ID_FACT;
    struct span span = field_span(mapping, "id");
    if (id.length == 0) {
        return true;
    }
    if (id.length > LIMIT_ID_BYTES) {
        struct diag *diag =
            loader_error(loader, CODE_Q302, span, "the id has %zu signs, more than %d", id.length,
                         LIMIT_ID_BYTES);
        diag_help(loader->diags, diag, "choose a shorter one; what people read stands elsewhere");
        return false;
    }
    if (!is_name(id, !in_conditions)) {
        struct diag *diag = loader_error(loader, CODE_Q302, span, "`%s` cannot be the id of %s",
                                         loader_quote(loader, id), kind_says(kind));
        diag_help(loader->diags, diag, "use small letters, digits and %s, beginning with a letter",
                  in_conditions ? "`_`" : "`_` or `-`");
        return false;
    }
    bool taken =
        in_conditions
            ? is_among(id, condition_words, sizeof condition_words / sizeof *condition_words)
        : kind == ID_CHOICE ? is_among(id, answer_words, sizeof answer_words / sizeof *answer_words)
                            : false;
    if (taken) {
        struct diag *diag =
            loader_error(loader, CODE_Q303, span, "`%s` cannot be the id of %s: the word is taken",
                         loader_quote(loader, id), kind_says(kind));
        bool is_none = kind == ID_CHOICE && text_is(id, "none");
        diag_help(loader->diags, diag, "%s",
                  is_none
                      ? "choose another word; in a multiple choice, none of the choices is always "
                        "possible, and `none_label` says what it is called"
                      : "choose another word");
        return false;
    }
    return true;
}

bool id_unique(struct loader *loader, struct names *names, struct span *spans, struct text id,
               struct span span)
{
    uint32_t before = names_find(names, id);
    if (before != NAME_NONE) {
        struct diag *diag =
            loader_error(loader, CODE_Q304, span, "the id `%s` is taken", loader_quote(loader, id));
        diag_note(loader->diags, diag, spans[before], "it is used here already");
        diag_help(loader->diags, diag, "choose another id");
        return false;
    }
    uint32_t number = names_add(names, id);
    if (number == NAME_NONE) {
        loader->exhausted = true;
        return true;
    }
    spans[number] = span;
    return true;
}
