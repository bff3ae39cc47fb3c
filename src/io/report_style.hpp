#ifndef ATTACHMENT_SRC_IO_REPORT_STYLE_HPP
#define ATTACHMENT_SRC_IO_REPORT_STYLE_HPP

#include <string_view>

namespace attachment::detail {

// The style sheet of every report. Calm colours, none of which means danger; every pair of text and ground reaches a
// contrast of 4.5 to 1 in light and in dark (tests/pages measures it with axe-core).
inline constexpr std::string_view report_style = R"css(
:root{color-scheme:light dark;--ground:#fbfaf7;--card:#ffffff;--ink:#22303c;--quiet:#4f5d6a;--line:#d5d9dc;
--accent:#0f6168;--soft:#e4eff0;--secure:#0f6168;--preoccupied:#7a4d12;--dismissing:#35518f;--fearful:#6f3f73;
--secure-soft:#d7ebe9;--preoccupied-soft:#f3e6cf;--dismissing-soft:#dde5f5;--fearful-soft:#efe0ef}
@media (prefers-color-scheme:dark){:root{--ground:#12181d;--card:#1a2229;--ink:#e7ecef;--quiet:#b3bec7;--line:#3a4651;
--accent:#7fd0d3;--soft:#21333a;--secure:#7fd0d3;--preoccupied:#e6bd7c;--dismissing:#a9c1f3;--fearful:#dcaede;
--secure-soft:#1d3a3b;--preoccupied-soft:#3c301d;--dismissing-soft:#24304b;--fearful-soft:#3a2840}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,
"Helvetica Neue",Arial,sans-serif}
main{max-width:46rem;margin:0 auto;padding:1.5rem 1.1rem 3rem}
h1{font-size:1.6rem;line-height:1.25;margin:.2rem 0 .3rem}
h2{font-size:1.2rem;line-height:1.3;margin:0 0 .6rem;color:var(--accent)}
h3{font-size:1.03rem;margin:1.2rem 0 .3rem}
p{margin:.5rem 0}
.subtitle{color:var(--quiet);margin:0 0 1rem}
section{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1rem 1.1rem;margin:1rem 0}
.lead{font-size:1.12rem}
.note{border-left:.25rem solid var(--accent);background:var(--soft);padding:.5rem .8rem;border-radius:0 .4rem .4rem 0}
ul{margin:.5rem 0;padding-left:1.3rem}li{margin:.25rem 0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.95rem}
caption{text-align:left;color:var(--quiet);padding-bottom:.3rem}
th,td{text-align:left;padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--line);vertical-align:top}
th{font-weight:600}.day{white-space:nowrap}
.numbers td,.numbers th+th{text-align:right;font-variant-numeric:tabular-nums}
figure{margin:.8rem 0}
svg{display:block;width:100%;height:auto;max-width:30rem;margin:0 auto;font:14px system-ui,-apple-system,"Segoe UI",
Roboto,"Helvetica Neue",Arial,sans-serif;fill:var(--ink)}
summary{cursor:pointer;font-weight:600;color:var(--accent)}
summary h2{display:inline;font-size:1.1rem}
.line{stroke:var(--line);fill:none}.strong{stroke:var(--ink);fill:none;stroke-width:1.5}
.mark{fill:var(--ink);stroke:var(--card);stroke-width:1.5}.range{fill:var(--accent);fill-opacity:.28;stroke:var(--accent)}
.track{fill:var(--soft);stroke:var(--line)}.quiet{fill:var(--quiet)}.band{fill:var(--accent);fill-opacity:.18}
.path{stroke:var(--accent);fill:none;stroke-width:2}
.secure{fill:var(--secure)}.preoccupied{fill:var(--preoccupied)}.dismissing{fill:var(--dismissing)}
.fearful{fill:var(--fearful)}
.secure-soft{fill:var(--secure-soft)}.preoccupied-soft{fill:var(--preoccupied-soft)}
.dismissing-soft{fill:var(--dismissing-soft)}.fearful-soft{fill:var(--fearful-soft)}
.strongtext{font-weight:600}.middle{text-anchor:middle}.end{text-anchor:end}
@media (max-width:30rem){main{padding:.8rem .6rem 2rem}section{padding:.8rem .8rem}h1{font-size:1.35rem}
table{font-size:.82rem}th,td{padding-right:.3rem}}
@media print{:root{--ground:#fff;--card:#fff;--ink:#000;--quiet:#333;--line:#bbb;--accent:#0f6168;--soft:#f1f5f5;
--secure:#0f6168;--preoccupied:#7a4d12;--dismissing:#35518f;--fearful:#6f3f73;--secure-soft:#d7ebe9;
--preoccupied-soft:#f3e6cf;--dismissing-soft:#dde5f5;--fearful-soft:#efe0ef}
@page{size:A4;margin:10mm 13mm}
body{font-size:8.4pt;line-height:1.25;background:#fff}main{max-width:none;padding:0}
section{border:0;border-top:1px solid var(--line);border-radius:0;padding:.2rem 0 0;margin:.2rem 0}
h1{font-size:14pt}h2{font-size:10.5pt;margin-bottom:.1rem}h3{font-size:9.2pt;margin:.3rem 0 0}p,ul{margin:.12rem 0}
li{margin:0}.lead{font-size:10pt}.note{padding:.2rem .5rem}section{display:flow-root}
figure{margin:.15rem 0 .15rem 4mm;float:right;width:58mm;break-inside:avoid}
svg{max-width:58mm}h3+figure{float:none;width:auto;margin:.15rem 0}h3+figure svg{max-width:82mm;margin:0}
summary{list-style:none}summary h2{font-size:10.5pt}
details::details-content{content-visibility:visible;block-size:auto}details ul{columns:2;column-gap:8mm}
h2,h3{break-after:avoid}tr,.note{break-inside:avoid}table{font-size:8pt;line-height:1.15}
th,td{padding:.06rem .6rem .06rem 0}}
)css";

}  // namespace attachment::detail

#endif
