// Searches as far as it comes, night after night: what the table has is not scored again.
//   SMASH_BUDGET=laptop SMASH_PROGRESS=log timeout 8h ./kernel-setup/jshell.sh notebooks/nightly-search.jsh
// The SMASH network is trained once (Networks); training that a night cut short goes on in the next.
// SMASH_CANDIDATES takes the place of the budget's random networks, and SMASH_CLUSTER names the Spark master whose executors score them (environment/SPARK.md), as
// local-cluster[2,1,4096]; without it this process does.
var data = Datasets.cifar10IfPresent().orElseGet(Datasets::shapes);
var budget = Budget.fromEnvironment();
var candidates = System.getenv("SMASH_CANDIDATES");
if (candidates != null) {
    budget = budget.withCandidates(Integer.parseInt(candidates));
}
var table = Smash.results().resolve("nightly-search/search.arrow");
var begun = Files.exists(table);
var master = System.getenv("SMASH_CLUSTER");
var cluster = master == null ? Cluster.here() : Cluster.spark(master);
var before = begun ? SearchResult.read(table).ranked().size() : 0;
System.out.println(Smash.environment());
var smash = Networks.train(SearchSpace.v2(), data, budget, 1);
System.out.println("Scoring on " + cluster);
var found = begun ? smash.resumeSearch(table, cluster) : smash.search(table, cluster);
cluster.close();
System.out.println(found);
System.out.println(found.ranked().size() + " in " + table + ", " + before + " of them from before");
System.out.println("best: " + found.best());
var net = smash.trainResult(found.best());
System.out.println(net);
net.export(table.resolveSibling("best"));
