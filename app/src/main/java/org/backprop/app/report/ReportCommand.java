package org.backprop.app.report;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.app.Common;
import org.backprop.app.DataArgument;
import org.backprop.app.EvaluatedRows;
import org.backprop.app.FormatOptions;
import org.backprop.app.GradientChecks;
import org.backprop.app.InputFile;
import org.backprop.app.ModelArgument;
import org.backprop.app.OrientationOption;
import org.backprop.app.OutputKind;
import org.backprop.app.StandardStream;
import org.backprop.app.Writing;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Dataset;
import org.backprop.table.Table;
import org.backprop.train.ModelCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes all that is known about a model as one HTML file. */
@Command(
    name = "report",
    header = "All about a model in one HTML file: data, loss, graph, curves, scores, worst rows.",
    description = {
      "",
      "The file needs no other file, no script and no network, and has at most 500 kB. Without DATA",
      "it holds what the model file alone tells. On the file that the model was trained on, only",
      "rows that training did not see count. Exit status 1 if the gradient check fails.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  backprop report penguins.safetensors penguins.csv -o penguins.html",
      "  backprop report penguins.safetensors -o penguins.html",
      "  backprop report mnist.safetensors images.idx.gz --labels labels.idx.gz -o mnist.html",
    })
public final class ReportCommand implements Callable<Integer> {
  private static final int CHECKED_PARAMETERS = 200;
  private static final int CHECKED_ROWS = 1000; // enough for the rows that the check takes

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model file that `backprop train` wrote.")
  InputFile model = InputFile.of("");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DATA",
      description = "A table: comma-separated values, gzipped or not (for images: an IDX file).")
  Optional<InputFile> data = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      order = 1,
      description = "The file to write. Default: report.html; - for standard output.")
  Path output = Path.of("report.html");

  @Option(
      names = "--labels",
      paramLabel = "IDX",
      order = 2,
      description = "The labels of the images in DATA.")
  Optional<InputFile> labels = Optional.empty();

  @Option(names = "--all", order = 3, description = "Also rows that training saw.")
  boolean all;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      order = 4,
      description = "How often each column is shuffled for its importance. Default: 10.")
  int repeats = 10;

  @Option(
      names = "--seed",
      paramLabel = "N",
      order = 5,
      description = "Decides the shuffles and what the gradient check draws. Default: 1.")
  long seed = 1;

  @Mixin OrientationOption orientation = new OrientationOption();
  @Mixin FormatOptions format = new FormatOptions();
  @Mixin Common common = new Common();

  @Override
  public Integer call() {
    if (!StandardStream.is(output)) {
      OutputKind.REPORT.requireName(output);
    }
    var read = Stream.of(Optional.of(model), data, labels).flatMap(Optional::stream);
    Writing.check(Map.of("-o", output), read.toList());
    var terminal =
        StandardStream.is(output) ? common.terminal().withResultsAmongNotices() : common.terminal();
    var trained = ModelArgument.of(model).load();
    var judgement = data.map(file -> judgement(trained, file));
    var names =
        FileNames.of(
            trained.provenance(),
            Stream.concat(Stream.of(model), data.stream()).map(InputFile::toString));
    var subject =
        new Subject(
            trained,
            model.shortName(),
            model.fingerprint(),
            orientation.orientation(),
            names,
            judgement);
    var html = new Page(subject).html();
    if (StandardStream.is(output)) {
      common.terminal().data(writer -> writer.write(html));
    } else {
      Writing.write(output, writer -> writer.write(html));
      terminal.line("Wrote " + terminal.bold(output.toString()) + ".");
    }
    return judgement.map(it -> it.checks().passed() ? 0 : 1).orElse(0);
  }

  private Judgement judgement(TrainedModel trained, InputFile file) {
    var rows = new EvaluatedRows(trained, file, all);
    return trained.preparation().isPresent()
        ? ofTable(trained, file, rows)
        : ofImages(trained, file, rows);
  }

  private Judgement ofTable(TrainedModel trained, InputFile file, EvaluatedRows rows) {
    var table = DataArgument.of(file, format).table(trained, common.terminal());
    var parts = rows.parts(table, trained.preparation().orElseThrow(), common.terminal());
    return Judgement.of(
        trained,
        file.shortName(),
        file.fingerprint(),
        rows.remark(),
        parts,
        Optional.of(Importance.of(trained, rows.together(table), repeats, seed)),
        GradientChecks.ofFew(trained, first(trained, table), seed, CHECKED_PARAMETERS));
  }

  /** The first rows of a table that can be scored. */
  private static Dataset first(TrainedModel trained, Table table) {
    var preparation = trained.preparation().orElseThrow();
    var head = table.select(IntStream.range(0, Math.min(CHECKED_ROWS, table.rowCount())).toArray());
    var some = preparation.examples(head).data();
    return some.rows() >= ModelCheck.MOST_ROWS ? some : preparation.examples(table).data();
  }

  private Judgement ofImages(TrainedModel trained, InputFile file, EvaluatedRows rows) {
    var parts = rows.parts(labels);
    return Judgement.of(
        trained,
        file.shortName(),
        file.fingerprint(),
        rows.remark(),
        parts,
        Optional.empty(),
        GradientChecks.ofFew(
            trained, EvaluatedRows.images(trained, file, labels), seed, CHECKED_PARAMETERS));
  }
}
