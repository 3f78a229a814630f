/* Where things stand on the kiosk's screen: a block of at most 60 columns in the middle, what is
 * asked above, the keys below, and as many pages as the screen needs. Not for what they say. */
#include "base/message.h"
#include "interview/kiosk_draft.h"
#include "interview/typed.h"

/* The block of text: wider or higher would not be calm. */
enum { BLOCK_WIDTH = 60, BLOCK_HEIGHT = 30 };

static const char *says(const struct draft *draft, const char *english) ATTR_FORMAT_LIKE(2);
static const char *says(const struct draft *draft, const char *english)
{
    return message(kiosk_spoken(draft->kiosk), english);
}

static const struct question *asked(const struct draft *draft)
{
    const struct interview *interview = &draft->kiosk->interview;
    return &interview->questionnaire->questions[interview->question];
}

/* Rows for a notice, which are kept free so that pages stay what they are when one comes. */
enum { NOTICE_ROWS = 2, NOTICE_ROWS_OF_ENTRY = 5 };

/* What is wrong with a number takes a few sentences; there are no options beside it. */
static unsigned notice_rows(const struct draft *draft)
{
    const struct kiosk *kiosk = draft->kiosk;
    bool entry =
        kiosk->view == KIOSK_QUESTION && !kiosk->hidden && !kiosk->warns && kiosk_is_entry(kiosk);
    return entry && draft->height >= 18 ? NOTICE_ROWS_OF_ENTRY : NOTICE_ROWS;
}

static void append(struct sheet *to, const struct row *rows, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        struct row *grown =
            list_reserve(to->arena, to->rows, to->count, &to->capacity, sizeof *grown);
        if (grown == NULL) {
            to->failed = true;
            return;
        }
        to->rows = grown;
        grown[to->count++] = rows[i];
    }
}

static void pad(struct sheet *sheet, uint32_t count)
{
    static const struct row empty;
    while (sheet->count < count && !sheet->failed) {
        append(sheet, &empty, 1);
    }
}

/* Puts its number before an option. */
static void number_option(struct draft *draft, struct row *row, uint32_t option, uint32_t number)
{
    struct kiosk *kiosk = draft->kiosk;
    const char *mark = " ";
    if (kiosk->view == KIOSK_REVIEW) {
        row->lead = typed_says(draft->arena, "  %u  ", number);
        return;
    }
    bool picked = kiosk->pick == KIOSK_PICK_OPTIONS && (kiosk->picked >> option & 1) != 0;
    if (asked(draft)->type == QUESTION_MULTIPLE) {
        mark = kiosk->cursor == option ? ">" : " ";
        row->lead = typed_says(draft->arena, "%s %u  %s ", mark, number, picked ? "[x]" : "[ ]");
        return;
    }
    mark = picked ? ">" : " ";
    row->lead = typed_says(draft->arena, "%s %u  ", mark, number);
}

/* The rows of the items on [page], with their numbers. */
static void append_items(struct draft *draft, struct page page, struct sheet *frame,
                         struct kiosk_layout *ret)
{
    uint32_t row = 0;
    uint32_t option = 0;
    ret->first = 0;
    ret->shown = 0;
    for (uint32_t i = 0; i < page.end && i < draft->item_count; i++) {
        const struct item *item = &draft->items[i];
        if (i >= page.start) {
            if (item->numbered) {
                ret->first = ret->shown == 0 ? option : ret->first;
                ret->shown++;
                number_option(draft, &draft->body.rows[row], option, ret->shown);
            }
            bool gap = item->height == 1 && draft->body.rows[row].text.length == 0 &&
                       draft->body.rows[row].lead.length == 0;
            if (i > page.start || !gap) { /* no page begins with an empty row */
                append(frame, &draft->body.rows[row], item->height);
            }
        }
        row += item->height;
        option += item->numbered;
    }
}

/* The head as rows of the body, before all others: where it leaves no room for them. */
static void move_head(struct draft *draft)
{
    struct sheet body = {.arena = draft->arena, .width = draft->width};
    struct item *items = draft->items;
    uint32_t count = draft->item_count;
    draft->items = NULL;
    draft->item_count = draft->item_capacity = 0;
    append(&body, draft->head.rows, draft->head.count);
    sheet_gap(&body);
    for (uint32_t i = 0; i < body.count; i++) {
        kiosk_add_item(draft, 1, false);
    }
    append(&body, draft->body.rows, draft->body.count);
    for (uint32_t i = 0; i < count; i++) {
        kiosk_add_item(draft, items[i].height, items[i].numbered);
    }
    draft->failed = draft->failed || body.failed;
    draft->body = body;
    draft->head.count = 0;
}

