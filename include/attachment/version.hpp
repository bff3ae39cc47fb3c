#ifndef ATTACHMENT_VERSION_HPP
#define ATTACHMENT_VERSION_HPP

// The one place that states the version; CMake, the program and the packages read it from here.
#define ATTACHMENT_VERSION_MAJOR 0
#define ATTACHMENT_VERSION_MINOR 1
#define ATTACHMENT_VERSION_PATCH 0
#define ATTACHMENT_VERSION_STRING "0.1.0"

// A missing answer is a NaN on its way through the statistics, and fast-math makes NaN tests lie.
#if defined(__FAST_MATH__) || (defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__)
#error "attachment needs IEEE arithmetic: compile without -ffast-math and -ffinite-math-only"
#endif

namespace attachment {

/// The version of this library as text, for example "0.1.0".
inline constexpr const char* version() { return ATTACHMENT_VERSION_STRING; }

}  // namespace attachment

#endif
