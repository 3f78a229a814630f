/* Understanding what a person types. Generous where the meaning is plain (letter case, blanks, the
 * beginning of a choice), strict where it is not: a number is digits, and a beginning that fits two
 * choices is asked again. Every refusal says what would have been understood. */
#include "interview/typed.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

#include "base/limits.h"
#include "base/message.h"
#include "interview/interview.h"

/* The longest piece of a typed line that a sentence repeats, in characters. */
enum { QUOTE_CHARACTERS = 30 };

struct text typed_says(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *buffer = length < 0 ? NULL : arena_alloc(arena, (size_t)length + 1);
    if (buffer == NULL) {
        return TEXT("");
    }
    va_start(arguments, format);
    vsnprintf(buffer, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return (struct text){buffer, (size_t)length};
}

bool typed_is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7f && code < 0xa0);
}

struct text typed_quote(struct text line, struct arena *arena)
{
    line = text_trim(line);
    char *buffer = arena_alloc(arena, (size_t)QUOTE_CHARACTERS * 4 + 4);
    if (buffer == NULL) {
        return TEXT("");
    }
    size_t length = 0;
    size_t at = 0;
    for (int count = 0; at < line.length && count < QUOTE_CHARACTERS; count++) {
        uint32_t code = utf8_next(line, &at);
        length += utf8_write(typed_is_control(code) || !utf8_is_scalar(code) ? '?' : code,
                             buffer + length);
    }
    if (at < line.length) {
        memcpy(buffer + length, "...", 3);
        length += 3;
    }
    return (struct text){buffer, length};
}

/* ---- The options of a question ----------------------------------------------------------------
 */

/* [english] in the language of [question]. */
static struct text says(const struct question *question, const char *english)
{
    return text_of(message(question->language, english));
}

uint32_t interview_option_count(const struct question *question)
{
    switch (question->type) {
    case QUESTION_YES_NO:
        return 2;
    case QUESTION_CHOICE:
        return question->choice_count;
    case QUESTION_MULTIPLE:
        return question->choice_count + 1;
    case QUESTION_INTEGER:
    case QUESTION_NUMBER:
    case QUESTION_TEXT:
        break;
    }
    return 0;
}

struct interview_option interview_option(const struct question *question, uint32_t index)
{
    assert(index < interview_option_count(question));
    if (question->type == QUESTION_YES_NO) {
        return index == 0 ? (struct interview_option){1, TEXT("yes"), says(question, "Yes")}
                          : (struct interview_option){2, TEXT("no"), says(question, "No")};
    }
    if (index == question->choice_count) {
        return (struct interview_option){0, TEXT("none"), question->none_label};
    }
    const struct choice *choice = &question->choices[index];
    return (struct interview_option){index + 1, choice->id, choice->label};
}

/* The letter below an accent, since not every keyboard has them: `si` is `sí`. */
static uint32_t without_accent(uint32_t code)
{
    static const char plain[] = "aaaaaa?ceeeeiiii?nooooo?ouuuuy?y"; /* from U+00E0 on */
    uint32_t index = code - 0xE0;
    return code >= 0xE0 && code <= 0xFF && plain[index] != '?' ? (uint32_t)plain[index] : code;
}

/* A character for comparing: letters in lower case, without accents; every dash, low line and blank as a blank,
 * every quotation mark as one, since keyboards and authors differ in them. */
static uint32_t folded(uint32_t code)
{
    bool upper = (code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE && code != 0xD7);
    if (upper) {
        return without_accent(code + 0x20);
    }
    if (code == '-' || code == '_' || code == '\t' || code == 0xA0 || code == 0x2212 ||
        (code >= 0x2010 && code <= 0x2015)) {
        return ' ';
    }
    return code == 0x2018 || code == 0x2019 ? '\'' : without_accent(code);
}

bool typed_begins(struct text whole, struct text beginning, bool *ret_all)
{
    size_t at = 0;
    size_t in_whole = 0;
    while (at < beginning.length) {
        if (in_whole == whole.length ||
            folded(utf8_next(beginning, &at)) != folded(utf8_next(whole, &in_whole))) {
            return false;
        }
    }
    *ret_all = in_whole == whole.length;
    return true;
}

bool interview_option_begins(const struct interview_option *option, struct text typed)
{
    bool all = false;
    return typed_begins(option->id, typed, &all) || typed_begins(option->label, typed, &all);
}

