# Dependencies come from the system; FetchContent is only the fallback (and needs a network).
include(FetchContent)

if(ATTACHMENT_BUILD_PYTHON)
  include(cmake/python_headers.cmake)
endif()

if(TARGET Eigen3::Eigen)
  # pip brought it
elseif(ATTACHMENT_BUILD_IO)
  FetchContent_Declare(Eigen3
    URL https://gitlab.com/libeigen/eigen/-/archive/3.4.0/eigen-3.4.0.tar.gz
    FIND_PACKAGE_ARGS 3.4 NAMES Eigen3)
  FetchContent_MakeAvailable(Eigen3)
else()
  find_package(Eigen3 3.4 QUIET NO_MODULE)
endif()

if(TARGET Boost::headers)
  # pip brought it
elseif(ATTACHMENT_BUILD_IO)
  find_package(Boost 1.75 REQUIRED COMPONENTS json)
else()
  find_package(Boost 1.75 REQUIRED)
endif()
if(ATTACHMENT_BUILD_IO)
  set(THREADS_PREFER_PTHREAD_FLAG ON)
  find_package(Threads REQUIRED)
endif()

if(ATTACHMENT_BUILD_CLI)
  FetchContent_Declare(CLI11
    URL https://github.com/CLIUtils/CLI11/archive/refs/tags/v2.3.2.tar.gz
    FIND_PACKAGE_ARGS 2.1 NAMES CLI11)
  FetchContent_MakeAvailable(CLI11)
endif()

if(ATTACHMENT_BUILD_TESTS)
  FetchContent_Declare(GTest
    URL https://github.com/google/googletest/archive/refs/tags/v1.14.0.tar.gz
    FIND_PACKAGE_ARGS 1.12 NAMES GTest)
  FetchContent_MakeAvailable(GTest)
endif()

if(ATTACHMENT_BUILD_BENCHMARKS)
  find_package(benchmark REQUIRED)
endif()
