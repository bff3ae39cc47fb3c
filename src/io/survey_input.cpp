#include "survey_input.hpp"

#include <algorithm>
#include <cstring>

#include <attachment/error.hpp>

#include "json_lines_source.hpp"

namespace attachment::detail {

namespace {

constexpr std::size_t start_size = 1U << 20U;
constexpr std::size_t document_limit = 256U << 20U;

// Bytes that were read ahead, then the rest.
class ReadAheadSource final : public ByteSource {
 public:
  ReadAheadSource(std::string start, std::unique_ptr<ByteSource> rest)
      : start_(std::move(start)), rest_(std::move(rest)) {}

  std::size_t read(char* to, std::size_t size) override {
    if (position_ == start_.size()) {
      if (!start_.empty()) start_ = std::string();  // its memory is wanted elsewhere
      position_ = 0;
      return rest_->read(to, size);
    }
    const std::size_t count = std::min(size, start_.size() - position_);
    std::memcpy(to, start_.data() + position_, count);
    position_ += count;
    return count;
  }

  void rewind() override {
    start_.clear();
    position_ = 0;
    rest_->rewind();
  }

  std::optional<std::uint64_t> size() const override { return rest_->size(); }

 private:
  std::string start_;
  std::size_t position_ = 0;
  std::unique_ptr<ByteSource> rest_;
};

std::string read_start(ByteSource& source) {
  std::string start(start_size, '\0');
  std::size_t size = 0;
  while (size < start.size()) {
    const std::size_t got = source.read(start.data() + size, start.size() - size);
    if (got == 0) break;
    size += got;
  }
  start.resize(size);
  return start;
}

bool is_document(DataFormat format) {
  return format == DataFormat::json || format == DataFormat::jspsych || format == DataFormat::formr ||
         format == DataFormat::fhir;
}

}  // namespace

SurveyInput::SurveyInput(const std::string& path, const Questionnaire& questionnaire, const DataOptions& options,
                         bool rereadable, const ResponseScale* scale, const std::atomic<bool>* interrupted)
    : path_(path == "-" ? "standard input" : path) {
  try {
    open(path, questionnaire, options, rereadable, scale == nullptr ? questionnaire.response_scale() : *scale,
         interrupted);
  } catch (const DataError& error) {  // name the file where only a place in it was named
    if (error.place().rfind(path_, 0) == 0) throw;
    throw DataError(error.code(), path_ + (error.place().empty() ? "" : ", " + error.place()), error.sentence());
  }
}

void SurveyInput::open(const std::string& path, const Questionnaire& questionnaire, const DataOptions& options,
                       bool rereadable, const ResponseScale& scale, const std::atomic<bool>* interrupted) {
  auto source = open_input(path, rereadable, interrupted);
  size_ = source->size();
  source = decoding_source(std::move(source), options.encoding);
  std::string start = read_start(*source);
  if (start.empty()) throw DataError(ErrorCode::data_empty, "", "is empty");

  DataOptions used = options;
  bool one_person = false;
  DataFormat format = recognise_kind(start, path, options);
  if (is_document(format)) {
    const std::string whole = start + read_all(*source, document_limit, path_);
    TranslatedDocument document = translate_document(format, whole, questionnaire, options);
    notes_.insert(notes_.end(), document.notes.begin(), document.notes.end());
    if (used.items.empty() && used.headers.empty()) {
      for (const auto& [column, item] : document.item_columns) used.headers[normalised_text(column)] = item;
    }
    if (used.id_column.empty()) used.id_column = document.id_column;
    one_person = document.one_person;
    start = document.csv.substr(0, start_size);
    source_ = memory_source(std::move(document.csv));
    size_ = std::nullopt;
    format = DataFormat::csv;
    used.delimiter = ',';
    used.skip_lines = 0;
  } else if (format == DataFormat::jsonl) {
    auto ahead = std::make_unique<ReadAheadSource>(std::move(start), std::move(source));
    auto lines = std::make_unique<JsonLinesSource>(std::move(ahead), questionnaire, path_);
    start = lines->header_and_first_rows();
    const bool by_number = !lines->item_columns().empty();
    notes_.push_back(std::string("Read as JSON Lines, one respondent a line, ") +
                     (by_number ? "answers by item number." : "answers by column name."));
    if (used.items.empty() && used.headers.empty()) {
      for (const auto& [column, item] : lines->item_columns()) used.headers[normalised_text(column)] = item;
    }
    if (used.id_column.empty()) used.id_column = lines->id_column();
    source_ = std::move(lines);
    translated_lines_ = true;
    size_ = std::nullopt;
    format = DataFormat::csv;
    used.delimiter = ',';
    used.skip_lines = 0;
  } else {
    source_ = std::make_unique<ReadAheadSource>(start, std::move(source));
    delimited_ = true;
  }
  used.format = format;

  layout_ = recognise_layout(start, used);
  if (notes_.empty()) notes_ = layout_.notes;  // what a document was turned into is no news to anybody
  const CellDecoder cells(scale, used.missing_codes, used.labels, layout_.decimal_comma);
  plan_ = std::make_unique<RowPlan>(RowPlan{.dialect = layout_.dialect,
                                            .columns = map_columns(layout_, questionnaire, used),
                                            .cells = cells,
                                            .filters = layout_.filters,
                                            .invalid_is_missing = used.invalid_is_missing,
                                            .labels_must_match = !used.labels.empty(),
                                            .skip_blank_rows = layout_.skip_blank_rows,
                                            .one_person = one_person,
                                            .path = path_});
  notes_.push_back(plan_->columns.description);
  find_records(start);
  refuse_unlabelled_text(start, used);
}

// Where the first respondent stands: after the mark, the lines to skip and the header records.
void SurveyInput::find_records(std::string_view start) {
  std::size_t position = layout_.dialect.byte_order_mark ? 3 : 0;
  for (int line = 0; line < layout_.dialect.preamble_lines; ++line) {
    const std::size_t end = start.find(layout_.dialect.record_end, position);
    position = end == std::string_view::npos ? start.size() : end + 1;
  }
  RecordReader reader(start.substr(position), layout_.dialect,
                      static_cast<std::uint64_t>(layout_.dialect.preamble_lines) + 1);
  Record record;
  for (std::size_t i = 0; i < layout_.header_records; ++i) {
    if (!reader.next(record)) {
      throw DataError(ErrorCode::data_empty, "",
                      "ends before its " + std::to_string(layout_.header_records) + " header records do");
    }
  }
  if (start.size() == start_size && position + reader.position() >= start.size()) {
    throw DataError(ErrorCode::data_limit, "header", "is longer than 1 MiB");
  }
  first_record_ = position + reader.position();
  first_line_ = reader.line() - (translated_lines_ ? 1 : 0);  // JSON Lines have no header
}

// A file of answer texts without a label map would lose every row: better to say what is wanted at once.
void SurveyInput::refuse_unlabelled_text(std::string_view start, const DataOptions& options) const {
  if (!options.labels.empty()) return;
  RecordReader reader(start.substr(first_record_), layout_.dialect, first_line_);
  Record record;
  std::size_t given = 0;
  std::size_t text = 0;
  try {
    for (int rows = 0; rows < 50 && reader.next(record); ++rows) {
      if (record.cells.size() < plan_->columns.column_count) continue;
      for (const std::size_t column : plan_->columns.item_columns) {
        const std::string& cell = record.cells[column];
        if (plan_->cells.decode(cell.data(), cell.size()) == missing_answer) continue;
        ++given;
        text += plan_->cells.fault(cell) == CellFault::not_a_number;
      }
    }
  } catch (const DataError&) {
    return;  // a record that the sample cut off
  }
  if (given >= 4 && 2 * text > given) {
    throw DataError(ErrorCode::data_label, "item columns",
                    "hold answer texts, not numbers; give the number of each text with --labels FILE "
                    "(a JSON object {\"text\": number}), or name other columns with --items");
  }
}

std::unique_ptr<ChunkReader> SurveyInput::read_records() {
  if (begun_) source_->rewind();
  begun_ = true;
  return std::make_unique<ChunkReader>(*source_, layout_.dialect, path_, first_record_, first_line_);
}

}  // namespace attachment::detail
