"""Does to the kernel `smash` what the world does: floods, exhaustion, bad messages, signals."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import zmq
from driver import STOPPED, Kernel, expect, failures
from nbformat.v4 import new_code_cell, new_notebook

FLOOD = 'for (int i = 0; i < %d; i++) System.out.println("line " + i);'
LIMIT = 10_000_000


def printed(texts):
    """What a cell printed: all its texts but those in brackets, which are the kernel's own."""
    return "\n".join(texts).split("\n[")[0].split("\n")


def check_output(kernel):
    texts, status = kernel.run(FLOOD % 50_000)
    expect(status == "ok" and printed(texts) == [f"line {i}" for i in range(50_000)],
           f"50,000 lines arrive whole and in order ({len(printed(texts))} did)")
    print(f"50,000 lines came in {len(texts)} messages")
    both = 'for (int i = 0; i < 3; i++) { System.out.println(i); System.err.println(-i); display(i); }'
    expect(kernel.text(both).split() == "0 0 0 1 -1 1 2 -2 2".split(),
           "two streams and displays keep their order")
    texts, status = kernel.run(
        'var line = "0123456789".repeat(100); for (int i = 0; i < 20_000; i++) System.out.println(line);')
    shown = sum(map(len, texts))
    print(f"of 20 million characters: {texts[-1]}")
    said = re.search(r"([\d,]+) more lines \(([\d,]+) characters\)", texts[-1])
    expect(LIMIT - 99_999 < shown < LIMIT + 1_000, f"output without end is cut ({shown} characters)")
    expect(said and int(said[2].replace(",", "")) == 20_000 * 1001 - LIMIT, "and says by how much")
    displays = 'for (int i = 0; i < 5000; i++) display(i);'
    expect(kernel.text(displays).split() == [str(i) for i in range(5000)], "5,000 displays arrive")
    updates = ('var id = display("first"); for (int i = 0; i <= 20_000; i++) updateDisplay(id, i);')
    texts, status = kernel.run(updates)
    expect(texts[-1] == "20000", "of 20,000 updates of a display the last arrives")
    expect(kernel.text("1 + 1") == "2", "the kernel goes on after that")


def check_headless():
    with tempfile.TemporaryDirectory() as folder:
        notebook = Path(folder) / "flood.ipynb"
        nbformat.write(new_notebook(cells=[new_code_cell(FLOOD % 50_000)]), notebook)
        run = subprocess.run(
            [sys.executable, Path(__file__).parent / "execute.py", notebook, Path(folder) / "out"],
            capture_output=True, text=True, timeout=180)
        stored = nbformat.read(Path(folder) / "out" / "flood.ipynb", as_version=4)
        text = "".join(output["text"] for output in stored.cells[0].outputs)
        expect(run.returncode == 0 and text.count("\n") == 50_000,
               f"a headless run stores all of 50,000 lines: {text.count(chr(10))}, {run.stdout}")


def send_bad(kernel, channel, *kinds):
    """Sends messages that a kernel must not heed to one of its channels."""
    info = kernel.manager.get_connection_info()
    session = kernel.client.session
    good = session.msg("execute_request" if channel != "stdin" else "input_reply", {"code": "1"})
    parts = [json.dumps(good[k], default=str).encode() for k in
             ("header", "parent_header", "metadata", "content")]
    signed = [b"<IDS|MSG>", session.sign(parts), *parts]
    bad = {
        "wrongly signed": [b"<IDS|MSG>", b"0" * 64, *parts],
        "unsigned": [b"<IDS|MSG>", b"", *parts],
        "without delimiter": parts,
        "cut": signed[:4],
        "empty": [b""],
        "no JSON": [b"<IDS|MSG>", session.sign([b"{"] * 4), *[b"{"] * 4],
        "no object": [b"<IDS|MSG>", session.sign([b"[]"] * 4), *[b"[]"] * 4],
        "of unknown type": (
            lambda p: [b"<IDS|MSG>", session.sign(p), *p])(
                [parts[0].replace(good["msg_type"].encode(), b"brew_coffee"), *parts[1:]]),
    }
    socket = zmq.Context.instance().socket(zmq.DEALER)
    socket.linger = 1000
    socket.connect(f"{info['transport']}://{info['ip']}:{info[channel + '_port']}")
    for kind in kinds or bad:
        socket.send_multipart(bad[kind])
    time.sleep(0.5)
    socket.close()


