// How far do two trainings of a network agree, and do scores tell true cross entropies better than
// they tell true errors? From what notebook 08 measured; nothing is trained.
//   ./kernel-setup/jshell.sh notebooks/both-as-cross-entropy.jsh
// SMASH_RESULTS takes the place of the stored tables' folder.
long seed = 1;
var folder = Path.of(System.getenv().getOrDefault("SMASH_RESULTS",
    "notebooks/results/08-what-changes-the-correlation"));
var found = Correlation.read(folder);
double trueLoss(Pairing p) {
    return p.trainings().stream().mapToDouble(Evaluation::loss).average().orElseThrow();
}
// What is true of a network is the same in all of its pairings.
double[] each(Ranking r, ToDoubleFunction<Pairing> value) {
    return r.cases().stream().mapToDouble(c -> value.applyAsDouble(c.get(0))).toArray();
}
RankCorrelation between(double[] x, double[] y) {
    return RankCorrelation.of(x, y, Bootstrap.RESAMPLES, seed);
}
var normal = found.ranking("normal");
System.out.println("first training against second, by error:         "
    + between(normal.ofTrainings(1).errors(), each(normal, p -> p.trainings().get(1).error())));
System.out.println("first training against second, by cross entropy: "
    + between(each(normal, p -> p.trainings().get(0).loss()), each(normal, p -> p.trainings().get(1).loss())));
for (Ranking r : found.rankings()) {
    if (r.measure() == Measure.CROSS_ENTROPY) {
        var losses = each(r, p -> trueLoss(p));
        System.out.println(r.name() + ", against true cross entropy: " + between(r.scores(), losses)
            + "; size: " + between(each(r, p -> -p.parameters()), losses));
    }
}
