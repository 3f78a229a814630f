/* One answer: from what a person typed or a file gave to the typed value of its question. Nothing
 * is coerced; what does not fit is said with what the question takes. Not for keys and records
 * (record.c), nor for how files are cut into values (yaml.c, json.c, csv.c). */
#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>
#include <strings.h>

#include "answers/given.h"
#include "base/limits.h"

/* As much of a wrong answer as a message quotes. */
enum { QUOTED = 40 };

/* ---- What a question takes, in words --------------------------------------------------------- */

struct words {
    char bytes[500];
    size_t length;
};

/* Appends, or leaves [words] as it was where it would not fit whole. */
static void ATTR_PRINTF(2, 3) words_add(struct words *words, const char *format, ...)
{
    size_t room = sizeof words->bytes - words->length;
    va_list values;
    va_start(values, format);
    int length = vsnprintf(words->bytes + words->length, room, format, values);
    va_end(values);
    if (length < 0 || (size_t)length >= room) {
        words->bytes[words->length] = '\0';
        return;
    }
    words->length += (size_t)length;
}

static void words_add_choices(struct words *words, const struct question *question)
{
    for (uint32_t i = 0; i < question->choice_count; i++) {
        if (sizeof words->bytes - words->length < LIMIT_ID_BYTES + 16) {
            words_add(words, ", …");
            return;
        }
        words_add(words, "%s`" TEXT_FORMAT "`", i == 0 ? " " : ", ",
                  TEXT_ARGS(question->choices[i].id));
    }
}

static void words_add_range(struct words *words, const struct question *question)
{
    bool has_min = isfinite(question->number_min);
    bool has_max = isfinite(question->number_max);
    if (has_min && has_max) {
        words_add(words, " from %.15g to %.15g", question->number_min, question->number_max);
    } else if (has_min) {
        words_add(words, " of at least %.15g", question->number_min);
    } else if (has_max) {
        words_add(words, " of at most %.15g", question->number_max);
    }
}

/* "`age` takes a whole number from 0 to 120 years", as the help of a message. */
static void add_takes(struct diags *diags, struct diag *diag, const struct question *question)
{
    struct words words = {.length = 0};
    words_add(&words, "`" TEXT_FORMAT "` takes", TEXT_ARGS(question->id));
    switch (question->type) {
    case QUESTION_YES_NO:
        words_add(&words, " `yes` or `no`");
        break;
    case QUESTION_CHOICE:
        words_add(&words, " one of");
        words_add_choices(&words, question);
        break;
    case QUESTION_MULTIPLE:
        words_add(&words, " any of");
        words_add_choices(&words, question);
        break;
    case QUESTION_INTEGER:
        words_add(&words, " a whole number from %lld to %lld", (long long)question->min,
                  (long long)question->max);
        break;
    case QUESTION_NUMBER:
        words_add(&words, " a number");
        words_add_range(&words, question);
        break;
    case QUESTION_TEXT:
        words_add(&words, " a text of at most %u bytes", LIMIT_TEXT_ANSWER_BYTES);
        break;
    }
    if (question->unit.length > 0) {
        words_add(&words, " " TEXT_FORMAT, TEXT_ARGS(question->unit));
    }
    diag_help(diags, diag, "%s", words.bytes);
}

/* A message that [given] does not fit; its help is the caller's to add. */
static struct diag *ATTR_PRINTF(4, 5) misfit(struct diags *diags, const struct question *question,
                                             struct span span, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    char message[700];
    int length = vsnprintf(message, sizeof message, format, values);
    va_end(values);
    assert(length > 0);
    (void)length;
    struct diag *diag = diag_add(diags, CODE_A103, span, "%s", message);
    diag_key(diags, diag, question->id);
    return diag;
}

/* ---- Words ----------------------------------------------------------------------------------- */

static bool is_blank(struct text text)
{
    return text_trim(text).length == 0;
}

