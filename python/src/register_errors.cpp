#include <attachment/error.hpp>

#include "common.hpp"

namespace attachment::python {

namespace {

// The classes stand in Python (attachment/_errors.py), where they can be read.
void raise(const char* class_name, const Error& error) {
  const py::object type = py::module_::import("attachment._errors").attr(class_name);
  const py::object value = type(error.sentence(), static_cast<int>(error.code()), error.place());
  PyErr_SetObject(type.ptr(), value.ptr());
}

}  // namespace

void register_errors(py::module_&) {
  py::register_local_exception_translator([](std::exception_ptr pointer) {
    try {
      if (pointer) std::rethrow_exception(pointer);
    } catch (const QuestionnaireError& error) {
      raise("QuestionnaireError", error);
    } catch (const DataError& error) {
      raise("DataError", error);
    } catch (const ArgumentError& error) {
      raise("ArgumentError", error);
    } catch (const OutputError& error) {
      raise("OutputError", error);
    } catch (const Error& error) {
      raise("AttachmentError", error);
    }
  });
}

}  // namespace attachment::python
