package org.backprop.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.model.Prediction;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Target;
import org.backprop.table.DataException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Predicts each row of a file. */
@Command(
    name = "predict",
    header = "Predict each row of a file: one row out per row in, in order.",
    description = {
      "",
      "Classes come with their probabilities, numbers with a 95%% prediction interval. Columns are",
      "matched by name; the target need not be there. A row that cannot be predicted gets NA.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  backprop predict penguins.safetensors new.csv",
      "  backprop predict penguins.safetensors new.csv --keep island --keep sex -o predictions.csv",
      "  backprop predict mnist.safetensors images.idx.gz | head",
    })
final class PredictCommand implements Callable<Integer> {
  @Mixin ModelArgument model = new ModelArgument();
  @Mixin DataArgument data = new DataArgument();
  @Mixin JsonOutput json = new JsonOutput();
  @Mixin Common common = new Common();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "CSV",
      order = 1,
      description = "The file to write. Default: - for standard output.")
  Optional<Path> output = Optional.empty();

  @Option(
      names = "--keep",
      paramLabel = "COL",
      order = 2,
      description = "A column of DATA to copy; may be repeated.")
  List<String> keep = new ArrayList<>();

  @Override
  public Integer call() {
    var file = output.filter(name -> !StandardStream.is(name));
    file.ifPresent(OutputKind.PREDICTIONS::requireName);
    json.check(
        output.map(name -> Map.of("-o", name)).orElse(Map.of()),
        Stream.of(model.path(), data.path()));
    var trained = model.load();
    var csv = new PredictionCsv(trained.target(), keep);
    var rows = trained.preparation().isPresent() ? predictTable(trained) : predictImages(trained);
    if (!csv.renamed().isEmpty()) {
      common.terminal().notice(csv.renamed() + ".");
    }
    if (file.isPresent()) {
      Writing.write(file.get(), writer -> csv.write(rows, writer));
      common
          .terminal()
          .notice("Wrote " + Numbers.count(rows.size()) + " predictions to " + file.get() + ".");
    } else if (!json.isStandardOutput()) {
      common.terminal().data(writer -> csv.write(rows, writer));
    }
    if (json.isWanted()) {
      json.write(toMap(trained, csv, rows), common.terminal());
    }
    return 0;
  }

  private List<PredictedRow> predictTable(TrainedModel trained) {
    var table = data.table(trained, common.terminal());
    keep.forEach(table::column);
    var encoded = trained.encodeEach(table);
    encoded.notices().stream().map(Notices::text).forEach(common.terminal()::notice);
    var places = new int[table.rowCount()];
    Arrays.fill(places, -1);
    for (var i = 0; i < encoded.rows().length; i++) {
      places[encoded.rows()[i]] = i;
    }
    var predictions = trained.predict(encoded.x());
    if (trained.target() instanceof Target.Number) {
      noticeInfinite(predictions);
    }
    return rows(places, keep.stream().map(table::column).toList(), predictions);
  }

  private List<PredictedRow> predictImages(TrainedModel trained) {
    if (!keep.isEmpty()) {
      throw new DataException("--keep copies columns of a table, and images have none");
    }
    var predictions = trained.predict(data.path().images().pixels());
    return rows(IntStream.range(0, predictions.size()).toArray(), List.of(), predictions);
  }

  /** All rows; those without a finite prediction, which get NA, are counted. */
  private List<PredictedRow> rows(
      int[] places, List<List<String>> kept, List<Prediction> predictions) {
    var unknown = 0;
    for (var row = 0; row < places.length; row++) {
      if (places[row] < 0 || !predictions.get(places[row]).isFinite()) {
        places[row] = -1;
        unknown++;
      }
    }
    if (unknown > 0) {
      var verbs = unknown == 1 ? "has no prediction, and gets" : "have no prediction, and get";
      common
          .terminal()
          .notice(
              "%s of %s %s %s NA."
                  .formatted(
                      Numbers.count(unknown),
                      Numbers.count(places.length),
                      places.length == 1 ? "row" : "rows",
                      verbs));
    }
    return PredictedRow.list(places, kept, predictions);
  }

  /** A fit of as many coefficients as rows has no residuals, so every interval is infinite. */
  private void noticeInfinite(List<Prediction> predictions) {
    predictions.stream()
        .filter(Prediction::isFinite)
        .findFirst()
        .filter(first -> Double.isInfinite(first.interval(0.95)[1]))
        .ifPresent(_ ->
            common
                .terminal()
                .notice(
                    "The intervals are infinite: the training rows are too few to tell how far new"
                        + " rows are from their predictions."));
  }

  private Map<String, Object> toMap(
      TrainedModel trained, PredictionCsv csv, List<PredictedRow> rows) {
    var map = new LinkedHashMap<String, Object>();
    map.put("model_file", model.path().toString());
    map.put("data_file", data.path().toString());
    map.put("target", trained.target().column());
    map.put("likelihood", trained.model().likelihood().name());
    map.put("rows", rows.size());
    map.put("predictions", rows.stream().map(csv::toMap).toList());
    return map;
  }
}
