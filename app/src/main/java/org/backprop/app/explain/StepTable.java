package org.backprop.app.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.app.Numbers;
import org.backprop.app.Terminal;
import org.backprop.chain.FiniteDifferences;
import org.backprop.chain.Step;
import org.backprop.chain.StepKind;
import org.backprop.chain.Value;

/** Steps as lines: how the check went, the name, the rule, the value. */
final class StepTable {
  private static final int WIDTH = 80;
  private static final int WIDEST_RULE = 24;
  private static final int INDENT = 8;

  private final MatrixText text;
  private final Map<String, FiniteDifferences> checks;
  private final List<String> lines = new ArrayList<>();
  private final boolean isChecked;
  private final int name;
  private final int rule;

  private StepTable(MatrixText text, List<Step> steps, Map<String, FiniteDifferences> checks) {
    this.text = text;
    this.checks = checks;
    this.isChecked = steps.stream().anyMatch(step -> checks.containsKey(step.name()));
    this.name = steps.stream().mapToInt(step -> heading(step).length()).max().orElse(0);
    this.rule =
        steps.stream()
            .mapToInt(step -> rule(step).length())
            .filter(length -> length <= WIDEST_RULE)
            .max()
            .orElse(0);
    steps.forEach(this::add);
  }

  /** A section with a heading; nothing where there are no steps. */
  static void show(
      Terminal terminal,
      String heading,
      MatrixText text,
      List<Step> steps,
      Map<String, FiniteDifferences> checks) {
    if (!steps.isEmpty()) {
      terminal.line();
      terminal.line(terminal.bold(heading));
      new StepTable(text, steps, checks).lines.forEach(terminal::line);
    }
  }

  private String rule(Step step) {
    return step.isGiven() ? step.title() : text.orientation().of(step.rule()).text();
  }

  private void add(Step step) {
    var start = mark(step) + padded(heading(step), name) + "  ";
    var value = text.lines(step.value());
    var head = start + padded(rule(step), rule) + "  ";
    var remark = remark(step);
    var width = value.stream().mapToInt(String::length).max().orElse(0);
    if (head.length() + width + remark.length() <= WIDTH) {
      put(head, head.length(), value, remark);
    } else {
      lines.add(head.stripTrailing());
      var fits = start.length() + width + remark.length() <= WIDTH;
      var indent = fits ? start.length() : INDENT;
      put(" ".repeat(indent), indent, value, remark);
    }
    step.otherWay().ifPresent(other -> otherWay(step, other, start.length()));
  }

  /** The other name of a loss is its title, which comes after the number. */
  private static String heading(Step step) {
    return step.kind() == StepKind.TEXTBOOK_LOSS ? step.name() : step.heading();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private void put(String first, int indent, List<String> value, String remark) {
    for (var i = 0; i < value.size(); i++) {
      lines.add((i == 0 ? first : " ".repeat(indent)) + value.get(i) + (i == 0 ? remark : ""));
    }
  }

  /** What number a loss is. */
  private static String remark(Step step) {
    return switch (step.kind()) {
      case TEXTBOOK_LOSS, CONSTANT, LOSS -> step.isGiven() ? "" : "  " + step.title();
      default -> "";
    };
  }

  /** How the check went; no space is kept for it where none of the steps is checked. */
  private String mark(Step step) {
    var mark = Optional.ofNullable(checks.get(step.name())).map(StepTable::mark).orElse("");
    return isChecked ? "  %-6s".formatted(mark) : "  ";
  }

  private static String mark(FiniteDifferences check) {
    return switch (check.verdict()) {
      case AGREES -> "ok";
      case TOO_SMALL -> "small";
      case KINK -> "kink";
      case FAULT -> "FAULT";
    };
  }

  private void otherWay(Step step, Step.OtherWay other, int indent) {
    var way = "= " + text.orientation().of(other.rule()).text();
    lines.add(
        " ".repeat(indent)
            + switch (other.value()) {
              case Value.Undefined(var reason) -> way + ": " + reason;
              case Value.NotYet() -> way;
              case Value.Computed _ ->
                  way
                      + step.disagreement()
                          .map(it -> it == 0 ? ", equal" : ", equal to " + Numbers.of(it))
                          .orElse("");
            });
  }
}
