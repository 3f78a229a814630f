/* `iopfit kiosk`: reads how the kiosk is set up, and keeps it open. The kiosk itself is
 * interview/kiosk*.c; here is what it cannot know: languages, results, files. */
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "cli/answer_file.h"
#include "cli/cli.h"
#include "cli/output.h"
#include "cli/self_test.h"
#include "interview/kiosk_config.h"
#include "interview/kiosk_keeper.h"
#include "interview/pin.h"
#include "view/view.h"

/* Codes that are tried before a folder counts as one that nothing can be left in. */
enum { CODES_MOST = 16 };

/* ---- Hashing a PIN ----------------------------------------------------------------------------- */

static int print_hash(struct text pin)
{
    char hash[PIN_HASH_SIZE];
    if (!pin_hash(pin, hash)) {
        complain("there is not enough memory to hash a PIN");
        return STATUS_IO;
    }
    printf("staff_pin: \"%s\"\n", hash);
    return output_end();
}

/* Asks twice, so that no slip locks staff out. */
static int hash_pin(struct diags *diags)
{
    char first[KIOSK_PIN_LONGEST + 1];
    char second[KIOSK_PIN_LONGEST + 1];
    size_t first_length = 0;
    size_t second_length = 0;
    int status = STATUS_ABANDONED;
    if (!isatty(STDIN_FILENO)) {
        complain("the PIN is typed at a terminal; standard input is none");
        return STATUS_USAGE;
    }
    bool typed = tty_ask_secret(STDIN_FILENO, "PIN: ", first, sizeof first, &first_length, diags);
    struct text pin = {first, first_length};
    bool possible = typed && pin_is_possible(pin);
    if (typed && !possible) {
        complain("a PIN is %d to %d digits: it is typed on a numeric keypad", KIOSK_PIN_SHORTEST,
                 KIOSK_PIN_LONGEST);
        status = STATUS_USAGE;
    }
    if (possible && tty_ask_secret(STDIN_FILENO, "The same again: ", second, sizeof second,
                                   &second_length, diags)) {
        if (text_equal(pin, (struct text){second, second_length})) {
            status = print_hash(pin);
        } else {
            complain("the two PINs differ");
            status = STATUS_USAGE;
        }
    }
    explicit_bzero(first, sizeof first);
    explicit_bzero(second, sizeof second);
    return status;
}

/* ---- The setup --------------------------------------------------------------------------------- */

/* All that a session needs, made before the first one begins. */
struct shop {
    struct session *session;
    struct kiosk_config config;
    struct source source;
    const char *folder; /* of answers; NULL: none are kept */
    const char *pin;    /* its hash; NULL: none */
    struct kiosk_language *languages;
    uint32_t language_count;
};

static int add_language(struct shop *shop, struct text language)
{
    struct session *session = shop->session;
    struct diags *diags = &session->messages.diags;
    struct kiosk_language *made = &shop->languages[shop->language_count];
    int status = STATUS_OK;
    if (text_equal(language, session->questionnaire->language)) {
        *made = (struct kiosk_language){session->questionnaire, session->plan};
    } else {
        if (!translations_apply(session->questionnaire, language, &session->arena,
                                &made->questionnaire, &status, diags)) {
            return status;
        }
        made->plan = plan_make(made->questionnaire, &session->arena, diags);
        if (made->plan == NULL) {
            return STATUS_BROKEN;
        }
    }
    shop->language_count++;
    return STATUS_OK;
}

/* Says that the questionnaire has no such language. */
static int refuse_language(const struct shop *shop, const struct kiosk_word *word,
                           const struct text *known, uint32_t count)
{
    struct diags *diags = &shop->session->messages.diags;
    struct diag *diag = diag_add(diags, CODE_K504, word->span, "the questionnaire has no `%s`",
                                 diag_quote(diags, word->text, 40));
    if (!diag_suggest(diags, diag, word->text, known, count)) {
        diag_help(diags, diag,
                  "its languages are its own, `" TEXT_FORMAT "`, and the files beside it",
                  TEXT_ARGS(known[0]));
    }
    return STATUS_BROKEN;
}

