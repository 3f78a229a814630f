/* `iopfit ask`: leads the interview at a terminal, shows the result on standard output, and writes
 * the answers to a file where `-o` asks for it. The conversation is interview/, saving it after each
 * answer is keep.c. */
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/message.h"
#include "assess/why.h"
#include "cli/cli.h"
#include "cli/keep.h"
#include "cli/output.h"
#include "interview/front.h"
#include "view/view.h"

/* The width of the result inside an answer file, which is read anywhere. */
enum { FILE_WIDTH = 76 };

/* Writes the result of [interview] for the person: this may be a shared screen. */
static bool write_result(const struct interview *interview, unsigned width, FILE *out,
                         struct diags *diags)
{
    const struct view_result result = {.questionnaire = interview->questionnaire,
                                       .plan = interview->plan,
                                       .record = &interview->record,
                                       .assessment = &interview->assessment};
    struct arena scratch;
    arena_init(&scratch, LIMIT_RECORD_MEMORY);
    bool written = view_result_text(
        out, &result, (struct view_style){.width = width, .for_staff = false}, &scratch, diags);
    arena_free(&scratch);
    return written;
}

/* What the result rests on and what would lead elsewhere, at the terminal: for staff who asked to see
 * more than the person, so never in the result itself. */
static bool write_why(const struct interview *interview, struct diags *diags)
{
    const struct view_result result = {.questionnaire = interview->questionnaire,
                                       .plan = interview->plan,
                                       .record = &interview->record,
                                       .assessment = &interview->assessment};
    const struct view_style style = {.width = output_width(stderr), .for_staff = false};
    struct arena scratch;
    struct why why;
    arena_init(&scratch, LIMIT_RECORD_MEMORY);
    bool written = why_find(result.plan, result.record->answers, result.assessment, WHY_STEPS,
                            &scratch, &why, diags) &&
                   view_why_text(stderr, &result, &why, style, &scratch, diags);
    arena_free(&scratch);
    return written;
}

/* [text] as YAML comments. */
static void write_comments(FILE *out, struct text text)
{
    for (size_t start = 0; start < text.length;) {
        const char *end = memchr(text.start + start, '\n', text.length - start);
        size_t length = end == NULL ? text.length - start : (size_t)(end - text.start) - start;
        fputs(length > 0 ? "# " : "#", out);
        fwrite(text.start + start, 1, length, out);
        fputc('\n', out);
        start += length + 1;
    }
}

/* Writes the answers as a file that `score` and `explain` read, with the result for its reader. */
static bool write_answers(const struct interview *interview, struct keep *keep, FILE *out,
                          struct diags *diags)
{
    char *buffer = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&buffer, &length);
    if (memory == NULL) {
        return diag_out_of_memory(diags);
    }
    bool written = write_result(interview, FILE_WIDTH, memory, diags);
    if (fclose(memory) != 0 && written) {
        written = diag_out_of_memory(diags);
    }
    if (written) {
        write_comments(out, (struct text){buffer, length});
        struct visit visit = keep_visit(keep, interview);
        visit_write(out, interview->questionnaire, &visit);
    }
    if (buffer != NULL) {
        explicit_bzero(buffer, length);
        free(buffer);
    }
    return written;
}

/* Shows the result on standard output. */
static bool show_result(const struct interview *interview, struct diags *diags)
{
    struct output output;
    if (!output_open(&output, NULL, diags)) {
        return false;
    }
    fputs(isatty(STDOUT_FILENO) ? "\n" : "", output.file);
    bool shown = write_result(interview, output_width(output.file), output.file, diags);
    bool arrived = output_commit(&output, diags);
    return shown && arrived;
}

/* Whether [path] names a plain file that is there already. */
static bool is_kept_file(const char *path)
{
    struct stat status;
    return path != NULL && strcmp(path, "-") != 0 && stat(path, &status) == 0 &&
           S_ISREG(status.st_mode);
}

static bool is_standard_output(const char *path)
{
    return path != NULL && strcmp(path, "-") == 0;
}

/* Plain lines are asked for, or are all that the terminal can show. */
static bool wants_plain(const struct options *options)
{
    const char *accessible = getenv("ACCESSIBLE");
    const char *terminal = getenv("TERM");
    return options->plain || terminal == NULL || strcmp(terminal, "dumb") == 0 ||
           (accessible != NULL && accessible[0] != '\0' && strcmp(accessible, "0") != 0);
}

/* The status for how the front ended. */
static int status_of(enum front_end end, int ended_by, int *ret_signal)
{
    switch (end) {
    case FRONT_RESULT:
    case FRONT_FINISHED:
        return STATUS_OK;
    case FRONT_ABANDONED:
    case FRONT_IDLE:
        return STATUS_ABANDONED;
    case FRONT_SIGNALLED:
        *ret_signal = ended_by == SIGINT ? 0 : ended_by;
        return STATUS_INTERRUPTED;
    case FRONT_FAILED:
        break;
    }
    return STATUS_IO;
}

/* Leads the interview to its end, shows the result on the way, and takes the end to a status;
 * *ret_signal is a signal to end with, or 0. */