/* Items that are higher than a page are torn apart after all. */
static void split_items(struct draft *draft, unsigned room)
{
    struct item *items = draft->items;
    uint32_t count = draft->item_count;
    draft->items = NULL;
    draft->item_count = draft->item_capacity = 0;
    for (uint32_t i = 0; i < count; i++) {
        unsigned left = items[i].height;
        bool numbered = items[i].numbered;
        for (; left > room; left -= room) {
            kiosk_add_item(draft, room, numbered);
            numbered = false;
        }
        kiosk_add_item(draft, left, numbered);
    }
}

/* [text] within [width] columns, with `…` where it was cut. */
static struct text cut(struct draft *draft, struct text text, unsigned width)
{
    size_t at = 0;
    size_t end = 0;
    if (utf8_width(text) <= width) {
        return text;
    }
    while (at < text.length && utf8_width((struct text){text.start, at}) + 1 <= width) {
        end = at;
        (void)utf8_next(text, &at);
    }
    return typed_says(draft->arena, "%.*s…", (int)end, text.start);
}

static bool shows_options(const struct draft *draft)
{
    const struct kiosk *kiosk = draft->kiosk;
    return kiosk->view == KIOSK_QUESTION && !kiosk->hidden && !kiosk->warns &&
           !kiosk_is_entry(kiosk);
}

/* What is picked, which may stand on another page. */
static struct text picked_line(struct draft *draft)
{
    const struct kiosk *kiosk = draft->kiosk;
    bool several = asked(draft)->type == QUESTION_MULTIPLE;
    struct text names = TEXT("");
    unsigned count = 0;
    if (kiosk->pick == KIOSK_PICK_NOTHING && several) {
        return text_of(says(draft, "Nothing is marked yet."));
    }
    if (kiosk->pick != KIOSK_PICK_OPTIONS) {
        return TEXT("");
    }
    for (uint32_t i = 0; i < kiosk_option_count(kiosk); i++) {
        struct text label = kiosk_option_label(kiosk, i);
        if ((kiosk->picked >> i & 1) != 0) {
            names = count == 0 ? label
                               : typed_says(draft->arena, TEXT_FORMAT "; " TEXT_FORMAT,
                                            TEXT_ARGS(names), TEXT_ARGS(label));
            count++;
        }
    }
    return several ? typed_says(draft->arena, says(draft, "Marked (%u): " TEXT_FORMAT), count,
                                TEXT_ARGS(names))
                   : typed_says(draft->arena, says(draft, "Your answer: " TEXT_FORMAT),
                                TEXT_ARGS(names));
}

/* What stands between the body and the keys: a notice, what is picked, that there is another page;
 * as much of it as there is room for. */
static void append_notice(struct draft *draft, uint32_t pages, struct sheet *frame)
{
    struct kiosk *kiosk = draft->kiosk;
    struct sheet sheet;
    unsigned rows = notice_rows(draft);
    if (frame->count + draft->keys.count + rows + 1 < draft->height) { /* more is free */
        rows = draft->height - frame->count - draft->keys.count - 1;
    }
    sheet_init(&sheet, draft->arena, draft->width);
    if (kiosk->notice.length > 0) {
        sheet_add(&sheet, TEXT(""), kiosk->notice, true);
    }
    if (pages > 1 && sheet.count < rows && shows_options(draft)) {
        sheet_add_lines(&sheet, cut(draft, picked_line(draft), draft->width));
    }
    if (pages > 1 && sheet.count < rows) {
        struct text where =
            kiosk->page + 1 < pages
                ? typed_says(draft->arena, says(draft, "Page %u of %u   +: next page"),
                             kiosk->page + 1, pages)
                : typed_says(draft->arena, says(draft, "Page %u of %u   +: first page"),
                             kiosk->page + 1, pages);
        sheet_add_lines(&sheet, where);
        if (sheet.count > 0) {
            sheet.rows[sheet.count - 1].bold = true;
        }
    }
    append(frame, sheet.rows, sheet.count < rows ? sheet.count : rows);
    draft->failed = draft->failed || sheet.failed;
}

/* Free rows above everything, where there is room for calm. */
static unsigned margin_of(const struct draft *draft)
{
    return draft->height >= 22 ? 1 : 0;
}

