package org.backprop.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.backprop.likelihood.Laplace;
import org.backprop.model.Model;
import org.backprop.model.ModelGraph;
import org.backprop.optimizer.Newton;
import org.backprop.prepare.Dataset;
import org.backprop.prepare.Target;
import org.backprop.table.Counted;
import org.backprop.table.Table;
import org.backprop.tensor.DType;
import org.backprop.train.Fit;
import org.backprop.train.TrainingPlan;
import org.backprop.train.TrainingResult;
import org.jspecify.annotations.Nullable;

/** What {@code train} tells people: what it understood, and what came of it. */
final class TrainingReport {
  /** How the settings of learning read, in this order. */
  private static final Map<String, String> WORDS = new LinkedHashMap<>();

  static {
    WORDS.put("optimizer", "%s");
    WORDS.put("learning_rate", "learning rate %s");
    WORDS.put("schedule", "%s schedule");
    WORDS.put("batch", "batches of %s");
    WORDS.put("epochs", "at most %s");
    WORDS.put("patience", "patience %s");
    WORDS.put("weight_decay", "weight decay %s");
    WORDS.put("clip", "gradient norm at most %s");
    WORDS.put("frozen", "%s frozen");
    WORDS.put("precision", "%s");
    WORDS.put("seed", "seed %s");
  }

  private final Terminal terminal;
  private final TrainingPlan plan;
  private final RowOptions said;

  TrainingReport(Terminal terminal, TrainingPlan plan, RowOptions said) {
    this.terminal = terminal;
    this.plan = plan;
    this.said = said;
  }

  /** The time of each kernel, and the file for those who want to look closer. */
  void profile(Fit fit, Path trace) {
    if (fit.profile().isEmpty()) {
      terminal.line("There is no profile: Newton's method does not take the same step again.");
      return;
    }
    terminal.line();
    terminal.line(fit.profile().get().table());
    Writing.write(trace, fit.profile().get()::writeTrace);
    terminal.line("Wrote " + trace + " for chrome://tracing or ui.perfetto.dev.");
  }

  void understood(InputFile path, Optional<Table> table) {
    var data = plan.data();
    terminal.line(title(path, table));
    terminal.line();
    terminal.item("target", target());
    table.ifPresent(rows -> ColumnReport.show(terminal, rows, data.preparation().orElseThrow()));
    terminal.item("rows", rows());
    var model = plan.model();
    terminal.item(
        "model",
        chain(model)
            + " ("
            + Counted.of(parameters(model), "parameter").replace(' ', TextTable.NO_BREAK)
            + ")"
            + alternatives());
    terminal.item("learning", settled());
    terminal.line();
    var ofFile = table.map(Table::notices).orElse(List.of());
    Notices.show(
        terminal, data.notices().stream().filter(notice -> !ofFile.contains(notice)).toList());
  }

  private String title(InputFile path, Optional<Table> table) {
    return table
        .map(t ->
            "%s: %s, %s"
                .formatted(
                    path,
                    Counted.of(t.rowCount(), "row"),
                    Counted.of(t.columns().size(), "column")))
        .orElseGet(
            () -> path + ": images of " + Counted.of(plan.data().training().features(), "pixel"));
  }

  private String target() {
    var choice = plan.data().choice();
    var text = choice.reason() + " -> " + LikelihoodText.derivation(plan.model().likelihood());
    var target = plan.data().target();
    if (target instanceof Target.Classes classes && classes.binary()) {
      return text
          + "; it says P(%s = %s)".formatted(classes.column(), classes.levels().getLast())
          + " (for the other: --positive "
          + Typed.quoted(classes.levels().getFirst())
          + ")";
    }
    return choice
        .override()
        .map(other -> text + " (to change it: " + Notices.option(other) + ")")
        .orElse(text);
  }

  private String rows() {
    var data = plan.data();
    var parts = new ArrayList<String>();
    var balanced = said.classWeights.isPresent() ? " (classes balanced)" : "";
    parts.add(Numbers.count(data.training().rows()) + " training" + balanced);
    data.validation().ifPresent(d -> parts.add(part(d, "validation")));
    data.test().ifPresent(d -> parts.add(part(d, "test")));
    return String.join(", ", parts);
  }

  private String part(Dataset rows, String name) {
    var file = Optional.ofNullable(said.files().get(name)).map(path -> " (" + path + ")");
    return Numbers.count(rows.rows()) + " " + name + file.orElse("");
  }

  /** As in {@code x[14] -> dense(64) -> relu -> dense(3) -> softmax}. */
  static String chain(Model model) {
    var layers =
        model.layers().stream()
            .map(layer -> layer.text().replace("()", ""))
            .collect(Collectors.joining(" -> "));
    var unit = model.likelihood().outputUnit();
    return "x[%s] -> %s%s"
        .formatted(model.features().count(), layers, unit.equals("linear") ? "" : " -> " + unit);
  }

  private static int parameters(Model model) {
    return ModelGraph.predicting(model, DType.FLOAT32, DType.FLOAT32, 1).parameterNodes().stream()
        .mapToInt(node -> node.shape().size())
        .sum();
  }

  private String alternatives() {
    return plan.alternatives().stream()
        .map(other -> ", or " + other.text() + " where the validation rows prefer it")
        .collect(Collectors.joining());
  }

  /** As in {@code adam, learning rate 0.001, constant schedule, ..., seed 1}. */
  private String settled() {
    var all = new LinkedHashMap<String, Object>();
    plan.settings().toMap().values().forEach(all::putAll);
    if (isNewton()) {
      var isSimplex = plan.model().likelihood() instanceof Laplace;
      var ridge = all.containsKey("ridge") ? "ridge penalty " + exact(all.get("ridge")) + ", " : "";
      return (isSimplex
              ? "the simplex method on all training rows at once, %4$s%2$s, seed %3$s"
              : "Newton's method on all training rows at once, at most %s, %4$s%s, seed %s")
          .formatted(
              Counted.of(plan.trainer().epochs(), "step"),
              all.get("precision"),
              all.get("seed"),
              ridge);
    }
    all.put("epochs", epochs());
    return WORDS.entrySet().stream()
        .filter(words -> all.containsKey(words.getKey()))
        .map(words -> words.getValue().formatted(exact(all.get(words.getKey()))))
        .collect(Collectors.joining(", "));
  }

  private String epochs() {
    var stopping = plan.trainer().stopping();
    var usual = Counted.of(plan.trainer().epochs(), "epoch");
    return stopping.lastEpoch() > plan.trainer().epochs()
        ? usual + " (" + stopping.lastEpoch() + " while the validation loss falls)"
        : usual;
  }

  private static Object exact(@Nullable Object value) {
    return value instanceof Double number ? Numbers.exact(number) : String.valueOf(value);
  }

  private boolean isNewton() {
    return plan.trainer().optimizer() instanceof Newton;
  }

  void results(TrainingResult result) {
    Notices.show(terminal, result.notices());
    terminal.line();
    var parts = new ScoreReport(terminal);
    parts.add("training", result.train());
    result.validation().ifPresent(s -> parts.add("validation", s));
    result.test().ifPresent(s -> parts.add("test", s));
    parts.show(result.model().target(), !isNewton());
    result.warnings().forEach(warning -> terminal.notice(Notices.text(warning.notice())));
  }
}
