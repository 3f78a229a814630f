/* The conditions of a questionnaire: facts, then the `ask_if` of questions and the `when` of next
 * steps and rules, compiled in an order in which each may read only what stands before it. Not for
 * what all conditions together ask of a question (checks.c). */
#include "base/limits.h"
#include "questionnaire/room.h"

static const char *const read_later =
    "it is defined further down, and a fact reads only facts above "
    "it";
static const char *const reads_itself = "a fact cannot read itself";
static const char *const asks_itself = "an `ask_if` cannot read its own question";
static const char *const asked_later =
    "it is asked further down, and an `ask_if` reads only questions "
    "above it";

/* ---- Names ----------------------------------------------------------------------------------- */

/* Gives slot [index] its name. Each slot needs one, or the numbers of names and slots would
 * part: an id that is missing or taken leaves a name that no condition can write. */
static void name_slot(struct loader *loader, enum id_kind kind, uint32_t index, struct text id,
                      struct span *spans)
{
    struct slot *slot = &loader->slots[index];
    uint32_t before = names_find(loader->names, id);

    if (slot->node && !id_check(loader, kind, slot->node, id)) {
        slot->is_broken = true;
    }
    if (slot->node && id.length > 0 &&
        id_unique(loader, loader->names, spans, id, field_span(slot->node, "id"))) {
        return;
    }
    if (before != NAME_NONE && id.length > 0) {
        loader->slots[before].is_broken = true;
    }
    slot->is_broken = true;
    static const char digits[] = "0123456789";
    char *name = loader_array(loader, 16, 1);
    if (!name) {
        return;
    }
    size_t length = 0;
    name[length++] = '?';
    for (uint32_t rest = index; length == 1 || rest > 0; rest /= 10) {
        name[length++] = digits[rest % 10];
    }
    loader->variables[index].name = (struct text){name, length};
    if (names_add(loader->names, loader->variables[index].name) == NAME_NONE) {
        loader->exhausted = true;
    }
}

static void name_slots(struct loader *loader)
{
    struct questionnaire *made = loader->made;
    struct span *spans = loader_array(loader, made->scope.count, sizeof *spans);
    if (!spans) {
        return;
    }
    for (uint32_t i = 0; i < made->question_count; i++) {
        name_slot(loader, ID_QUESTION, i, made->questions[i].id, spans);
    }
    const struct yaml_node *node = field_entries(loader->root, "facts");
    for (uint32_t i = 0; i < made->fact_count && node; i++, node = node->next) {
        struct fact *fact = &loader->facts[i];
        uint32_t slot = made->question_count + i;
        fact->id = field_text(loader->raw->facts[i].id);
        fact->means = field_text(loader->raw->facts[i].means);
        fact->span = field_span(node, "id");
        loader->slots[slot].node = node;
        loader->variables[slot] = (struct variable){
            .name = fact->id,
            .declared = fact->span,
            .declared_says = "defined",
            .everything = {.kind = VALUE_BOOL, .truth = TRUTH_OPEN},
            .unreadable = read_later,
        };
        name_slot(loader, ID_FACT, slot, fact->id, spans);
    }
}

/* ---- Compiling one condition ----------------------------------------------------------------- */

static bool is_word_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_';
}

/* Whether a word of [text] outside quotes names a slot that is broken. */
static bool mentions_broken(const struct loader *loader, struct text text)
{
    char quote = '\0';
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.start[i];
        if (quote) {
            i += byte == '\\';
            quote = byte == quote ? '\0' : quote;
        } else if (byte == '"' || byte == '\'') {
            quote = byte;
        } else if (is_word_byte(byte)) {
            size_t start = i;
            while (i + 1 < text.length && is_word_byte(text.start[i + 1])) {
                i++;
            }
            uint32_t slot =
                names_find(loader->names, (struct text){text.start + start, i + 1 - start});
            if (slot != NAME_NONE && loader->slots[slot].is_broken) {
                return true;
            }
        }
    }
    return false;
}

static bool names_broken(const struct loader *loader, struct span span)
{
    struct text word = {span.source->text.start + span.offset, span.length};
    uint32_t slot = names_find(loader->names, word);
    return slot != NAME_NONE && loader->slots[slot].is_broken;
}

