/* What reading simple records needs, and what both formats do alike. */
#include "batch/flat.h"

static bool word_of(struct text text, uint32_t code, struct word *ret)
{
    if (text.length > LIMIT_ID_BYTES) {
        return false;
    }
    *ret = (struct word){.length = (uint32_t)text.length, .code = code};
    memcpy(ret->bytes, text.start, text.length);
    return true;
}

/* What a text may say where [question] is asked, all but free text. */
static bool make_answers(const struct question *question, struct words *words, struct arena *arena)
{
    struct word list[LIMIT_CHOICES + 4];
    uint32_t count = 0;
    bool good = word_of(TEXT("unsure"), FLAT_UNKNOWN, &list[count++]) &&
                word_of(TEXT("declined"), FLAT_UNKNOWN, &list[count++]);
    if (question->type == QUESTION_YES_NO) {
        good = good && word_of(TEXT("no"), 0, &list[count++]) &&
               word_of(TEXT("yes"), 1, &list[count++]) &&
               word_of(TEXT("false"), 0, &list[count++]) &&
               word_of(TEXT("true"), 1, &list[count++]);
    }
    for (uint32_t i = 0; i < question->choice_count && good; i++) {
        good = word_of(question->choices[i].id, i, &list[count++]);
    }
    return good && words_make(words, list, count, arena);
}

bool flat_init(struct flat *flat, const struct circuit *circuit, struct arena *arena)
{
    const struct questionnaire *questionnaire = circuit->questionnaire;
    uint32_t count = questionnaire->question_count;
    *flat = (struct flat){.circuit = circuit};
    flat->questions = arena_array(arena, count, sizeof *flat->questions);
    struct word *keys = arena_array(arena, (size_t)count + 1, sizeof *keys);
    if (flat->questions == NULL || keys == NULL) {
        return false;
    }
    bool good = word_of(TEXT("id"), FLAT_ID, &keys[count]);
    for (uint32_t i = 0; i < count && good; i++) {
        const struct question *question = &questionnaire->questions[i];
        flat->questions[i].coding = &circuit->codings[i];
        flat->questions[i].bit = UINT64_C(1) << i;
        good = word_of(question->id, i, &keys[i]) &&
               make_answers(question, &flat->questions[i].words, arena);
    }
    return good && words_make(&flat->keys, keys, count + 1, arena);
}

bool flat_reader_init(struct flat_reader *reader, const struct flat *flat, struct group *group,
                      struct arena *arena)
{
    const struct questionnaire *questionnaire = flat->circuit->questionnaire;
    uint32_t count = questionnaire->question_count;
    *reader = (struct flat_reader){.flat = flat};
    reader->guesses = arena_array(arena, (size_t)count + 1, sizeof *reader->guesses);
    if (reader->guesses == NULL) {
        return false;
    }
    for (uint32_t i = 0; i <= count; i++) {
        struct flat_guess *guess = &reader->guesses[i];
        struct text name = i < count ? questionnaire->questions[i].id : TEXT("id");
        memcpy(guess->bytes, name.start, name.length);
        memcpy(guess->bytes + name.length, "\":", 2);
        guess->length = (uint8_t)(name.length + 2);
        guess->code = (uint16_t)(i < count ? i : FLAT_ID);
        guess->next = (uint16_t)(i < count ? i + 1 : 0); /* the last question: `id` */
        if (i < count) {
            reader->cells[i] = group_cells(group, i);
        }
    }
    return true;
}

void flat_forget(struct flat_reader *reader, uint64_t questions, uint32_t lane)
{
    for (; questions != 0; questions &= questions - 1) {
        reader->cells[__builtin_ctzll(questions)][lane] = CLASS_UNKNOWN;
    }
}

uint8_t flat_class_of_number(const struct coding *coding, const char *start, size_t length)
{
    double number = 0;
    for (size_t i = 0; i < length; i++) {
        if ((start[i] < '0' || start[i] > '9') && start[i] != '.') {
            return CLASS_UNKNOWN;
        }
    }
    if (text_to_number((struct text){start, length}, &number) != NUMBER_OK ||
        number < coding->question->number_min || number > coding->question->number_max) {
        return CLASS_UNKNOWN;
    }
    struct value value = value_number(number);
    return circuit_class(coding, &value);
}

size_t flat_text_length(const char *start, const char *end, char stop)
{
    for (const char *at = start; at < end; at++) {
        unsigned char c = (unsigned char)*at;
        if (*at == stop) {
            return (size_t)(at - start);
        }
        if (c < 0x20 || c >= 0x7F || c == '"' || c == '\\') {
            break;
        }
    }
    return SIZE_MAX;
}

bool flat_says_something(const char *start, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (start[i] != ' ') {
            return true;
        }
    }
    return false;
}
