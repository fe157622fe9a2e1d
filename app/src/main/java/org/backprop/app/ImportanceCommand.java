package org.backprop.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Target;
import org.backprop.score.ColumnImportance;
import org.backprop.score.PermutationImportance;
import org.backprop.table.Counted;
import org.backprop.table.DataException;
import org.backprop.table.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says which columns a model needs. */
@Command(
    name = "importance",
    header = "Which columns matter: how much worse the model predicts when one is shuffled.",
    description = {
      "",
      "Shuffling a column takes away what it says and leaves all else as it is. On the file that"
          + " the",
      "model was trained on, only rows that training did not see count.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  backprop importance penguins.safetensors penguins.csv",
      "  backprop importance penguins.safetensors new.csv --repeats 50 --json importance.json",
    })
public final class ImportanceCommand implements Callable<Integer> {
  private static final int BAR = 20;

  @Mixin ModelArgument model = new ModelArgument();
  @Mixin DataArgument data = new DataArgument();
  @Mixin JsonOutput json = new JsonOutput();
  @Mixin Common common = new Common();

  @Option(
      names = "--repeats",
      paramLabel = "N",
      order = 1,
      description = "How often each column is shuffled. Default: 10.")
  int repeats = 10;

  @Option(
      names = "--seed",
      paramLabel = "N",
      order = 2,
      description = "Decides the shuffles. Default: 1.")
  long seed = 1;

  @Option(names = "--all", order = 3, description = "Also rows that training saw.")
  boolean all;

  @Override
  public Integer call() {
    json.check(Stream.of(model.path(), data.path()));
    var terminal = json.people(common.terminal());
    var trained = model.load();
    if (trained.preparation().isEmpty()) {
      throw new DataException(
          model.path() + " predicts images, which have no columns; this command is for tables");
    }
    var evaluated = new EvaluatedRows(trained, data.path(), all);
    var rows = evaluated.together(data.table(trained, common.terminal()));
    var importances = PermutationImportance.of(trained, rows, repeats, seed);
    terminal.paragraph(evaluated.remark());
    show(trained, rows, importances, terminal);
    json.write(toMap(trained, rows, importances), common.terminal());
    return 0;
  }

  private void show(
      TrainedModel trained, Table rows, List<ColumnImportance> importances, Terminal terminal) {
    var classes = trained.target() instanceof Target.Classes;
    terminal.line(
        "%s, each column shuffled %s"
            .formatted(Counted.of(rows.rowCount(), "row"), Counted.of(repeats, "time")));
    terminal.line();
    var most = importances.stream().mapToDouble(ColumnImportance::importance).max().orElse(0);
    var table =
        TextTable.of(
            "column", classes ? "accuracy lost" : "RMSE added", "<", "loss added", "<", "<");
    for (var one : importances) {
      table.row(
          one.column(),
          classes ? Numbers.fixed(one.importance(), 4) : Numbers.of(one.importance()),
          spread(one.importanceDeviation(), classes),
          Numbers.of(one.loss()),
          spread(one.lossDeviation(), false),
          bar(one.importance() / most));
    }
    terminal.table(table);
    terminal.line();
    terminal.line(
        "  After +- the standard deviation over the shuffles."
            + (classes ? "" : " RMSE in units of " + trained.target().column() + "."));
  }

  private static String spread(double deviation, boolean isShare) {
    var text = isShare ? Numbers.fixed(deviation, 4) : Numbers.of(deviation);
    return Double.isNaN(deviation) ? "" : "+- " + text;
  }

  private static String bar(double share) {
    return share > 0 ? "#".repeat((int) Math.round(BAR * Math.min(1, share))) : "";
  }

  private Map<String, Object> toMap(
      TrainedModel trained, Table rows, List<ColumnImportance> importances) {
    var map = new LinkedHashMap<String, Object>();
    map.put("model_file", model.path().toString());
    map.put("target", trained.target().column());
    map.put("measure", measure(trained.target()));
    map.put("rows", rows.rowCount());
    map.put("repeats", repeats);
    map.put("seed", seed);
    map.put("columns", toList(importances));
    return map;
  }

  /** What is lost without a column, in JSON. */
  public static String measure(Target target) {
    return target instanceof Target.Classes ? "accuracy lost" : "rmse added";
  }

  /** The columns for JSON. */
  public static List<Map<String, Object>> toList(List<ColumnImportance> importances) {
    var columns = new ArrayList<Map<String, Object>>();
    for (var one : importances) {
      var map = new LinkedHashMap<String, Object>();
      map.put("column", one.column());
      map.put("importance", one.importance());
      map.put("importance_deviation", one.importanceDeviation());
      map.put("loss", one.loss());
      map.put("loss_deviation", one.lossDeviation());
      columns.add(map);
    }
    return columns;
  }
}
