/* Looking up the program's own words in the tables that the build makes of po/. Not for which
 * language it is to be. */
#include "base/message.h"

#include <string.h>

#include "base/catalog.h"

/* `es` of `es-US`. */
static struct text primary(struct text language)
{
    const char *end = language.length == 0 ? NULL : memchr(language.start, '-', language.length);
    return (struct text){language.start,
                         end == NULL ? language.length : (size_t)(end - language.start)};
}

static bool is_english(struct text language)
{
    return language.length == 0 || text_is(primary(language), "en");
}

static const struct catalog *catalog_of(struct text language)
{
    for (const struct catalog *catalog = catalogs; catalog->language != NULL; catalog++) {
        if (text_is(primary(language), catalog->language)) {
            return catalog;
        }
    }
    return NULL;
}

bool message_speaks(struct text language)
{
    return is_english(language) || catalog_of(language) != NULL;
}

/* The entry of [english]; NULL where there is none. The table is sorted by bytes. */
static const struct catalog_entry *find(struct text language, const char *english)
{
    const struct catalog *catalog = is_english(language) ? NULL : catalog_of(language);
    size_t low = 0;
    size_t high = catalog == NULL ? 0 : catalog->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(english, catalog->entries[middle].english);
        if (order == 0) {
            return &catalog->entries[middle];
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return NULL;
}

const char *message(struct text language, const char *english)
{
    const struct catalog_entry *entry = find(language, english);
    return entry == NULL ? english : entry->one;
}

const char *message_counted(struct text language, const char *one, const char *several,
                            unsigned long count)
{
    const struct catalog_entry *entry = find(language, one);
    if (entry == NULL || entry->several == NULL) {
        return count == 1 ? one : several;
    }
    return count == 1 ? entry->one : entry->several;
}