def check_bad_messages(kernel):
    for channel in ("shell", "control", "stdin", "hb"):
        send_bad(kernel, channel)
        expect(kernel.text("1 + 1") == "2", f"the kernel goes on after bad messages to {channel}")
    texts, status = kernel.run(
        '{ System.out.println("begun"); Thread.sleep(60_000); }', stop_at="begun")
    expect(texts == ["begun", STOPPED], "the stop button works after bad messages")
    expect(kernel.client.is_alive(), "the heart beats after bad messages")


def check_input(kernel):
    code = 'System.out.println("begun"); var read = new Scanner(System.in).nextLine();'
    message = kernel.client.execute(code, allow_stdin=True)
    kernel.client.get_stdin_msg(timeout=30)
    send_bad(kernel, "stdin", "wrongly signed", "cut")
    kernel.client.input("x")
    expect(kernel.answer(message)["status"] == "ok",
           "a bad answer to a question for input is not heeded")
    read = kernel.text("read")
    expect(read == "x", f"the good one is ({read!r})")
    message = kernel.client.execute(code, allow_stdin=True)
    kernel.client.get_stdin_msg(timeout=30)
    kernel.stop()
    expect(kernel.answer(message)["status"] == "error", "a cell that waits for input can be stopped")


def check_signal(kernel):
    process = kernel.manager.provisioner.process.pid
    kernel.stop = lambda: os.kill(process, signal.SIGINT)
    try:
        texts, status = kernel.run(
            '{ System.out.println("begun"); Thread.sleep(60_000); }', stop_at="begun")
    finally:
        del kernel.stop
    expect(texts == ["begun", STOPPED], "SIGINT stops the cell")
    os.kill(process, signal.SIGINT)
    time.sleep(0.5)
    expect(kernel.text("1 + 1") == "2", "SIGINT between cells does nothing")


def check_memory():
    fill = {
        "many small objects": (
            "var map = new HashMap<Long, String>();\n"
            "for (long i = 0; ; i++) map.put(i, \"value \" + i);"),
        "one large object": "var large = new long[100_000_000];",
        "small objects in a statement": (
            "{ var map = new HashMap<Long, String>();\n"
            "for (long i = 0; ; i++) map.put(i, \"value \" + i); }"),
    }
    for what, code in fill.items():
        log = tempfile.TemporaryFile("w+")
        with Kernel(env=dict(os.environ, JJAVA_JVM_OPTS="-Xmx300m"), stderr=log) as kernel:
            process = kernel.manager.provisioner.process
            message = kernel.client.execute(code)
            said, since = None, time.monotonic()
            while said is None and process.poll() is None and time.monotonic() - since < 120:
                try:
                    reply = kernel.client.get_iopub_msg(timeout=0.5)
                except Exception:
                    continue
                if reply["msg_type"] == "error" and reply["parent_header"]["msg_id"] == message:
                    said = "\n".join(reply["content"]["traceback"])
            log.seek(0)
            last = said or log.read()
            end = "the cell's error" if said else f"exit {process.poll()}"
            print(f"memory filled by {what}: {end} after {time.monotonic() - since:.0f} s\n  "
                  + re.sub(r"\x1b\[[0-9;]*m", "", last).replace("\n", "\n  "))
            expect("memory" in last.lower(), f"memory filled by {what} ends with a word on it")
            if said:
                kernel.run("map = null;" if what == "many small objects" else "1 + 1", timeout=60)
                texts, status = kernel.run("1 + 1", timeout=60)
                expect(texts == ["2"], f"the kernel goes on after {what}")


def main():
    with Kernel() as kernel:
        for check in (check_output, check_bad_messages, check_input, check_signal):
            check(kernel)
    check_headless()
    check_memory()
    print(f"fault_test.py: {len(failures)} failures")
    sys.exit(bool(failures))


main()
