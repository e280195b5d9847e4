"""The file around a workbook: whether it is one, and safe to unpack.

Everything is checked before a spreadsheet reader sees the file: its kind (by content, not by
name), a password, the size after unpacking (each part is unpacked once, so a wrong size in the
directory does not help), and how many cells a reader would have to set aside room for.
"""

import errno
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from duixian.intake.workbook.outline import Outline, read_outline
from duixian.intake.workbook.places import CellPlace
from duixian.intake.workbook.scan import MAX_AREA, MAX_FLAWS, Scan, UnsafeXmlError, scan_sheet
from duixian.rulebook.problems import Problem, error

MAX_FILE = 200 * 2**20
MAX_UNPACKED = 2**30
MAX_RATIO = 200
RATIO_FROM = 64 * 2**20
"""Below this size a high ratio is harmless: empty formatted rows pack very well."""
MAX_PARTS = 5000
BLOCK = 2**20

OLE = bytes.fromhex("D0CF11E0A1B11AE1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
SAVE_AS = "用 Excel 或 WPS 打开，另存为「Excel 工作簿（.xlsx）」"


class RefusedError(Exception):
    """The file is refused as a whole; carries the finding."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.what)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Container:
    """What was seen of a sound file: its sheets by name, hidden or not, and a scan of each."""

    outline: Outline
    scans: dict[str, Scan]


def inspect(path: Path, place: CellPlace) -> Container:
    """The sheets of the workbook at `path`.

    Raises `RefusedError` for what is no workbook, has a password or is too large, and `OSError`
    for what cannot be opened.
    """
    _check_kind(path, place)
    try:
        with zipfile.ZipFile(path) as archive:
            _check_directory(archive, place)
            outline = read_outline(archive)
            scans = _scan_parts(archive, outline, place)
            return Container(outline, {sheet.name: scans[sheet.name] for sheet in outline.sheets})
    except RefusedError:
        raise
    except (UnsafeXmlError, NotImplementedError) as unsafe:
        raise RefusedError(
            error(
                "workbook-unsafe", place, "", "文件内部用了 Excel 不会写出的结构", instead=SAVE_AS
            )
        ) from unsafe
    except Exception as broken:  # a damaged archive fails in any way deep inside its readers
        if isinstance(broken, OSError) and broken.errno not in {None, errno.EINVAL}:
            raise
        raise RefusedError(
            error(
                "workbook-broken", place, "", "文件已损坏或不是完整的 Excel 工作簿", instead=SAVE_AS
            )
        ) from broken


def _check_kind(path: Path, place: CellPlace) -> None:
    size = path.stat().st_size
    if size > MAX_FILE:
        what = f"文件有 {size / 2**20:.0f} MB，超过 {MAX_FILE // 2**20} MB"
        raise RefusedError(error("workbook-too-large", place, "", what, instead="分成几个工作簿"))
    with path.open("rb") as file:
        start = file.read(8)
        if start == OLE:
            file.seek(0)
            raise RefusedError(_old_or_locked(file, place))
    if not start:
        raise RefusedError(
            error("workbook-empty", place, "", "文件是空的（0 字节）", instead=SAVE_AS)
        )
    if not start.startswith(b"PK"):
        what = "内容不是 Excel 工作簿（改扩展名不会改变内容）"
        raise RefusedError(error("workbook-not", place, "", what, instead=SAVE_AS))


def _old_or_locked(file: IO[bytes], place: CellPlace) -> Problem:
    if any(ENCRYPTED in block for block in _overlapping_blocks(file)):
        return error("workbook-password", place, "", "工作簿设了打开密码", instead="取消密码后另存")
    what = "这是旧格式（.xls）的工作簿，扩展名改成 .xlsx 也不行"
    return error("workbook-old", place, "", what, instead=SAVE_AS)


def _overlapping_blocks(file: IO[bytes]) -> Iterator[bytes]:
    tail = b""
    while block := file.read(BLOCK):
        yield tail + block
        tail = block[-len(ENCRYPTED) :]


def _check_directory(archive: zipfile.ZipFile, place: CellPlace) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if "xl/workbook.bin" in names:
        what = "这是二进制工作簿（.xlsb）"
        raise RefusedError(error("workbook-binary", place, "", what, instead=SAVE_AS))
    if "xl/workbook.xml" not in names:
        what = "这是压缩文件，里面没有 Excel 工作簿"
        raise RefusedError(error("workbook-not", place, "", what, instead=SAVE_AS))
    if len(parts) > MAX_PARTS or len(names) != len(parts):
        raise UnsafeXmlError
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    if unpacked > MAX_UNPACKED or (unpacked > RATIO_FROM and unpacked > packed * MAX_RATIO):
        raise RefusedError(_too_large(place, unpacked))


def _too_large(place: CellPlace, unpacked: int) -> Problem:
    what = (
        f"解压后有 {unpacked / 2**20:.0f} MB，像是压缩炸弹或带大量空白格式"
        f"（上限 {MAX_UNPACKED // 2**20} MB、压缩比 {MAX_RATIO} 倍）"
    )
    instead = "只复制有数据的单元格到新工作簿，或分成几个工作簿"
    return error("workbook-bomb", place, "", what, instead=instead)


def _unpack(blocks: Iterator[bytes], *, is_xml: bool) -> None:
    for block in blocks:
        if is_xml and b"<!DOCTYPE" in block:
            raise UnsafeXmlError


def _scan_parts(archive: zipfile.ZipFile, outline: Outline, place: CellPlace) -> dict[str, Scan]:
    """Unpack every part once; zipfile never gives more than the size it checked."""
    scans = {}
    for part in archive.infolist():
        with archive.open(part) as content:
            blocks = iter(partial(content.read, BLOCK), b"")
            name = outline.sheet_of(part.filename)
            if name is None:
                _unpack(blocks, is_xml=part.filename.endswith((".xml", ".rels")))
                continue
            scans[name] = scan_sheet(blocks)
        if scans[name].is_excessive:
            raise RefusedError(_excessive(scans[name], place.in_sheet(name)))
    return scans


def _excessive(scan: Scan, place: CellPlace) -> Problem:
    what = f"从第一个到最后一个有内容的单元格共 {scan.area:,} 格，超过 {MAX_AREA:,}"
    instead = "删去远处的零星内容，或分成几个工作簿"
    if scan.area <= MAX_AREA:
        what = f"错误值、没有算出的公式和合并的单元格超过 {MAX_FLAWS:,} 处"
        instead = "把公式粘贴为数值，改好后再交"
    return error("sheet-too-large", place, "", what, instead=instead)
