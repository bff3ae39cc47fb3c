# What `cmake --install` leaves, and what find_package(attachment) finds there.
#
#   include/attachment          headers (those of io only with the library)
#   lib/cmake/attachment        attachment::attachment, and attachment::io where it was built
#   share/attachment            the questionnaires, as files to copy and change
#   bin/attachment              the program
include(CMakePackageConfigHelpers)

set(attachment_config_dir ${CMAKE_INSTALL_LIBDIR}/cmake/attachment)

set(attachment_header_filter FILES_MATCHING PATTERN "*.hpp" PATTERN "*.h")
if(NOT ATTACHMENT_BUILD_IO)
  list(APPEND attachment_header_filter PATTERN "io" EXCLUDE)
endif()
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/attachment DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
        COMPONENT development ${attachment_header_filter})

install(TARGETS attachment EXPORT attachment-targets COMPONENT development)
install(EXPORT attachment-targets NAMESPACE attachment:: DESTINATION ${attachment_config_dir} COMPONENT development)
if(ATTACHMENT_BUILD_IO)
  # A file of its own, so that those who only score need none of the things io is built from.
  install(TARGETS attachment_io EXPORT attachment-io-targets
          ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
  install(EXPORT attachment-io-targets NAMESPACE attachment:: DESTINATION ${attachment_config_dir}
          COMPONENT development)
endif()

configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/attachment-config.cmake.in
  ${PROJECT_BINARY_DIR}/attachment-config.cmake INSTALL_DESTINATION ${attachment_config_dir})
# Before 1.0 a minor version may break. Headers alone fit every processor; a compiled library does not.
set(attachment_any_processor "")
if(NOT ATTACHMENT_BUILD_IO)
  set(attachment_any_processor ARCH_INDEPENDENT)
endif()
write_basic_package_version_file(${PROJECT_BINARY_DIR}/attachment-config-version.cmake
  VERSION ${PROJECT_VERSION} COMPATIBILITY SameMinorVersion ${attachment_any_processor})
install(FILES ${PROJECT_BINARY_DIR}/attachment-config.cmake ${PROJECT_BINARY_DIR}/attachment-config-version.cmake
        DESTINATION ${attachment_config_dir} COMPONENT development)

install(DIRECTORY ${PROJECT_SOURCE_DIR}/questionnaires DESTINATION ${CMAKE_INSTALL_DATADIR}/attachment
        COMPONENT runtime)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT runtime)
if(ATTACHMENT_BUILD_CLI)
  install(TARGETS attachment_cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT runtime)
endif()
