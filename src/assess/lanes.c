/* From cells to registers: classes, unions of classes, gates. No branch depends on an answer. */
#include "assess/lanes.h"

#include <string.h>
#ifdef __SSE2__
#include <immintrin.h>
#endif

#include "base/bytes.h"

/* What is said once is compiled twice: for any processor, and for one that has AVX2. */
#define INLINED static inline __attribute__((always_inline))
#define WIDE __attribute__((target("avx2")))

/* No class, and not CLASS_UNKNOWN. */
enum { NOT_ONE_CLASS = CIRCUIT_CLASSES };

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
    memset(lanes->of_all, NOT_ONE_CLASS, sizeof lanes->of_all);
#ifdef __SSE2__
    lanes->wide = __builtin_cpu_supports("avx2");
#endif
    lanes->registers[1] = ~lanes->registers[0];
    lanes_clear(lanes, circuit);
    return true;
}

void lanes_clear(struct lanes *lanes, const struct circuit *circuit)
{
    memset(lanes->cells, CLASS_UNKNOWN,
           circuit->questionnaire->question_count * sizeof *lanes->cells);
}

/* Which of 64 cells are [class], one bit each. */
typedef uint64_t find_class(const uint8_t *cells, uint8_t class);

static inline uint64_t find_class_usual(const uint8_t *cells, uint8_t class)
{
    return bytes_find(cells, class);
}

#ifdef __SSE2__
WIDE static inline uint64_t find_class_wide(const uint8_t *cells, uint8_t class)
{
    const __m256i wanted = _mm256_set1_epi8((char)class);
    const __m256i *here = (const __m256i *)(const void *)cells;
    uint32_t low = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(here[0], wanted));
    uint32_t high = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(here[1], wanted));
    return (uint64_t)high << 32 | low;
}
#endif

/* The registers of a question whose answer is of one class in all lanes. */
static void set_classes(lane_bits *registers, const struct coding *coding, uint8_t class)
{
    const lane_bits none = {0};
    for (uint32_t i = 0; i < coding->class_count; i++) {
        registers[i] = i == class || class == CLASS_UNKNOWN ? ~none : none;
    }
}

INLINED void find_classes(struct lanes *lanes, const struct circuit *circuit, size_t words,
                          uint64_t same, find_class *find)
{
    for (uint32_t i = 0; i < circuit->questionnaire->question_count; i++) {
        const struct coding *coding = &circuit->codings[i];
        const bool told_apart = coding->class_count > 1;
        lane_bits *to = &lanes->registers[circuit->class_registers[i]];
        if ((same >> i & 1) != 0) {
            if (told_apart && lanes->of_all[i] != lanes->cells[i][0]) {
                lanes->of_all[i] = lanes->cells[i][0];
                set_classes(to, coding, lanes->of_all[i]);
            }
            continue;
        }
        lanes->of_all[i] = NOT_ONE_CLASS;
        for (size_t word = 0; word < words; word++) {
            const uint8_t *cells = &lanes->cells[i][word * 64];
            uint64_t unknown = find(cells, CLASS_UNKNOWN);
            lanes->unknown[i][word] = unknown;
            for (uint32_t class = 0; told_apart && class < coding->class_count; class ++) {
                to[class][word] = find(cells, (uint8_t) class) | unknown;
            }
        }
    }
}

INLINED void run_all(lane_bits *registers, const struct circuit *circuit)
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

INLINED void run(struct lanes *lanes, const struct circuit *circuit, uint32_t count, uint64_t same,
                 find_class *find)
{
    if (count <= 64) {
        find_classes(lanes, circuit, 1, same, find);
        run_one_word(lanes->registers, circuit);
    } else {
        find_classes(lanes, circuit, LANE_WORDS, same, find);
        run_all(lanes->registers, circuit);
    }
}

#ifdef __SSE2__
WIDE static void run_wide(struct lanes *lanes, const struct circuit *circuit, uint32_t count,
                          uint64_t same)
{
    run(lanes, circuit, count, same, find_class_wide);
}
#endif

void lanes_run(struct lanes *lanes, const struct circuit *circuit, uint32_t count, uint64_t same)
{
#ifdef __SSE2__
    if (lanes->wide) {
        run_wide(lanes, circuit, count, same);
        return;
    }
#endif
    run(lanes, circuit, count, same, find_class_usual);
}
