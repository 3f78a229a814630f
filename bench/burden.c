/* How many questions people are asked, by outcome: the median and the 95th percentile over random
 * people, asking only what still matters and asking everything that applies.
 *
 *   burden [PEOPLE [SEED]]     people for each outcome (200), and the seed (20261123)
 *
 * Needs IOPFIT_SHIPPED and IOPFIT_EXAMPLES; bench/burden sets them. Each person answers every
 * question; half of them are worked examples with some answers changed, so that all outcomes occur.
 * The interview is the one of `iopfit ask`: it stops when an emergency is certain. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "people.h"

enum { OUTCOMES = 64, HALF = 50, MOST = 95, PERCENT = 100, EVERYTHING = 100 };

struct counts {
    uint32_t *asked[2]; /* what still matters; everything that applies */
    uint32_t count;
};

static bool is_surely_urgent(const struct people *people, const struct assessment *assessment)
{
    return assessment->certain && people->questionnaire->outcomes[assessment->outcome].urgent;
}

static uint32_t interview(struct people *people, const struct answer *truth, bool all)
{
    struct assess_options options = assess_default_options();
    options.want_rules = false;
    options.want_open = !all;
    options.only_next = true;
    for (uint32_t i = 0; i < people->questionnaire->question_count; i++) {
        people->answers[i] = (struct answer){.state = ANSWER_NOT_ASKED};
    }
    for (uint32_t asked = 0;; asked++) {
        struct assessment assessment = people_assess(people, options);
        uint32_t next = assess_next_question(people->plan, &assessment, people->answers, all);
        if (next == NAME_NONE || is_surely_urgent(people, &assessment)) {
            return asked;
        }
        people->answers[next] = truth[next];
    }
}

static int by_number(const void *a, const void *b)
{
    uint32_t first = *(const uint32_t *)a;
    uint32_t second = *(const uint32_t *)b;
    return (first > second) - (first < second);
}

/* The smallest number that [percent] percent of them do not exceed. */
static uint32_t percentile(uint32_t *numbers, uint32_t count, uint32_t percent)
{
    qsort(numbers, count, sizeof *numbers, by_number);
    return numbers[(count * (uint64_t)percent + PERCENT - 1) / PERCENT - 1];
}

int main(int argc, char **argv)
{
    unsigned long wanted = argc > 1 ? strtoul(argv[1], NULL, 10) : 200;
    struct random random = {argc > 2 ? strtoul(argv[2], NULL, 10) : 20261123};
    if (wanted == 0 || wanted > 1000000) {
        fputs("usage: burden [PEOPLE [SEED]]\n", stderr);
        return 2;
    }
    struct people *people = people_load();
    const struct questionnaire *questionnaire = people->questionnaire;
    struct counts counts[OUTCOMES] = {{{NULL, NULL}, 0}};
    struct answer *truth = calloc(questionnaire->question_count, sizeof *truth);
    bool memory = truth != NULL;
    for (uint32_t i = 0; i < questionnaire->outcome_count; i++) {
        for (int all = 0; all < 2; all++) {
            counts[i].asked[all] = calloc(wanted, sizeof(uint32_t));
            memory = memory && counts[i].asked[all] != NULL;
        }
    }
    if (!memory) {
        fputs("out of memory\n", stderr);
        return 1;
    }
    struct assess_options plain = assess_default_options();
    plain.want_open = false;
    plain.want_rules = false;
    for (uint32_t full = 0; full < questionnaire->outcome_count;) {
        people_draw(people, &random, EVERYTHING);
        uint32_t outcome = people_assess(people, plain).outcome;
        struct counts *here = &counts[outcome];
        if (here->count == wanted) {
            continue;
        }
        memcpy(truth, people->answers, questionnaire->question_count * sizeof *truth);
        here->asked[0][here->count] = interview(people, truth, false);
        here->asked[1][here->count] = interview(people, truth, true);
        here->count++;
        full += here->count == wanted;
    }
    printf("questions asked, of %u; %lu people for each outcome\n",
           (unsigned)questionnaire->question_count, wanted);
    printf("%-14s %22s %26s\n", "", "what still matters", "everything that applies");
    printf("%-14s %10s %11s %14s %11s\n", "outcome", "median", "95 of 100", "median", "95 of 100");
    for (uint32_t i = 0; i < questionnaire->outcome_count; i++) {
        struct counts *here = &counts[i];
        printf("%-14.*s %10u %11u %14u %11u\n", (int)questionnaire->outcomes[i].id.length,
               questionnaire->outcomes[i].id.start,
               (unsigned)percentile(here->asked[0], here->count, HALF),
               (unsigned)percentile(here->asked[0], here->count, MOST),
               (unsigned)percentile(here->asked[1], here->count, HALF),
               (unsigned)percentile(here->asked[1], here->count, MOST));
        free(here->asked[0]);
        free(here->asked[1]);
    }
    free(truth);
    people_free(people);
    return 0;
}
