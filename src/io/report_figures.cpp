#include "report_figures.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "inert_text.hpp"
#include "run_text.hpp"

namespace attachment::detail {

namespace {

// Radius of the oval that holds 95 % of a bivariate normal distribution: sqrt(-2 ln 0.05).
const double oval_radius = std::sqrt(-2 * std::log(0.05));
constexpr int oval_points = 72;

std::string at(double pixels) { return fixed(pixels, 1); }

std::string attribute(const char* name, double value) { return std::string(" ") + name + "=\"" + at(value) + "\""; }

std::string svg(double width, double height, const std::string& id, const std::string& title,
                const std::string& description, const std::string& content) {
  return "<svg viewBox=\"0 0 " + at(width) + " " + at(height) + "\" role=\"img\" aria-labelledby=\"" + id +
         "-title\" aria-describedby=\"" + id + "-description\"><title id=\"" + id + "-title\">" + html_text(title) +
         "</title><desc id=\"" + id + "-description\">" + html_text(description) + "</desc>\n" + content + "</svg>";
}

std::string text_at(double x, double y, const std::string& classes, const std::string& text) {
  return "<text" + attribute("x", x) + attribute("y", y) + (classes.empty() ? "" : " class=\"" + classes + "\"") + ">" +
         html_text(text) + "</text>\n";
}

std::string rectangle(double x, double y, double width, double height, const std::string& classes) {
  return "<rect" + attribute("x", x) + attribute("y", y) + attribute("width", width) + attribute("height", height) +
         " class=\"" + classes + "\"/>\n";
}

std::string line(double x1, double y1, double x2, double y2, const std::string& classes) {
  return "<line" + attribute("x1", x1) + attribute("y1", y1) + attribute("x2", x2) + attribute("y2", y2) + " class=\"" +
         classes + "\"/>\n";
}

struct Point {
  double x;
  double y;
};

// The oval in scores: mean + radius * (lower triangular root of the covariance) * (cos, sin).
std::vector<Point> oval(const PosteriorPlane& plane) {
  std::vector<Point> points;
  const double r = plane.correlation;
  for (int i = 0; i < oval_points; ++i) {
    const double angle = 2 * std::numbers::pi * i / oval_points;
    const double u = oval_radius * std::cos(angle);
    const double v = oval_radius * std::sin(angle);
    points.push_back({plane.mean_anxiety + plane.sd_anxiety * u,
                      plane.mean_avoidance + plane.sd_avoidance * (r * u + std::sqrt(1 - r * r) * v)});
  }
  return points;
}

// Maps scores to pixels, and keeps them on the plane.
struct Plane {
  static constexpr double left = 62;
  static constexpr double top = 12;
  static constexpr double side = 330;

  const ScoreRecord* anxiety;
  const ScoreRecord* avoidance;

