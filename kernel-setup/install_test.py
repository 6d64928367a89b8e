"""Runs install.sh on odd machines: in a small copy of the checkout, with stubs of what it calls."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOBODY = 65534
STUBS = {
    "java": 'echo "openjdk version \\"${STUB_JAVA:-17}.0.1\\"" >&2',
    "javac": 'while (($#)); do [[ $1 != -d ]] || mkdir -p "$2"; shift; done',
    "mvn": """[[ $1 != -v ]] || exit 0
echo built >>"$STUB_LOG"
mkdir -p smash-lib/target/lib
sleep "${STUB_SLEEP:-0}"
touch smash-lib/target/{smash-lib-1,lib/other}.jar""",
    # Never the real one, which would change the machine.
    "apt-get": 'echo "apt-get $*"; exit 1',
    # Also what the virtual environment holds.
    "python3": 'if [[ "$1 $2" == "-m venv" ]]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; fi',
}


class Machine:
    """A checkout in a folder of its own, with `bin` on the path."""

    def __init__(self, folder, name="checkout"):
        self.checkout = folder / name
        self.log = folder / "log"
        self.bin = folder / "bin"
        self.bin.mkdir()
        for stub, body in STUBS.items():
            self.script(self.bin / stub, body)
        for part in ("kernel-setup", "environment"):
            shutil.copytree(ROOT / part, self.checkout / part)
        (self.checkout / "smash-lib/src/main").mkdir(parents=True)
        (self.checkout / "smash-lib/spark/src/main").mkdir(parents=True)
        for file in ("pom.xml", "smash-lib/pom.xml", "smash-lib/src/main/A.java", "smash-lib/spark/pom.xml"):
            (self.checkout / file).write_text("")
        folder.chmod(0o755)

    def script(self, path, body):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/usr/bin/env bash\n{body}\n")
        path.chmod(0o755)

    def start(self, *command, user=None, **env):
        command = command or ("kernel-setup/install.sh",)
        return subprocess.Popen(
            [str(self.checkout / command[0]), *command[1:]],
            cwd="/",
            env={"PATH": f"{self.bin}:{os.environ['PATH']}", "STUB_LOG": str(self.log), **env},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            user=user,
            group=user,
            extra_groups=None if user is None else [],
            start_new_session=True,
        )

    def run(self, *command, **env):
        """What it prints, and how it exits."""
        process = self.start(*command, **env)
        return process.communicate(timeout=60)[0], process.returncode

    def files(self):
        return {
            path: (path.lstat().st_mtime_ns, path.lstat().st_ino)
            for path in sorted(self.checkout.rglob("*"))
        }


def expect(what, told):
    assert what, told


def what_is_up_to_date_is_left_alone(folder):
    machine = Machine(folder, "a 'größe' \"b\"\n$HOME")
    told = machine.run()
    expect(told[1] == 0 and told[0].startswith("Building the library\nMaking .venv\n"), told)
    before = machine.files()
    expect(machine.run() == ("", 0), "the second run")
    link = folder / "link"
    link.symlink_to(machine.checkout)
    machine.checkout = link
    expect(machine.run() == ("", 0), "through a link")
    machine.checkout = link.resolve()
    if os.getuid() == 0:
        told = machine.run(user=NOBODY)
        expect(told == ("", 0), told)
    expect(machine.files() == before, "nothing was to be written")


def what_another_owns_stays(folder):
    if os.getuid() != 0:
        return
    machine = Machine(folder)
    machine.run()
    machine.checkout.chmod(0o777)
    for closed in (".venv", "smash-lib/target"):
        path = machine.checkout / closed
        path.chmod(0o700)
        before = machine.files()
        told = machine.run(user=NOBODY)
        expect(told[1] == 1 and f"{path} must be made" in told[0] and "root" in told[0], told)
        expect(machine.files() == before, closed)
        path.chmod(0o755)


def java_home_is_named(folder):
    machine = Machine(folder)
    told = machine.run(JAVA_HOME="/nowhere")
    expect(told[1] == 1 and "JAVA_HOME is /nowhere, which has no Java" in told[0], told)
    expect("unset it: the java on the path is version 17" in told[0], told)
    machine.script(folder / "old/bin/java", "STUB_JAVA=11; " + STUBS["java"])
    told = machine.run(JAVA_HOME=f"{folder}/old")
    expect(told[1] == 1 and "which has Java 11" in told[0] and "apt-get" not in told[0], told)
    machine.script(folder / "jre/bin/java", STUBS["java"])
    told = machine.run(JAVA_HOME=f"{folder}/jre")
    expect(told[1] == 1 and "which has Java 17 without a compiler" in told[0], told)
    told = machine.run("kernel-setup/kernel.sh", "connection", JAVA_HOME="/nowhere")
    expect(told[1] == 1 and "JAVA_HOME" in told[0], told)


def a_locale_without_utf8_is_replaced(folder):
    machine = Machine(folder)
    body = 'source "$(dirname "$0")/kernel-setup/env.sh"; locale charmap'
    machine.script(machine.checkout / "charmap", body)
    for locale in ({}, {"LC_ALL": "C"}, {"LANG": "xx_XX.UTF-8"}, {"LC_CTYPE": "POSIX"}):
        told = machine.run("charmap", **locale)
        expect(told == ("UTF-8\n", 0), (locale, told))


def spark_is_there_once_it_was_asked_for(folder):
    machine = Machine(folder)
    body = 'source "$(dirname "$0")/kernel-setup/env.sh"; class_path; echo "${SPARK_HOME:-}"'
    machine.script(machine.checkout / "paths", body)
    machine.run()
    told = machine.run("paths")
    expect("spark" not in told[0], told)
    told = machine.run("kernel-setup/install.sh", "--spark")
    expect("Building the library and its module for Spark" in told[0] and told[1] == 0, told)
    expect(machine.run() == ("", 0), "the next run")
    told = machine.run("paths")
    expect("smash-lib/spark/target/lib" in told[0] and "spark/target/home\n" in told[0], told)
    expect((machine.checkout / "smash-lib/spark/target/home/jars").is_dir(), "home")


def two_at_once_build_once(folder):
    machine = Machine(folder)
    both = [machine.start(STUB_SLEEP="1") for _ in range(2)]
    told = [process.communicate(timeout=60)[0] for process in both]
    expect([process.returncode for process in both] == [0, 0], told)
    expect(machine.log.read_text() == "built\n", machine.log.read_text())
    expect(sum("Waiting for another" in text for text in told) == 1, told)


def an_interrupted_one_is_begun_anew(folder):
    machine = Machine(folder)
    process = machine.start(STUB_SLEEP="30")
    while not machine.log.exists():
        time.sleep(0.05)
    # Bash goes on where the interrupt came between two commands of the stub.
    while process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(0.2)
    process.communicate(timeout=60)
    expect(process.returncode != 0, "it was interrupted")
    told = machine.run()
    expect(told[1] == 0 and "Building the library" in told[0], told)


def a_colon_is_refused(folder):
    told = Machine(folder, "a:b").run()
    expect(told[1] == 1 and "has a colon" in told[0], told)


# Ignored where a shell started this in the background, and then by all that this starts.
signal.signal(signal.SIGINT, signal.default_int_handler)
failed = 0
CASES = [
    what_is_up_to_date_is_left_alone,
    what_another_owns_stays,
    java_home_is_named,
    a_locale_without_utf8_is_replaced,
    spark_is_there_once_it_was_asked_for,
    two_at_once_build_once,
    an_interrupted_one_is_begun_anew,
    a_colon_is_refused,
]
for case in CASES:
    with tempfile.TemporaryDirectory() as folder:
        try:
            case(Path(folder).resolve())
        except AssertionError as e:
            failed += 1
            print(f"{case.__name__}: {e}")
print(f"Installation: {len(CASES) - failed} passed, {failed} failed")
sys.exit(failed > 0)
