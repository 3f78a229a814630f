/* Comparing two versions: two models over joint answers in one circuit, first held against random
 * people, 64 at a time, then asked of the solver. */
#include "prove/diff.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "prove/model.h"
#include "prove/shrink.h"
#include "prove/solver.h"

/* Batches of 64 people before a proof: most of what differs shows there. */
enum { BATCHES_BEFORE_PROOF = 16 };
/* So many times the budget of one query is what all queries together may take. */
enum { MOST_BUDGETS = 100 };
/* Steps times rules of shrinking: about two seconds. Past it, answers are shown as they were found. */
enum { SHRINK_WORK = 20000000 };

struct comparing {
    const struct joint *joint;
    const struct plan *const *plans;
    struct diff_options options;
    struct arena *arena;
    struct diags *diags;
    struct circuit circuit;
    struct raw *raws;         /* of joint questions */
    struct raw *sided[SIDES]; /* of the questions of each version */
    struct model models[SIDES];
    literal differs;      /* the outcomes do */
    uint64_t shrink_left; /* work of shrinking that may still be done */
    bool exhausted;       /* memory was used up */
};

static void *make(struct comparing *comparing, size_t count, size_t size)
{
    void *array = arena_array(comparing->arena, count, size);
    comparing->exhausted = comparing->exhausted || array == NULL;
    return array;
}

/* ---- Joint answers ---------------------------------------------------------------------------- */

/* Adds what one version asks of its question to the use of a joint one: options are translated. */
static void add_use(const struct variable_use *use, const uint32_t *options, uint32_t count,
                    struct variable_use *to)
{
    for (uint32_t i = 0; i < count; i++) {
        if (options[i] != NAME_NONE && (use->named >> options[i] & 1) != 0) {
            to->named |= UINT64_C(1) << i;
        }
    }
    to->every_value = to->every_value || use->every_value;
}

/* Whether both versions offer the same options in the same order: only then may those that are merely
 * counted share their chain. */
static bool has_same_options(const struct joint *joint, uint32_t index)
{
    uint32_t old = joint->questions[SIDE_OLD][index];
    uint32_t later = joint->questions[SIDE_NEW][index];
    if (old == NAME_NONE || later == NAME_NONE) {
        return true;
    }
    uint32_t count = joint->answered.questions[index].choice_count;
    if (joint->sides[SIDE_OLD]->questions[old].choice_count != count ||
        joint->sides[SIDE_NEW]->questions[later].choice_count != count) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (joint->options[SIDE_OLD][index][i] != i || joint->options[SIDE_NEW][index][i] != i) {
            return false;
        }
    }
    return true;
}

/* All cuts and points of both versions. */
static bool join_cuts(struct comparing *comparing, const struct variable_use *const uses[SIDES],
                      struct variable_use *to)
{
    uint32_t cuts = 0;
    uint32_t points = 0;
    for (int side = 0; side < SIDES; side++) {
        cuts += uses[side] == NULL ? 0 : uses[side]->cut_count;
        points += uses[side] == NULL ? 0 : uses[side]->point_count;
    }
    to->cuts = make(comparing, cuts, sizeof *to->cuts);
    to->points = make(comparing, points, sizeof *to->points);
    if (comparing->exhausted) {
        return false;
    }
    for (int side = 0; side < SIDES; side++) {
        const struct variable_use *use = uses[side];
        for (uint32_t i = 0; use != NULL && i < use->cut_count; i++) {
            to->cuts[to->cut_count++] = use->cuts[i];
        }
        for (uint32_t i = 0; use != NULL && i < use->point_count; i++) {
            to->points[to->point_count++] = use->points[i];
        }
    }
    return true;
}

static uint64_t all_options(uint32_t count)
{
    return count >= 64 ? UINT64_MAX : (UINT64_C(1) << count) - 1;
}

/* "At least [value]" of the joint numbers of [raw]. */
static literal at_least(const struct raw *raw, const struct value *value)
{
    for (uint32_t i = 0; i < raw->count; i++) {
        bool starts = value->kind == VALUE_INT ? raw->values[i].integer.low >= value->integer.low
                                               : raw->values[i].number.low >= value->number.low;
        if (starts) {
            return raw->holds[i]; /* classes begin at the same numbers in both */
        }
    }
    return LITERAL_FALSE;
}

