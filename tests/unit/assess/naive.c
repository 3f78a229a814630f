/* Random small questionnaires and their plain evaluation. */
#include "naive.h"

#include <assert.h>

uint64_t random_next(struct random *random)
{
    uint64_t z = (random->state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

uint32_t random_below(struct random *random, uint32_t bound)
{
    return (uint32_t)(random_next(random) % bound);
}

bool random_chance(struct random *random, uint32_t percent)
{
    return random_below(random, 100) < percent;
}

/* ---- Nodes ------------------------------------------------------------------------------------
 */

enum kind {
    /* truth values */
    N_TRUTH,           /* number */
    N_YES,             /* question a */
    N_FACT,            /* fact a, truth or whole number */
    N_NOT,             /* a */
    N_AND,             /* a, b */
    N_OR,              /* a, b */
    N_SAME_TRUTH,      /* a == b */
    N_IF,              /* a ? b : c, truth or whole number */
    N_IS,              /* choice question a is option b */
    N_IS_NOT,          /* choice question a is not option b */
    N_AMONG,           /* choice question a is in the mask */
    N_AT_LEAST,        /* choice question a is option b or a later one */
    N_AT_MOST,         /* choice question a is option b or an earlier one */
    N_HAS,             /* option b is in multiple a */
    N_EXISTS,          /* some member of multiple a is in the mask */
    N_ALL,             /* every member of multiple a is in the mask */
    N_EXISTS_OTHER,    /* some member of multiple a is not option b */
    N_LESS,            /* whole numbers a < b */
    N_AT_LEAST_NUMBER, /* whole numbers a >= b */
    N_EQUAL,           /* whole numbers a == b */
    N_ONE_OF,          /* whole number a is in [number, number + 2] */
    N_NUMBER_LESS,     /* number question a < number (halves) */
    N_NUMBER_EQUAL,    /* number question a == number (halves) */
    /* whole numbers */
    N_INTEGER,  /* number */
    N_ASKED,    /* integer question a */
    N_POINTS,   /* of choice question a */
    N_SIZE,     /* of multiple a */
    N_FILTERED, /* members of multiple a that are in the mask */
    N_PLUS,     /* a + b */
    N_MINUS,    /* a - b */
    N_TIMES,    /* a * b */
    N_DIVIDED,  /* a / number */
    N_REST,     /* a % number */
    N_COUNT,    /* how many of a, b, c hold */
};

static int add(struct naive *naive, enum kind kind, int a, int b, int c, int64_t number)
{
    assert(naive->node_count < NAIVE_NODES);
    naive->nodes[naive->node_count] = (struct naive_node){(int)kind, a, b, c, number};
    return naive->node_count++;
}

/* What an expression may read. */
struct reach {
    int questions;
    int facts;
};

static int pick_question(const struct naive *naive, struct random *random, struct reach reach,
                         enum naive_type type)
{
    int found[NAIVE_QUESTIONS];
    uint32_t count = 0;
    for (int i = 0; i < reach.questions; i++) {
        if (naive->questions[i].type == type) {
            found[count++] = i;
        }
    }
    return count == 0 ? -1 : found[random_below(random, count)];
}

static int make_truth(struct naive *naive, struct random *random, struct reach reach, int depth);

static int make_integer(struct naive *naive, struct random *random, struct reach reach, int depth)
{
    if (depth > 0 && random_chance(random, 45)) {
        int a = make_integer(naive, random, reach, depth - 1);
        switch (random_below(random, 7)) {
        case 0:
            return add(naive, N_PLUS, a, make_integer(naive, random, reach, depth - 1), 0, 0);
        case 1:
            return add(naive, N_MINUS, a, make_integer(naive, random, reach, depth - 1), 0, 0);
        case 2:
            return add(naive, N_TIMES, a, make_integer(naive, random, reach, depth - 1), 0, 0);
        case 3:
            return add(naive, N_DIVIDED, a, 0, 0, 2);
        case 4:
            return add(naive, N_REST, a, 0, 0, 3);
        case 5:
            return add(naive, N_IF, make_truth(naive, random, reach, depth - 1), a,
                       make_integer(naive, random, reach, depth - 1), 0);
        default:
            return add(naive, N_COUNT, make_truth(naive, random, reach, depth - 1),
                       make_truth(naive, random, reach, depth - 1),
                       make_truth(naive, random, reach, depth - 1), 0);
        }
    }
    int question = -1;
    switch (random_below(random, 5)) {
    case 0:
        question = pick_question(naive, random, reach, NAIVE_INTEGER);
        return question < 0 ? add(naive, N_INTEGER, 0, 0, 0, 1)
                            : add(naive, N_ASKED, question, 0, 0, 0);
    case 1:
        question = pick_question(naive, random, reach, NAIVE_CHOICE);
        return question < 0 ? add(naive, N_INTEGER, 0, 0, 0, 2)
                            : add(naive, N_POINTS, question, 0, 0, 0);
    case 2:
        question = pick_question(naive, random, reach, NAIVE_MULTIPLE);
        if (question >= 0 && random_chance(random, 30)) {
            return add(naive, N_FILTERED, question, 0, 0,
                       random_below(random, 1u << naive->questions[question].options));
        }
        return question < 0 ? add(naive, N_INTEGER, 0, 0, 0, 0)
                            : add(naive, N_SIZE, question, 0, 0, 0);
    case 3:
        for (int i = 0; i < reach.facts; i++) {
            if (!naive->fact_is_truth[i] && random_chance(random, 60)) {
                return add(naive, N_FACT, i, 0, 0, 0);
            }
        }
        break;
    default:
        break;
    }
    return add(naive, N_INTEGER, 0, 0, 0, (int64_t)random_below(random, 6) - 1);
}

static int truth_of_question(struct naive *naive, struct random *random, struct reach reach)
{
    if (reach.questions == 0) {
        return add(naive, N_TRUTH, 0, 0, 0, random_below(random, 2));
    }
    int a = (int)random_below(random, (uint32_t)reach.questions);
    const struct naive_question *question = &naive->questions[a];
    uint32_t option = question->options > 0 ? random_below(random, (uint32_t)question->options) : 0;
    uint32_t mask = question->options > 0 ? random_below(random, 1u << question->options) : 0;
    switch (question->type) {
    case NAIVE_YES_NO:
        return add(naive, N_YES, a, 0, 0, 0);
    case NAIVE_CHOICE: {
        static const enum kind kinds[] = {N_IS, N_IS_NOT, N_AMONG, N_AT_LEAST, N_AT_MOST};
        return add(naive, kinds[random_below(random, 5)], a, (int)option, 0, mask);
    }
    case NAIVE_MULTIPLE: {
        static const enum kind kinds[] = {N_HAS, N_EXISTS, N_ALL, N_EXISTS_OTHER};
        return add(naive, kinds[random_below(random, 4)], a, (int)option, 0, mask);
    }
    case NAIVE_INTEGER:
        return random_chance(random, 30)
                   ? add(naive, N_ONE_OF, add(naive, N_ASKED, a, 0, 0, 0), 0, 0,
                         (int64_t)random_below(random, 4) - 1)
                   : add(naive, random_chance(random, 50) ? N_LESS : N_EQUAL,
                         add(naive, N_ASKED, a, 0, 0, 0),
                         add(naive, N_INTEGER, 0, 0, 0, (int64_t)random_below(random, 5) - 1), 0,
                         0);
    case NAIVE_NUMBER:
        return add(naive, random_chance(random, 60) ? N_NUMBER_LESS : N_NUMBER_EQUAL, a, 0, 0,
                   2 * (int64_t)random_below(random, 4));
    }
    return 0;
}

static int make_truth(struct naive *naive, struct random *random, struct reach reach, int depth)
{
    if (depth > 0 && random_chance(random, 65)) {
        int a = make_truth(naive, random, reach, depth - 1);
        switch (random_below(random, 8)) {
        case 0:
            return add(naive, N_NOT, a, 0, 0, 0);
        case 1:
        case 2:
            return add(naive, N_AND, a, make_truth(naive, random, reach, depth - 1), 0, 0);
        case 3:
        case 4:
            return add(naive, N_OR, a, make_truth(naive, random, reach, depth - 1), 0, 0);
        case 5:
            return random_chance(random, 50)
                       ? add(naive, N_SAME_TRUTH, a, make_truth(naive, random, reach, depth - 1), 0,
                             0)
                       : add(naive, N_IF, a, make_truth(naive, random, reach, depth - 1),
                             make_truth(naive, random, reach, depth - 1), 0);
        default: {
            static const enum kind kinds[] = {N_LESS, N_AT_LEAST_NUMBER, N_EQUAL};
            return add(naive, kinds[random_below(random, 3)],
                       make_integer(naive, random, reach, depth - 1),
                       make_integer(naive, random, reach, depth - 1), 0, 0);
        }
        }
    }
    for (int i = 0; i < reach.facts; i++) {
        if (naive->fact_is_truth[i] && random_chance(random, 25)) {
            return add(naive, N_FACT, i, 0, 0, 0);
        }
    }
    return random_chance(random, 3) ? add(naive, N_TRUTH, 0, 0, 0, random_below(random, 2))
                                    : truth_of_question(naive, random, reach);
}

/* ---- Questionnaires ---------------------------------------------------------------------------
 */

static void make_question(struct naive_question *question, struct random *random)
{
    *question = (struct naive_question){.ask_if = -1, .except = -1};
    question->type = (enum naive_type)random_below(random, 5);
    switch (question->type) {
    case NAIVE_YES_NO:
        question->value_count = 2;
        break;
    case NAIVE_CHOICE:
        question->options = 2 + (int)random_below(random, 3);
        question->value_count = question->options;
        for (int i = 0; i < question->options; i++) {
            question->points[i] = (int)random_below(random, 4) - 1;
        }
        break;
    case NAIVE_MULTIPLE:
        question->options = 1 + (int)random_below(random, 3);
        question->value_count = 1 << question->options;
        break;
    case NAIVE_INTEGER:
        question->min = (int)random_below(random, 3) - 1;
        question->max = question->min + 1 + (int)random_below(random, 4);
        question->value_count = question->max - question->min + 1;
        break;
    case NAIVE_NUMBER: /* 0 to 3 in halves: what lies between two whole numbers is one class */
        question->value_count = 7;
        break;
    }
    for (int i = 0; i < question->value_count; i++) {
        question->values[i] = question->type == NAIVE_INTEGER ? question->min + i : i;
    }
}

void naive_make(struct naive *naive, struct random *random)
{
    *naive = (struct naive){.urgent = -1};
    int completions = 1;
    int wanted = 2 + (int)random_below(random, NAIVE_QUESTIONS - 1);
    for (int i = 0; i < wanted; i++) {
        struct naive_question *question = &naive->questions[naive->question_count];
        make_question(question, random);
        if (completions * question->value_count > NAIVE_COMPLETIONS) {
            break;
        }
        completions *= question->value_count;
        if (i > 0 && random_chance(random, 40)) {
            question->ask_if = make_truth(naive, random, (struct reach){i, 0}, 2);
            question->otherwise =
                question->type == NAIVE_MULTIPLE
                    ? 0
                    : question->values[random_below(random, (uint32_t)question->value_count)];
        }
        naive->question_count++;
    }
    struct reach reach = {naive->question_count, 0};
    int facts = (int)random_below(random, NAIVE_FACTS + 1);
    for (int i = 0; i < facts; i++) {
        naive->fact_is_truth[i] = random_chance(random, 50);
        naive->facts[i] = naive->fact_is_truth[i] ? make_truth(naive, random, reach, 3)
                                                  : make_integer(naive, random, reach, 3);
        naive->fact_count++;
        reach.facts++;
    }
    naive->outcome_count = 3 + (int)random_below(random, NAIVE_OUTCOMES - 2);
    naive->start = random_chance(random, 15) ? 1 : 0;
    naive->undetermined =
        naive->start + 1 +
        (int)random_below(random, (uint32_t)(naive->outcome_count - naive->start - 1));
    naive->urgent = random_chance(random, 50) ? naive->outcome_count - 1 : -1;
    naive->rule_count = 1 + (int)random_below(random, NAIVE_RULES);
    for (int i = 0; i < naive->rule_count; i++) {
        naive->rules[i] = make_truth(naive, random, reach, 3);
        naive->rule_outcomes[i] =
            naive->start +
            (int)random_below(random, (uint32_t)(naive->outcome_count - naive->start));
    }
}

void naive_promise(struct naive *naive, struct random *random)
{
    struct reach reach = {naive->question_count, naive->fact_count};
    for (int i = 0; i < naive->question_count; i++) {
        naive->questions[i].rising = random_chance(random, 60);
        if (naive->questions[i].rising && random_chance(random, 40)) {
            naive->questions[i].except = make_truth(naive, random, reach, 2);
        }
    }
    naive->guarantee_count = (int)random_below(random, NAIVE_GUARANTEES + 1);
    for (int i = 0; i < naive->guarantee_count; i++) {
        struct naive_guarantee *guarantee = &naive->guarantees[i];
        /* Often a rule's condition, so that it is kept now and then. */
        guarantee->when = random_chance(random, 50)
                              ? naive->rules[random_below(random, (uint32_t)naive->rule_count)]
                              : make_truth(naive, random, reach, 2);
        guarantee->is_never = random_chance(random, 50);
        uint32_t all = (1u << naive->outcome_count) - 1;
        guarantee->allowed = 1 + random_below(random, all - 1); /* some, and not all */
    }
}

int naive_expression(struct naive *naive, struct random *random, bool truth)
{
    struct reach reach = {naive->question_count, naive->fact_count};
    return truth ? make_truth(naive, random, reach, 3) : make_integer(naive, random, reach, 3);
}

/* ---- Printing ---------------------------------------------------------------------------------
 */

static void print_mask(FILE *out, int64_t mask, int options)
{
    const char *between = "";
    fputc('[', out);
    for (int i = 0; i < options; i++) {
        if ((mask >> i & 1) != 0) {
            fprintf(out, "%s\"o%d\"", between, i);
            between = ", ";
        }
    }
    fputc(']', out);
}

static void print_two(FILE *out, const struct naive *naive, const struct naive_node *node,
                      const char *between)
{
    fputc('(', out);
    naive_print_node(out, naive, node->a);
    fputs(between, out);
    naive_print_node(out, naive, node->b);
    fputc(')', out);
}

/* Some kinds have two ways to be written; the number of the node chooses. */
void naive_print_node(FILE *out, const struct naive *naive, int index)
{
    const struct naive_node *node = &naive->nodes[index];
    const bool odd = index % 2 == 1;
    const int options = node->a < naive->question_count ? naive->questions[node->a].options : 0;
    switch ((enum kind)node->kind) {
    case N_TRUTH:
        fputs(node->number != 0 ? "true" : "false", out);
        break;
    case N_YES:
        fprintf(out, "q%d", node->a);
        break;
    case N_FACT:
        fprintf(out, "f%d", node->a);
        break;
    case N_NOT:
        fputs(odd ? "!(" : "(not ", out);
        naive_print_node(out, naive, node->a);
        fputc(')', out);
        break;
    case N_AND:
        print_two(out, naive, node, odd ? " && " : " and ");
        break;
    case N_OR:
        print_two(out, naive, node, odd ? " || " : " or ");
        break;
    case N_SAME_TRUTH:
        print_two(out, naive, node, " == ");
        break;
    case N_IF:
        fputc('(', out);
        naive_print_node(out, naive, node->a);
        fputs(" ? ", out);
        naive_print_node(out, naive, node->b);
        fputs(" : ", out);
        naive_print_node(out, naive, node->c);
        fputc(')', out);
        break;
    case N_IS:
        fprintf(out, "(q%d == \"o%d\")", node->a, node->b);
        break;
    case N_IS_NOT:
        fprintf(out, "(q%d != \"o%d\")", node->a, node->b);
        break;
    case N_AMONG:
        fprintf(out, "(q%d in ", node->a);
        print_mask(out, node->number, options);
        fputc(')', out);
        break;
    case N_AT_LEAST:
        fprintf(out, "q%d.atLeast(\"o%d\")", node->a, node->b);
        break;
    case N_AT_MOST:
        fprintf(out, "q%d.atMost(\"o%d\")", node->a, node->b);
        break;
    case N_HAS:
        fprintf(out, "(\"o%d\" in q%d)", node->b, node->a);
        break;
    case N_EXISTS:
        fprintf(out, "q%d.exists(x, x in ", node->a);
        print_mask(out, node->number, options);
        fputc(')', out);
        break;
    case N_ALL:
        fprintf(out, "q%d.all(x, x in ", node->a);
        print_mask(out, node->number, options);
        fputc(')', out);
        break;
    case N_EXISTS_OTHER:
        fprintf(out, "q%d.exists(x, x != \"o%d\")", node->a, node->b);
        break;
    case N_LESS:
        print_two(out, naive, node, " < ");
        break;
    case N_AT_LEAST_NUMBER:
        print_two(out, naive, node, " >= ");
        break;
    case N_EQUAL:
        print_two(out, naive, node, " == ");
        break;
    case N_ONE_OF:
        fputc('(', out);
        naive_print_node(out, naive, node->a);
        fprintf(out, " in [%d, %d])", (int)node->number, (int)node->number + 2);
        break;
    case N_NUMBER_LESS:
        fprintf(out, "(q%d < %d.0)", node->a, (int)node->number / 2);
        break;
    case N_NUMBER_EQUAL:
        fprintf(out, "(q%d == %d.0)", node->a, (int)node->number / 2);
        break;
    case N_INTEGER:
        fprintf(out, node->number < 0 ? "(%d)" : "%d", (int)node->number);
        break;
    case N_ASKED:
        fprintf(out, "q%d", node->a);
        break;
    case N_POINTS:
        fprintf(out, "q%d.points", node->a);
        break;
    case N_SIZE:
        fprintf(out, "size(q%d)", node->a);
        break;
    case N_FILTERED:
        fprintf(out, "size(q%d.filter(x, x in ", node->a);
        print_mask(out, node->number, options);
        fputs("))", out);
        break;
    case N_PLUS:
        print_two(out, naive, node, " + ");
        break;
    case N_MINUS:
        print_two(out, naive, node, " - ");
        break;
    case N_TIMES:
        print_two(out, naive, node, " * ");
        break;
    case N_DIVIDED:
    case N_REST:
        fputc('(', out);
        naive_print_node(out, naive, node->a);
        fprintf(out, " %c %d)", node->kind == N_REST ? '%' : '/', (int)node->number);
        break;
    case N_COUNT:
        fputs("count(", out);
        naive_print_node(out, naive, node->a);
        fputs(", ", out);
        naive_print_node(out, naive, node->b);
        fputs(", ", out);
        naive_print_node(out, naive, node->c);
        fputc(')', out);
        break;
    }
}

static void print_condition(FILE *out, const struct naive *naive, const char *indent,
                            const char *key, int node)
{
    fprintf(out, "%s%s: |\n%s  ", indent, key, indent);
    naive_print_node(out, naive, node);
    fputc('\n', out);
}

static void print_question(FILE *out, const struct naive *naive, int index)
{
    static const char *const types[] = {"yes_no", "choice", "multiple", "integer", "number"};
    const struct naive_question *question = &naive->questions[index];
    fprintf(out, "      - id: q%d\n        ask: Question %d?\n        why: A test.\n", index,
            index);
    fprintf(out, "        type: %s\n", types[question->type]);
    if (question->options > 0) {
        fputs("        choices:\n", out);
        for (int i = 0; i < question->options; i++) {
            fprintf(out, "          - {id: o%d, label: Option %d", i, i);
            if (question->type == NAIVE_CHOICE && question->points[i] != 0) {
                fprintf(out, ", points: %d", question->points[i]);
            }
            fputs("}\n", out);
        }
    }
    if (question->type == NAIVE_INTEGER) {
        fprintf(out, "        min: %d\n        max: %d\n", question->min, question->max);
    }
    if (question->type == NAIVE_NUMBER) {
        fputs("        min: 0\n        max: 3\n", out);
    }
    if (question->rising) {
        fputs("        concern: rising\n", out);
    }
    if (question->except >= 0) {
        fputs("        except:\n          because: B\n", out);
        print_condition(out, naive, "          ", "when", question->except);
    }
    if (question->ask_if < 0) {
        return;
    }
    print_condition(out, naive, "        ", "ask_if", question->ask_if);
    switch (question->type) {
    case NAIVE_YES_NO:
        fprintf(out, "        otherwise: %s\n", question->otherwise != 0 ? "yes" : "no");
        break;
    case NAIVE_CHOICE:
        fprintf(out, "        otherwise: o%d\n", (int)question->otherwise);
        break;
    case NAIVE_MULTIPLE:
        break;
    case NAIVE_INTEGER:
        fprintf(out, "        otherwise: %d\n", (int)question->otherwise);
        break;
    case NAIVE_NUMBER:
        fprintf(out, "        otherwise: %d.%d\n", (int)question->otherwise / 2,
                question->otherwise % 2 != 0 ? 5 : 0);
        break;
    }
}

static void print_guarantee(FILE *out, const struct naive *naive, int index)
{
    const struct naive_guarantee *guarantee = &naive->guarantees[index];
    const char *separator = "";
    fprintf(out, "  - id: g%d\n    means: M\n    %s: [", index,
            guarantee->is_never ? "never" : "always");
    for (int i = 0; i < naive->outcome_count; i++) {
        if ((guarantee->allowed >> i & 1) != (guarantee->is_never ? 1u : 0u)) {
            fprintf(out, "%sr%d", separator, i);
            separator = ", ";
        }
    }
    fputs("]\n", out);
    print_condition(out, naive, "    ", "when", guarantee->when);
}

void naive_print(FILE *out, const struct naive *naive)
{
    fputs("format: 1\nid: random\nversion: 1\ntitle: Random\nlanguage: en\n"
          "facility: {name: A, phone: \"1\", address: B}\noutcomes:\n",
          out);
    for (int i = 0; i < naive->outcome_count; i++) {
        bool low = i < naive->undetermined;
        fprintf(out, "  - id: r%d\n    recommendation: %s\n    title: T\n    message: M\n", i,
                low && i % 2 == 1                                ? "iop"
                : !low && i != naive->undetermined && i % 2 == 1 ? "inpatient"
                                                                 : "intake");
        if (i == naive->urgent) {
            fputs("    urgent: yes\n    lines: [Call]\n", out);
        }
    }
    fprintf(out, "start: r%d\nundetermined: r%d\n", naive->start, naive->undetermined);
    fputs("sections:\n  - id: s\n    title: S\n    questions:\n", out);
    for (int i = 0; i < naive->question_count; i++) {
        print_question(out, naive, i);
    }
    if (naive->fact_count > 0) {
        fputs("facts:\n", out);
    }
    for (int i = 0; i < naive->fact_count; i++) {
        fprintf(out, "  - id: f%d\n", i);
        print_condition(out, naive, "    ", "is", naive->facts[i]);
    }
    fputs("rules:\n", out);
    for (int i = 0; i < naive->rule_count; i++) {
        fprintf(out, "  - id: rule%d\n    outcome: r%d\n    because: B\n", i,
                naive->rule_outcomes[i]);
        print_condition(out, naive, "    ", "when", naive->rules[i]);
    }
    if (naive->guarantee_count > 0) {
        fputs("guarantees:\n", out);
    }
    for (int i = 0; i < naive->guarantee_count; i++) {
        print_guarantee(out, naive, i);
    }
}

/* ---- Deciding ---------------------------------------------------------------------------------
 */

int64_t naive_evaluate(const struct naive *naive, int index, const struct naive_result *result)
{
    const struct naive_node *node = &naive->nodes[index];
    const int64_t *values = result->values;
    switch ((enum kind)node->kind) {
    case N_TRUTH:
    case N_INTEGER:
        return node->number;
    case N_YES:
    case N_ASKED:
        return values[node->a];
    case N_FACT:
        return result->facts[node->a];
    case N_NOT:
        return naive_evaluate(naive, node->a, result) == 0;
    case N_AND:
        return naive_evaluate(naive, node->a, result) != 0 &&
               naive_evaluate(naive, node->b, result) != 0;
    case N_OR:
        return naive_evaluate(naive, node->a, result) != 0 ||
               naive_evaluate(naive, node->b, result) != 0;
    case N_SAME_TRUTH:
    case N_EQUAL:
        return naive_evaluate(naive, node->a, result) == naive_evaluate(naive, node->b, result);
    case N_IF:
        return naive_evaluate(naive, node->a, result) != 0 ? naive_evaluate(naive, node->b, result)
                                                           : naive_evaluate(naive, node->c, result);
    case N_IS:
        return values[node->a] == node->b;
    case N_IS_NOT:
        return values[node->a] != node->b;
    case N_AMONG:
        return (node->number >> values[node->a] & 1) != 0;
    case N_AT_LEAST:
        return values[node->a] >= node->b;
    case N_AT_MOST:
        return values[node->a] <= node->b;
    case N_HAS:
        return (values[node->a] >> node->b & 1) != 0;
    case N_EXISTS:
        return (values[node->a] & node->number) != 0;
    case N_ALL:
        return (values[node->a] & ~node->number) == 0;
    case N_EXISTS_OTHER:
        return (values[node->a] & ~(INT64_C(1) << node->b)) != 0;
    case N_LESS:
        return naive_evaluate(naive, node->a, result) < naive_evaluate(naive, node->b, result);
    case N_AT_LEAST_NUMBER:
        return naive_evaluate(naive, node->a, result) >= naive_evaluate(naive, node->b, result);
    case N_ONE_OF: {
        int64_t value = naive_evaluate(naive, node->a, result);
        return value == node->number || value == node->number + 2;
    }
    case N_NUMBER_LESS:
        return values[node->a] < node->number;
    case N_NUMBER_EQUAL:
        return values[node->a] == node->number;
    case N_POINTS:
        return naive->questions[node->a].points[values[node->a]];
    case N_SIZE:
        return __builtin_popcountll((unsigned long long)values[node->a]);
    case N_FILTERED:
        return __builtin_popcountll((unsigned long long)(values[node->a] & node->number));
    case N_PLUS:
        return naive_evaluate(naive, node->a, result) + naive_evaluate(naive, node->b, result);
    case N_MINUS:
        return naive_evaluate(naive, node->a, result) - naive_evaluate(naive, node->b, result);
    case N_TIMES:
        return naive_evaluate(naive, node->a, result) * naive_evaluate(naive, node->b, result);
    case N_DIVIDED:
        return naive_evaluate(naive, node->a, result) / node->number;
    case N_REST:
        return naive_evaluate(naive, node->a, result) % node->number;
    case N_COUNT:
        return (naive_evaluate(naive, node->a, result) != 0) +
               (naive_evaluate(naive, node->b, result) != 0) +
               (naive_evaluate(naive, node->c, result) != 0);
    }
    return 0;
}

void naive_decide(const struct naive *naive, const int64_t *raw, struct naive_result *ret)
{
    for (int i = 0; i < naive->question_count; i++) {
        const struct naive_question *question = &naive->questions[i];
        bool asked = question->ask_if < 0 || naive_evaluate(naive, question->ask_if, ret) != 0;
        ret->values[i] = asked ? raw[i] : question->otherwise;
    }
    for (int i = 0; i < naive->fact_count; i++) {
        ret->facts[i] = naive_evaluate(naive, naive->facts[i], ret);
    }
    ret->outcome = -1;
    for (int i = 0; i < naive->rule_count; i++) {
        ret->rules[i] = naive_evaluate(naive, naive->rules[i], ret) != 0;
        if (ret->rules[i] && naive->rule_outcomes[i] > ret->outcome) {
            ret->outcome = naive->rule_outcomes[i];
        }
    }
    ret->outcome = ret->outcome < 0 ? naive->start : ret->outcome;
}
