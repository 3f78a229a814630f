/* kiosk.yaml as a struct kiosk_config. */
#include "interview/kiosk_config.h"

#include "interview/kiosk_schema.h"
#include "interview/pin.h"
#include "yaml/yaml.h"

struct reader {
    const struct yaml_node *root;
    struct arena *arena;
    struct diags *diags;
    bool ok;
};

static struct kiosk_word word_of(const struct reader *reader, const char *key)
{
    const struct yaml_node *node = yaml_get(reader->root, key);
    if (node == NULL) {
        return (struct kiosk_word){.text = TEXT("")};
    }
    return (struct kiosk_word){.text = text_trim(node->text), .span = node->span};
}

static const char *quote(const struct reader *reader, struct text text)
{
    return diag_quote(reader->diags, text, 40);
}

static void check_format(struct reader *reader)
{
    struct kiosk_word format = word_of(reader, "format");
    if (!text_is(format.text, "1")) {
        struct diag *diag = diag_add(reader->diags, CODE_K501, format.span,
                                     "format `%s` is not known", quote(reader, format.text));
        diag_help(reader->diags, diag, "this program reads `format: 1`");
        reader->ok = false;
    }
}

static void read_seconds(struct reader *reader, const char *key, unsigned *ret)
{
    struct kiosk_word word = word_of(reader, key);
    int64_t seconds = 0;
    if (word.span.source == NULL) {
        return;
    }
    enum number_problem problem = text_to_integer(word.text, &seconds);
    if (problem == NUMBER_OK && seconds >= KIOSK_IDLE_FEWEST && seconds <= KIOSK_IDLE_MOST) {
        *ret = (unsigned)seconds;
        return;
    }
    struct diag *diag = NULL;
    if (problem != NUMBER_OK) {
        diag = diag_add(reader->diags, CODE_K502, word.span, "`%s` %s", quote(reader, word.text),
                        number_problem_says(problem));
    } else {
        diag = diag_add(reader->diags, CODE_K502, word.span, "`%s` cannot be %lld seconds", key,
                        (long long)seconds);
    }
    diag_help(reader->diags, diag, "write whole seconds, from %d to %d", KIOSK_IDLE_FEWEST,
              KIOSK_IDLE_MOST);
    reader->ok = false;
}

static void read_pin(struct reader *reader, struct kiosk_word *ret)
{
    *ret = word_of(reader, "staff_pin");
    if (ret->span.source == NULL || pin_hash_is_possible(ret->text)) {
        return;
    }
    struct diag *diag = NULL;
    if (pin_is_possible(ret->text)) { /* its line is not shown: messages end up in logs */
        diag = diag_add_file(reader->diags, CODE_K503, ret->span.source->name,
                             "`staff_pin` in line %u is the PIN itself, for everyone to read",
                             span_place(ret->span).line);
    } else {
        diag = diag_add(reader->diags, CODE_K503, ret->span, "this is no hash of a PIN");
    }
    diag_help(reader->diags, diag, "`iopfit kiosk --hash-pin` asks for a PIN and prints its hash");
    reader->ok = false;
}

static void read_answers(struct reader *reader, struct kiosk_word *ret)
{
    *ret = word_of(reader, "answers");
    if (ret->span.source != NULL && !text_starts(ret->text, TEXT("/"))) {
        struct diag *diag = diag_add(reader->diags, CODE_K505, ret->span,
                                     "the folder `%s` hangs on where the kiosk is started",
                                     quote(reader, ret->text));
        diag_help(reader->diags, diag, "write the whole path, from `/` on");
        reader->ok = false;
    }
}

static void read_languages(struct reader *reader, struct kiosk_config *config)
{
    const struct yaml_node *list = yaml_get(reader->root, "languages");
    if (list == NULL) {
        return;
    }
    struct kiosk_word *words = arena_array(reader->arena, list->count, sizeof *words);
    if (words == NULL) {
        reader->ok = diag_out_of_memory(reader->diags);
        return;
    }
    for (const struct yaml_node *node = list->first; node != NULL; node = node->next) {
        struct kiosk_word word = {.text = text_trim(node->text), .span = node->span};
        for (uint32_t i = 0; i < config->language_count; i++) {
            if (text_equal(words[i].text, word.text)) {
                struct diag *diag = diag_add(reader->diags, CODE_K504, word.span,
                                             "`%s` is listed already", quote(reader, word.text));
                diag_note(reader->diags, diag, words[i].span, "here");
                reader->ok = false;
            }
        }
        words[config->language_count++] = word;
    }
    config->languages = words;
}

bool kiosk_config_read(const struct source *source, struct arena *arena, struct kiosk_config *ret,
                       struct diags *diags)
{
    struct reader reader = {.arena = arena, .diags = diags, .ok = true};
    struct kiosk_config config = {.idle_warning = KIOSK_IDLE_WARNING, .idle_end = KIOSK_IDLE_END};
    if (!yaml_read(source, arena, &reader.root, diags) ||
        !yaml_check(reader.root, &kiosk_schema, "the file of a kiosk", diags)) {
        return false;
    }
    struct kiosk_word result = word_of(&reader, "result");
    check_format(&reader);
    read_seconds(&reader, "idle_warning", &config.idle_warning);
    read_seconds(&reader, "idle_end", &config.idle_end);
    read_answers(&reader, &config.answers);
    read_pin(&reader, &config.staff_pin);
    read_languages(&reader, &config);
    if (result.text.length > 0 && !kiosk_result_of(result.text, &config.result)) {
        config.result = KIOSK_RESULT_STAFF; /* yaml_check() lets nothing else by */
    }
    if (!reader.ok || diags->exhausted) {
        return false;
    }
    *ret = config;
    return true;
}
