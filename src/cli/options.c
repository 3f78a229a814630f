/* Reading the command line with getopt_long, whose own messages are off: ours name the nearest
 * right name. What the options mean is the commands' business. */
#include "cli/options.h"

#include <getopt.h>
#include <stdarg.h>
#include <string.h>

#include "base/attr.h"
#include "base/limits.h"
#include "base/names.h"
#include "base/text.h"
#include "base/wrap.h"

struct option_row {
    enum option_id id;
    char letter; /* 0: none */
    const char *name;
    const char *value; /* NULL: takes none */
    const char *help;
};

static const struct option_row rows[] = {
    {OPTION_QUESTIONNAIRE, 'q', "questionnaire", "Q",
     "the questionnaire: a folder, a file, or the id of an installed one (built in: glendora-iop)"},
    {OPTION_FORMAT, 'f', "format", "FORMAT", "what to write: ndjson (the default), csv or text"},
    {OPTION_INPUT, 'i', "input", "FORMAT",
     "what is read: yaml, json, ndjson or csv (default: by the file's name, else its first bytes)"},
    {OPTION_OUTPUT, 'o', "output", "FILE", "write to FILE, whole or not at all"},
    {OPTION_EXIT_CODE, 0, "exit-code", NULL,
     "end with 10 for intake, 11 for iop, 12 for inpatient; for a single record"},
    {OPTION_ALL, 0, "all", NULL, "ask every question that applies, also where nothing hangs on it"},
    {OPTION_LANGUAGE, 'l', "language", "LANGUAGE",
     "ask and answer in this language, such as es (default: LANGUAGE of the environment, else the "
     "questionnaire's own)"},
    {OPTION_SAVE, 0, "save", "FILE",
     "save the interview to FILE after every answer, readable by its owner only"},
    {OPTION_RESUME, 0, "resume", "FILE",
     "go on with the interview in FILE, and save it there (or where --save says)"},
    {OPTION_SHOW_OUTCOME, 0, "show-outcome", NULL,
     "show after every answer which outcomes are still possible: for staff"},
    {OPTION_PLAIN, 0, "plain", NULL,
     "for screen readers: plain lines one after the other, nothing drawn, no cursor movement (also "
     "with ACCESSIBLE=1 in the environment, or TERM=dumb)"},
    {OPTION_TIMEOUT, 0, "timeout", "SECONDS",
     "end when nothing was typed for so long; what was saved stays"},
    {OPTION_ANSWERS, 'a', "answers", "FILE", "a file of answers to evaluate with"},
    {OPTION_TEST, 0, "test", NULL, "do not prove: try 100,000 random people"},
    {OPTION_DETAILS, 0, "details", NULL,
     "also show rules, choices and withheld answers that change nothing by themselves"},
    {OPTION_JSON, 0, "json", NULL, "write what was found as JSON, for programs"},
    {OPTION_WITNESS, 0, "witness", "FOLDER",
     "write the answers that show what was found as files for `iopfit score`"},
    {OPTION_ALLOW, 0, "allow", "ID",
     "a guarantee, question or rule of which it is known that something is refuted; may be "
     "repeated"},
    {OPTION_BUDGET, 0, "budget", "N",
     "how many conflicts a proof may take (default: 20000); past it, nothing is claimed"},
    {OPTION_DUMP, 0, "dump", "FOLDER",
     "write what is asked of each guarantee as DIMACS, for any other solver"},
    {OPTION_HASH_PIN, 0, "hash-pin", NULL,
     "ask for a PIN at this terminal and print its hash, for `staff_pin` of FILE"},
    {OPTION_SELF_TEST, 0, "self-test", NULL,
     "try what guards the kiosk on this machine, with FILE also its terminal and where answers are "
     "left, and tell what is missing"},
    {OPTION_MAP, 0, "map", "OLD=NEW",
     "a question, outcome or rule, or a choice (QUESTION.OLD=NEW), that has another id in the new "
     "version; may be repeated"},
    {OPTION_JOBS, 'j', "jobs", "N", "how many workers score (default: one a processor)"},
    {OPTION_EXPECT, 0, "expect", "HASH",
     "score with this questionnaire only: its name in rows, or what stands behind the `#` there"},
    {OPTION_SHARD, 0, "shard", "I/N",
     "score only the records of part I of N, which is chosen by their ids"},
    {OPTION_ERRORS, 0, "errors", "FILE",
     "write what is wrong with records to FILE, one line each, and not to standard error"},
    {OPTION_MANIFEST, 0, "manifest", "FILE",
     "write what was scored to FILE: the questionnaire, counts, and SHA-256 of inputs and output"},
    {OPTION_GO_ON, 0, "resume", NULL,
     "go on where an interrupted run with the same -o and --manifest ended"},
    {OPTION_SUMMARY, 0, "summary", "FILE",
     "write what was found to FILE, in numbers: a page where it ends in .html, else JSON"},
    {OPTION_QUIET, 0, "quiet", NULL, "show no progress and no summary at a terminal"},
    {OPTION_HELP, 'h', "help", NULL, "show this help"},
};
#define ROW_COUNT (sizeof rows / sizeof *rows)

