// What do a few true trainings add to scores? A least-squares fit of settled true errors on what is
// known of a network (score, multiply-adds, parameters, synflow), on k networks of the half to choose
// on, judged by Spearman's rho on all networks of the half to report. Reads what 08 and 10 stored.
//   ./kernel-setup/jshell.sh notebooks/combine-scores.jsh
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
var truths = Truths.read(Path.of("notebooks/results/truths/lab"));
var baselines = Baselines.read(Path.of("notebooks/results/truths/lab"));
var scores = Correlation.read(Path.of("notebooks/results/08-is-the-hypernet-worth-it"));
var errors = truths.errors("settled");
Map<String, Double> mean(String ranking) {
    var each = scores.ranking(ranking);
    var own = new HashMap<String, Double>();
    for (var pairings : each.cases()) {
        own.put(pairings.get(0).architecture(), pairings.stream().mapToDouble(p -> p.smashScore()).average().orElseThrow());
    }
    return own;
}
Map<String, Double> logs(String predictor) {
    var own = new HashMap<String, Double>();
    baselines.values(predictor).forEach((id, v) -> own.put(id, Math.log(Math.abs(v))));
    return own;
}
var known = new LinkedHashMap<String, Map<String, Double>>();
known.put("score", mean("normal_mean"));
known.put("fine_tuned", mean("fine_tuned_30_steps_mean"));
known.put("multiply_adds", logs("multiply_adds"));
known.put("parameters", logs("parameters"));
var sets = List.of(List.of("multiply_adds"), List.of("multiply_adds", "parameters"),
    List.of("score", "multiply_adds", "parameters"), List.of("fine_tuned", "multiply_adds", "parameters"));
List<String> ids(int half) {
    return truths.half(half).networks().stream().map(a -> a.id()).filter(errors::containsKey).toList();
}
double[] row(List<String> features, String id) {
    return features.stream().mapToDouble(f -> known.get(f).get(id)).toArray();
}
double[] truth(List<String> some) {
    return some.stream().mapToDouble(errors::get).toArray();
}
record Combined(String features, int trained, double spearman, double deviation, double low, double high) {}
var choose = ids(0);
var report = ids(1);
var rows = new ArrayList<Combined>();
for (var features : sets) {
    for (int k : new int[] {10, 20, 40, choose.size()}) {
        var rhos = DoubleColumn.create("rho");
        Interval last = null;
        for (long draw = 0; draw < (k == choose.size() ? 1 : 50); draw++) {
            var some = new ArrayList<>(choose);
            Collections.shuffle(some, new Random(draw));
            var taught = some.subList(0, k);
            var fit = new OLSMultipleLinearRegression();
            fit.newSampleData(truth(taught), taught.stream().map(id -> row(features, id)).toArray(double[][]::new));
            double[] b = fit.estimateRegressionParameters();
            var predicted = report.stream().mapToDouble(id -> {
                double[] x = row(features, id);
                return b[0] + IntStream.range(0, x.length).mapToDouble(i -> b[i + 1] * x[i]).sum();
            }).toArray();
            last = RankCorrelation.of(predicted, truth(report), Bootstrap.RESAMPLES, 1).spearman();
            rhos.append(last.value());
        }
        boolean one = rhos.size() == 1;
        rows.add(new Combined(String.join(" + ", features), k, rhos.mean(), one ? Double.NaN : rhos.standardDeviation(),
            one ? last.low() : Double.NaN, one ? last.high() : Double.NaN));
    }
}
var table = Tables.of("combined", Combined.class, rows);
Tables.write(table, Smash.results().resolve("combine-scores").resolve("combined.arrow"), Map.of("half", "1 reported", "n", "" + report.size()));
System.out.println(table.printAll());
