// Stands in for libFuzzer: gives every file below the folders named to the fuzzer once, and some damaged copies of it.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::size_t longest = 256 * 1024;  // a fuzzer's input is small; of larger files the beginning is replayed
constexpr int damaged_copies = 8;

std::string read_beginning(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text(longest, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

// Cuts off the end, then puts a byte that means something to readers in some place.
std::string damaged(std::string text, std::mt19937& random) {
  static const std::string bytes("\0\r\n\",;\t\\{}[]-9\xff\xc3", 17);
  if (text.empty()) return text;
  text.resize(1 + random() % text.size());
  for (int i = 0; i < 3; ++i) text[random() % text.size()] = bytes[random() % bytes.size()];
  return text;
}

void run(const std::string& text) {
  // A copy of exact size on the heap, so that the address sanitizer sees a read past the end.
  const std::vector<std::uint8_t> bytes(text.begin(), text.end());
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::filesystem::path> paths;
  for (int i = 1; i < argc; ++i) {
    if (argv[i][0] == '-') continue;  // libFuzzer's own options
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i])) {
      if (entry.is_regular_file()) paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  if (paths.empty()) {
    std::puts("no input: name folders that hold files");
    return 1;
  }
  std::mt19937 random(1);
  run("");
  for (const std::filesystem::path& path : paths) {
    const std::string text = read_beginning(path);
    run(text);
    for (int i = 0; i < damaged_copies; ++i) run(damaged(text, random));
  }
  std::printf("%zu files replayed, each with %d damaged copies\n", paths.size(), damaged_copies);
}