static unsigned room_of(const struct draft *draft)
{
    unsigned taken = notice_rows(draft) + 1 + margin_of(draft);
    taken += draft->top.count > 0 ? draft->top.count + 1 : 0;
    taken += draft->head.count > 0 ? draft->head.count + 1 : 0;
    taken += draft->tail.count > 0 ? draft->tail.count + 1 : 0;
    taken += draft->keys.count;
    return draft->height > taken + 1 ? draft->height - taken : 1;
}

/* Rows that the body should have at least. */
enum { ROOM_ENOUGH = 4 };

/* On a low screen what is said about the question gives way to the question: first the options that
 * every page has become part of the last one, then it is not said where the person is, and in the
 * end some keys are not named. */
static void make_room(struct draft *draft)
{
    if (room_of(draft) < ROOM_ENOUGH && draft->tail.count > 0) {
        append(&draft->body, draft->tail.rows, draft->tail.count);
        kiosk_add_item(draft, draft->tail.count, false);
        draft->tail.count = 0;
    }
    if (room_of(draft) < ROOM_ENOUGH) {
        draft->top.count = 0;
    }
    while (room_of(draft) < ROOM_ENOUGH && draft->keys.count > 1) {
        draft->keys.count--;
    }
}

static bool has_failed(const struct draft *draft)
{
    return draft->failed || draft->brief.failed || draft->top.failed || draft->head.failed ||
           draft->body.failed || draft->tail.failed || draft->keys.failed;
}

/* Choices are spread over as many pages as they need, but evenly: one alone on the last page would
 * be missed. */
static void balance(const struct draft *draft, unsigned *room, uint32_t *most)
{
    uint32_t pages = page_count(draft->items, draft->item_count, *room, *most);
    if (pages == 1 || !shows_options(draft)) {
        return;
    }
    while (*most > 1 && page_count(draft->items, draft->item_count, *room, *most - 1) == pages) {
        --*most;
    }
    while (*room > 1 && page_count(draft->items, draft->item_count, *room - 1, *most) == pages) {
        --*room;
    }
}

/* Rows that `brief` takes from each page but the first: about a third of it, the first numbers. */
static unsigned brief_rows(struct draft *draft, unsigned room)
{
    while (draft->brief.count > 0 && draft->brief.count > (room + 1) / 3) {
        draft->brief.count--;
    }
    return draft->brief.count > 0 ? draft->brief.count + 1 : 0;
}

/* Page [number], where each but the first has [brief] rows less room. */
static struct page page_at(const struct draft *draft, unsigned room, uint32_t most, unsigned brief,
                           uint32_t number)
{
    struct page first = page_of(draft->items, draft->item_count, room, most, 0);
    if (number == 0) {
        return first;
    }
    struct page page = page_of(draft->items + first.end, draft->item_count - first.end,
                               room - brief, most, number - 1);
    return (struct page){page.start + first.end, page.end + first.end};
}

static uint32_t pages_of(const struct draft *draft, unsigned room, uint32_t most, unsigned brief)
{
    struct page first = page_at(draft, room, most, brief, 0);
    return first.end == draft->item_count
               ? 1
               : 1 + page_count(draft->items + first.end, draft->item_count - first.end,
                                room - brief, most);
}

/* Whether Enter shows another of the [pages]. */
static bool enter_turns(const struct draft *draft, uint32_t pages)
{
    const struct kiosk *kiosk = draft->kiosk;
    if (shows_options(draft) && kiosk->pick != KIOSK_PICK_NOTHING) {
        return kiosk->pick == KIOSK_PICK_OPTIONS && kiosk_unseen_page(kiosk, pages) != NAME_NONE;
    }
    return !kiosk->warns && kiosk->page + 1 < pages;
}

/* Names the keys in as many rows as both ways of naming Enter take. */
static void reserve_keys(struct draft *draft)
{
    kiosk_draft_keys(draft, true);
    uint32_t rows = draft->keys.count;
    kiosk_draft_keys(draft, false);
    pad(&draft->keys, rows);
}

/* Names them for good, in the rows that were left for it. */
static void name_keys(struct draft *draft, uint32_t pages)
{
    uint32_t rows = draft->keys.count;
    kiosk_draft_keys(draft, enter_turns(draft, pages));
    pad(&draft->keys, rows);
    draft->keys.count = draft->keys.count < rows ? draft->keys.count : rows;
}

