#include "key_decoder.hpp"

namespace attachment::cli {

namespace {

constexpr unsigned char escape = 0x1B;
constexpr std::size_t longest_sequence = 32;  // what is longer is noise

KeyPress named(Key key) { return KeyPress{key, 0}; }

}  // namespace

std::optional<KeyPress> KeyDecoder::feed(unsigned char byte) {
  switch (state_) {
    case State::ground: return plain(byte);
    case State::text:
      if (byte < 0x80 || byte > 0xBF) {  // the character broke off
        state_ = State::ground;
        return plain(byte);
      }
      if (--left_ == 0) state_ = State::ground;
      return std::nullopt;
    case State::escape:
      if (byte == '[') {
        state_ = State::control;
        parameters_.clear();
      } else if (byte == 'O') {
        state_ = State::single;
      } else if (byte == escape) {
        return named(Key::escape);  // and another one begins
      } else {
        state_ = State::ground;  // a key with Alt, which means nothing here
      }
      return std::nullopt;
    case State::control:
      if (byte >= 0x40 && byte <= 0x7E) return sequence(byte);
      if (byte < 0x20 || byte > 0x7E || parameters_.size() >= longest_sequence) {
        state_ = State::ground;
        return byte < 0x20 ? plain(byte) : std::nullopt;
      }
      parameters_ += static_cast<char>(byte);
      return std::nullopt;
    case State::single: parameters_.clear(); return sequence(byte);
  }
  return std::nullopt;
}

std::optional<KeyPress> KeyDecoder::flush() {
  const bool alone = state_ == State::escape;
  if (waits()) state_ = State::ground;
  return alone ? std::optional<KeyPress>(named(Key::escape)) : std::nullopt;
}

std::optional<KeyPress> KeyDecoder::plain(unsigned char byte) {
  if (byte >= 0x20 && byte < 0x7F) {
    const char character = static_cast<char>(byte);
    const bool capital = character >= 'A' && character <= 'Z';
    return KeyPress{Key::character, capital ? static_cast<char>(character - 'A' + 'a') : character};
  }
  switch (byte) {
    case '\r':
    case '\n': return named(Key::enter);
    case 0x08:
    case 0x7F: return named(Key::backspace);
    case 0x03: return named(Key::ctrl_c);
    case 0x04: return named(Key::ctrl_d);
    case 0x1A: return named(Key::ctrl_z);
    case escape: state_ = State::escape; return std::nullopt;
    default: break;
  }
  if (byte >= 0xC0) {
    left_ = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1;
    state_ = State::text;
  }
  return std::nullopt;
}

std::optional<KeyPress> KeyDecoder::sequence(unsigned char last) {
  state_ = State::ground;
  switch (last) {
    case 'A': return named(Key::up);
    case 'B': return named(Key::down);
    case 'C': return named(Key::right);
    case 'D': return named(Key::left);
    case 'H': return named(Key::home);
    case 'F': return named(Key::end);
    case 'M': return parameters_.empty() ? std::optional<KeyPress>(named(Key::enter)) : std::nullopt;  // of a keypad
    case '~': break;
    default: return std::nullopt;
  }
  if (parameters_ == "1" || parameters_ == "7") return named(Key::home);
  if (parameters_ == "4" || parameters_ == "8") return named(Key::end);
  if (parameters_ == "5") return named(Key::page_up);
  if (parameters_ == "6") return named(Key::page_down);
  return std::nullopt;
}

}  // namespace attachment::cli
