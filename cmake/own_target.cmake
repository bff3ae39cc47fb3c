# attachment_own_target(TARGET): warnings, IEEE arithmetic and sanitizers for a target of ours; nothing global.
function(attachment_own_target target)
  set_target_properties(${target} PROPERTIES CXX_EXTENSIONS OFF POSITION_INDEPENDENT_CODE ON)
  # Contraction would give another last bit on machines with fused multiply-add.
  target_compile_options(${target} PRIVATE -ffp-contract=off
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor)
  if(ATTACHMENT_WARNINGS_AS_ERRORS)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(ATTACHMENT_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${ATTACHMENT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(${target} PRIVATE -fsanitize=${ATTACHMENT_SANITIZE})
  endif()
endfunction()
