# cmake -DFILES="a.json;b.json" -DNAME=catalogue -DOUTPUT=x.cpp -P embed_files.cmake: files as C++ string literals,
# in the arrays NAME_files and NAME_file_count that src/io/embedded_files.hpp declares.
set(entries "")
set(ids "")
foreach(file IN LISTS FILES)
  get_filename_component(id ${file} NAME_WLE)
  if(DEFINED file_of_${id})
    message(FATAL_ERROR "${file} and ${file_of_${id}} share one name, by which they are looked up")
  endif()
  list(APPEND ids ${id})
  set(file_of_${id} ${file})
endforeach()
list(SORT ids)
list(LENGTH ids count)
set(delimiter "embedded")
foreach(id IN LISTS ids)
  file(READ ${file_of_${id}} text)
  string(FIND "${text}" ")${delimiter}\"" found)
  if(NOT found EQUAL -1)
    message(FATAL_ERROR "${file_of_${id}} holds the end mark of a C++ raw string")
  endif()
  # Compilers limit one literal; adjacent ones are joined. A literal ends with a line, never inside a character.
  string(LENGTH "${text}" length)
  set(pieces "")
  set(begin 0)
  while(begin LESS length)
    string(SUBSTRING "${text}" ${begin} 8000 piece)
    string(FIND "${piece}" "\n" line_end REVERSE)
    if(NOT line_end EQUAL -1)
      math(EXPR line_end "${line_end} + 1")
      string(SUBSTRING "${piece}" 0 ${line_end} piece)
    endif()
    string(APPEND pieces "\n    R\"${delimiter}(${piece})${delimiter}\"")
    string(LENGTH "${piece}" piece_length)
    math(EXPR begin "${begin} + ${piece_length}")
  endwhile()
  string(APPEND entries "  {\"${id}\",${pieces}},\n")
endforeach()
if(count EQUAL 0)
  set(entries "  {},\n")
endif()
file(WRITE ${OUTPUT} "#include \"embedded_files.hpp\"

namespace attachment::detail {

const EmbeddedFile ${NAME}_files[] = {
${entries}};
const std::size_t ${NAME}_file_count = ${count};

}  // namespace attachment::detail
")
