"""Scores adult attachment questionnaires and says how sure the result is.

>>> import attachment as att
>>> ecr = att.load("ecr")
>>> scores = ecr.score(ecr.simulate(100))
>>> sorted(scores)[:2]
['anxiety', 'anxiety_answered']
"""

from __future__ import annotations

from . import _change, _change_history, _core, _normal, _style_posterior, _styles, _trajectory, plot, spark, statistics
from ._catalogue import Catalogue, catalogue
from ._change import *
from ._change_history import *
from ._errors import ArgumentError, AttachmentError, DataError, OutputError, QuestionnaireError
from ._history import History, PracticeEntry, read_history
from ._methods import MethodsText, methods_text
from ._normal import *
from ._practices import Practice, Practices, practices
from ._questionnaire import Questionnaire, load
from ._report import Report, report
from ._result import Result, Score
from ._samples import CheckReport, Explanation, Problem
from ._scores import Manifest, ScoreTable, manifest
from ._style_posterior import *
from ._styles import *
from ._trajectory import *
from .spss import read_spss
from .statistics import *

__version__ = _core.__version__

__all__ = [
    "ArgumentError",
    "AttachmentError",
    "Catalogue",
    "CheckReport",
    "DataError",
    "Explanation",
    "History",
    "Manifest",
    "MethodsText",
    "OutputError",
    "Practice",
    "Practices",
    "PracticeEntry",
    "Problem",
    "Questionnaire",
    "QuestionnaireError",
    "Report",
    "Result",
    "Score",
    "ScoreTable",
    "__version__",
    "catalogue",
    "load",
    "manifest",
    "methods_text",
    "plot",
    "practices",
    "read_history",
    "read_spss",
    "report",
    "spark",
    "statistics",
]
__all__ += _change.__all__
__all__ += _change_history.__all__
__all__ += _normal.__all__
__all__ += _style_posterior.__all__
__all__ += _styles.__all__
__all__ += _trajectory.__all__
__all__ += statistics.__all__
