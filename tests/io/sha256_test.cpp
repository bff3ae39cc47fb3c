#include <gtest/gtest.h>

#include <attachment/io/sha256.hpp>

#include "sha256_blocks.hpp"

namespace {

using attachment::Sha256;
using attachment::sha256_hex;

TEST(Sha256, GivesTheDigestsOfTheStandard) {  // FIPS 180-2, appendix B
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256_hex(std::string(1000000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Sha256, DoesNotMindHowTheBytesArrive) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += static_cast<char>(i * 7);
  for (const std::size_t step : {1U, 3U, 55U, 56U, 63U, 64U, 65U, 127U, 500U}) {
    Sha256 hash;
    for (std::size_t i = 0; i < text.size(); i += step) hash.update(std::string_view(text).substr(i, step));
    EXPECT_EQ(hash.hex(), sha256_hex(text)) << step;
  }
}

TEST(Sha256, IsTheSameWithoutTheProcessorsInstructions) {
  // "abc", padded to one block by hand: 0x80, zeros, and 24, its length in bits.
  std::array<unsigned char, 64> block{'a', 'b', 'c', 0x80};
  block[63] = 24;
  attachment::detail::Sha256State state{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                        0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  attachment::detail::add_sha256_blocks(state, block.data(), 1);
  EXPECT_EQ(state[0], 0xba7816bfU);
  EXPECT_EQ(state[7], 0xf20015adU);
}

}  // namespace
