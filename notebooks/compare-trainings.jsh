// What of a SMASH network's training raises the agreement of its scores with settled truths? One
// network at the laptop budget for each setting, scored against the stored truths of the drawn
// pictures; the half of the networks to choose a setting on, then the half to report. Goes on where
// it was stopped.
//   OMP_NUM_THREADS=1 ./kernel-setup/jshell.sh notebooks/compare-trainings.jsh
// SMASH_SETTINGS, names with commas between them, takes the place of all, SMASH_SEEDS that of seed 1.
var truths = Truths.read(Path.of("notebooks/results/truths/lab"));
var data = Datasets.shapes();
Map<String, UnaryOperator<SmashConfig>> settings = new LinkedHashMap<>();
settings.put("normal", c -> c);
settings.put("two_architectures", c -> c.withArchitecturesPerStep(2).withEpochs(30));
settings.put("four_architectures", c -> c.withArchitecturesPerStep(4).withEpochs(30));
settings.put("four_steps_in_a_row", c -> c.withStepsPerArchitecture(4));
settings.put("hold", c -> c.withSchedule(Schedule.HOLD));
settings.put("warmup", c -> c.withSchedule(Schedule.WARMUP));
settings.put("half_rate", c -> c.withLearningRate(2e-3));
settings.put("double_rate", c -> c.withLearningRate(8e-3));
// A batch so many times as large, its step size by the root of that and by that itself.
settings.put("batch_100_root", c -> c.withBatchSize(100).withLearningRate(4e-3 * Math.sqrt(2)));
settings.put("batch_100_linear", c -> c.withBatchSize(100).withLearningRate(8e-3));
settings.put("batch_200_root", c -> c.withBatchSize(200).withLearningRate(8e-3));
settings.put("batch_200_linear", c -> c.withBatchSize(200).withLearningRate(16e-3));
var chosen = System.getenv("SMASH_SETTINGS");
settings.keySet().retainAll(chosen == null ? settings.keySet() : List.of(chosen.split(",")));
for (var text : System.getenv().getOrDefault("SMASH_SEEDS", "1").split(",")) {
    long seed = Long.parseLong(text);
    var folder = Smash.results().resolve("compare-trainings/seed-" + seed);
    for (var setting : settings.entrySet()) {
        var name = setting.getKey();
        var known = Files.exists(folder.resolve("correlation.arrow"))
            ? Correlation.read(folder).pairings().stream().filter(p -> p.regime().equals(name)).count() : 0;
        if (known < truths.of("settled").size()) {
            var budget = Budget.laptop().withSmash(setting.getValue().apply(Budget.laptop().smash()));
            try (var smash = Smash.train(SearchSpace.lab(), data, budget, seed)) {
                System.out.println(name + ", seed " + seed + ": " + smash.history());
                var rater = new ScoringNetwork(name, seed, smash + ", " + budget.smash(), smash.scorer());
                truths.correlate("settled", rater, folder, smash.metadata(), Progress.silent());
            }
        }
    }
    System.out.println(Correlation.read(folder).halves(truths, 1).printAll());
}
