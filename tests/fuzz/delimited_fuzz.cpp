// Any bytes as a delimited file: a table or a typed error, and a table that is written reads back the same.
#include <attachment/error.hpp>
#include <attachment/io/delimited.hpp>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

std::string written(const std::vector<attachment::Record>& records, char delimiter) {
  std::string text;
  for (const attachment::Record& record : records) {
    std::string line;
    for (std::size_t i = 0; i < record.cells.size(); ++i) {
      if (i > 0) line += delimiter;
      attachment::append_cell(line, record.cells[i], delimiter, false);
    }
    text += line + '\n';
  }
  return text;
}

// Lines without a character are passed over by the reader, so a lone empty cell cannot come back.
bool writable(const std::vector<attachment::Record>& records) {
  for (const attachment::Record& record : records) {
    if (record.cells.size() == 1 && record.cells[0].empty()) return false;
  }
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const attachment::Dialect dialect = attachment::sniff_dialect(text);
    const std::vector<attachment::Record> records = attachment::read_delimited(text, dialect);
    if (!writable(records)) return 0;
    attachment::Dialect plain;
    plain.delimiter = dialect.delimiter;
    const std::vector<attachment::Record> again =
        attachment::read_delimited(written(records, dialect.delimiter), plain);
    if (again.size() != records.size()) std::abort();
    for (std::size_t i = 0; i < records.size(); ++i) {
      if (again[i].cells != records[i].cells) std::abort();
    }
  } catch (const attachment::DataError&) {
    // Refused in so many words, which is all right.
  }
  return 0;
}
