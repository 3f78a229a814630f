/* Prints, one a line, every text of a questionnaire that a person sees: `where<TAB>text`. With
 * --rules: what a page for clinicians needs of its rules, as mdoc. For scripts/reading-level, the
 * test of words to avoid, and man/iopfit-clinical.7; not installed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "questionnaire/questionnaire.h"

/* What a condition or text has to be in roff to stand for itself. */
static void print_roff(struct text text)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.start[i];
        if (c == '\\') {
            fputs("\\e", stdout);
        } else if (c == '\n') {
            putchar(' ');
        } else if (c == '"') {
            fputs("\\(dq", stdout);
        } else if (c == '-') {
            fputs("\\-", stdout);
        } else {
            putchar(c);
        }
    }
}

static void print_paragraph(struct text text)
{
    fputs("\\&", stdout);
    print_roff(text);
    putchar('\n');
}

static void print_condition(const struct expr *expr)
{
    char *buffer = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&buffer, &length);
    if (out == NULL) {
        abort();
    }
    expr_print(out, expr);
    fclose(out);
    print_paragraph((struct text){buffer, length});
    free(buffer);
}

static void print_rules(const struct questionnaire *questionnaire)
{
    for (uint32_t i = questionnaire->outcome_count; i-- > 0;) {
        const struct outcome *outcome = &questionnaire->outcomes[i];
        printf(".Ss ");
        print_roff(outcome->title);
        printf("\nOutcome\n.Ql ");
        print_roff(outcome->id);
        printf(" ,\nrecommendation\n.Ql %s .\n.Bl -tag -width Ds\n",
               recommendation_name(outcome->recommendation));
        for (uint32_t j = 0; j < questionnaire->rule_count; j++) {
            const struct rule *rule = &questionnaire->rules[j];
            if (rule->outcome != i) {
                continue;
            }
            printf(".It Sy ");
            print_roff(rule->id);
            printf("\n");
            print_paragraph(rule->note);
            printf(".br\n\\fBwhen\\fP\n");
            print_condition(rule->when);
            printf(".br\n\\fBsource\\fP\n");
            print_paragraph(rule->source);
        }
        puts(".El");
    }
    puts(".Sh WHAT THE RULES READ\nA rule may name a fact:\n.Bl -tag -width Ds");
    for (uint32_t i = 0; i < questionnaire->fact_count; i++) {
        printf(".It Sy ");
        print_roff(questionnaire->facts[i].id);
        printf("\n");
        print_paragraph(questionnaire->facts[i].means);
        printf(".br\n\\fBis\\fP\n");
        print_condition(questionnaire->facts[i].is);
    }
    puts(".El");
}

static void print_text(const char *where, struct text id, struct text text)
{
    if (text.length == 0) {
        return;
    }
    printf("%s " TEXT_FORMAT "\t", where, TEXT_ARGS(id));
    for (size_t i = 0; i < text.length; i++) {
        putchar(text.start[i] == '\n' ? ' ' : text.start[i]);
    }
    putchar('\n');
}

static void print_question(const struct question *question)
{
    print_text("ask", question->id, question->ask);
    print_text("why", question->id, question->why);
    print_text("help", question->id, question->help);
    for (uint32_t i = 0; i < question->choice_count; i++) {
        print_text("choice", question->id, question->choices[i].label);
    }
    if (question->type == QUESTION_MULTIPLE) {
        print_text("none", question->id, question->none_label);
    }
}

static void print_texts(const struct questionnaire *questionnaire)
{
    print_text("title of", questionnaire->id, questionnaire->title);
    print_text("intro of", questionnaire->id, questionnaire->intro);
    for (uint32_t i = 0; i < questionnaire->outcome_count; i++) {
        const struct outcome *outcome = &questionnaire->outcomes[i];
        print_text("title of", outcome->id, outcome->title);
        print_text("message of", outcome->id, outcome->message);
        for (uint32_t j = 0; j < outcome->next_step_count; j++) {
            print_text("next step of", outcome->id, outcome->next_steps[j].text);
        }
        for (uint32_t j = 0; j < outcome->line_count; j++) {
            print_text("line of", outcome->id, outcome->lines[j]);
        }
    }
    for (uint32_t i = 0; i < questionnaire->section_count; i++) {
        const struct section *section = &questionnaire->sections[i];
        print_text("title of", section->id, section->title);
        print_text("intro of", section->id, section->intro);
    }
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        print_question(&questionnaire->questions[i]);
    }
    for (uint32_t i = 0; i < questionnaire->rule_count; i++) {
        print_text("because", questionnaire->rules[i].id, questionnaire->rules[i].because);
    }
}

int main(int argc, char **argv)
{
    bool rules = argc > 1 && strcmp(argv[1], "--rules") == 0;
    if (argc != (rules ? 3 : 2)) {
        fputs("usage: shown [--rules] QUESTIONNAIRE.yaml\n", stderr);
        return 2;
    }
    const char *path = argv[argc - 1];
    struct arena arena;
    struct arena diag_arena;
    struct diags diags;
    struct source source;
    const struct questionnaire *questionnaire;
    arena_init(&arena, LIMIT_QUESTIONNAIRE_MEMORY);
    arena_init(&diag_arena, LIMIT_DIAG_MEMORY);
    diags_init(&diags, &diag_arena);
    bool loads = source_read(path, LIMIT_QUESTIONNAIRE_BYTES, &arena, &source, NULL, &diags) &&
                 questionnaire_load(&source, path, NULL, &arena, &questionnaire, &diags);
    diags_render(stderr, &diags, (struct diag_style){.colour = false});
    if (loads) {
        (rules ? print_rules : print_texts)(questionnaire);
    }
    arena_free(&diag_arena);
    arena_free(&arena);
    return loads && fflush(stdout) == 0 ? 0 : 1;
}
