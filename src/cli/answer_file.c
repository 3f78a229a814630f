/* A result as YAML comments, and the answers below it. */
#include "cli/answer_file.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "cli/keep.h"
#include "view/view.h"

/* The width of the result inside an answer file, which is read anywhere. */
enum { FILE_WIDTH = 76 };

/* [text] as YAML comments. */
static void write_comments(FILE *out, struct text text)
{
    for (size_t start = 0; start < text.length;) {
        const char *end = memchr(text.start + start, '\n', text.length - start);
        size_t length = end == NULL ? text.length - start : (size_t)(end - text.start) - start;
        fputs(length > 0 ? "# " : "#", out);
        fwrite(text.start + start, 1, length, out);
        fputc('\n', out);
        start += length + 1;
    }
}

static bool write_result(const struct interview *interview, FILE *out, struct diags *diags)
{
    const struct view_result result = {.questionnaire = interview->questionnaire,
                                       .plan = interview->plan,
                                       .record = &interview->record,
                                       .assessment = &interview->assessment};
    struct arena scratch;
    arena_init(&scratch, LIMIT_RECORD_MEMORY);
    bool written =
        view_result_text(out, &result, (struct view_style){.width = FILE_WIDTH, .for_staff = false},
                         &scratch, diags);
    arena_free(&scratch);
    return written;
}

bool answer_file_write(const struct interview *interview, FILE *out, struct diags *diags)
{
    char *buffer = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&buffer, &length);
    if (memory == NULL) {
        return diag_out_of_memory(diags);
    }
    bool written = write_result(interview, memory, diags);
    if (fclose(memory) != 0 && written) {
        written = diag_out_of_memory(diags);
    }
    if (written) {
        write_comments(out, (struct text){buffer, length});
        struct keep keep; /* for the time of the result */
        keep_init(&keep, NULL);
        struct visit visit = keep_visit(&keep, interview);
        visit_write(out, interview->questionnaire, &visit);
        keep_free(&keep);
    }
    if (buffer != NULL) {
        explicit_bzero(buffer, length);
        free(buffer);
    }
    return written;
}
