// What of a SMASH network's training raises the agreement of its scores with settled truths? One
// network at the laptop budget for each setting, scored against the stored truths of the drawn
// pictures; the half of the networks to choose a setting on, then the half to report. Goes on where
// it was stopped.
//   OMP_NUM_THREADS=1 ./kernel-setup/jshell.sh notebooks/compare-trainings.jsh
// SMASH_SETTINGS, names with commas between them, takes the place of all, SMASH_SEEDS that of seed 1,
// SMASH_BUDGET that of laptop.
var truths = Truths.read(Path.of("notebooks/results/truths/lab"));
var data = Datasets.shapes();
var base = Budget.named(System.getenv().getOrDefault("SMASH_BUDGET", "laptop"));
var folder = Smash.results().resolve("compare-trainings").resolve(base.name());
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
// The paper's future directions (appendix D): guided sampling, and other generated weights.
settings.put("guided_8", c -> c.withGuidance(8));
settings.put("convs_too", c -> c.withHyper(c.hyper().withConvs(true)));
settings.put("convs_instead", c -> c.withHyper(c.hyper().withConvs(true)).withPointwise(PointwiseSource.SHARED));
var chosen = System.getenv("SMASH_SETTINGS");
settings.keySet().retainAll(chosen == null ? settings.keySet() : List.of(chosen.split(",")));
for (var text : System.getenv().getOrDefault("SMASH_SEEDS", "1").split(",")) {
    long seed = Long.parseLong(text);
    for (var setting : settings.entrySet()) {
        var name = setting.getKey();
        var known = Files.exists(folder.resolve("correlation.arrow"))
            ? Correlation.read(folder).pairings().stream()
                .filter(p -> p.regime().equals(name) && p.hypernetSeed() == seed).toList() : List.<Pairing>of();
        if (known.size() < truths.of("settled").size()) {
            var budget = base.withSmash(setting.getValue().apply(base.smash()));
            try (var smash = Smash.train(SearchSpace.lab(), data, budget, seed)) {
                System.out.println(name + ", seed " + seed + ": " + smash.history());
                var rater = new ScoringNetwork(name, seed, "" + budget.smash(), smash.scorer());
                truths.correlate("settled", rater, folder, smash.metadata(), Progress.silent());
            }
        }
    }
}
var trained = Correlation.read(folder);
var errors = trained.pairings().stream().collect(Collectors.groupingBy(
    p -> p.regime() + ", seed " + p.hypernetSeed(), TreeMap::new, Collectors.averagingDouble(p -> 100 * p.smashScore())));
errors.forEach((name, error) -> System.out.println("%s: mean error by generated weights %.1f%%".formatted(name, error)));
System.out.println(trained.halves(truths, 1).printAll());
System.out.println(trained.summary(1).printAll());
