"""Several policies in one archive: a folder each, as the library keeps them."""

import zlib
from collections import defaultdict
from io import BytesIO
from lzma import LZMAError
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile

from duixian.office.library.texts import CASES, POLICY, Draft
from duixian.paper.files import decoded

_BROKEN = (BadZipFile, zlib.error, LZMAError, EOFError, OSError, RuntimeError, NotImplementedError)
"""What reading a damaged or a locked archive raises, each way of packing its own."""
MOST_FILES, MOST_BYTES = 100, 20 * 2**20


def drafts_in(data: bytes, name: str) -> list[Draft]:
    """The policies of a zip archive; ValueError names what cannot be read.

    A folder holds policy.yaml, cases.yaml and, where there is one, the official text as *.txt.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            folders = _folders(archive, name)
    except _BROKEN as wrong:
        raise ValueError(f"{name} 不是能打开的 zip 压缩包") from wrong
    drafts = [_draft(files) for files in folders.values() if POLICY in files]
    if not drafts:
        raise ValueError(f"{name} 里没有 {POLICY}；每份政策放一个文件夹")
    numbers = [draft.number for draft in drafts]
    if twice := next((each for each in numbers if each and numbers.count(each) > 1), ""):
        raise ValueError(f"{name} 里有两份 {twice}")
    return drafts


def _folders(archive: ZipFile, name: str) -> dict[str, dict[str, str]]:
    """Texts by folder and file name."""
    members = [each for each in archive.infolist() if not each.is_dir()]
    if len(members) > MOST_FILES or sum(each.file_size for each in members) > MOST_BYTES:
        raise ValueError(f"{name} 太大：最多 {MOST_FILES} 个文件、{MOST_BYTES // 2**20} MB")
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for each in members:
        path = PurePosixPath(each.filename)
        if path.suffix in {".yaml", ".txt"}:
            found[str(path.parent)][path.name] = decoded(archive.read(each), each.filename)
    return found


def _draft(files: dict[str, str]) -> Draft:
    official = next((text for name, text in sorted(files.items()) if name.endswith(".txt")), "")
    return Draft(files[POLICY], files.get(CASES, ""), official)
