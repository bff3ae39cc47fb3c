#ifndef ATTACHMENT_SRC_IO_CELL_DECODER_HPP
#define ATTACHMENT_SRC_IO_CELL_DECODER_HPP

#include <array>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <attachment/questionnaire/response_scale.hpp>
#include <attachment/questionnaire/responses.hpp>

namespace attachment::detail {

// A cell that is neither an answer of the scale nor missing. Never leaves src/io.
inline constexpr Answer invalid_answer = std::numeric_limits<Answer>::min() + 1;

// Why a cell is no answer. The reason is told, the cell is not.
enum class CellFault { none, out_of_range, not_whole, not_a_number, unknown_label };

const char* name(CellFault fault) noexcept;               // "out_of_range", as in the rejects file
std::string sentence(CellFault fault, int min, int max);  // for people

// Reads the text of one item cell: an answer, missing, or invalid. One decoder serves all threads.
class CellDecoder {
 public:
  CellDecoder(const ResponseScale& scale, const std::vector<std::string>& missing_codes,
              const std::map<std::string, int>& labels, bool decimal_comma);

  // Cells of no or one byte are nearly all of them.
  Answer decode(const char* text, std::size_t size) const {
    if (size == 1) return one_byte_[static_cast<unsigned char>(*text)];
    if (size == 0) return missing_answer;
    return decode_longer({text, size});
  }
  // What is wrong with a cell for which decode gave invalid_answer.
  CellFault fault(std::string_view text) const;
  bool has_labels() const noexcept { return !labels_.empty(); }
  int min() const noexcept { return min_; }
  int max() const noexcept { return max_; }

 private:
  Answer decode_longer(std::string_view text) const;
  Answer decode_any(std::string_view text, CellFault& fault) const;

  int min_;
  int max_;
  std::vector<std::string> missing_codes_;
  std::map<std::string, int, std::less<>> labels_;
  bool decimal_comma_;
  std::array<Answer, 256> one_byte_{};
};

}  // namespace attachment::detail

#endif