static bool arrange(struct draft *draft, struct kiosk_layout *ret)
{
    struct kiosk *kiosk = draft->kiosk;
    struct sheet frame = {.arena = draft->arena, .width = draft->width};
    reserve_keys(draft);
    if (draft->head.count > 0 && draft->head.count > (room_of(draft) + draft->head.count) / 2) {
        move_head(draft);
    }
    make_room(draft);
    unsigned room = room_of(draft);
    uint32_t most = KIOSK_NUMBERS;
    unsigned brief = brief_rows(draft, room);
    split_items(draft, room - brief);
    if (has_failed(draft)) { /* rows may be missing that items count on */
        return false;
    }
    balance(draft, &room, &most);
    ret->pages = pages_of(draft, room, most, brief);
    if (!kiosk->warns && !kiosk->hidden && kiosk->page >= ret->pages) {
        kiosk->page = ret->pages - 1;
    }
    name_keys(draft, ret->pages);
    struct page page = page_at(draft, room, most, brief, kiosk->warns ? 0 : kiosk->page);
    pad(&frame, margin_of(draft));
    append(&frame, draft->top.rows, draft->top.count);
    sheet_gap(&frame);
    append(&frame, draft->head.rows, draft->head.count);
    sheet_gap(&frame);
    if (page.start > 0 && draft->brief.count > 0) {
        append(&frame, draft->brief.rows, draft->brief.count);
        sheet_gap(&frame);
    }
    append_items(draft, page, &frame, ret);
    if (draft->tail.count > 0) {
        sheet_gap(&frame);
        append(&frame, draft->tail.rows, draft->tail.count);
    }
    sheet_gap(&frame);
    if (!kiosk->warns && !kiosk->hidden) {
        append_notice(draft, ret->pages, &frame);
    }
    pad(&frame, draft->height - (draft->keys.count < draft->height ? draft->keys.count : 0));
    append(&frame, draft->keys.rows, draft->keys.count);
    ret->rows = frame.rows;
    ret->count = frame.count < draft->height ? frame.count : draft->height;
    return !frame.failed && !has_failed(draft);
}

bool kiosk_lay_out(struct kiosk *kiosk, struct kiosk_layout *ret)
{
    struct draft draft = {.kiosk = kiosk, .arena = &kiosk->screen_memory};
    arena_reset(&kiosk->screen_memory);
    *ret = (struct kiosk_layout){.pages = 1};
    draft.width = kiosk->columns >= BLOCK_WIDTH + 4 ? BLOCK_WIDTH : kiosk->columns - 3;
    draft.height = kiosk->height < BLOCK_HEIGHT ? kiosk->height : BLOCK_HEIGHT;
    ret->left = (kiosk->columns - draft.width) / 2;
    ret->top = (kiosk->height - draft.height) / 2;
    if (kiosk->columns < KIOSK_COLUMNS_FEWEST || kiosk->height < KIOSK_ROWS_FEWEST) {
        draft.width = kiosk->columns > 4 ? kiosk->columns - 1 : 4;
        ret->left = 0;
    }
    sheet_init(&draft.top, draft.arena, draft.width);
    sheet_init(&draft.head, draft.arena, draft.width);
    sheet_init(&draft.body, draft.arena, draft.width);
    sheet_init(&draft.brief, draft.arena, draft.width);
    sheet_init(&draft.tail, draft.arena, draft.width);
    sheet_init(&draft.keys, draft.arena, draft.width);
    if (kiosk->columns < KIOSK_COLUMNS_FEWEST || kiosk->height < KIOSK_ROWS_FEWEST) {
        sheet_add(&draft.body, TEXT(""), text_of(says(&draft, "Please make this window larger.")),
                  false);
        ret->rows = draft.body.rows;
        ret->count = draft.body.count;
        return !draft.failed && !draft.body.failed;
    }
    if (kiosk->hidden && !kiosk->warns) {
        sheet_add(&draft.keys, TEXT(""), text_of(says(&draft, "Press Enter to go on.")), false);
    } else {
        kiosk_draft_view(&draft);
    }
    return arrange(&draft, ret);
}

bool kiosk_show(struct kiosk *kiosk, struct frame *ret)
{
    struct kiosk_layout layout;
    if (!kiosk_lay_out(kiosk, &layout)) {
        return false;
    }
    *ret = (struct frame){.columns = kiosk->columns,
                          .height = kiosk->height,
                          .left = layout.left,
                          .top = layout.top,
                          .rows = layout.rows,
                          .count = layout.count};
    return true;
}
