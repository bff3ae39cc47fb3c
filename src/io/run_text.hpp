#ifndef ATTACHMENT_SRC_IO_RUN_TEXT_HPP
#define ATTACHMENT_SRC_IO_RUN_TEXT_HPP

#include <cstdint>
#include <functional>
#include <string>

#include <attachment/questionnaire/subscale.hpp>

namespace attachment::detail {

// Numbers as people read them in a report.
std::string grouped(std::uint64_t number);                                     // 36,000
std::string fixed(double value, int decimals);                                 // 0.938, "-" where undefined
std::string percent(double part, double whole);                                // 12.3 %
std::string counted(std::uint64_t number, const char* one, const char* many);  // "1 row", "36,000 rows"
// "label     text" in lines of at most `width` columns (a word that is longer stands alone); all but the first are
// indented by `indent`, to which the label is padded. Ends with a line feed.
std::string wrapped(const std::string& label, const std::string& text, std::size_t indent, std::size_t width = 100);
// "6 - 0.5 close - 0.5 depend", with each subscale as `text_of` writes it.
std::string weighted_sum(const Composite& composite, const std::function<std::string(const std::string& id)>& text_of);
// Padded with blanks to a width, counted in columns of a terminal.
std::string left(std::string text, std::size_t width);
std::string right(const std::string& text, std::size_t width);

}  // namespace attachment::detail

#endif
