/* The least that anybody who reads YAML with libyaml pays: all events of a file, and nothing done with
 * them.
 *   events FILE */
#include <stdio.h>
#include <yaml.h>

int main(int argument_count, char **arguments)
{
    FILE *file = argument_count == 2 ? fopen(arguments[1], "rb") : NULL;
    yaml_parser_t parser;
    if (file == NULL || !yaml_parser_initialize(&parser)) {
        fputs("usage: events FILE\n", stderr);
        return 2;
    }
    yaml_parser_set_input_file(&parser, file);
    unsigned long documents = 0;
    yaml_event_type_t type = YAML_NO_EVENT;
    while (type != YAML_STREAM_END_EVENT) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            fprintf(stderr, "%s: %s\n", arguments[1], parser.problem);
            return 1;
        }
        type = event.type;
        documents += type == YAML_DOCUMENT_START_EVENT ? 1 : 0;
        yaml_event_delete(&event);
    }
    printf("%lu\n", documents);
    yaml_parser_delete(&parser);
    fclose(file);
    return 0;
}