  double x(double score) const { return left + side * share(*anxiety, score); }
  double y(double score) const { return top + side * (1 - share(*avoidance, score)); }
  static double share(const ScoreRecord& record, double score) {
    return std::clamp((score - record.lowest) / (record.highest - record.lowest), 0.0, 1.0);
  }
};

std::string fields(const Plane& plane, const Cuts& cuts, const Texts& texts) {
  const double cut_x = plane.x(cuts.anxiety);
  const double cut_y = plane.y(cuts.avoidance);
  const double right = Plane::left + Plane::side;
  const double bottom = Plane::top + Plane::side;
  std::string drawing = rectangle(Plane::left, cut_y, cut_x - Plane::left, bottom - cut_y, "secure-soft");
  drawing += rectangle(cut_x, cut_y, right - cut_x, bottom - cut_y, "preoccupied-soft");
  drawing += rectangle(Plane::left, Plane::top, cut_x - Plane::left, cut_y - Plane::top, "dismissing-soft");
  drawing += rectangle(cut_x, Plane::top, right - cut_x, cut_y - Plane::top, "fearful-soft");
  drawing += line(cut_x, Plane::top, cut_x, bottom, "strong") + line(Plane::left, cut_y, right, cut_y, "strong");
  const auto label = [&](double x, double y, const char* anchor, Style style) {
    return text_at(x, y, std::string("strongtext ") + name(style) + anchor,
                   texts(std::string("plane.field.") + name(style)));
  };
  drawing += label(Plane::left + 6, bottom - 9, "", Style::secure);
  drawing += label(right - 6, bottom - 9, " end", Style::preoccupied);
  drawing += label(Plane::left + 6, Plane::top + 18, "", Style::dismissing);
  drawing += label(right - 6, Plane::top + 18, " end", Style::fearful);
  return drawing;
}

std::string axes(const Plane& plane, const Texts& texts) {
  const double bottom = Plane::top + Plane::side;
  std::string drawing;
  for (const ScoreRecord* record : {plane.anxiety, plane.avoidance}) {
    for (int i = 0; i <= 2; ++i) {
      const double score = record->lowest + (record->highest - record->lowest) * i / 2;
      const std::string number = texts.number(score, score == std::floor(score) ? 0 : 1);
      drawing += record == plane.anxiety ? text_at(plane.x(score), bottom + 20, "middle", number)
                                         : text_at(Plane::left - 10, plane.y(score) + 5, "end", number);
    }
  }
  drawing += text_at(Plane::left + Plane::side / 2, bottom + 42, "middle strongtext", texts("plane.axis.anxiety"));
  const double middle = Plane::top + Plane::side / 2;
  drawing += "<text transform=\"translate(16 " + at(middle) + ") rotate(-90)\" class=\"middle strongtext\">" +
             html_text(texts("plane.axis.avoidance")) + "</text>\n";
  return drawing;
}

std::string oval_on(const Plane& plane, const PosteriorPlane& posterior) {
  std::string points;
  for (const Point& point : oval(posterior)) {
    points += (points.empty() ? "" : " ") + at(plane.x(point.x)) + "," + at(plane.y(point.y));
  }
  return "<polygon points=\"" + points + "\" class=\"range\"/>\n";
}

std::string mark(double x, double y) {
  return "<circle" + attribute("cx", x) + attribute("cy", y) + " r=\"6\" class=\"mark\"/>\n";
}

// Where the number of each mark stands: beside it, clear of the other marks, of the numbers before it and of the names
// of the fields. Where everything is taken, the last place that was tried.
std::vector<Point> number_places(const std::vector<Point>& marks) {
  constexpr double width = 12;
  constexpr double height = 16;
  constexpr double names = 30;  // the names of the fields stand along the upper and the lower edge
  std::vector<Point> places;
  const auto taken = [&](const Point& place) {
    const double middle = place.y - 5;
    const auto near = [&](const Point& other, double other_middle) {
      return std::fabs(other.x - place.x) < width + 2 && std::fabs(other_middle - middle) < height;
    };
    if (middle < Plane::top + names || middle > Plane::top + Plane::side - names) return true;
    if (place.x < Plane::left + width || place.x > Plane::left + Plane::side - width) return true;
    return std::any_of(marks.begin(), marks.end(), [&](const Point& other) { return near(other, other.y); }) ||
           std::any_of(places.begin(), places.end(), [&](const Point& other) { return near(other, other.y - 5); });
  };
  for (const Point& at : marks) {
    Point place{};
    for (int i = 0; i < 24; ++i) {  // eight directions, then further away
      const int round = i / 8;
      const double distance = 17 + 9 * round;
      const double angle = std::numbers::pi * (i % 8) / 4;
      place = {at.x + distance * std::cos(angle), at.y + 5 - distance * std::sin(angle)};
      if (!taken(place)) break;
    }
    places.push_back(place);
  }
  return places;
}

// One scale from its lowest to its highest value, with the range and the score.
std::string scale_row(const ScoreRecord& record, double cut, double top, const Texts& texts) {
  constexpr double left = 12;
  constexpr double width = 376;
  const auto x = [&](double score) { return left + width * Plane::share(record, score); };
  const std::string id = name(*record.dimension);
  std::string drawing = text_at(left, top, "strongtext", texts("dimension." + id));
  const double bar = top + 14;
  drawing += rectangle(left, bar, width, 16, "track");
  if (std::isfinite(record.score.lower)) {
    const double from = x(record.score.lower);
    drawing += rectangle(from, bar, x(record.score.upper) - from, 16, "range");
  }
  drawing += line(x(cut), bar - 5, x(cut), bar + 21, "strong") + mark(x(record.score.value), bar + 8);
  drawing += text_at(left, bar + 36, "quiet", texts.number(record.lowest, 0));
  drawing += text_at(left + width, bar + 36, "quiet end", texts.number(record.highest, 0));
  return drawing + text_at(x(cut), bar + 36, "quiet middle", texts("scores.middle"));
}

}  // namespace

std::vector<Style> styles_of_oval(const ResultRecord& record) {
  std::vector<Style> styles;
  if (!record.posterior || !record.settings.cuts) return styles;
  std::array<bool, style_count> reached{};
  for (const Point& point : oval(*record.posterior)) {
    const bool anxious = point.x > record.settings.cuts->anxiety;
    const bool avoidant = point.y > record.settings.cuts->avoidance;
    const Style style =
        anxious ? (avoidant ? Style::fearful : Style::preoccupied) : (avoidant ? Style::dismissing : Style::secure);
    reached[static_cast<std::size_t>(style)] = true;
  }
  for (const Style style : all_styles) {
    if (reached[static_cast<std::size_t>(style)]) styles.push_back(style);
  }
  return styles;
}

Figure scores_figure(const ResultRecord& record, const Texts& texts) {
  constexpr double row = 84;
  std::string content;
  std::string description;
  double top = 18;
  for (const Dimension dimension : {Dimension::anxiety, Dimension::avoidance}) {
    const ScoreRecord* score = record.dimension(dimension);
    if (score == nullptr || !score->score.scored()) continue;
    const double middle = 0.5 * (score->lowest + score->highest);
    const double cut = !record.settings.cuts             ? middle
                       : dimension == Dimension::anxiety ? record.settings.cuts->anxiety
                                                         : record.settings.cuts->avoidance;
    content += scale_row(*score, cut, top, texts);
    description += (description.empty() ? "" : ", ") + texts(std::string("dimension.") + name(dimension)) + " " +
                   texts.number(score->score.value, 1);
    top += row;
  }
  return {svg(400, top - 24, "scores", texts("scores.title"), description, content), description, true};
}

Figure plane_figure(const std::vector<const ResultRecord*>& records, const std::vector<std::string>& labels,
                    const std::string& description, const Texts& texts) {
  const Plane plane{records.front()->dimension(Dimension::anxiety), records.front()->dimension(Dimension::avoidance)};
  std::string content = fields(plane, *records.front()->settings.cuts, texts) + axes(plane, texts);
  for (const ResultRecord* record : records) {
    if (record->posterior) content += oval_on(plane, *record->posterior);
  }
  std::vector<Point> marks;
  for (const ResultRecord* record : records) {
    marks.push_back({plane.x(record->dimension(Dimension::anxiety)->score.value),
                     plane.y(record->dimension(Dimension::avoidance)->score.value)});
    content += mark(marks.back().x, marks.back().y);
  }
  constexpr double row = 22;
  double height = 400;
  const std::vector<Point> places = number_places(marks);
  for (std::size_t i = 0; i < labels.size() && i < places.size(); ++i, height += row) {
    const std::string number = std::to_string(i + 1);
    content += text_at(places[i].x, places[i].y, "strongtext middle", number);
    content += text_at(Plane::left, height + 8, "strongtext", number);
    content += text_at(Plane::left + 22, height + 8, "", labels[i]);
  }
  if (!labels.empty()) height += 2;
  return {svg(404, height, "plane", texts("plane.title"), description, content), description, true};
}

Figure probabilities_figure(const StyleProbabilities& probability, const std::string& description, const Texts& texts) {
  constexpr double row = 46;
  constexpr double left = 12;
  constexpr double width = 376;
  std::string content;
  double top = 18;
  for (std::size_t i = 0; i < style_count; ++i, top += row) {
    const std::string id = name(all_styles[i]);
    content += text_at(left, top, "", texts("style." + id));
    content += text_at(left + width, top, "strongtext end", texts.percent(probability[i]));
    content += rectangle(left, top + 7, width, 14, "track");
    content += rectangle(left, top + 7, width * probability[i], 14, id);
  }
  return {svg(400, top - 12, "probabilities", texts("probabilities.title"), description, content), description, false};
}

}  // namespace attachment::detail
