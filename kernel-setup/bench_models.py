"""Usage: bench_models.py FOLDER [BATCH [STEPS]]. Times the training step of exported networks in PyTorch.

As a PyTorch user has it: float32, channels first, eager, Nesterov momentum. Prints the mean over the
networks of each one's median step, and the most memory that the process held.
"""

import importlib.util
import json
import resource
import statistics
import sys
import time
from pathlib import Path

import torch


def load(folder):
    spec = importlib.util.spec_from_file_location("exported", folder / "model.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.load().train()


def median_step(folder, batch, steps):
    """Milliseconds of a step, the first two not counted."""
    space = json.loads((folder / "architecture.json").read_text())["space"]
    network = load(folder)
    optimizer = torch.optim.SGD(
        network.parameters(), lr=0.1, momentum=0.9, weight_decay=1e-4, nesterov=True)
    sides = [space["resolution"]] * space["dims"]
    inputs = torch.randn(batch, space["inputChannels"], *sides)
    labels = torch.randint(space["classes"], (batch,))
    times = []
    for _ in range(steps + 2):
        start = time.perf_counter()
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(network(inputs), labels).backward()
        optimizer.step()
        times.append(1e3 * (time.perf_counter() - start))
    return statistics.median(times[2:])


def main():
    batch = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    steps = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    folders = sorted(path.parent for path in Path(sys.argv[1]).glob("*/model.py"))
    if not folders:
        sys.exit(f"{sys.argv[1]} has no exported networks; run bench.sh with export=yes")
    mean = statistics.mean(median_step(folder, batch, steps) for folder in folders)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    print(f"{Path(sys.argv[1]).name}, {len(folders)} networks in PyTorch {torch.__version__}: "
          f"{mean:.1f} ms a training step of {batch}, {peak:.0f} MB at most")


if __name__ == "__main__":
    main()
