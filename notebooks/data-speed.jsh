// How fast batches are made when no network waits for them, in examples a second:
//   ./kernel-setup/jshell.sh notebooks/data-speed.jsh
// The first epoch warms up; each of the next five is printed.
void measure(String what, Examples examples, Normalization normalization, Augmentation change) {
    var batches = new Batches(examples, 50, normalization, change);
    System.out.printf("%-45s", what);
    for (int epoch = 0; epoch < 6; epoch++) {
        long start = System.nanoTime();
        int seen = 0;
        for (Minibatch batch : batches.shuffled(epoch)) {
            seen += batch.size();
        }
        if (epoch > 0) {
            System.out.printf("%9.0f", seen / ((System.nanoTime() - start) / 1e9));
        }
    }
    System.out.println();
}
var pictures = Datasets.cifar10IfPresent().orElseGet(Datasets::shapes);
for (int side : List.of(32, 16)) {
    var train = pictures.atResolution(side).train();
    measure(train + ", crop and flip", train, Normalization.of(train), Augmentation.standard());
}
var voxels = Datasets.modelnet10IfPresent().orElseGet(Datasets::furniture);
for (int side : List.of(32, 16)) {
    var train = voxels.atResolution(side).train();
    measure(train + ", 12 rotations", train, Normalization.voxels(), Augmentation.voxels());
}
