/* See targets.h. */
#include "cli/targets.h"

#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/output.h"

enum { TARGETS_MOST = 6 };

/* One file that is written. */
struct target {
    const char *suffix; /* of what the option names */
    char *path;         /* NULL: standard output */
    char *place; /* the same with the true name of its folder; NULL where that is not there */
};

struct targets {
    struct target items[TARGETS_MOST];
    size_t count;
    bool complete; /* memory was not used up */
};

/* [path] with its folder as it is really called; NULL where there is no such folder. */
static char *true_place(const char *path)
{
    char *for_folder = strdup(path);
    char *for_name = strdup(path);
    char *folder = for_folder == NULL ? NULL : realpath(dirname(for_folder), NULL);
    char *place = NULL;
    if (folder != NULL && for_name != NULL &&
        asprintf(&place, "%s/%s", folder, basename(for_name)) < 0) {
        place = NULL;
    }
    free(folder);
    free(for_folder);
    free(for_name);
    return place;
}

static void add(struct targets *targets, const char *path, const char *suffix)
{
    struct target *target = &targets->items[targets->count];
    if (path == NULL || strcmp(path, "-") == 0) {
        return;
    }
    *target = (struct target){.suffix = suffix};
    if (asprintf(&target->path, "%s%s", path, suffix) < 0) {
        target->path = NULL;
        targets->complete = false;
        return;
    }
    target->place = true_place(target->path);
    targets->count++;
}

static bool is_same_file(const char *a, const char *b)
{
    struct stat first;
    struct stat second;
    return stat(a, &first) == 0 && stat(b, &second) == 0 && S_ISREG(first.st_mode) &&
           first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

static bool is_same(const struct target *a, const struct target *b)
{
    return strcmp(a->path, b->path) == 0 ||
           (a->place != NULL && b->place != NULL && strcmp(a->place, b->place) == 0) ||
           is_same_file(a->path, b->path);
}

/* A result in place of the answers that it was made from would be a loss, and rows that are appended
 * to what is being read would never end. */
static bool spares(const struct options *options, const char *path, const char *questionnaire)
{
    const char *lost = NULL;
    for (int i = 0; i < options->operand_count && lost == NULL; i++) {
        lost = output_is_input(path, options->operands[i]) ? options->operands[i] : NULL;
    }
    if (lost == NULL && output_is_input(path, questionnaire)) {
        lost = questionnaire;
    }
    if (lost != NULL) {
        options_wrong(stderr, options->command,
                      "the result would be written over `%s`, which is read for it",
                      input_name(lost));
    }
    return lost == NULL;
}

static bool are_apart(const struct targets *targets, const struct options *options)
{
    for (size_t i = 0; i < targets->count; i++) {
        for (size_t j = i + 1; j < targets->count; j++) {
            const struct target *a = &targets->items[i];
            const struct target *b = &targets->items[j];
            if (is_same(a, b)) {
                options_wrong(stderr, options->command,
                              "--output, --errors, --manifest and --summary are to be different "
                              "files%s",
                              a->suffix[0] == '\0' && b->suffix[0] == '\0'
                                  ? ""
                                  : ", also from FILE.part, in which rows and errors grow");
                return false;
            }
        }
    }
    return true;
}

bool targets_are_apart(const struct options *options, const char *questionnaire)
{
    struct targets targets = {.complete = true};
    add(&targets, options->output, "");
    add(&targets, options->errors, "");
    add(&targets, options->manifest, "");
    add(&targets, options->summary, "");
    if (options->manifest != NULL) {
        add(&targets, options->output, ".part");
        add(&targets, options->errors, ".part");
    }
    bool good = targets.complete && are_apart(&targets, options) &&
                spares(options, options->output, questionnaire);
    for (size_t i = 0; i < targets.count; i++) {
        good = good && spares(options, targets.items[i].path, questionnaire);
        free(targets.items[i].place);
        free(targets.items[i].path);
    }
    return good;
}