/* `unsure` and `declined` answer every question. */
static bool reserved_state(struct text text, enum answer_state *ret)
{
    if (text_is(text, "unsure")) {
        *ret = ANSWER_UNSURE;
        return true;
    }
    if (text_is(text, "declined")) {
        *ret = ANSWER_DECLINED;
        return true;
    }
    return false;
}

/* The reserved word or truth value that [text] is but for letter case and blanks around it. Only
 * that: to offer the nearest word would offer `no` to a person who wrote `on`. */
static const char *word_meant(struct text text, bool truth)
{
    static const char *const words[] = {"unsure", "declined", "yes", "no", "true", "false"};
    struct text trimmed = text_trim(text);
    for (size_t i = 0; i < (truth ? 6 : 2); i++) {
        if (trimmed.length == strlen(words[i]) &&
            strncasecmp(trimmed.start, words[i], trimmed.length) == 0) {
            return words[i];
        }
    }
    return NULL;
}

static bool parse_yes_no(const struct question *question, struct text text, struct span span,
                         struct value *ret, struct diags *diags)
{
    if (text_is(text, "yes") || text_is(text, "true")) {
        *ret = value_truth(true);
        return true;
    }
    if (text_is(text, "no") || text_is(text, "false")) {
        *ret = value_truth(false);
        return true;
    }
    struct diag *diag = misfit(diags, question, span,
                               "`" TEXT_FORMAT "` is a yes/no question; `%s` is no answer to it",
                               TEXT_ARGS(question->id), diag_quote(diags, text, QUOTED));
    const char *meant = word_meant(text, true);
    if (meant != NULL) {
        diag_help(diags, diag, "did you mean `%s`?", meant);
    } else {
        diag_help(diags, diag, "write `yes`, `no`, `unsure` or `declined`");
    }
    return false;
}

/* A misspelt choice: the nearest of the choices, else all of them. */
static void add_choice_help(struct diags *diags, struct diag *diag, const struct question *question,
                            struct text text)
{
    if (diag == NULL) {
        return; /* there are too many messages already: spare the work */
    }
    struct text ids[LIMIT_CHOICES];
    uint32_t count = 0;
    for (; count < question->choice_count && count < LIMIT_CHOICES; count++) {
        ids[count] = question->choices[count].id;
    }
    const char *meant = word_meant(text, false);
    if (meant != NULL) {
        diag_help(diags, diag, "did you mean `%s`?", meant);
    } else if (!diag_suggest(diags, diag, text_trim(text), ids, count)) {
        add_takes(diags, diag, question);
    }
}

static bool parse_choice(const struct question *question, struct text text, struct span span,
                         uint32_t *ret, struct diags *diags)
{
    for (uint32_t i = 0; i < question->choice_count; i++) {
        if (text_equal(question->choices[i].id, text)) {
            *ret = i;
            return true;
        }
    }
    struct diag *diag = misfit(diags, question, span, "`" TEXT_FORMAT "` has no choice `%s`",
                               TEXT_ARGS(question->id), diag_quote(diags, text, QUOTED));
    add_choice_help(diags, diag, question, text);
    return false;
}

/* ---- Numbers --------------------------------------------------------------------------------- */

static bool out_of_range(const struct question *question, struct text text, struct span span,
                         struct diags *diags)
{
    struct diag *diag = misfit(diags, question, span, "for `" TEXT_FORMAT "`, `%s` is out of range",
                               TEXT_ARGS(question->id), diag_quote(diags, text, QUOTED));
    add_takes(diags, diag, question);
    return false;
}

static bool parse_number(const struct question *question, struct text text, struct span span,
                         struct value *ret, struct diags *diags)
{
    int64_t integer = 0;
    double number = 0;
    enum number_problem problem = question->type == QUESTION_INTEGER
                                      ? text_to_integer(text, &integer)
                                      : text_to_number(text, &number);
    if (problem != NUMBER_OK) {
        struct diag *diag =
            misfit(diags, question, span, "for `" TEXT_FORMAT "`, `%s` %s", TEXT_ARGS(question->id),
                   diag_quote(diags, text, QUOTED), number_problem_says(problem));
        const char *meant = word_meant(text, false);
        if (meant != NULL) {
            diag_help(diags, diag, "did you mean `%s`?", meant);
        } else {
            add_takes(diags, diag, question);
        }
        return false;
    }
    if (question->type == QUESTION_INTEGER) {
        if (integer < question->min || integer > question->max) {
            return out_of_range(question, text, span, diags);
        }
        *ret = value_integer(integer);
        return true;
    }
    if (number < question->number_min || number > question->number_max) {
        return out_of_range(question, text, span, diags);
    }
    *ret = value_number(number);
    return true;
}

