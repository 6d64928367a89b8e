// Over five SMASH networks, one a seed:
// - Do perturbation and Markov steps find better scores than as many more random networks would?
// - Does a race find the same ten best of 500 random networks as scoring each on all examples, and
//   for how much less? One that drops by its test alone, one that also goes on with 3 of 10 at most.
//   SMASH_BUDGET=quick ./kernel-setup/jshell.sh notebooks/compare-stages.jsh
// SMASH_EPOCHS takes the place of the budget's number of epochs, SMASH_CANDIDATES that of 500.
var data = Datasets.cifar10IfPresent().orElseGet(Datasets::shapes);
var budget = Budget.fromEnvironment();
var epochs = System.getenv("SMASH_EPOCHS");
if (epochs != null) {
    budget = budget.withSmash(budget.smash().withEpochs(Integer.parseInt(epochs)));
}
var folder = Smash.results().resolve("compare-stages");
var seeds = LongStream.rangeClosed(1, 5).boxed().toList();
var many = Integer.parseInt(System.getenv().getOrDefault("SMASH_CANDIDATES", "500"));
var top = 10;
var stages = Table.create("stages against random search",
    LongColumn.create("seed"), IntColumn.create("scores"),
    DoubleColumn.create("random_best"), DoubleColumn.create("stages_best"), DoubleColumn.create("gain"));
var races = Table.create("races against scoring on all examples",
    LongColumn.create("seed"), DoubleColumn.create("share_kept"), IntColumn.create("candidates"),
    DoubleColumn.create("score_deviation"), DoubleColumn.create("share_of_examples"),
    DoubleColumn.create("seconds_all"), DoubleColumn.create("seconds_race"),
    IntColumn.create("top_ten_shared"));
Map<String, String> about = new TreeMap<>();
double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
}
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
void compareRaces(Smash smash, long seed) {
    // Batches small enough that the first round costs an eighth.
    Normalization normal = Normalization.of(smash.data().train());
    Examples validation = smash.data().validation();
    var batches = new Batches(validation, (validation.size() + 7) / 8, normal, Augmentation.none());
    List<Architecture> all = Sampler.of(smash.space()).sample(many, seed);
    try (SmashScorer scorer = new SmashScorer(smash.net(), batches)) {
        double[] scores = new double[many];
        double whole = seconds(() -> Arrays.setAll(scores, i -> scorer.evaluate(all.get(i)).error()));
        // As good as the tenth best counts as one of the ten.
        double tenth = Arrays.stream(scores).sorted().skip(top - 1).findFirst().getAsDouble();
        for (double kept : new double[] {1, 0.3}) {
            RaceResult[] result = new RaceResult[1];
            double race = seconds(() -> result[0] =
                Race.of(top, 0.05).withShare(kept).run(scorer, all, Progress.silent()));
            Row row = races.appendRow();
            row.setLong("seed", seed);
            row.setDouble("share_kept", kept);
            row.setInt("candidates", many);
            row.setDouble("score_deviation", DoubleColumn.create("score", scores).standardDeviation());
            row.setDouble("share_of_examples", result[0].share());
            row.setDouble("seconds_all", whole);
            row.setDouble("seconds_race", race);
            row.setInt("top_ten_shared", (int) result[0].best().stream()
                .filter(s -> scores[all.indexOf(s.architecture())] <= tenth).count());
        }
    }
}
for (long seed : seeds) {
    try (Smash smash = Smash.train(SearchSpace.v2(), data, budget, seed)) {
        compareStages(smash, seed);
        compareRaces(smash, seed);
        about.putAll(smash.metadata());
        about.put("seed", "1 to " + seed);
        Tables.write(stages, folder.resolve("compare-stages.arrow"), about);
        Tables.write(races, folder.resolve("races.arrow"), about);
        System.out.println(stages.printAll());
        System.out.println(races.printAll());
    }
}
var gain = stages.doubleColumn("gain");
// 2.776: Student's t for 95% and four degrees of freedom
System.out.printf("mean gain %.4f +- %.4f (95%%, n = 5)%n",
    gain.mean(), 2.776 * gain.standardDeviation() / Math.sqrt(5));
