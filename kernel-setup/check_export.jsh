// Exports random networks to the folder SMASH_EXPORTS, as SPACE/NUMBER-free/ and
// SPACE/NUMBER-generated/, and beside each a file of inputs and of the logits that the library makes
// of them.
import ai.djl.ndarray.*;
import ai.djl.ndarray.types.*;

Path exports = Path.of(System.getenv("SMASH_EXPORTS"));
NDManager manager = NDManager.newBaseManager();
Random random = new Random(1);

NDArray noise(double mean, double deviation, Shape shape) {
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
        values[i] = (float) (mean + deviation * random.nextGaussian());
    }
    return manager.create(values, shape);
}

// Scales, shifts and biases begin as ones and zeros, which would hide a mistake.
void disturb(Parameters parameters) {
    // Here, since JShell runs every snippet on a thread of its own.
    GradientMode.off();
    parameters.trained().values().stream()
        .filter(array -> array.getShape().dimension() == 1)
        .forEach(array -> array.addi(noise(0, 0.2, array.getShape())));
}

NDArray inputs(SearchSpace space) {
    long[] shape = new long[2 + space.dims()];
    Arrays.fill(shape, space.resolution());
    shape[0] = 16;
    shape[1] = space.inputChannels();
    return noise(0.5, 1, new Shape(shape));
}

void save(Path export, NDArray inputs, NDArray logits) {
    new Safetensors(Map.of("inputs", inputs, "logits", logits), Map.of())
        .write(Path.of(export + ".safetensors"));
}

void free(Architecture a, Path export) {
    try (ResultNet net = new ResultNet(a, Precision.FLOAT32, 1)) {
        disturb(net.parameters());
        for (int i = 0; i < 5; i++) {
            net.forward(inputs(a.space()), true);
        }
        Export.write(net, export);
        NDArray x = inputs(a.space());
        save(export, x, net.forward(x, false));
    }
}

void generated(SmashNet net, Architecture a, Path export) {
    Export.write(net, a, export);
    NDArray x = inputs(a.space());
    save(export, x, net.forward(a, x));
}

SearchSpace small(SearchSpace space) {
    return Budget.laptop().limit(space).withResolution(space.dims() == 2 ? 16 : 8);
}

SearchSpace v1 = small(SearchSpace.v1());
SearchSpace v2 = small(SearchSpace.v2()).withKernels(List.of(3, 5, 7));
SearchSpace options(SearchSpace space) {
    return space.withActivations(List.of(Activation.values())).withGates(true).withOpNorm(true)
        .withWrites(List.of(Write.values())).withPools(List.of(Pool.values()));
}

Map<String, SearchSpace> spaces = new TreeMap<>(Map.of(
    "v1", v1,
    "v1-voxels", small(SearchSpace.v1().withDims(3)),
    "v2", v2,
    "v2-voxels", small(SearchSpace.v2().withDims(3)),
    "v2-options", options(v2),
    "v2-options-post-activation", options(v2).withPreActivation(false),
    // Blocks of 4, 2 and 1 voxels a side: fewer than are pooled.
    "v2-options-voxels", options(small(SearchSpace.v2().withDims(3))).withResolution(4)));

for (var entry : spaces.entrySet()) {
    SearchSpace space = entry.getValue();
    Path folder = exports.resolve(entry.getKey());
    try (SmashNet net = new SmashNet(Encoding.oneHot(space), HyperShape.paper(), Precision.FLOAT32, 1)) {
        disturb(net.parameters());
        for (int seed = 1; seed <= 5; seed++) {
            Architecture a = space.sample(seed);
            free(a, folder.resolve(seed + "-free"));
            generated(net, a, folder.resolve(seed + "-generated"));
        }
    }
}
