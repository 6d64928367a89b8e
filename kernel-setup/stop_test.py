"""Presses the stop button at random moments of work with live charts; fails if a press is lost.

Usage: stop_test.py [COUNT [SEED]]. COUNT presses, 10 if not given, go round the kinds of work. Each
cell would run for minutes if it were not stopped.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from driver import STOPPED, Kernel, expect, failures

PREPARE = """
var budget = Budget.smoke().withTraining(200).withValidation(50).withTest(50);
budget = budget.withSmash(budget.smash().withEpochs(5000));
var work = Path.of("%s");
var smash = Smash.train(SearchSpace.lab(), Datasets.shapes(), budget, 1);
"""
# Kind of work -> the cell, and what it shows once it has begun.
WORK = {
    "training": ("smash.resume();", r"\d+/\d+ steps"),
    "normal training": (
        "smash.trainResult(smash.space().sample({i}), budget.result().withEpochs(5000), {i});",
        r"\d+/\d+ steps",
    ),
    "search": ('smash.search(100_000, work.resolve("{i}.arrow"), {i});', r"\d+/\d+ "),
    "study": (
        "var networks = smash.search(40, work.resolve(\"n{i}.arrow\"), {i});\n"
        "smash.correlate(CorrelationStudy.of(networks, 40), work.resolve(\"{i}\"));",
        r"\d+/\d+ ",
    ),
    "mesh reading": (
        'System.out.println("begun");\n'
        'Datasets.meshes(work.resolve("meshes"), '
        "new org.smashnas.data.mesh.Voxelizer(96, 2, true));",
        "begun",
    ),
    "a loop of the user's own that draws": (
        'System.out.println("begun");\n'
        "var chart = new XYChart(300, 200);\n"
        'chart.addSeries("loss", new double[] {{2, 1}});\n'
        "for (char c = '\\u4e00'; !Thread.interrupted(); c = c < '\\u9f00' ? ++c : '\\u4e00') {{\n"
        "    chart.setTitle(String.valueOf(c).repeat(9));\n"
        "    BitmapEncoder.getBufferedImage(chart);\n"
        "}}",
        "begun",
    ),
}
LONGEST = 1.5


def make_meshes(folder, count=3000):
    corners = "".join(f"{x} {y} {z}\n" for x in (0, 1) for y in (0, 1) for z in (0, 1))
    faces = "4 0 1 3 2\n4 4 6 7 5\n4 0 4 5 1\n4 2 3 7 6\n4 0 2 6 4\n4 1 5 7 3\n"
    for i in range(count):
        file = folder / ("cube", "box")[i % 2] / ("train", "test")[i // 2 % 2] / f"{i}.off"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"OFF\n8 6 0\n{corners}{faces}")


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    draw = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    times = {kind: [] for kind in WORK}
    with tempfile.TemporaryDirectory() as temporary, Kernel() as kernel:
        make_meshes(Path(temporary) / "meshes")
        kernel.run(PREPARE % temporary, stop_at=r"[1-9]\d*/\d+ steps")
        for i in range(count):
            kind = list(WORK)[i % len(WORK)]
            code, begun = WORK[kind]
            texts, status = kernel.run(
                code.format(i=i), stop_at=begun, after=LONGEST * draw.random(), timeout=60)
            seconds = time.monotonic() - kernel.stopped
            times[kind].append(seconds)
            expect(status == "error" and texts[-1] == STOPPED, f"stop {i}, {kind}: {texts[-2:]}")
    for kind, each in times.items():
        if each:
            print(f"{kind}: {len(each)} stops, the slowest honoured after {max(each):.1f} s")
    print(f"stop_test.py: {count} stops, {len(failures)} failures")
    sys.exit(bool(failures))


main()
