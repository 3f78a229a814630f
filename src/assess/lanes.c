/* From cells to registers: classes, unions of classes, gates. No branch depends on an answer. */
#include "assess/lanes.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Arenas align less than some processors want for lane_bits. */
static void *aligned(struct arena *arena, size_t count, size_t size)
{
    const size_t alignment = sizeof(lane_bits);
    char *start = arena_alloc(arena, count * size + alignment);
    return start == NULL ? NULL : start + (alignment - (uintptr_t)start % alignment) % alignment;
}

bool lanes_init(struct lanes *lanes, const struct circuit *circuit, struct arena *arena)
{
    uint32_t question_count = circuit->questionnaire->question_count;
    lanes->cells = aligned(arena, question_count, sizeof *lanes->cells);
    lanes->registers = aligned(arena, circuit->register_count, sizeof *lanes->registers);
    lanes->unknown = aligned(arena, question_count, sizeof *lanes->unknown);
    if (lanes->cells == NULL || lanes->registers == NULL || lanes->unknown == NULL) {
        return false;
    }
    lanes->registers[1] = ~lanes->registers[0];
    lanes_clear(lanes, circuit);
    return true;
}

void lanes_clear(struct lanes *lanes, const struct circuit *circuit)
{
    memset(lanes->cells, CLASS_UNKNOWN,
           circuit->questionnaire->question_count * sizeof *lanes->cells);
}

/* The lanes whose cell is [class]. */
static inline void find_class(const uint8_t *cells, uint8_t class, size_t words, lane_bits *ret)
{
    for (size_t word = 0; word < words; word++) {
        uint64_t bits = 0;
#ifdef __SSE2__
        const __m128i wanted = _mm_set1_epi8((char)class);
        for (size_t i = 4; i > 0; i--) {
            const __m128i here =
                _mm_load_si128((const __m128i *)(const void *)(cells + word * 64 + (i - 1) * 16));
            bits = bits << 16 | (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(here, wanted));
        }
#else
        for (size_t i = 64; i > 0; i--) {
            bits = bits << 1 | (cells[word * 64 + i - 1] == class ? 1u : 0u);
        }
#endif
        (*ret)[word] = bits;
    }
}

/* The registers of a question whose answer is of one class in all lanes. */
static void set_classes(lane_bits *registers, const struct coding *coding, uint8_t class)
{
    const lane_bits none = {0};
    for (uint32_t i = 0; i < coding->class_count; i++) {
        registers[i] = i == class || class == CLASS_UNKNOWN ? ~none : none;
    }
}

static void find_classes(struct lanes *lanes, const struct circuit *circuit, size_t words,
                         uint64_t same)
{
    for (uint32_t i = 0; i < circuit->questionnaire->question_count; i++) {
        const struct coding *coding = &circuit->codings[i];
        lane_bits *unknown = &lanes->unknown[i];
        if ((same >> i & 1) != 0) {
            set_classes(&lanes->registers[circuit->class_registers[i]], coding, lanes->cells[i][0]);
            continue;
        }
        find_class(lanes->cells[i], CLASS_UNKNOWN, words, unknown);
        if (coding->class_count < 2) {
            continue;
        }
        lane_bits *to = &lanes->registers[circuit->class_registers[i]];
        for (uint32_t class = 0; class < coding->class_count; class ++) {
            find_class(lanes->cells[i], (uint8_t) class, words, &to[class]);
            to[class] |= *unknown;
        }
    }
}

static void run_all(lane_bits *registers, const struct circuit *circuit)
{
    lane_bits *to = &registers[circuit->first_union];
    for (uint32_t i = 0; i < circuit->union_count; i++) {
        to[i] = registers[circuit->unions[i].a] | registers[circuit->unions[i].b];
    }
    to = &registers[circuit->first_step];
    for (uint32_t i = 0; i < circuit->step_count; i++) {
        const struct gate_step *step = &circuit->steps[i];
        to[(size_t)2 * i] = registers[step->both_a] & registers[step->both_b];
        to[(size_t)2 * i + 1] = registers[step->either_a] | registers[step->either_b];
    }
}

/* The same for the first word of each register. */
static void run_one_word(lane_bits *registers, const struct circuit *circuit)
{
    lane_bits *to = &registers[circuit->first_union];
    for (uint32_t i = 0; i < circuit->union_count; i++) {
        to[i][0] = registers[circuit->unions[i].a][0] | registers[circuit->unions[i].b][0];
    }
    to = &registers[circuit->first_step];
    for (uint32_t i = 0; i < circuit->step_count; i++) {
        const struct gate_step *step = &circuit->steps[i];
        to[(size_t)2 * i][0] = registers[step->both_a][0] & registers[step->both_b][0];
        to[(size_t)2 * i + 1][0] = registers[step->either_a][0] | registers[step->either_b][0];
    }
}

void lanes_run(struct lanes *lanes, const struct circuit *circuit, uint32_t count, uint64_t same)
{
    if (count <= 64) {
        find_classes(lanes, circuit, 1, same);
        run_one_word(lanes->registers, circuit);
    } else {
        find_classes(lanes, circuit, LANE_WORDS, same);
        run_all(lanes->registers, circuit);
    }
}
