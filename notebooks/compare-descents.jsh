// Do gradients lead further than chance when walks go by the cross entropy, which the gradient is of?
// In notebook 05 they go by the error, and the rule "trust" has the lower cross entropy from 14 of 20
// starts: too few to tell. So these are other starts, and "trust" is the rule in question.
//   SMASH_BUDGET=laptop ./kernel-setup/jshell.sh notebooks/compare-descents.jsh
long seed = 1;
var rules = List.of("random", "trust", "screened");
var data = Datasets.cifar10IfPresent().orElseGet(Datasets::shapes);
var budget = Budget.fromEnvironment();
var folder = Smash.results().resolve("compare-descents");
try (Smash smash = Smash.train(SearchSpace.v2(), data, budget, seed)) {
    var starts = Sampler.of(smash.space()).sample(budget.studied(), 2);
    var all = ProxyStudy.of(starts, budget.refinements(), Goal.CROSS_ENTROPY, 0);
    var study = all.withDescents(
        all.descents().stream().filter(d -> rules.contains(d.name())).toList());
    var summary = smash.descend(study, folder).summary("random", seed);
    Tables.write(summary, folder.resolve("gradient_proxy_summary.arrow"), smash.metadata());
    System.out.println(summary.printAll());
}
