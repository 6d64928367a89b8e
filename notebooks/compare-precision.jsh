// Does bfloat16 train as well as float32? Three SMASH networks, one a seed, in each; the error is the
// mean of 20 random architectures with generated weights on the validation examples.
//   SMASH_BUDGET=laptop ./kernel-setup/jshell.sh notebooks/compare-precision.jsh
// SMASH_EPOCHS takes the place of the budget's number of epochs.
var data = Datasets.cifar10IfPresent().orElseGet(Datasets::shapes);
var budget = Budget.fromEnvironment();
var epochs = System.getenv("SMASH_EPOCHS");
if (epochs != null) {
    budget = budget.withSmash(budget.smash().withEpochs(Integer.parseInt(epochs)));
}
var folder = Smash.results().resolve("compare-precision");
var table = Table.create("bfloat16 against float32",
    LongColumn.create("seed"), StringColumn.create("precision"), DoubleColumn.create("train_loss"),
    DoubleColumn.create("mean_error"), DoubleColumn.create("seconds"));
for (long seed = 1; seed <= 3; seed++) {
    for (Precision precision : List.of(Precision.FLOAT32, Precision.BFLOAT16)) {
        var own = budget.withSmash(budget.smash().withPrecision(precision));
        try (Smash smash = Smash.train(SearchSpace.v2(), data, own, seed)) {
            var found = smash.search(20, folder.resolve(seed + "-" + precision + ".arrow"), 0);
            Row row = table.appendRow();
            row.setLong("seed", seed);
            row.setString("precision", precision.name());
            row.setDouble("train_loss", smash.history().last().trainLoss());
            row.setDouble("mean_error", found.table().doubleColumn("score").mean());
            row.setDouble("seconds",
                smash.history().epochs().stream().mapToDouble(Epoch::seconds).sum());
            Map<String, String> about = new TreeMap<>(smash.metadata());
            about.put("seed", "1 to " + seed);
            about.put("precision", "both");
            about.put("epochs", "" + own.smash().epochs());
            Tables.write(table, folder.resolve("compare-precision.arrow"), about);
            System.out.println(table.printAll());
        }
    }
}
