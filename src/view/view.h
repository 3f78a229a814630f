/* Views: an assessment as text for a person, as an NDJSON row, as a CSV row; an explanation as text
 * for staff. A view writes to the FILE that the caller gives, and decides nothing: what it says was
 * decided in assess/. It never says that treatment is not needed and gives no diagnosis. Write
 * errors are the caller's to find (ferror). */
#ifndef IOPFIT_VIEW_VIEW_H
#define IOPFIT_VIEW_VIEW_H

#include <stdio.h>

#include "answers/answers.h"
#include "assess/assess.h"
#include "assess/why.h"
#include "base/arena.h"
#include "base/attr.h"
#include "diag/diag.h"
#include "questionnaire/questionnaire.h"

/* What is shown: one person's answers, assessed with `want_open` and `want_rules`. */
struct view_result {
    const struct questionnaire *questionnaire;
    const struct plan *plan;
    const struct record *record;
    const struct assessment *assessment;
};

struct view_style {
    unsigned width; /* columns; WRAP_WIDTH_DEFAULT where it is not known */
    bool for_staff; /* shows the reasons of private rules, the notes to staff, ids of rules */
};

/* ---- For a person (text.c) --------------------------------------------------------------------
 */

/* The whole result, in this order: the phone lines of an urgent outcome that is possible, before
 * any other text; the recommendation with its title and message; why (the `because` of at most five
 * rules that the result names, each with the answers that made it hold; where there is none, the
 * open questions are the reason); what is still open (for staff
 * with an answer that would lead elsewhere); the
 * next steps whose `when` surely holds; the facility; that it is no diagnosis and is confidential;
 * which questionnaire it was. Without [style].for_staff the reason of a private rule is replaced by
 * a neutral line. False, with a message, only when memory is used up. */
ATTR_MUST_USE bool view_result_text(FILE *out, const struct view_result *result,
                                    struct view_style style, struct arena *scratch,
                                    struct diags *diags);

/* Only what to do next: the phone lines of an urgent outcome that is possible, the next steps whose
 * `when` surely holds, and the facility. No recommendation, no reason, no answer: for a screen or a
 * slip that others may see. False, with a message, only when memory is used up. */
ATTR_MUST_USE bool view_next_steps_text(FILE *out, const struct view_result *result,
                                        struct view_style style, struct arena *scratch,
                                        struct diags *diags);

/* A line for a record that could not be used: [diag] is its first error, [record] may carry its id.
 */
void view_error_text(FILE *out, const struct record *record, const struct diag *diag,
                     struct view_style style);

/* Only the phone lines of the urgent outcomes that are possible, the highest first, each line once;
 * writes nothing where none is. For an urgent outcome in the middle of an interview. */
void view_urgent_lines(FILE *out, const struct view_result *result, struct view_style style);

/* ---- For staff (explain.c) --------------------------------------------------------------------
 */

/* The result; what staff decided instead, and their notes; the fewest answers that force the result; every rule that holds, with the answers that made it
 * hold; every rule that could still hold, with the questions that it waits for; the facts with their
 * values or intervals; the answers that do not count; what is open; what would lead elsewhere.
 * Private reasons are shown. False, with a message, only when memory is used up. */
ATTR_MUST_USE bool view_explanation_text(FILE *out, const struct view_result *result,
                                         const struct why *why, struct view_style style,
                                         struct arena *scratch, struct diags *diags);

/* ---- Why this and not another (why.c) -----------------------------------------------------------
 */

/* The fewest answers that force the result, and what would lead to another recommendation, each
 * under its heading: after a result, for staff. Without [style].for_staff answers that the rules
 * with private reasons read are not named. False, with a message, only when memory is used up. */
ATTR_MUST_USE bool view_why_text(FILE *out, const struct view_result *result, const struct why *why,
                                 struct view_style style, struct arena *scratch,
                                 struct diags *diags);

/* The explanation as one JSON object on a line; iopfit-explain(1) describes its fields. For staff. */
void view_explanation_json(FILE *out, const struct view_result *result, const struct why *why);
/* [value] of [question] in the shape of an answer file, as JSON. It is known. */
void view_json_answer(FILE *out, const struct question *question, const struct value *value);

/* ---- For programs (row.c) ----------------------------------------------------------------------
 */

/* One line each. The fields and their order are stable; they are described in iopfit-score(1). An
 * error row stands for a record that could not be used: [diag] is its first error, [record] may
 * carry its id. */
void view_row_ndjson(FILE *out, const struct view_result *result);
/* The same without the line end, as part of something larger. */
void view_row_json(FILE *out, const struct view_result *result);
void view_error_ndjson(FILE *out, const struct record *record, const struct diag *diag);

/* The same fields as columns; lists are joined by `;`. */
void view_header_csv(FILE *out);
void view_row_csv(FILE *out, const struct view_result *result);
void view_error_csv(FILE *out, const struct record *record, const struct diag *diag);

/* "glendora-iop@2026.11#1a2b3c4d": which questionnaire it was. */
void view_questionnaire_name(FILE *out, const struct questionnaire *questionnaire);
/* [text] as a JSON string, with its quotes. Bytes that are not UTF-8 become U+FFFD. */
void view_json_string(FILE *out, struct text text);
/* [text] as a CSV field: quoted where it has to be. */
void view_csv_field(FILE *out, struct text text);

#endif
