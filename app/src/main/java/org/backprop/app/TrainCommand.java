package org.backprop.app;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.backprop.advice.Notice;
import org.backprop.engine.NonFiniteException;
import org.backprop.modelfile.ModelFile;
import org.backprop.provenance.Origin;
import org.backprop.provenance.RunCommand;
import org.backprop.provenance.Source;
import org.backprop.provenance.Warning;
import org.backprop.run.Run;
import org.backprop.table.CsvFormat;
import org.backprop.table.DataException;
import org.backprop.table.Table;
import org.backprop.train.Training;
import org.backprop.train.TrainingListener;
import org.backprop.train.TrainingPlan;
import org.backprop.train.TrainingResult;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Trains a model. */
@Command(
    name = "train",
    header = "Train a model on a table or on images.",
    description = {
      "",
      "Without --target: lists the columns and the likelihood that each would get.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  backprop train penguins.csv --target species",
      "  backprop train penguins.csv --target body_mass_g --test 0.2 -o mass.safetensors",
      "  backprop train doctor_visits.csv --target mdvis --hidden none",
      "  backprop train images.idx.gz --labels labels.idx.gz --hidden 128 --epochs 10",
    })
public final class TrainCommand implements Callable<Integer> {
  private static final String STOPPING =
      "training stops after this step and keeps the best parameters; a second signal ends it at once.";

  @Parameters(
      arity = "0..1",
      paramLabel = "DATA",
      description =
          "A table: comma-separated values, gzipped or not (for images: an IDX file); - is standard"
              + " input.")
  InputFile path = InputFile.of("");

  @Option(
      names = {"-t", "--target"},
      paramLabel = "COL",
      order = 1,
      description = "The column to predict.")
  Optional<String> target = Optional.empty();

  @Option(
      names = "--from",
      paramLabel = "MODEL",
      order = 2,
      description =
          "Go on from a trained model: its layers, its preparation of columns and its parameters.")
  Optional<InputFile> from = Optional.empty();

  @Option(
      names = "--strict",
      order = 60,
      description =
          "Exit with 1 where the training diverged, stopped short, has its best epoch at the end, or"
              + " is no better than the constant model.")
  boolean strict;

  @Mixin ModelOutput output = new ModelOutput();
  @Mixin RunOptions runs = new RunOptions();

  @ArgGroup(validate = false, order = 1, heading = "%nThe network:%n")
  NetworkOptions network = new NetworkOptions();

  @ArgGroup(validate = false, order = 2, heading = "%nHow it learns:%n")
  LearningOptions learning = new LearningOptions();

  @ArgGroup(validate = false, order = 3, heading = "%nRows and columns:%n")
  RowOptions rows = new RowOptions();

  @ArgGroup(validate = false, order = 4, heading = "%nImages:%n")
  ImageOptions images = new ImageOptions();

  @ArgGroup(validate = false, order = 5, heading = "%nHow the table is written:%n")
  FormatOptions format = new FormatOptions();

  @Mixin StudioOptions studio = new StudioOptions();
  @Mixin JsonOutput json = new JsonOutput();
  @Mixin Common common = new Common();

  private TrainingWatch watch = TrainingWatch.NONE;
  private final Map<InputFile, CompletableFuture<String>> fingerprints = new HashMap<>();

  @Override
  public Integer call() {
    if (runs.resume.isPresent()) {
      return resume(runs.resume.get());
    }
    requireData();
    if (studio.isWanted()) {
      return studio.serving(common.terminal(), this);
    }
    return train();
  }

  /** Trains as the options say. */
  public int train() {
    runs.check();
    checkOutputs();
    fingerprint();
    var terminal = people();
    if (isOfImages()) {
      return train(imageTraining(), "label", Optional.empty(), terminal);
    }
    var table = path.table(format.format());
    Notices.reading(terminal, table);
    if (target.isEmpty()) {
      var targets = PossibleTarget.of(table);
      PossibleTarget.show(targets, table, path, terminal);
      json.write(
          Map.of("columns", targets.stream().map(PossibleTarget::toMap).toList()),
          common.terminal());
      return 0;
    }
    table.column(target.get());
    return train(trainingOf(table, terminal), target.get(), Optional.of(table), terminal);
  }

