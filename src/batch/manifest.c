/* See manifest.h. A manifest is compared as text, not read as JSON: it is only ever ours, and what is
 * not exactly as we write it is of another run. */
#include "batch/manifest.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "view/view.h"

/* Counts have this name; a manifest is searched for it. */
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

void manifest_write_started(FILE *out, const struct manifest *manifest)
{
    write_head(out, manifest);
    fputs("  \"state\": \"started\"\n}\n", out);
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
    fputs("  \"state\": \"complete\",\n", out);
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

/* What [write] writes of [manifest]; NULL when memory is used up. The caller frees it. */
static char *written(void (*write)(FILE *, const struct manifest *),
                     const struct manifest *manifest, size_t *ret_length)
{
    char *bytes = NULL;
    FILE *out = open_memstream(&bytes, ret_length);
    if (out == NULL) {
        return NULL;
    }
    write(out, manifest);
    if (fclose(out) != 0) {
        free(bytes);
        return NULL;
    }
    return bytes;
}

/* The number behind [name], which stands in [text] once; false where it does not. */
static bool find_number(struct text text, const char *name, uint64_t *ret, struct text *ret_rest)
{
    const char *found = memmem(text.start, text.length, name, strlen(name));
    if (found == NULL) {
        return false;
    }
    const char *end = text.start + text.length;
    const char *at = found + strlen(name);
    uint64_t number = 0;
    for (; at < end && *at >= '0' && *at <= '9' && number < UINT64_MAX / 100; at++) {
        number = 10 * number + (uint64_t)(*at - '0');
    }
    *ret = number;
    *ret_rest = (struct text){at, (size_t)(end - at)};
    return true;
}

static bool read_results(struct text rest, uint64_t *ret_errors, struct manifest_file *ret_written)
{
    struct text sha256;
    if (!find_number(rest, ERRORS, ret_errors, &rest) ||
        !find_number(rest, OUTPUT, &ret_written->bytes, &sha256)) {
        return false;
    }
    size_t lead = strlen(SHA256);
    if (!text_starts(sha256, TEXT(SHA256)) || sha256.length < lead + DIGEST_TEXT_ROOM - 1) {
        return false;
    }
    memcpy(ret_written->sha256, sha256.start + lead, DIGEST_TEXT_ROOM - 1);
    ret_written->sha256[DIGEST_TEXT_ROOM - 1] = '\0';
    return true;
}

enum manifest_state manifest_compare(struct text text, const struct manifest *manifest,
                                     uint64_t *ret_errors, struct manifest_file *ret_written)
{
    size_t length = 0;
    char *head = written(write_head, manifest, &length);
    struct text expected = {head, length};
    enum manifest_state state = MANIFEST_FOREIGN;
    if (head != NULL && text_starts(text, expected)) {
        struct text rest = {text.start + length, text.length - length};
        if (text_equal(rest, TEXT("  \"state\": \"started\"\n}\n"))) {
            state = MANIFEST_STARTED;
        } else if (text_starts(rest, TEXT("  \"state\": \"complete\",\n")) &&
                   read_results(rest, ret_errors, ret_written)) {
            state = MANIFEST_COMPLETE;
        }
    }
    free(head);
    return state;
}
