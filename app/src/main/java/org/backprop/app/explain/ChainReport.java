package org.backprop.app.explain;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.app.Numbers;
import org.backprop.app.Terminal;
import org.backprop.chain.Chain;
import org.backprop.chain.FiniteDifferences;
import org.backprop.chain.FiniteDifferences.Verdict;
import org.backprop.chain.Step;
import org.backprop.chain.StepKind;
import org.backprop.chain.Value;

/** A chain as text: weights, forward, backward, gradients of the weights, update. */
final class ChainReport {
  private final Terminal terminal;
  private final Chain chain;
  private final Map<String, FiniteDifferences> checks;
  private final MatrixText text;

  ChainReport(
      Terminal terminal, Chain chain, Map<String, FiniteDifferences> checks, MatrixText text) {
    this.terminal = terminal;
    this.chain = chain;
    this.checks = checks;
    this.text = text;
  }

  /**
   * Shows all of it.
   *
   * @param inWords what y_hat and y are in the target's own words or units, if they differ
   */
  void show(Optional<String> inWords) {
    terminal.line(terminal.bold("Weights and biases"));
    ParameterBlocks.lines(chain.parameters(), text).forEach(line -> terminal.line("  " + line));
    section("Forward", chain.forward());
    inWords.ifPresent(words -> {
      terminal.line();
      terminal.paragraph(words);
    });
    section(
        "Backward",
        chain.backward().stream()
            .filter(step -> step.kind() != StepKind.PARAMETER_GRADIENT)
            .toList());
    section("Gradients of the weights and biases", chain.steps(StepKind.PARAMETER_GRADIENT));
    legend();
    update();
  }

  private void section(String heading, List<Step> steps) {
    StepTable.show(terminal, heading, text, steps, checks);
  }

  private void legend() {
    terminal.line();
    checks.forEach((name, check) -> {
      if (check.verdict() == Verdict.FAULT) {
        terminal.line(
            "  FAULT in %s%s: %s, but the finite difference is %s"
                .formatted(
                    name,
                    check.place(),
                    Numbers.of(check.gradient()),
                    Numbers.of(check.quotient())));
      }
    });
    terminal.paragraph(terminal.dim(marks()));
  }

  /** What the marks mean that occur. */
  private String marks() {
    var words = new StringBuilder();
    worstAgreement()
        .ifPresent(error ->
            words
                .append("ok: agrees with central finite differences, to a relative error of ")
                .append(Numbers.of(error)));
    append(words, Verdict.TOO_SMALL, "small: below what differences can resolve, not checked");
    append(words, Verdict.KINK, "kink: the slopes on both sides differ (relu at 0), no fault");
    append(words, Verdict.FAULT, "FAULT: finite differences disagree");
    return words.toString();
  }

  private Optional<Double> worstAgreement() {
    return checks.values().stream()
        .filter(check -> check.verdict() == Verdict.AGREES)
        .map(FiniteDifferences::error)
        .max(Comparator.naturalOrder());
  }

  private void append(StringBuilder words, Verdict verdict, String meaning) {
    if (checks.values().stream().anyMatch(check -> check.verdict() == verdict)) {
      words.append(words.isEmpty() ? "" : "; ").append(meaning);
    }
  }

  private void update() {
    terminal.line();
    terminal.line(terminal.bold("Update"));
    terminal.line(
        "  W := W - %s dL/dW, and the biases likewise: L before %s, after %s"
            .formatted(Numbers.exact(chain.rate()), number("L"), number("L_new")));
    if (isOvershot()) {
      terminal.line("  The step is too large: L rises. A smaller --learning-rate lowers it.");
    }
    if (text.all()) {
      StepTable.show(terminal, "After the update", text, chain.steps(StepKind.UPDATE), checks);
    }
  }

  private boolean isOvershot() {
    var before = chain.step("L").value();
    return switch (chain.step("L_new").value()) {
      case Value.NotYet() -> false;
      case Value.Undefined(_) -> true;
      case Value.Computed(var after) ->
          before.tensor().map(it -> after.item() > it.item()).orElse(false);
    };
  }

  private String number(String name) {
    return String.join("", text.lines(chain.step(name).value()));
  }
}
