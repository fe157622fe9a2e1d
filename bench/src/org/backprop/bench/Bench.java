package org.backprop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures Backprop beside its peers, each in a process of its own, in turn; after each round the
 * results so far are written.
 */
@Command(
    name = "bench/run",
    description =
        "Measures Backprop beside its peers; writes results.json and docs/performance.md.",
    sortOptions = false)
public final class Bench implements Callable<Integer> {
  /**
   * The seconds of a process that is run in the first round only, unless it measures many things.
   */
  private static final double LONG = 25;

  @Option(
      names = "--quick",
      description = "Two forks instead of five, shorter ones, and of fewer things.")
  boolean quick;

  @Option(names = "--forks", paramLabel = "N", description = "Processes of each contender.")
  Optional<Integer> forks = Optional.empty();

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "To warm up for; half as many to measure for. Default: 2.")
  Optional<Double> seconds = Optional.empty();

  @Option(
      names = "--contender",
      paramLabel = "NAME",
      description = "Only those whose name begins so, and Backprop; may be given again.")
  List<String> contenders = new ArrayList<>();

  @Option(
      names = "--workload",
      paramLabel = "TEXT",
      description = "Only workloads with this text in their name; may be given again.")
  List<String> workloads = new ArrayList<>();

  @Option(
      names = "--mnist",
      paramLabel = "DIR",
      description = "The folder of MNIST's four files. Default: ../shared/data/mnist.")
  Optional<Path> mnist = Optional.empty();

  @Option(
      names = "--add",
      description = "Keeps the results that are there, except of what is measured now.")
  boolean add;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Writes the results there, and no page; for a part of the benchmark.")
  Optional<Path> output = Optional.empty();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Says this.")
  boolean help;

  private final Path bench = Path.of(System.getProperty("bench.folder", "bench")).toAbsolutePath();
  private final Results results = new Results();
  private final RoundTrip roundTrip = new RoundTrip();
  private final Set<Trial> tooLong = new HashSet<>();

  private Bench() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var setting = setting();
    var trials = trials(setting);
    results.version(Contenders.US, Contenders.version());
    var times = forks.orElse(quick ? 2 : 5);
    for (var fork = 1; fork <= times; fork++) {
      for (var trial : trials) {
        if (tooLong.contains(trial)) {
          continue;
        }
        System.err.printf(
            "fork %d of %d: %s, %s%n", fork, times, trial.workload(), trial.contender().name());
        roundTrip.measure();
        results.add(trial, run(trial));
      }
      write(setting);
    }
    return 0;
  }

  private Setting setting() {
    return new Setting(
        bench,
        quick,
        seconds.orElse(quick ? 1.0 : 2.0),
        workloads,
        mnist
            .map(Path::toAbsolutePath)
            .orElse(bench.getParent().resolveSibling("shared").resolve("data/mnist")),
        new Contenders(bench, contenders));
  }

  /** All trials that can be run; of the others, a note says why not. */
  private List<Trial> trials(Setting setting) throws IOException {
    var all = new ArrayList<Trial>();
    all.addAll(Workloads.trials(setting));
    all.addAll(Objectives.trials(setting));
    all.addAll(Products.trials(setting));
    all.addAll(Commands.trials(setting));
    all.addAll(LargeTable.trials(setting));
    all.addAll(RowContender.trials(setting));
    all.addAll(Scaling.trials(setting));
    for (var trial : all) {
      var contender = trial.contender();
      contender.absence().ifPresent(why -> results.note(trial.workload(), contender.name(), why));
    }
    return all.stream().filter(trial -> trial.contender().absence().isEmpty()).toList();
  }

  private Outcome run(Trial trial) {
    var name = (trial.contender().name() + "-" + trial.workload()).replaceAll("[^A-Za-z0-9]+", "-");
    var log = bench.resolve("target", "logs", name + ".log");
    var outcome = Fork.run(trial.command(), bench, log);
    if (outcome.seconds() > LONG && !trial.workload().equals(Products.ALL)) {
      tooLong.add(trial);
    }
    return outcome;
  }

  private void write(Setting setting) throws IOException {
    var rows = new ArrayList<>(results.rows());
    rows.addAll(roundTrip.rows());
    if (setting.isWanted("downloads")) {
      rows.addAll(Downloads.rows(setting));
    }
    var file = output.orElse(bench.resolve("results.json"));
    var report = new Report(Machine.here(), rows, results.notes());
    if (add && Files.exists(file)) {
      report = report.after(Report.read(file));
    }
    report.write(file);
    if (output.isEmpty()) {
      new Page(report).write(bench.resolveSibling("docs").resolve("performance.md"));
    }
  }
}
