// Is a new architecture needed for each minibatch, as in the paper? SMASH networks of two seeds with
// one and with four steps in a row on one; the error is the mean of 20 random architectures with
// generated weights on the validation examples. And does memory stay flat over all these steps?
//   SMASH_EPOCHS=6 SMASH_BUDGET=laptop ./kernel-setup/jshell.sh notebooks/compare-steps.jsh
// SMASH_EPOCHS takes the place of the budget's number of epochs.
var data = Datasets.cifar10IfPresent().orElseGet(Datasets::shapes);
var budget = Budget.fromEnvironment();
var epochs = System.getenv("SMASH_EPOCHS");
if (epochs != null) {
    budget = budget.withSmash(budget.smash().withEpochs(Integer.parseInt(epochs)));
}
var folder = Smash.results().resolve("compare-steps");
var table = Table.create("steps in a row on one architecture",
    LongColumn.create("seed"), IntColumn.create("steps_per_architecture"),
    DoubleColumn.create("train_loss"), DoubleColumn.create("mean_error"), DoubleColumn.create("seconds"));
var memory = Table.create("memory after each epoch",
    IntColumn.create("training"), IntColumn.create("epoch"), IntColumn.create("native_arrays"), LongColumn.create("native_bytes"),
    LongColumn.create("resident_bytes"));
// What is shown of a training is its memory.
Progress.showWith(() -> new Progress() {
    public void history(History history) {
        Memory now = Smash.memory();
        Row row = memory.appendRow();
        row.setInt("training", table.rowCount() + 1);
        row.setInt("epoch", history.epochs().size());
        row.setInt("native_arrays", now.arrays());
        row.setLong("native_bytes", now.arrayBytes());
        row.setLong("resident_bytes", now.residentBytes());
    }
});
for (long seed = 1; seed <= 2; seed++) {
    for (int steps : List.of(1, 4)) {
        var own = budget.withSmash(budget.smash().withStepsPerArchitecture(steps));
        try (Smash smash = Smash.train(SearchSpace.v2(), data, own, seed)) {
            var found = smash.search(20, folder.resolve(seed + "-" + steps + ".arrow"), 0);
            Row row = table.appendRow();
            row.setLong("seed", seed);
            row.setInt("steps_per_architecture", steps);
            row.setDouble("train_loss", smash.history().last().trainLoss());
            row.setDouble("mean_error", found.table().doubleColumn("score").mean());
            row.setDouble("seconds",
                smash.history().epochs().stream().mapToDouble(Epoch::seconds).sum());
            Map<String, String> about = new TreeMap<>(smash.metadata());
            about.put("seed", "1 to " + seed);
            about.put("epochs", "" + own.smash().epochs());
            Tables.write(table, folder.resolve("compare-steps.arrow"), about);
            Tables.write(memory, folder.resolve("memory.arrow"), about);
            System.out.println(table.printAll());
        }
    }
}
System.out.println(memory.printAll());
