#ifndef ATTACHMENT_SRC_IO_JSON_LINES_SOURCE_HPP
#define ATTACHMENT_SRC_IO_JSON_LINES_SOURCE_HPP

#include <map>
#include <memory>
#include <string>

#include <attachment/questionnaire/questionnaire.hpp>

#include "byte_source.hpp"

namespace attachment::detail {

class JsonLinesTranslator;

// JSON Lines as comma-separated records: a header, then one record a line. Streams; blank lines are passed over.
class JsonLinesSource final : public ByteSource {
 public:
  // Reads ahead up to 1,000 lines (or 8 MiB) to learn the columns. Throws DataError where a line is no JSON object.
  JsonLinesSource(std::unique_ptr<ByteSource> lines, const Questionnaire& questionnaire, std::string path);
  ~JsonLinesSource() override;

  // The header and the records of the lines that were read ahead.
  const std::string& header_and_first_rows() const noexcept { return first_; }
  // Columns that the lines themselves name as items ("answers" objects), and the id.
  const std::map<std::string, int>& item_columns() const;
  const std::string& id_column() const;

  std::size_t read(char* to, std::size_t size) override;
  void rewind() override;
  std::optional<std::uint64_t> size() const override { return std::nullopt; }

 private:
  bool fill();
  void translate_buffered(bool at_end);

  std::unique_ptr<ByteSource> lines_;
  std::string path_;
  std::unique_ptr<JsonLinesTranslator> translator_;
  std::string first_;  // kept for recognition, until the first read
  std::string ready_;  // translated, not yet read
  std::size_t position_ = 0;
  std::string buffer_;  // bytes of lines not yet translated
  std::uint64_t line_ = 0;
  bool ended_ = false;
};

}  // namespace attachment::detail

#endif
