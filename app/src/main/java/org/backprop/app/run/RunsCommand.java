package org.backprop.app.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.backprop.app.Common;
import org.backprop.app.JsonOutput;
import org.backprop.app.Numbers;
import org.backprop.app.OutputKind;
import org.backprop.app.Terminal;
import org.backprop.app.TextTable;
import org.backprop.app.Writing;
import org.backprop.run.Run;
import org.backprop.run.Runs;
import org.backprop.table.DataException;
import org.backprop.train.Epoch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists runs and compares them. */
@Command(
    name = "runs",
    header = "Lists the recorded runs and compares them: only what differs.",
    description = "",
    footer = {
      "",
      "Examples:",
      "  backprop runs",
      "  backprop runs penguins.safetensors --svg losses.svg",
    })
public final class RunsCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "RUN|MODEL",
      description =
          "Folders of runs or model files. Default: all runs beside the models of this folder.")
  List<Path> paths = new ArrayList<>();

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      order = 1,
      description = "Also draw the curves of the losses.")
  Optional<Path> svg = Optional.empty();

  @Mixin JsonOutput json = new JsonOutput();
  @Mixin Common common = new Common();

  @Override
  public Integer call() {
    json.check(Stream.empty());
    svg.ifPresent(file -> {
      OutputKind.PICTURE.requireName(file);
      Writing.check(file, 0);
    });
    var terminal = json.people(common.terminal());
    var runs = runs();
    if (runs.isEmpty()) {
      terminal.line("No run is recorded here; train records one beside its model.");
    } else {
      show(runs, terminal);
    }
    json.write(Map.of("runs", runs.stream().map(RunsCommand::toMap).toList()), common.terminal());
    return 0;
  }

  private List<Run> runs() {
    if (paths.isEmpty()) {
      return folders(Path.of("")).stream().flatMap(it -> new Runs(it).all().stream()).toList();
    }
    var runs = new ArrayList<Run>();
    for (var path : paths) {
      if (Run.isRun(path)) {
        runs.add(Run.open(path));
      } else if (Files.exists(path) || !Runs.beside(path).all().isEmpty()) {
        runs.addAll((Files.isDirectory(path) ? new Runs(path) : Runs.beside(path)).all());
      } else {
        throw new DataException(
            path + " does not exist; name the folder of a run, or a model file");
      }
    }
    return runs;
  }

  private static List<Path> folders(Path parent) {
    try (var files = Files.list(parent.toAbsolutePath())) {
      return files
          .filter(file -> Files.isDirectory(file) && file.toString().endsWith(".runs"))
          .sorted()
          .map(file -> parent.resolve(file.getFileName()))
          .toList();
    } catch (IOException e) {
      throw new DataException("the folder cannot be read: " + e.getMessage(), e);
    }
  }

  private void show(List<Run> runs, Terminal terminal) {
    var headings = List.of("run", "<started", "<status", "epochs", "best", "loss", "validation");
    var table = TextTable.of(headings);
    for (var run : runs) {
      var best = best(run);
      table.row(
          run.folder().toString(),
          run.record().started(),
          run.record().status().word(),
          "" + run.epochs().size(),
          best.map(it -> "" + it.number()).orElse(""),
          best.map(it -> Numbers.of(it.loss())).orElse(""),
          best.filter(it -> it.validationLoss().isPresent())
              .map(it -> Numbers.of(it.validationLoss().getAsDouble()))
              .orElse(""));
    }
    terminal.table(table);
    differences(runs, terminal);
    if (runs.size() == 1) {
      terminal.line();
      new Curve(losses(runs.getFirst())).lines().forEach(terminal::line);
    }
    svg.ifPresent(file -> {
      var curves = new LinkedHashMap<String, List<Double>>();
      runs.forEach(run -> curves.put(run.folder().toString(), losses(run)));
      var picture = new CurvePicture("loss by epoch", "epochs", curves).svg();
      Writing.write(file, writer -> writer.write(picture));
      terminal.line("Wrote " + terminal.bold(file.toString()) + ".");
    });
  }

  private static Optional<Epoch> best(Run run) {
    return run.epochs().stream().filter(Epoch::best).reduce((_, later) -> later);
  }

  /** The validation losses, or where there are none the training losses. */
  private static List<Double> losses(Run run) {
    return run.epochs().stream().map(it -> it.validationLoss().orElse(it.loss())).toList();
  }

  /** The settings that are not the same in all runs. */
  private static void differences(List<Run> runs, Terminal terminal) {
    var names = new LinkedHashSet<String>();
    runs.forEach(run -> names.addAll(run.record().plan().keySet()));
    names.removeIf(name -> runs.stream().map(run -> value(run, name)).distinct().count() == 1);
    if (runs.size() < 2 || names.isEmpty()) {
      return;
    }
    terminal.line();
    terminal.line("What differs:");
    var headings = new ArrayList<>(List.of("run"));
    names.forEach(name -> headings.add("<" + name.substring(name.indexOf('.') + 1)));
    var table = TextTable.of(headings);
    for (var run : runs) {
      var cells = new ArrayList<>(List.of(run.folder().toString()));
      names.forEach(name -> cells.add(value(run, name)));
      table.row(cells);
    }
    terminal.table(table);
  }

  private static String value(Run run, String name) {
    return Objects.toString(run.record().plan().get(name), "");
  }

  private static Map<String, Object> toMap(Run run) {
    var map = new LinkedHashMap<String, Object>();
    map.put("run", run.folder().toString());
    map.put("started", run.record().started());
    map.put("status", run.record().status().word());
    map.put("model_file", run.record().model());
    map.put("plan", run.record().plan());
    map.put("outcome", run.record().outcome());
    map.put("epochs", run.epochs().size());
    map.put("losses", run.epochs().stream().map(Epoch::loss).toList());
    map.put(
        "validation_losses",
        run.epochs().stream().flatMap(it -> it.validationLoss().stream().boxed()).toList());
    return map;
  }
}