/* ---- Texts ----------------------------------------------------------------------------------- */

bool answer_is_no_character(uint32_t code)
{
    return code == 0xFEFF || code == 0xFFFE || code == 0xFFFF;
}

bool answer_forbids(uint32_t code)
{
    return (code < 0x20 && code != '\t' && code != '\n') || (code >= 0x7F && code < 0xA0) ||
           code == 0x2028 || code == 0x2029 || answer_is_no_character(code);
}

/* A copy of [text] in which every line ends with LF alone, as in YAML. start is NULL without
 * memory. */
static struct text copy_lines(struct text text, struct arena *arena)
{
    char *bytes = arena_alloc(arena, text.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < text.length && bytes != NULL; i++) {
        if (text.start[i] != '\r' || i + 1 == text.length || text.start[i + 1] != '\n') {
            bytes[length++] = text.start[i];
        }
    }
    return (struct text){bytes, length};
}

static bool keep_text(const struct question *question, struct text text, struct span span,
                      struct arena *arena, struct value *ret, struct diags *diags)
{
    if (text.length > LIMIT_TEXT_ANSWER_BYTES) {
        struct diag *diag =
            misfit(diags, question, span, "the text for `" TEXT_FORMAT "` has %zu bytes",
                   TEXT_ARGS(question->id), text.length);
        add_takes(diags, diag, question);
        return false;
    }
    struct text copy = copy_lines(text, arena);
    if (copy.start == NULL) {
        return diag_out_of_memory(diags);
    }
    for (size_t offset = 0; offset < copy.length;) {
        uint32_t code = utf8_next(copy, &offset);
        if (answer_forbids(code)) {
            misfit(diags, question, span,
                   "the text for `" TEXT_FORMAT "` has an invisible %s (U+%04X)",
                   TEXT_ARGS(question->id),
                   answer_is_no_character(code) ? "sign that is no character" : "control character",
                   (unsigned)code);
            return false;
        }
    }
    *ret = (struct value){.kind = VALUE_STRING, .string = copy};
    return true;
}

/* ---- Scalars --------------------------------------------------------------------------------- */

/* A scalar for a multiple choice. */
static void add_not_a_list(const struct question *question, const struct given *given,
                           struct diags *diags)
{
    struct diag *diag =
        misfit(diags, question, given->span,
               "`" TEXT_FORMAT "` takes a list, even for a single choice", TEXT_ARGS(question->id));
    if (text_is(given->text, "none")) {
        diag_help(diags, diag, "for none of them write the empty list: `[]`");
        return;
    }
    for (uint32_t i = 0; i < question->choice_count; i++) {
        if (text_equal(question->choices[i].id, given->text)) {
            const char *quote = given->kind == GIVEN_SCALAR ? "" : "\"";
            diag_help(diags, diag, "write `[%s" TEXT_FORMAT "%s]`", quote, TEXT_ARGS(given->text),
                      quote);
            return;
        }
    }
    add_takes(diags, diag, question);
}