/* "Option [option] of the version, or a later one", of a joint choice. */
static literal at_least_option(struct circuit *circuit, const struct raw *raw,
                               const uint32_t *options, uint32_t count, uint32_t option)
{
    bool rises = true;
    for (uint32_t i = 1; i < count; i++) {
        rises = rises && options[i - 1] < options[i];
    }
    literal any = LITERAL_FALSE;
    for (uint32_t i = 0; i < count; i++) {
        if (options[i] >= option) {
            if (rises) {
                return raw->holds[i];
            }
            literal next = i + 1 < count ? raw->holds[i + 1] : LITERAL_FALSE;
            any = circuit_or(circuit, any, circuit_and(circuit, raw->holds[i], literal_not(next)));
        }
    }
    return any;
}

/* What a version's question is, in terms of the joint one. Its own atoms are not used. */
static bool make_sided(struct comparing *comparing, enum side side, uint32_t index,
                       const struct variable_use *use)
{
    const struct joint *joint = comparing->joint;
    struct circuit *circuit = &comparing->circuit;
    uint32_t number = joint->questions[side][index];
    const struct question *question = &joint->sides[side]->questions[number];
    const struct raw *joined = &comparing->raws[index];
    uint32_t count = joint->answered.questions[index].choice_count;
    const uint32_t *options = joint->options[side][index];
    struct variable_use own = *use;
    own.named = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (options[i] != NAME_NONE && (use->named >> i & 1) != 0) {
            own.named |= UINT64_C(1) << options[i];
        }
    }
    struct raw *raw = &comparing->sided[side][number];
    if (!raw_make(circuit, question, &own, raw)) {
        return false;
    }
    literal *holds = make(comparing, raw->count, sizeof *holds);
    if (holds == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < raw->count; i++) {
        holds[i] = LITERAL_FALSE;
        if (question->type == QUESTION_MULTIPLE) {
            for (uint32_t j = 0; j < count; j++) {
                holds[i] = options[j] == i ? joined->holds[j] : holds[i];
            }
        } else if (question->type == QUESTION_CHOICE) {
            holds[i] = i == 0 ? LITERAL_TRUE : at_least_option(circuit, joined, options, count, i);
        } else if (question->type == QUESTION_YES_NO) {
            holds[i] = joined->holds[i];
        } else {
            holds[i] = at_least(joined, &raw->values[i]);
        }
    }
    raw->holds = holds;
    return true;
}

static bool make_question(struct comparing *comparing, struct variable_use *uses[SIDES],
                          uint32_t index)
{
    const struct joint *joint = comparing->joint;
    const struct question *question = &joint->answered.questions[index];
    const struct variable_use *own[SIDES];
    struct variable_use use = {0};
    for (int side = 0; side < SIDES; side++) {
        uint32_t number = joint->questions[side][index];
        own[side] = number == NAME_NONE ? NULL : &uses[side][number];
        if (own[side] != NULL) {
            add_use(own[side], joint->options[side][index], question->choice_count, &use);
        }
    }
    if (!has_same_options(joint, index)) {
        use.named = all_options(question->choice_count);
    }
    if (!join_cuts(comparing, own, &use) ||
        !raw_make(&comparing->circuit, question, &use, &comparing->raws[index])) {
        return false;
    }
    for (int side = 0; side < SIDES; side++) {
        if (own[side] != NULL && !make_sided(comparing, (enum side)side, index, &use)) {
            return false;
        }
    }
    return true;
}

/* Texts: one class. */
static bool make_texts(struct comparing *comparing, enum side side)
{
    const struct questionnaire *questionnaire = comparing->joint->sides[side];
    const struct variable_use none = {0};
    for (uint32_t i = 0; i < questionnaire->question_count; i++) {
        if (questionnaire->questions[i].type == QUESTION_TEXT &&
            !raw_make(&comparing->circuit, &questionnaire->questions[i], &none,
                      &comparing->sided[side][i])) {
            return false;
        }
    }
    return true;
}