static bool takes(const struct command *command, const struct option_row *row)
{
    return (command->takes & UINT64_C(1) << row->id) != 0;
}

/* ---- Saying what is wrong -------------------------------------------------------------------- */

void options_wrong(FILE *errors, const struct command *command, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    fprintf(errors, "iopfit%s%s: ", command == NULL ? "" : " ",
            command == NULL ? "" : command->name);
    vfprintf(errors, format, values);
    va_end(values);
    fprintf(errors, "\ntry `iopfit help%s%s`\n", command == NULL ? "" : " ",
            command == NULL ? "" : command->name);
}

const char *command_nearest(const char *name)
{
    struct text names[16];
    uint32_t count = 0;
    const struct command *table = command_table();
    while (table[count].name != NULL) {
        names[count] = text_of(table[count].name);
        count++;
    }
    uint32_t nearest = nearest_name(text_of(name), names, count);
    return nearest == NAME_NONE ? NULL : table[nearest].name;
}

/* The option of [command] with the name nearest to [name]; NULL where none is near. */
static const struct option_row *row_nearest(const struct command *command, struct text name)
{
    struct text names[ROW_COUNT];
    const struct option_row *candidates[ROW_COUNT];
    uint32_t count = 0;
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (takes(command, &rows[i])) {
            names[count] = text_of(rows[i].name);
            candidates[count] = &rows[i];
            count++;
        }
    }
    uint32_t nearest = nearest_name(name, names, count);
    return nearest == NAME_NONE ? NULL : candidates[nearest];
}

static const struct option_row *row_of_letter(int letter)
{
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (rows[i].letter == letter) {
            return &rows[i];
        }
    }
    return NULL;
}

/* That of [command], where two have the name. */
static const struct option_row *row_of_name(const struct command *command, struct text name)
{
    const struct option_row *found = NULL;
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (text_equal(text_of(rows[i].name), name) &&
            (found == NULL || takes(command, &rows[i]))) {
            found = &rows[i];
        }
    }
    return found;
}

/* [given] is the word of the command line, [option] what getopt found out about it: the id of an
 * option that exists, a letter, or 0. */
static void say_unknown(FILE *errors, const struct command *command, const char *given, int option)
{
    if (strncmp(given, "--", 2) != 0) {
        const struct option_row *row = row_of_letter(option);
        if (row != NULL) {
            options_wrong(errors, command, "`%s` takes no option `-%c` (`--%s`)", command->name,
                          option, row->name);
        } else {
            options_wrong(errors, command, "there is no option `-%c`", option);
        }
        return;
    }
    struct text name = text_of(given + 2);
    const char *equals = strchr(given, '=');
    if (equals != NULL) {
        name.length = (size_t)(equals - given) - 2;
    }
    const struct option_row *row = row_of_name(command, name);
    if (row != NULL && takes(command, row)) {
        options_wrong(errors, command, "option `--%s` takes no value", row->name);
        return;
    }
    if (row != NULL) {
        options_wrong(errors, command, "`%s` takes no option `--%s`", command->name, row->name);
        return;
    }
    const struct option_row *near = row_nearest(command, name);
    if (near == NULL) {
        options_wrong(errors, command, "there is no option `--" TEXT_FORMAT "`", TEXT_ARGS(name));
    } else {
        options_wrong(errors, command,
                      "there is no option `--" TEXT_FORMAT "`: did you mean `--%s`?",
                      TEXT_ARGS(name), near->name);
    }
}

