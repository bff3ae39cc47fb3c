"""Files about one person."""

from __future__ import annotations

import contextlib
import os

from ._errors import OutputError

__all__ = ["write_private_file"]

_OUTPUT_UNWRITABLE = 4001


def write_private_file(path: str, text: str) -> None:
    """Writes a file that its owner alone can read, whole or not at all; one that is there is replaced."""
    if os.path.islink(path):
        raise OutputError("is a symbolic link; name the file itself", _OUTPUT_UNWRITABLE, path)
    partial = path + ".partial"
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(partial, flags, 0o600)
        with open(descriptor, "wb") as file:
            os.chmod(partial, 0o600)  # one that was left behind may have another mode
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(partial)
        raise OutputError(f"cannot be written: {error.strerror}", _OUTPUT_UNWRITABLE, path) from None
