"""A kernel `smash` as tests drive it: what a notebook does, one cell at a time."""

import re
import signal
import time
from queue import Empty

from jupyter_client.manager import start_new_kernel

STOPPED = "Stopped. Objects keep what they have learned; the next cell can go on with them."
failures = []
# Ignored where a shell started this in the background, and then by all that this starts.
signal.signal(signal.SIGINT, signal.default_int_handler)


def expect(condition, what):
    if not condition:
        failures.append(what)
        print(f"  FAILED: {what}")


class Kernel:
    """The kernel, one cell at a time."""

    def __init__(self, **options):
        self.manager, self.client = start_new_kernel(
            kernel_name="smash", startup_timeout=120, **options)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def run(self, code, stop_at=None, stops=1, after=0, timeout=120):
        """Runs a cell; returns its outputs as text, and its status.

        It is interrupted `after` seconds from when an output matches `stop_at`, and again every half
        second.
        """
        message = self.client.execute(code)
        texts, due = [], []
        while True:
            if due and time.monotonic() >= due[0]:
                due.pop(0)
                self.stop()
            wait = max(0.001, due[0] - time.monotonic()) if due else timeout
            try:
                reply = self.client.get_iopub_msg(timeout=wait)
            except Empty:
                if due:
                    continue
                raise
            if reply["parent_header"].get("msg_id") != message:
                continue
            kind, content = reply["msg_type"], reply["content"]
            if kind == "status" and content["execution_state"] == "idle":
                break
            text = content.get("text") or content.get("data", {}).get("text/plain")
            if kind == "error":
                text = "\n".join(content["traceback"])
            if text:
                texts.append(re.sub(r"\x1b\[[0-9;]*m", "", text).strip())
                if stop_at and re.search(stop_at, text):
                    stop_at = None
                    due = [time.monotonic() + after + i / 2 for i in range(stops)]
        return texts, self.answer(message)["status"]

    def answer(self, message):
        """The content of the reply to a request."""
        while True:
            reply = self.client.get_shell_msg(timeout=30)
            if reply["parent_header"].get("msg_id") == message:
                return reply["content"]

    def stop(self):
        self.stopped = time.monotonic()
        self.manager.interrupt_kernel()

    def text(self, code):
        texts, status = self.run(code)
        expect(status == "ok", f"{code} ended with {status}: {texts}")
        return "\n".join(texts)
