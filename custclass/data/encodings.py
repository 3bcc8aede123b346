"""In which encoding a text file was written: told from its bytes."""

from __future__ import annotations

from custclass.show.say import CourseError, Text, say

_SAMPLE = 20_000  # bytes that decide about the encoding
_NAMES = {"gb18030": "GB18030", "cp1252": "Windows-1252", "utf_16_le": "UTF-16", "utf_16_be": "UTF-16"}


def file_error(source: Text | str, what: Text) -> CourseError:
    """Return an error that begins with the file it is about."""
    return CourseError(say(zh="{source}：{what}", en="{source}: {what}").format(source=source, what=what))


def decoded(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding.

    Parameters
    ----------
    data : bytes
        What the file holds.
    name : str
        The name of the file, for messages.

    Raises
    ------
    CourseError
        If no encoding fits, or a UTF-8 file is damaged.

    Examples
    --------
    >>> decoded("客户,日期".encode("gb18030"), "a.csv")
    ('客户,日期', 'GB18030')
    """
    unreadable = file_error(name, say(
        zh="认不出文字编码，请在 Excel 中另存为“CSV UTF-8”。",
        en='its text encoding cannot be told; save it in Excel as "CSV UTF-8".',
    ))  # fmt: skip
    try:
        if data[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"):
            return data.decode("utf-32"), "UTF-32"
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return data.decode("utf-16"), "UTF-16"
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError as problem:
        if "utf-8" not in problem.encoding:
            raise unreadable from None
        row = data.count(b"\n", 0, problem.start) + 1
    patched = data.decode("utf-8", errors="replace")
    strange = len(patched) - len(patched.encode("ascii", "ignore"))
    if strange > 10 * patched.count("\ufffd"):
        raise file_error(name, say(
            zh="文字编码是 UTF-8，但第 {row} 行附近有损坏的字符，请改正后再读。",
            en="the text is UTF-8 but for a damaged character near line {row}; mend it and read again.",
        ).format(row=row))  # fmt: skip
    from charset_normalizer import from_bytes  # only files that are not UTF-8 need it

    if b"\x00" in data:
        sample = data[: _SAMPLE * 2]
    else:  # the lines that tell encodings apart may come late
        sample = b"\n".join(line for line in data.split(b"\n") if not line.isascii())[:_SAMPLE]
        sample = sample[: sample.rfind(b"\n")] if b"\n" in sample else sample
    guess = from_bytes(sample, cp_isolation=list(_NAMES)).best()
    for encoding in dict.fromkeys([guess.encoding if guess else "gb18030", "gb18030", "cp1252"]):
        try:
            return data.decode(encoding), _NAMES[encoding]
        except UnicodeDecodeError:
            continue
    raise unreadable
