// Does NSGA-II cover more than random search? Both by score, multiply-adds and milliseconds, 200
// networks each, none more than a fifth slower than one, on the laptop budget's SMASH network of the
// notebooks; hypervolume in one box a seed. Goes on where it was stopped.
//   OMP_NUM_THREADS=1 ./kernel-setup/jshell.sh notebooks/compare-fronts.jsh
// SMASH_SEEDS, numbers with commas between them, takes the place of 5 to 9.
var smash = Networks.train(SearchSpace.lab(), Datasets.shapes(), Budget.laptop(), 1);
var folder = Files.createDirectories(Smash.results().resolve("compare-fronts"));
var latency = Latency.open(folder.resolve("latency.arrow"));
var objectives = List.of(Objective.score(), Objective.multiplyAdds(), Objective.latency(latency));
double most = 1.2 * latency.of(smash.space().sample(1));
Map<String, Stage> stages = new LinkedHashMap<>();
stages.put("nsga2", new ParetoEvolution(200, objectives));
stages.put("random", new RandomSearch(200));
for (var text : System.getenv().getOrDefault("SMASH_SEEDS", "5,6,7,8,9").split(",")) {
    long seed = Long.parseLong(text);
    var found = new LinkedHashMap<String, SearchResult>();
    for (var stage : stages.entrySet()) {
        var table = folder.resolve(stage.getKey() + "_" + seed + ".arrow");
        found.put(stage.getKey(), smash.searchOf(List.of(stage.getValue())).where(latency.atMost(most))
            .run(table, smash.metadata(), Progress.silent(), seed));
    }
    Front.plot(found, objectives).getSeriesMap().forEach((name, line) -> System.out.println(
        "seed %d, %s: hypervolume %.2f, best score %.1f%%, %s".formatted(seed, name,
            line.getYData()[line.getYData().length - 1], 100 * found.get(name).ranked().get(0).score(),
            found.get(name).front(objectives))));
}
