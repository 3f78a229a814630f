/* See manifest.h. A manifest is compared as text, not read as JSON: it is only ever ours, and what is
 * not exactly as we write it is of another run. */
#include "batch/manifest.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "view/view.h"

/* What a manifest is searched for. */
#define STATE_STARTED "  \"state\": \"started\",\n"
#define STATE_COMPLETE "  \"state\": \"complete\",\n"
#define PROGRESS_INPUT "  \"progress\": {\"input\": "
#define PROGRESS_READ ", \"read\": "
#define PROGRESS_WRITTEN "\", \"written\": "
#define PROGRESS_SAID ", \"said\": "
#define PROGRESS_END "}\n}\n"
#define ERRORS "  \"errors\": "
#define OUTPUT "  \"output\": {\"bytes\": "
#define SHA256 ", \"sha256\": \""

/* ---- Writing ------------------------------------------------------------------------------------ */

static void write_head(FILE *out, const struct manifest *manifest)
{
    const struct questionnaire *questionnaire = manifest->questionnaire;
    fputs("{\n  \"format\": 1,\n  \"program\": \"iopfit " IOPFIT_VERSION "\",\n"
          "  \"questionnaire\": \"",
          out);
    fprintf(out, TEXT_FORMAT "@" TEXT_FORMAT "#%s\",\n", TEXT_ARGS(questionnaire->id),
            TEXT_ARGS(questionnaire->version), questionnaire->fingerprint);
    fprintf(out, "  \"rows\": \"%s\",\n", row_kind_name(manifest->rows));
    if (manifest->shard.of > 0) {
        fprintf(out, "  \"shard\": \"%" PRIu32 "/%" PRIu32 "\",\n", manifest->shard.part,
                manifest->shard.of);
    } else {
        fputs("  \"shard\": null,\n", out);
    }
    fputs("  \"inputs\": [", out);
    for (uint32_t i = 0; i < manifest->input_count; i++) {
        fputs(i == 0 ? "" : ", ", out);
        view_json_string(out, text_of(manifest->inputs[i]));
    }
    fputs("],\n", out);
}

size_t manifest_progress_text(const struct manifest_progress *progress,
                              char ret[MANIFEST_PROGRESS_ROOM])
{
    /* Blanks, since a number of JSON does not begin with zeros. */
    return (size_t)snprintf(
        ret, MANIFEST_PROGRESS_ROOM,
        PROGRESS_INPUT "%10" PRIu32 PROGRESS_READ "%20" PRIu64 SHA256 "%64s" PROGRESS_WRITTEN
                       "%20" PRIu64 PROGRESS_SAID "%20" PRIu64 PROGRESS_END,
        progress->input, progress->read, progress->sha256, progress->written, progress->said);
}

void manifest_write_started(FILE *out, const struct manifest *manifest,
                            const struct manifest_progress *progress, uint64_t *ret_at)
{
    write_head(out, manifest);
    fputs(STATE_STARTED, out);
    off_t at = ftello(out);
    char lines[MANIFEST_PROGRESS_ROOM];
    size_t length = manifest_progress_text(progress, lines);
    fwrite(lines, 1, length, out);
    if (ret_at != NULL) {
        *ret_at = at < 0 ? 0 : (uint64_t)at;
    }
}

/* How many records have [recommendation]. */
static uint64_t recommended(const struct manifest *manifest, enum recommendation recommendation)
{
    uint64_t count = 0;
    for (uint32_t i = 0; i < manifest->questionnaire->outcome_count; i++) {
        if (manifest->questionnaire->outcomes[i].recommendation == recommendation) {
            count += manifest->tally.outcomes[i];
        }
    }
    return count;
}

static void write_counts(FILE *out, const struct manifest *manifest)
{
    static const enum recommendation recommendations[] = {RECOMMEND_INTAKE, RECOMMEND_IOP,
                                                          RECOMMEND_INPATIENT};
    const struct tally *tally = &manifest->tally;
    fprintf(out,
            "  \"records\": %" PRIu64 ",\n" ERRORS "%" PRIu64 ",\n  \"certain\": %" PRIu64
            ",\n  \"recommendations\": {",
            tally->records, tally->errors, tally->certain);
    for (size_t i = 0; i < sizeof recommendations / sizeof *recommendations; i++) {
        fprintf(out, "%s\"%s\": %" PRIu64, i == 0 ? "" : ", ",
                recommendation_name(recommendations[i]), recommended(manifest, recommendations[i]));
    }
    fputs("},\n  \"outcomes\": {", out);
    for (uint32_t i = 0; i < manifest->questionnaire->outcome_count; i++) {
        fprintf(out, "%s\"" TEXT_FORMAT "\": %" PRIu64, i == 0 ? "" : ", ",
                TEXT_ARGS(manifest->questionnaire->outcomes[i].id), tally->outcomes[i]);
    }
    fputs("},\n", out);
}

