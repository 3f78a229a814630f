/* `iopfit ask`: leads the interview at a terminal, shows the result on standard output, and writes
 * the answers to a file where `-o` asks for it. The conversation is interview/. */
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/message.h"
#include "cli/cli.h"
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
static bool write_answers(const struct interview *interview, FILE *out, struct diags *diags)
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
        answers_write_yaml(out, interview->questionnaire, &interview->record);
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

/* Leads the interview and takes its end to a status; *ret_signal is a signal to end with, or 0. */
static int lead(struct interview *interview, const char *keeps, int *ret_signal,
                struct diags *diags)
{
    struct line line;
    if (!line_open(&line, diags)) {
        return STATUS_IO;
    }
    struct front_options style = {.keeps = keeps, .bold = messages_style().colour};
    enum front_end end = front_run(interview, &line, style, diags);
    int signal = line.signal;
    line_close(&line);
    switch (end) {
    case FRONT_FINISHED:
        return STATUS_OK;
    case FRONT_ABANDONED:
        return STATUS_ABANDONED;
    case FRONT_SIGNALLED:
        *ret_signal = signal == SIGINT ? 0 : signal;
        return STATUS_INTERRUPTED;
    case FRONT_FAILED:
        break;
    }
    return STATUS_IO;
}

/* Shows the result, and writes the answers to [file] where that is open. */
static int conclude(const struct interview *interview, const char *path, struct output *file,
                    struct diags *diags)
{
    bool to_standard_output = path != NULL && strcmp(path, "-") == 0;
    bool shown = to_standard_output || show_result(interview, diags);
    if (path == NULL) {
        return shown ? STATUS_OK : STATUS_IO;
    }
    if (!write_answers(interview, file->file, diags)) {
        output_discard(file);
        return STATUS_IO;
    }
    if (!output_commit(file, diags)) {
        return STATUS_IO;
    }
    if (!to_standard_output) {
        fprintf(stderr,
                message(interview->questionnaire->language,
                        "Your answers were written to %s; only you can read this file.\n"),
                path);
    }
    return shown ? STATUS_OK : STATUS_IO;
}

/* The file is opened before the first question, so that nobody answers them all in vain. */
static int ask(const struct options *options, struct session *session, int *ret_signal)
{
    struct diags *diags = &session->messages.diags;
    struct output file;
    struct interview interview;
    if (options->output != NULL && !output_open(&file, options->output, diags)) {
        return STATUS_IO;
    }
    int status = STATUS_IO;
    bool begun = interview_start(&interview, session->questionnaire, session->plan,
                                 (struct interview_options){.all = options->all}, diags);
    if (begun) {
        status = lead(&interview, options->output, ret_signal, diags);
    }
    if (status == STATUS_OK) {
        status = conclude(&interview, options->output, &file, diags);
    } else if (options->output != NULL) {
        output_discard(&file);
    }
    if (begun) {
        interview_end(&interview);
    }
    return status;
}

/* Whether [path] names a plain file that is there already. */
static bool is_kept_file(const char *path)
{
    struct stat status;
    return path != NULL && strcmp(path, "-") != 0 && stat(path, &status) == 0 &&
           S_ISREG(status.st_mode);
}

int command_ask(const struct options *options)
{
    struct session session;
    if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO)) {
        complain("`ask` needs a terminal; to score answers from a file, use `iopfit score FILE`");
        return STATUS_USAGE;
    }
    if (is_kept_file(options->output)) {
        options_wrong(stderr, options->command,
                      "the file `%s` exists already and may hold another person's answers; choose "
                      "another name",
                      options->output);
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
        (void)messages_print(&session.messages);
    }
    session_close(&session);
    if (signal != 0) {
        raise(signal); /* wiped and restored, it ends as whoever sent the signal expects */
    }
    return status;
}
