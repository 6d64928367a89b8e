// Over five SMASH networks, one a seed: does a race find the same ten best of 500 random networks as
// scoring each on all validation examples, and for what share of them? By error and by cross
// entropy, with so many of 100 going on from round to round; a round is 50 examples.
//   SMASH_EPOCHS=5 SMASH_BUDGET=laptop ./kernel-setup/jshell.sh notebooks/compare-races.jsh
// SMASH_EPOCHS takes the place of the budget's number of epochs, SMASH_CANDIDATES that of 500.
var data = Datasets.cifar10IfPresent().orElseGet(Datasets::shapes);
var budget = Budget.fromEnvironment();
var epochs = System.getenv("SMASH_EPOCHS");
if (epochs != null) {
    budget = budget.withSmash(budget.smash().withEpochs(Integer.parseInt(epochs)));
}
var many = Integer.parseInt(System.getenv().getOrDefault("SMASH_CANDIDATES", "500"));
var file = Smash.results().resolve("compare-races").resolve("races.arrow");
var top = 10;
var races = Table.create("races against scoring on all examples",
    LongColumn.create("seed"), StringColumn.create("measure"), DoubleColumn.create("share_kept"),
    DoubleColumn.create("score_deviation"), DoubleColumn.create("share_of_examples"),
    IntColumn.create("top_ten_shared"));
// Every part is scored once; races look the scores up.
record Known(Map<Architecture, List<Evaluation>> all, int parts) implements PartialScorer {
    public Evaluation evaluate(Architecture a, int part) {
        return all.get(a).get(part);
    }
    public Evaluation evaluate(Architecture a) {
        throw new UnsupportedOperationException("races ask for parts");
    }
    double score(Architecture a, Measure measure) {
        return all.get(a).stream().mapToDouble(measure::of).average().orElseThrow();
    }
}
void race(Known known, Measure measure, double kept, long seed) {
    double[] scores = known.all().keySet().stream().mapToDouble(a -> known.score(a, measure)).toArray();
    // As good as the tenth best counts as one of the ten.
    double tenth = Arrays.stream(scores).sorted().skip(top - 1).findFirst().getAsDouble();
    var result = Race.of(top, 0.05).withShare(kept).by(measure)
        .run(known, List.copyOf(known.all().keySet()), Progress.silent());
    Row row = races.appendRow();
    row.setLong("seed", seed);
    row.setString("measure", measure.text());
    row.setDouble("share_kept", kept);
    row.setDouble("score_deviation", DoubleColumn.create("score", scores).standardDeviation());
    row.setDouble("share_of_examples", result.share());
    row.setInt("top_ten_shared", (int) result.best().stream()
        .filter(s -> known.score(s.architecture(), measure) <= tenth + 1e-12).count());
}
for (long seed = 1; seed <= 5; seed++) {
    try (Smash smash = Smash.train(SearchSpace.v2(), data, budget, seed)) {
        var normal = Normalization.of(smash.data().train());
        var batches = new Batches(smash.data().validation(), 50, normal, Augmentation.none());
        Map<Architecture, List<Evaluation>> all = new LinkedHashMap<>();
        int parts;
        try (var scorer = new SmashScorer(smash.net(), batches)) {
            parts = scorer.parts();
            for (Architecture a : Sampler.of(smash.space()).sample(many, seed)) {
                all.put(a, IntStream.range(0, parts).mapToObj(p -> scorer.evaluate(a, p)).toList());
            }
        }
        for (Measure measure : Measure.values()) {
            for (double kept : new double[] {0.75, 0.8, 0.85, 0.9, 1}) {
                race(new Known(all, parts), measure, kept, seed);
            }
        }
        Map<String, String> about = new TreeMap<>(smash.metadata());
        about.put("seed", "1 to " + seed);
        Tables.write(races, file, about);
        System.out.println(races.printAll());
    }
}
