/* A flat JSON object on one line. Most keys come in the order in which they came last. */
#include "batch/flat.h"
#ifdef __SSE2__
#include <emmintrin.h>
#endif

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static const char *skip_blanks(const char *at)
{
    while (is_blank(*at)) {
        at++;
    }
    return at;
}

/* The length of the word at [at] up to its closing quote; more than an id has where there is none
 * near. The bytes behind the text may be anything. */
static inline size_t word_length(const char *at)
{
#ifdef __SSE2__
    const __m128i quote = _mm_set1_epi8('"');
    for (size_t i = 0; i < LIMIT_ID_BYTES; i += 16) {
        const __m128i here = _mm_loadu_si128((const __m128i *)(const void *)(at + i));
        unsigned found = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(here, quote));
        if (found != 0) {
            return i + (size_t)__builtin_ctz(found);
        }
    }
#else
    for (size_t i = 0; i < LIMIT_ID_BYTES; i++) {
        if (at[i] == '"') {
            return i;
        }
    }
#endif
    return LIMIT_ID_BYTES + 1;
}

struct scan {
    struct flat_reader *reader;
    const char *end;
    uint32_t lane;
    struct flat_record *record;
};

static const char *read_id(struct scan *scan, const char *at)
{
    if (*at == '"') {
        size_t length = flat_text_length(at + 1, scan->end, '"');
        if (length == SIZE_MAX || length > LIMIT_RECORD_ID_BYTES ||
            !flat_says_something(at + 1, length)) {
            return NULL;
        }
        scan->record->id = at + 1;
        scan->record->id_length = (uint32_t)length;
        return at + length + 2;
    }
    const char *start = at;
    while (*at >= '0' && *at <= '9') {
        at++;
    }
    size_t length = (size_t)(at - start);
    if (length == 0 || length > LIMIT_RECORD_ID_BYTES || (*start == '0' && length > 1)) {
        return NULL;
    }
    scan->record->id = start;
    scan->record->id_length = (uint32_t)length;
    return at;
}

/* Sets *ret to the class of the answer that the list at [at] says. */
static const char *read_list(const struct flat_question *question, const char *at, uint8_t *ret)
{
    uint64_t members = 0;
    uint32_t raw = 0;
    at = skip_blanks(at + 1);
    while (*at == '"') {
        size_t length = word_length(at + 1);
        if (!flat_take_member(question, at + 1, length, &members, &raw)) {
            return NULL;
        }
        at = at + length + 2;
        at = is_blank(*at) ? skip_blanks(at) : at;
        if (*at != ',') {
            break;
        }
        at = skip_blanks(at + 1);
        if (*at != '"') {
            return NULL;
        }
    }
    *ret = question->coding->classes[raw];
    return *at == ']' ? at + 1 : NULL;
}

static const char *read_text(const struct scan *scan, const char *at, uint8_t *ret)
{
    size_t length = flat_text_length(at + 1, scan->end, '"');
    if (length == SIZE_MAX || length > LIMIT_TEXT_ANSWER_BYTES ||
        !flat_says_something(at + 1, length)) {
        return NULL;
    }
    *ret = 0;
    return at + length + 2;
}

static bool takes_words(enum question_type type)
{
    return type == QUESTION_CHOICE || type == QUESTION_YES_NO;
}

static const char *read_number(const struct flat_question *question, const char *at, uint8_t *ret)
{
    const char *start = at;
    while ((*at >= '0' && *at <= '9') || *at == '.') {
        at++;
    }
    *ret = flat_class_of_figures(question->coding, start, (size_t)(at - start));
    return *ret == CLASS_UNKNOWN ? NULL : at;
}

/* The value at [at] of a question: sets *ret to its class. What is behind it; NULL where it is not
 * simple. */