static bool parse_scalar(const struct question *question, const struct given *given,
                         struct arena *arena, struct answer *ret, struct diags *diags)
{
    struct answer answer = {.state = ANSWER_GIVEN, .span = given->span};
    uint32_t choice = 0;
    if (is_blank(given->text)) {
        answer.state = ANSWER_NOT_ASKED;
        *ret = answer;
        return true;
    }
    if (reserved_state(given->text, &answer.state)) {
        *ret = answer;
        return true;
    }
    switch (question->type) {
    case QUESTION_YES_NO:
        if (!parse_yes_no(question, given->text, given->span, &answer.value, diags)) {
            return false;
        }
        break;
    case QUESTION_CHOICE:
        if (!parse_choice(question, given->text, given->span, &choice, diags)) {
            return false;
        }
        answer.value = value_choice(choice);
        break;
    case QUESTION_MULTIPLE:
        add_not_a_list(question, given, diags);
        return false;
    case QUESTION_INTEGER:
    case QUESTION_NUMBER:
        if (given->kind == GIVEN_STRING) {
            struct diag *diag =
                misfit(diags, question, given->span,
                       "for `" TEXT_FORMAT "`, `\"%s\"` is a text, not a number",
                       TEXT_ARGS(question->id), diag_quote(diags, given->text, QUOTED));
            diag_help(diags, diag, "write the number without quotes");
            return false;
        }
        if (!parse_number(question, given->text, given->span, &answer.value, diags)) {
            return false;
        }
        break;
    case QUESTION_TEXT:
        if (!keep_text(question, given->text, given->span, arena, &answer.value, diags)) {
            return false;
        }
        break;
    }
    *ret = answer;
    return true;
}

/* ---- Multiple choices ------------------------------------------------------------------------ */

/* One choice of several: adds it to *members. */
static bool add_member(const struct question *question, struct text text, struct span span,
                       uint64_t *members, struct diags *diags)
{
    enum answer_state state = ANSWER_NOT_ASKED;
    bool is_none = text_is(text, "none");
    if (is_none || reserved_state(text, &state)) {
        struct diag *diag = misfit(diags, question, span,
                                   "`" TEXT_FORMAT "` answers all of `" TEXT_FORMAT
                                   "`; it cannot be one of several",
                                   TEXT_ARGS(text), TEXT_ARGS(question->id));
        diag_help(diags, diag,
                  is_none ? "leave the others out, or leave out `none`"
                          : "write it alone, not in a list");
        return false;
    }
    if (is_blank(text)) {
        struct diag *diag = misfit(diags, question, span, "a choice of `" TEXT_FORMAT "` is empty",
                                   TEXT_ARGS(question->id));
        add_takes(diags, diag, question);
        return false;
    }
    uint32_t choice = 0;
    if (!parse_choice(question, text, span, &choice, diags)) {
        return false;
    }
    if ((*members >> choice & 1) != 0) {
        misfit(diags, question, span, "`" TEXT_FORMAT "` is listed twice for `" TEXT_FORMAT "`",
               TEXT_ARGS(text), TEXT_ARGS(question->id));
        return false;
    }
    *members |= UINT64_C(1) << choice;
    return true;
}

static const char *kind_says(enum given_kind kind)
{
    switch (kind) {
    case GIVEN_LIST:
        return "a list";
    case GIVEN_MAP:
        return "a map of keys";
    case GIVEN_NUMBER:
        return "a number";
    case GIVEN_TRUTH:
        return "a truth value";
    case GIVEN_NOTHING:
        return "nothing";
    case GIVEN_SCALAR:
    case GIVEN_STRING:
    case GIVEN_BROKEN:
        break;
    }
    return "a text";
}

static bool wrong_kind(const struct question *question, const struct given *given,
                       struct diags *diags)
{
    struct diag *diag =
        misfit(diags, question, given->span, "`" TEXT_FORMAT "` cannot be answered with %s",
               TEXT_ARGS(question->id), kind_says(given->kind));
    if (question->type == QUESTION_TEXT && given->first == NULL &&
        (given->kind == GIVEN_NUMBER || given->kind == GIVEN_TRUTH)) {
        diag_help(diags, diag, "write it in quotes: `\"%s\"`",
                  diag_quote(diags, given->text, QUOTED));
    } else {
        add_takes(diags, diag, question);
    }
    return false;
}

