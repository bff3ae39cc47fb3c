#ifndef ATTACHMENT_SRC_CLI_KEY_DECODER_HPP
#define ATTACHMENT_SRC_CLI_KEY_DECODER_HPP

#include <optional>
#include <string>

namespace attachment::cli {

enum class Key {
  character,  // a printable ASCII character, letters in lower case
  up,
  down,
  left,
  right,
  home,
  end,
  page_up,
  page_down,
  enter,
  backspace,
  escape,
  ctrl_c,
  ctrl_d,
  ctrl_z,
};

struct KeyPress {
  Key key = Key::character;
  char character = 0;

  bool is(char letter) const noexcept { return key == Key::character && character == letter; }
  friend bool operator==(const KeyPress&, const KeyPress&) = default;
};

// Bytes of a terminal to keys: both forms of arrow keys (ESC [ A and ESC O A), and nothing for what is not ours: other
// sequences, other control characters, characters beyond ASCII.
class KeyDecoder {
 public:
  // The key that this byte completes, if any.
  std::optional<KeyPress> feed(unsigned char byte);
  // True while an Escape was seen that may begin a sequence. When no byte follows for a while, it was the key alone.
  bool waits() const noexcept { return state_ != State::ground && state_ != State::text; }
  // What the bytes so far mean when nothing follows.
  std::optional<KeyPress> flush();

 private:
  enum class State { ground, text, escape, control, single };
  std::optional<KeyPress> plain(unsigned char byte);
  std::optional<KeyPress> sequence(unsigned char last);

  State state_ = State::ground;
  int left_ = 0;  // bytes that still belong to a character beyond ASCII
  std::string parameters_;
};

}  // namespace attachment::cli

#endif
