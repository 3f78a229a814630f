/* A document of YAML that says `key: value` on lines of their own, from `---` to the next `---`. Most
 * keys come in the order in which they came last. */
#include "answers/answers.h"
#include "batch/flat.h"

/* Where reading is. Every line ends before [end]. */
struct scan {
    struct flat_reader *reader;
    const char *end;
    uint32_t lane;
    uint64_t seen; /* questions */
    bool seen_id;
    struct flat_guess *guess;
};

static const char *skip_blanks(const char *at)
{
    while (*at == ' ') {
        at++;
    }
    return at;
}

/* The beginning of the next line, where from [at] on there are only blanks and a line end. */
static const char *end_line(const char *at)
{
    at = skip_blanks(at);
    at += *at == '\r' ? 1 : 0;
    return *at == '\n' ? at + 1 : NULL;
}

/* The same where from [at] on there may be a comment: visible ASCII. */
static const char *end_comment(const char *at)
{
    if (*at == '#') {
        while (*at >= 0x20 && *at < 0x7F) {
            at++;
        }
    }
    return end_line(at);
}

/* Whether the line at [at] ends a document and begins the next one. */
static bool is_mark(const char *at)
{
    return memcmp(at, "---", 3) == 0 && memchr(" \t\r\n", at[3], 4) != NULL;
}

/* ---- Values ---------------------------------------------------------------------------------- */

/* What stands on a line where only one value may: inside quotes, or all of it without blanks at its
 * end. */
struct scalar {
    const char *start;
    size_t length;
    bool is_plain;
    const char *next; /* the next line; NULL: this is not simple */
};

static struct scalar read_quoted(const struct scan *scan, const char *at)
{
    size_t length = flat_text_length(at + 1, scan->end, *at);
    if (length == SIZE_MAX) {
        return (struct scalar){.next = NULL};
    }
    return (struct scalar){at + 1, length, false, end_line(at + length + 2)};
}

/* The text may begin with a letter, a figure or `_`, so that it is no list, number with a sign or
 * anything else. */
static struct scalar read_plain(const char *at)
{
    const char *start = at;
    const char *last = at;
    if (!answers_is_harmless(*at) || (*at > ' ' && *at < '0')) {
        return (struct scalar){.next = NULL};
    }
    while (answers_is_harmless(*at) || *at == ' ') {
        last = *at == ' ' ? last : at + 1;
        at++;
    }
    /* A comment needs a blank before it. */
    const char *next = at > last ? end_comment(at) : end_line(at);
    return (struct scalar){start, (size_t)(last - start), true, next};
}

/* What YAML takes for nothing at all. */
static bool is_null(const struct scalar *scalar)
{
    return scalar->is_plain && scalar->length == 4 &&
           (memcmp(scalar->start, "null", 4) == 0 || memcmp(scalar->start, "Null", 4) == 0 ||
            memcmp(scalar->start, "NULL", 4) == 0);
}

static bool is_text(const struct scalar *scalar, size_t most)
{
    return scalar->length <= most && flat_says_something(scalar->start, scalar->length);
}

/* Sets *ret to the class of what [scalar] answers; false where that is not simple. */
static bool read_scalar(const struct flat_question *question, const struct scalar *scalar,
                        uint8_t *ret)
{
    const struct coding *coding = question->coding;
    enum question_type type = coding->question->type;
    *ret = CLASS_UNKNOWN;
    if (is_null(scalar)) {
        return true;
    }
    const struct word *word = words_find(&question->words, scalar->start, scalar->length);
    if (word != NULL && word->code == FLAT_UNKNOWN) {
        return true;
    }
    switch (type) {
    case QUESTION_YES_NO:
    case QUESTION_CHOICE:
        *ret = word == NULL ? CLASS_UNKNOWN : coding->classes[word->code];
        break;
    case QUESTION_INTEGER:
    case QUESTION_NUMBER:
        *ret = flat_class_of_figures(coding, scalar->start, scalar->length);
        break;
    case QUESTION_TEXT:
        *ret = is_text(scalar, LIMIT_TEXT_ANSWER_BYTES) ? 0 : CLASS_UNKNOWN;
        break;
    case QUESTION_MULTIPLE:
        break;
    }
    return *ret != CLASS_UNKNOWN;
}

/* The end of the word at [at], which stands in a list. */
static const char *end_of_word(const char *at)
{
    while (answers_is_harmless(*at)) {
        at++;
    }
    return at;
}

