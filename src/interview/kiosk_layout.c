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
            append(frame, &draft->body.rows[row], item->height);
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

/* What stands between the body and the keys: a notice, or that there is another page. */
static void append_notice(struct draft *draft, uint32_t pages, struct sheet *frame)
{
    struct kiosk *kiosk = draft->kiosk;
    struct sheet sheet;
    sheet_init(&sheet, draft->arena, draft->width);
    if (kiosk->notice.length > 0) {
        sheet_add(&sheet, TEXT(""), kiosk->notice, true);
    }
    if (pages > 1 && sheet.count < notice_rows(draft)) {
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
    append(frame, sheet.rows, sheet.count < notice_rows(draft) ? sheet.count : notice_rows(draft));
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
    return draft->failed || draft->top.failed || draft->head.failed || draft->body.failed ||
           draft->tail.failed || draft->keys.failed;
}

static bool arrange(struct draft *draft, struct kiosk_layout *ret)
{
    struct kiosk *kiosk = draft->kiosk;
    struct sheet frame = {.arena = draft->arena, .width = draft->width};
    if (draft->head.count > 0 && draft->head.count > (room_of(draft) + draft->head.count) / 2) {
        move_head(draft);
    }
    make_room(draft);
    unsigned room = room_of(draft);
    split_items(draft, room);
    if (has_failed(draft)) { /* rows may be missing that items count on */
        return false;
    }
    ret->pages = page_count(draft->items, draft->item_count, room, KIOSK_NUMBERS);
    if (!kiosk->warns && !kiosk->hidden && kiosk->page >= ret->pages) {
        kiosk->page = ret->pages - 1;
    }
    struct page page = page_of(draft->items, draft->item_count, room, KIOSK_NUMBERS,
                               kiosk->warns ? 0 : kiosk->page);
    pad(&frame, margin_of(draft));
    append(&frame, draft->top.rows, draft->top.count);
    sheet_gap(&frame);
    append(&frame, draft->head.rows, draft->head.count);
    sheet_gap(&frame);
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
