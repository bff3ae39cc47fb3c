#include "json_lines_source.hpp"

#include <algorithm>
#include <cstring>

#include <attachment/error.hpp>

#include "json_lines_translator.hpp"

namespace attachment::detail {

namespace {

constexpr std::size_t block_size = std::size_t{1} << 18U;
constexpr std::size_t ahead_lines = 1000;
constexpr std::size_t ahead_bytes = std::size_t{8} << 20U;

}  // namespace

JsonLinesSource::JsonLinesSource(std::unique_ptr<ByteSource> lines, const Questionnaire& questionnaire,
                                 std::string path)
    : lines_(std::move(lines)),
      path_(std::move(path)),
      translator_(std::make_unique<JsonLinesTranslator>(questionnaire, path_)) {
  std::size_t ends = 0;
  while (ends < ahead_lines && buffer_.size() < ahead_bytes && fill()) {
    ends = static_cast<std::size_t>(std::count(buffer_.begin(), buffer_.end(), '\n'));
  }
  std::uint64_t number = 0;
  for (std::size_t begin = 0; begin < buffer_.size();) {
    const std::size_t end = buffer_.find('\n', begin);
    if (end == std::string::npos && !ended_) break;
    const std::size_t stop = std::min(end, buffer_.size());
    translator_->learn(std::string_view(buffer_).substr(begin, stop - begin), ++number);
    begin = stop + 1;
  }
  translator_->records().append_header(ready_);
  translate_buffered(ended_);
  first_ = ready_;
}

JsonLinesSource::~JsonLinesSource() = default;

const std::map<std::string, int>& JsonLinesSource::item_columns() const {
  return translator_->records().item_columns();
}

const std::string& JsonLinesSource::id_column() const { return translator_->records().id_column(); }

// Reads one block more. False at the end.
bool JsonLinesSource::fill() {
  const std::size_t before = buffer_.size();
  buffer_.resize(before + block_size);
  const std::size_t got = lines_->read(buffer_.data() + before, block_size);
  buffer_.resize(before + got);
  ended_ = got == 0;
  return !ended_;
}

void JsonLinesSource::translate_buffered(bool at_end) {
  std::size_t begin = 0;
  while (begin < buffer_.size()) {
    const std::size_t end = buffer_.find('\n', begin);
    if (end == std::string::npos && !at_end) break;
    const std::size_t stop = std::min(end, buffer_.size());
    translator_->translate(std::string_view(buffer_).substr(begin, stop - begin), ++line_, ready_);
    begin = stop + 1;
  }
  buffer_.erase(0, std::min(begin, buffer_.size()));
  if (buffer_.size() >= ahead_bytes) {
    throw DataError(ErrorCode::data_limit, path_ + ":" + std::to_string(line_ + 1),
                    "is longer than 4 MiB; every line must be one JSON object");
  }
}

std::size_t JsonLinesSource::read(char* to, std::size_t size) {
  if (!first_.empty()) first_ = std::string();  // recognition is over
  while (position_ == ready_.size()) {
    if (ended_ && buffer_.empty()) return 0;
    ready_.clear();
    position_ = 0;
    fill();
    translate_buffered(ended_);
  }
  const std::size_t count = std::min(size, ready_.size() - position_);
  std::memcpy(to, ready_.data() + position_, count);
  position_ += count;
  return count;
}

void JsonLinesSource::rewind() {
  lines_->rewind();
  buffer_.clear();
  ready_.clear();
  position_ = 0;
  line_ = 0;
  ended_ = false;
  translator_->records().append_header(ready_);
}

}  // namespace attachment::detail
