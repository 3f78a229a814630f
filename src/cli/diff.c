/* `iopfit diff`: what a new version of a questionnaire decides otherwise than the old one, and for how
 * many real records. What is compared and proved is prove/diff.c; what can be read off the files is
 * diff_words.c; how it is told, diff_text.c and diff_json.c. */
#include "cli/diff.h"

#include "cli/output.h"
#include "cli/records.h"

void diff_pair_name(const struct diff_report *report, const struct diff_pair *pair,
                    char buffer[PAIR_NAME_ROOM])
{
    const struct joint *joint = &report->joint;
    snprintf(buffer, PAIR_NAME_ROOM, TEXT_FORMAT "-" TEXT_FORMAT,
             TEXT_ARGS(joint->sides[SIDE_OLD]->outcomes[pair->outcomes[SIDE_OLD]].id),
             TEXT_ARGS(joint->sides[SIDE_NEW]->outcomes[pair->outcomes[SIDE_NEW]].id));
}

bool diff_assess_pair(struct diff_report *report, const struct diff_pair *pair, enum side side,
                      struct answer **ret_answers, struct assessment *ret)
{
    struct session *session = &report->sessions[side];
    struct assess_options options = assess_default_options();
    options.want_open = false;
    *ret_answers =
        arena_array(&session->arena, session->questionnaire->question_count, sizeof **ret_answers);
    if (*ret_answers == NULL) {
        return diag_out_of_memory(&session->messages.diags);
    }
    joint_split(&report->joint, pair->answers, side, *ret_answers);
    return assess(session->plan, *ret_answers, options, &session->arena, ret,
                  &session->messages.diags);
}

enum proof diff_verdict(const struct diff_report *report)
{
    const struct diff *diff = &report->diff;
    if (!diff->is_undetermined_same || !diff->is_order_same) {
        return PROOF_FAILS;
    }
    return diff->same;
}

/* ---- Real records ------------------------------------------------------------------------------ */

/* The outcome that [answers] get in the version of [session]. */
static bool outcome_of(struct session *session, const struct answer *answers, struct arena *arena,
                       uint32_t *ret, struct diags *diags)
{
    struct assess_options options = assess_default_options();
    struct assessment assessment;
    options.want_open = false;
    options.want_rules = false;
    if (!assess(session->plan, answers, options, arena, &assessment, diags)) {
        return false;
    }
    *ret = assessment.outcome;
    return true;
}

static bool count_record(struct diff_report *report, struct records *records,
                         const struct record *record)
{
    struct diff_counts *counts = &report->counts;
    struct diags *diags = &records->session->messages.diags;
    const struct questionnaire *later = report->joint.sides[SIDE_NEW];
    uint32_t outcomes[SIDES];
    struct answer *carried = arena_array(&records->arena, later->question_count, sizeof *carried);
    if (carried == NULL) {
        return diag_out_of_memory(diags);
    }
    uint32_t lost = joint_carry(&report->joint, record->answers, carried);
    if (!outcome_of(&report->sessions[SIDE_OLD], record->answers, &records->arena,
                    &outcomes[SIDE_OLD], diags) ||
        !outcome_of(&report->sessions[SIDE_NEW], carried, &records->arena, &outcomes[SIDE_NEW],
                    diags)) {
        return false;
    }
    counts->total++;
    counts->lost += lost > 0;
    counts->differing +=
        !joint_same_outcome(&report->joint, outcomes[SIDE_OLD], outcomes[SIDE_NEW]);
    counts->by_pair[outcomes[SIDE_OLD] * later->outcome_count + outcomes[SIDE_NEW]]++;
    return true;
}

/* Returns the status to end with. */
static int count_records(struct diff_report *report, const struct options *options,
                         const char *path)
{
    struct records records;
    int status = records_open(&records, &report->sessions[SIDE_OLD], path, options->input);
    if (status != STATUS_OK) {
        return status;
    }
    for (;;) {
        struct record record;
        enum answers_status next = records_next(&records, &record);
        bool good = next == ANSWERS_RECORD && count_record(report, &records, &record);
        (void)messages_print(&records.session->messages);
        if (next == ANSWERS_FAILED) {
            status = STATUS_IO;
        }
        if (next == ANSWERS_FAILED || next == ANSWERS_END) {
            break;
        }
        if (!good) {
            report->counts.bad++;
            status = STATUS_NEGATIVE;
        }
    }
    records_close(&records);
    return status;
}

