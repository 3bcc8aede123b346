"""Files that are written for the reader: where a folder or another program stands in the way, that is said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from custclass.show.say import CourseError, say


@contextmanager
def writing(path: str | Path) -> Iterator[Path]:
    """Give the path to write to, and say it in a sentence if it cannot be written.

    Parameters
    ----------
    path : str or Path
        The file.

    Yields
    ------
    Path
        The file.

    Raises
    ------
    CourseError
        If the system refuses: no such folder, no permission, or the file is open elsewhere.

    Examples
    --------
    >>> from custclass.show.say import language
    >>> language("en")
    'en'
    >>> with writing("no_such_folder/list.txt") as path:
    ...     path.write_text("text", encoding="utf-8")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    custclass.show.say.CourseError: "list.txt" cannot be written (No such file or directory): close the program ...
    """
    path = Path(path)
    try:
        yield path
    except OSError as error:
        raise CourseError(
            say(
                zh="“{name}”写不进去（{reason}）：请关闭正打开它的程序，或换一个文件夹。",
                en='"{name}" cannot be written ({reason}): close the program that has it open, or choose another '
                "folder.",
            ).format(name=path.name[:80], reason=error.strerror or type(error).__name__)
        ) from None


def write_text(path: str | Path, text: str) -> Path:
    """Write a text as UTF-8 and return its path; raises as `writing`."""
    with writing(path) as file:
        file.write_text(text, encoding="utf-8")
    return file
