// Over five SMASH networks, one a seed: do perturbation and Markov steps find better scores than as
// many more random networks would?
//   SMASH_BUDGET=quick ./kernel-setup/jshell.sh notebooks/compare-stages.jsh
// SMASH_EPOCHS takes the place of the budget's number of epochs.
var data = Datasets.cifar10IfPresent().orElseGet(Datasets::shapes);
var budget = Budget.fromEnvironment();
var epochs = System.getenv("SMASH_EPOCHS");
if (epochs != null) {
    budget = budget.withSmash(budget.smash().withEpochs(Integer.parseInt(epochs)));
}
var folder = Smash.results().resolve("compare-stages");
var seeds = LongStream.rangeClosed(1, 5).boxed().toList();
var stages = Table.create("stages against random search",
    LongColumn.create("seed"), IntColumn.create("scores"),
    DoubleColumn.create("random_best"), DoubleColumn.create("stages_best"), DoubleColumn.create("gain"));
Map<String, String> about = new TreeMap<>();
void compareStages(Smash smash, long seed) {
    List<Stage> paper = Stage.paper(budget.candidates(), budget.refinements());
    int count = paper.stream().mapToInt(Stage::count).sum();
    double[] best = new double[2];
    for (int arm = 0; arm < 2; arm++) {
        List<Stage> some = arm == 0 ? List.of(new RandomSearch(count)) : paper;
        Path file = folder.resolve("seed-" + seed + (arm == 0 ? "-random.arrow" : ".arrow"));
        var found = smash.searchOf(some).run(file, smash.metadata(), Progress.silent(), seed);
        best[arm] = found.scoreOf(found.best());
    }
    Row row = stages.appendRow();
    row.setLong("seed", seed);
    row.setInt("scores", count);
    row.setDouble("random_best", best[0]);
    row.setDouble("stages_best", best[1]);
    row.setDouble("gain", best[0] - best[1]);
}
for (long seed : seeds) {
    try (Smash smash = Smash.train(SearchSpace.v2(), data, budget, seed)) {
        compareStages(smash, seed);
        about.putAll(smash.metadata());
        about.put("seed", "1 to " + seed);
        Tables.write(stages, folder.resolve("compare-stages.arrow"), about);
        System.out.println(stages.printAll());
    }
}
var gain = stages.doubleColumn("gain");
// 2.776: Student's t for 95% and four degrees of freedom
System.out.printf("mean gain %.4f +- %.4f (95%%, n = 5)%n",
    gain.mean(), 2.776 * gain.standardDeviation() / Math.sqrt(5));