static bool make_models(struct comparing *comparing)
{
    const struct joint *joint = comparing->joint;
    struct variable_use *uses[SIDES];
    comparing->raws = make(comparing, joint->answered.question_count, sizeof *comparing->raws);
    if (!circuit_init(&comparing->circuit, comparing->arena) || comparing->exhausted) {
        return false;
    }
    for (int side = 0; side < SIDES; side++) {
        const struct questionnaire *questionnaire = joint->sides[side];
        uses[side] = make(comparing, questionnaire->scope.count, sizeof *uses[side]);
        comparing->sided[side] =
            make(comparing, questionnaire->question_count, sizeof *comparing->sided[side]);
        if (comparing->exhausted || !model_add_uses(questionnaire, uses[side], comparing->arena)) {
            return false;
        }
    }
    for (uint32_t i = 0; i < joint->answered.question_count; i++) {
        if (!make_question(comparing, uses, i)) {
            return false;
        }
    }
    for (int side = 0; side < SIDES; side++) {
        if (!make_texts(comparing, (enum side)side) ||
            !model_make(&comparing->models[side], &comparing->circuit, joint->sides[side],
                        comparing->sided[side], comparing->arena, comparing->diags)) {
            return false;
        }
    }
    literal same = LITERAL_FALSE;
    for (uint32_t old = 0; old < joint->sides[SIDE_OLD]->outcome_count; old++) {
        for (uint32_t later = 0; later < joint->sides[SIDE_NEW]->outcome_count; later++) {
            if (joint_same_outcome(joint, old, later)) {
                literal both = circuit_and(&comparing->circuit,
                                           model_outcome(&comparing->models[SIDE_OLD], old),
                                           model_outcome(&comparing->models[SIDE_NEW], later));
                same = circuit_or(&comparing->circuit, same, both);
            }
        }
    }
    comparing->differs = literal_not(same);
    return !comparing->circuit.exhausted;
}

/* ---- People ----------------------------------------------------------------------------------- */

/* splitmix64 (Steele, Lea and Flood 2014). */
static uint64_t next_random(uint64_t *state)
{
    uint64_t mixed = *state += UINT64_C(0x9E3779B97F4A7C15);
    mixed = (mixed ^ mixed >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94D049BB133111EB);
    return mixed ^ mixed >> 31;
}

/* Draws levels of the chains, or members of the set, of one question for 64 people. The higher
 * [mild] (percent), the more often it is the lowest answer. */
static void draw_answer(const struct raw *raw, uint64_t *words, uint32_t mild, uint64_t *random)
{
    for (uint32_t i = raw->is_set ? 0 : 1; i < raw->count; i++) {
        words[raw->holds[i] >> 1] = 0;
    }
    for (uint32_t bit = 0; bit < 64 && raw->count > 0; bit++) {
        uint64_t drawn = next_random(random);
        bool is_mild = drawn % 100 < mild;
        uint64_t members = next_random(random);
        members &= next_random(random); /* a quarter of the options */
        uint32_t level = (uint32_t)(drawn >> 32) % raw->count;
        uint32_t others = (uint32_t)(drawn >> 40) % (raw->count + 1);
        uint32_t seen = 0;
        for (uint32_t i = raw->is_set ? 0 : 1; i < raw->count && !is_mild; i++) {
            bool is_named = raw->is_set && (raw->named >> i & 1) != 0;
            bool is_in = is_named      ? (members >> i & 1) != 0
                         : raw->is_set ? seen++ < others
                                       : i <= level;
            words[raw->holds[i] >> 1] |= is_in ? UINT64_C(1) << bit : 0;
        }
    }
}

/* ---- Queries ---------------------------------------------------------------------------------- */

/* Whether some joint answers make a literal hold. */
struct query {
    literal wanted;
    enum solved solved; /* SOLVED_NOT until it is decided */
    struct answer *answers;
};

/* The joint answers for which [holds] says what each atom is. */
typedef bool atom_reader(const void *context, literal atom);

