// Trains the SMASH network of one space and stores its training curve and the scores of a few
// random architectures:
//   SMASH_SPACE=v1 SMASH_BUDGET=laptop ./kernel-setup/jshell.sh notebooks/train-space.jsh
// SMASH_SPACE is v1, v2, v1-voxels or v2-voxels; voxels are ModelNet10's, or drawn furniture. For
// voxels SMASH_SIDE gives the cells a side, and SMASH_TRAINING the training grids, which cost much.
// SMASH_EPOCHS takes the place of the budget's number of epochs.
var name = System.getenv().getOrDefault("SMASH_SPACE", "v2");
var voxels = name.endsWith("-voxels");
var plain = name.startsWith("v1") ? SearchSpace.v1() : SearchSpace.v2();
var space = voxels ? plain.withDims(3).withName(name) : plain;
var data = voxels
    ? Datasets.modelnet10IfPresent().orElseGet(Datasets::furniture)
    : Datasets.cifar10IfPresent().orElseGet(Datasets::shapes);
var budget = Budget.fromEnvironment();
if (voxels) {
    var side = System.getenv().getOrDefault("SMASH_SIDE", "" + budget.voxelResolution());
    var training = System.getenv().getOrDefault("SMASH_TRAINING", "" + budget.training());
    budget = budget.withVoxelAugmentation()
        .withVoxelResolution(Integer.parseInt(side))
        .withTraining(Integer.parseInt(training));
}
var epochs = System.getenv("SMASH_EPOCHS");
if (epochs != null) {
    budget = budget.withSmash(budget.smash().withEpochs(Integer.parseInt(epochs)));
}
var smash = Smash.train(space, data, budget, 1);
var folder = Smash.results().resolve("train-space");
Tables.write(smash.history().table(), folder.resolve(name + "-history.arrow"), smash.metadata());
System.out.println(smash.space());
System.out.println(smash.history().table().printAll());
var found = smash.search(20, folder.resolve(name + "-scores.arrow"), 2);
System.out.println(found.table().column("score").summary().print());
smash.close();