void manifest_write_complete(FILE *out, const struct manifest *manifest)
{
    write_head(out, manifest);
    fputs(STATE_COMPLETE, out);
    write_counts(out, manifest);
    fputs("  \"read\": [", out);
    for (uint32_t i = 0; i < manifest->input_count; i++) {
        fprintf(out, "%s{\"bytes\": %" PRIu64 SHA256 "%s\"}", i == 0 ? "" : ", ",
                manifest->read[i].bytes, manifest->read[i].sha256);
    }
    fprintf(out, "],\n" OUTPUT "%" PRIu64 SHA256 "%s\"}\n}\n", manifest->written.bytes,
            manifest->written.sha256);
}

/* ---- Comparing ---------------------------------------------------------------------------------- */

/* What the head of [manifest] is; NULL when memory is used up. The caller frees it. */
static char *written_head(const struct manifest *manifest, size_t *ret_length)
{
    char *bytes = NULL;
    FILE *out = open_memstream(&bytes, ret_length);
    if (out == NULL) {
        return NULL;
    }
    write_head(out, manifest);
    if (fclose(out) != 0) {
        free(bytes);
        return NULL;
    }
    return bytes;
}

/* Takes [expected] off the start of [rest]. */
static bool take(struct text *rest, struct text expected)
{
    if (!text_starts(*rest, expected)) {
        return false;
    }
    *rest = (struct text){rest->start + expected.length, rest->length - expected.length};
    return true;
}

/* Takes off everything up to [expected], and that. */
static bool take_until(struct text *rest, struct text expected)
{
    const char *found = memmem(rest->start, rest->length, expected.start, expected.length);
    if (found == NULL) {
        return false;
    }
    size_t length = (size_t)(found - rest->start) + expected.length;
    *rest = (struct text){rest->start + length, rest->length - length};
    return true;
}

/* Blanks, and a number. */
static bool take_number(struct text *rest, uint64_t *ret)
{
    size_t at = 0;
    while (at < rest->length && rest->start[at] == ' ') {
        at++;
    }
    size_t first = at;
    uint64_t number = 0;
    for (; at < rest->length && rest->start[at] >= '0' && rest->start[at] <= '9'; at++) {
        uint64_t digit = (uint64_t)(rest->start[at] - '0');
        if (number > (UINT64_MAX - digit) / 10) {
            return false;
        }
        number = 10 * number + digit;
    }
    *ret = number;
    *rest = (struct text){rest->start + at, rest->length - at};
    return at > first;
}

static bool take_digest(struct text *rest, char ret[DIGEST_TEXT_ROOM])
{
    size_t length = DIGEST_TEXT_ROOM - 1;
    if (rest->length < length) {
        return false;
    }
    memcpy(ret, rest->start, length);
    ret[length] = '\0';
    *rest = (struct text){rest->start + length, rest->length - length};
    return true;
}

static bool read_progress(struct text rest, struct manifest_progress *ret)
{
    uint64_t input = 0;
    bool good = take(&rest, TEXT(PROGRESS_INPUT)) && take_number(&rest, &input) &&
                take(&rest, TEXT(PROGRESS_READ)) && take_number(&rest, &ret->read) &&
                take(&rest, TEXT(SHA256)) && take_digest(&rest, ret->sha256) &&
                take(&rest, TEXT(PROGRESS_WRITTEN)) && take_number(&rest, &ret->written) &&
                take(&rest, TEXT(PROGRESS_SAID)) && take_number(&rest, &ret->said) &&
                text_equal(rest, TEXT(PROGRESS_END)) && input <= UINT32_MAX;
    ret->input = (uint32_t)input;
    return good;
}

static bool read_results(struct text rest, struct manifest_found *ret)
{
    return take_until(&rest, TEXT(ERRORS)) && take_number(&rest, &ret->errors) &&
           take_until(&rest, TEXT(OUTPUT)) && take_number(&rest, &ret->written.bytes) &&
           take(&rest, TEXT(SHA256)) && take_digest(&rest, ret->written.sha256);
}

struct manifest_found manifest_compare(struct text text, const struct manifest *manifest)
{
    struct manifest_found found = {.state = MANIFEST_FOREIGN};
    size_t length = 0;
    char *head = written_head(manifest, &length);
    if (head != NULL && take(&text, (struct text){head, length})) {
        if (take(&text, TEXT(STATE_STARTED)) && read_progress(text, &found.progress)) {
            found.state = MANIFEST_STARTED;
        } else if (take(&text, TEXT(STATE_COMPLETE)) && read_results(text, &found)) {
            found.state = MANIFEST_COMPLETE;
        }
    }
    free(head);
    return found;
}