/* Says again what [from] says, but not that something broken cannot be read: what is wrong with
 * that has been said where it stands. */
static void pass_on(struct loader *loader, const struct diags *from)
{
    for (uint32_t i = 0; i < from->count; i++) {
        const struct diag *diag = &from->items[i];
        if (diag->code == CODE_E212 && names_broken(loader, diag->span)) {
            continue;
        }
        struct diag *added =
            diag_add(loader->diags, diag->code, diag->span, TEXT_FORMAT, TEXT_ARGS(diag->message));
        for (const struct diag_note *note = diag->notes; note; note = note->next) {
            diag_note(loader->diags, added, note->span, TEXT_FORMAT, TEXT_ARGS(note->message));
        }
        if (diag->help.length > 0) {
            diag_help(loader->diags, added, TEXT_FORMAT, TEXT_ARGS(diag->help));
        }
    }
    loader->exhausted = loader->exhausted || from->exhausted;
}

/* ---- What is meant by a name that conditions do not know --------------------------------------- */

static bool is_id_byte(char byte)
{
    return is_word_byte(byte) || byte == '-' || byte == '"' || byte == '\'' || byte == '.';
}

/* Whether [id] stands in [condition] as a word of its own, unquoted. */
static bool stands_in(struct text condition, struct text id)
{
    for (size_t i = 0; id.length > 0 && i + id.length <= condition.length; i++) {
        struct text here = {condition.start + i, id.length};
        size_t end = i + id.length;
        if (text_equal(here, id) && (i == 0 || !is_id_byte(condition.start[i - 1])) &&
            (end == condition.length || !is_id_byte(condition.start[end]))) {
            return true;
        }
    }
    return false;
}

/* The word at [span], without quotes. */
static struct text word_at(struct span span)
{
    struct text word = {"", 0};
    if (span.source != NULL && span.offset + span.length <= span.source->text.length) {
        word = (struct text){span.source->text.start + span.offset, span.length};
    }
    if (word.length > 2 && (word.start[0] == '"' || word.start[0] == '\'')) {
        word = (struct text){word.start + 1, word.length - 2};
    }
    return word;
}

/* Messages from [first] on are about [condition]: says where a rule was named, which no condition can
 * read, and where a missing answer was asked for. */
static void explain_names(struct loader *loader, struct diags *diags, uint32_t first,
                          struct text condition)
{
    const struct yaml_node *node = field_entries(loader->root, "rules");
    for (uint32_t i = 0; i < loader->raw->rules_count && node && first < diags->count;
         i++, node = node->next) {
        struct text id = field_text(loader->raw->rules[i].id);
        if (stands_in(condition, id) && names_find(loader->names, id) == NAME_NONE) {
            diag_note(diags, &diags->items[first], field_span(node, "id"),
                      "`%s` is a rule; conditions read questions and facts only",
                      diag_quote(diags, id, 40));
        }
    }
    for (uint32_t i = first; i < diags->count; i++) {
        struct diag *diag = &diags->items[i];
        struct text word = word_at(diag->span);
        if ((diag->code == CODE_E208 || diag->code == CODE_E220) &&
            (text_is(word, "unsure") || text_is(word, "declined") || text_is(word, "unknown"))) {
            diag_note(diags, diag, (struct span){0},
                      "`unsure` and `declined` count as missing answers, and no condition can ask "
                      "for those");
        }
    }
}

const struct expr *load_condition(struct loader *loader, const struct yaml_node *mapping,
                                  const char *key, enum type_kind expected, const char *purpose)
{
    const struct yaml_node *scalar = yaml_get(mapping, key);
    if (!scalar || scalar->kind != YAML_SCALAR || text_trim(scalar->text).length == 0) {
        return NULL;
    }
    struct passage passage;
    if (!yaml_passage(scalar, loader->arena, &passage)) {
        loader->exhausted = true;
        return NULL;
    }
    const struct expr_options options = {
        .prove_ranges = true, .expected = expected, .purpose = purpose};
    const struct expr *expr = NULL;
    if (!mentions_broken(loader, scalar->text)) {
        uint32_t first = loader->diags->count;
        loader->ok = expr_compile(&passage, &loader->made->scope, options, loader->arena, &expr,
                                  loader->diags) &&
                     loader->ok;
        explain_names(loader, loader->diags, first, scalar->text);
        return expr;
    }
    struct diags diags;
    diags_init(&diags, loader->arena);
    if (!expr_compile(&passage, &loader->made->scope, options, loader->arena, &expr, &diags)) {
        pass_on(loader, &diags);
    }
    loader->ok = false;
    return NULL;
}