/* Sets *ret to the class of the answer that the list at [at] says. */
static const char *read_list(const struct flat_question *question, const char *at, uint8_t *ret)
{
    uint64_t members = 0;
    uint32_t raw = 0;
    at = skip_blanks(at + 1);
    for (bool more = *at != ']'; more;) {
        char quote = *at == '"' || *at == '\'' ? *at : '\0';
        at += quote != '\0' ? 1 : 0;
        const char *end = end_of_word(at);
        if (!flat_take_member(question, at, (size_t)(end - at), &members, &raw) ||
            (quote != '\0' && *end != quote)) {
            return NULL;
        }
        at = skip_blanks(quote != '\0' ? end + 1 : end);
        more = *at == ',';
        at = more ? skip_blanks(at + 1) : at;
    }
    if (*at != ']') {
        return NULL;
    }
    *ret = question->coding->classes[raw];
    at = skip_blanks(at + 1);
    return at[-1] == ' ' ? end_comment(at) : end_line(at);
}

/* ---- Lines ----------------------------------------------------------------------------------- */

/* Behind the key at [at] and its colon; scan->guess is moved to it. */
static const char *read_key(struct scan *scan, const char *at)
{
    const struct flat *flat = scan->reader->flat;
    struct flat_guess *likely = &scan->reader->guesses[scan->guess->next];
    size_t length = (size_t)likely->length - 2; /* as JSON has it: with a quote and a colon */
    if (!words_same(likely->bytes, at, length) || at[length] != ':') {
        length = (size_t)(end_of_word(at) - at);
        const struct word *word = words_find(&flat->keys, at, length);
        if (word == NULL || at[length] != ':') {
            return NULL;
        }
        uint32_t number =
            word->code == FLAT_ID ? flat->circuit->questionnaire->question_count : word->code;
        scan->guess->next = (uint16_t)number;
        likely = &scan->reader->guesses[number];
    }
    scan->guess = likely;
    return at + length + 1;
}

static const char *read_id(struct scan *scan, const struct scalar *scalar, struct flat_record *ret)
{
    if (scan->seen_id || scalar->next == NULL || is_null(scalar) ||
        !is_text(scalar, LIMIT_RECORD_ID_BYTES)) {
        return NULL;
    }
    scan->seen_id = true;
    *ret = (struct flat_record){scalar->start, (uint32_t)scalar->length};
    return scalar->next;
}

/* Reads the line at [at]; the next line, or NULL. */
static const char *read_line(struct scan *scan, const char *at, struct flat_record *ret)
{
    at = read_key(scan, at);
    if (at == NULL || *at != ' ') {
        return NULL;
    }
    at = skip_blanks(at);
    bool quoted = *at == '"' || *at == '\'';
    if (scan->guess->code == FLAT_ID) {
        struct scalar scalar = quoted ? read_quoted(scan, at) : read_plain(at);
        return read_id(scan, &scalar, ret);
    }
    const struct flat_question *question = &scan->reader->flat->questions[scan->guess->code];
    if ((scan->seen & question->bit) != 0) {
        return NULL;
    }
    uint8_t class = CLASS_UNKNOWN;
    if (*at == '[') {
        at = question->coding->question->type == QUESTION_MULTIPLE ? read_list(question, at, &class)
                                                                   : NULL;
    } else {
        struct scalar scalar = quoted ? read_quoted(scan, at) : read_plain(at);
        at = scalar.next != NULL && read_scalar(question, &scalar, &class) ? scalar.next : NULL;
    }
    scan->seen |= question->bit;
    scan->reader->cells[scan->guess->code][scan->lane] = class;
    return at;
}

const char *flat_read_yaml(struct flat_reader *reader, const char *start, const char *end,
                           uint32_t lane, struct flat_record *ret, struct flat_place *ret_place)
{
    const uint32_t count = reader->flat->circuit->questionnaire->question_count;
    struct scan scan = {
        .reader = reader, .end = end, .lane = lane, .guess = &reader->guesses[count - 1]};
    *ret = (struct flat_record){NULL, 0};
    *ret_place = (struct flat_place){NULL, 0, 0};
    const char *at = is_mark(start) ? end_line(start + 3) : NULL;
    for (uint32_t line = 1; at != NULL && at <= end; line++) {
        if (is_mark(at)) { /* there is one at [end] at the latest */
            if (ret_place->start == NULL || (size_t)(at - start) > LIMIT_RECORD_BYTES) {
                break;
            }
            ret_place->lines = line;
            return at;
        }
        if (*at == '#' || *at == ' ' || *at == '\r' || *at == '\n') {
            at = end_comment(skip_blanks(at));
            continue;
        }
        if (ret_place->start == NULL) {
            ret_place->start = at;
            ret_place->line = line;
        }
        at = read_line(&scan, at, ret);
    }
    flat_forget(reader, scan.seen, lane);
    return NULL;
}
