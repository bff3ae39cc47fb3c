"""Statistics of samples, scores and forms: internal consistency, standard errors, norms, response quality.

Everything here is exported by the package itself too: ``att.alpha`` is ``att.statistics.alpha``. Samples are arrays
(persons, items), NaN = missing; :func:`alpha` tells what is read. Functions that give one number work element by
element, as NumPy's do, where they say so; the others take single numbers.
"""

from __future__ import annotations

from . import _factor, _reliability, _response_quality, _score_errors
from ._factor import *
from ._reliability import *
from ._reliability_report import (
    Alpha,
    GuttmanLambdas,
    Interval,
    ItemCovariance,
    ItemReliability,
    QuestionnaireReliability,
    ReliabilityReport,
    SubscaleReliability,
)
from ._response_quality import *
from ._score_errors import *

__all__ = [
    "Alpha",
    "GuttmanLambdas",
    "Interval",
    "ItemCovariance",
    "ItemReliability",
    "QuestionnaireReliability",
    "ReliabilityReport",
    "SubscaleReliability",
]
__all__ += _factor.__all__
__all__ += _reliability.__all__
__all__ += _response_quality.__all__
__all__ += _score_errors.__all__