/* From here on conditions may read slot [index], as far as they may at all. */
static void release(struct loader *loader, uint32_t index)
{
    const struct slot *slot = &loader->slots[index];
    loader->variables[index].unreadable = slot->is_broken ? "it is broken" : slot->unreadable;
}

/* ---- Facts ----------------------------------------------------------------------------------- */

/* The last question that [expr] needs, itself or through facts; NAME_NONE for none. */
static uint32_t last_question(const struct loader *loader, const struct expr *expr)
{
    uint32_t last = NAME_NONE;
    for (uint32_t i = 0; i < expr->variable_count; i++) {
        uint32_t slot = expr->variables[i];
        uint32_t needs = slot < loader->made->question_count ? slot : loader->slots[slot].last;
        if (needs != NAME_NONE && (last == NAME_NONE || needs > last)) {
            last = needs;
        }
    }
    return last;
}

/* All values that [expr] can have. */
static struct value range_of(struct loader *loader, const struct expr *expr)
{
    struct value *trace = loader_array(loader, expr->node_count, sizeof *trace);
    struct value value = {.kind = VALUE_BOOL, .truth = TRUTH_OPEN};
    if (trace) {
        value = expr_eval(expr, loader->everything, trace, loader->arena);
    }
    return value;
}

static void load_facts(struct loader *loader)
{
    struct questionnaire *made = loader->made;
    for (uint32_t i = 0; i < made->question_count; i++) {
        release(loader, i);
    }
    for (uint32_t i = 0; i < made->fact_count && !loader->exhausted; i++) {
        uint32_t index = made->question_count + i;
        struct slot *slot = &loader->slots[index];
        struct variable *variable = &loader->variables[index];
        slot->last = NAME_NONE;
        if (!slot->node) {
            continue;
        }
        variable->unreadable = reads_itself;
        const struct expr *is = load_condition(loader, slot->node, "is", TYPE_ANY, "a fact");
        slot->is_broken = slot->is_broken || !is;
        release(loader, index);
        if (!is) {
            continue;
        }
        loader->facts[i].is = is;
        variable->type = is->type;
        variable->everything = loader->everything[index] = range_of(loader, is);
        slot->last = last_question(loader, is);
    }
}

/* ---- ask_if, next steps, rules --------------------------------------------------------------- */

/* Why an `ask_if` of an earlier question may not read fact [index]. */
static const char *depends_on(struct loader *loader, uint32_t index)
{
    static const char intro[] = "it depends on `";
    static const char end[] = "`, which is asked further down";
    struct text name = loader->questions[loader->slots[index].last].id;
    size_t length = sizeof intro + name.length + sizeof end;
    char *text = loader_array(loader, length, 1);
    if (text) {
        snprintf(text, length, "%s" TEXT_FORMAT "%s", intro, TEXT_ARGS(name), end);
    }
    return text ? text : asked_later;
}

static void load_ask_ifs(struct loader *loader)
{
    struct questionnaire *made = loader->made;
    uint32_t questions = made->question_count;

    for (uint32_t i = 0; i < made->scope.count && !loader->exhausted; i++) {
        if (i < questions) {
            loader->variables[i].unreadable = asked_later;
        } else if (loader->slots[i].last != NAME_NONE) {
            loader->variables[i].unreadable = depends_on(loader, i);
        }
    }
    for (uint32_t i = 0; i < questions && !loader->exhausted; i++) {
        loader->variables[i].unreadable = asks_itself;
        if (loader->slots[i].node) {
            loader->questions[i].ask_if =
                load_condition(loader, loader->slots[i].node, "ask_if", TYPE_BOOL, "an `ask_if`");
        }
        release(loader, i);
        for (uint32_t j = questions; j < made->scope.count; j++) {
            if (loader->slots[j].last == i) {
                release(loader, j);
            }
        }
    }
}