  /** Also tells this of the training. */
  public void watchedBy(TrainingWatch other) {
    watch = other;
  }

  private int resume(Path folder) {
    var parsed = common.spec().commandLine().getParseResult();
    var others = parsed.matchedOptions().size() - 1 - (common.debug ? 1 : 0);
    if (others > 0 || !parsed.matchedPositionals().isEmpty()) {
      throw new DataException(
          "--resume goes on with the options of the run; leave all other options out");
    }
    return new RecordedCall(Run.open(folder), common.terminal()).resume();
  }

  private void requireData() {
    if (path.given().toString().isEmpty()) {
      throw new ParameterException(
          common.spec().commandLine(), "Missing required parameter: 'DATA'");
    }
  }

  /** The plan of this command without rows, counted from 0, and without a word to the user. */
  TrainingPlan plan(int... without) {
    var training =
        isOfImages() ? imageTraining() : trainingOf(path.table(format.format()), Terminal.silent());
    return settled(training).without(without).plan();
  }

  private boolean isOfImages() {
    return images.labels.isPresent() || path.holdsImages();
  }

  /** Among the notices where standard output is the model's or the JSON's. */
  private Terminal people() {
    return output.isStandardOutput()
        ? common.terminal().withResultsAmongNotices()
        : json.people(common.terminal());
  }

  /** Before anything is read: no file that is read may be overwritten, none written twice. */
  private void checkOutputs() {
    var written = new LinkedHashMap<String, Path>();
    if (target.isPresent() || images.labels.isPresent()) {
      written.put("-o", output.checked(path, common.terminal()));
    }
    learning.profile.ifPresent(file -> {
      OutputKind.RESULTS.requireName(file);
      written.put("--profile", file);
    });
    var labels = Stream.of(images.labels, images.validationLabels, images.testLabels);
    var others = Stream.concat(labels.flatMap(Optional::stream), from.stream());
    var read = Stream.concat(rows.files().values().stream(), others);
    json.check(written, Stream.concat(Stream.of(path), read));
  }

  /** Beside the reading; a file that cannot be read is the reading's to tell. */
  private void fingerprint() {
    Stream.concat(Stream.of(path), rows.files().values().stream())
        .forEach(file ->
            fingerprints.computeIfAbsent(
                file, _ -> CompletableFuture.supplyAsync(file::fingerprint)));
  }

  private String fingerprint(InputFile file) {
    return Objects.requireNonNull(fingerprints.get(file)).join();
  }

  private Training trainingOf(Table table, Terminal terminal) {
    var training = Training.of(table, target.orElseThrow());
    setAside(training);
    var stated = format.format();
    var alike = stated.withCells(stated.cells().withUsual(table.cellFormat()));
    rows.files()
        .forEach((part, file) -> {
          var other = file.table(alike);
          Notices.reading(terminal, other);
          other.column(target.orElseThrow());
          if (part.equals("test")) {
            training.test(other);
          } else {
            training.validation(other);
          }
        });
    return training;
  }

  private Training imageTraining() {
    if (target.isPresent()) {
      throw new DataException(
          "--target is for tables; images have their classes in --labels FILE.");
    }
    learning.prewarm();
    var training = Training.of(ImageOptions.read(path, images.labels, "--labels"));
    setAside(training);
    rows.files()
        .forEach((part, file) -> {
          if (part.equals("test")) {
            training.test(ImageOptions.read(file, images.testLabels, "--test-labels"));
          } else {
            training.validation(
                ImageOptions.read(file, images.validationLabels, "--validation-labels"));
          }
        });
    return training;
  }

  private void setAside(Training training) {
    rows.validation
        .map(RowOptions::share)
        .ifPresent(share -> share.ifPresent(training::validation));
    rows.test.map(RowOptions::share).ifPresent(share -> share.ifPresent(training::test));
  }

