"""The zip package beneath .xlsx and .docx, opened so that it cannot exhaust memory.

Every part is unpacked here, in pieces, and counted as it comes out: neither the sizes nor the
checksums that the package claims are believed. Parts that overlap, repeat a name or lie about
their size make the package a damaged one. :func:`repacked` writes the checked parts anew, so that
a reader that opens zips by itself sees those bytes and no others.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from xml.parsers import expat

from lxml import etree

from disclosure_core.catalogue.tables.readers.limits import ReadingLimits
from disclosure_core.catalogue.tables.readers.refusals import another_format, damaged, too_large
from disclosure_core.errors import UnreadableFileError
from disclosure_core.messages import Message

_PIECE = 256 * 1024
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1
_RELATIONS = "_rels/.rels"
_MAIN_PART = "/officeDocument"


class Package:
    """The parts of an .xlsx or .docx by name, each unpacked on demand within the limits.

    Raises:
        UnreadableFileError: when made, if the bytes are no sound zip package.
    """

    def __init__(self, data: bytes, *, file: str, limits: ReadingLimits) -> None:
        self._data = data
        self._file = file
        self._limits = limits
        self._unpacked = 0
        self._parts = _directory(data, file, limits)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the parts, in the package's order."""
        return tuple(self._parts)

    def part(self, name: str) -> bytes:
        """The unpacked bytes of a part.

        Raises:
            KeyError: there is no such part.
            UnreadableFileError: it is larger than the limits, damaged or encrypted.
        """
        entry = self._parts[name]
        if entry.flag_bits & _ENCRYPTED:
            raise protected(self._file)
        pieces: list[bytes] = []
        size = checksum = 0
        for piece in self._pieces(entry):
            size += len(piece)
            checksum = zlib.crc32(piece, checksum)
            self._check_size(entry, size)
            pieces.append(piece)
        if size != entry.file_size or checksum != entry.CRC:
            raise self._damaged(
                Message("part {part} is not what the package says it is.", part=name)
            )
        self._unpacked += size
        return b"".join(pieces)

    def tree(self, name: str) -> etree._Element:
        """A part parsed as a whole: workbook, styles, relations, numbering.

        Raises:
            KeyError: there is no such part.
            UnreadableFileError: it is too large for that, damaged, or no XML.
        """
        data = self.part(name)
        if len(data) > self._limits.tree_bytes:
            what = Message("is too large (in bytes)")
            raise self._too_large(self._parts[name], what, self._limits.tree_bytes)
        return parse_xml(data, file=self._file)

    def main_part(self) -> str | None:
        """Name of the part that is the document or workbook, as the package's relations say."""
        if _RELATIONS not in self._parts:
            return None
        for relation in self.tree(_RELATIONS):
            if str(relation.get("Type", "")).endswith(_MAIN_PART):
                return posixpath.normpath(str(relation.get("Target", ""))).lstrip("/")
        return None

    def _pieces(self, entry: zipfile.ZipInfo) -> Iterable[bytes]:
        start = _start_of(entry, self._data, self._file)
        packed = self._data[start : start + entry.compress_size]
        if entry.compress_type == zipfile.ZIP_STORED:
            yield packed
            return
        if entry.compress_type != zipfile.ZIP_DEFLATED:
            raise self._damaged(
                Message("part {part} is packed in an unknown way.", part=entry.filename)
            )
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            while not unpacker.eof:
                piece = unpacker.decompress(packed, _PIECE)
                packed = unpacker.unconsumed_tail
                if not piece and not packed:
                    break
                yield piece
        except zlib.error as error:
            raise self._damaged(
                Message("part {part} does not unpack.", part=entry.filename)
            ) from error

    def _check_size(self, entry: zipfile.ZipInfo, size: int) -> None:
        limits = self._limits
        if size > limits.member_bytes:
            raise self._too_large(entry, Message("unpacks to too many bytes"), limits.member_bytes)
        if self._unpacked + size > limits.unpacked_bytes:
            raise too_large(
                self._file,
                what=Message("its parts unpack to too many bytes"),
                limit=limits.unpacked_bytes,
            )
        allowed = max(limits.compression_floor, limits.compression_ratio * entry.compress_size)
        if size > allowed:
            what = Message(
                "unpacks to more than {ratio} times its size", ratio=limits.compression_ratio
            )
            raise self._too_large(entry, what, allowed)

    def _too_large(self, entry: zipfile.ZipInfo, what: Message, limit: int) -> UnreadableFileError:
        return too_large(
            self._file,
            what=Message("part {part} {what}", part=entry.filename, what=what),
            limit=limit,
        )

    def _damaged(self, what: Message) -> UnreadableFileError:
        return damaged(self._file, what=what)


