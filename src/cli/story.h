/* What a set of answers shows, told so that somebody who does not read conditions can follow it: the
 * answers in the words of the questions, the rules that hold, what the person would be told; and the
 * same as a file that `iopfit score` reads. Not for finding the answers (prove/). */
#ifndef IOPFIT_CLI_STORY_H
#define IOPFIT_CLI_STORY_H

#include "answers/answers.h"
#include "cli/cli.h"

/* Questions and titles are sentences; longer ones are cut. */
enum { STORY_SENTENCE = 160 };

/* [value] as an answer to [question], in words. */
const char *story_words(struct diags *diags, const struct question *question,
                        const struct value *value);

/* Adds notes to [diag]: each answer that is not the mildest one, but for that to question [but]
 * (NAME_NONE: none); then how many others there are, as the beginning of a sentence in [ret_with]. */
enum { STORY_WITH = 160 };
void story_answers(struct session *session, struct diag *diag, const struct answer *answers,
                   uint32_t but, char ret_with[STORY_WITH]);
/* A note that says where they lead: [with] begins the sentence; up to three rules that the result
 * names, each a note. */
void story_outcome(struct session *session, struct diag *diag, const struct answer *answers,
                   uint32_t outcome, const char *with);
/* Up to three of the rules that the result names, as notes. */
void story_rules(struct session *session, struct diag *diag, const struct assessment *assessment);

/* Makes [folder] where it is not there; false, with a message, where that fails. */
ATTR_MUST_USE bool story_folder(struct session *session, const char *folder);
/* FOLDER/NAMEENDING, in the session's arena; NULL, with a message, when memory is used up. */
const char *story_path(struct session *session, const char *folder, struct text name,
                       const char *ending);
/* Writes [answers], and that they lead to [outcome], to FOLDER/NAME.yaml; the folder is made where it
 * has to be. Returns the path, in the session's arena; NULL, with a message, where that fails. */
const char *story_write_file(struct session *session, const char *folder, const char *name,
                             const struct answer *answers, uint32_t outcome);
/* The same; a note on [diag] says so. */
void story_write(struct session *session, struct diag *diag, const char *folder, const char *name,
                 const struct answer *answers, uint32_t outcome);

#endif
