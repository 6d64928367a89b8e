// Measures the baselines of a table of truths, that of make-truths.jsh: parameters, multiply-adds,
// ops, zero-cost proxies and short trainings, on the drawn pictures or, with
// SMASH_TRUTHS=lab-cifar10, on CIFAR-10. Goes on where it was stopped, and measures networks that
// came since.
//   OMP_NUM_THREADS=1 SMASH_PROGRESS=log ./kernel-setup/jshell.sh notebooks/make-baselines.jsh
var name = System.getenv().getOrDefault("SMASH_TRUTHS", "lab");
var data = name.equals("lab") ? Datasets.shapes() : Datasets.cifar10();
var folder = Smash.results().resolve("truths").resolve(name);
var truths = Truths.read(folder);
var baselines = Predictors.measure(truths, data, Budget.laptop(), folder, Progress.show(), 1);
System.out.println(baselines);
for (var schedule : truths.schedules()) {
    System.out.println(baselines.against(truths, schedule, 1).printAll());
}