def repacked(parts: Mapping[str, bytes]) -> bytes:
    """A plain zip of ``parts``, not compressed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return target.getvalue()


def parse_xml(data: bytes, *, file: str) -> etree._Element:
    """The root of a small XML part, without entities, document types or network.

    Raises:
        UnreadableFileError: not well-formed, or it has a document type.
    """
    check_no_document_type(data, file=file)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise broken_xml(file) from error


def check_no_document_type(data: bytes, *, file: str) -> None:
    """Look at what stands before the first element: a document type there may define entities.

    Raises:
        UnreadableFileError: there is one, or no XML at all.
    """
    parser = expat.ParserCreate()

    def document_type(*_: object) -> None:
        raise with_document_type(file)

    def first_element(*_: object) -> None:
        raise _FirstElementError

    parser.StartDoctypeDeclHandler = document_type
    parser.StartElementHandler = first_element
    try:
        parser.Parse(data, True)
    except UnreadableFileError:
        raise
    except (expat.ExpatError, LookupError, ValueError) as error:
        # LookupError and ValueError: an encoding that expat does not know or cannot map.
        raise broken_xml(file) from error
    except _FirstElementError:
        return


class _FirstElementError(Exception):
    """Ends the look at a part's beginning."""


def broken_xml(file: str) -> UnreadableFileError:
    """The error of XML that is not well-formed or nests too deep."""
    return damaged(file, what=Message("a part of it is not well-formed XML."))


def with_document_type(file: str) -> UnreadableFileError:
    """The error of XML with a document type: no office program writes one, attacks do."""
    return damaged(file, what=Message("it defines entities, which no office program does."))


def protected(file: str) -> UnreadableFileError:
    """The error of a file that asks for a password."""
    return UnreadableFileError(
        Message("{file}: the file is protected by a password and cannot be read.", file=file),
        file=file,
        fix=Message("open it with the password and save it without one."),
    )


def _directory(data: bytes, file: str, limits: ReadingLimits) -> dict[str, zipfile.ZipInfo]:
    # before zipfile makes an object of each entry
    if data.count(b"PK\x01\x02") > limits.members:
        raise too_large(file, what=Message("it has too many parts"), limit=limits.members)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError) as error:
        raise damaged(file, what=Message("it begins like a zip package and is none.")) from error
    if not entries:
        raise another_format(file, found=Message("an empty zip package"))
    parts = {entry.filename.replace("\\", "/").lstrip("/"): entry for entry in entries}
    if len(parts) != len(entries):
        raise damaged(file, what=Message("two of its parts have the same name."))
    _check_overlap(entries, data, file)
    return parts


def _check_overlap(entries: list[zipfile.ZipInfo], data: bytes, file: str) -> None:
    """Refuse parts that share bytes: that is how a small file claims to be petabytes."""
    end = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        if entry.header_offset < end:
            raise damaged(file, what=Message("parts of it overlap."))
        end = _start_of(entry, data, file) + entry.compress_size
        if end > len(data):
            raise damaged(file, what=Message("its end is missing."))


def _start_of(entry: zipfile.ZipInfo, data: bytes, file: str) -> int:
    header = data[entry.header_offset : entry.header_offset + _LOCAL_HEADER]
    if len(header) < _LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise damaged(file, what=Message("part {part} is missing.", part=entry.filename))
    lengths = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    return entry.header_offset + _LOCAL_HEADER + lengths
