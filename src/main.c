/* The entry, and the map of the house.
 *
 *   main()                        here
 *     options_parse()             cli/options.c, over the table in cli/commands.c
 *     command_NAME()              cli/NAME.c, one file a command
 *       session_open()            cli/session.c
 *         choose_questionnaire()  cli/choose.c
 *         questionnaire_load()    questionnaire/   a YAML file becomes a questionnaire
 *           yaml_read(), _bind()  yaml/            a tree that remembers its places
 *           expr_compile()        expr/            conditions, checked before they are ever used
 *         plan_make()             assess/
 *       answers_next()            answers/         one record after the other, from any format
 *       assess()                  assess/          the set of outcomes over all completions
 *       why_find()                assess/          the fewest answers that force it or lead elsewhere
 *       prove()                   prove/           what holds for every set of answers
 *       diff_find()               prove/           what two versions decide differently
 *       sample_guarantees()       prove/           without a prover: tried on random people
 *       batch_score()             batch/           the same for streams of records, many at a time
 *       view_…()                  view/            text, NDJSON, CSV
 *       delivery_…()              cli/delivery.c   rows of `score` on their way to a file, whole and resumable
 *         kept_…()                cli/kept.c       what an earlier run left, verified before it is used
 *       interview                 interview/       the conversation that `ask` leads
 *       keep_write()              cli/keep.c       saves it after every answer (answers/visit.h)
 *       keeper_run()              interview/       `kiosk`: a process for each person, in which …
 *         guard_…()               interview/       … shut off from files, programs and connections …
 *         session_run()           interview/       … keys become screens, until nobody is there
 *     messages_print()            cli/messages.c, with diag/render.c
 *
 * All rooms stand on diag/ (what is wrong, as values) and base/ (memory, text, names, limits). The
 * rooms and the arrows between them are described in README.md beside this file. */
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "cli/cli.h"

/* Where a standard stream is closed, the next file that is opened would take its place, and a message
 * could end up among the answers. Its place is taken by something that cannot be used. */
static void hold_standard_streams(void)
{
    static const int unusable[] = {
        [STDIN_FILENO] = O_WRONLY, [STDOUT_FILENO] = O_RDONLY, [STDERR_FILENO] = O_RDONLY};
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++) {
        if (fcntl(stream, F_GETFD) < 0) {
            (void)open("/dev/null", unusable[stream]);
        }
    }
}

int main(int argc, char **argv)
{
    hold_standard_streams();
    /* How wide a letter is depends on the locale. Numbers must not: nothing else is set. */
    setlocale(LC_CTYPE, "");
    /* A reader that goes away, and a file that may not grow, are found when writing fails. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
#ifdef IOPFIT_NO_CORE_DUMPS
    /* Answers are health data. Off under sanitizers, which have to look into the process. */
    prctl(PR_SET_DUMPABLE, 0);
#endif
    struct options options;
    switch (options_parse(argc, argv, &options, stderr)) {
    case OPTIONS_RUN:
        return options.command->run(&options);
    case OPTIONS_HELP:
        return command_help(&options);
    case OPTIONS_VERSION:
        return command_version();
    case OPTIONS_WRONG:
        break;
    }
    return STATUS_USAGE;
}
