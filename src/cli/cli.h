/* What the commands share: exit statuses, the command table, an opened questionnaire with room for
 * messages. Each command is one file of its name. Commands print results to standard output and
 * everything else to standard error. */
#ifndef IOPFIT_CLI_CLI_H
#define IOPFIT_CLI_CLI_H

#include "assess/assess.h"
#include "base/arena.h"
#include "base/attr.h"
#include "cli/options.h"
#include "diag/diag.h"
#include "questionnaire/questionnaire.h"

/* Exit statuses; iopfit(1) describes them. */
enum status {
    STATUS_OK = 0,       /* ran, whatever was recommended */
    STATUS_NEGATIVE = 1, /* check found errors, a record was bad */
    STATUS_USAGE = 2,
    STATUS_UNDECIDED = 4, /* check could not prove something within its budget */
    STATUS_INTAKE = 10,   /* with --exit-code */
    STATUS_IOP = 11,
    STATUS_INPATIENT = 12,
    STATUS_BROKEN = 65,   /* the questionnaire itself is broken */
    STATUS_NO_INPUT = 66, /* a file or questionnaire that is not there */
    STATUS_IO = 74,       /* reading or writing failed */
    STATUS_ABANDONED = 75,
    STATUS_UNEXPECTED = 78, /* another questionnaire, or the rest of another run, than expected */
    STATUS_INTERRUPTED = 130
};

/* The status to end with where two things happened: a failed write says more than a missing file,
 * a missing file more than a bad record. */
int status_worse(int a, int b);

int command_ask(const struct options *options);
int command_check(const struct options *options);
int command_diff(const struct options *options);
int command_eval(const struct options *options);
int command_explain(const struct options *options);
int command_help(const struct options *options);
int command_kiosk(const struct options *options);
int command_score(const struct options *options);
/* `iopfit --version`. */
int command_version(void);

/* ---- Messages (messages.c) ----------------------------------------------------------------------
 */

/* Messages that are printed to standard error and then forgotten. */
struct messages {
    struct arena arena;
    struct diags diags;
    FILE *json; /* what is printed is also written here, as members of an array; NULL: nowhere */
    bool json_more; /* there is a member already */
    bool of_people; /* they are about people's answers, which are none of a log's business */
};
void messages_init(struct messages *messages);
/* Sorts, prints and forgets what was collected; returns how many errors that were. */
uint32_t messages_print(struct messages *messages);
void messages_free(struct messages *messages);
/* Colour is for terminals only, and not where NO_COLOR or TERM=dumb forbid it. */
struct diag_style messages_style(void);
/* The same for messages about people's answers, which quote no more of them than is at fault where
 * standard error is no terminal: there they may end up in a log. */
struct diag_style messages_style_of_people(void);

/* Writes out what is buffered for standard output: STATUS_OK, or STATUS_IO with its reason said. */
int output_end(void);

/* "iopfit: …" on standard error, with a line end. */
void complain(const char *format, ...) ATTR_PRINTF(1, 2);

/* ---- A questionnaire that is ready for use (session.c) ------------------------------------------
 */

struct session {
    struct arena arena;
    const struct questionnaire *questionnaire;
    const struct plan *plan;
    struct messages messages;
};
/* Opens the questionnaire that `-q` names (NULL: the built-in one) and plans its use. Problems are
 * printed. STATUS_OK, or the status to end with; session_close() either way. */
int session_open(struct session *session, const char *choice);
void session_close(struct session *session);
/* How a step of opening ends: its messages are printed where it failed, and forgotten where it did
 * not (warnings are for check). Returns [status]. */
int session_settle(struct session *session, int status);

/* ---- Translations (translations.c)
 * ------------------------------------------------------------ */

/* The translations of a questionnaire: the files LANGUAGE.yaml beside its questionnaire.yaml, or
 * those built in. */
struct translations {
    struct text *languages; /* in byte order */
    uint32_t count;
};
ATTR_MUST_USE bool translations_find(const struct questionnaire *questionnaire, struct arena *arena,
                                     struct translations *ret, struct diags *diags);
/* Makes *ret the questionnaire in [language], one of those that were found. False with a message,
 * and *ret_status the status to end with. */
ATTR_MUST_USE bool translations_apply(const struct questionnaire *questionnaire,
                                      struct text language, struct arena *arena,
                                      const struct questionnaire **ret, int *ret_status,
                                      struct diags *diags);
/* Brings the questionnaire of [session] into [language]; NULL: the first of those in the LANGUAGE of
 * the environment that there is, else its own. STATUS_OK, or the status to end with, with messages
 * printed. */
int session_translate(struct session *session, const char *language);

/* ---- Where things are (choose.c) ----------------------------------------------------------------
 */

/* Finds and reads the questionnaire file that [choice] names: an existing folder or file, the id of
 * an installed one, or NULL for the built-in one. False, with a message; *ret_status is then the
 * status to end with. */
struct chosen {
    const char *path;
    const char *folder; /* NULL for the built-in one */
    const struct source *source;
};
ATTR_MUST_USE bool choose_questionnaire(const char *choice, struct arena *arena, struct chosen *ret,
                                        int *ret_status, struct diags *diags);

/* Opens a file of answers; "-" is standard input. NULL, with a message. */
ATTR_MUST_USE FILE *open_answers(const char *path, struct diags *diags);
/* The name of [path] in messages. */
const char *input_name(const char *path);

/* Columns of the terminal behind [file], at most WRAP_WIDTH_MOST; WRAP_WIDTH_DEFAULT where it is
 * none. */
unsigned output_width(FILE *file);

#endif
