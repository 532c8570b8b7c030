"""Bytes of a text file to text: which encoding, decided by strict decoding and plausibility.

Nothing is ever replaced or skipped: either all bytes decode, or the error names the first byte
that does not. Where several encodings decode (GB18030 takes almost anything), the one whose
characters are common Chinese ones wins: levels one of GB 2312 and of Big5 hold nearly all
characters of official text, and almost none of those that a wrong reading produces.
"""

import codecs
import re
from collections.abc import Iterator

from attrs import frozen

from disclosure_core.errors import UnreadableFileError
from disclosure_core.messages import Message

_MARKS = (  # the longer first: UTF-32's mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OLD = ("gb18030", "big5", "utf-16-le", "utf-16-be")
_SAMPLE = 64 * 1024
_PLAUSIBLE = 0.6
_ASCII = re.compile(r"[\n\r\t ,0-9]")
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]")


@frozen
class Decoded:
    """Text of a file and the encoding it was read in (a Python codec's name)."""

    text: str
    encoding: str


def decode(data: bytes, *, file: str, declared: str | None = None) -> Decoded:
    """Read ``data`` as text.

    Args:
        data: The whole file.
        file: Its name, for errors.
        declared: The encoding the file itself names (an HTML page's ``charset``); believed where
            it decodes to plausible text.

    Raises:
        UnreadableFileError: no encoding fits, with the offset of the first byte that does not; or
            the bytes are no text at all.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            body = data[len(mark) :]
            return _text_only(Decoded(_strictly(body, encoding, file, len(mark)), encoding), file)
    utf8 = _decoded(data, "utf-8")
    if utf8 is not None and "\x00" not in utf8 and not _is_short_gb18030(utf8, data):
        return _text_only(Decoded(utf8, "utf-8"), file)
    best = max(_candidates(data, declared), key=lambda each: each[0], default=None)
    if best is not None and best[0] >= _PLAUSIBLE:
        return _text_only(best[1], file)
    if b"\x00" in data:
        raise _no_text(file, data.index(b"\x00"))
    raise _undecodable(data, file)


def declared_encoding(head: bytes) -> str | None:
    """The codec a page names near its beginning; GB 2312 is widened, as browsers do."""
    found = re.search(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", head[:4096], re.I)
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii", "replace")).name
    except LookupError:
        return None
    return "gb18030" if name in {"gb2312", "gbk", "hz"} else name


def plausibility(text: str) -> float:
    """How much ``text`` looks like Chinese or plain text, from 0 to 1.

    Share of characters outside ASCII that are common Chinese characters or punctuation; 1 for
    pure ASCII. Characters that no text holds make it 0.
    """
    sample = text[:_SAMPLE]
    if _NOT_TEXT.search(sample):
        return 0.0
    foreign = [character for character in sample if character > "\x7f"]
    if not foreign:
        return 1.0
    return sum(map(_is_common, foreign)) / len(foreign)


def _is_common(character: str) -> bool:
    if character in "\u00a0\u200b\ufeff√—…·":
        return True
    for encoding, last in (("gb2312", 0xD7), ("big5", 0xC6)):
        try:
            lead = character.encode(encoding)[0]
        except UnicodeEncodeError:
            continue
        if lead <= 0xA3 or (0xB0 if encoding == "gb2312" else 0xA4) <= lead <= last:
            return True
    return False


def _candidates(data: bytes, declared: str | None) -> Iterator[tuple[float, Decoded]]:
    for encoding in dict.fromkeys((declared, *_OLD) if declared else _OLD):
        if encoding.startswith("utf-16") and len(data) % 2:
            continue
        text = _decoded(data, encoding)
        if text is None or (encoding.startswith("utf-16") and not _ASCII.search(text)):
            continue  # any even number of bytes is UTF-16; a table in it has digits or line ends
        score = plausibility(text)
        # what the file says of itself decides between readings that are about as good
        yield score + (0.2 if encoding == declared and score else 0.0), Decoded(text, encoding)


def _is_short_gb18030(text: str, data: bytes) -> bool:
    """Whether bytes that happen to be UTF-8 are Chinese in GB18030.

    UTF-8 writes Chinese in three bytes. A file whose bytes beyond ASCII make only two-byte
    characters has none; where they are at the same time nothing but common characters of
    GB18030, four or more, it is a short GB18030 file.
    """
    foreign = [character for character in text[:_SAMPLE] if character > "\x7f"]
    if len(foreign) < 4 or any(character > "\u07ff" for character in foreign):
        return False
    other = _decoded(data, "gb18030")
    return other is not None and plausibility(other) == 1.0


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _strictly(data: bytes, encoding: str, file: str, skipped: int) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable_at(file, encoding, skipped + error.start) from error


def _text_only(decoded: Decoded, file: str) -> Decoded:
    found = _NOT_TEXT.search(decoded.text)
    if found is not None and found[0] in "\x00\ufffe\uffff":
        raise _no_text(file, len(decoded.text[: found.start()].encode(decoded.encoding)))
    return decoded


def _undecodable(data: bytes, file: str) -> UnreadableFileError:
    """The error at the byte where the encoding that gets furthest stops."""
    furthest = ("utf-8", -1)
    for encoding in ("utf-8", "gb18030", "big5"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError as error:
            if error.start > furthest[1]:
                furthest = (encoding, error.start)
    return _undecodable_at(file, *furthest)


def _undecodable_at(file: str, encoding: str, offset: int) -> UnreadableFileError:
    return UnreadableFileError(
        Message(
            "{file}: the text is in no encoding known here (UTF-8, GB18030, UTF-16, Big5); read as "
            "{encoding}, byte {offset} is the first that does not fit.",
            file=file,
            encoding=encoding.upper(),
            offset=offset,
        ),
        file=file,
        fix=Message(
            "open it in an editor that shows it rightly and save it as UTF-8; if no editor does, "
            "the file was damaged on its way: ask for a new copy."
        ),
    )


def _no_text(file: str, offset: int) -> UnreadableFileError:
    return UnreadableFileError(
        Message(
            "{file}: this is not text: byte {offset} is one that no text holds.",
            file=file,
            offset=offset,
        ),
        file=file,
        fix=Message(
            "open it in the program it was made with and save it as .xlsx, .docx or UTF-8 .csv."
        ),
    )
