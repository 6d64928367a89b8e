// In which space do scores tell the settled truth? For each candidate, networks spread evenly over
// multiply-adds, trained normally once, and one SMASH network; the correlation on the half of the
// networks to choose on and on the half to report. Goes on where it was stopped.
//   OMP_NUM_THREADS=1 ./kernel-setup/jshell.sh notebooks/compare-spaces.jsh
// SMASH_NETWORKS takes the place of the number of networks a space, SMASH_SPACES, names with commas
// between them, that of all candidates.
var data = Datasets.shapes();
var budget = Budget.laptop();
var networks = Integer.parseInt(System.getenv().getOrDefault("SMASH_NETWORKS", "32"));
var folder = Smash.results().resolve("compare-spaces");
var schedules = List.of(TruthSchedule.of("settled", budget.result()));
Map<String, SearchSpace> candidates = new LinkedHashMap<>();
candidates.put("plain_ops", SearchSpace.lab().withVariableBanks(false).withGroups(List.of(1)).withMaxDilation(2));
candidates.put("four_ops", SearchSpace.lab().withMaxOps(4));
candidates.put("lab", SearchSpace.lab());
candidates.put("pools", SearchSpace.lab().withPools(List.of(Pool.values())));
candidates.put("writes", SearchSpace.lab().withWrites(List.of(Write.values())));
var chosen = System.getenv("SMASH_SPACES");
candidates.keySet().retainAll(chosen == null ? List.copyOf(candidates.keySet()) : List.of(chosen.split(",")));
for (var candidate : candidates.entrySet()) {
    var space = budget.fit(candidate.getValue().withName(candidate.getKey()), data);
    var own = folder.resolve(candidate.getKey());
    var truths = TruthTraining.run(
        TruthPlan.draw(space, networks, schedules, 1), data, budget, own, Progress.silent(), 1);
    if (!Files.exists(own.resolve("correlation.arrow"))) {
        try (var smash = Smash.train(space, data, budget, 1)) {
            var rater = new ScoringNetwork(candidate.getKey(), 1, smash.toString(), smash.scorer());
            truths.correlate("settled", rater, own, smash.metadata(), Progress.silent());
        }
    }
    var pairs = Correlation.read(own).pairings();
    System.out.println("%s: %d networks, mean error by generated weights %.1f%%, true %.1f%%".formatted(candidate.getKey(),
        pairs.size(), 100 * pairs.stream().mapToDouble(p -> p.smashScore()).average().orElseThrow(),
        100 * pairs.stream().mapToDouble(p -> p.trueError()).average().orElseThrow()));
    System.out.println(Correlation.read(own).halves(truths, 1).printAll());
}
