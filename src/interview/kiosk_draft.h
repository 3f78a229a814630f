/* A screen in the making: what kiosk_show.c says, for kiosk_layout.c to put in its place. Only for
 * these two. */
#ifndef IOPFIT_INTERVIEW_KIOSK_DRAFT_H
#define IOPFIT_INTERVIEW_KIOSK_DRAFT_H

#include "interview/kiosk_room.h"

/* Items are what pages are made of; an item covers rows of [body]. */
struct draft {
    struct kiosk *kiosk;
    struct arena *arena;
    unsigned width;
    unsigned height;
    struct sheet top;  /* where the person is */
    struct sheet head; /* what is asked: on every page, if it leaves room for the rest */
    struct sheet
        brief; /* on every page but the first: the phone numbers, where the head is too low */
    struct sheet body;
    struct sheet tail; /* options that every page has */
    struct sheet keys;
    unsigned hints; /* what kiosk_draft_keys() names */
    struct item *items;
    uint32_t item_count;
    uint32_t item_capacity;
    bool failed; /* memory is used up */
};

/* Makes the next [height] rows of the body an item. */
void kiosk_add_item(struct draft *draft, unsigned height, bool numbered);
/* Says what the view of draft->kiosk says, but for the keys. */
void kiosk_draft_view(struct draft *draft);
/* Names the keys; [turns]: Enter shows another page. */
void kiosk_draft_keys(struct draft *draft, bool turns);

#endif
