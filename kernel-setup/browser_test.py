"""Works in JupyterLab as a person does: a real browser, started by lab.sh.

Usage: browser_test.py [FOLDER]. Opens a copy of 00-quickstart, runs all its cells at the quick budget,
and looks for the bar, the curve and the tables; stops a training cell of another notebook, goes on
with it, and changes a network by the controls of a playground. Screenshots go to FOLDER, target/browser if not given. Skipped where Playwright or Chromium
is missing, a failure with SMASH_TEST_ALL set; CHROMIUM names the browser if it is not on the path.
"""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

try:
    from playwright.sync_api import sync_playwright
except ImportError:
    print(f"browser_test.py: skipped, Playwright is missing; "
          f"run: {sys.executable} -m pip install playwright")
    sys.exit("SMASH_TEST_ALL" in os.environ)
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
if not CHROMIUM:
    print("browser_test.py: skipped, there is no Chromium; Debian's package is chromium")
    sys.exit("SMASH_TEST_ALL" in os.environ)

ROOT = Path(__file__).resolve().parent.parent
SHOTS = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "target" / "browser")
CELL = ".jp-Notebook .jp-CodeCell"
failures = []


def expect(condition, what):
    print(("ok      " if condition else "FAILED  ") + what)
    if not condition:
        failures.append(what)


def make_notebooks(folder):
    quickstart = nbformat.read(ROOT / "notebooks" / "00-quickstart.ipynb", as_version=4)
    for cell in quickstart.cells:
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None
    nbformat.write(quickstart, folder / "00-quickstart.ipynb")
    (folder / "results").mkdir()
    (folder / "results" / "truths").symlink_to(ROOT / "notebooks" / "results" / "truths")
    cells = [
        "var data = Datasets.cifar10IfPresent().orElseGet(Datasets::shapes);\n"
        "var smash = Smash.train(SearchSpace.v2(), data, Budget.smoke(), 1);",
        "smash.resume()",
        "smash.space().sample(1)",
        "smash.playground(smash.space().sample(1))",
        "1 + 1",
    ]
    notebook = new_notebook(cells=[new_code_cell(source) for source in cells])
    notebook.metadata["kernelspec"] = quickstart.metadata["kernelspec"]
    nbformat.write(notebook, folder / "stop.ipynb")
    return quickstart


def start_lab(folder):
    """JupyterLab on a free port; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # All cells in the page at once, for the test to find them.
    for name, setting in {
        "notebook-extension/tracker": {"windowingMode": "none"},
        "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    }.items():
        file = folder / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(setting))
    environment = dict(
        os.environ,
        SMASH_BUDGET="quick",
        SMASH_RESULTS=str(folder / "results"),
        # A second thread gains nothing at this size, and on a busy machine it costs much.
        OMP_NUM_THREADS="1",
        SMASH_NOTEBOOKS=str(folder / "notebooks"),
        JUPYTERLAB_SETTINGS_DIR=str(folder / "settings"),
    )
    lab = subprocess.Popen(
        [ROOT / "kernel-setup" / "lab.sh", "--no-browser", f"--port={port}", "--ip=127.0.0.1",
         "--IdentityProvider.token=test", "--ServerApp.log_level=ERROR"],
        env=environment, stdin=subprocess.DEVNULL, start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}"
    while lab.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/api?token=test").close()
            return lab, address
        except OSError:
            time.sleep(0.5)
    sys.exit("JupyterLab did not start; its last words are above.")


def open_notebook(page, address, name):
    page.goto(f"{address}/lab/tree/{name}?token=test&reset")
    page.locator(CELL).first.wait_for(timeout=60_000)
    # The status bar says "Unknown" until the first cell; the server knows who is connected.
    for _ in range(90):
        with urllib.request.urlopen(f"{address}/api/sessions?token=test") as reply:
            sessions = json.load(reply)
        if any(s["path"] == name and s["kernel"]["connections"] > 0 for s in sessions):
            time.sleep(2)
            return
        time.sleep(1)
    raise RuntimeError(f"{name} has no kernel after 90 s")


def menu(page, name, item):
    page.locator(".lm-MenuBar-itemLabel", has_text=re.compile(f"^{name}$")).click()
    page.locator(".lm-Menu-itemLabel", has_text=re.compile(f"^{item}$")).click()


def output(page, number):
    return page.locator(CELL).nth(number).locator(".jp-OutputArea-output")


def wait_text(page, number, pattern, seconds):
    area = page.locator(CELL).nth(number).locator(".jp-OutputArea")
    area.get_by_text(re.compile(pattern)).first.wait_for(timeout=1000 * seconds)
    return area.inner_text()


def code_cell(notebook, words):
    """The number of the code cell with these words."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return next(i for i, cell in enumerate(cells) if words in cell.source)


