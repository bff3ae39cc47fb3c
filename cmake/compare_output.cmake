# cmake -DPROGRAM=... -DEXPECTED=... -P compare_output.cmake: runs a program and compares what it prints with a file.
execute_process(COMMAND ${PROGRAM} OUTPUT_VARIABLE printed RESULT_VARIABLE code)
if(NOT code EQUAL 0)
  message(FATAL_ERROR "${PROGRAM} ended with ${code}")
endif()
file(READ ${EXPECTED} expected)
if(NOT printed STREQUAL expected)
  message(FATAL_ERROR "${PROGRAM} prints\n${printed}\nbut ${EXPECTED} says\n${expected}")
endif()
