// Only parses: every field of every record decoded with simdjson on-demand (choices to their number,
// sets to bits), in constant memory. Decides nothing: it is the bar, not a peer.
//
//   parse FILE.ndjson        prints the number of records and a checksum of all values
#include <simdjson.h>

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string_view>
#include <vector>

enum class kind { text, integer, yes_no, choice, multiple };
struct field {
    std::string_view name;
    kind type;
    std::vector<std::string_view> choices;
};
#include "fields.h"

using namespace simdjson;

static constexpr std::size_t field_count = sizeof fields / sizeof *fields;
static constexpr std::size_t block_size = 1 << 16;

static std::uint64_t number_of(const field &wanted, std::string_view name)
{
    for (std::size_t i = 0; i < wanted.choices.size(); i++) {
        if (wanted.choices[i] == name) {
            return i;
        }
    }
    throw std::runtime_error("a choice that is not there");
}

static std::uint64_t decode(const field &wanted, ondemand::value value)
{
    switch (wanted.type) {
    case kind::text:
        return std::string_view(value.get_string()).size();
    case kind::integer:
        return static_cast<std::uint64_t>(std::int64_t(value.get_int64()));
    case kind::yes_no:
        return bool(value.get_bool());
    case kind::choice:
        return number_of(wanted, value.get_string());
    case kind::multiple: {
        std::uint64_t members = 0;
        for (auto member : value.get_array()) {
            members |= std::uint64_t(1) << number_of(wanted, member.get_string());
        }
        return members;
    }
    }
    return 0;
}

// Keys are tried in the order of the file first: that finds nearly all of them at once.
static std::size_t find(std::string_view name, std::size_t expected)
{
    for (std::size_t i = 0; i < field_count; i++) {
        std::size_t at = expected + i < field_count ? expected + i : expected + i - field_count;
        if (fields[at].name == name) {
            return at;
        }
    }
    throw std::runtime_error("a key that is not there");
}

struct totals {
    std::uint64_t records = 0, sum = 0;
};

static void parse_record(ondemand::object object, totals &all)
{
    std::uint64_t values[field_count] = {};
    std::size_t expected = 0;
    for (auto pair : object) {
        std::size_t at = find(pair.unescaped_key(), expected);
        values[at] = decode(fields[at], pair.value());
        expected = at + 1;
    }
    for (std::size_t i = 0; i < field_count; i++) {
        all.sum = all.sum * 31 + values[i];
    }
    all.records++;
}

int main(int argc, char **argv)
{
    std::FILE *file = argc == 2 ? std::fopen(argv[1], "rb") : nullptr;
    if (file == nullptr) {
        std::fprintf(stderr, "usage: parse FILE.ndjson\n");
        return 2;
    }
    std::vector<char> block(block_size + SIMDJSON_PADDING);
    std::size_t held = 0;
    ondemand::parser parser;
    totals all;
    for (;;) {
        std::size_t read = std::fread(block.data() + held, 1, block_size - held, file);
        held += read;
        const char *last = static_cast<const char *>(memrchr(block.data(), '\n', held));
        if (last == nullptr) {
            break;
        }
        std::size_t whole = static_cast<std::size_t>(last + 1 - block.data());
        ondemand::document_stream documents =
            parser.iterate_many(block.data(), whole, block_size);
        for (auto document : documents) {
            parse_record(document.get_object(), all);
        }
        std::memmove(block.data(), block.data() + whole, held - whole);
        held -= whole;
    }
    std::fclose(file);
    std::printf("%llu %llx\n", static_cast<unsigned long long>(all.records),
                static_cast<unsigned long long>(all.sum));
}