static struct answer *read_answers(struct comparing *comparing, atom_reader *holds,
                                   const void *context)
{
    uint32_t count = comparing->joint->answered.question_count;
    struct answer *answers = make(comparing, count, sizeof *answers);
    for (uint32_t i = 0; answers != NULL && i < count; i++) {
        const struct raw *raw = &comparing->raws[i];
        uint64_t class = 0;
        for (uint32_t j = 0; j < raw->count; j++) {
            bool is_in = raw->holds[j] == LITERAL_TRUE || holds(context, raw->holds[j]);
            class = !is_in ? class : raw->is_set ? class | UINT64_C(1) << j : j;
        }
        answers[i] = (struct answer){.state = ANSWER_GIVEN, .value = raw_value(raw, class)};
    }
    return answers;
}

struct person {
    const uint64_t *words;
    uint32_t bit;
};

static bool holds_for_person(const void *context, literal atom)
{
    const struct person *person = context;
    return (circuit_word(person->words, atom) >> person->bit & 1) != 0;
}

static bool holds_for_solver(const void *context, literal atom)
{
    return solver_holds(context, atom);
}

/* Tries random people, 64 at a time. */
static void try_people(struct comparing *comparing, struct query *queries, uint32_t count,
                       uint32_t batches)
{
    uint64_t *words = make(comparing, comparing->circuit.count, sizeof *words);
    uint64_t random = 20261125;
    for (uint32_t i = 0; i < batches && words != NULL; i++) {
        for (uint32_t j = 0; j < comparing->joint->answered.question_count; j++) {
            draw_answer(&comparing->raws[j], words, 20 + i % 16 * 5, &random);
        }
        circuit_simulate(&comparing->circuit, words, 1);
        for (uint32_t j = 0; j < count; j++) {
            uint64_t found = circuit_word(words, queries[j].wanted);
            if (queries[j].solved != SOLVED_YES && found != 0) {
                struct person person = {words, (uint32_t)__builtin_ctzll(found)};
                queries[j].solved = SOLVED_YES;
                queries[j].answers = read_answers(comparing, holds_for_person, &person);
            }
        }
    }
}

static void ask(struct comparing *comparing, struct solver *solver, struct query *query)
{
    if (query->solved != SOLVED_NOT || query->wanted == LITERAL_FALSE) {
        query->solved = query->solved == SOLVED_YES ? SOLVED_YES : SOLVED_NO;
        return;
    }
    uint32_t budget = comparing->options.budget;
    if (solver_conflicts(solver) > (uint64_t)budget * MOST_BUDGETS) {
        budget = budget / MOST_BUDGETS + 1; /* the easy ones are still decided */
    }
    query->solved = solver_solve(solver, &query->wanted, 1, budget);
    if (query->solved == SOLVED_YES) {
        query->answers = read_answers(comparing, holds_for_solver, solver);
    }
}

/* Random people first, then the solver; query 0 is whether anything differs at all, and the first
 * [pair_count] others follow from it. */
static void ask_all(struct comparing *comparing, struct query *queries, uint32_t count,
                    uint32_t pair_count)
{
    bool proves = !comparing->options.test;
    uint32_t people = proves ? BATCHES_BEFORE_PROOF * 64 : comparing->options.people;
    try_people(comparing, queries, count, (people + 63) / 64);
    if (!proves) {
        return;
    }
    struct solver *solver = solver_make(&comparing->circuit);
    if (solver == NULL) {
        comparing->exhausted = true;
        return;
    }
    for (uint32_t i = 0; i < count && !comparing->exhausted; i++) {
        if (i > 0 && i <= pair_count && queries[0].solved == SOLVED_NO) {
            queries[i].solved = SOLVED_NO;
        } else {
            ask(comparing, solver, &queries[i]);
        }
    }
    solver_free(solver);
}

/* ---- Pairs ------------------------------------------------------------------------------------ */

/* Answers that both versions are given, and what is to come of them. */
struct showing {
    const struct comparing *comparing;
    const struct diff_pair *pair;
    struct answer *answers[SIDES];
    struct arena person;
};

