#ifndef ATTACHMENT_SRC_IO_TRACK_FIGURE_HPP
#define ATTACHMENT_SRC_IO_TRACK_FIGURE_HPP

#include <optional>
#include <string>
#include <vector>

#include "texts.hpp"

namespace attachment::detail {

// One score on its day.
struct PathPoint {
  double day = 0;
  std::string date{};
  double value = 0;
  double margin = 0;  // half of the bar
  bool hollow = false;
  bool ring = false;
};

// Where the true score probably was.
struct PathBand {
  double day = 0;
  double lower = 0;
  double upper = 0;
  double middle = 0;
};

struct PathFigure {
  std::string id{};  // of the title and description in the page
  std::string title{};
  std::string description{};
  double lowest = 0;
  double highest = 0;
  std::optional<double> cut{};
  std::vector<PathPoint> points{};  // at least one, in the order of time
  std::vector<PathBand> band{};
};

// The path of one dimension as an <svg> element: points with bars, a band, the line of the cut.
std::string path_svg(const PathFigure& figure, const Texts& texts);

}  // namespace attachment::detail

#endif
