"""{{title}}

{{description}}

It needs Python 3.9 or newer and PyTorch 2.0 or newer, nothing else:

    from model import load
    network = load()
    logits = network(inputs)  # {{shapes}}

"python model.py" loads the weights, counts them and classifies noise.
"python model.py network.onnx" writes the network as ONNX, for any number of
inputs; this needs the package onnx too, which PyTorch's exporter asks for.
"""

import json
import sys
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

ARCHITECTURE = "{{id}}"

# Channels, then cells along each axis.
INPUT = "{{input}}"
CLASSES = "{{classes}}"

# What normalize() takes for each channel, on values from 0 to 1.
MEAN = "{{mean}}"
STD = "{{std}}"

# Activation before convolution, or after it.
PRE_ACTIVATION = "{{pre_activation}}"

# Which of an op's convolutions have batch norm, and whether batch norm keeps
# running statistics; without them it takes those of the batch at hand.
POINTWISE_NORM = "{{pointwise_norm}}"
CONV_NORM = "{{conv_norm}}"
RUNNING_STATISTICS = "{{running_statistics}}"

# A block has so many banks of "bank" channels; its input fills the first ones.
# An op reads banks, by "pool" as they are or as the means or maxima of 3 cells
# an axis, and reduces their channels to "bottleneck" by a 1x1 convolution; one
# path, or two beside each other, of convolutions make "units" channels of
# that. Two paths are added, or gated: tanh(first) * sigmoid(second). By
# "writing" the result is added to the banks written, overwrites them, or its
# sigmoid multiplies them; a bank that was empty becomes it. A convolution is
# (kernel, dilation, groups).
BLOCKS = "{{blocks}}"

DIMS = len(INPUT) - 1
ONES = (1,) * DIMS
CONVOLUTION = {2: nn.Conv2d, 3: nn.Conv3d}[DIMS]
MEANS = {2: nn.AvgPool2d, 3: nn.AvgPool3d}[DIMS]
MAXIMA = {2: nn.MaxPool2d, 3: nn.MaxPool3d}[DIMS]


def local_means(x: Tensor) -> Tensor:
    """Means over 3 cells an axis, those outside the map left out."""
    # PyTorch can leave them out, too, but refuses grids of 1 or 2 voxels.
    inside = F.pad(torch.ones_like(x[:1, :1]), (1, 1) * DIMS)
    window = MEANS(3, 1)
    return window(F.pad(x, (1, 1) * DIMS)) / window(inside)


ACTIVATIONS = {"relu": F.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid,
               "none": nn.Identity()}
POOLS = {"none": nn.Identity(), "mean": local_means,
         "max": MAXIMA(3, 1, padding=1)}
WRITES = {"add": torch.add, "overwrite": lambda bank, piece: piece,
          "multiply": lambda bank, piece: bank * torch.sigmoid(piece)}


class Norm(nn.Module):
    """Batch norm over the channels of (n, channels, ...)."""

    def __init__(self, channels: int):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        running = RUNNING_STATISTICS
        mean = torch.zeros(channels) if running else None
        var = torch.ones(channels) if running else None
        self.register_buffer("running_mean", mean)
        self.register_buffer("running_var", var)

    def forward(self, x: Tensor) -> Tensor:
        return F.batch_norm(
            x, self.running_mean, self.running_var, self.weight, self.bias,
            training=self.training or not RUNNING_STATISTICS)


