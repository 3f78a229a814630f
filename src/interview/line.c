/* The one file that speaks to GNU readline. readline reads its bytes through read_byte(), which
 * waits for the keyboard and for signals with one poll(): so a signal can be obeyed even in the
 * middle of a key's escape sequence, and outside of any signal handler. (readline's callback
 * interface would not do that: it reads the rest of a sequence with a blocking read.) */
#include "interview/line.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include <readline/readline.h>

#include "base/wrap.h"

/* The line that is being typed. readline calls back without telling for whom; but it keeps the name
 * of the program, and that is the first thing in a struct line. */
static struct line *being_typed(void)
{
    return (struct line *)(uintptr_t)rl_readline_name;
}

/* Narrower screens are written as if they were this wide. */
enum { WIDTH_FEWEST = 24 };

/* Rows of a screen that does not say. */
enum { HEIGHT_DEFAULT = 24 };

/* A window whose size has not changed for so long is no longer being dragged. */
enum { RESIZED_MILLISECONDS = 150 };

/* Lines that were typed ahead come in bursts: one is over when nothing came for so long. However long
 * a key is held down, that is looked for so many times only. */
enum { BURST_MILLISECONDS = 100, BURST_ROUNDS = 100 };

/* ---- Bytes and signals ----------------------------------------------------------------------- */

static const int watched[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH};

/* Whether the line goes on being typed after this signal. */
static bool obey_signal(struct line *line)
{
    struct signalfd_siginfo info;
    if (read(line->signals, &info, sizeof info) != (ssize_t)sizeof info) {
        return true;
    }
    if (info.ssi_signo == SIGWINCH) {
        if (!line->options.plain) {
            rl_resize_terminal();
            line->resized = true;
        }
        return true;
    }
    line->signal = (int)info.ssi_signo;
    return false;
}

/* readline gives back no unfinished line: it is copied for when the program is brought back. */
static void keep_unfinished(struct line *line)
{
    if (line->options.plain) {
        return; /* the terminal has it, or has thrown it away */
    }
    line->kept = (size_t)rl_end < sizeof line->text ? (size_t)rl_end : sizeof line->text - 1;
    memcpy(line->text, rl_line_buffer, line->kept);
    line->text[line->kept] = '\0';
}

/* Longer lines are cut here, since readline draws the whole line anew at each key. One byte too
 * many is kept, so that the line can be refused as too long. */
static void cut_line(void)
{
    if (rl_end > (int)LIMIT_LINE_BYTES + 1) {
        rl_delete_text((int)LIMIT_LINE_BYTES + 1, rl_end);
        if (rl_point > rl_end) {
            rl_point = rl_end;
        }
    }
}