static bool shows_pair(void *context, const struct answer *answers, uint64_t *work,
                       bool *ret_failed)
{
    struct showing *showing = context;
    const struct comparing *comparing = showing->comparing;
    struct assess_options options = shrink_assess_options();
    for (int side = 0; side < SIDES; side++) {
        struct assessment assessment;
        arena_reset(&showing->person);
        joint_split(comparing->joint, answers, (enum side)side, showing->answers[side]);
        if (!assess(comparing->plans[side], showing->answers[side], options, &showing->person,
                    &assessment, comparing->diags)) {
            *ret_failed = true;
            return false;
        }
        *work += (assessment.steps + 1) * (uint64_t)comparing->joint->sides[side]->rule_count;
        if (!assessment.certain || assessment.outcome != showing->pair->outcomes[side]) {
            return false;
        }
    }
    return true;
}

/* Numbers come from the edge of a class, with many digits: whole ones that do as well are easier to
 * read. */
static void round_numbers(struct showing *showing, struct answer *answers)
{
    const struct questionnaire *answered = &showing->comparing->joint->answered;
    uint64_t work = 0;
    bool failed = false;
    for (uint32_t i = 0; i < answered->question_count && !failed; i++) {
        const struct question *question = &answered->questions[i];
        struct answer before = answers[i];
        if (question->type != QUESTION_NUMBER || before.state != ANSWER_GIVEN) {
            continue;
        }
        const double whole[] = {floor(before.value.number.low), ceil(before.value.number.low)};
        for (size_t j = 0; j < 2; j++) {
            answers[i].value = value_number(whole[j]);
            if (whole[j] >= question->number_min && whole[j] <= question->number_max &&
                shows_pair(showing, answers, &work, &failed)) {
                break;
            }
            answers[i] = before;
        }
    }
}

static const struct answer *shrink_pair(struct comparing *comparing, const struct diff_pair *pair,
                                        struct answer *answers)
{
    struct showing showing = {.comparing = comparing, .pair = pair};
    for (int side = 0; side < SIDES; side++) {
        showing.answers[side] = make(comparing, comparing->joint->sides[side]->question_count,
                                     sizeof *showing.answers[side]);
    }
    if (comparing->exhausted) {
        return NULL;
    }
    arena_init(&showing.person, LIMIT_RECORD_MEMORY);
    round_numbers(&showing, answers);
    const struct answer *shrunk =
        shrink_answers(&comparing->joint->answered, answers, NAME_NONE, shows_pair, &showing,
                       &comparing->shrink_left, comparing->arena, comparing->diags);
    arena_free(&showing.person);
    return shrunk;
}

/* ---- Rules ------------------------------------------------------------------------------------ */

static bool is_same_text(const struct expr *a, const struct expr *b)
{
    const struct expr *const both[] = {a, b};
    char *texts[2] = {NULL, NULL};
    size_t lengths[2] = {0, 0};
    bool ok = true;
    for (size_t i = 0; i < 2; i++) {
        FILE *out = open_memstream(&texts[i], &lengths[i]);
        if (out != NULL) {
            expr_print(out, both[i]);
        }
        ok = out != NULL && fclose(out) == 0 && ok;
    }
    ok = ok && strcmp(texts[0], texts[1]) == 0;
    free(texts[0]);
    free(texts[1]);
    return ok;
}

/* The rule is one that its version's outcome rests on. */
static literal bears(struct comparing *comparing, enum side side, uint32_t rule)
{
    struct model *model = &comparing->models[side];
    literal given = model_outcome(model, model->questionnaire->rules[rule].outcome);
    return circuit_and(&comparing->circuit, model->rules[rule], given);
}

