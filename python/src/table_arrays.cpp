#include "table_arrays.hpp"

namespace attachment::python {

namespace {

NumberType type_of(const py::array& array) {
  const py::dtype type = array.dtype();
  const auto size = type.itemsize();
  switch (type.kind()) {
    case 'f':
      if (size == 8) return NumberType::float64;
      if (size == 4) return NumberType::float32;
      break;
    case 'i':
      if (size == 1) return NumberType::int8;
      if (size == 2) return NumberType::int16;
      if (size == 4) return NumberType::int32;
      if (size == 8) return NumberType::int64;
      break;
    case 'u':
      if (size == 1) return NumberType::uint8;
      if (size == 2) return NumberType::uint16;
      if (size == 4) return NumberType::uint32;
      if (size == 8) return NumberType::uint64;
      break;
    default: break;
  }
  throw ArgumentError(ErrorCode::argument_value, "answers",
                      "numbers of type " + py::str(type).cast<std::string>() +
                          " cannot be read; float64, float32 and whole numbers of 8 to 64 bits can");
}

AnswerColumn column_of(const py::array& array) {
  AnswerColumn column;
  column.data = array.data();
  column.type = type_of(array);
  column.stride = array.strides(0);
  return column;
}

}  // namespace

AnswerColumns answer_columns(const py::object& answers, const py::list& masks, std::vector<std::string> names) {
  AnswerColumns columns;
  columns.names = std::move(names);
  if (py::isinstance<py::array>(answers)) {
    const auto array = py::reinterpret_borrow<py::array>(answers);
    columns.people = static_cast<std::size_t>(array.shape(0));
    for (py::ssize_t i = 0; i < array.shape(1); ++i) {
      AnswerColumn column = column_of(array);
      if (columns.people > 0) column.data = static_cast<const char*>(array.data()) + i * array.strides(1);
      columns.items.push_back(column);
    }
    return columns;
  }
  for (const py::handle& item : answers) {
    const auto array = py::reinterpret_borrow<py::array>(item);
    columns.people = static_cast<std::size_t>(array.shape(0));
    columns.items.push_back(column_of(array));
  }
  for (std::size_t i = 0; i < masks.size(); ++i) {
    if (masks[i].is_none()) continue;
    const auto mask = py::reinterpret_borrow<py::array>(masks[i]);
    columns.items[i].missing = static_cast<const std::uint8_t*>(mask.data());
    columns.items[i].missing_stride = mask.strides(0);
  }
  return columns;
}

TableOptions table_options(const py::dict& options) {
  TableOptions to;
  const auto set = [&](const char* key, auto& value) {
    if (options.contains(key)) value = options[key].cast<std::remove_reference_t<decltype(value)>>();
  };
  set("missing_codes", to.data.missing_codes);
  set("invalid_is_missing", to.data.invalid_is_missing);
  set("items", to.data.items);
  set("id", to.data.id_column);
  set("keep", to.data.keep);
  set("targets", to.data.targets);
  set("threads", to.threads);
  set("first_row", to.first_row);
  set("source", to.source);
  set("recognised", to.recognised);
  return to;
}

}  // namespace attachment::python
