"""Answers to the 24 statements of our own questionnaire in, the report for the person who answered out: five lines.

Run it as ``python examples/python/report_for_a_person.py report.html``; a name that ends in .txt or .json does too.
"""

from __future__ import annotations

import sys

import attachment as att

answers = [5, 4, 4, 4, 3, 2, 7, 5, 5, 3, 2, 3, 6, 6, 5, 2, 4, 1, 4, 6, 5, 2, 3, 1]
own = att.load("attachment-24")
result = own.score({"answers": answers})
report = att.report(result)
report.save(sys.argv[1] if len(sys.argv) > 1 else "report.html")
