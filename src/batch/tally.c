/* See tally.h. The fields of a row and their order are fixed (iopfit-score(1)), so that little has to
 * be looked at. */
#include "batch/tally.h"

#include <string.h>

const char *row_kind_name(enum row_kind kind)
{
    return kind == ROWS_CSV ? "csv" : "ndjson";
}

bool tally_cut(enum row_kind kind, struct text rows, struct text *ret)
{
    bool quoted = false;
    for (size_t at = 0; at < rows.length;) {
        const char *end = memchr(rows.start + at, '\n', rows.length - at);
        if (end == NULL) {
            return false;
        }
        size_t next = (size_t)(end - rows.start) + 1;
        for (size_t i = at; kind == ROWS_CSV && i < next; i++) {
            quoted ^= rows.start[i] == '"'; /* a doubled quote closes and opens */
        }
        if (!quoted) {
            *ret = (struct text){rows.start, next};
            return true;
        }
        at = next;
    }
    return false;
}

/* ---- Reading a row ------------------------------------------------------------------------------ */

/* What of a row is not yet read. */
struct rest {
    struct text text;
};

static bool skip(struct rest *rest, struct text expected)
{
    if (!text_starts(rest->text, expected)) {
        return false;
    }
    rest->text.start += expected.length;
    rest->text.length -= expected.length;
    return true;
}

static struct text take(struct rest *rest, size_t length)
{
    struct text taken = {rest->text.start, length};
    rest->text.start += length;
    rest->text.length -= length;
    return taken;
}

/* Up to, and without, [end]. */
static bool take_until(struct rest *rest, char end, struct text *ret)
{
    const char *found = memchr(rest->text.start, end, rest->text.length);
    if (found == NULL) {
        return false;
    }
    *ret = take(rest, (size_t)(found - rest->text.start));
    return true;
}

/* A string with its quotes: of JSON, where a backslash stands before a quote inside, or of CSV, where
 * a quote inside is doubled. */
static bool take_string(struct rest *rest, enum row_kind kind, struct text *ret)
{
    for (size_t i = 1; i < rest->text.length; i++) {
        char c = rest->text.start[i];
        bool another = i + 1 < rest->text.length;
        bool doubled = c == '"' && another && rest->text.start[i + 1] == '"';
        if ((kind == ROWS_NDJSON && c == '\\') || (kind == ROWS_CSV && doubled)) {
            i++;
        } else if (c == '"') {
            *ret = take(rest, i + 1);
            return true;
        }
    }
    return false;
}

static bool take_id(struct rest *rest, enum row_kind kind, struct text *ret)
{
    if (rest->text.length > 0 && rest->text.start[0] == '"') {
        return take_string(rest, kind, ret);
    }
    return take_until(rest, ',', ret);
}

static bool find_outcome(const struct questionnaire *questionnaire, struct text id, uint32_t *ret)
{
    for (uint32_t i = 0; i < questionnaire->outcome_count; i++) {
        if (text_equal(questionnaire->outcomes[i].id, id)) {
            *ret = i;
            return true;
        }
    }
    return false;
}

/* `…"id@version#fingerprint"` and what may follow it, at the end of the row. */
static bool names_questionnaire(struct text row, const struct questionnaire *questionnaire,
                                struct text end)
{
    const struct text parts[] = {questionnaire->id,
                                 TEXT("@"),
                                 questionnaire->version,
                                 TEXT("#"),
                                 text_of(questionnaire->fingerprint),
                                 end};
    size_t length = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        length += parts[i].length;
    }
    if (row.length <= length) {
        return false;
    }
    struct rest rest = {{row.start + row.length - length - 1, length + 1}};
    char before = *take(&rest, 1).start;
    bool named = before == '"' || before == ',';
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        named = named && skip(&rest, parts[i]);
    }
    return named;
}

/* What stands behind [name], up to the bracket that closes it. */
static bool take_list(struct rest *rest, struct text name, struct text *ret)
{
    const char *found = memmem(rest->text.start, rest->text.length, name.start, name.length);
    if (found == NULL) {
        return false;
    }
    (void)take(rest, (size_t)(found - rest->text.start) + name.length);
    return take_until(rest, ']', ret);
}

static bool read_json(const struct questionnaire *questionnaire, struct text row,
                      struct row_head *ret)
{
    struct rest rest = {row};
    struct text outcome;
    if (!skip(&rest, TEXT("{\"id\":")) || !take_id(&rest, ROWS_NDJSON, &ret->id)) {
        return false;
    }
    ret->is_error = skip(&rest, TEXT(",\"error\":{\"code\":\""));
    if (ret->is_error) {
        return take_until(&rest, '"', &ret->code) && row.length > 3 &&
               memcmp(row.start + row.length - 3, "}}\n", 3) == 0;
    }
    struct text word;
    if (!skip(&rest, TEXT(",\"recommendation\":\"")) || !take_until(&rest, '"', &word) ||
        !skip(&rest, TEXT("\",\"outcome\":\"")) || !take_until(&rest, '"', &outcome) ||
        !skip(&rest, TEXT("\",\"certain\":"))) {
        return false;
    }
    ret->certain = skip(&rest, TEXT("true,"));
    return take_list(&rest, TEXT("],\"rules\":["), &ret->rules) &&
           take_list(&rest, TEXT(",\"open\":["), &ret->open) &&
           find_outcome(questionnaire, outcome, &ret->outcome) &&
           names_questionnaire(row, questionnaire, TEXT("\"}\n"));
}

static bool read_csv(const struct questionnaire *questionnaire, struct text row,
                     struct row_head *ret)
{
    struct rest rest = {row};
    if (!take_id(&rest, ROWS_CSV, &ret->id)) {
        return false;
    }
    ret->is_error = skip(&rest, TEXT(",,,,,,,,,,,"));
    if (ret->is_error) {
        return take_until(&rest, ',', &ret->code);
    }
    /* recommendation, outcome, certain, exact, urgent, possible, rules, open: none of them quoted */
    struct text cells[8];
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        if (!skip(&rest, TEXT(",")) || !take_until(&rest, ',', &cells[i])) {
            return false;
        }
    }
    ret->certain = text_is(cells[2], "true");
    ret->rules = cells[6];
    ret->open = cells[7];
    return find_outcome(questionnaire, cells[1], &ret->outcome) &&
           names_questionnaire(row, questionnaire, TEXT(",,,,\n"));
}

bool tally_take(enum row_kind kind, struct text *list, struct text *ret)
{
    if (list->length == 0) {
        return false;
    }
    const char *end = memchr(list->start, kind == ROWS_CSV ? ';' : ',', list->length);
    struct rest rest = {*list};
    struct text item = take(&rest, end == NULL ? list->length : (size_t)(end - list->start));
    if (end != NULL) {
        (void)take(&rest, 1);
    }
    if (kind == ROWS_NDJSON && item.length >= 2) {
        item = (struct text){item.start + 1, item.length - 2}; /* without its quotes */
    }
    *list = rest.text;
    *ret = item;
    return true;
}

bool tally_read(enum row_kind kind, const struct questionnaire *questionnaire, struct text row,
                struct row_head *ret)
{
    *ret = (struct row_head){0};
    return kind == ROWS_CSV ? read_csv(questionnaire, row, ret)
                            : read_json(questionnaire, row, ret);
}

void tally_add(struct tally *tally, const struct row_head *head)
{
    tally->records++;
    if (head->is_error) {
        tally->errors++;
        return;
    }
    tally->certain += head->certain;
    tally->outcomes[head->outcome]++;
}