/* The languages that are listed, or all that there are. */
static int open_languages(struct shop *shop)
{
    struct session *session = shop->session;
    struct diags *diags = &session->messages.diags;
    struct translations translations;
    if (!translations_find(session->questionnaire, &session->arena, &translations, diags)) {
        return STATUS_IO;
    }
    uint32_t count = translations.count + 1;
    struct text *known = arena_array(&session->arena, count, sizeof *known);
    shop->languages =
        arena_array(&session->arena, count + shop->config.language_count, sizeof *shop->languages);
    if (known == NULL || shop->languages == NULL) {
        (void)diag_out_of_memory(diags);
        return STATUS_IO;
    }
    known[0] = session->questionnaire->language;
    for (uint32_t i = 1; i < count; i++) {
        known[i] = translations.languages[i - 1];
    }
    int status = STATUS_OK;
    for (uint32_t i = 0; i < shop->config.language_count; i++) {
        const struct kiosk_word *word = &shop->config.languages[i];
        uint32_t at = 0;
        while (at < count && !text_equal(known[at], word->text)) {
            at++;
        }
        int one =
            at == count ? refuse_language(shop, word, known, count) : add_language(shop, known[at]);
        status = status_worse(status, one);
    }
    for (uint32_t i = 0; i < count && shop->config.language_count == 0 && status == STATUS_OK &&
                         i < LIMIT_KIOSK_LANGUAGES;
         i++) {
        status = add_language(shop, known[i]);
    }
    return status;
}

static bool check_folder(const struct shop *shop)
{
    struct stat folder;
    struct diags *diags = &shop->session->messages.diags;
    errno = 0;
    if (stat(shop->folder, &folder) == 0 && S_ISDIR(folder.st_mode) &&
        access(shop->folder, W_OK | X_OK) == 0) {
        return true;
    }
    int reason = errno == 0 ? ENOTDIR : errno;
    struct diag *diag =
        diag_add(diags, CODE_K505, shop->config.answers.span, "answers cannot be left in `%s`: %s",
                 diag_quote(diags, shop->config.answers.text, 60), strerror(reason));
    diag_help(diags, diag,
              "make this folder, for the user that the kiosk runs as: iopfit-kiosk(8) "
              "has the step");
    return false;
}

/* Reads the file [path] and opens what it names. */
static int open_shop(struct shop *shop, const char *path)
{
    struct session *session = shop->session;
    struct diags *diags = &session->messages.diags;
    bool missing = false;
    if (!source_read(path, LIMIT_KIOSK_BYTES, &session->arena, &shop->source, &missing, diags)) {
        return missing ? STATUS_NO_INPUT : STATUS_IO;
    }
    if (!kiosk_config_read(&shop->source, &session->arena, &shop->config, diags)) {
        return STATUS_BROKEN;
    }
    if (shop->config.answers.text.length > 0) {
        shop->folder = text_copy(&session->arena, shop->config.answers.text).start;
    }
    if (shop->config.staff_pin.text.length > 0) {
        shop->pin = text_copy(&session->arena, shop->config.staff_pin.text).start;
    }
    int status = open_languages(shop);
    if (status == STATUS_OK && shop->folder != NULL && !check_folder(shop)) {
        status = STATUS_BROKEN;
    }
    return status;
}

/* ---- Results ----------------------------------------------------------------------------------- */

static bool write_view(FILE *out, const struct view_result *result, enum kiosk_result what,
                       bool lines_only, unsigned width, struct diags *diags)
{
    const struct view_style style = {.width = width, .for_staff = false};
    struct arena scratch;
    bool written = true;
    arena_init(&scratch, LIMIT_RECORD_MEMORY);
    if (lines_only) {
        if (result->assessment->urgent) {
            view_urgent_lines(out, result, style);
        }
    } else if (what == KIOSK_RESULT_NEXT_STEP) {
        written = view_next_steps_text(out, result, style, &scratch, diags);
    } else {
        written = view_result_text(out, result, style, &scratch, diags);
    }
    arena_free(&scratch);
    return written;
}

