/* Finding a questionnaire by what the user called it, and opening files of answers. Not for reading
 * what is in them. */
#include "cli/cli.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/names.h"
#include "base/wrap.h"
#include "cli/embedded.h"

#define BUILT_IN "glendora-iop"
#define FILE_NAME "questionnaire.yaml"

/* [a]/[b], in [arena]; NULL when memory is used up. */
static char *join(struct arena *arena, struct text a, const char *b)
{
    size_t room = a.length + strlen(b) + 2;
    char *path = arena_alloc(arena, room);
    if (path != NULL) {
        snprintf(path, room, TEXT_FORMAT "/%s", TEXT_ARGS(a), b);
    }
    return path;
}

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool exists(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0;
}

/* Whether the file could be read, but is no questionnaire for its size alone. */
static bool is_too_large(const struct diags *diags)
{
    return diags->count > 0 && diags->items[diags->count - 1].code == CODE_F003;
}

static bool read_chosen(const char *path, const char *folder, struct arena *arena,
                        struct chosen *ret, int *ret_status, struct diags *diags)
{
    if (path == NULL || folder == NULL) {
        return diag_out_of_memory(diags);
    }
    struct source *source = arena_alloc(arena, sizeof *source);
    if (source == NULL) {
        return diag_out_of_memory(diags);
    }
    bool missing = false;
    if (!source_read(path, LIMIT_QUESTIONNAIRE_BYTES, arena, source, &missing, diags)) {
        *ret_status = missing ? STATUS_NO_INPUT : is_too_large(diags) ? STATUS_BROKEN : STATUS_IO;
        return false;
    }
    *ret = (struct chosen){.path = path, .folder = folder, .source = source};
    return true;
}

static bool choose_built_in(struct arena *arena, struct chosen *ret, struct diags *diags)
{
    struct source *source = arena_alloc(arena, sizeof *source);
    if (source == NULL) {
        return diag_out_of_memory(diags);
    }
    const char *path = "built-in:" BUILT_IN;
    *source = (struct source){
        .name = path,
        .text = {(const char *)embedded_questionnaire, embedded_questionnaire_length},
        .first_line = 1};
    *ret = (struct chosen){.path = path, .source = source};
    return true;
}

static bool choose_folder(const char *folder, struct arena *arena, struct chosen *ret,
                          int *ret_status, struct diags *diags)
{
    struct text name = text_of(folder);
    while (name.length > 1 && name.start[name.length - 1] == '/') {
        name.length--;
    }
    char *kept = text_copy(arena, name).start == NULL ? NULL : join(arena, name, FILE_NAME);
    const char *copy = text_copy(arena, name).start;
    return read_chosen(kept, copy, arena, ret, ret_status, diags);
}

static bool choose_file(const char *path, struct arena *arena, struct chosen *ret, int *ret_status,
                        struct diags *diags)
{
    const char *slash = strrchr(path, '/');
    struct text folder = slash == NULL ? TEXT(".") : (struct text){path, (size_t)(slash - path)};
    if (folder.length == 0) {
        folder = TEXT("/");
    }
    return read_chosen(path, text_copy(arena, folder).start, arena, ret, ret_status, diags);
}

/* The next folder of a list that is separated by colons; empty ones are passed over. */
static bool next_folder(struct text *list, struct text *ret)
{
    while (list->length > 0) {
        const char *colon = memchr(list->start, ':', list->length);
        size_t length = colon == NULL ? list->length : (size_t)(colon - list->start);
        *ret = (struct text){list->start, length};
        size_t skip = colon == NULL ? length : length + 1;
        list->start += skip;
        list->length -= skip;
        if (length > 0) {
            return true;
        }
    }
    return false;
}

/* The folders that installed questionnaires are in, the user's own first: [visit] is called with each
 * until it returns true. Returns whether one did. */
typedef bool visit_folder(struct text folder, void *context);

static bool visit_installed(visit_folder *visit, void *context)
{
    const char *const lists[] = {getenv("IOPFIT_QUESTIONNAIRES"), IOPFIT_QUESTIONNAIRES_FOLDER};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        struct text list = text_of(lists[i]);
        struct text folder;
        while (next_folder(&list, &folder)) {
            if (visit(folder, context)) {
                return true;
            }
        }
    }
    return false;
}

