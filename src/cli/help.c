/* `iopfit help`, `--help` and `--version`. The texts of messages come from the tables of codes. */
#include "cli/cli.h"

#include <string.h>

#include "base/wrap.h"

static void print_overview(void)
{
    fputs("usage: iopfit COMMAND [OPTION...] [OPERAND...]\n\n", stdout);
    wrap_text(
        stdout,
        TEXT("Asks a questionnaire, or reads answers from files, and says whether an intensive "
             "outpatient program, inpatient care or a talk with intake staff fits, and why. "
             "It is a guide for a first conversation, not a diagnosis."),
        output_width(stdout), "");
    fputs("\ncommands:\n", stdout);
    for (const struct command *command = command_table(); command->name != NULL; command++) {
        printf("  %-9s%s\n", command->name, command->summary);
    }
    fputs("\n`iopfit help COMMAND` shows the options of one; the manual is iopfit(1).\n", stdout);
}

static void print_command(const struct command *command)
{
    options_print_synopsis(stdout, command, output_width(stdout));
    fputc('\n', stdout);
    wrap_text(stdout, text_of(command->details), output_width(stdout), "");
    fputs("\noptions:\n", stdout);
    options_print_list(stdout, command, output_width(stdout));
    if (strcmp(command->name, "help") != 0) {
        printf("\nThe manual is iopfit-%s(%d).\n", command->name,
               command->run == command_kiosk ? 8 : 1);
    }
}

static void print_code(const struct code_info *info)
{
    printf("%s (%s): %s\n\n", info->name, info->severity == SEVERITY_ERROR ? "error" : "warning",
           info->title);
    wrap_text(stdout, text_of(info->text), output_width(stdout), "");
}

/* Help is asked for by `iopfit help`, by `--help` alone, and by --help after a command. */
int command_help(const struct options *options)
{
    if (options->command != NULL && options->command->run != command_help) {
        print_command(options->command);
        return output_end();
    }
    if (options->operand_count == 0) {
        print_overview();
        return output_end();
    }
    const char *topic = options->operands[0];
    const struct command *command = command_find(topic);
    const struct code_info *info = code_find(topic);
    if (command != NULL) {
        print_command(command);
    } else if (info != NULL) {
        print_code(info);
    } else {
        const char *nearest = command_nearest(topic);
        if (nearest == NULL) {
            complain("there is no command or code `%s`", topic);
        } else {
            complain("there is no command or code `%s`: did you mean `%s`?", topic, nearest);
        }
        return STATUS_USAGE;
    }
    return output_end();
}

int command_version(void)
{
    fputs("iopfit " IOPFIT_VERSION "\n"
          "Libraries: " IOPFIT_LIBRARIES "\n",
          stdout);
    wrap_text(
        stdout,
        TEXT("The source is under the MIT license. A program that is linked with GNU readline "
             "may be passed on under the GNU General Public License, version 3 or later. "
             "There is no warranty. It is a guide for a first conversation, not a diagnosis."),
        WRAP_WIDTH_DEFAULT, "");
    return output_end();
}
