// In which space do scores tell the settled truth? For each candidate, networks spread evenly over
// multiply-adds, trained normally once, and one SMASH network; the correlation on the half of the
// networks to choose on and on the half to report. Goes on where it was stopped.
//   ./kernel-setup/jshell.sh notebooks/compare-spaces.jsh
// SMASH_NETWORKS takes the place of the number of networks a space.
var data = Datasets.shapes();
var budget = Budget.laptop();
var networks = Integer.parseInt(System.getenv().getOrDefault("SMASH_NETWORKS", "30"));
var folder = Smash.results().resolve("compare-spaces");
var schedules = List.of(TruthSchedule.of("settled", budget.result()));
Map<String, SearchSpace> candidates = new TreeMap<>(Map.of(
    "four-ops", SearchSpace.lab().withMaxOps(4),
    "plain-ops", SearchSpace.lab().withVariableBanks(false).withGroups(List.of(1)).withMaxDilation(2),
    "narrow-budget", SearchSpace.lab().withMinBudget(0.6)));
var chosen = Arrays.asList(System.getenv().getOrDefault("SMASH_SPACES", String.join(",", candidates.keySet())).split(","));
for (var name : chosen) {
    var space = budget.fit(candidates.get(name).withName(name), data);
    var own = folder.resolve(name);
    var plan = TruthPlan.draw(space, networks, schedules, 1);
    TruthTraining.run(plan, data, budget, own, Progress.show(), 1);
    var truths = Truths.read(own);
    try (var smash = Smash.train(space, data, budget, 1)) {
        smash.correlate(truths, "settled", own);
    }
    var both = Correlation.read(own);
    for (int half = 0; half < 2; half++) {
        var some = both.only(truths.half(half).networks()).ranking("normal_cross_entropy");
        System.out.println(name + ", half " + half + ": " + some.correlation(1) + ", multiply-adds "
            + some.multiplyAdds(1).spearman() + ", given them " + some.givenMultiplyAdds(1));
    }
}
