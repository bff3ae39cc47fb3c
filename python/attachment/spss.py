"""SPSS files as data frames that can be scored: answers are their codes, and what was declared missing is missing."""

from __future__ import annotations

import os
from typing import Any

from ._errors import DataError

__all__ = ["read_spss"]

_DATA_UNREADABLE = 2001
_DATA_ENCODING = 2002
_DATA_FORMAT = 2009

_SYSTEM_FILE = (b"$FL2", b"$FL3")  # plain or compressed, and ZSAV
_PORTABLE_FILE = b"SPSSPORT"
_PORTABLE_HEADER = 512


def read_spss(path: str | os.PathLike[str], *, encoding: str | None = None) -> Any:
    """An SPSS file (.sav, .zsav or .por) as a pandas data frame, ready for :meth:`Questionnaire.score`.

    Cells are the codes that stand in the file, never its labels: where 1 is labelled "strongly agree", the cell is 1.
    Nothing is renumbered, and whether a code is an answer is decided when it is scored. What the file declares missing
    (single values and ranges, column by column) is NaN, as is a system-missing cell. A code that is only labelled
    "no answer" is not declared missing; name it in ``missing_codes``.

    Parameters
    ----------
    path : str or path
    encoding : str, optional
        The encoding of the file's texts, such as ``"windows-1252"``, where the file states none or a wrong one.
        Portable files (.por) know none.

    Returns
    -------
    pandas.DataFrame
        Numbers are float64, as in SPSS; dates are dates. Of its ``attrs``, ``"value_labels"`` holds a dict from code
        to label for each column that has any, and ``"column_labels"`` the label of each column that has one.

    Raises
    ------
    DataError
        If it cannot be read, or is no SPSS file.
    ImportError
        If pyreadstat is missing: ``pip install "attachment[spss]"``.
    """
    name = os.fspath(path)
    portable = _is_portable(name)
    try:
        import pyreadstat
    except ImportError as error:
        raise ImportError('SPSS files are read by pyreadstat: pip install "attachment[spss]"') from error
    try:
        if portable:
            frame, meta = pyreadstat.read_por(name)
        else:
            frame, meta = pyreadstat.read_sav(name, encoding=encoding, user_missing=False, apply_value_formats=False)
    except UnicodeDecodeError:
        raise DataError(_ENCODING_ADVICE, _DATA_ENCODING, name) from None
    except Exception as error:  # pyreadstat has exceptions of many kinds
        if any(word in str(error) for word in ("encoding", "character set")):
            raise DataError(_ENCODING_ADVICE, _DATA_ENCODING, name) from error
        raise DataError(
            "cannot be read as an SPSS file to its end; it may be cut off or damaged: save it again",
            _DATA_UNREADABLE,
            name,
        ) from error
    frame.attrs["value_labels"] = {str(column): dict(labels) for column, labels in meta.variable_value_labels.items()}
    frame.attrs["column_labels"] = {
        str(column): label for column, label in meta.column_names_to_labels.items() if label
    }
    return frame


_ENCODING_ADVICE = 'its texts are not in the encoding it states; name another, as in encoding="windows-1252"'


def _is_portable(path: str) -> bool:
    """False for a system file, which is what most are."""
    try:
        with open(path, "rb") as file:
            head = file.read(_PORTABLE_HEADER)
    except OSError as error:
        raise DataError(f"cannot be opened: {error.strerror}", _DATA_UNREADABLE, path) from error
    if head.startswith(_SYSTEM_FILE):
        return False
    if _PORTABLE_FILE in head:
        return True
    raise DataError(
        "is no SPSS file (.sav, .zsav, .por); for other kinds see pandas: read_stata, read_excel, read_csv",
        _DATA_FORMAT,
        path,
    )
