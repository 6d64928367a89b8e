// How far do two trainings of a network agree, and do scores tell true cross entropies better than
// they tell true errors? From what notebook 08 measured; nothing is trained.
//   ./kernel-setup/jshell.sh notebooks/both-as-cross-entropy.jsh
// SMASH_RESULTS takes the place of the stored tables' folder.
long seed = 1;
var folder = Path.of(System.getenv().getOrDefault("SMASH_RESULTS",
    "notebooks/results/08-what-changes-the-correlation"));
var found = Correlation.read(folder);
double mean(Pairing p, ToDoubleFunction<Evaluation> value) {
    return p.trainings().stream().mapToDouble(value).average().orElseThrow();
}
double[] each(Ranking r, ToDoubleFunction<Pairing> value) {
    return r.cases().stream()
        .mapToDouble(c -> c.stream().mapToDouble(value).average().orElseThrow()).toArray();
}
RankCorrelation between(Ranking r, ToDoubleFunction<Pairing> x, ToDoubleFunction<Pairing> y) {
    return RankCorrelation.of(each(r, x), each(r, y), Bootstrap.RESAMPLES, seed);
}
var normal = found.ranking("normal");
System.out.println("first training against second, by error:         "
    + between(normal, p -> p.trainings().get(0).error(), p -> p.trainings().get(1).error()));
System.out.println("first training against second, by cross entropy: "
    + between(normal, p -> p.trainings().get(0).loss(), p -> p.trainings().get(1).loss()));
for (Ranking r : found.rankings()) {
    if (r.measure() == Measure.CROSS_ENTROPY) {
        System.out.println(r.name() + ", against true cross entropy: "
            + between(r, p -> p.score().loss(), p -> mean(p, Evaluation::loss))
            + "; size: " + between(r, p -> -p.parameters(), p -> mean(p, Evaluation::loss)));
    }
}
