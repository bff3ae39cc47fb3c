"""Files about one person."""

from __future__ import annotations

import contextlib
import os
import tempfile

from ._errors import OutputError

__all__ = ["write_private_file"]

_OUTPUT_UNWRITABLE = 4001


def write_private_file(path: str, text: str) -> None:
    """Writes a file that its owner alone can read, whole or not at all; one that is there is replaced."""
    if os.path.islink(path):
        raise OutputError("is a symbolic link; name the file itself", _OUTPUT_UNWRITABLE, path)
    partial = ""
    try:
        # Readable by the owner alone from the beginning; no other program's unfinished file is touched.
        descriptor, partial = tempfile.mkstemp(".partial", os.path.basename(path) + ".", os.path.dirname(path) or ".")
        with open(descriptor, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(partial)
        raise OutputError(f"cannot be written: {error.strerror}", _OUTPUT_UNWRITABLE, path) from None
