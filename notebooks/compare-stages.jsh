// Do perturbation and Markov steps find better scores than as many more random networks would?
// Five SMASH networks, one a seed; each searched twice at the same number of scores.
//   SMASH_BUDGET=quick ./kernel-setup/jshell.sh notebooks/compare-stages.jsh
var data = Datasets.cifar10IfPresent().orElseGet(Datasets::shapes);
var budget = Budget.fromEnvironment();
var folder = Smash.results().resolve("compare-stages");
var seeds = LongStream.rangeClosed(1, 5).boxed().toList();
var random = DoubleColumn.create("random_best");
var staged = DoubleColumn.create("stages_best");
var scores = IntColumn.create("scores");
Map<String, String> about = new TreeMap<>();
int count(List<Stage> stages) { return stages.stream().mapToInt(Stage::count).sum(); }
SearchResult search(Smash smash, List<Stage> stages, Path file, long seed) {
    return smash.searchOf(stages).run(file, smash.metadata(), Progress.silent(), seed);
}
for (long seed : seeds) {
    try (Smash smash = Smash.train(SearchSpace.v2(), data, budget, seed)) {
        List<Stage> paper = Stage.paper(budget.candidates(), budget.refinements());
        Path file = folder.resolve("seed-" + seed + ".arrow");
        SearchResult stages = search(smash, paper, file, seed);
        file = folder.resolve("seed-" + seed + "-random.arrow");
        List<Stage> only = List.of(new RandomSearch(count(paper)));
        SearchResult plain = search(smash, only, file, seed);
        random.append(plain.scoreOf(plain.best()));
        staged.append(stages.scoreOf(stages.best()));
        scores.append(count(paper));
        about.putAll(smash.metadata());
    }
}
about.put("seed", "1 to 5");
var gain = random.subtract(staged).setName("gain");
var table = Table.create("stages against random search",
    LongColumn.create("seed", seeds.stream().mapToLong(s -> s).toArray()), scores, random, staged, gain);
Tables.write(table, folder.resolve("compare-stages.arrow"), about);
System.out.println(table.printAll());
// 2.776: Student's t for 95% and four degrees of freedom
System.out.printf("mean gain %.4f +- %.4f (95%%, n = 5)%n",
    gain.mean(), 2.776 * gain.standardDeviation() / Math.sqrt(5));
