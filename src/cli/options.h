/* The command line: which command, which options, and what is wrong with it. One table of options
 * serves parsing, help and the nearest name for a mistyped one. */
#ifndef IOPFIT_CLI_OPTIONS_H
#define IOPFIT_CLI_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "answers/answers.h"
#include "base/attr.h"
#include "batch/shard.h"

/* The options of all commands, each a bit of what a command takes. */
enum option_id {
    OPTION_QUESTIONNAIRE,
    OPTION_FORMAT,
    OPTION_INPUT,
    OPTION_OUTPUT,
    OPTION_EXIT_CODE,
    OPTION_ALL,
    OPTION_ANSWERS,
    OPTION_HELP,
    OPTION_LANGUAGE,
    OPTION_TEST,
    OPTION_DETAILS,
    OPTION_JSON,
    OPTION_WITNESS,
    OPTION_ALLOW,
    OPTION_BUDGET,
    OPTION_DUMP,
    OPTION_SAVE,
    OPTION_RESUME,
    OPTION_SHOW_OUTCOME,
    OPTION_PLAIN,
    OPTION_TIMEOUT,
    OPTION_HASH_PIN,
    OPTION_JOBS,
    OPTION_EXPECT,
    OPTION_SHARD,
    OPTION_ERRORS,
    OPTION_MANIFEST,
    OPTION_GO_ON, /* --resume of an interrupted run; OPTION_RESUME: of an interview */
    OPTION_QUIET,
    OPTION_SUMMARY,
    OPTION_MAP,
    OPTION_SELF_TEST
};
#define TAKES(option) (UINT64_C(1) << OPTION_##option)

struct options;

struct command {
    const char *name;
    const char *operands; /* as in the synopsis: "FILE..." */
    int fewest, most;     /* operands; most -1: any number */
    const char *summary;  /* one line of `iopfit help` */
    const char *details;  /* a paragraph or two of `iopfit help COMMAND` */
    int (*run)(const struct options *options);
    uint64_t takes; /* its options: TAKES() of each, put together */
};

enum { OPTIONS_ALLOWED = 64 }; /* ids after --allow: more are a list to be mended, not allowed */
enum { OPTIONS_MAPS = 100 };   /* pairs after --map */

enum row_format { FORMAT_NDJSON, FORMAT_CSV, FORMAT_TEXT };

struct options {
    const struct command *command;
    const char *questionnaire; /* -q; NULL: the built-in one */
    enum row_format format;
    enum answers_format input;
    const char *output;   /* -o; NULL: standard output */
    const char *answers;  /* -a; NULL: none */
    const char *language; /* --language; NULL: none */
    const char *save;     /* --save; NULL: none */
    const char *resume;   /* --resume; NULL: none */
    unsigned timeout;     /* --timeout, in seconds; 0: none */
    bool show_outcome;
    bool plain;
    bool exit_code;
    bool all;
    bool test;
    bool details;
    bool json;
    const char *witness; /* a folder; NULL: none */
    const char *dump;    /* the same */
    const char *allow[OPTIONS_ALLOWED];
    int allow_count;
    uint32_t budget; /* 0: the default */
    bool hash_pin;
    bool self_test;
    const char *maps[OPTIONS_MAPS]; /* --map */
    uint32_t map_count;
    const char *expect;   /* --expect; NULL: any questionnaire will do */
    const char *errors;   /* --errors; NULL: messages of records go to standard error */
    const char *manifest; /* --manifest; NULL: none */
    const char *summary;  /* --summary; NULL: none */
    struct shard shard;   /* --shard; all zero: everything */
    unsigned jobs;        /* --jobs; 0: as many as there are processors */
    bool go_on;           /* --resume of score */
    bool quiet;
    char *const *operands; /* ended by NULL */
    int operand_count;
};

enum options_verdict {
    OPTIONS_RUN,  /* run options->command */
    OPTIONS_HELP, /* `iopfit --help`, or --help after a command (then options->command is set) */
    OPTIONS_VERSION,
    OPTIONS_WRONG /* the mistake was said on [errors] */
};

/* Reads the command line. What is wrong with it is said on [errors], with the nearest right name.
 */
enum options_verdict options_parse(int argc, char **argv, struct options *ret, FILE *errors);

/* Says what is wrong with the command line of [command] (NULL: with all of it), and where help is. */
void options_wrong(FILE *errors, const struct command *command, const char *format, ...)
    ATTR_PRINTF(3, 4);

/* All commands in the order of the overview, ended by an empty name. */
const struct command *command_table(void);
const struct command *command_find(const char *name);
/* "did you mean `NAME`?" for a command or an option that does not exist; NULL where none is near.
 */
const char *command_nearest(const char *name);

/* Prints the synopsis of [command], and its options one by one. */
void options_print_synopsis(FILE *out, const struct command *command, unsigned width);
void options_print_list(FILE *out, const struct command *command, unsigned width);

#endif