/* The hook of that name. */
static bool make_result(void *context, const struct interview *interview, enum kiosk_result what,
                        bool lines_only, unsigned width, struct arena *arena, struct text *ret)
{
    struct shop *shop = context;
    struct diags *diags = &shop->session->messages.diags;
    const struct view_result result = {.questionnaire = interview->questionnaire,
                                       .plan = interview->plan,
                                       .record = &interview->record,
                                       .assessment = &interview->assessment};
    char *buffer = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&buffer, &length);
    if (out == NULL) {
        return diag_out_of_memory(diags);
    }
    bool made = write_view(out, &result, what, lines_only, width, diags);
    made = fclose(out) == 0 && made;
    *ret = made ? text_copy(arena, (struct text){buffer, length}) : TEXT("");
    if (buffer != NULL) {
        explicit_bzero(buffer, length);
        free(buffer);
    }
    return made && ret->start != NULL;
}

/* ---- Files for staff --------------------------------------------------------------------------- */

/* A code nobody can guess. */
static bool make_code(char ret[KIOSK_CODE_LENGTH + 1])
{
    static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"; /* without I O 0 1 */
    unsigned char bytes[KIOSK_CODE_LENGTH];
    if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes) {
        return false;
    }
    for (size_t i = 0; i < sizeof bytes; i++) {
        ret[i] = letters[bytes[i] % (sizeof letters - 1)];
    }
    ret[KIOSK_CODE_LENGTH] = '\0';
    return true;
}

/* The file of [code]; it lives in the arena of the session. NULL where memory is used up. */
static char *path_of(struct shop *shop, const char code[KIOSK_CODE_LENGTH + 1])
{
    size_t room = strlen(shop->folder) + KIOSK_CODE_LENGTH + sizeof "/.yaml";
    char *path = arena_alloc(&shop->session->arena, room);
    if (path != NULL) {
        snprintf(path, room, "%s/%s.yaml", shop->folder, code);
    }
    return path;
}

/* Takes a code that no file in the folder has; *ret_path lives in the arena of the session. */
static bool take_code(struct shop *shop, char ret_code[KIOSK_CODE_LENGTH + 1], char **ret_path)
{
    for (unsigned i = 0; i < CODES_MOST && make_code(ret_code); i++) {
        struct stat there;
        *ret_path = path_of(shop, ret_code);
        if (*ret_path == NULL) {
            return false;
        }
        if (lstat(*ret_path, &there) != 0 && errno == ENOENT) {
            return true;
        }
    }
    return false;
}

/* Why something failed is said to whoever reads the log, never on the screen. */
static void tell_log(struct shop *shop)
{
    if (!isatty(STDERR_FILENO)) {
        (void)messages_print(&shop->session->messages);
    }
}

/* The hook of that name. */
static bool keep(void *context, const struct interview *interview, char code[KIOSK_CODE_LENGTH + 1])
{
    struct shop *shop = context;
    struct diags *diags = &shop->session->messages.diags;
    char *path = NULL;
    struct output output;
    bool kept = false;
    char taken[KIOSK_CODE_LENGTH + 1] = "";
    if (code[0] == '\0') {
        kept = take_code(shop, taken, &path);
    } else {
        memcpy(taken, code, sizeof taken);
        path = path_of(shop, code);
        kept = path != NULL;
    }
    kept = kept && output_open(&output, path, diags);
    if (kept && !answer_file_write(interview, output.file, diags)) {
        output_discard(&output);
        kept = false;
    } else if (kept) {
        kept = output_commit(&output, diags);
    }
    if (kept) {
        memcpy(code, taken, sizeof taken);
    } else {
        tell_log(shop);
    }
    return kept;
}

/* The hook of that name. */
static bool take_back(void *context, const char code[KIOSK_CODE_LENGTH + 1])
{
    struct shop *shop = context;
    const char *path = path_of(shop, code);
    if (path != NULL && unlink(path) != 0 && errno != ENOENT) {
        diag_add_file(&shop->session->messages.diags, CODE_F004, path, "cannot be taken away: %s",
                      strerror(errno));
        tell_log(shop);
        return false;
    }
    return path != NULL;
}

/* The hook of that name. */
static bool check_pin(void *context, struct text pin)
{
    const struct shop *shop = context;
    return pin_is_right(pin, shop->pin);
}

/* ---- The command ------------------------------------------------------------------------------- */

