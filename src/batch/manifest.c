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
#define BYTES "{\"bytes\": "
#define SHA256 ", \"sha256\": \""
#define FILE_END "\"}"
#define PROGRESS_INPUT "  \"progress\": {\"input\": "
#define PROGRESS_BEFORE ", \"before\": \""
#define PROGRESS_READ "\", \"read\": "
#define PROGRESS_WRITTEN ", \"written\": "
#define PROGRESS_SAID ", \"said\": "
#define PROGRESS_UNUSABLE ", \"unusable\": "
#define PROGRESS_USED ", \"used\": "
#define PROGRESS_END "}\n}\n"
#define ERRORS "  \"errors\": "
#define UNUSABLE "  \"unusable\": "
#define READ "  \"read\": ["
#define OUTPUT "],\n  \"output\": "
#define SAID ",\n  \"errors_output\": "
#define SUMMARY ",\n  \"summary_output\": "
#define NONE "null"
#define END "\n}\n"

/* ---- Files -------------------------------------------------------------------------------------- */

struct manifest_file manifest_file_of(const struct digest *digest)
{
    struct digest copy = *digest;
    struct manifest_file file = {.bytes = digest->bytes};
    digest_end(&copy, file.sha256);
    return file;
}

bool manifest_file_equal(const struct manifest_file *a, const struct manifest_file *b)
{
    return a->bytes == b->bytes && strcmp(a->sha256, b->sha256) == 0;
}

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
    fprintf(out, "  \"input_format\": %s%s%s,\n", manifest->input_format == NULL ? "" : "\"",
            manifest->input_format == NULL ? NONE : manifest->input_format,
            manifest->input_format == NULL ? "" : "\"");
}

size_t manifest_progress_text(const struct manifest_progress *progress,
                              char ret[MANIFEST_PROGRESS_ROOM])
{
    /* Blanks, since a number of JSON does not begin with zeros. */
#define PADDED BYTES "%20" PRIu64 SHA256 "%64s" FILE_END
    return (size_t)snprintf(
        ret, MANIFEST_PROGRESS_ROOM,
        PROGRESS_INPUT
        "%10" PRIu32 PROGRESS_BEFORE
        "%64s" PROGRESS_READ PADDED PROGRESS_WRITTEN PADDED PROGRESS_SAID PADDED PROGRESS_UNUSABLE
        "%10" PRIu32 PROGRESS_USED "%d" PROGRESS_END,
        progress->input, progress->before, progress->read.bytes, progress->read.sha256,
        progress->written.bytes, progress->written.sha256, progress->said.bytes,
        progress->said.sha256, progress->unusable, progress->used ? 1 : 0);
#undef PADDED
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
            "  \"records\": %" PRIu64 ",\n" ERRORS "%" PRIu64 ",\n" UNUSABLE "%" PRIu32
            ",\n  \"certain\": %" PRIu64 ",\n  \"recommendations\": {",
            tally->records, tally->errors, manifest->unusable, tally->certain);
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

static void write_file(FILE *out, const struct manifest_file *file)
{
    if (file == NULL) {
        fputs(NONE, out);
    } else {
        fprintf(out, BYTES "%" PRIu64 SHA256 "%s" FILE_END, file->bytes, file->sha256);
    }
}

