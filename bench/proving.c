/* Where proving spends its time and memory: one line for each property of one questionnaire. A
 * measurement, not a test; bench/prove runs it for several sizes.
 *
 *   proving FILE [LABEL]     prints rows of a Markdown table that begin with LABEL
 *
 * Time is CPU time. Memory is by how much the most that the process ever used grew while the
 * property was worked on, so that what one group leaves for the next is counted once. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "base/limits.h"
#include "prove/prove.h"

struct meter {
    int now; /* the property that is worked on */
    double since;
    long memory;
    double seconds[PROPERTIES + 1];
    long grown[PROPERTIES + 1]; /* kB */
};

static double cpu_seconds(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static long most_memory(void)
{
    struct rusage usage;
    (void)getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static void turn(void *context, enum property property)
{
    struct meter *meter = context;
    double seconds = cpu_seconds();
    long memory = most_memory();
    meter->seconds[meter->now] += seconds - meter->since;
    meter->grown[meter->now] += memory - meter->memory;
    meter->now = (int)property;
    meter->since = seconds;
    meter->memory = memory;
}

static void print_row(const char *label, const char *group, const struct proofs *proofs,
                      const struct meter *meter, int first, int last)
{
    uint32_t counts[3] = {0};
    double seconds = 0;
    long grown = 0;
    for (uint32_t i = 0; i < proofs->count; i++) {
        int property = (int)proofs->findings[i].property;
        counts[proofs->findings[i].proof] += property >= first && property <= last;
    }
    for (int i = first; i <= last; i++) {
        seconds += meter->seconds[i];
        grown += meter->grown[i];
    }
    printf("| %s | %s | %u | %u | %u | %.3f | %.1f |\n", label, group,
           (unsigned)counts[PROOF_HOLDS], (unsigned)counts[PROOF_FAILS],
           (unsigned)counts[PROOF_OPEN], seconds, (double)grown / 1024);
}

static bool measure(const char *path, const char *label)
{
    static struct meter meter;
    struct arena arena;
    struct arena diag_arena;
    struct diags diags;
    struct source source;
    struct proofs proofs;
    const struct questionnaire *questionnaire = NULL;
    arena_init(&arena, LIMIT_QUESTIONNAIRE_MEMORY);
    arena_init(&diag_arena, LIMIT_DIAG_MEMORY);
    diags_init(&diags, &diag_arena);
    meter.now = PROPERTIES;
    meter.since = cpu_seconds();
    meter.memory = most_memory();
    bool ok = source_read(path, LIMIT_QUESTIONNAIRE_BYTES, &arena, &source, NULL, &diags) &&
              questionnaire_load(&source, path, NULL, &arena, &questionnaire, &diags);
    const struct plan *plan = ok ? plan_make(questionnaire, &arena, &diags) : NULL;
    struct prove_options options = prove_default_options();
    options.watch = turn;
    options.watch_context = &meter;
    ok = plan != NULL && prove(questionnaire, plan, options, &arena, &proofs, &diags);
    if (ok && proofs.is_there) {
        turn(&meter, (enum property)PROPERTIES);
        print_row(label, "load, compile, steps", &proofs, &meter, PROPERTIES, PROPERTIES);
        print_row(label, "guarantees", &proofs, &meter, PROPERTY_GUARANTEE, PROPERTY_GUARANTEE);
        print_row(label, "... where undetermined", &proofs, &meter, PROPERTY_UNDETERMINED,
                  PROPERTY_UNDETERMINED);
        print_row(label, "rising concern", &proofs, &meter, PROPERTY_MONOTONE, PROPERTY_EXCEPTION);
        print_row(label, "rules that can hold, decide", &proofs, &meter, PROPERTY_RULE_LIVE,
                  PROPERTY_RULE_SEEN);
        print_row(label, "rules needed, apart", &proofs, &meter, PROPERTY_RULE_NEEDED,
                  PROPERTY_RULE_APART);
        print_row(label, "choices that matter", &proofs, &meter, PROPERTY_CHOICE, PROPERTY_CHOICE);
        print_row(label, "outcomes and facts", &proofs, &meter, PROPERTY_REACHED, PROPERTY_FACT);
        print_row(label, "questions asked", &proofs, &meter, PROPERTY_ASKED, PROPERTY_ASKED);
        print_row(label, "questions that matter", &proofs, &meter, PROPERTY_MATTERS,
                  PROPERTY_MATTERS);
        print_row(label, "withheld (with the line above)", &proofs, &meter, PROPERTY_WITHHELD,
                  PROPERTY_WITHHELD);
        printf("| %s | **all** | | | | **%.3f** | **%.1f** |\n", label, cpu_seconds(),
               (double)most_memory() / 1024);
    } else {
        diags_render(stderr, &diags, (struct diag_style){.colour = false});
        fputs(ok ? "built without a prover\n" : "", stderr);
    }
    arena_free(&arena);
    arena_free(&diag_arena);
    return ok && proofs.is_there;
}

int main(int argc, char **argv)
{
    if (argc < 2 || argc > 3) {
        fputs("usage: proving FILE [LABEL]\n", stderr);
        return 2;
    }
    return measure(argv[1], argc > 2 ? argv[2] : argv[1]) ? EXIT_SUCCESS : EXIT_FAILURE;
}
