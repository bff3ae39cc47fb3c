#ifndef ATTACHMENT_ERROR_HPP
#define ATTACHMENT_ERROR_HPP

#include <stdexcept>
#include <string>
#include <utility>

#include <attachment/version.hpp>

namespace attachment {

/// What went wrong, as a number that is never given a second meaning (docs/errors.md lists them).
///
/// 1000s: a questionnaire; 2000s: data; 3000s: an argument or a command line; 4000s: writing a result.
enum class ErrorCode : int {
  // A questionnaire file or value.
  questionnaire_json = 1001,           // not JSON, or not UTF-8
  questionnaire_duplicate_key = 1002,  // a key stands twice in one object
  questionnaire_number = 1003,         // a number that is not finite, not whole, or out of bounds
  questionnaire_type = 1004,           // a value of the wrong kind, or a member that is missing
  questionnaire_unknown_key = 1005,    // a member the format does not have
  questionnaire_id = 1006,             // an id that does not match [a-z0-9][a-z0-9._-]{0,63}
  questionnaire_scale = 1007,          // min >= max, or too many levels
  questionnaire_item = 1008,           // unknown item number, or an item twice
  questionnaire_reversed = 1009,       // a reversed item that is not in the subscale
  questionnaire_empty = 1010,          // a subscale, composite or list that must not be empty
  questionnaire_reference = 1011,      // an id that does not resolve, or is given twice
  questionnaire_limit = 1012,          // larger than the limits allow
  questionnaire_norm = 1013,           // a norm or reliability that cannot be
  questionnaire_not_found = 1014,      // neither in the catalogue nor a readable file
  questionnaire_format = 1015,         // another "format" than attachment-questionnaire/1
  questionnaire_language = 1016,       // a text that is not given in the stated languages, or no language tag

  // Data: the file as a whole.
  data_unreadable = 2001,          // cannot be opened or read
  data_encoding = 2002,            // not UTF-8 (or not the encoding named)
  data_nul_byte = 2003,            // holds a NUL byte
  data_unterminated_quote = 2004,  // a quoted cell that never ends
  data_empty = 2005,               // no header, or no rows where rows are needed
  data_duplicate_column = 2006,    // two columns share the name that is wanted
  data_missing_column = 2007,      // a column that is wanted is absent
  data_items_not_found = 2008,     // no single numbered run of item columns
  data_format = 2009,              // not the format that was named or found
  data_field_count = 2010,         // a row with too few or too many fields
  data_label = 2011,               // an answer text that the label map does not have
  data_limit = 2012,               // larger than the limits allow
  data_invalid_answer = 2013,      // an answer outside the declared scale
  data_ambiguous = 2014,           // could be read in two ways
  data_response_count = 2015,      // another number of answers than items
  data_changed = 2016,             // the input changed since the interrupted run

  // Arguments and options.
  argument_value = 3001,  // a value that an option or parameter does not take
  argument_unknown_norm = 3002,
  argument_unknown_order = 3003,
  argument_unknown_target = 3004,
  argument_style = 3005,  // a style rule that this questionnaire does not allow
  argument_row = 3006,    // a row that the data does not have
  argument_shape = 3007,  // arrays whose shapes do not fit
  argument_not_applicable = 3008,
  argument_norm_inconsistent = 3009,  // a norm whose correlation exceeds what its reliabilities allow
  argument_not_comparable = 3010,     // sittings of different questionnaires, versions, scales or targets
  argument_no_text = 3011,            // a wording that the questionnaire does not have in this language

  // Writing.
  output_unwritable = 4001,
  output_exists = 4002,  // the output would overwrite an input
  output_in_use = 4003,  // another program is writing it
};

/// The base of all exceptions this library throws: a sentence a person can act on, a code and a place.
///
/// `what()` reads "PLACE: SENTENCE", or the sentence alone where there is no place. No message repeats an answer.
class Error : public std::runtime_error {
 public:
  /// @param code which error; @param place JSON pointer, or file, row and column, or empty
  /// @param sentence what happened and what to do about it
  Error(ErrorCode code, std::string place, const std::string& sentence)
      : std::runtime_error(place.empty() ? sentence : place + ": " + sentence),
        code_(code),
        place_(std::move(place)),
        sentence_(sentence) {}

  ErrorCode code() const noexcept { return code_; }
  const std::string& place() const noexcept { return place_; }
  const std::string& sentence() const noexcept { return sentence_; }

 private:
  ErrorCode code_;
  std::string place_;
  std::string sentence_;
};

/// A questionnaire that cannot be what it says; the place is a JSON pointer into its file.
class QuestionnaireError : public Error {
 public:
  using Error::Error;
};

/// Data that cannot be read or understood; the place is file, line and column.
class DataError : public Error {
 public:
  using Error::Error;
};

/// An argument or option that breaks a contract; the place is its name.
class ArgumentError : public Error {
 public:
  using Error::Error;
};

/// A result that cannot be written; the place is the path.
class OutputError : public Error {
 public:
  using Error::Error;
};

}  // namespace attachment

#endif
