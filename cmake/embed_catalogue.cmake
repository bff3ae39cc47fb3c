# cmake -DFILES="a.json;b.json" -DOUTPUT=x.cpp -P embed_catalogue.cmake: questionnaire files as C++ string literals.
set(entries "")
set(ids "")
foreach(file IN LISTS FILES)
  get_filename_component(id ${file} NAME_WLE)
  list(APPEND ids ${id})
  set(file_of_${id} ${file})
endforeach()
list(SORT ids)
list(LENGTH ids count)
set(delimiter "questionnaire")
foreach(id IN LISTS ids)
  file(READ ${file_of_${id}} text)
  string(FIND "${text}" ")${delimiter}\"" found)
  if(NOT found EQUAL -1)
    message(FATAL_ERROR "${file_of_${id}} holds the end mark of a C++ raw string")
  endif()
  # Compilers limit one literal; adjacent ones are joined.
  string(LENGTH "${text}" length)
  set(pieces "")
  set(begin 0)
  while(begin LESS length)
    string(SUBSTRING "${text}" ${begin} 8000 piece)
    string(APPEND pieces "\n    R\"${delimiter}(${piece})${delimiter}\"")
    math(EXPR begin "${begin} + 8000")
  endwhile()
  string(APPEND entries "  {\"${id}\",${pieces}},\n")
endforeach()
if(count EQUAL 0)
  set(entries "  {},\n")
endif()
file(WRITE ${OUTPUT} "#include \"catalogue_data.hpp\"

namespace attachment::detail {

const CatalogueFile catalogue_files[] = {
${entries}};
const std::size_t catalogue_file_count = ${count};

}  // namespace attachment::detail
")