void manifest_write_complete(FILE *out, const struct manifest *manifest)
{
    write_head(out, manifest);
    fputs(STATE_COMPLETE, out);
    write_counts(out, manifest);
    fputs(READ, out);
    for (uint32_t i = 0; i < manifest->input_count; i++) {
        fputs(i == 0 ? "" : ", ", out);
        write_file(out, &manifest->read[i]);
    }
    fputs(OUTPUT, out);
    write_file(out, &manifest->written);
    fputs(SAID, out);
    write_file(out, manifest->has_said ? &manifest->said : NULL);
    fputs(SUMMARY, out);
    write_file(out, manifest->has_summary ? &manifest->summary : NULL);
    fputs(END, out);
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

static bool take_file(struct text *rest, struct manifest_file *ret)
{
    return take(rest, TEXT(BYTES)) && take_number(rest, &ret->bytes) && take(rest, TEXT(SHA256)) &&
           take_digest(rest, ret->sha256) && take(rest, TEXT(FILE_END));
}

/* A file that there may be none of. */
static bool take_optional(struct text *rest, bool *ret_has, struct manifest_file *ret)
{
    *ret_has = !take(rest, TEXT(NONE));
    return !*ret_has || take_file(rest, ret);
}

static bool read_progress(struct text rest, struct manifest_progress *ret)
{
    uint64_t input = 0;
    uint64_t unusable = 0;
    uint64_t used = 0;
    bool good = take(&rest, TEXT(PROGRESS_INPUT)) && take_number(&rest, &input) &&
                take(&rest, TEXT(PROGRESS_BEFORE)) && take_digest(&rest, ret->before) &&
                take(&rest, TEXT(PROGRESS_READ)) && take_file(&rest, &ret->read) &&
                take(&rest, TEXT(PROGRESS_WRITTEN)) && take_file(&rest, &ret->written) &&
                take(&rest, TEXT(PROGRESS_SAID)) && take_file(&rest, &ret->said) &&
                take(&rest, TEXT(PROGRESS_UNUSABLE)) && take_number(&rest, &unusable) &&
                take(&rest, TEXT(PROGRESS_USED)) && take_number(&rest, &used) &&
                text_equal(rest, TEXT(PROGRESS_END)) && input <= UINT32_MAX &&
                unusable <= UINT32_MAX && used <= 1;
    ret->input = (uint32_t)input;
    ret->unusable = (uint32_t)unusable;
    ret->used = used == 1;
    return good;
}

static bool read_results(struct text rest, const struct manifest *manifest,
                         struct manifest_file *ret_read, struct manifest_found *ret)
{
    uint64_t unusable = 0;
    bool good = take_until(&rest, TEXT(ERRORS)) && take_number(&rest, &ret->errors) &&
                take_until(&rest, TEXT(UNUSABLE)) && take_number(&rest, &unusable) &&
                take_until(&rest, TEXT(READ));
    for (uint32_t i = 0; good && i < manifest->input_count; i++) {
        good = (i == 0 || take(&rest, TEXT(", "))) && take_file(&rest, &ret_read[i]);
    }
    ret->unusable = (uint32_t)unusable;
    return good && take(&rest, TEXT(OUTPUT)) && take_file(&rest, &ret->written) &&
           take(&rest, TEXT(SAID)) && take_optional(&rest, &ret->has_said, &ret->said) &&
           take(&rest, TEXT(SUMMARY)) && take_optional(&rest, &ret->has_summary, &ret->summary) &&
           text_equal(rest, TEXT(END));
}

struct manifest_found manifest_compare(struct text text, const struct manifest *manifest,
                                       struct manifest_file *ret_read)
{
    struct manifest_found found = {.state = MANIFEST_FOREIGN};
    size_t length = 0;
    char *head = written_head(manifest, &length);
    if (head != NULL && take(&text, (struct text){head, length})) {
        if (take(&text, TEXT(STATE_STARTED)) && read_progress(text, &found.progress)) {
            found.state = MANIFEST_STARTED;
        } else if (take(&text, TEXT(STATE_COMPLETE)) &&
                   read_results(text, manifest, ret_read, &found)) {
            found.state = MANIFEST_COMPLETE;
        }
    }
    free(head);
    return found;
}

/* Takes one line of a head, `  "name": value,`. */
static bool take_member(struct text *rest, struct text *ret_name, struct text *ret_value)
{
    const char *end = memchr(rest->start, '\n', rest->length);
    if (end == NULL) {
        return false;
    }
    struct text line = {rest->start, (size_t)(end - rest->start)};
    *rest = (struct text){end + 1, rest->length - line.length - 1};
    struct text all = line;
    if (!take(&line, TEXT("  \"")) || !take_until(&line, TEXT("\": ")) || line.length == 0 ||
        line.start[line.length - 1] != ',') {
        return false;
    }
    *ret_name = (struct text){all.start + 3, (size_t)(line.start - all.start) - 6};
    *ret_value = (struct text){line.start, line.length - 1};
    return true;
}

bool manifest_differences(struct text text, const struct manifest *manifest, manifest_told *tell,
                          void *context)
{
    size_t length = 0;
    char *head = written_head(manifest, &length);
    struct text here = {head, length};
    bool good = head != NULL && take(&here, TEXT("{\n")) && take(&text, TEXT("{\n"));
    while (good && here.length > 0) {
        struct text name = TEXT("");
        struct text other_name = TEXT("");
        struct text value = TEXT("");
        struct text other = TEXT("");
        good = take_member(&here, &name, &value) && take_member(&text, &other_name, &other) &&
               text_equal(name, other_name);
        if (good && !text_equal(value, other)) {
            tell(context, name, other, value);
        }
    }
    free(head);
    return good;
}