struct wanted {
    const char *id;
    struct arena *arena;
    const char *found;  /* its folder */
    struct text *known; /* ids of those that there are */
    uint32_t known_count;
    uint32_t known_capacity;
};

static bool find_in_folder(struct text folder, void *context)
{
    struct wanted *wanted = context;
    char *candidate = join(wanted->arena, folder, wanted->id);
    if (candidate != NULL && is_folder(candidate)) {
        wanted->found = candidate;
    }
    return wanted->found != NULL;
}

static void add_known(struct wanted *wanted, const char *id)
{
    struct text *known = list_reserve(wanted->arena, wanted->known, wanted->known_count,
                                      &wanted->known_capacity, sizeof *known);
    struct text copy = text_copy(wanted->arena, text_of(id));
    if (known != NULL && copy.start != NULL) { /* else one suggestion less */
        known[wanted->known_count++] = copy;
        wanted->known = known;
    }
}

static bool list_folder(struct text folder, void *context)
{
    struct wanted *wanted = context;
    const char *path = text_copy(wanted->arena, folder).start;
    DIR *opened = path == NULL ? NULL : opendir(path);
    if (opened == NULL) {
        return false;
    }
    for (struct dirent *entry = readdir(opened); entry != NULL; entry = readdir(opened)) {
        if (entry->d_name[0] != '.') {
            add_known(wanted, entry->d_name);
        }
    }
    closedir(opened);
    return false;
}

static void add_unknown(const char *choice, struct arena *arena, struct diags *diags)
{
    struct wanted wanted = {.arena = arena};
    struct diag *diag = diag_add_file(diags, CODE_F006, choice,
                                      "there is no such folder or file, and no questionnaire of "
                                      "that id is installed");
    add_known(&wanted, BUILT_IN);
    (void)visit_installed(list_folder, &wanted);
    (void)diag_suggest(diags, diag, text_of(choice), wanted.known, wanted.known_count);
}

bool choose_questionnaire(const char *choice, struct arena *arena, struct chosen *ret,
                          int *ret_status, struct diags *diags)
{
    *ret_status = STATUS_IO; /* where memory runs out */
    if (choice == NULL) {
        return choose_built_in(arena, ret, diags);
    }
    if (is_folder(choice)) {
        return choose_folder(choice, arena, ret, ret_status, diags);
    }
    if (exists(choice) || strchr(choice, '/') != NULL || strcmp(choice, "-") == 0) {
        return choose_file(choice, arena, ret, ret_status, diags);
    }
    struct wanted wanted = {.id = choice, .arena = arena};
    if (choice[0] != '\0' && visit_installed(find_in_folder, &wanted)) {
        return choose_folder(wanted.found, arena, ret, ret_status, diags);
    }
    if (strcmp(choice, BUILT_IN) == 0) {
        return choose_built_in(arena, ret, diags);
    }
    *ret_status = STATUS_NO_INPUT;
    add_unknown(choice, arena, diags);
    return false;
}

const char *input_name(const char *path)
{
    return strcmp(path, "-") == 0 ? "standard input" : path;
}

FILE *open_answers(const char *path, struct diags *diags)
{
    if (strcmp(path, "-") == 0) {
        return stdin;
    }
    errno = 0;
    FILE *file = is_folder(path) ? NULL : fopen(path, "re");
    if (file == NULL) {
        diag_add_file(diags, CODE_F001, path, "cannot be opened: %s",
                      strerror(errno == 0 ? EISDIR : errno));
    }
    return file;
}

unsigned output_width(FILE *file)
{
    struct winsize size;
    if (!isatty(fileno(file)) || ioctl(fileno(file), TIOCGWINSZ, &size) != 0 || size.ws_col == 0) {
        return WRAP_WIDTH_DEFAULT;
    }
    return size.ws_col < WRAP_WIDTH_MOST ? size.ws_col : WRAP_WIDTH_MOST;
}