static bool option_is(const struct interview_option *option, struct text typed)
{
    bool all = false;
    return (typed_begins(option->id, typed, &all) && all) ||
           (typed_begins(option->label, typed, &all) && all);
}

/* Whether [typed] begins what the person sees of the option. Ids are not on the screen: only those
 * of `yes` and `no` can be shortened. The plain `no` can mean none. */
static bool option_shows(const struct question *question, const struct interview_option *option,
                         struct text typed)
{
    bool all = false;
    bool is_none = question->type == QUESTION_MULTIPLE && option->number == 0;
    return typed_begins(option->label, typed, &all) ||
           (question->type == QUESTION_YES_NO && typed_begins(option->id, typed, &all)) ||
           (is_none && typed_begins(TEXT("no"), typed, &all) && all);
}

/* How many options [typed] can mean: those that it names, else those that it begins. The first two
 * of them in [ret]. */
static uint32_t find_options(const struct question *question, struct text typed, uint32_t ret[2])
{
    uint32_t named = 0;
    uint32_t begun = 0;
    for (uint32_t i = 0; i < interview_option_count(question); i++) {
        struct interview_option option = interview_option(question, i);
        if (option_is(&option, typed)) {
            if (named < 2) {
                ret[named] = i;
            }
            named++;
        } else if (named == 0 && option_shows(question, &option, typed)) {
            if (begun < 2) {
                ret[begun] = i;
            }
            begun++;
        }
    }
    return named > 0 ? named : begun;
}

/* The option whose id or label is near to [typed]; the number of options where none is. */
static uint32_t nearest_option(const struct question *question, struct text typed,
                               struct arena *arena)
{
    uint32_t count = interview_option_count(question);
    assert(count > 0);
    struct text *names = arena_array(arena, (size_t)count * 2, sizeof *names);
    if (names == NULL) {
        return count;
    }
    for (uint32_t i = 0; i < count; i++) {
        struct interview_option option = interview_option(question, i);
        names[i] = option.id;
        names[count + i] = option.label;
    }
    uint32_t nearest = nearest_name(typed, names, count * 2);
    return nearest == NAME_NONE ? count : nearest % count;
}

static bool is_digits(struct text text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (text.start[i] < '0' || text.start[i] > '9') {
            return false;
        }
    }
    return text.length > 0;
}

/* How to answer a question with options; ends each refusal. */
static const char *how_to_choose(const struct question *question, struct arena *arena)
{
    switch (question->type) {
    case QUESTION_YES_NO:
        return message(question->language, "Please type yes or no.");
    case QUESTION_MULTIPLE:
        return typed_says(
                   arena,
                   question->choice_count > 1
                       ? message(question->language,
                                 "Please type the numbers of all that fit, with blanks between "
                                 "them, like 1 %u; or 0 for none.")
                       : message(question->language, "Please type %u if it fits, or 0 for none."),
                   question->choice_count > 1 ? 2u : 1u)
            .start;
    case QUESTION_CHOICE:
    case QUESTION_INTEGER:
    case QUESTION_NUMBER:
    case QUESTION_TEXT:
        break;
    }
    return typed_says(arena, message(question->language, "Please type one number from 1 to %u."),
                      question->choice_count)
        .start;
}

/* The one option that [typed] means; the number of options, with a sentence, where it is not one.
 */
