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

/* What staff decided instead of the program's result. */
struct override {
    bool made;
    enum recommendation recommendation;
    enum override_reason reason;
    struct text words; /* the reason in words */
    struct text harm;  /* the harm that is expected, and what is done about it */
    struct text time;  /* when, in UTC: 2026-11-25T02:00:00Z; empty where it is not known */
};

/* The program's own result, which an override never changes. */
struct visit_result {
    bool made;
    uint32_t outcome;
    bool certain;
    struct text time; /* as above */
};

/* An entry of a file that the present questionnaire cannot use; it is kept as it was. */
struct visit_leftover {
    struct text key;
    const struct text *values; /* one; several of a list */
    uint32_t value_count;
    bool list;
};

struct visit {
    struct record record;       /* the answers that count */
    const struct answer *aside; /* by question: kept, and do not count at present */
    const struct text *notes;   /* by question; empty where there is none */
    const uint32_t *path;       /* questions in the order in which they were asked */
    uint32_t path_count;
    struct visit_result result;
    struct override override;
    const struct visit_leftover *leftovers;
    uint32_t leftover_count;
};

#endif