/* ---- Values ---------------------------------------------------------------------------------- */

static bool format_of(const char *name, enum row_format *ret)
{
    static const char *const names[] = {
        [FORMAT_NDJSON] = "ndjson", [FORMAT_CSV] = "csv", [FORMAT_TEXT] = "text"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], name) == 0) {
            *ret = (enum row_format)i;
            return true;
        }
    }
    return false;
}

/* A whole number from 1 to a thousand million. */
static bool budget_of(const char *value, uint32_t *ret)
{
    int64_t budget = 0;
    if (text_to_integer(text_of(value), &budget) != NUMBER_OK || budget < 1 ||
        budget > 1000000000) {
        return false;
    }
    *ret = (uint32_t)budget;
    return true;
}

/* From a second to a day. */
static bool take_timeout(struct options *options, const char *value, FILE *errors)
{
    int64_t seconds = 0;
    if (text_to_integer(text_of(value), &seconds) != NUMBER_OK || seconds < 1 || seconds > 86400) {
        options_wrong(errors, options->command,
                      "`%s` is no time; --timeout takes whole seconds, from 1 to 86400", value);
        return false;
    }
    options->timeout = (unsigned)seconds;
    return true;
}

static bool take_jobs(struct options *options, const char *value, FILE *errors)
{
    int64_t jobs = 0;
    if (text_to_integer(text_of(value), &jobs) != NUMBER_OK || jobs < 1 || jobs > LIMIT_JOBS) {
        options_wrong(errors, options->command, "`%s` is no number of workers from 1 to %d", value,
                      LIMIT_JOBS);
        return false;
    }
    options->jobs = (unsigned)jobs;
    return true;
}

