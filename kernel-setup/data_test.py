"""Fetches small files from a server of its own with data.sh; fails unless each ends as it should."""

import hashlib
import http.server
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
SOURCES = "smash-lib/src/main/resources/org/smashnas/data/sources.txt"
CONTENT = bytes(range(256)) * 40
MIRRORS = [
    "https://user:secret",
    "user:secret",
    "https://user:a secret@localhost/data",
    "https://user:secret@",
    "ftp://user:secret@localhost/",
    "ftp://localhost/?token=secret",
    "http://user:secret@localhost:1/data",
    "http://secret@localhost:1/data",
    "http://localhost:1/data?token=secret",
    "http://user:12#secret@localhost:1/",
]
failures = []


class Server(http.server.BaseHTTPRequestHandler):
    """Sends CONTENT under any name, from where it is asked for, in the manner that is set."""

    ranges, status, least = True, 200, len(CONTENT)
    asked = []

    def do_GET(self):
        asked = self.headers.get("Range")
        Server.asked.append(asked)
        start = int(asked.split("=")[1].split("-")[0]) if asked and Server.ranges else 0
        if Server.status != 200 or start >= len(CONTENT):
            self.send_error(Server.status if Server.status != 200 else 416)
            return
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(CONTENT) - 1}/{len(CONTENT)}")
        self.send_header("Content-Length", str(len(CONTENT) - start))
        self.end_headers()
        self.wfile.write(CONTENT[start : start + Server.least])

    def log_message(self, *_):
        pass


def check(what, true):
    if not true:
        failures.append(what)
        print("FAILED:", what)


class Root:
    """A copy of what data.sh needs, with data sets of CONTENT and of something else."""

    def __init__(self, folder, address):
        self.folder = Path(folder)
        (self.folder / "kernel-setup").mkdir()
        for script in ("data.sh", "env.sh"):
            shutil.copy(REPOSITORY / "kernel-setup" / script, self.folder / "kernel-setup")
        lines = [
            f"md5|Set|md5.bin|{address}|{hashlib.md5(CONTENT).hexdigest()}|page|Terms.",
            f"sha|Set|sha.bin|{address}|{hashlib.sha256(CONTENT).hexdigest()}|page|Terms.",
            f"other|Set|other.bin|{address}|{hashlib.md5(b'other').hexdigest()}|page|Terms.",
            "login|Set|a and b|||https://page|Terms.",
        ]
        (self.folder / SOURCES).parent.mkdir(parents=True)
        (self.folder / SOURCES).write_text("# a comment\n" + "\n".join(lines) + "\n")
        self.data = self.folder / "data"

    def run(self, *names, **environment):
        Server.ranges, Server.status, Server.least, Server.asked = True, 200, len(CONTENT), []
        for key in list(environment):
            if hasattr(Server, key):
                setattr(Server, key, environment.pop(key))
        clean = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
        run = subprocess.run(
            [self.folder / "kernel-setup/data.sh", *names],
            capture_output=True,
            text=True,
            timeout=60,
            env=clean | environment,
        )
        return run.returncode, run.stdout + run.stderr

    def whole(self, name):
        file = self.data / f"{name}.bin"
        return file.exists() and file.read_bytes() == CONTENT and not self.part(name).exists()

    def part(self, name):
        return self.data / f"{name}.bin.part"


def test(address):
    with tempfile.TemporaryDirectory() as folder:
        root = Root(folder, address)
        code, out = root.run("md5", "sha")
        check(
            "files come whole, by either checksum",
            code == 0 and root.whole("md5") and root.whole("sha"),
        )
        check("the terms are said", "md5.bin. Terms." in out)
        code, out = root.run("md5")
        check(
            "what is there is not fetched again",
            code == 0 and "there already" in out and not Server.asked,
        )
        (root.data / "sha.bin").write_bytes(b"my own")
        code, out = root.run("sha")
        check("a file of one's own is left alone", code == 1 and "not the official file" in out)
        check("and keeps its bytes", (root.data / "sha.bin").read_bytes() == b"my own")
        code, out = root.run("other")
        check(
            "another file is deleted",
            code == 1 and "by its checksum" in out and not root.part("other").exists(),
        )
        code, out = root.run("md5", "wrong")
        check(
            "a wrong name is said before all",
            code == 1 and "there are: md5 sha other login." in out,
        )
        code, out = root.run("login")
        check(
            "a login is said",
            code == 1 and "get it from https://page and put a and b into" in out,
        )

    with tempfile.TemporaryDirectory() as folder:
        root = Root(folder, address)
        code, out = root.run("md5", least=1000)
        check(
            "what came before a break is kept",
            code == 1 and root.part("md5").read_bytes() == CONTENT[:1000],
        )
        check("and said to be", "fetch it again to go on" in out)
        code, out = root.run("md5", status=503)
        check("an error keeps it, too", code == 1 and root.part("md5").stat().st_size == 1000)
        code, out = root.run("md5")
        check(
            "it is gone on with",
            code == 0 and root.whole("md5") and Server.asked == ["bytes=1000-"],
        )
        root.data.mkdir(exist_ok=True)
        root.part("sha").write_bytes(CONTENT[:10])
        code, out = root.run("sha", ranges=False)
        check("without ranges it begins anew", code == 0 and root.whole("sha"))

    with tempfile.TemporaryDirectory() as folder:
        root = Root(folder, address)
        root.data.mkdir()
        root.part("md5").write_bytes(CONTENT)
        code, out = root.run("md5")
        check("a whole part gets its name", code == 0 and root.whole("md5") and not Server.asked)
        root.part("sha").write_bytes(CONTENT + b"more")
        code, out = root.run("sha")
        check("a part that is too long is begun anew", code == 0 and root.whole("sha"))

    with tempfile.TemporaryDirectory() as folder:
        root = Root(folder, "http://127.0.0.1:1/")
        code, out = root.run("md5", SMASH_MIRROR=address.rstrip("/"))
        check("a mirror takes the place's place", code == 0 and root.whole("md5"))
        code, out = root.run("sha", SMASH_MIRROR=address, status=404)
        check("an answer that is none is said", code == 1 and "404" in out)
        check("with what to do", "sha.bin from SMASH_MIRROR could not be fetched" in out)
        for mirror in MIRRORS:
            code, out = root.run("sha", SMASH_MIRROR=mirror)
            check(f"a password is not printed: {mirror}", code == 1 and "secret" not in out)
        code, out = root.run("sha", http_proxy=address, SMASH_MIRROR="http://nowhere.example/")
        check("a proxy is asked", code == 0 and root.whole("sha"))


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
threading.Thread(target=server.serve_forever, daemon=True).start()
test(f"http://127.0.0.1:{server.server_port}/")
print("Downloads:", f"{len(failures)} checks failed" if failures else "all passed")
sys.exit(bool(failures))