static uint32_t read_option(const struct question *question, struct text typed, struct arena *arena,
                            struct text *ret_says)
{
    uint32_t count = interview_option_count(question);
    struct text quoted = typed_quote(typed, arena);
    const char *how = how_to_choose(question, arena);
    if (is_digits(typed)) {
        int64_t number = 0;
        bool read = text_to_integer(typed, &number) == NUMBER_OK;
        for (uint32_t i = 0; read && i < count; i++) {
            if (interview_option(question, i).number == number) {
                return i;
            }
        }
        *ret_says = typed_says(
            arena, message(question->language, "There is no number " TEXT_FORMAT " here. %s"),
            TEXT_ARGS(quoted), how);
        return count;
    }
    uint32_t found[2] = {0, 0};
    uint32_t matches = find_options(question, typed, found);
    if (matches == 1) {
        return found[0];
    }
    if (matches > 1) {
        struct interview_option first = interview_option(question, found[0]);
        struct interview_option second = interview_option(question, found[1]);
        *ret_says = typed_says(
            arena,
            matches > 2
                ? message(question->language,
                          "\"" TEXT_FORMAT "\" could be %u (" TEXT_FORMAT "), %u (" TEXT_FORMAT
                          ") or another one. Please type the number.")
                : message(question->language, "\"" TEXT_FORMAT "\" could be %u (" TEXT_FORMAT
                                              ") or %u (" TEXT_FORMAT "). Please type the number."),
            TEXT_ARGS(quoted), first.number, TEXT_ARGS(first.label), second.number,
            TEXT_ARGS(second.label));
        return count;
    }
    uint32_t nearest = nearest_option(question, typed, arena);
    if (nearest < count) {
        struct interview_option option = interview_option(question, nearest);
        *ret_says =
            typed_says(arena,
                       message(question->language,
                               "\"" TEXT_FORMAT
                               "\" is not on the list. Did you mean %u (" TEXT_FORMAT ")? %s"),
                       TEXT_ARGS(quoted), option.number, TEXT_ARGS(option.label), how);
    } else {
        *ret_says = typed_says(
            arena, message(question->language, "\"" TEXT_FORMAT "\" is not on the list. %s"),
            TEXT_ARGS(quoted), how);
    }
    return count;
}

/* ---- Several of a multiple choice ------------------------------------------------------------ */

struct reading {
    const struct question *question;
    struct arena *arena;
    uint64_t chosen;
    bool none;
    bool refused;
    struct text says; /* where refused; empty where memory is used up */
};

