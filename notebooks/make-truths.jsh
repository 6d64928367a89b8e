// Makes the table of truths of the laboratory's space: networks spread evenly over multiply-adds,
// each trained normally by a short and by a long schedule, some of them twice, on the drawn pictures
// or, with SMASH_TRUTHS=lab-cifar10, on CIFAR-10. Goes on where it was stopped.
//   OMP_NUM_THREADS=1 SMASH_PART=1 SMASH_PARTS=2 ./kernel-setup/jshell.sh notebooks/make-truths.jsh
// SMASH_PARTS processes at once share the work, SMASH_PART says which this is; when all are done, a
// last run without both puts their tables together. SMASH_NETWORKS takes the place of the number of
// networks.
var name = System.getenv().getOrDefault("SMASH_TRUTHS", "lab");
var data = name.equals("lab") ? Datasets.shapes() : Datasets.cifar10();
var budget = Budget.laptop();
var space = budget.fit(SearchSpace.lab(), data);
var networks = Integer.parseInt(
    System.getenv().getOrDefault("SMASH_NETWORKS", name.equals("lab") ? "200" : "40"));
var schedules = List.of(
    TruthSchedule.of("short", budget.result().withEpochs(3)),
    TruthSchedule.of("settled", budget.result()).withRepeated(name.equals("lab") ? 60 : 0));
var part = Integer.parseInt(System.getenv().getOrDefault("SMASH_PART", "1"));
var parts = Integer.parseInt(System.getenv().getOrDefault("SMASH_PARTS", "1"));
var folder = Smash.results().resolve("truths").resolve(name);
// A line a training.
var progress = new Progress() {
    int last;
    public void begin(String task, int total, String unit) { System.out.println(task + ": " + total + " " + unit); }
    public void advance(int done, String note) {
        if (done > last) {
            System.out.println(done + " " + note);
            last = done;
        }
    }
    public void end(String note) { System.out.println(note); }
};
var plan = TruthPlan.draw(space, networks, schedules, 1).part(part, parts);
var truths = TruthTraining.run(plan, data, budget, folder, progress, 1);
System.out.println(parts == 1 ? Truths.merge(folder) : truths);
