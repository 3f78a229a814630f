/* A questionnaire opened for a command: found, loaded, planned. */
#include "cli/cli.h"

#include "base/limits.h"

/* Loads what was chosen; warnings stay unsaid here: they are for authors, who run `check`. */
static int load(struct session *session, const char *choice)
{
    struct diags *diags = &session->messages.diags;
    struct chosen chosen;
    int status = STATUS_OK;
    if (!choose_questionnaire(choice, &session->arena, &chosen, &status, diags)) {
        return status;
    }
    if (!questionnaire_load(chosen.source, chosen.path, chosen.folder, &session->arena,
                            &session->questionnaire, diags)) {
        return STATUS_BROKEN;
    }
    session->plan = plan_make(session->questionnaire, &session->arena, diags);
    return session->plan == NULL ? STATUS_BROKEN : STATUS_OK;
}

int session_settle(struct session *session, int status)
{
    if (status != STATUS_OK) {
        (void)messages_print(&session->messages);
    } else {
        diags_clear(&session->messages.diags);
        arena_reset(&session->messages.arena);
    }
    return status;
}

int session_open(struct session *session, const char *choice)
{
    *session = (struct session){0};
    arena_init(&session->arena, LIMIT_QUESTIONNAIRE_MEMORY);
    messages_init(&session->messages);
    int status = load(session, choice);
    return session_settle(session, status);
}

void session_close(struct session *session)
{
    arena_free(&session->arena);
    messages_free(&session->messages);
}
