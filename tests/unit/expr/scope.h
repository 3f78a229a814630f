/* A scope with a variable of every kind, and short ways to compile, evaluate and print in it.
 * Slots are the constants below. */
#ifndef IOPFIT_TESTS_EXPR_SCOPE_H
#define IOPFIT_TESTS_EXPR_SCOPE_H

#include "base/limits.h"
#include "expr/expr.h"

enum {
    REMOTE,     /* asked, yes/no */
    PREGNANT,   /* asked, yes/no */
    SEVERE,     /* defined, yes/no */
    AGE,        /* asked, 0..120 */
    DRINKS,     /* asked, 1..60 */
    SCORE,      /* defined, -5..11 */
    HUGE,       /* asked, any integer */
    WEIGHT,     /* asked, with decimals, compared only, 0..500 */
    STORY,      /* asked, a text: unreadable */
    FREQUENCY,  /* asked: never, monthly, weekly, daily; points 0, 1, 3, -2 */
    MOOD,       /* asked: low, middle, high */
    SUBSTANCES, /* asked, several: alcohol, opioids, sedatives, cannabis */
    LAST_USE,   /* asked, 0..400 */
    WORD,       /* defined, a text that can be read */
    NUMBERS,    /* defined, a list of whole numbers */
    RATIO,      /* defined, with decimals, -1.0..2.0 */
    VARIABLES
};

extern const struct scope *test_scope(void);
/* Every variable at all that it can be. */
void test_everything(struct value values[VARIABLES]);

/* One compilation, with all that it needs; release with end(). */
struct compiled {
    struct source source;
    struct arena arena;
    struct arena messages;
    struct diags diags;
    const struct expr *expr; /* NULL where it failed */
};
void begin(struct compiled *compiled, struct text text, struct expr_options options);
void end(struct compiled *compiled);
/* Options of a rule: a condition, ranges proved. */
extern const struct expr_options as_rule;
/* Of any type, ranges proved; and not. */
extern const struct expr_options as_any;
extern const struct expr_options as_cel;

/* What the messages say, one a line: "E204 0+10 …", "  note 3+4 …", "  help …"; a place outside
 * the expression is "declared". To be freed. */
char *messages_of(struct compiled *compiled);
/* The value where all variables are [values], as expr_print_value() has it. To be freed. */
char *value_of(const struct expr *expr, const struct value *values);
/* As expr_print() has it. To be freed. */
char *text_of_expr(const struct expr *expr);
/* A value of set SUBSTANCES. */
struct value some_set(uint64_t in, uint64_t possible);
struct value some_integers(int64_t low, int64_t high);
struct value open_truth(void);

#endif
