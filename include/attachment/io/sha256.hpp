#ifndef ATTACHMENT_IO_SHA256_HPP
#define ATTACHMENT_IO_SHA256_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace attachment {

/// SHA-256 of bytes that arrive in pieces: names questionnaire files and inputs in results and manifests.
///
/// A copy goes on from where the original stood. Source: FIPS 180-4 (2015), sections 5 and 6.
class Sha256 {
 public:
  Sha256& update(std::string_view bytes);
  /// The digest of all bytes so far as 64 hexadecimal digits. Ends this hash: copy it first to go on.
  std::string hex();

 private:
  std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<unsigned char, 64> block_{};
  std::size_t held_ = 0;
  std::uint64_t bytes_ = 0;
};

/// The digest of one text.
inline std::string sha256_hex(std::string_view bytes) { return Sha256().update(bytes).hex(); }

}  // namespace attachment

#endif
