/* What the views that write text share. Not for deciding: conditions of next steps are evaluated on
 * the values of the assessment, as it left them. */
#include "view/page.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "base/wrap.h"

const char *page_says(const struct page *page, const char *english)
{
    return message(page->result->questionnaire->language, english);
}

void page_write(struct page *page, const char *lead, const char *format, ...)
{
    struct arena_mark mark = arena_mark(page->scratch);
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, page_says(page, format), args);
    va_end(args);
    char *text = length < 0 ? NULL : arena_alloc(page->scratch, (size_t)length + 1);
    if (text == NULL) {
        page->failed = true;
    } else {
        vsnprintf(text, (size_t)length + 1, page_says(page, format), again);
        wrap_text(page->out, (struct text){text, (size_t)length}, page->style.width, lead);
    }
    va_end(again);
    arena_rewind(page->scratch, mark);
}

void page_gap(struct page *page)
{
    fputc('\n', page->out);
}

void page_heading(struct page *page, const char *heading)
{
    page_gap(page);
    fprintf(page->out, "%s\n", page_says(page, heading));
}

/* A text that a room below prints to a FILE, caught. The buffer that the C library lends for it is
 * wiped: answers pass through it. */
struct caught {
    FILE *file;
    char *buffer;
    size_t length;
};

static bool catch_begin(struct page *page, struct caught *caught)
{
    *caught = (struct caught){0};
    caught->file = open_memstream(&caught->buffer, &caught->length);
    page->failed = page->failed || caught->file == NULL;
    return caught->file != NULL;
}

static struct text catch_end(struct page *page, struct caught *caught)
{
    bool written = fclose(caught->file) == 0;
    struct text text = {"", 0};
    if (written) {
        text = text_copy(page->scratch, (struct text){caught->buffer, caught->length});
        explicit_bzero(caught->buffer, caught->length);
    }
    free(caught->buffer);
    if (!written || text.start == NULL) {
        page->failed = true;
        return (struct text){"", 0};
    }
    return text;
}

struct text page_value(struct page *page, const struct question *question,
                       const struct value *value)
{
    struct caught caught;
    if (!catch_begin(page, &caught)) {
        return (struct text){"", 0};
    }
    question_print_value(caught.file, question, value);
    return catch_end(page, &caught);
}

struct text page_notation(struct page *page, const struct type *type, const struct value *value)
{
    struct caught caught;
    if (!catch_begin(page, &caught)) {
        return (struct text){"", 0};
    }
    expr_print_value(caught.file, type, value);
    return catch_end(page, &caught);
}

struct text page_condition(struct page *page, const struct expr *condition)
{
    struct caught caught;
    if (!catch_begin(page, &caught)) {
        return (struct text){"", 0};
    }
    expr_print(caught.file, condition);
    return catch_end(page, &caught);
}

struct explanation page_explain(struct page *page, const struct expr *condition)
{
    struct explanation explanation = {0};
    const struct view_result *result = page->result;
    if (!explain_condition(result->plan, result->assessment, condition, page->scratch, &explanation,
                           page->diags)) {
        page->failed = true;
        return (struct explanation){0};
    }
    return explanation;
}

bool page_holds(struct page *page, const struct expr *condition)
{
    struct arena_mark mark = arena_mark(page->scratch);
    struct value *trace = arena_array(page->scratch, condition->node_count, sizeof *trace);
    bool holds = false;
    if (trace == NULL) {
        page->failed = true;
    } else {
        struct value value =
            expr_eval(condition, page->result->assessment->values, trace, page->scratch);
        holds = value.kind == VALUE_BOOL && value.truth == TRUTH_TRUE;
    }
    arena_rewind(page->scratch, mark);
    return holds;
}

void view_questionnaire_name(FILE *out, const struct questionnaire *questionnaire)
{
    write_plain(out, questionnaire->id);
    fputc('@', out);
    write_plain(out, questionnaire->version);
    fprintf(out, "#%s", questionnaire->fingerprint);
}

bool page_end(struct page *page)
{
    return page->failed ? diag_out_of_memory(page->diags) : true;
}
