/* A questionnaire in another language: its texts replaced, everything that decides the same. The
 * file format is in iopfit-questionnaire(5), under TRANSLATIONS. */
#ifndef IOPFIT_QUESTIONNAIRE_TRANSLATION_H
#define IOPFIT_QUESTIONNAIRE_TRANSLATION_H

#include "questionnaire/questionnaire.h"

/* Makes *ret a copy of [questionnaire] with the texts of the translation in [source], which is into
 * [language] by its file's name. False, and *ret untouched, with a message for each text that is
 * missing, was translated from another text than the present one, or translates nothing: there is
 * no half translation. The copy shares what is not text with the original; ids, conditions and the
 * fingerprint are the same. [language] and the text of [source] must live as long as [arena]. */
ATTR_MUST_USE bool questionnaire_translate(const struct questionnaire *questionnaire,
                                           struct text language, const struct source *source,
                                           struct arena *arena, const struct questionnaire **ret,
                                           struct diags *diags);

/* Whether [text] is like `en`, `es` or `pt-BR`: two or three small letters, then parts of two to
 * eight letters or digits. */
bool language_is_tag(struct text text);

#endif