static int lead(struct interview *interview, const struct options *options, struct keep *keep,
                int *ret_signal, struct diags *diags)
{
    struct line line;
    bool plain = wants_plain(options);
    if (!line_open(&line, (struct line_options){.plain = plain, .timeout = options->timeout},
                   diags)) {
        return STATUS_IO;
    }
    struct front_options style = {.keeps = options->output,
                                  .saves = keep->path,
                                  .bold = !plain && messages_style().colour,
                                  .plain = plain,
                                  .show_outcome = options->show_outcome,
                                  .save = keep->path == NULL ? NULL : keep_save,
                                  .context = keep};
    enum front_end end = front_run(interview, &line, style, diags);
    bool shown = true;
    if (end == FRONT_RESULT) {
        shown = is_standard_output(options->output) || show_result(interview, diags);
        if (!isatty(STDOUT_FILENO)) { /* whoever may override it must have seen it */
            fputc('\n', stderr);
            shown = write_result(interview, output_width(stderr), stderr, diags) && shown;
        }
        shown = (!options->show_outcome || write_why(interview, diags)) && shown;
        end = front_run(interview, &line, style, diags);
    } else if (end == FRONT_FINISHED && !is_standard_output(options->output)) {
        shown = show_result(interview, diags);
        shown = (!options->show_outcome || write_why(interview, diags)) && shown;
    }
    int ended_by = line.signal;
    line_close(&line);
    int status = status_of(end, ended_by, ret_signal);
    return shown ? status : status_worse(status, STATUS_IO);
}

/* Writes what has to be written when the result was given. */
static int conclude(const struct interview *interview, const char *path, struct output *file,
                    struct keep *keep, struct diags *diags)
{
    int status = STATUS_OK;
    if (keep->path != NULL && !keep_write(keep, interview, diags)) {
        status = STATUS_IO;
    }
    if (path == NULL) {
        return status;
    }
    if (!write_answers(interview, keep, file->file, diags)) {
        output_discard(file);
        return STATUS_IO;
    }
    if (!output_commit(file, diags)) {
        return STATUS_IO;
    }
    if (!is_standard_output(path)) {
        fprintf(stderr,
                message(interview->questionnaire->language,
                        "Your answers were written to %s; only you can read this file.\n"),
                path);
    }
    return status;
}

/* Leads the interview that was begun, or gone on with. */
static int run(struct interview *interview, const struct options *options, struct keep *keep,
               struct output *file, int *ret_signal, struct diags *diags)
{
    if (options->resume != NULL && !interview_restore(interview, &keep->earlier, diags)) {
        return STATUS_IO;
    }
    if (keep->path != NULL && !keep_write(keep, interview, diags)) {
        return STATUS_IO; /* before the first question, so that nobody answers in vain */
    }
    int status = lead(interview, options, keep, ret_signal, diags);
    /* The result was given: it is kept, also where it was not confirmed, or could not be shown. */
    bool has_result = interview->phase == INTERVIEW_FINISHED ||
                      interview->phase == INTERVIEW_RESULT ||
                      interview->phase == INTERVIEW_OVERRIDE;
    if (!has_result) {
        return status;
    }
    int concluded = conclude(interview, options->output, file, keep, diags);
    return status == STATUS_OK ? concluded : status;
}

/* The file is opened before the first question, so that nobody answers them all in vain. */
static int ask(const struct options *options, struct session *session, int *ret_signal)
{
    struct diags *diags = &session->messages.diags;
    struct output file = {0};
    struct interview interview;
    struct keep keep;
    keep_init(&keep, options->save != NULL ? options->save : options->resume);
    int status = options->resume == NULL
                     ? STATUS_OK
                     : keep_read(&keep, options->resume, session->questionnaire, diags);
    if (status == STATUS_OK && options->output != NULL &&
        !output_open(&file, options->output, diags)) {
        status = STATUS_IO;
    }
    bool stays =
        keep.path != NULL || (options->output != NULL && !is_standard_output(options->output));
    bool begun =
        status == STATUS_OK &&
        interview_start(&interview, session->questionnaire, session->plan,
                        (struct interview_options){.all = options->all, .stays = stays}, diags);
    if (begun) {
        status = run(&interview, options, &keep, &file, ret_signal, diags);
        interview_end(&interview);
    } else if (status == STATUS_OK) {
        status = STATUS_IO;
    }
    if (file.file != NULL) {
        output_discard(&file);
    }
    (void)messages_print(&session->messages); /* they point into what is wiped now */
    keep_free(&keep);
    return status;
}

/* Whether the files that are named can be used as they are meant. */
static bool check_files(const struct options *options)
{
    bool again = options->save != NULL && options->resume != NULL &&
                 output_is_input(options->save, options->resume);
    const char *taken = is_kept_file(options->output)           ? options->output
                        : !again && is_kept_file(options->save) ? options->save
                                                                : NULL;
    const char *stream = is_standard_output(options->save)     ? "--save"
                         : is_standard_output(options->resume) ? "--resume"
                                                               : NULL;
    if (stream != NULL) {
        options_wrong(stderr, options->command, "`%s` needs the name of a file, not `-`", stream);
        return false;
    }
    if (taken != NULL) {
        options_wrong(stderr, options->command,
                      "the file `%s` exists already and may hold another person's answers; choose "
                      "another name",
                      taken);
        if (taken == options->save) {
            fputs("to go on with the interview in it, use --resume\n", stderr);
        }
    }
    return taken == NULL;
}

int command_ask(const struct options *options)
{
    struct session session;
    if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO)) {
        complain("`ask` needs a terminal; to score answers from a file, use `iopfit score FILE`");
        return STATUS_USAGE;
    }
    if (!check_files(options)) {
        return STATUS_USAGE;
    }
    /* Questionnaires are UTF-8, and so is what is typed on any terminal of today, also where no
     * locale is set. readline looks into the environment itself. */
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) {
        setenv("LC_ALL", "C.UTF-8", 1);
        setlocale(LC_CTYPE, "");
    }
    int signal = 0;
    int status = session_open(&session, options->questionnaire);
    if (status == STATUS_OK) {
        status = session_translate(&session, options->language);
    }
    if (status == STATUS_OK) {
        status = ask(options, &session, &signal);
    }
    session_close(&session);
    if (signal != 0) {
        raise(signal); /* wiped and restored, it ends as whoever sent the signal expects */
    }
    return status;
}
