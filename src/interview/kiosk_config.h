/* The file that a clinic sets a kiosk up with, kiosk.yaml; iopfit-kiosk(8) describes it. Read and
 * checked whole, with places and nearest names, before anybody sits down. Not for whether the
 * questionnaire has the languages, nor whether the folder is there: the caller knows both. */
#ifndef IOPFIT_INTERVIEW_KIOSK_CONFIG_H
#define IOPFIT_INTERVIEW_KIOSK_CONFIG_H

#include "diag/diag.h"
#include "interview/kiosk.h"

/* Seconds without a key: what is set where the file says nothing, and what it may say. */
enum {
    KIOSK_IDLE_WARNING = 60,
    KIOSK_IDLE_END = 30,
    KIOSK_IDLE_FEWEST = 5,
    KIOSK_IDLE_MOST = 3600
};

/* A text of the file, and where it stands. */
struct kiosk_word {
    struct text text; /* empty: the file does not say it */
    struct span span;
};

struct kiosk_config {
    unsigned idle_warning; /* seconds */
    unsigned idle_end;
    enum kiosk_result result;
    struct kiosk_word answers;          /* the folder that files for staff are left in */
    struct kiosk_word staff_pin;        /* its hash */
    const struct kiosk_word *languages; /* in the order in which they are offered */
    uint32_t language_count;            /* 0: all that the questionnaire has */
};

/* Reads [source], which must live as long as *ret. All that is wrong is said. False leaves *ret
 * alone. */
ATTR_MUST_USE bool kiosk_config_read(const struct source *source, struct arena *arena,
                                     struct kiosk_config *ret, struct diags *diags);

#endif
