#ifndef ATTACHMENT_PYTHON_TABLE_ARRAYS_HPP
#define ATTACHMENT_PYTHON_TABLE_ARRAYS_HPP

#include <attachment/io/batch_table.hpp>

#include "common.hpp"

namespace attachment::python {

// NumPy arrays as answers, read where they lie: one array of people by items, or a list with an array of people for
// each item. `masks` is a list with a uint8 or bool array, or None, for each item; empty for none.
// The arrays have to outlive the result. Throws ArgumentError for a type of number that cannot be read.
AnswerColumns answer_columns(const py::object& answers, const py::list& masks, std::vector<std::string> names);

// What the package has made of its keyword arguments.
TableOptions table_options(const py::dict& options);

}  // namespace attachment::python

#endif
