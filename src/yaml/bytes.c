/* The bytes of a YAML file before anything is read from them: encoding, zero bytes and control
 * characters, each refused by name and place. Not for anything that depends on YAML's syntax. */
#include <assert.h>

#include "yaml/room.h"

/* Says which encoding the file has been saved in where it is not UTF-8; NULL where it may be. */
static const char *foreign_encoding(struct text text)
{
    const unsigned char *bytes = (const unsigned char *)text.start;

    if (text.length >= 4 && ((bytes[0] == 0xFF && bytes[1] == 0xFE && bytes[2] == 0 && !bytes[3]) ||
                             (!bytes[0] && !bytes[1] && bytes[2] == 0xFE && bytes[3] == 0xFF))) {
        return "UTF-32";
    }
    if (text.length >= 2 &&
        ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF))) {
        return "UTF-16";
    }
    /* Without a mark: every file begins with an ASCII character, whose other bytes are zero. */
    if (text.length >= 4 && ((bytes[0] && !bytes[1] && !bytes[2] && !bytes[3]) ||
                             (!bytes[0] && !bytes[1] && !bytes[2] && bytes[3]))) {
        return "UTF-32";
    }
    if (text.length >= 4 && ((bytes[0] && !bytes[1] && bytes[2] && !bytes[3]) ||
                             (!bytes[0] && bytes[1] && !bytes[2] && bytes[3]))) {
        return "UTF-16";
    }
    return NULL;
}

bool yaml_is_control(uint32_t code)
{
    if (code < 0x20) {
        return code != '\t' && code != '\n';
    }
    return (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 || code == 0xFEFF ||
           code == 0xFFFE || code == 0xFFFF;
}

/* The next byte from [offset] on that is not plain ASCII: nearly all of a file is. */
static size_t skip_plain(struct text text, size_t offset)
{
    while (offset < text.length && ((text.start[offset] >= ' ' && text.start[offset] < 0x7F) ||
                                    text.start[offset] == '\n')) {
        offset++;
    }
    return offset;
}

/* Adds one message for all bytes that are not UTF-8: a file in another encoding has hundreds. */
static bool check_utf8(const struct source *source, size_t start, struct diags *diags)
{
    size_t offset = start;
    size_t first = 0;
    size_t last = 0;
    size_t places = 0; /* bytes that follow each other are one */

    while ((offset = skip_plain(source->text, offset)) < source->text.length) {
        size_t here = offset;
        if (utf8_next(source->text, &offset) != UINT32_MAX) {
            continue;
        }
        if (places == 0) {
            first = here;
        }
        if (places == 0 || here > last + 1) {
            places++;
        }
        last = here;
    }
    if (places == 0) {
        return true;
    }
    struct diag *diag =
        diag_add(diags, CODE_Y103, span_of(source, first, 1), "the byte 0x%02X is not UTF-8%s",
                 (unsigned)(unsigned char)source->text.start[first],
                 places > 1 ? ", and more such bytes follow" : "");
    diag_help(diags, diag, "save the file in the encoding UTF-8");
    return false;
}

static bool check_controls(const struct source *source, size_t start, struct diags *diags)
{
    struct text text = source->text;
    size_t offset = start;
    bool ok = true;

    while ((offset = skip_plain(text, offset)) < text.length) {
        size_t here = offset;
        uint32_t code = utf8_next(text, &offset);
        if (code == '\r' && offset < text.length && text.start[offset] == '\n') {
            continue;
        }
        if (!yaml_is_control(code)) {
            continue;
        }
        struct span span = span_of(source, here, offset - here);
        if (code == 0) {
            struct diag *diag = diag_add(diags, CODE_Y104, span, "a zero byte in the file");
            diag_help(diags, diag, "delete it; if there are many, this is not a text file");
        } else if (code == '\r') {
            struct diag *diag =
                diag_add(diags, CODE_Y105, span, "a carriage return without a line feed");
            diag_help(diags, diag, "save the file with line ends LF (Unix) or CR LF (Windows)");
        } else {
            struct diag *diag =
                diag_add(diags, CODE_Y105, span, "an invisible control character (U+%04X)", code);
            diag_help(diags, diag, "delete it and type the place anew");
        }
        ok = false;
    }
    return ok;
}

bool yaml_check_bytes(const struct source *source, size_t *ret_start, bool *ret_is_plain,
                      struct diags *diags)
{
    struct text text = source->text;
    assert(text.length < UINT32_MAX);

    const char *encoding = foreign_encoding(text);
    if (encoding) {
        struct diag *diag = diag_add_file(diags, CODE_Y102, source->name,
                                          "the file is in the encoding %s", encoding);
        diag_help(diags, diag, "save it in the encoding UTF-8");
        return false;
    }
    size_t start = text_mark_length(text);
    *ret_is_plain = skip_plain(text, start) == text.length;
    if (!*ret_is_plain &&
        (!check_utf8(source, start, diags) || !check_controls(source, start, diags))) {
        return false;
    }
    *ret_start = start;
    return true;
}
