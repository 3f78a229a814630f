/* A row of CSV whose quotes stand around whole cells only. */
#include "batch/flat.h"
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* How far it is from [at] to [stop] (the comma behind a cell, or the quote that closes it), to a quote, or
 * to a byte that no simple cell has. */
static inline size_t cell_length(const char *at, char stop)
{
#ifdef __SSE2__
    const __m128i end = _mm_set1_epi8(stop);
    const __m128i blank = _mm_set1_epi8(' ');
    const __m128i quote = _mm_set1_epi8('"');
    for (size_t i = 0;; i += 16) {
        const __m128i here = _mm_loadu_si128((const __m128i *)(const void *)(at + i));
        /* Bytes below a blank are line ends and other control characters, or, as they are signed
         * here, no ASCII: all stop the cell. */
        const __m128i stops =
            _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(here, end), _mm_cmpeq_epi8(here, quote)),
                         _mm_cmplt_epi8(here, blank));
        unsigned found = (unsigned)_mm_movemask_epi8(stops);
        if (found != 0) {
            return i + (size_t)__builtin_ctz(found);
        }
    }
#else
    size_t i = 0;
    while (at[i] != stop && at[i] != '"' && (unsigned char)at[i] >= 0x20 &&
           (unsigned char)at[i] < 0x80) {
        i++;
    }
    return i;
#endif
}

/* The class of the choices joined in a cell; false where they are not simple. */
static bool read_joined(const struct flat_question *question, const char *at, size_t length,
                        uint8_t *ret)
{
    uint64_t members = 0;
    uint32_t raw = 0;
    size_t start = 0;
    if (length == 4 && memcmp(at, "none", 4) == 0) {
        *ret = question->coding->classes[0];
        return true;
    }
    for (;;) {
        const char *separator = memchr(at + start, ';', length - start);
        size_t end = separator == NULL ? length : (size_t)(separator - at);
        const struct word *word = words_find(&question->words, at + start, end - start);
        if (word == NULL || (members >> (word->code & 63) & 1) != 0) {
            return false;
        }
        if (word->code == FLAT_UNKNOWN) {
            *ret = CLASS_UNKNOWN;
            return start == 0 && end == length;
        }
        members |= UINT64_C(1) << word->code;
        raw += question->coding->weights[word->code];
        if (separator == NULL) {
            *ret = question->coding->classes[raw];
            return true;
        }
        start = end + 1;
    }
}

/* Sets *ret to the class of what the cell says; false where that is not simple. */
static bool read_cell(const struct flat_question *question, const char *at, size_t length,
                      uint8_t *ret)
{
    const struct question *asked = question->coding->question;
    if (asked->type == QUESTION_MULTIPLE) {
        return read_joined(question, at, length, ret);
    }
    const struct word *word = words_find(&question->words, at, length);
    if (word != NULL) {
        *ret = word->code == FLAT_UNKNOWN ? CLASS_UNKNOWN : question->coding->classes[word->code];
        return true;
    }
    switch (asked->type) {
    case QUESTION_INTEGER:
    case QUESTION_NUMBER:
        *ret = flat_class_of_figures(question->coding, at, length);
        return *ret != CLASS_UNKNOWN;
    case QUESTION_TEXT:
        *ret = 0;
        return length <= LIMIT_TEXT_ANSWER_BYTES && flat_says_something(at, length) &&
               flat_text_length(at, at + length + 1, at[length]) == length;
    case QUESTION_YES_NO:
    case QUESTION_CHOICE:
    case QUESTION_MULTIPLE:
        break;
    }
    return false;
}

static bool read_id(const char *at, size_t length, struct flat_record *ret)
{
    if (length > LIMIT_RECORD_ID_BYTES || !flat_says_something(at, length) ||
        flat_text_length(at, at + length + 1, at[length]) != length) {
        return false;
    }
    *ret = (struct flat_record){at, (uint32_t)length};
    return true;
}

const char *flat_read_csv(struct flat_reader *reader, const char *start, const char *end,
                          uint32_t lane, struct flat_record *ret)
{
    const uint32_t id = reader->flat->circuit->questionnaire->question_count;
    uint64_t seen = 0;
    const char *at = start;
    *ret = (struct flat_record){NULL, 0};
    for (uint32_t column = 0; column < reader->column_count; column++) {
        bool last = column + 1 == reader->column_count;
        uint32_t question = reader->columns[column];
        bool quoted = *at == '"';
        const char *cell = at + (quoted ? 1 : 0);
        size_t length = *at == ',' ? 0 : cell_length(cell, quoted ? '"' : ',');
        at = cell + length + (quoted ? 1 : 0);
        if (at >= end || (quoted && at[-1] != '"') || (!last && *at != ',')) {
            goto not_simple;
        }
        if (length > 0 && question == id) {
            if (!read_id(cell, length, ret)) {
                goto not_simple;
            }
        } else if (length > 0) {
            uint8_t class = CLASS_UNKNOWN;
            if (!read_cell(&reader->flat->questions[question], cell, length, &class)) {
                goto not_simple;
            }
            seen |= UINT64_C(1) << question;
            reader->cells[question][lane] = class;
        }
        at += last ? 0 : 1;
    }
    at += *at == '\r' ? 1 : 0;
    if (at < end && *at == '\n' && (size_t)(at - start) <= LIMIT_RECORD_BYTES) {
        return at + 1;
    }
not_simple:
    flat_forget(reader, seen, lane);
    return NULL;
}