/* Queries whether the rule holds for other answers, and whether it has a part in a changed outcome. */
static void query_rule(struct comparing *comparing, struct diff_rule *rule, struct query *other,
                       struct query *part)
{
    const struct joint *joint = comparing->joint;
    struct circuit *circuit = &comparing->circuit;
    uint32_t old = rule->rules[SIDE_OLD];
    uint32_t later = rule->rules[SIDE_NEW];
    literal changed = LITERAL_TRUE; /* whether the rule is otherwise in the other version */
    if (old != NAME_NONE && later != NAME_NONE) {
        const struct rule *before = &joint->sides[SIDE_OLD]->rules[old];
        const struct rule *after = &joint->sides[SIDE_NEW]->rules[later];
        literal differs = circuit_differ(circuit, comparing->models[SIDE_OLD].rules[old],
                                         comparing->models[SIDE_NEW].rules[later]);
        rule->is_outcome_changed = !joint_same_outcome(joint, before->outcome, after->outcome);
        rule->is_rewritten = !is_same_text(before->when, after->when);
        other->wanted = differs;
        changed = rule->is_outcome_changed ? LITERAL_TRUE : differs;
    }
    literal bearing = LITERAL_FALSE;
    for (int side = 0; side < SIDES; side++) {
        if (rule->rules[side] != NAME_NONE) {
            literal here = bears(comparing, (enum side)side, rule->rules[side]);
            bearing = circuit_or(circuit, bearing, here);
        }
    }
    part->wanted = circuit_and(circuit, circuit_and(circuit, changed, bearing), comparing->differs);
}

/* Rules of both versions in the order of the old one, then those of the new one alone. Returns how
 * many; [ret] has room for all. */
static uint32_t list_rules(const struct joint *joint, struct diff_rule *ret)
{
    const struct questionnaire *later = joint->sides[SIDE_NEW];
    uint32_t count = 0;
    for (uint32_t i = 0; i < joint->sides[SIDE_OLD]->rule_count; i++) {
        ret[count].rules[SIDE_OLD] = i;
        ret[count].rules[SIDE_NEW] = NAME_NONE;
        for (uint32_t j = 0; j < later->rule_count; j++) {
            if (joint->old_rules[j] == i) {
                ret[count].rules[SIDE_NEW] = j;
            }
        }
        count++;
    }
    for (uint32_t j = 0; j < later->rule_count; j++) {
        if (joint->old_rules[j] == NAME_NONE) {
            ret[count].rules[SIDE_OLD] = NAME_NONE;
            ret[count].rules[SIDE_NEW] = j;
            count++;
        }
    }
    return count;
}

/* ---- All of it ------------------------------------------------------------------------------- */

static enum proof absence(const struct comparing *comparing, enum solved solved)
{
    bool is_loose =
        comparing->models[SIDE_OLD].loose_count > 0 || comparing->models[SIDE_NEW].loose_count > 0;
    return solved == SOLVED_NO                 ? PROOF_HOLDS
           : solved == SOLVED_YES && !is_loose ? PROOF_FAILS
                                               : PROOF_OPEN;
}

static bool is_order_same(const struct joint *joint)
{
    uint32_t highest = NAME_NONE;
    for (uint32_t i = 0; i < joint->sides[SIDE_NEW]->outcome_count; i++) {
        uint32_t old = joint->old_outcomes[i];
        if (old != NAME_NONE) {
            if (highest != NAME_NONE && old < highest) {
                return false;
            }
            highest = old;
        }
    }
    return true;
}

/* Pairs that were found, and in a proof those that were not decided. */
static void conclude_pairs(struct comparing *comparing, struct diff_pair *pairs,
                           const struct query *queries, uint32_t count, struct diff *ret)
{
    uint32_t kept = 0;
    bool is_found = false;
    for (uint32_t i = 0; i < count && !comparing->exhausted; i++) {
        struct diff_pair pair = pairs[i];
        if (queries[i].solved == SOLVED_NO ||
            (queries[i].solved == SOLVED_NOT && comparing->options.test)) {
            continue;
        }
        pair.proof = PROOF_OPEN;
        if (queries[i].solved == SOLVED_YES) {
            pair.answers = shrink_pair(comparing, &pair, queries[i].answers);
            pair.proof = pair.answers == NULL ? PROOF_OPEN : PROOF_FAILS;
        }
        is_found = is_found || pair.proof == PROOF_FAILS;
        pairs[kept++] = pair;
    }
    ret->pairs = pairs;
    ret->pair_count = kept;
    ret->same = is_found                              ? PROOF_FAILS
                : kept > 0 || comparing->options.test ? PROOF_OPEN
                                                      : PROOF_HOLDS;
}

