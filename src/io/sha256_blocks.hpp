#ifndef ATTACHMENT_SRC_IO_SHA256_BLOCKS_HPP
#define ATTACHMENT_SRC_IO_SHA256_BLOCKS_HPP

#include <array>
#include <cstddef>
#include <cstdint>

namespace attachment::detail {

using Sha256State = std::array<std::uint32_t, 8>;

// Adds blocks of 64 bytes without special instructions: what runs where the processor has none, seen by the tests too.
void add_sha256_blocks(Sha256State& state, const unsigned char* blocks, std::size_t count);

}  // namespace attachment::detail

#endif