static bool parse_list(const struct question *question, const struct given *given,
                       struct answer *ret, struct diags *diags)
{
    uint64_t members = 0;
    bool good = true;
    for (const struct given *item = given->first; item != NULL; item = item->next) {
        switch (item->kind) {
        case GIVEN_SCALAR:
        case GIVEN_STRING:
            good = add_member(question, item->text, item->span, &members, diags) && good;
            break;
        case GIVEN_NOTHING:
            good = add_member(question, TEXT(""), item->span, &members, diags) && good;
            break;
        case GIVEN_NUMBER:
        case GIVEN_TRUTH:
        case GIVEN_LIST:
        case GIVEN_MAP: {
            struct diag *diag =
                misfit(diags, question, item->span, "a choice of `" TEXT_FORMAT "` cannot be %s",
                       TEXT_ARGS(question->id), kind_says(item->kind));
            add_takes(diags, diag, question);
            good = false;
            break;
        }
        case GIVEN_BROKEN:
            good = false;
            break;
        }
    }
    if (good) {
        *ret = (struct answer){ANSWER_GIVEN, value_set(members), given->span};
    }
    return good;
}

bool answer_of_given(const struct question *question, const struct given *given,
                     struct arena *arena, struct answer *ret, struct diags *diags)
{
    switch (given->kind) {
    case GIVEN_NOTHING:
        *ret = (struct answer){.state = ANSWER_NOT_ASKED, .span = given->span};
        return true;
    case GIVEN_SCALAR:
    case GIVEN_STRING:
        return parse_scalar(question, given, arena, ret, diags);
    case GIVEN_NUMBER:
        if (question->type == QUESTION_INTEGER || question->type == QUESTION_NUMBER) {
            return parse_scalar(question, given, arena, ret, diags);
        }
        return wrong_kind(question, given, diags);
    case GIVEN_TRUTH:
        if (question->type == QUESTION_YES_NO) {
            return parse_scalar(question, given, arena, ret, diags);
        }
        return wrong_kind(question, given, diags);
    case GIVEN_LIST:
        if (question->type == QUESTION_MULTIPLE) {
            return parse_list(question, given, ret, diags);
        }
        return wrong_kind(question, given, diags);
    case GIVEN_MAP:
        return wrong_kind(question, given, diags);
    case GIVEN_BROKEN:
        break;
    }
    return false;
}

/* ---- A single text --------------------------------------------------------------------------- */

/* Where bytes [start] to [end] of [text] stand, when [text] stands at [span] letter by letter; else
 * [span] itself. */
static struct span part_span(struct text text, struct span span, size_t start, size_t end)
{
    if (span.source == NULL || span.length != text.length ||
        memcmp(span.source->text.start + span.offset, text.start, text.length) != 0) {
        return span;
    }
    return span_of(span.source, span.offset + start, end - start);
}

static bool parse_joined(const struct question *question, struct text text, struct span span,
                         struct answer *ret, struct diags *diags)
{
    uint64_t members = 0;
    bool good = true;
    size_t start = 0;
    for (size_t i = 0; i <= text.length; i++) {
        if (i == text.length || text.start[i] == ';') {
            struct text part = {text.start + start, i - start};
            struct span place = part_span(text, span, start, i);
            good = add_member(question, part, place, &members, diags) && good;
            start = i + 1;
        }
    }
    if (good) {
        *ret = (struct answer){ANSWER_GIVEN, value_set(members), span};
    }
    return good;
}

bool answer_parse(const struct question *question, struct text text, struct span span,
                  struct arena *arena, struct answer *ret, struct diags *diags)
{
    struct given given = {.kind = GIVEN_SCALAR, .text = text, .span = span};
    enum answer_state state = ANSWER_NOT_ASKED;
    if (question->type != QUESTION_MULTIPLE || is_blank(text) || reserved_state(text, &state)) {
        return parse_scalar(question, &given, arena, ret, diags);
    }
    if (text_is(text, "none")) {
        *ret = (struct answer){ANSWER_GIVEN, value_set(0), span};
        return true;
    }
    return parse_joined(question, text, span, ret, diags);
}