static bool take(struct options *options, enum option_id id, const char *value, FILE *errors)
{
    switch (id) {
    case OPTION_QUESTIONNAIRE:
        options->questionnaire = value;
        return true;
    case OPTION_FORMAT:
        if (!format_of(value, &options->format)) {
            options_wrong(errors, options->command,
                          "there is no format `%s`; the formats are ndjson, csv and text", value);
            return false;
        }
        return true;
    case OPTION_INPUT:
        if (!answers_format_of(text_of(value), &options->input)) {
            options_wrong(
                errors, options->command,
                "answers are not read as `%s`; the formats are yaml, json, ndjson and csv", value);
            return false;
        }
        return true;
    case OPTION_OUTPUT:
        options->output = value;
        return true;
    case OPTION_EXIT_CODE:
        options->exit_code = true;
        return true;
    case OPTION_ALL:
        options->all = true;
        return true;
    case OPTION_ANSWERS:
        options->answers = value;
        return true;
    case OPTION_LANGUAGE:
        options->language = value;
        return true;
    case OPTION_TEST:
        options->test = true;
        return true;
    case OPTION_DETAILS:
        options->details = true;
        return true;
    case OPTION_JSON:
        options->json = true;
        return true;
    case OPTION_WITNESS:
        options->witness = value;
        return true;
    case OPTION_DUMP:
        options->dump = value;
        return true;
    case OPTION_ALLOW:
        if (options->allow_count == OPTIONS_ALLOWED) {
            options_wrong(errors, options->command, "more than %d ids are allowed",
                          OPTIONS_ALLOWED);
            return false;
        }
        options->allow[options->allow_count++] = value;
        return true;
    case OPTION_BUDGET:
        if (!budget_of(value, &options->budget)) {
            options_wrong(errors, options->command,
                          "`%s` is no budget; write a whole number from 1 to 1000000000", value);
            return false;
        }
        return true;
    case OPTION_SAVE:
        options->save = value;
        return true;
    case OPTION_RESUME:
        options->resume = value;
        return true;
    case OPTION_SHOW_OUTCOME:
        options->show_outcome = true;
        return true;
    case OPTION_PLAIN:
        options->plain = true;
        return true;
    case OPTION_TIMEOUT:
        return take_timeout(options, value, errors);
    case OPTION_HASH_PIN:
        options->hash_pin = true;
        return true;
    case OPTION_SELF_TEST:
        options->self_test = true;
        return true;
    case OPTION_JOBS:
        return take_jobs(options, value, errors);
    case OPTION_EXPECT:
        options->expect = value;
        return true;
    case OPTION_SHARD:
        if (!shard_of(text_of(value), &options->shard)) {
            options_wrong(errors, options->command,
                          "`%s` is no part of a whole: `--shard 2/8` is the second of eight, of at "
                          "most %u",
                          value, SHARDS_MOST);
            return false;
        }
        return true;
    case OPTION_ERRORS:
        options->errors = value;
        return true;
    case OPTION_MANIFEST:
        options->manifest = value;
        return true;
    case OPTION_GO_ON:
        options->go_on = true;
        return true;
    case OPTION_SUMMARY:
        options->summary = value;
        return true;
    case OPTION_QUIET:
        options->quiet = true;
        return true;
    case OPTION_MAP:
        if (options->map_count == OPTIONS_MAPS) {
            options_wrong(errors, options->command, "more than %d times `--map`", OPTIONS_MAPS);
            return false;
        }
        options->maps[options->map_count++] = value;
        return true;
    case OPTION_HELP:
        break;
    }
    return true;
}

/* ---- Parsing --------------------------------------------------------------------------------- */

/* The options of [command] in getopt's terms; a long option returns its id + 256, so that it is no
 * letter. */
static void getopt_tables(const struct command *command, char *letters, struct option *longs)
{
    *letters++ = ':';
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (!takes(command, &rows[i])) {
            continue;
        }
        int argument = rows[i].value == NULL ? no_argument : required_argument;
        *longs++ = (struct option){rows[i].name, argument, NULL, 256 + (int)rows[i].id};
        if (rows[i].letter != 0) {
            *letters++ = rows[i].letter;
            if (argument == required_argument) {
                *letters++ = ':';
            }
        }
    }
    *letters = '\0';
    *longs = (struct option){NULL, 0, NULL, 0};
}

static const struct option_row *row_of_option(int option)
{
    if (option < 256) {
        return row_of_letter(option);
    }
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (256 + (int)rows[i].id == option) {
            return &rows[i];
        }
    }
    return NULL;
}

static bool check_operands(const struct options *options, FILE *errors)
{
    const struct command *command = options->command;
    if (options->operand_count < command->fewest) {
        options_wrong(errors, command, "%s is missing", command->operands);
        return false;
    }
    if (command->most >= 0 && options->operand_count > command->most) {
        options_wrong(errors, command, "`%s` is one word too many",
                      options->operands[command->most]);
        return false;
    }
    return true;
}

static enum options_verdict parse_command(int argc, char **argv, struct options *ret, FILE *errors)
{
    char letters[2 * ROW_COUNT + 2];
    struct option longs[ROW_COUNT + 1];
    getopt_tables(ret->command, letters, longs);
    optind = 0; /* glibc: start afresh */
    opterr = 0;
    for (;;) {
        int before = optind == 0 ? 1 : optind;
        int option = getopt_long(argc, argv, letters, longs, NULL);
        if (option == -1) {
            break;
        }
        if (option == '?') {
            /* getopt has moved the word to before optind; inside a cluster it is still at it. */
            const char *given = argv[optind > before ? optind - 1 : optind];
            say_unknown(errors, ret->command, given, optopt);
            return OPTIONS_WRONG;
        }
        const struct option_row *row = row_of_option(option == ':' ? optopt : option);
        if (option == ':') {
            options_wrong(errors, ret->command, "option `--%s` needs a value: %s", row->name,
                          row->value);
            return OPTIONS_WRONG;
        }
        if (row->id == OPTION_HELP) {
            return OPTIONS_HELP;
        }
        if (!take(ret, row->id, optarg, errors)) {
            return OPTIONS_WRONG;
        }
    }
    ret->operands = argv + optind;
    ret->operand_count = argc - optind;
    return check_operands(ret, errors) ? OPTIONS_RUN : OPTIONS_WRONG;
}

