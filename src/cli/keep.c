/* Saving a conversation after every answer, and reading it back. */
#include "cli/keep.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/limits.h"
#include "base/message.h"
#include "base/wrap.h"
#include "cli/cli.h"

void keep_init(struct keep *keep, const char *path)
{
    *keep = (struct keep){.path = path};
    arena_init(&keep->arena, LIMIT_RECORD_MEMORY);
}

void keep_free(struct keep *keep)
{
    arena_free(&keep->arena);
    explicit_bzero(keep, sizeof *keep);
}

/* ---- Reading --------------------------------------------------------------------------------- */

static void say_leftover(const struct visit_leftover *leftover, struct text language)
{
    char *line = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&line, &length);
    if (out == NULL) {
        return;
    }
    if (leftover->note) {
        fprintf(out, message(language, "a note on %.*s"), TEXT_ARGS(leftover->key));
    } else {
        fprintf(out, TEXT_FORMAT, TEXT_ARGS(leftover->key));
    }
    for (uint32_t i = 0; i < leftover->value_count; i++) {
        fprintf(out, "%s" TEXT_FORMAT, i == 0 ? ": " : ", ", TEXT_ARGS(leftover->values[i]));
    }
    if (leftover->why.length > 0) {
        fprintf(out, " (" TEXT_FORMAT ")", TEXT_ARGS(leftover->why));
    }
    if (fclose(out) == 0) {
        wrap_text(stderr, (struct text){line, length}, output_width(stderr), "  - ");
    }
    if (line != NULL) {
        explicit_bzero(line, length);
        free(line);
    }
}

/* What a person should know before going on under a questionnaire that has changed. */
static void say_changed(const struct questionnaire *questionnaire,
                        const struct visit_origin *origin)
{
    struct text language = questionnaire->language;
    unsigned width = output_width(stderr);
    char *line = NULL;
    if (asprintf(&line,
                 message(language,
                         "The questionnaire has changed since this interview was begun: it was "
                         "%.*s#%.*s, and is %.*s#%s. The answers that fit are kept."),
                 TEXT_ARGS(origin->version), TEXT_ARGS(origin->fingerprint),
                 TEXT_ARGS(questionnaire->version), questionnaire->fingerprint) >= 0) {
        wrap_text(stderr, text_of(line), width, "");
        free(line);
    }
}

static void say_leftovers(const struct keep *keep, const struct questionnaire *questionnaire)
{
    struct text language = questionnaire->language;
    if (keep->earlier.leftover_count > 0) {
        wrap_text(stderr,
                  text_of(message(language, "These do not fit. They stay in the file, and do not "
                                            "count:")),
                  output_width(stderr), "");
    }
    for (uint32_t i = 0; i < keep->earlier.leftover_count; i++) {
        say_leftover(&keep->earlier.leftovers[i], language);
    }
}

int keep_read(struct keep *keep, const char *path, const struct questionnaire *questionnaire,
              struct diags *diags)
{
    struct source *source = arena_alloc(&keep->arena, sizeof *source);
    struct visit_origin origin = {TEXT(""), TEXT("")};
    bool missing = false;
    if (source == NULL) {
        (void)diag_out_of_memory(diags);
        return STATUS_IO;
    }
    if (!source_read(path, LIMIT_RECORD_BYTES, &keep->arena, source, &missing, diags)) {
        return missing ? STATUS_NO_INPUT : STATUS_IO;
    }
    if (!visit_read(source, questionnaire, &keep->arena, &keep->earlier, &origin, diags)) {
        return STATUS_NEGATIVE;
    }
    if (!text_is(origin.fingerprint, questionnaire->fingerprint)) {
        say_changed(questionnaire, &origin);
    }
    say_leftovers(keep, questionnaire);
    return STATUS_OK;
}

/* ---- Writing --------------------------------------------------------------------------------- */

/* Now, in UTC, where [buffer] is still empty. */
static struct text time_of(char buffer[KEEP_TIME_BYTES])
{
    struct tm parts;
    time_t now = time(NULL);
    if (buffer[0] == '\0' && gmtime_r(&now, &parts) != NULL) {
        (void)strftime(buffer, KEEP_TIME_BYTES, "%Y-%m-%dT%H:%M:%SZ", &parts);
    }
    return text_of(buffer);
}

struct visit keep_visit(struct keep *keep, const struct interview *interview)
{
    struct visit visit = interview_visit(interview);
    visit.leftovers = keep->earlier.leftovers;
    visit.leftover_count = keep->earlier.leftover_count;
    visit.finished = visit.result.made;
    if (visit.result.made) {
        visit.result.time = time_of(keep->result_time);
    } else {
        visit.result = keep->earlier.result; /* the last one that was given */
    }
    if (visit.override.made && visit.override.time.length == 0) {
        if (keep->override_words != visit.override.words.start) { /* it is a new one */
            keep->override_words = visit.override.words.start;
            keep->override_time[0] = '\0';
        }
        visit.override.time = time_of(keep->override_time);
    }
    return visit;
}

bool keep_write(struct keep *keep, const struct interview *interview, struct diags *diags)
{
    struct output output;
    struct visit visit = keep_visit(keep, interview);
    if (!output_open(&output, keep->path, diags)) {
        return false;
    }
    visit_write(output.file, interview->questionnaire, &visit);
    return output_commit(&output, diags);
}

struct text keep_save(void *context, const struct interview *interview)
{
    struct keep *keep = context;
    struct arena messages;
    struct diags diags;
    arena_init(&messages, LIMIT_DIAG_MEMORY);
    diags_init(&diags, &messages);
    bool written = keep_write(keep, interview, &diags);
    if (!written) {
        snprintf(keep->says, sizeof keep->says,
                 message(interview->questionnaire->language,
                         "Your answers could NOT be saved: %s %.*s."),
                 keep->path, diags.count > 0 ? (int)diags.items[0].message.length : 0,
                 diags.count > 0 ? diags.items[0].message.start : "");
    }
    arena_free(&messages);
    return text_of(written ? "" : keep->says);
}