  private int train(Training training, String column, Optional<Table> table, Terminal terminal) {
    var file = output.file(path);
    settled(training);
    output.requireSame(path, column);
    var plan = training.plan();
    ModelFile.requireReadable(plan.model());
    output.requireRoom(file, plan.model(), plan.trainer().precision());
    var report = new TrainingReport(terminal, plan, rows);
    try (var interruption = Interruption.begin(() -> terminal.notice(STOPPING));
        var session = session(file, terminal)) {
      // Beside the compilation of the first step.
      var understood = CompletableFuture.runAsync(() -> report.understood(path, table));
      if (learning.printPlan) {
        understood.join();
        terminal.line(plan.trainer().plan(plan.data().training()));
      }
      var progress =
          new ProgressLine(
              terminal, understood, plan.settings().stopping(), interruption::isRequested);
      var watched = watch.begun(plan, interruption::isRequested);
      var trained = run(plan, new TwoListeners(progress, watched), progress, session);
      var written = table.map(Table::format).orElseGet(CsvFormat::detect);
      var command = RepeatedCommand.of(this, trained.plan(), written, file);
      var result = trained.withOrigin(origin(plan, command));
      progress.finish(result);
      var saved = output.save(result.model(), file, common.terminal());
      session.settled(command);
      watch.ended(result, saved.file(), command);
      report.results(result);
      learning.profile.ifPresent(trace -> report.profile(result.fit(), trace));
      if (!output.isStandardOutput()) {
        saved
            .file()
            .ifPresent(
                model -> NextCommands.show(terminal, path, model, images.labels, format.format()));
      }
      terminal.line();
      session.showNext(interruption.isRequested(), command);
      json.write(toMap(result, saved.file()), common.terminal());
      return interruption.isRequested() ? interruption.status() : status(result, saved);
    }
  }

  /** The training with all that the options say. */
  private Training settled(Training training) {
    network.apply(training);
    learning.apply(training);
    rows.apply(training);
    from.map(model -> ModelArgument.of(model).load()).ifPresent(training::from);
    return training;
  }

  private RunSession session(Path file, Terminal terminal) {
    var data = new TreeMap<String, String>();
    fingerprints.forEach((input, hash) -> data.put(input.given().toString(), hash.join()));
    var model = Optional.of(file).filter(_ -> !output.isStandardOutput());
    return runs.session(common.words(), model, data, terminal);
  }

  private int status(TrainingResult result, SavedModel saved) {
    return !saved.isWhereAsked() || (strict && !result.warnings().isEmpty()) ? 1 : 0;
  }

  private TrainingResult run(
      TrainingPlan plan, TrainingListener listener, ProgressLine progress, RunSession session) {
    try {
      return session.run(plan, listener);
    } catch (NonFiniteException e) {
      var diverged = new Warning(Warning.Kind.DIVERGED, Notice.of(String.valueOf(e.getMessage())));
      json.write(
          Map.of("target", plan.data().target().column(), "warnings", List.of(diverged.toMap())),
          common.terminal());
      throw e;
    } finally {
      progress.awaitStart();
    }
  }

  private Origin origin(TrainingPlan plan, RunCommand command) {
    var data = plan.data().sources().stream().map(this::inFile).toList();
    return new Origin(Version.number(), data, Optional.of(command));
  }

  private Source inFile(Source source) {
    var file = rows.files().getOrDefault(source.part(), path);
    return source.inFile(file.shortName(), fingerprint(file));
  }

  private static Map<String, Object> toMap(TrainingResult result, Optional<Path> file) {
    var model = result.model();
    var provenance = model.provenance().orElseThrow();
    var all = new LinkedHashMap<String, Object>();
    provenance
        .origin()
        .command()
        .ifPresent(command -> all.put("command", Typed.of(command).toString()));
    all.put("model_file", file.map(Path::toString));
    all.put("target", provenance.choice().target());
    all.put("likelihood", provenance.choice().likelihood());
    all.put("model", model.model().toString());
    all.put("rows", provenance.rows().all());
    all.put("parameters", model.parameterCount());
    all.put("epochs", provenance.history().epochs());
    all.put("best_epoch", provenance.history().bestEpoch());
    all.put("seconds", result.seconds());
    all.put("seed", result.plan().settings().execution().seed());
    all.putAll(provenance.scores());
    all.put("warnings", result.warnings().stream().map(Warning::toMap).toList());
    all.put("provenance", provenance.toMap());
    return all;
  }
}