class Conv(CONVOLUTION):
    """Batch norm, activation and a convolution that keeps the resolution."""

    def __init__(self, inputs: int, outputs: int, kernel=ONES, dilation=ONES,
                 groups: int = 1, activation: str = "relu", norm: bool = True,
                 first: bool = PRE_ACTIVATION):
        padding = tuple(d * (k // 2) for k, d in zip(kernel, dilation))
        super().__init__(inputs, outputs, kernel, padding=padding,
                         dilation=dilation, groups=groups, bias=False)
        self.activation = ACTIVATIONS[activation]
        self.first = first
        channels = inputs if first else outputs
        self.norm = Norm(channels) if norm else nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        if self.first:
            return super().forward(self.activation(self.norm(x)))
        return self.activation(self.norm(super().forward(x)))


class Op(nn.Module):
    """What banks hold to what is written to banks: (n, units, ...)."""

    def __init__(self, bank: int, read: list[int], write: list[int],
                 bottleneck: int, units: int, activation: str, gated: bool,
                 writing: str, pool: str,
                 paths: list[list[tuple]]):
        super().__init__()
        self.read = read
        self.write = write
        self.gated = gated
        self.combine = WRITES[writing]
        self.pool = POOLS[pool]
        # A generated filter before which nothing is normalised sees the banks
        # as they are.
        plain = PRE_ACTIVATION and not POINTWISE_NORM
        self.pointwise = Conv(
            len(read) * bank, bottleneck, norm=POINTWISE_NORM,
            activation="none" if plain else "relu")
        # 0 and 1 are the first path, 2 and 3 the second.
        self.conv = nn.ModuleDict()
        self.paths = []
        for p, path in enumerate(paths):
            inputs = bottleneck
            self.paths.append([])
            for i, (kernel, dilation, groups) in enumerate(path):
                name = str(2 * p + i)
                self.conv[name] = Conv(
                    inputs, units, kernel, dilation, groups, activation,
                    norm=CONV_NORM)
                self.paths[p].append(name)
                inputs = units

    def forward(self, banks: list[Tensor]) -> Tensor:
        read = torch.cat([banks[i] for i in self.read], dim=1)
        x = self.pointwise(self.pool(read))
        results = []
        for path in self.paths:
            result = x
            for name in path:
                result = self.conv[name](result)
            results.append(result)
        if self.gated:
            return torch.tanh(results[0]) * torch.sigmoid(results[1])
        return sum(results)


class Block(nn.Module):
    """Memory banks at one resolution, and the ops that read and write them."""

    def __init__(self, bank: int, filled: int, banks: int, ops: list[dict]):
        super().__init__()
        self.bank = bank
        self.inputs = bank * filled
        self.outputs = bank * banks
        self.ops = nn.ModuleList(Op(bank, **op) for op in ops)

    def forward(self, x: Tensor) -> Tensor:
        banks = list(x.split(self.bank, dim=1))
        for op in self.ops:
            pieces = op(banks).split(self.bank, dim=1)
            for i, bank in enumerate(op.write):
                piece = pieces[i % len(pieces)]
                if bank == len(banks):
                    banks.append(piece)
                else:
                    banks[bank] = op.combine(banks[bank], piece)
        return torch.cat(banks, dim=1)


class Output(nn.Linear):
    """Batch norm, ReLU, mean over all cells, fully connected layer."""

    def __init__(self, inputs: int, classes: int):
        super().__init__(inputs, classes)
        self.norm = Norm(inputs)

    def forward(self, x: Tensor) -> Tensor:
        return super().forward(F.relu(self.norm(x)).flatten(2).mean(2))


class Model(nn.Module):
    """Stem, three blocks with the resolution halved between them, output."""

    def __init__(self):
        super().__init__()
        self.blocks = nn.ModuleList(Block(**block) for block in BLOCKS)
        self.stem = CONVOLUTION(
            INPUT[0], self.blocks[0].inputs, 3, padding=1, bias=False)
        self.transitions = nn.ModuleList(
            Conv(before.outputs, after.inputs, first=True)
            for before, after in zip(self.blocks, self.blocks[1:]))
        self.halve = MEANS(2)
        self.output = Output(self.blocks[-1].outputs, CLASSES)

    def forward(self, x: Tensor) -> Tensor:
        x = self.blocks[0](self.stem(x))
        for transition, block in zip(self.transitions, self.blocks[1:]):
            x = block(self.halve(transition(x)))
        return self.output(x)


def normalize(pixels: Tensor) -> Tensor:
    """Bytes 0 to 255, (n, channels, ...), to what the network expects."""
    if MEAN is None or STD is None:
        raise ValueError("MEAN and STD are not known; fill them in above")
    shape = (1, len(MEAN)) + ONES
    mean = torch.tensor(MEAN).reshape(shape)
    return (pixels / 255 - mean) / torch.tensor(STD).reshape(shape)


def read_safetensors(path) -> tuple[dict[str, Tensor], dict[str, str]]:
    """Named arrays and metadata: 8 bytes of length, JSON header, values."""
    data = bytearray(Path(path).read_bytes())
    start = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:start])
    metadata = header.pop("__metadata__", {})
    types = {"F32": torch.float32, "F64": torch.float64}
    arrays = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        values = data[start + begin:start + end]
        array = torch.frombuffer(values, dtype=types[entry["dtype"]])
        arrays[name] = array.reshape(entry["shape"])
    return arrays, metadata


def load(path=None) -> Model:
    """The network with its weights, in evaluation mode."""
    path = path or Path(__file__).resolve().with_name("weights.safetensors")
    arrays, metadata = read_safetensors(path)
    given = metadata.get("architecture")
    if given != ARCHITECTURE:
        raise ValueError(f"{path} has weights of architecture {given}; "
                         f"this is {ARCHITECTURE}, so export both together")
    network = Model().to(arrays["stem.weight"].dtype)
    network.load_state_dict(arrays)
    return network.eval()


def write_onnx(path):
    """The trained network as ONNX: "inputs", as above, to "logits"."""
    if not RUNNING_STATISTICS:
        raise ValueError("generated weights have batch norm by the batch at "
                         "hand, which ONNX lacks for inference; train the "
                         "network, and export that")
    network = load()
    inputs = torch.zeros(1, *INPUT, dtype=network.stem.weight.dtype)
    any_number = {0: "n"}
    torch.onnx.export(
        network, (inputs,), path, input_names=["inputs"],
        output_names=["logits"],
        dynamic_axes={"inputs": any_number, "logits": any_number})


def main():
    if len(sys.argv) > 1:
        write_onnx(sys.argv[1])
        return
    network = load()
    count = sum(p.numel() for p in network.parameters())
    x = torch.randn(8, *INPUT, dtype=network.stem.weight.dtype)
    with torch.no_grad():
        logits = network(x)
    print(f"architecture {ARCHITECTURE}: {count:,} parameters, "
          f"input {tuple(x.shape)}, logits {tuple(logits.shape)}")


if __name__ == "__main__":
    main()
