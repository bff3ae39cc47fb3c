#ifndef ATTACHMENT_SRC_IO_TEXT_BUFFER_HPP
#define ATTACHMENT_SRC_IO_TEXT_BUFFER_HPP

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace attachment::detail {

// Text that grows at its end, for writers that know how much they may write: one check a row instead of one a piece.
class TextBuffer {
 public:
  // Room for `size` more bytes; what is written there counts once `used` is told.
  char* room(std::size_t size) {
    if (capacity_ - size_ < size) grow(size);
    return data_.get() + size_;
  }
  void used(std::size_t size) noexcept { size_ += size; }

  void append(std::string_view text) {
    if (text.empty()) return;
    std::memcpy(room(text.size()), text.data(), text.size());
    used(text.size());
  }
  void clear() noexcept { size_ = 0; }
  std::string_view view() const noexcept { return {data_.get(), size_}; }

 private:
  void grow(std::size_t size) {
    const std::size_t wanted = std::max(size_ + size, capacity_ + capacity_ / 4 + 4096);
    std::unique_ptr<char[]> larger(new char[wanted]);
    if (size_ > 0) std::memcpy(larger.get(), data_.get(), size_);
    data_ = std::move(larger);
    capacity_ = wanted;
  }

  std::unique_ptr<char[]> data_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

// Copies in steps of 32 bytes, which is quicker for short texts than a call; both sides need 31 bytes of slack.
inline void copy_in_steps(char* to, const char* from, std::size_t size) noexcept {
  for (std::size_t done = 0; done < size; done += 32) std::memcpy(to + done, from + done, 32);
}

}  // namespace attachment::detail

#endif
