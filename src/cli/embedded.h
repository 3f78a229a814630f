/* The shipped questionnaire as part of the program, so that it runs from anywhere. The bytes are
 * made from questionnaires/glendora-iop/ when the program is built
 * (scripts/embed.py). */
#ifndef IOPFIT_CLI_EMBEDDED_H
#define IOPFIT_CLI_EMBEDDED_H

#include <stddef.h>

extern const unsigned char embedded_questionnaire[];
extern const size_t embedded_questionnaire_length;

/* Its translations, ended by one without a language. */
struct embedded_translation {
    const char *language;
    const unsigned char *bytes;
    size_t length;
};
extern const struct embedded_translation embedded_translations[];

#endif