/* Keeps the kiosk open, and takes its end to a status; *ret_signal is a signal to end with, or 0. */
static int keep_open(struct shop *shop, int *ret_signal)
{
    struct diags *diags = &shop->session->messages.diags;
    struct kiosk_setup setup = {.languages = shop->languages,
                                .language_count = shop->language_count,
                                .idle_warning = (int64_t)shop->config.idle_warning * 1000,
                                .idle_end = (int64_t)shop->config.idle_end * 1000,
                                .result = shop->config.result,
                                .folder = shop->folder,
                                .hooks = {.context = shop,
                                          .result = make_result,
                                          .keep = shop->folder == NULL ? NULL : keep,
                                          .take_back = take_back,
                                          .pin_is_right = shop->pin == NULL ? NULL : check_pin}};
    struct tty tty;
    if (!tty_take(&tty, STDIN_FILENO, diags)) {
        return STATUS_IO;
    }
    enum keeper_end end = keeper_run(&tty, setup, ret_signal, diags);
    tty_give_back(&tty);
    switch (end) {
    case KEEPER_LEFT:
        return STATUS_OK;
    case KEEPER_TOLD:
        return STATUS_INTERRUPTED;
    case KEEPER_GONE:
    case KEEPER_FAILED:
        break;
    }
    return STATUS_IO;
}

/* Whether frames can be drawn here at all. */
static bool has_screen(void)
{
    const char *terminal = getenv("TERM");
    if (!isatty(STDIN_FILENO)) {
        complain("`kiosk` needs a terminal of its own; see iopfit-kiosk(8)");
        return false;
    }
    if (!terminal_draws(terminal)) {
        complain(
            "`kiosk` draws whole screens, and the terminal is called `%s`, which cannot; `iopfit "
            "ask` works there",
            terminal == NULL ? "" : terminal);
        return false;
    }
    return true;
}

/* The hook of that name: a file comes and goes as one of answers does. */
static bool leave(void *context)
{
    struct shop *shop = context;
    struct diags *diags = &shop->session->messages.diags;
    char code[KIOSK_CODE_LENGTH + 1];
    char *path = NULL;
    struct output output;
    bool left = take_code(shop, code, &path) && output_open(&output, path, diags) &&
                output_commit(&output, diags) && unlink(path) == 0;
    (void)messages_print(&shop->session->messages);
    return left;
}

/* With no FILE, only the guards are tried. */
static int self_test(const struct options *options)
{
    if (options->operand_count == 0) {
        return self_test_run(&(struct self_test){.with_terminal = false});
    }
    struct session session;
    struct shop shop = {.session = &session};
    int status = session_open(&session, options->questionnaire);
    if (status == STATUS_OK) {
        status = session_settle(&session, open_shop(&shop, options->operands[0]));
    }
    if (status == STATUS_OK) {
        status = self_test_run(&(struct self_test){
            .with_terminal = true, .folder = shop.folder, .leave = leave, .context = &shop});
    }
    session_close(&session);
    return status;
}

static int open_kiosk(const struct options *options, int *ret_signal)
{
    struct session session;
    struct shop shop = {.session = &session};
    int status = session_open(&session, options->questionnaire);
    if (status == STATUS_OK) {
        status = session_settle(&session, open_shop(&shop, options->operands[0]));
    }
    if (status == STATUS_OK && !has_screen()) {
        status = STATUS_USAGE;
    }
    if (status == STATUS_OK) {
        status = keep_open(&shop, ret_signal);
        (void)messages_print(&session.messages);
    }
    session_close(&session);
    return status;
}

int command_kiosk(const struct options *options)
{
    if (options->hash_pin) {
        struct messages messages;
        messages_init(&messages);
        int hashed = hash_pin(&messages.diags);
        (void)messages_print(&messages);
        messages_free(&messages);
        return hashed;
    }
    if (options->self_test) {
        return self_test(options);
    }
    if (options->operand_count == 0) {
        options_wrong(stderr, options->command, "FILE is missing: the kiosk.yaml that sets it up");
        return STATUS_USAGE;
    }
    /* As for `ask`: questionnaires are UTF-8, and so are terminals. */
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) {
        setenv("LC_ALL", "C.UTF-8", 1);
        setlocale(LC_CTYPE, "");
    }
    int signal = 0;
    int status = open_kiosk(options, &signal);
    if (signal != 0) {
        raise(signal); /* wiped and restored, it ends as whoever sent the signal expects */
    }
    return status;
}