enum options_verdict options_parse(int argc, char **argv, struct options *ret, FILE *errors)
{
    *ret = (struct options){.format = FORMAT_NDJSON, .input = ANSWERS_GUESS};
    if (argc < 2) {
        options_wrong(errors, NULL, "a command is missing");
        return OPTIONS_WRONG;
    }
    const char *word = argv[1];
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
        return OPTIONS_HELP;
    }
    if (strcmp(word, "--version") == 0) {
        return OPTIONS_VERSION;
    }
    if (word[0] == '-') {
        options_wrong(errors, NULL, "`%s` stands before a command; options come after it", word);
        return OPTIONS_WRONG;
    }
    ret->command = command_find(word);
    if (ret->command == NULL) {
        const char *nearest = command_nearest(word);
        if (nearest == NULL) {
            options_wrong(errors, NULL, "there is no command `%s`", word);
        } else {
            options_wrong(errors, NULL, "there is no command `%s`: did you mean `%s`?", word,
                          nearest);
        }
        return OPTIONS_WRONG;
    }
    return parse_command(argc - 1, argv + 1, ret, errors);
}

/* ---- Help ------------------------------------------------------------------------------------ */

/* Breaks the line where a word of [length] does not fit any more; returns the column after it. */
static int begin_word(FILE *out, int column, int length, int indent, unsigned width)
{
    if (column + length <= (int)width) {
        return column + length;
    }
    fprintf(out, "\n%*s", indent, "");
    return indent + length;
}

/* Options stay whole where the line is broken. */
void options_print_synopsis(FILE *out, const struct command *command, unsigned width)
{
    int indent = fprintf(out, "usage: iopfit %s", command->name);
    int column = indent;
    for (size_t i = 0; i < ROW_COUNT; i++) {
        if (!takes(command, &rows[i]) || rows[i].id == OPTION_HELP) {
            continue;
        }
        char word[64];
        const char *value = rows[i].value == NULL ? "" : rows[i].value;
        const char *blank = rows[i].value == NULL ? "" : " ";
        int length = rows[i].letter != 0
                         ? snprintf(word, sizeof word, " [-%c%s%s]", rows[i].letter, blank, value)
                         : snprintf(word, sizeof word, " [--%s%s%s]", rows[i].name, blank, value);
        column = begin_word(out, column, length, indent, width);
        fputs(word, out);
    }
    if (command->operands[0] != '\0') {
        (void)begin_word(out, column, (int)strlen(command->operands) + 1, indent, width);
        fprintf(out, " %s", command->operands);
    }
    fputc('\n', out);
}

void options_print_list(FILE *out, const struct command *command, unsigned width)
{
    for (size_t i = 0; i < ROW_COUNT; i++) {
        const struct option_row *row = &rows[i];
        if (!takes(command, row)) {
            continue;
        }
        char name[32];
        char lead[40];
        snprintf(name, sizeof name, "%c%c%c --%s%s%s", row->letter == 0 ? ' ' : '-',
                 row->letter == 0 ? ' ' : row->letter, row->letter == 0 ? ' ' : ',', row->name,
                 row->value == NULL ? "" : " ", row->value == NULL ? "" : row->value);
        snprintf(lead, sizeof lead, "  %-23s  ", name);
        wrap_text(out, text_of(row->help), width, lead);
    }
}