static int count_files(struct diff_report *report, const struct options *options)
{
    struct session *session = &report->sessions[SIDE_OLD];
    size_t pairs = (size_t)report->joint.sides[SIDE_OLD]->outcome_count *
                   report->joint.sides[SIDE_NEW]->outcome_count;
    int status = STATUS_OK;
    report->counts.is_there = options->operand_count > 2;
    report->counts.by_pair = arena_array(&session->arena, pairs, sizeof *report->counts.by_pair);
    if (report->counts.by_pair == NULL) {
        (void)diag_out_of_memory(&session->messages.diags);
        (void)messages_print(&session->messages);
        return STATUS_IO;
    }
    for (int i = 2; i < options->operand_count; i++) {
        status = status_worse(status, count_records(report, options, options->operands[i]));
    }
    return status;
}

/* ---- The command ------------------------------------------------------------------------------- */

/* False after a message. */
static bool join(struct diff_report *report, const struct options *options)
{
    struct session *session = &report->sessions[SIDE_NEW];
    struct renaming renamings[OPTIONS_MAPS];
    uint32_t unused;
    for (uint32_t i = 0; i < options->map_count; i++) {
        if (!renaming_parse(text_of(options->maps[i]), &renamings[i])) {
            options_wrong(stderr, options->command,
                          "`%s` is no pair; write OLD=NEW or QUESTION.OLD=NEW", options->maps[i]);
            return false;
        }
    }
    if (!joint_make(report->sessions[SIDE_OLD].questionnaire, session->questionnaire, renamings,
                    options->map_count, &session->arena, &report->joint, &unused,
                    &session->messages.diags)) {
        (void)messages_print(&session->messages);
        return false;
    }
    if (unused != NAME_NONE) {
        options_wrong(stderr, options->command, "`--map %s` names nothing that is in both versions",
                      options->maps[unused]);
        return false;
    }
    return true;
}

static int status_of(enum proof verdict, bool is_proved)
{
    return verdict == PROOF_FAILS               ? STATUS_NEGATIVE
           : verdict == PROOF_OPEN && is_proved ? STATUS_UNDECIDED
                                                : STATUS_OK;
}

static int print(struct diff_report *report, const struct options *options)
{
    struct session *session = &report->sessions[SIDE_NEW];
    struct diags *diags = &session->messages.diags;
    struct output output;
    bool printed = output_open(&output, NULL, diags);
    if (printed) {
        printed = options->json ? diff_print_json(output.file, report)
                                : diff_print_text(output.file, report);
        printed = output_commit(&output, diags) && printed;
    }
    for (int side = 0; side < SIDES; side++) {
        printed = messages_print(&report->sessions[side].messages) == 0 && printed;
    }
    return printed ? STATUS_OK : STATUS_IO;
}

static int compare(struct diff_report *report, const struct options *options)
{
    struct session *session = &report->sessions[SIDE_NEW];
    const struct plan *const plans[SIDES] = {
        [SIDE_OLD] = report->sessions[SIDE_OLD].plan, [SIDE_NEW] = session->plan};
    const struct diff_options wanted = {.test = options->test, .budget = options->budget};
    if (!join(report, options)) {
        return STATUS_USAGE;
    }
    if (!diff_find(&report->joint, plans, wanted, &session->arena, &report->diff,
                   &session->messages.diags) ||
        !differences_find(&report->joint, &session->arena, &report->differences,
                          &session->messages.diags)) {
        (void)messages_print(&session->messages);
        return STATUS_IO;
    }
    int status = count_files(report, options);
    status = status_worse(status, print(report, options));
    return status_worse(status, status_of(diff_verdict(report), report->diff.is_proved));
}

int command_diff(const struct options *options)
{
    struct diff_report report = {.folder = options->witness};
    int status = session_open(&report.sessions[SIDE_OLD], options->operands[0]);
    if (status == STATUS_OK) {
        status = session_open(&report.sessions[SIDE_NEW], options->operands[1]);
        if (status == STATUS_OK) {
            status = compare(&report, options);
        }
        session_close(&report.sessions[SIDE_NEW]);
    }
    session_close(&report.sessions[SIDE_OLD]);
    return status;
}