static int64_t milliseconds(void)
{
    struct timespec now = {0, 0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* How long to wait for a key; -1: for ever. While a window is being resized, until it is done. */
static int patience(const struct line *line)
{
    int64_t left = line->last_key + (int64_t)line->options.timeout * 1000 - milliseconds();
    bool limited = line->options.timeout > 0;
    if (line->resized && (!limited || left > RESIZED_MILLISECONDS)) {
        return RESIZED_MILLISECONDS;
    }
    return !limited ? -1 : left < 0 ? 0 : (int)left;
}

/* Nothing has come for as long as that. False: the line ends. */
static bool waited(struct line *line)
{
    if (line->resized) {
        line->resized = false;
        line->redraw = line_width(line) != line->drawn_width;
        if (line->redraw) {
            keep_unfinished(line);
        }
        return !line->redraw;
    }
    line->idle = true;
    return false;
}

/* Waits for the next byte; false where the input has ended or a signal ends the line. */
static bool wait_for_byte(struct line *line, unsigned char *ret)
{
    for (;;) {
        struct pollfd sources[] = {{.fd = line->in, .events = POLLIN},
                                   {.fd = line->signals, .events = POLLIN}};
        int ready = poll(sources, 2, patience(line));
        if (ready < 0) {
            if (errno != EINTR) {
                return false;
            }
        } else if (ready == 0) {
            if (!waited(line)) {
                return false;
            }
        } else if (sources[1].revents != 0) {
            if (!obey_signal(line)) {
                keep_unfinished(line);
                return false;
            }
        } else if (sources[0].revents != 0) {
            ssize_t count = read(line->in, ret, 1);
            if (count == 1) {
                line->last_key = milliseconds();
                return true;
            }
            if (count < 0 && errno == EAGAIN) {
                (void)poll(NULL, 0, RESIZED_MILLISECONDS / 10); /* a false alarm */
            } else if (count == 0 || errno != EINTR) {
                return false;
            }
        }
    }
}

/* The next byte for readline. Once the line is over, that is Enter for ever: in some states EOF
 * would send readline round in circles. */
static int read_byte(FILE *in)
{
    struct line *line = being_typed();
    unsigned char byte = '\n';
    (void)in; /* line->in is the same terminal */
    cut_line();
    if (line->ahead_at < line->ahead_count) {
        return line->ahead[line->ahead_at++];
    }
    if (!line->over && !wait_for_byte(line, &byte)) {
        line->over = true;
        byte = '\n';
    }
    return byte;
}

/* ---- Keys ------------------------------------------------------------------------------------ */

/* Like readline's own, but what is erased is gone: it cannot be brought back with ^Y. */
static int erase_line(int count, int key)
{
    (void)count;
    (void)key;
    rl_delete_text(0, rl_end);
    rl_point = 0;
    return 0;
}

static int erase_word(int count, int key)
{
    (void)count;
    (void)key;
    int start = rl_point;
    while (start > 0 && rl_line_buffer[start - 1] == ' ') {
        start--;
    }
    while (start > 0 && rl_line_buffer[start - 1] != ' ') {
        start--;
    }
    rl_delete_text(start, rl_point);
    rl_point = start;
    return 0;
}

/* Inserts what a terminal pastes between its brackets, line ends and all: it is one line, and the
 * conversation refuses it if it should be several. (readline's own function reads past its buffer
 * where the input ends inside the brackets.) */
static int insert_paste(int count, int key)
{
    static const char closing[] = "\033[201~";
    char pasted[LIMIT_LINE_BYTES + 1 + sizeof closing]; /* one too many, to be refused */
    size_t length = 0;
    size_t matched = 0; /* of the closing bracket */
    (void)count;
    (void)key;
    while (matched < sizeof closing - 1 && !being_typed()->over) {
        int byte = rl_read_key();
        matched = byte == closing[matched] ? matched + 1 : byte == closing[0] ? 1 : 0;
        if (length < sizeof pasted - 1) {
            pasted[length++] = byte == '\0' ? ' ' : (char)byte;
        }
    }
    length = length > matched ? length - matched : 0;
    pasted[length] = '\0';
    rl_insert_text(pasted);
    explicit_bzero(pasted, sizeof pasted);
    return 0;
}

/* A function key that sends ESC O and a letter. */
static int skip_letter(int count, int key)
{
    (void)count;
    (void)key;
    (void)rl_read_key();
    return 0;
}

struct key_binding {
    const char *keys;
    rl_command_func_t *does;
};

/* Nothing else is bound: no history, no kill ring, no files, no macros, no second editing mode. */
static const struct key_binding bindings[] = {
    {"\r", rl_newline},
    {"\n", rl_newline},
    {"\t", rl_complete},
    {"\x7f", rl_rubout},
    {"\x08", rl_rubout},
    {"\x01", rl_beg_of_line},
    {"\x02", rl_backward_char},
    {"\x04", rl_delete},
    {"\x05", rl_end_of_line},
    {"\x06", rl_forward_char},
    {"\x15", erase_line},
    {"\x17", erase_word},
    {"\033[C", rl_forward_char},
    {"\033[D", rl_backward_char},
    {"\033OC", rl_forward_char},
    {"\033OD", rl_backward_char},
    {"\033[H", rl_beg_of_line},
    {"\033OH", rl_beg_of_line},
    {"\033[1~", rl_beg_of_line},
    {"\033[F", rl_end_of_line},
    {"\033OF", rl_end_of_line},
    {"\033[4~", rl_end_of_line},
    {"\033[3~", rl_delete},
    {"\033[200~", insert_paste},
    {"\033[", rl_skip_csi_sequence},
    {"\033O", skip_letter},
};

static void bind_keys(void)
{
    Keymap keys = rl_make_bare_keymap();
    for (int byte = 0x20; byte < 0x100; byte++) {
        if (byte != 0x7f) {
            rl_bind_key_in_map(byte, rl_insert, keys);
        }
    }
    for (size_t i = 0; i < sizeof bindings / sizeof *bindings; i++) {
        char sequence[64] = ""; /* rl_bind_keyseq_in_map() reads a notation, not the bytes */
        size_t length = 0;
        for (const char *key = bindings[i].keys; *key != '\0'; key++) {
            length += (size_t)snprintf(sequence + length, sizeof sequence - length, "\\%03o",
                                       (unsigned)(unsigned char)*key);
            assert(length < sizeof sequence);
        }
        rl_bind_keyseq_in_map(sequence, bindings[i].does, keys);
    }
    rl_set_keymap(keys);
}

/* ---- TAB ------------------------------------------------------------------------------------- */

/* The text that stands for an option after TAB. A label is what is on the screen, but several
 * answers are told apart by blanks, which labels have, too. */
static struct text completed(const struct question *question, const struct interview_option *option,
                             struct text typed)
{
    struct interview_option by_id = {option->number, option->id, TEXT("")};
    bool begins_id = typed.length > 0 && interview_option_begins(&by_id, typed);
    return begins_id || question->type == QUESTION_MULTIPLE ? option->id : option->label;
}

/* What all of [first] and [second] begin with, letter by letter. */
static size_t common_length(struct text first, struct text second)
{
    size_t at = 0;
    size_t same = 0;
    while (at < first.length && at < second.length && first.start[at] == second.start[at]) {
        at++;
        if (at == first.length || ((unsigned char)first.start[at] & 0xC0) != 0x80) {
            same = at; /* never in the middle of a character */
        }
    }
    return same;
}

/* The options that [typed] begins, as readline wants them: first what they have in common. */
static char **complete_option(const char *typed_start, int start, int end)
{
    const struct question *question = being_typed()->question;
    (void)start;
    (void)end;
    rl_attempted_completion_over = 1; /* else readline would look for files */
    rl_completion_suppress_append = 1;
    if (question == NULL) {
        return NULL;
    }
    struct text typed = text_of(typed_start);
    uint32_t option_count = interview_option_count(question);
    char **matches = calloc((size_t)option_count + 2, sizeof *matches);
    struct text common = TEXT("");
    size_t count = 0;
    for (uint32_t i = 0; matches != NULL && i < option_count; i++) {
        struct interview_option option = interview_option(question, i);
        if (!interview_option_begins(&option, typed)) {
            continue;
        }
        struct text text = completed(question, &option, typed);
        matches[count + 1] = strndup(text.start, text.length);
        if (matches[count + 1] == NULL) {
            break;
        }
        common.length = count == 0 ? text.length : common_length(common, text);
        common.start = text.start;
        count++;
    }
    if (count == 0) {
        free(matches);
        return NULL;
    }
    /* An id here and a label there may have less in common than was typed. */
    bool extends = count == 1 || (typed.length > 0 && common.length >= typed.length);
    matches[0] = extends ? strndup(common.start, common.length) : strdup(typed_start);
    if (count == 1) {
        free(matches[1]);
        matches[1] = NULL;
    }
    return matches;
}

/* Lists the options that match, as they stand under the question. */
static void show_matches(char **matches, int count, int longest)
{
    (void)matches;
    (void)count;
    (void)longest;
    const struct line *line = being_typed();
    int start = rl_point;
    bool several = line->question->type == QUESTION_MULTIPLE;
    int width = interview_option_count(line->question) > 9 ? 4 : 3;
    while (start > 0 && !(several && strchr(" ,;", rl_line_buffer[start - 1]) != NULL)) {
        start--;
    }
    struct text typed = {rl_line_buffer + start, (size_t)(rl_point - start)};
    rl_crlf();
    for (uint32_t i = 0; i < interview_option_count(line->question); i++) {
        struct interview_option option = interview_option(line->question, i);
        if (interview_option_begins(&option, typed)) {
            fprintf(line->screen, "%*u  ", width, option.number);
            write_plain(line->screen, option.label);
            fputc('\n', line->screen);
        }
    }
    rl_on_new_line();
    rl_forced_update_display();
}

/* ---- A line ---------------------------------------------------------------------------------- */

/* What was typed before the person put the program aside. */
static int insert_kept(void)
{
    struct line *line = being_typed();
    rl_extend_line_buffer((int)LIMIT_LINE_BYTES + 2); /* so much is wiped afterwards */
    if (line->kept > 0) {
        rl_insert_text(line->text);
        line->kept = 0;
    }
    return 0;
}

/* readline's own, but that Ctrl-S does not freeze the screen of someone who does not know Ctrl-Q. */
static void prepare_terminal(int meta)
{
    struct termios modes;
    rl_prep_terminal(meta);
    if (tcgetattr(STDIN_FILENO, &modes) == 0) {
        modes.c_iflag &= ~(tcflag_t)IXON;
        (void)tcsetattr(STDIN_FILENO, TCSADRAIN, &modes);
    }
}

static void set_up_readline(struct line *line)
{
    setenv("INPUTRC", "/dev/null", 1); /* the author of an inputrc is not the person here */
    rl_readline_name = line->name;     /* see being_typed() */
    rl_instream = stdin;
    rl_outstream = line->screen;
    rl_catch_signals = 0;
    rl_catch_sigwinch = 0;
    rl_change_environment = 0;
    rl_getc_function = read_byte;
    rl_startup_hook = insert_kept;
    rl_prep_term_function = prepare_terminal;
    rl_attempted_completion_function = complete_option;
    rl_completion_display_matches_hook = show_matches;
    rl_variable_bind("bind-tty-special-chars", "off");
    rl_variable_bind("show-all-if-ambiguous", "on");
    rl_variable_bind("bell-style", "none");
    rl_initialize();
    /* After the initialization, which sets these three by the locale. */
    rl_variable_bind("convert-meta", "off");
    rl_variable_bind("input-meta", "on");
    rl_variable_bind("output-meta", "on");
    bind_keys();
}

/* The terminal once more, for reads that never wait. Where Ctrl-D comes just as the modes change, or
 * Ctrl-C throws away what was typed, poll() has said that there is a byte and there is none any more;
 * a read that waited for it would be deaf to signals. Standard input itself cannot be told not to
 * wait, since it is shared with the shell; nor can the terminal (VMIN), which would log the shell out
 * after `kill -9`. Where the terminal can be had by neither name, standard input has to do. */
static int open_terminal(void)
{
    const int flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
    char name[64];
    int terminal = ttyname_r(STDIN_FILENO, name, sizeof name) != 0 ? -1 : open(name, flags);
    if (terminal < 0 && tcgetsid(STDIN_FILENO) == getsid(0)) { /* another user's, after su */
        terminal = open("/dev/tty", flags);
    }
    return terminal < 0 ? STDIN_FILENO : terminal;
}

bool line_open(struct line *line, struct line_options options, struct diags *diags)
{
    sigset_t signals;
    *line = (struct line){.name = "iopfit", .signals = -1, .options = options};
    sigemptyset(&signals);
    for (size_t i = 0; i < sizeof watched / sizeof *watched; i++) {
        struct sigaction action;
        /* What is ignored (nohup) stays ignored. */
        if (sigaction(watched[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN) {
            sigaddset(&signals, watched[i]);
        }
    }
    int copy = dup(STDERR_FILENO);
    line->screen = copy < 0 ? NULL : fdopen(copy, "w");
    line->signals = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    if (line->screen == NULL || line->signals < 0) {
        if (line->screen != NULL) {
            fclose(line->screen);
        } else if (copy >= 0) {
            close(copy);
        }
        if (line->signals >= 0) {
            close(line->signals);
        }
        return diag_out_of_memory(diags);
    }
    setvbuf(line->screen, line->screen_buffer, _IOFBF, sizeof line->screen_buffer);
    line->in = open_terminal();
    sigprocmask(SIG_BLOCK, &signals, &line->mask);
    if (!options.plain) {
        set_up_readline(line);
    }
    return true;
}

void line_close(struct line *line)
{
    if (!line->options.plain) {
        rl_free_keymap(rl_get_keymap());
        rl_set_keymap(rl_get_keymap_by_name("emacs"));
        rl_outstream = stderr;
        rl_readline_name = "iopfit";
    }
    fclose(line->screen);
    close(line->signals);
    if (line->in != STDIN_FILENO) {
        close(line->in);
    }
    sigprocmask(SIG_SETMASK, &line->mask, NULL);
    explicit_bzero(line, sizeof *line);
}

/* Stops the program as Ctrl-Z would have, until it is brought back. */
static void suspend(void)
{
    sigset_t stop;
    sigset_t resume;
    struct timespec none = {0, 0};
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    raise(SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &stop, NULL); /* here it stops */
    sigprocmask(SIG_BLOCK, &stop, NULL);
    sigemptyset(&resume);
    sigaddset(&resume, SIGCONT);
    (void)sigtimedwait(&resume, NULL, &none); /* it has had its effect */
}

/* Wipes and frees what readline gave; NULL is nothing. */
static void wipe_typed(char *typed)
{
    if (typed != NULL) {
        explicit_bzero(typed, strlen(typed));
        free(typed);
    }
}

/* With readline: editing, TAB. */
static void read_edited(struct line *line, const char *prompt, struct text *ret_text)
{
    const struct question *question = line->question;
    bool several = question != NULL && question->type == QUESTION_MULTIPLE;
    rl_completer_word_break_characters = several ? " ,;" : "\n";
    char *typed = readline(prompt);
    explicit_bzero(rl_line_buffer, LIMIT_LINE_BYTES + 2);
    if (!line->over && typed == NULL) {
        line->over = true;
    }
    if (line->signal == 0 && !line->redraw) {
        size_t length = line->over ? 0 : strnlen(typed, sizeof line->text - 1);
        memcpy(line->text, line->over ? "" : typed, length);
        *ret_text = (struct text){line->text, length};
    }
    wipe_typed(typed);
}

/* As the terminal gives it, when Enter is pressed: nothing is drawn, and the cursor is never moved. */
static void read_plain(struct line *line, const char *prompt, struct text *ret_text)
{
    size_t length = 0;
    unsigned char byte = '\0';
    fputs(prompt, line->screen);
    fflush(line->screen);
    while (!line->over && byte != '\n') {
        line->over = !wait_for_byte(line, &byte);
        if (!line->over && byte != '\n' && length < LIMIT_LINE_BYTES + 1) {
            line->text[length++] = (char)byte;
        }
    }
    *ret_text = (struct text){line->text, line->over ? 0 : length};
}

enum line_event line_read(struct line *line, const char *prompt, const struct question *question,
                          struct text *ret_text)
{
    line->signal = 0;
    line->over = false;
    line->idle = false;
    line->resized = false;
    line->redraw = false;
    line->question = question;
    line->drawn_width = line_width(line);
    line->last_key = milliseconds();
    *ret_text = TEXT("");
    fflush(line->screen);
    if (line->options.plain) {
        read_plain(line, prompt, ret_text);
    } else {
        read_edited(line, prompt, ret_text);
    }
    if (line->signal == 0) {
        return line->redraw ? LINE_RESUMED
               : line->idle ? LINE_IDLE
               : line->over ? LINE_END
                            : LINE_TYPED;
    }
    if (line->signal != SIGTSTP && line->signal != SIGCONT) {
        return LINE_SIGNAL;
    }
    if (line->signal == SIGTSTP) {
        suspend();
    }
    return LINE_RESUMED;
}

void line_forget_typed(struct line *line)
{
    fflush(line->screen);
    tcflush(STDIN_FILENO, TCIFLUSH);
}

/* Whether the terminal has bytes to give that were typed before. Between two reads it hands out whole
 * lines only, and what was left over from the read before. */
static size_t bytes_ahead(void)
{
    int count = 0;
    return ioctl(STDIN_FILENO, FIONREAD, &count) == 0 && count > 0 ? (size_t)count : 0;
}

/* Throws input away until none comes any more; a signal ends that. */
static void forget_burst(struct line *line)
{
    struct pollfd sources[] = {{.fd = line->in, .events = POLLIN},
                               {.fd = line->signals, .events = POLLIN}};
    for (int i = 0; i < BURST_ROUNDS; i++) {
        tcflush(STDIN_FILENO, TCIFLUSH);
        if (poll(sources, 2, BURST_MILLISECONDS) <= 0 || sources[1].revents != 0 ||
            sources[0].revents != POLLIN) {
            break;
        }
    }
    tcflush(STDIN_FILENO, TCIFLUSH);
}

bool line_forget_lines(struct line *line)
{
    bool whole = false;
    fflush(line->screen);
    line->ahead_at = 0;
    line->ahead_count = 0;
    for (size_t count = bytes_ahead(); count > 0 && !whole; count = bytes_ahead()) {
        unsigned char *end = line->ahead + line->ahead_count;
        size_t room = sizeof line->ahead - line->ahead_count;
        ssize_t got = read(line->in, end, count < room ? count : room);
        if (got <= 0) { /* the end of input, or there is no room */
            whole = room == 0;
            break;
        }
        whole = line->options.plain || memchr(end, '\n', (size_t)got) != NULL ||
                memchr(end, '\r', (size_t)got) != NULL;
        line->ahead_count += (size_t)got;
    }
    if (whole) {
        explicit_bzero(line->ahead, sizeof line->ahead);
        line->ahead_count = 0;
        forget_burst(line);
    }
    return whole;
}

unsigned line_width(const struct line *line)
{
    struct winsize size;
    if (ioctl(fileno(line->screen), TIOCGWINSZ, &size) != 0 || size.ws_col == 0) {
        return WRAP_WIDTH_DEFAULT;
    }
    unsigned width = size.ws_col;
    return width < WIDTH_FEWEST ? WIDTH_FEWEST : width > WRAP_WIDTH_MOST ? WRAP_WIDTH_MOST : width;
}

unsigned line_height(const struct line *line)
{
    struct winsize size;
    bool known = ioctl(fileno(line->screen), TIOCGWINSZ, &size) == 0 && size.ws_row > 0;
    return known ? size.ws_row : HEIGHT_DEFAULT;
}