static void load_step_conditions(struct loader *loader)
{
    const struct yaml_node *node = field_entries(loader->root, "outcomes");
    for (uint32_t i = 0; i < loader->made->outcome_count && node; i++, node = node->next) {
        const struct yaml_node *entry = field_entries(node, "next_steps");
        struct next_step *steps =
            loader_array(loader, loader->outcomes[i].next_step_count, sizeof *steps);
        for (uint32_t j = 0; steps && j < loader->outcomes[i].next_step_count && entry;
             j++, entry = entry->next) {
            steps[j].text = loader->outcomes[i].next_steps[j].text;
            steps[j].when =
                load_condition(loader, entry, "when", TYPE_BOOL, "a next step's `when`");
        }
        loader->outcomes[i].next_steps = steps;
    }
}

/* Rules that call for less than the start outcome. Up to three are each named; of more, the start
 * outcome is what is wrong. */
static void check_lowering(struct loader *loader, const uint32_t *lower, uint32_t count)
{
    enum { MOST_NAMED = 3 };
    const struct questionnaire *made = loader->made;
    const char *start = loader_quote(loader, made->outcomes[made->start].id);
    struct span span = field_span(loader->root, "start");
    const struct yaml_node *rules = yaml_get(loader->root, "rules");

    for (uint32_t i = 0; count <= MOST_NAMED && i < count; i++) {
        const struct rule *rule = &made->rules[lower[i]];
        struct diag *diag =
            loader_error(loader, CODE_Q324, field_span(yaml_at(rules, lower[i]), "outcome"),
                         "`%s` is lower than the start outcome `%s`, and a rule can only raise",
                         loader_quote(loader, made->outcomes[rule->outcome].id), start);
        diag_note(loader->diags, diag, span, "the start outcome");
        diag_help(loader->diags, diag, "name a higher outcome, or let `start` name this one");
    }
    if (count > MOST_NAMED) {
        struct diag *diag = loader_error(loader, CODE_Q324, span,
                                         "%u rules call for less than the start outcome `%s`, and "
                                         "a rule can only raise",
                                         count, start);
        diag_note(loader->diags, diag, made->rules[lower[0]].span, "the first of these rules");
        diag_help(loader->diags, diag, "let `start` name the lowest outcome");
    }
}

static void load_rules(struct loader *loader)
{
    const struct raw_questionnaire *raw = loader->raw;
    struct names names;
    struct span *spans = loader_array(loader, raw->rules_count, sizeof *spans);
    uint32_t *lower = loader_array(loader, raw->rules_count, sizeof *lower);
    uint32_t lower_count = 0;
    if (loader->exhausted) {
        return;
    }
    names_init(&names, loader->arena);
    const struct yaml_node *node = field_entries(loader->root, "rules");
    for (uint32_t i = 0; i < raw->rules_count && node; i++, node = node->next) {
        struct rule *rule = &loader->rules[i];
        rule->id = field_text(raw->rules[i].id);
        rule->span = field_span(node, "id");
        rule->because = field_text(raw->rules[i].because);
        rule->note = field_text(raw->rules[i].note);
        rule->source = field_text(raw->rules[i].source);
        rule->is_private = field_truth(loader, node, "private", raw->rules[i].is_private);
        if (id_check(loader, ID_RULE, node, rule->id) && rule->id.length > 0) {
            id_unique(loader, &names, spans, rule->id, rule->span);
        }
        uint32_t outcome =
            find_outcome(loader, field_text(raw->rules[i].outcome), field_span(node, "outcome"));
        rule->outcome = outcome == NAME_NONE ? 0 : outcome;
        if (outcome != NAME_NONE && outcome < loader->made->start) {
            lower[lower_count++] = i;
        }
        rule->when = load_condition(loader, node, "when", TYPE_BOOL, "a rule's `when`");
    }
    check_lowering(loader, lower, lower_count);
}

void load_conditions(struct loader *loader)
{
    void (*const parts[])(struct loader *) = {name_slots, load_facts, load_ask_ifs,
                                              load_step_conditions, load_rules};
    for (size_t i = 0; i < sizeof parts / sizeof *parts && !loader->exhausted; i++) {
        parts[i](loader);
    }
}
