// What the first minute shows, over five seeds: the errors of 50 random networks of the laboratory's
// space with generated weights, and the true errors of the best-, median- and worst-ranked one.
//   SMASH_BUDGET=quick ./kernel-setup/jshell.sh notebooks/first-minute.jsh
var data = Datasets.shapes();
var budget = Budget.fromEnvironment();
var folder = Smash.results().resolve("first-minute");
var table = Table.create("first minute",
    LongColumn.create("seed"), DoubleColumn.create("training_seconds"), DoubleColumn.create("mean_score"),
    DoubleColumn.create("score_deviation"), DoubleColumn.create("best_score"), DoubleColumn.create("worst_score"),
    DoubleColumn.create("best_true"), DoubleColumn.create("median_true"), DoubleColumn.create("worst_true"));
for (long seed = 1; seed <= 5; seed++) {
    try (Smash smash = Smash.train(SearchSpace.lab(), data, budget, seed)) {
        var found = smash.search(50, folder.resolve("seed-" + seed + ".arrow"), seed);
        Row row = table.appendRow();
        row.setLong("seed", seed);
        row.setDouble("training_seconds", smash.history().epochs().stream().mapToDouble(Epoch::seconds).sum());
        row.setDouble("mean_score", found.meanScore());
        row.setDouble("score_deviation", found.table().doubleColumn("score").standardDeviation());
        row.setDouble("best_score", found.scoreOf(found.best()));
        row.setDouble("worst_score", found.scoreOf(found.worst()));
        for (var which : Map.of("best", found.best(), "median", found.median(), "worst", found.worst()).entrySet()) {
            try (var trained = smash.trainResult(which.getValue())) {
                row.setDouble(which.getKey() + "_true", trained.test().error());
            }
        }
        Tables.write(table, folder.resolve("first-minute.arrow"), smash.metadata());
    }
}
System.out.println(table.printAll());
