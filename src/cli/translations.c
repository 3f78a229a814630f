/* The translations of a questionnaire: which there are, where they are, and which one is wanted.
 * What is in them is questionnaire/translation.c. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/names.h"
#include "cli/cli.h"
#include "cli/embedded.h"
#include "questionnaire/translation.h"

#define QUESTIONNAIRE_FILE "questionnaire.yaml"
#define ENDING ".yaml"

/* ---- Which there are --------------------------------------------------------------------------- */

/* The language that the file [name] is a translation into; empty where it is none. */
static struct text language_of(const char *name)
{
    struct text text = text_of(name);
    size_t ending = strlen(ENDING);
    if (text.length <= ending || strcmp(name + text.length - ending, ENDING) != 0) {
        return TEXT("");
    }
    text.length -= ending;
    return language_is_tag(text) ? text : TEXT("");
}

static int is_translation(const struct dirent *entry)
{
    return language_of(entry->d_name).length > 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static bool find_built_in(struct arena *arena, struct translations *ret, struct diags *diags)
{
    uint32_t count = 0;
    while (embedded_translations[count].language != NULL) {
        count++;
    }
    ret->languages = arena_array(arena, count, sizeof *ret->languages);
    if (ret->languages == NULL) {
        return diag_out_of_memory(diags);
    }
    for (uint32_t i = 0; i < count; i++) {
        ret->languages[i] = text_of(embedded_translations[i].language);
    }
    ret->count = count;
    return true;
}

/* Whether translations may stand beside the questionnaire: it has a folder of its own. */
static bool has_folder(const struct questionnaire *questionnaire)
{
    const char *slash = strrchr(questionnaire->path, '/');
    return strcmp(slash == NULL ? questionnaire->path : slash + 1, QUESTIONNAIRE_FILE) == 0;
}

bool translations_find(const struct questionnaire *questionnaire, struct arena *arena,
                       struct translations *ret, struct diags *diags)
{
    *ret = (struct translations){0};
    if (questionnaire->folder == NULL) {
        return find_built_in(arena, ret, diags);
    }
    struct dirent **entries = NULL;
    int found = has_folder(questionnaire)
                    ? scandir(questionnaire->folder, &entries, is_translation, by_name)
                    : 0;
    uint32_t count = found < 0 ? 0 : (uint32_t)found; /* the folder was read from a moment ago */
    ret->languages = arena_array(arena, count, sizeof *ret->languages);
    bool ok = ret->languages != NULL;
    for (uint32_t i = 0; i < count; i++) {
        if (ok) {
            ret->languages[i] = text_copy(arena, language_of(entries[i]->d_name));
            ok = ret->languages[i].start != NULL;
        }
        free(entries[i]);
    }
    free(entries);
    ret->count = count;
    return ok || diag_out_of_memory(diags);
}

/* ---- Reading one -------------------------------------------------------------------------------- */

static bool read_built_in(struct text language, struct source *ret)
{
    for (size_t i = 0; embedded_translations[i].language != NULL; i++) {
        const struct embedded_translation *translation = &embedded_translations[i];
        if (text_is(language, translation->language)) {
            ret->text = (struct text){(const char *)translation->bytes, translation->length};
            ret->first_line = 1;
            return true;
        }
    }
    return false;
}

bool translations_apply(const struct questionnaire *questionnaire, struct text language,
                        struct arena *arena, const struct questionnaire **ret, int *ret_status,
                        struct diags *diags)
{
    const char *folder = questionnaire->folder;
    struct source source = {0};
    size_t room = (folder == NULL ? strlen(questionnaire->path) : strlen(folder)) +
                  language.length + sizeof "/" ENDING;
    char *path = arena_alloc(arena, room);
    *ret_status = STATUS_IO;
    if (path == NULL) {
        return diag_out_of_memory(diags);
    }
    snprintf(path, room, "%s/" TEXT_FORMAT ENDING, folder == NULL ? questionnaire->path : folder,
             TEXT_ARGS(language));
    if (folder == NULL) {
        source.name = path;
        if (!read_built_in(language, &source)) {
            return false; /* it is one of those that were found */
        }
    } else if (!source_read(path, LIMIT_QUESTIONNAIRE_BYTES, arena, &source, NULL, diags)) {
        return false;
    }
    *ret_status = STATUS_BROKEN;
    return questionnaire_translate(questionnaire, language, &source, arena, ret, diags);
}

/* ---- Which is wanted ----------------------------------------------------------------------------- */

/* `es` for `es_US.UTF-8`, `es-US` and `es`: the part of [wanted] before `_`, `.`, `@` or `-`. */
static struct text first_part(struct text wanted)
{
    size_t length = 0;
    while (length < wanted.length && strchr("_.@-", wanted.start[length]) == NULL) {
        length++;
    }
    return (struct text){wanted.start, length};
}

/* The one of [translations], or the questionnaire's own language, that [wanted] means: the same, or
 * the same up to the country. Empty where there is none. */
static struct text match(const struct questionnaire *questionnaire,
                         const struct translations *translations, struct text wanted)
{
    for (int exact = 1; exact >= 0; exact--) {
        struct text sought = exact ? wanted : first_part(wanted);
        for (uint32_t i = 0; i <= translations->count; i++) {
            struct text language =
                i == 0 ? questionnaire->language : translations->languages[i - 1];
            if (sought.length > 0 && text_equal(exact ? language : first_part(language), sought)) {
                return language;
            }
        }
    }
    return TEXT("");
}

/* The first language in LANGUAGE, a list separated by colons, that there is; else the
 * questionnaire's own. */
static struct text from_environment(const struct questionnaire *questionnaire,
                                    const struct translations *translations)
{
    struct text left = text_of(getenv("LANGUAGE"));
    while (left.length > 0) {
        const char *colon = memchr(left.start, ':', left.length);
        size_t length = colon == NULL ? left.length : (size_t)(colon - left.start);
        struct text found = match(questionnaire, translations, (struct text){left.start, length});
        if (found.length > 0) {
            return found;
        }
        size_t skip = colon == NULL ? length : length + 1;
        left = (struct text){left.start + skip, left.length - skip};
    }
    return questionnaire->language;
}

/* Says which languages there are. */
static int refuse(const struct questionnaire *questionnaire,
                  const struct translations *translations, const char *wanted)
{
    char *list = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&list, &length);
    if (out == NULL) {
        return STATUS_IO;
    }
    fprintf(out, TEXT_FORMAT, TEXT_ARGS(questionnaire->language));
    for (uint32_t i = 0; i < translations->count; i++) {
        fprintf(out, "%s" TEXT_FORMAT, i + 1 == translations->count ? " and " : ", ",
                TEXT_ARGS(translations->languages[i]));
    }
    int status = fclose(out) == 0 ? STATUS_USAGE : STATUS_IO;
    if (status == STATUS_USAGE) {
        complain("the questionnaire does not speak `%s`; its language%s: %s", wanted,
                 translations->count > 0 ? "s are" : " is", list);
    }
    free(list);
    return status;
}

static int translate(struct session *session, const char *wanted)
{
    struct diags *diags = &session->messages.diags;
    const struct questionnaire *questionnaire = session->questionnaire;
    struct translations translations;
    if (!translations_find(questionnaire, &session->arena, &translations, diags)) {
        return STATUS_IO;
    }
    struct text language = wanted == NULL ? from_environment(questionnaire, &translations)
                                          : match(questionnaire, &translations, text_of(wanted));
    if (language.length == 0) {
        return refuse(questionnaire, &translations, wanted);
    }
    if (text_equal(language, questionnaire->language)) {
        return STATUS_OK;
    }
    int status = STATUS_OK;
    if (!translations_apply(questionnaire, language, &session->arena, &session->questionnaire,
                            &status, diags)) {
        return status;
    }
    session->plan = plan_make(session->questionnaire, &session->arena, diags);
    return session->plan == NULL ? STATUS_BROKEN : STATUS_OK;
}

int session_translate(struct session *session, const char *language)
{
    return session_settle(session, translate(session, language));
}
