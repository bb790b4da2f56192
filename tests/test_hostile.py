"""Hostile pages: each is refused or cut with one clear line, soon, in little memory, and the build goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import containers as made

BUILD = """
import json, re, resource, sys
from pathlib import Path
import onrecord

with onrecord.build(sys.argv[1:]) as record:
    told = {page.name: page.reason for page in record.built.set_aside}
    # Not ru_maxrss of this process itself, which takes in what the one that started it had.
    own = int(re.search(r"VmHWM:\\s*(\\d+) kB", Path("/proc/self/status").read_text())[1])
    memory = max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    print(json.dumps([record.built.added, told, memory]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted as Linux counts it")
def test_hostile_pages_are_told_in_a_line_and_the_build_goes_on(tmp_path: Path) -> None:
    (tmp_path / "huge.html").write_bytes(b"<html><body><p>")
    os.truncate(tmp_path / "huge.html", 200_000_000)
    (tmp_path / "bomb.docx").write_bytes(made.word_bomb(300_000_000))
    (tmp_path / "bomb.txt.gz").write_bytes(made.gzip_bomb(300_000_000))
    head = made.record("http://e.example/bomb", b"", length=500_000_000 + 45).rstrip(b"\r\n") + b"\r\n\r\n"
    (tmp_path / "bomb.warc.gz").write_bytes(made.gzip_bomb(500_000_000, head))
    (tmp_path / "deep.html").write_bytes(b"<html><body>" + b"<div>" * 100_000 + made.FRAGMENT.encode())
    (tmp_path / "long.pdf").write_bytes(made.pdf([["A line."]] * 5_000))
    (tmp_path / "line.jsonl").write_bytes(
        b'{"text": "' + b"a" * 30_000_000 + b'"}\n' + json.dumps({"text": made.BODY}).encode()
    )
    (tmp_path / "endless.rss").write_bytes(made.feed(60_000))
    (tmp_path / "story.html").write_bytes(made.HTML)
    names = [str(file) for file in sorted(tmp_path.iterdir())]
    done = subprocess.run(
        [sys.executable, "-c", BUILD, *names, "http://127.0.0.1:9/private"],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=True,
    )
    added, told, memory = json.loads(done.stdout)
    assert added == 3  # the story alone, in its feed and in its table
    for name, why in {
        "huge.html": "200 MB",
        "bomb.docx": "unpacks to 300 MB",
        "bomb.txt.gz": "unpacks to more than the 10 MB",
        "http://e.example/bomb": "larger than the 10 MB",
        "deep.html": "nested more than 200 deep",
        "long.pdf": "5,000 pages",
        "line.jsonl row 1": "30 MB in one line",
        "endless.rss": "cut after the first 2,000",
        "http://127.0.0.1:9/private": "private address",
    }.items():
        assert why in told[name], told[name]
        assert "\n" not in told[name]
    assert memory * 1024 < 1_000_000_000
