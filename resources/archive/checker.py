#!/usr/bin/env python3
"""核验这份存档：不需要 caseorg，只用 Python 3.8 以上自带的功能，不联网，不改动任何文件。

用法：python3 -I 核验.py            核验它所在的文件夹
      python3 -I 核验.py 文件夹      核验解压出来的文件夹
      python3 -I 核验.py 存档.caseorg  核验没有加密、没有解压的存档

全部相符时退出码为 0，有不符时逐条列出，退出码为 1。
"""

import hashlib
import io
import json
import sys
import zipfile
import zlib
from pathlib import Path

SEAL = b"caseorg-sha256:"
FIRST = "0" * 64
BLOCK = 1 << 20
KINDS = {"case": None, "evidence": "evidence", "event": "events", "promise": "promises", "message": "messages"}
OF_THE_SYSTEM = {"__pycache__", ".DS_Store", "Thumbs.db", "desktop.ini"}
WRONG = (OSError, ValueError, TypeError, LookupError, AttributeError, RuntimeError, NotImplementedError)
WRONG += (zipfile.BadZipFile, zlib.error, EOFError)


class Folder:
    """解压出来的文件夹。"""

    def __init__(self, path):
        self.path = path

    def names(self):
        found = (path for path in self.path.rglob("*") if path.is_file() or path.is_symlink())
        names = [path.relative_to(self.path).as_posix() for path in found]
        return [name for name in names if not set(name.split("/")) & OF_THE_SYSTEM]

    def open(self, name):
        path = self.path / name
        if path.is_symlink():
            raise OSError("是一个链接")
        return path.open("rb")


class Archive:
    """没有解压的存档。"""

    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        names = [name for name in self.zip.namelist() if not name.endswith("/")]
        self.top = names[0].split("/")[0] + "/" if names else ""
        self.inside = [name[len(self.top) :] if name.startswith(self.top) else name for name in names]

    def names(self):
        return self.inside

    def open(self, name):
        return self.zip.open(self.top + name)


def seal_problem(path):
    """存档末尾记着前面全部内容的SHA-256。"""
    size = path.stat().st_size
    digest = hashlib.sha256()
    with path.open("rb") as file:
        left = size - 64
        while left > 0:
            block = file.read(min(BLOCK, left))
            digest.update(block)
            left -= len(block)
        told = file.read().decode("ascii", "replace")
        file.seek(max(size - 64 - len(SEAL), 0))
        sealed = file.read(len(SEAL)) == SEAL
    if not sealed:
        return "存档末尾的校验值不见了：文件被截断或改动过"
    return None if told == digest.hexdigest() else "存档与末尾的校验值不符：文件被改动过"


def digest_of(source, name):
    digest = hashlib.sha256()
    with source.open(name) as file:
        while True:
            block = file.read(BLOCK)
            if not block:
                return digest.hexdigest()
            digest.update(block)


def read_list(source, name):
    """一张清单：文件名 → SHA-256。"""
    with source.open(name) as file:
        text = file.read().decode("utf-8")
    lines = [line.split(None, 1) for line in text.splitlines() if line.strip()]
    return {path.strip(): digest for digest, path in lines}


def bag_problems(source):
    names = set(source.names())
    listed = {}
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        try:
            listed.update(read_list(source, name))
        except WRONG as error:
            yield f"清单 {name} 读不出来：{error}"
    for name, told in sorted(listed.items()):
        if name not in names:
            yield f"{name} 不见了"
            continue
        try:
            if digest_of(source, name) != told:
                yield f"{name} 被改动过"
        except WRONG as error:
            yield f"{name} 读不出来：{error}"
    for name in sorted(names - listed.keys() - {"tagmanifest-sha256.txt"}):
        yield f"{name} 不在清单里"


def read_json(source, name):
    with source.open(name) as file:
        return json.loads(file.read().decode("utf-8"))