static void take_option(struct reading *reading, uint32_t index)
{
    if (index == reading->question->choice_count) {
        reading->none = true;
    } else {
        reading->chosen |= (uint64_t)1 << index;
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static void read_word(struct reading *reading, struct text word)
{
    uint32_t index = read_option(reading->question, word, reading->arena, &reading->says);
    if (index == interview_option_count(reading->question)) {
        reading->refused = true;
    } else {
        take_option(reading, index);
    }
}

/* Reads a piece between commas: one option that it names or begins as a whole, else its words. */
static void read_piece(struct reading *reading, struct text piece)
{
    uint32_t found[2] = {0, 0};
    piece = text_trim(piece);
    if (!is_digits(piece) && piece.length > 0 &&
        find_options(reading->question, piece, found) == 1) {
        take_option(reading, found[0]);
        return;
    }
    size_t at = 0;
    while (at < piece.length && !reading->refused) {
        size_t start = at;
        while (at < piece.length && !is_blank(piece.start[at])) {
            at++;
        }
        if (at > start) {
            read_word(reading, (struct text){piece.start + start, at - start});
        } else {
            at++;
        }
    }
}

static bool read_multiple(const struct question *question, struct text typed, struct arena *arena,
                          struct value *ret, struct text *ret_says)
{
    struct reading reading = {.question = question, .arena = arena, .says = TEXT("")};
    size_t start = 0;
    for (size_t at = 0; at <= typed.length && !reading.refused; at++) {
        if (at == typed.length || typed.start[at] == ',' || typed.start[at] == ';') {
            read_piece(&reading, (struct text){typed.start + start, at - start});
            start = at + 1;
        }
    }
    if (!reading.refused && reading.chosen == 0 && !reading.none) { /* only commas */
        reading.refused = true;
        reading.says = text_of(how_to_choose(question, arena));
    }
    if (!reading.refused && reading.chosen != 0 && reading.none) {
        reading.refused = true;
        reading.says =
            says(question, "\"None\" cannot stand together with others. Please type the numbers of "
                           "all that fit, or 0 alone for none.");
    }
    if (reading.refused) {
        *ret_says = reading.says;
        return false;
    }
    *ret = value_set(reading.chosen);
    return true;
}

/* ---- Numbers --------------------------------------------------------------------------------- */

/* What is wrong with a typed number, to follow the quoted text. */
static const char *number_trouble(const struct question *question, enum number_problem problem)
{
    switch (problem) {
    case NUMBER_FRACTION:
        return message(question->language, "is not a whole number");
    case NUMBER_LEADING_ZERO:
        return message(question->language, "begins with a zero");
    case NUMBER_TOO_LARGE:
        return message(question->language, "is too large");
    case NUMBER_FOREIGN_DIGITS:
        return message(question->language, "is not written with the digits 0 to 9");
    case NUMBER_TRAILING:
    case NUMBER_TOO_PRECISE:
    case NUMBER_BLANK:
    case NUMBER_COMMA:
    case NUMBER_UNDERSCORE:
    case NUMBER_EXPONENT:
    case NUMBER_HEX:
        return message(question->language, "is more than a plain number");
    case NUMBER_EMPTY:
    case NUMBER_NOT_A_NUMBER:
    case NUMBER_OK:
        break;
    }
    return message(question->language, "is not a number");
}

static bool refuse_number(struct text typed, const char *trouble, const char *how,
                          struct arena *arena, struct text *ret_says)
{
    struct text quoted = typed_quote(typed, arena);
    *ret_says = typed_says(arena, "\"" TEXT_FORMAT "\" %s. %s", TEXT_ARGS(quoted), trouble, how);
    return false;
}

static bool read_integer(const struct question *question, struct text typed, struct arena *arena,
                         struct value *ret, struct text *ret_says)
{
    const char *how =
        typed_says(arena,
                   message(question->language,
                           "Please type a whole number from %lld to %lld, in digits. Your "
                           "best guess is fine."),
                   (long long)question->min, (long long)question->max)
            .start;
    int64_t number = 0;
    enum number_problem problem = text_to_integer(typed, &number);
    if (problem != NUMBER_OK) {
        return refuse_number(typed, number_trouble(question, problem), how, arena, ret_says);
    }
    if (number < question->min || number > question->max) {
        return refuse_number(typed,
                             number < question->min ? message(question->language, "is too small")
                                                    : message(question->language, "is too large"),
                             how, arena, ret_says);
    }
    *ret = value_integer(number);
    return true;
}

static bool read_number(const struct question *question, struct text typed, struct arena *arena,
                        struct value *ret, struct text *ret_says)
{
    const char *how =
        typed_says(arena,
                   message(question->language,
                           "Please type a number from %g to %g, in digits, with a point for "
                           "a fraction, like 2.5."),
                   question->number_min, question->number_max)
            .start;
    double number = 0;
    enum number_problem problem = text_to_number(typed, &number);
    if (problem != NUMBER_OK) {
        return refuse_number(typed, number_trouble(question, problem), how, arena, ret_says);
    }
    if (number < question->number_min || number > question->number_max) {
        return refuse_number(typed,
                             number < question->number_min
                                 ? message(question->language, "is too small")
                                 : message(question->language, "is too large"),
                             how, arena, ret_says);
    }
    *ret = value_number(number);
    return true;
}

/* ---- Any question ---------------------------------------------------------------------------- */

static bool read_one(const struct question *question, struct text typed, struct arena *arena,
                     struct value *ret, struct text *ret_says)
{
    uint32_t index = read_option(question, typed, arena, ret_says);
    if (index == interview_option_count(question)) {
        return false;
    }
    *ret = question->type == QUESTION_YES_NO ? value_truth(index == 0) : value_choice(index);
    return true;
}

bool typed_answer(const struct question *question, struct text line, struct arena *arena,
                  struct answer *ret, struct text *ret_says)
{
    struct answer answer = {.state = ANSWER_GIVEN};
    bool read = false;
    line = text_trim(line);
    /* The words of answer files; a choice cannot have them as its id. */
    if (text_is(line, "unsure") || text_is(line, "declined")) {
        answer.state = text_is(line, "unsure") ? ANSWER_UNSURE : ANSWER_DECLINED;
        *ret = answer;
        return true;
    }
    switch (question->type) {
    case QUESTION_YES_NO:
    case QUESTION_CHOICE:
        read = read_one(question, line, arena, &answer.value, ret_says);
        break;
    case QUESTION_MULTIPLE:
        read = read_multiple(question, line, arena, &answer.value, ret_says);
        break;
    case QUESTION_INTEGER:
        read = read_integer(question, line, arena, &answer.value, ret_says);
        break;
    case QUESTION_NUMBER:
        read = read_number(question, line, arena, &answer.value, ret_says);
        break;
    case QUESTION_TEXT:
        answer.value = (struct value){.kind = VALUE_STRING, .string = line};
        read = true;
        break;
    }
    const char *meant = read ? NULL : typed_meant_command(line, question->language);
    if (meant != NULL) {
        *ret_says = typed_says(arena, TEXT_FORMAT " %s", TEXT_ARGS(*ret_says), meant);
    }
    if (read) {
        *ret = answer;
    }
    return read;
}