static const char *read_value(const struct scan *scan, const struct flat_question *question,
                              const char *at, uint8_t *ret)
{
    enum question_type type = question->coding->question->type;
    if (*at == '"') {
        size_t length = word_length(at + 1);
        const struct word *word = words_find(&question->words, at + 1, length);
        if (word != NULL && word->code == FLAT_UNKNOWN) {
            *ret = CLASS_UNKNOWN;
        } else if (word != NULL && takes_words(type)) {
            *ret = question->coding->classes[word->code];
        } else {
            return type == QUESTION_TEXT ? read_text(scan, at, ret) : NULL;
        }
        return at + length + 2;
    }
    if (*at == '[') {
        return type == QUESTION_MULTIPLE ? read_list(question, at, ret) : NULL;
    }
    if (*at >= '0' && *at <= '9') {
        return read_number(question, at, ret);
    }
    *ret = CLASS_UNKNOWN;
    if (memcmp(at, "null", 4) == 0) {
        return at + 4;
    }
    if (type == QUESTION_YES_NO && memcmp(at, "true", 4) == 0) {
        *ret = question->coding->classes[1];
        return at + 4;
    }
    if (type == QUESTION_YES_NO && memcmp(at, "false", 5) == 0) {
        *ret = question->coding->classes[0];
        return at + 5;
    }
    return NULL;
}

/* The key behind the quote at [at] and its colon; *guess is moved to it. */
static inline const char *read_key(const struct flat_reader *reader, const char *at,
                                   struct flat_guess **guess)
{
    struct flat_guess *likely = &reader->guesses[(*guess)->next];
    if (words_same(likely->bytes, at + 1, likely->length)) {
        *guess = likely;
        return at + 1 + likely->length;
    }
    size_t length = word_length(at + 1);
    const struct word *word = words_find(&reader->flat->keys, at + 1, length);
    if (word == NULL) {
        return NULL;
    }
    uint32_t number =
        word->code == FLAT_ID ? reader->flat->circuit->questionnaire->question_count : word->code;
    (*guess)->next = (uint16_t)number;
    *guess = &reader->guesses[number];
    at = skip_blanks(at + length + 2);
    return *at == ':' ? at + 1 : NULL;
}

const char *flat_read_json(struct flat_reader *reader, const char *start, const char *end,
                           uint32_t lane, struct flat_record *ret)
{
    struct scan scan = {reader, end, lane, ret};
    uint64_t seen = 0;
    bool seen_id = false;
    struct flat_guess *guess =
        &reader->guesses[reader->flat->circuit->questionnaire->question_count - 1];
    *ret = (struct flat_record){NULL, 0};
    const char *at = *start == '{' ? skip_blanks(start + 1) : NULL;
    bool closed = at != NULL && *at == '}';
    while (at != NULL && !closed) {
        at = *at == '"' ? read_key(reader, at, &guess) : NULL;
        if (at == NULL) {
            break;
        }
        at = is_blank(*at) ? skip_blanks(at) : at;
        if (guess->code == FLAT_ID) {
            at = seen_id                                    ? NULL
                 : *at == 'n' && memcmp(at, "null", 4) == 0 ? at + 4
                                                            : read_id(&scan, at);
            seen_id = true;
        } else {
            const struct flat_question *question = &reader->flat->questions[guess->code];
            uint8_t class = CLASS_UNKNOWN;
            at = (seen & question->bit) != 0 ? NULL : read_value(&scan, question, at, &class);
            seen |= question->bit;
            reader->cells[guess->code][lane] = class;
        }
        if (at == NULL) {
            break;
        }
        at = is_blank(*at) ? skip_blanks(at) : at;
        if (*at == ',') {
            at = is_blank(at[1]) ? skip_blanks(at + 1) : at + 1;
        } else {
            closed = true;
            at = *at == '}' ? at : NULL;
        }
    }
    at = at != NULL ? skip_blanks(at + 1) : NULL;
    if (at == NULL || at >= end || *at != '\n' || (size_t)(at - start) > LIMIT_RECORD_BYTES) {
        flat_forget(reader, seen, lane);
        return NULL;
    }
    return at + 1;
}