def read_journal(source):
    with source.open("data/操作记录.jsonl") as file:
        return [json.loads(line) for line in io.TextIOWrapper(file, encoding="utf-8") if line.strip()]


def entry_digest(entry):
    content = [entry[name] for name in ("seq", "at", "case_id", "action", "details", "previous")]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def journal_problems(journal):
    """每条记录都带着前一条的SHA-256；别的案件的记录只有编号和哈希值。"""
    before = FIRST
    for expected, entry in enumerate(journal, start=1):
        broken = entry["seq"] != expected or entry["previous"] != before
        if broken or ("details" in entry and entry_digest(entry) != entry["digest"]):
            yield f"操作记录第{expected}条被改动、增加或删除过"
            return
        before = entry["digest"]


def record_problems(told, journal):
    """案件里的每一项都与操作记录里最后说的一样。"""
    case = told["case"]
    last = {}
    for entry in journal:
        kind = entry.get("action", "").partition(".")[0]
        if kind in KINDS and entry.get("case_id") == case["id"]:
            form = json.loads(entry["details"])
            last[kind, form.get("id")] = form
    present = {("case", case["id"]): case}
    for kind, field in KINDS.items():
        if field:
            present.update({(kind, item["id"]): item for item in case[field]})
    for key, item in present.items():
        form = last.get(key)
        if form is None or not agrees({name: form[name] for name in form.keys() - {"complainant"}}, item):
            yield f"{label(key[0], item)}与操作记录不符"
    for key, form in last.items():
        if key not in present and not form.get("removed"):
            yield f"{label(key[0], form)}不见了"


def agrees(said, present):
    """旧版本的记录里没有后来才有的栏目。"""
    if isinstance(said, dict) and isinstance(present, dict):
        return all(agrees(value, present[name]) for name, value in said.items() if name in present)
    if isinstance(said, list) and isinstance(present, list):
        return len(said) == len(present) and all(map(agrees, said, present))
    return said == present


def label(kind, item):
    if kind == "evidence":
        return f"证据{item.get('number')}（{item.get('name')}）的记录"
    if kind == "case":
        return f"案件“{item.get('title')}”的信息"
    return f"{ {'event': '经过', 'promise': '承诺', 'message': '消息'}[kind] }“{str(item.get('text', ''))[:20]}”"


def evidence_problems(source, told):
    files = told["files"]
    for item in told["case"]["evidence"]:
        name = files.get(item["id"])
        if name is None:
            yield f"证据{item['number']}（{item['name']}）的文件没有收进存档"
        elif digest_of(source, name) != item["sha256"]:
            yield f"证据{item['number']}（{item['name']}）的文件被改动过"


def problems(source):
    yield from bag_problems(source)
    try:
        told, journal = read_json(source, "data/案件.json"), read_journal(source)
        yield from journal_problems(journal)
        yield from record_problems(told, journal)
        yield from evidence_problems(source, told)
    except WRONG as error:
        yield f"案件或操作记录读不出来：{type(error).__name__}：{error}"


def check(path):
    found = []
    if path.is_file():
        sealed = seal_problem(path)
        if sealed:
            found.append(sealed)
        try:
            source = Archive(path)
            if source.inside == ["案件.zip"] or any(info.flag_bits & 1 for info in source.zip.infolist()):
                return [*found, "存档加了密：请先用口令解压，再核验解压出来的 案件.zip 或文件夹"]
        except WRONG as error:
            return [*found, f"存档打不开：{error}"]
    else:
        source = Folder(path)
    return [*found, *dict.fromkeys(problems(source))]


def main():
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    if not path.exists():
        print(f"没有这个文件或文件夹：{path}")
        return 1
    found = check(path)
    for problem in found:
        print(f"不符：{problem}")
    if not found:
        print("全部相符：清单里的每个文件、操作记录、案件内容和证据文件都与制作存档时一样。")
        print("说明：这些哈希值由制作存档的电脑计算，不是可信时间戳。")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
