"""The command line as a user meets it: exit codes, messages, quick help, and no value anywhere."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

CANARIES = ("Canary Birdsong", "Y765432(", "canary.person@example.com", "59876543")
SECRET = "s3cr3t-pa55"


def run(*arguments: object, **kwargs: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pdscan", *map(str, arguments)], capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "crm.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute(
            'CREATE TABLE "members 會員" (id INTEGER PRIMARY KEY, name TEXT, hkid TEXT, email TEXT, phone TEXT)'
        )
        connection.executemany(
            'INSERT INTO "members 會員" VALUES (?, ?, ?, ?, ?)',
            [
                (i, f"{CANARIES[0]} {'ABCDEFGHIJ'[i]}", f"{CANARIES[1]}{i})", f"{i}{CANARIES[2]}", CANARIES[3])
                for i in range(10)
            ],
        )
    connection.close()
    return path


def test_scan_finds_and_exits_0(database: Path) -> None:
    done = run("scan", f"sqlite:///{database}")
    assert done.returncode == 0, done.stderr
    assert "EMAIL_ADDRESS" in done.stdout


@pytest.mark.parametrize("format_", ["table", "json", "html"])
def test_no_value_leaks(database: Path, tmp_path: Path, format_: str) -> None:
    out = tmp_path / "out"
    done = run("scan", f"sqlite:///{database}", "--format", format_, "--output", out)
    assert done.returncode == 0, done.stderr
    text = done.stdout + done.stderr + out.read_text("utf-8")
    assert not [canary for canary in CANARIES if canary in text]
    assert out.stat().st_mode & 0o077 == 0


def test_a_stored_scan_is_rendered_again(database: Path, tmp_path: Path) -> None:
    assert run("scan", database, "-f", "json", "-o", tmp_path / "scan.json", "-q").returncode == 0
    again = run("report", tmp_path / "scan.json", "-f", "json")
    assert again.stdout == (tmp_path / "scan.json").read_text("utf-8")
    assert "EMAIL_ADDRESS" in run("report", tmp_path / "scan.json").stdout


def test_unreachable_and_missing_exit_3_without_the_password(tmp_path: Path) -> None:
    for target in (f"postgresql://u:{SECRET}@127.0.0.1:9/x", f"sqlite:///{tmp_path}/none.sqlite", f"{tmp_path}/none"):
        done = run("scan", target)
        assert done.returncode == 3, done.stderr
        assert "error: " in done.stderr
        assert "Traceback" not in done.stderr
        assert SECRET not in done.stderr + done.stdout
    assert not (tmp_path / "none.sqlite").exists()


def test_a_wrong_password_is_said(postgres_database: str) -> None:
    host = postgres_database.rpartition("@")[2]
    done = run("scan", f"postgresql://owner:{SECRET}@{host}")
    assert done.returncode == 3
    assert "refused the login" in done.stderr
    assert SECRET not in done.stderr


def test_an_empty_database_exits_3(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "empty.sqlite").execute("VACUUM").connection.close()
    assert run("scan", f"sqlite:///{tmp_path}/empty.sqlite").returncode == 3


def test_a_broken_workbook_is_skipped_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    (tmp_path / "people.csv").write_text("name,email\n" + "".join(f"Person {c},{c}@example.com\n" for c in "abcdefgh"))
    done = run("scan", tmp_path)
    assert done.returncode == 0, done.stderr
    assert "broken.xlsx" in done.stdout
    assert "corrupt" in done.stdout
    assert run("scan", tmp_path, "--strict").returncode == 4
    assert run("scan", tmp_path, "--fail-on", "medium").returncode == 10


def test_usage_errors_exit_2(database: Path) -> None:
    assert run("scan").returncode == 2
    assert run("scan", database, "--format", "nonsense").returncode == 2
    assert run("scan", database, "--only", "NO_TYPE").returncode == 2


def test_help_and_report_import_nothing_heavy(database: Path, tmp_path: Path) -> None:
    assert run("scan", database, "-f", "json", "-o", tmp_path / "scan.json", "-q").returncode == 0
    for arguments in (["--help"], ["report", str(tmp_path / "scan.json")]):
        code = (
            "import sys; sys.argv[1:] = " + repr(arguments) + "\n"
            "from pdscan.cli import main\n"
            "try: main()\n"
            "except SystemExit: pass\n"
            "heavy = {'spacy', 'presidio_analyzer', 'sqlalchemy', 'psycopg', 'pymssql', 'pymysql', 'openpyxl'}\n"
            "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_ctrl_c_says_what_was_done_and_exits_130(tmp_path: Path) -> None:
    path = tmp_path / "big.sqlite"
    with sqlite3.connect(path) as connection:
        for table in range(12):
            connection.execute(f"CREATE TABLE t{table} (id INTEGER PRIMARY KEY, email TEXT, note TEXT)")
            connection.executemany(
                f"INSERT INTO t{table} VALUES (?, ?, ?)",
                [(i, f"p{i}.{table}@example.com", f"line {i} of a longer note {i * 7}") for i in range(12_000)],
            )
    connection.close()
    out = tmp_path / "partial.json"
    command = [sys.executable, "-m", "pdscan", "scan", str(path), "--full", "-f", "json", "-o", str(out)]
    # How long a machine takes to start is not known: try until the interrupt falls into the scan itself.
    for delay in (4.5, 3.0, 7.0, 10.0):
        process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
        if process.returncode == 130 and out.exists():
            break
    assert process.returncode == 130, errors
    assert "Interrupted: " in errors
    assert json.loads(out.read_text("utf-8"))["scan"]["complete"] is False


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give up rights")
def test_a_folder_without_rights_is_skipped(tmp_path: Path) -> None:
    outer = Path(tempfile.mkdtemp(prefix="pdscan-rights-"))
    outer.chmod(0o755)
    closed = outer / "closed"
    closed.mkdir(mode=0o700)
    (outer / "people.csv").write_text("name,email\n" + "".join(f"Person {c},{c}@example.com\n" for c in "abcdefgh"))
    code = (
        "import os, pdscan.registry as r\n"
        "from pdscan.config import TargetSpec\nfrom pdscan.options import ScanOptions\n"
        "import pdscan.scan\n"
        f"sources = r.open_sources([TargetSpec({str(outer)!r})])\n"
        "os.setuid(65534)\n"
        "d, s = r.list_datasets(sources, ScanOptions())\n"
        "print(len(d), [x.reason.value for x in s])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    shutil.rmtree(outer)
    assert done.stdout.strip() == "1 ['permission_denied']", done.stderr
