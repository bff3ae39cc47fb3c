# attachment_own_target(TARGET): warnings, IEEE arithmetic and sanitizers for a target of ours; nothing global.
function(attachment_own_target target)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF POSITION_INDEPENDENT_CODE ON)
  # Contraction would give another last bit on machines with fused multiply-add.
  target_compile_options(${target} PRIVATE -ffp-contract=off
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor)
  # GCC 12 sees overlaps in std::string that cannot be (its bug 105651).
  target_compile_options(${target} PRIVATE
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>)
  if(ATTACHMENT_WARNINGS_AS_ERRORS)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(ATTACHMENT_SANITIZE)
    target_compile_options(${target} PRIVATE
      -fsanitize=${ATTACHMENT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(${target} PRIVATE -fsanitize=${ATTACHMENT_SANITIZE})
  endif()
endfunction()
