/* All that one conversation leaves behind: the answers that count, answers that are kept though they
 * do not apply at present, notes, the order of asking, the program's own result and what staff
 * decided instead. Written as a file of answers with the key `interview`, which every reader of
 * answers passes over, and read back to go on later, also under a questionnaire that has changed
 * meanwhile. The format is in iopfit-answers(5). Not for deciding anything. */
#ifndef IOPFIT_ANSWERS_VISIT_H
#define IOPFIT_ANSWERS_VISIT_H

#include "answers/answers.h"

/* Why staff decide otherwise. The codes are part of the file format. */
enum override_reason {
    OVERRIDE_NOT_AVAILABLE,
    OVERRIDE_DISTANCE,
    OVERRIDE_WAIT_LIST,
    OVERRIDE_COST,
    OVERRIDE_JOB,
    OVERRIDE_FAMILY,
    OVERRIDE_LANGUAGE,
    OVERRIDE_COURT,
    OVERRIDE_PREFERENCE,
    OVERRIDE_DECLINED_MEDICATION,
    OVERRIDE_JUDGEMENT,
    OVERRIDE_OTHER
};
enum { OVERRIDE_REASONS = OVERRIDE_OTHER + 1 };
/* "not_available", "distance" …: as in files. */
const char *override_reason_code(enum override_reason reason);

/* What staff decided instead of the program's result. Times are UTC, as 2026-11-25T02:00:00Z. */
struct override {
    bool made;
    enum recommendation recommendation;
    enum override_reason reason;
    struct text words;       /* the reason in words */
    struct text harm;        /* the harm that is expected, and what is done about it */
    struct text time;        /* empty where it is not known */
    struct text fingerprint; /* of the questionnaire */
};

/* The program's own result, which an override never changes. */
struct visit_result {
    bool made;
    struct text recommendation;
    struct text outcome; /* its id */
    bool certain;
    struct text time;
    struct text fingerprint;
};

/* Something in a file that the present questionnaire cannot use; it is kept as it was. */
struct visit_leftover {
    struct text key;
    bool note; /* a note on a question that is not there; else an answer */
    bool list; /* the answer is a list of [values]; else there is one */
    const struct text *values;
    uint32_t value_count;
    struct text why; /* it cannot be used, as a message says it; empty for a note */
};

struct visit {
    struct record record;       /* the answers that count */
    const struct answer *aside; /* by question: all that is kept, also what does not count now */
    const struct text *notes;   /* by question; empty where there is none */
    const uint32_t *path;       /* questions in the order in which they were asked */
    uint32_t path_count;
    struct visit_result result;
    struct override override;
    const struct visit_leftover *leftovers;
    uint32_t leftover_count;
    bool finished; /* the result was given, and nothing has changed since */
};

/* What staff wrote, as it stands in the file, for those who only show it. */
struct visit_note {
    struct text question; /* its id, under which the note stands */
    struct text text;
};
struct visit_words {
    const struct visit_note *notes;
    uint32_t note_count;
    bool overridden; /* by what follows; each is empty where it is not said */
    struct text recommendation, reason, words, harm, time, fingerprint;
};

/* Writes [visit] as a YAML file of answers, under `interview` all that are none. */
void visit_write(FILE *out, const struct questionnaire *questionnaire, const struct visit *visit);

/* The questionnaire that a file was written under. */
struct visit_origin {
    struct text version;
    struct text fingerprint;
};

/* Reads what visit_write() wrote from [source]. Where the questionnaire is the same one, by its
 * fingerprint, everything must fit. Where it has changed since, all that still fits is taken, and
 * the rest becomes a leftover. False, with messages, where the file is none of these, or belongs to
 * another questionnaire. All lives in [arena]. */
ATTR_MUST_USE bool visit_read(const struct source *source,
                              const struct questionnaire *questionnaire, struct arena *arena,
                              struct visit *ret, struct visit_origin *ret_origin,
                              struct diags *diags);

#endif
