/* What the views that write text share: formatted and wrapped lines, values in words. Only for this
 * room. */
#ifndef IOPFIT_VIEW_PAGE_H
#define IOPFIT_VIEW_PAGE_H

#include "view/view.h"

/* Where a view writes. Once [failed] is set (memory is used up) what follows may be missing. */
struct page {
    FILE *out;
    const struct view_result *result;
    struct view_style style;
    struct arena *scratch;
    struct diags *diags;
    bool failed;
};

/* [english] in the language of the questionnaire. */
const char *page_says(const struct page *page, const char *english) ATTR_FORMAT_LIKE(2);
/* Writes a formatted text, in that language too, in wrapped lines, the first after [lead]. */
void page_write(struct page *page, const char *lead, const char *format, ...) ATTR_PRINTF(3, 4);
/* An empty line and a heading, in that language. */
void page_heading(struct page *page, const char *heading);
void page_gap(struct page *page);
/* [value] of [question] in words; in the scratch arena. */
struct text page_value(struct page *page, const struct question *question,
                       const struct value *value);
/* [value] of [type] in the notation of conditions; in the scratch arena. */
struct text page_notation(struct page *page, const struct type *type, const struct value *value);
/* The explanation of [condition]; empty where memory is used up. */
struct explanation page_explain(struct page *page, const struct expr *condition);
/* A condition in its one canonical form; in the scratch arena. */
struct text page_condition(struct page *page, const struct expr *condition);
/* Whether [condition] holds in every completion, as far as evaluation alone shows. */
bool page_holds(struct page *page, const struct expr *condition);
/* The two sections of why.c. */
void page_write_reasons(struct page *page, const struct why *why);
void page_write_alternatives(struct page *page, const struct why *why);
/* True, or false with the message where memory was used up. */
ATTR_MUST_USE bool page_end(struct page *page);

#endif
