// Does the HyperNet do better when it is told the dilations? Two SMASH networks a seed, on the same
// examples, one with the whole encoding and one without that field; the error is the mean of 20
// random architectures, the same for both, with generated weights on the validation examples.
//   SMASH_BUDGET=laptop ./kernel-setup/jshell.sh notebooks/compare-encodings.jsh
// SMASH_SEEDS is the number of seeds, 3 if not set.
var data = Datasets.cifar10IfPresent().orElseGet(Datasets::shapes);
var budget = Budget.fromEnvironment();
var folder = Smash.results().resolve("compare-encodings");
var seeds = Integer.parseInt(System.getenv().getOrDefault("SMASH_SEEDS", "3"));
Map<String, Function<SearchSpace, Encoding>> encodings = new TreeMap<>(Map.of(
    "whole", Encoding::oneHot,
    "without dilation", s -> Encoding.oneHot(s).without("dilation")));
var table = Table.create("encodings",
    LongColumn.create("seed"), StringColumn.create("encoding"), IntColumn.create("channels"),
    DoubleColumn.create("train_loss"), DoubleColumn.create("mean_error"));
Map<String, String> about = new TreeMap<>();
for (long seed = 1; seed <= seeds; seed++) {
    for (var entry : encodings.entrySet()) {
        String name = entry.getKey();
        try (Smash smash = Smash.train(SearchSpace.v2(), data, budget, entry.getValue(), seed)) {
            var found = smash.search(20, folder.resolve(seed + "-" + name.replace(' ', '-') + ".arrow"), 0);
            Row row = table.appendRow();
            row.setLong("seed", seed);
            row.setString("encoding", name);
            row.setInt("channels", smash.net().encoding().channels());
            row.setDouble("train_loss", smash.history().last().trainLoss());
            row.setDouble("mean_error", found.meanScore());
            about.putAll(smash.metadata());
            about.put("seed", "1 to " + seed);
        }
    }
    Tables.write(table, folder.resolve("compare-encodings.arrow"), about);
}
System.out.println(table.printAll());
