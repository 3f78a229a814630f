/* Every hard limit of the program, with the reason for its size. Each is tested from both sides,
 * where its room is tested. Input past a limit is an error with its place, never a crash or a hang. */
#ifndef IOPFIT_BASE_LIMITS_H
#define IOPFIT_BASE_LIMITS_H

/* Bytes of a questionnaire file or a translation: 60 times the shipped one. */
#define LIMIT_QUESTIONNAIRE_BYTES (4u << 20)

/* Bytes of one answer record (a YAML document, a JSON text, an NDJSON line, a CSV row): far beyond
 * any questionnaire, small enough that a file without line ends cannot exhaust the machine. */
#define LIMIT_RECORD_BYTES (1u << 20)

/* Nesting of YAML and JSON. Ours need 6. libyaml is quadratic in flow nesting (100,000 brackets:
 * 36 s), so the scan stops here. */
#define LIMIT_DEPTH 32

/* Nodes of one YAML document: bounds time and memory beside the bytes. */
#define LIMIT_YAML_NODES 400000u

/* Choices of a question, and outcomes of a questionnaire: sets of them are 64-bit masks. */
#define LIMIT_CHOICES 64
#define LIMIT_OUTCOMES 64

/* Questions, facts and rules of one questionnaire. */
#define LIMIT_QUESTIONS 1000
#define LIMIT_FACTS 1000
#define LIMIT_RULES 2000

/* Guarantees of one questionnaire: each is held against every answer set that is tried. */
#define LIMIT_GUARANTEES 500

/* Length of an id, in bytes: longer ones cannot be read in a message. */
#define LIMIT_ID_BYTES 64

/* The id of an answer record, and an answer in free text, in bytes: an id stays readable in a row; a
 * text answer is some pages, not a file. */
#define LIMIT_RECORD_ID_BYTES 256
#define LIMIT_TEXT_ANSWER_BYTES 16384u

/* Distance from min to max of an integer that arithmetic uses: each value is a case of its own. */
#define LIMIT_INTEGER_SPAN 10000

/* One condition: bytes of text, nodes, nesting (the CEL specification asks for at least 32 terms of
 * || and &&, 24 conditionals, 12 nestings), and steps that evaluating it may take (macros inside
 * macros multiply). */
#define LIMIT_EXPR_BYTES 16384u
#define LIMIT_EXPR_NODES 4096u
#define LIMIT_EXPR_DEPTH 64
#define LIMIT_EXPR_STEPS 1000000u
/* Operators that work on each other's results, as in a + b + c + …: bounds recursion over what was
 * parsed without any. A sum over every question of a long questionnaire fits. */
#define LIMIT_EXPR_HEIGHT 512

/* Memory of a loaded questionnaire, of one record with its assessment, and of collected messages.
 */
#define LIMIT_QUESTIONNAIRE_MEMORY ((size_t)256 << 20)
#define LIMIT_RECORD_MEMORY ((size_t)64 << 20)
#define LIMIT_DIAG_MEMORY ((size_t)16 << 20)

/* Languages that a kiosk offers: each has a digit. */
#define LIMIT_KIOSK_LANGUAGES 9

/* Bytes of the file that a kiosk is set up with. */
#define LIMIT_KIOSK_BYTES (64u << 10)

/* One line that a person types in the interview: far beyond any answer, and short enough that the
 * line editor, which draws it anew at each key, stays quick. */
#define LIMIT_LINE_BYTES 1000u

/* A note of staff on one answer, in bytes: what can be typed in one line. */
#define LIMIT_NOTE_BYTES 1000u

/* Messages kept for one run over one file; the rest is counted. A reader gives up long before. */
#define LIMIT_DIAGS 500u

/* Case-splitting steps of one assessment (src/assess/assess.h). The shipped questionnaire needs
 * fewer than a thirtieth for its set of outcomes. */
#define LIMIT_STEPS 100000u

/* Splits below one another: each takes a frame of the stack. Past it the budget counts as spent. */
#define LIMIT_SPLIT_DEPTH 4000u

/* Workers of one run: more than the processors of any machine on which more would help. */
#define LIMIT_JOBS 256

#endif
