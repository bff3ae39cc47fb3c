#ifndef ATTACHMENT_SRC_IO_FAST_PATHS_HPP
#define ATTACHMENT_SRC_IO_FAST_PATHS_HPP

// ATTACHMENT_FAST_PATHS before a function compiles it for newer processors too; which one runs is found out when the
// program starts. Results are the same bits: nothing here lets the compiler reorder or contract floating-point
// arithmetic. Only where the compiler and the loader know how; sanitizers start too late for it.
#if defined(__x86_64__) && defined(__linux__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__) && \
    __GNUC__ >= 12 && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define ATTACHMENT_FAST_PATHS __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define ATTACHMENT_FAST_PATHS
#endif

#endif
