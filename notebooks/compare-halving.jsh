// What stopping early costs and keeps: halving replayed on the curves of stored truths, whose networks
// come in random orders. Run: ./kernel-setup/jshell.sh notebooks/compare-halving.jsh
//
// A draw is some networks in an order. Kept: the network with the least test error of the draw is
// trained to the end. Excess: test error of the network chosen, by validation error, above the least.
// Draws share networks, so the intervals are of this table's networks and no others.
import org.smashnas.statistics.*;

int DRAWS = 400;

String row(Truths truths, Halving plan, int networks) {
    var errors = truths.errors("settled");
    var all = truths.study("settled").architectures();
    double[] cost = new double[DRAWS], kept = new double[DRAWS], excess = new double[DRAWS];
    for (int d = 0; d < DRAWS; d++) {
        var drawn = new ArrayList<>(all);
        Collections.shuffle(drawn, new Random(d));
        var some = drawn.subList(0, networks);
        var halved = plan.replay(truths, "settled", some);
        var best = some.stream().min(Comparator.comparing(a -> errors.get(a.id()))).orElseThrow();
        cost[d] = halved.share();
        kept[d] = halved.finished().contains(best.id()) ? 1 : 0;
        excess[d] = 100 * (errors.get(halved.best().id()) - errors.get(best.id()));
    }
    return "%-40s %3d networks: cost %s, kept %s, excess %s points".formatted(plan, networks,
        Bootstrap.mean(cost, 2000, 1), Bootstrap.mean(kept, 2000, 1), Bootstrap.mean(excess, 2000, 1));
}

for (String name : List.of("lab", "lab-cifar10")) {
    var truths = Truths.read(Path.of("notebooks/results/truths", name));
    int epochs = truths.rows().stream().filter(r -> r.schedule().equals("settled")).findFirst().orElseThrow().epochs();
    System.out.println(truths + ", " + epochs + " epochs");
    for (int n : truths.errors("settled").size() > 100 ? List.of(30, 100) : List.of(30)) {
        for (var plan : List.of(new Halving(2, epochs, epochs, 1), Halving.of(epochs), new Halving(2, 1, epochs, 1),
                new Halving(4, 1, epochs, 1), new Halving(3, 3, epochs, 1), Halving.of(epochs).withBrackets(3))) {
            System.out.println(row(truths, plan, n));
        }
    }
}
