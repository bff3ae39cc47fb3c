// The drawing of a path.
#include "track_figure.hpp"

#include <algorithm>
#include <cmath>

#include "inert_text.hpp"
#include "run_text.hpp"

namespace attachment::detail {

namespace {

constexpr double width = 400;
constexpr double height = 230;
constexpr double left_edge = 34;
constexpr double right_edge = 386;
constexpr double top = 14;
constexpr double bottom = 196;

std::string place(double value) { return fixed(value, 1); }

std::string line(const char* kind, double x1, double y1, double x2, double y2, const std::string& more = "") {
  return "<line class=\"" + std::string(kind) + "\" x1=\"" + place(x1) + "\" y1=\"" + place(y1) + "\" x2=\"" +
         place(x2) + "\" y2=\"" + place(y2) + "\"" + more + "/>";
}

std::string text(const char* kind, double x, double y, const std::string& words) {
  return "<text class=\"" + std::string(kind) + "\" x=\"" + place(x) + "\" y=\"" + place(y) + "\">" + html_text(words) +
         "</text>";
}

class Drawing {
 public:
  Drawing(const PathFigure& figure, const Texts& texts) : figure_(figure), texts_(texts) {
    first_ = figure.points.front().day;
    last_ = figure.points.back().day;
  }

  std::string svg() const {
    return "<svg viewBox=\"0 0 " + place(width) + " " + place(height) + "\" role=\"img\" aria-labelledby=\"" +
           figure_.id + "-title " + figure_.id + "-text\"><title id=\"" + figure_.id + "-title\">" +
           html_text(figure_.title) + "</title><desc id=\"" + figure_.id + "-text\">" + html_text(figure_.description) +
           "</desc>\n" + scale() + band() + cut() + points() + days() + "</svg>";
  }

 private:
  double x(double day) const {
    constexpr double inset = 16;
    if (last_ <= first_) return (left_edge + right_edge) / 2;
    return left_edge + inset + (right_edge - left_edge - 2 * inset) * (day - first_) / (last_ - first_);
  }
  double y(double value) const {
    const double share = (value - figure_.lowest) / (figure_.highest - figure_.lowest);
    return bottom - (bottom - top) * std::clamp(share, 0.0, 1.0);
  }

  // At most eight lines, at whole numbers.
  std::string scale() const {
    const double range = figure_.highest - figure_.lowest;
    constexpr double most = 8;
    const double step = std::max(1.0, std::ceil(range / most));
    std::string drawn;
    for (double value = std::ceil(figure_.lowest); value <= figure_.highest; value += step) {
      drawn += line("line", left_edge, y(value), right_edge, y(value));
      drawn += text("quiet end", left_edge - 8, y(value) + 5, texts_.number(value, 0));
    }
    return drawn + "\n";
  }

  std::string band() const {
    if (figure_.band.size() < 2) return {};
    std::string area;
    std::string middle;
    for (const PathBand& at : figure_.band) {
      area += (area.empty() ? "M" : "L") + place(x(at.day)) + " " + place(y(at.upper));
      middle += (middle.empty() ? "M" : "L") + place(x(at.day)) + " " + place(y(at.middle));
    }
    for (auto at = figure_.band.rbegin(); at != figure_.band.rend(); ++at) {
      area += "L" + place(x(at->day)) + " " + place(y(at->lower));
    }
    return "<path class=\"band\" d=\"" + area + "Z\"/><path class=\"path\" d=\"" + middle + "\"/>\n";
  }

  std::string cut() const {
    if (!figure_.cut) return {};
    const double at = y(*figure_.cut);
    return line("strong", left_edge, at, right_edge, at, " stroke-dasharray=\"5 4\"") + "\n";
  }

  std::string points() const {
    std::string drawn;
    for (const PathPoint& point : figure_.points) {
      constexpr double cap = 4;
      const double at = x(point.day);
      const double high = y(point.value + point.margin);
      const double low = y(point.value - point.margin);
      drawn += line("strong", at, high, at, low) + line("strong", at - cap, high, at + cap, high) +
               line("strong", at - cap, low, at + cap, low);
      const std::string centre = " cx=\"" + place(at) + "\" cy=\"" + place(y(point.value)) + "\"";
      drawn += "<circle class=\"" + std::string(point.hollow ? "track" : "mark") + "\"" + centre + " r=\"5.5\"/>";
      if (point.hollow) drawn += "<circle class=\"strong\"" + centre + " r=\"5.5\"/>";
      if (point.ring) drawn += "<circle class=\"path\"" + centre + " r=\"10\"/>";
      drawn += "\n";
    }
    return drawn;
  }

  // The first and the last day, and those between that have room.
  std::string days() const {
    constexpr double room = 84;
    const std::vector<PathPoint>& all = figure_.points;
    if (all.size() == 1) return text("quiet middle", x(first_), height - 12, all.front().date);
    std::string drawn = text("quiet", left_edge - 6, height - 12, all.front().date);
    double taken = left_edge + room;
    for (const PathPoint& point : all) {
      const double at = x(point.day);
      if (at - room / 2 < taken || at + room / 2 > right_edge - room) continue;
      drawn += text("quiet middle", at, height - 12, point.date);
      taken = at + room / 2 + 4;
    }
    return drawn + text("quiet end", right_edge + 6, height - 12, all.back().date);
  }

  const PathFigure& figure_;
  const Texts& texts_;
  double first_ = 0;
  double last_ = 0;
};

}  // namespace

std::string path_svg(const PathFigure& figure, const Texts& texts) { return Drawing(figure, texts).svg(); }

}  // namespace attachment::detail
