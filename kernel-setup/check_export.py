"""Usage: check_export.py FOLDER. Compares exported networks with the logits saved beside them."""

import importlib.util
import py_compile
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import onnxruntime
import torch

LIMIT = 1e-4


def load_module(path):
    spec = importlib.util.spec_from_file_location("exported", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def compare(folder):
    """Largest difference of a logit, and largest logit."""
    py_compile.compile(str(folder / "model.py"), doraise=True)
    model = load_module(folder / "model.py")
    network = model.load()
    names = set(model.read_safetensors(folder / "weights.safetensors")[0])
    if set(network.state_dict()) != names:
        sys.exit(f"{folder}: names differ: {sorted(set(network.state_dict()) ^ names)}")
    saved = model.read_safetensors(f"{folder}.safetensors")[0]
    with torch.no_grad():
        logits = network(saved["inputs"])
    difference = (logits - saved["logits"]).abs().max().item()
    if model.RUNNING_STATISTICS:
        difference = max(difference, onnx_difference(model, folder, saved))
    else:
        check_refusal(model, folder)
    return difference, saved["logits"].abs().max().item()


def onnx_difference(model, folder, saved):
    path = folder / "network.onnx"
    model.write_onnx(path)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    logits = session.run(["logits"], {"inputs": saved["inputs"].numpy()})[0]
    return (torch.from_numpy(logits) - saved["logits"]).abs().max().item()


def check_refusal(model, folder):
    try:
        model.write_onnx(folder / "network.onnx")
    except ValueError as error:
        if "train the network" in str(error):
            return
        raise
    sys.exit(f"{folder}: generated weights were written as ONNX")


def main():
    folders = sorted(path.parent for path in Path(sys.argv[1]).glob("*/*/model.py"))
    if not folders:
        sys.exit(f"{sys.argv[1]} has no exports")
    results = defaultdict(list)
    for folder in folders:
        results[folder.parent.name, folder.name.split("-")[1]].append(compare(folder))
    subprocess.run([sys.executable, folders[0] / "model.py"], check=True)
    for (space, weights), each in results.items():
        worst = max(difference for difference, _ in each)
        largest = max(logit for _, logit in each)
        print(f"{space}, {weights} weights: {len(each)} networks, largest difference {worst:.1e}, "
              f"largest logit {largest:.1f}")
    # Written so that a difference that is not a number fails too.
    if not all(difference < LIMIT for each in results.values() for difference, _ in each):
        sys.exit(f"PyTorch and the library differ by {LIMIT} or more")


if __name__ == "__main__":
    main()