def quickstart(page, address, notebook):
    open_notebook(page, address, "00-quickstart.ipynb")
    training = code_cell(notebook, "var smash")
    menu(page, "Run", "Run All Cells")
    first = wait_text(page, training, r"\d+/\d+ steps", 120)
    output(page, training).first.scroll_into_view_if_needed()
    time.sleep(3)
    page.screenshot(path=SHOTS / "progress.png")
    second = page.locator(CELL).nth(training).locator(".jp-OutputArea").inner_text()
    expect(first != second, "the progress bar moves")
    wait_text(page, training, r"steps in \d+:\d\d", 600)
    expect(output(page, training).locator("svg, img").count() > 0, "the training curve appears")
    last = page.locator(CELL).count() - 1
    output(page, last).locator("svg, img").first.wait_for(timeout=600_000)
    expect(page.locator(".jp-OutputArea-output table").count() >= 3, "tables appear")
    expect(page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').count() == 0,
           "no cell writes to standard error")
    search = code_cell(notebook, "smash.search(")
    page.locator(CELL).nth(search).scroll_into_view_if_needed()
    page.screenshot(path=SHOTS / "search.png")


def stop_and_go_on(page, address):
    open_notebook(page, address, "stop.ipynb")
    page.locator(CELL).first.click()
    page.keyboard.press("Shift+Enter")
    wait_text(page, 0, r"\d\d/\d+ steps", 120)
    page.locator('[data-command="notebook:interrupt-kernel"], [title^="Interrupt the kernel"]'
                 ).first.click()
    said = wait_text(page, 0, "Stopped", 30)
    expect("what was learned stays" in said, "a stopped cell tells how far it got")
    expect(len(said.splitlines()) <= 4, "and that in a few lines")
    page.locator(CELL).nth(1).click()
    page.keyboard.press("Shift+Enter")
    wait_text(page, 1, r"160 steps in \d+:\d\d", 120)
    expect(True, "the next cell goes on to the end")
    page.keyboard.press("Shift+Enter")
    output(page, 2).locator("img").first.wait_for(timeout=60_000)
    page.screenshot(path=SHOTS / "stopped.png")
    expect(True, "an architecture is shown as its diagram")


def play(page):
    """Moves a slider of the cell's playground, then asks for what no network can be."""
    page.locator(CELL).nth(3).click()
    page.keyboard.press("Shift+Enter")
    cell = page.locator(CELL).nth(3)
    drawn = cell.locator(".widget-html-content")
    drawn.locator("img").nth(1).wait_for(timeout=60_000)
    first = drawn.inner_text()
    expect("score: error" in first, "a playground shows a network and its score")
    cell.locator(".widget-slider", has_text="dilation").first.locator(".noUi-handle").focus()
    page.keyboard.press("ArrowRight")
    other = re.compile("^(?!" + first.split(" of ")[0] + ")architecture")
    cell.get_by_text(other).wait_for(timeout=30_000)
    second = drawn.inner_text()
    expect("score: error" in second, "a slider changes network and score")
    cell.evaluate("cell => cell.scrollIntoView()")
    page.screenshot(path=SHOTS / "playground.png")
    for switch in cell.locator(".widget-hbox").first.locator("button.mod-active").all():
        switch.click()
    cell.get_by_text("an op must read at least one bank").wait_for(timeout=30_000)
    expect(drawn.inner_text().endswith(second), "what is refused is said, and the network stays")
    page.locator(CELL).nth(4).click()
    page.keyboard.press("Shift+Enter")
    wait_text(page, 4, "^2$", 30)
    expect(True, "the next cell runs")


def play_after_a_reload(page):
    """The kernel knows the controls still: the page asks it for them."""
    page.keyboard.press("Control+s")
    page.locator(".jp-Notebook").wait_for()
    time.sleep(3)
    page.reload()
    cell = page.locator(CELL).nth(3)
    drawn = cell.locator(".widget-html-content")
    drawn.locator("img").nth(1).wait_for(timeout=60_000)
    first = drawn.inner_text()
    cell.locator(".widget-slider", has_text="dilation").first.locator(".noUi-handle").focus()
    page.keyboard.press("ArrowLeft")
    cell.get_by_text(re.compile("^(?!" + first.split(" of ")[0] + ")architecture")).wait_for(timeout=30_000)
    expect(True, "a page that was loaded anew has the controls, and they work")


def main():
    SHOTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(temporary)
        (folder / "notebooks").mkdir()
        notebook = make_notebooks(folder / "notebooks")
        lab, address = start_lab(folder)
        try:
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            errors = []
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.on("console", lambda m: m.type == "error" and errors.append(m.text))
            try:
                quickstart(page, address, notebook)
                stop_and_go_on(page, address)
                play(page)
                play_after_a_reload(page)
            except Exception:
                page.screenshot(path=SHOTS / "failed.png")
                for area in page.locator(".jp-OutputArea").all():
                    print("| " + area.inner_text()[:300])
                raise
            for error in errors:
                print("console: " + error[:200])
            expect(not any("smash" in e.lower() or "svg" in e.lower() for e in errors),
                   "no error on the console from what cells show")
            browser.close()
        finally:
            os.killpg(lab.pid, signal.SIGTERM)
            lab.wait(30)
    print(f"browser_test.py: {len(failures)} failures; screenshots are in {SHOTS}")
    sys.exit(bool(failures))


main()
