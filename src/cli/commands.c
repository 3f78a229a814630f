/* The table of commands. What each does is in the file of its name. */
#include "cli/cli.h"

#include <string.h>

static const struct command commands[] = {
    {"ask", "", 0, 0, "ask the questions at this terminal and recommend",
     "Asks the questions that matter, section by section, and then shows the recommendation with "
     "its "
     "reasons, what is still open and the next steps. Needs a terminal. `?` explains a question, "
     "`<` goes back, `-` is for what you would rather not say, `/review` lists the answers and "
     "changes any of them, `/help` lists the rest.",
     command_ask,
     TAKES(QUESTIONNAIRE) | TAKES(LANGUAGE) | TAKES(ALL) | TAKES(OUTPUT) | TAKES(SAVE) |
         TAKES(RESUME) | TAKES(SHOW_OUTCOME) | TAKES(PLAIN) | TAKES(TIMEOUT) | TAKES(HELP)},
    {"kiosk", "FILE", 0, 1, "let one person after the other answer at a screen in the waiting room",
     "Takes over the whole terminal, as FILE (kiosk.yaml) sets it up: English or Spanish, number "
     "keys, "
     "nothing kept unless FILE says so, and all wiped between two people. Only staff can leave it, "
     "by "
     "Ctrl-X and their PIN.",
     command_kiosk, TAKES(QUESTIONNAIRE) | TAKES(HASH_PIN) | TAKES(SELF_TEST) | TAKES(HELP)},
    {"score", "FILE...", 1, -1, "recommend for files of answers, one row a record",
     "Reads YAML, JSON, NDJSON and CSV files of answers (`-` is standard input) and writes one row "
     "for each record, in the same order. A record that cannot be used gives a row with its error; "
     "the rest are scored.",
     command_score,
     TAKES(QUESTIONNAIRE) | TAKES(FORMAT) | TAKES(INPUT) | TAKES(OUTPUT) | TAKES(EXIT_CODE) |
         TAKES(JOBS) | TAKES(EXPECT) | TAKES(SHARD) | TAKES(ERRORS) | TAKES(MANIFEST) |
         TAKES(GO_ON) | TAKES(SUMMARY) | TAKES(QUIET) | TAKES(HELP)},
    {"explain", "FILE", 1, 1, "show how a recommendation came about",
     "Shows the fewest answers that settle the result, every rule that holds with the answers that "
     "made it hold, every rule that could still hold with the questions it waits for, the facts, "
     "and the fewest answers that would have led to each other recommendation. For staff: private "
     "reasons are shown.",
     command_explain, TAKES(QUESTIONNAIRE) | TAKES(INPUT) | TAKES(JSON) | TAKES(HELP)},
    {"check", "[Q...]", 0, -1, "find what is wrong with a questionnaire",
     "Reports everything that is wrong with a questionnaire, runs its worked examples, and proves "
     "of "
     "every set of answers that its guarantees hold, that a more concerning answer never leads to "
     "a "
     "lower outcome, and that nothing in it is dead. Q is a folder, a file or an id, as after -q.",
     command_check,
     TAKES(TEST) | TAKES(DETAILS) | TAKES(JSON) | TAKES(WITNESS) | TAKES(ALLOW) | TAKES(BUDGET) |
         TAKES(DUMP) | TAKES(HELP)},
    {"diff", "OLD NEW [ANSWERS...]", 2, -1, "show what a new version decides otherwise",
     "Proves that two versions of a questionnaire decide the same, or shows for every outcome that "
     "becomes another one the answers of a person for whom it does, and the rules that change. OLD "
     "and NEW are as after -q. ANSWERS are files of records for OLD: how many of them change is "
     "counted.",
     command_diff,
     TAKES(INPUT) | TAKES(MAP) | TAKES(TEST) | TAKES(JSON) | TAKES(WITNESS) | TAKES(BUDGET) |
         TAKES(HELP)},
    {"eval", "EXPRESSION", 1, 1, "evaluate a condition or any other expression",
     "Prints the value of an expression over a questionnaire, or `unknown` and the questions it "
     "waits for. The language is described in iopfit-expressions(7).",
     command_eval, TAKES(QUESTIONNAIRE) | TAKES(ANSWERS) | TAKES(INPUT) | TAKES(HELP)},
    {"help", "[COMMAND or CODE]", 0, 1, "explain a command or the code of a message",
     "Without an operand: an overview. With a command: its options. With a code such as E204: what "
     "the message means and how to mend it.",
     command_help, TAKES(HELP)},
    {0},
};

const struct command *command_table(void)
{
    return commands;
}

const struct command *command_find(const char *name)
{
    for (const struct command *command = commands; command->name != NULL; command++) {
        if (strcmp(command->name, name) == 0) {
            return command;
        }
    }
    return NULL;
}