static void conclude_rules(const struct comparing *comparing, struct diff_rule *rules,
                           const struct query *queries, uint32_t count, struct diff *ret)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        struct diff_rule rule = rules[i];
        bool is_in_both = rule.rules[SIDE_OLD] != NAME_NONE && rule.rules[SIDE_NEW] != NAME_NONE;
        const struct query *other = &queries[2 * i];
        rule.same = !is_in_both                      ? PROOF_OPEN
                    : other->wanted == LITERAL_FALSE ? PROOF_HOLDS
                                                     : absence(comparing, other->solved);
        rule.idle = absence(comparing, queries[2 * i + 1].solved);
        if (rule.same != PROOF_HOLDS || rule.is_outcome_changed || rule.is_rewritten) {
            rules[kept++] = rule;
        }
    }
    ret->rules = rules;
    ret->rule_count = kept;
}

static bool compare(struct comparing *comparing, struct diff *ret)
{
    const struct joint *joint = comparing->joint;
    const struct questionnaire *old = joint->sides[SIDE_OLD];
    const struct questionnaire *later = joint->sides[SIDE_NEW];
    uint32_t most_pairs = old->outcome_count * later->outcome_count;
    uint32_t most_rules = old->rule_count + later->rule_count;
    struct diff_pair *pairs = make(comparing, most_pairs, sizeof *pairs);
    struct diff_rule *rules = make(comparing, most_rules, sizeof *rules);
    struct query *queries =
        make(comparing, (size_t)1 + most_pairs + 2 * (size_t)most_rules, sizeof *queries);
    if (comparing->exhausted) {
        return false;
    }
    uint32_t pair_count = 0;
    queries[0] = (struct query){.wanted = comparing->differs, .solved = SOLVED_NOT};
    for (uint32_t i = 0; i < old->outcome_count; i++) {
        for (uint32_t j = 0; j < later->outcome_count; j++) {
            if (!joint_same_outcome(joint, i, j)) {
                pairs[pair_count].outcomes[SIDE_OLD] = i;
                pairs[pair_count].outcomes[SIDE_NEW] = j;
                queries[++pair_count] = (struct query){
                    .wanted = circuit_and(&comparing->circuit,
                                          model_outcome(&comparing->models[SIDE_OLD], i),
                                          model_outcome(&comparing->models[SIDE_NEW], j)),
                    .solved = SOLVED_NOT};
            }
        }
    }
    uint32_t rule_count = list_rules(joint, rules);
    struct query *of_rules = &queries[1 + pair_count];
    for (uint32_t i = 0; i < rule_count; i++) {
        of_rules[2 * i].solved = of_rules[2 * i + 1].solved = SOLVED_NOT;
        query_rule(comparing, &rules[i], &of_rules[2 * i], &of_rules[2 * i + 1]);
    }
    if (comparing->circuit.exhausted) {
        return false;
    }
    ask_all(comparing, queries, 1 + pair_count + 2 * rule_count, pair_count);
    conclude_pairs(comparing, pairs, queries + 1, pair_count, ret);
    conclude_rules(comparing, rules, of_rules, rule_count, ret);
    return !comparing->exhausted;
}

bool diff_find(const struct joint *joint, const struct plan *const plans[SIDES],
               struct diff_options options, struct arena *arena, struct diff *ret,
               struct diags *diags)
{
    struct comparing comparing = {.joint = joint,
                                  .plans = plans,
                                  .options = options,
                                  .arena = arena,
                                  .diags = diags,
                                  .shrink_left = SHRINK_WORK};
    comparing.options.test = options.test || !solver_is_there();
    comparing.options.budget =
        options.budget == 0 ? prove_default_options().budget : options.budget;
    comparing.options.people = options.people == 0 ? DIFF_PEOPLE : options.people;
    struct diff diff = {.is_proved = !comparing.options.test, .people = comparing.options.people};
    uint32_t undetermined = joint->sides[SIDE_NEW]->undetermined;
    diff.is_undetermined_same =
        joint_same_outcome(joint, joint->sides[SIDE_OLD]->undetermined, undetermined);
    diff.is_order_same = is_order_same(joint);
    if (!make_models(&comparing) || !compare(&comparing, &diff)) {
        return diag_out_of_memory(diags);
    }
    *ret = diff;
    return true;
}
