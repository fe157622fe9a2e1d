package org.backprop.chain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.backprop.graph.Node;
import org.backprop.likelihood.ExponentialFamily;
import org.backprop.likelihood.Likelihood;
import org.backprop.model.Model;
import org.backprop.tensor.DType;

/**
 * How the loss of a model and its derivative follow from the likelihood, a line for each step:
 * density, log-density, its mean over m rows with a minus, the output unit, the loss as a function
 * of y_hat, and the derivative by the last pre-activation. Every rule is read from the likelihood's
 * own graph, its simplification and its derivative.
 *
 * <pre>{@code
 * Derivation.of(model).lines().getLast().rule().text();  // (y_hat - y) / m
 * }</pre>
 *
 * @param lines in the order of the derivation
 */
public record Derivation(List<Line> lines) {
  private static final int SEVERAL = 2; // rows, so that their number reads as m

  /**
   * One step.
   *
   * @param name what is derived, as in {@code log p(y | a2)}
   * @param title what it is in a few words
   * @param rule for samples as rows
   */
  public record Line(String name, String title, Expression rule) {

    /** As in {@code log p(y | a2) = a2 * y - softplus(a2)}. */
    public String text(Orientation orientation) {
      return name + " = " + orientation.of(rule).text();
    }
  }

  /** Keeps a copy. */
  public Derivation {
    lines = List.copyOf(lines);
  }

  /** The derivation for a model; its last pre-activation is called as in the model's chain. */
  public static Derivation of(Model model) {
    var chain = Chain.symbolic(model, SEVERAL);
    var output = ChainPlan.of(model, DType.FLOAT64, SEVERAL, true).output();
    var gradients = chain.steps(StepKind.GRADIENT);
    var eta = gradients.get(1).nodes().getFirst();
    var lines = densities(model.likelihood(), output, output.isLinear() ? "y_hat" : eta);
    add(lines, "the output unit, the mean of y", chain.step("y_hat"));
    add(lines, "the loss as a function of y_hat", chain.step("l"));
    if (!chain.steps(StepKind.CONSTANT).isEmpty()) {
      add(lines, "which leaves out terms c without y_hat", chain.step("L"));
    }
    add(lines, "the derivative of the loss by y_hat", gradients.getFirst());
    chain.steps(StepKind.DERIVATIVE).stream()
        .filter(step -> step.nodes().equals(List.of("y_hat", eta)))
        .forEach(step -> add(lines, "the derivative of the output unit", step));
    add(lines, "the product of the two, simplified", gradients.get(1));
    return new Derivation(lines);
  }

  private static void add(List<Line> lines, String title, Step step) {
    lines.add(new Line(step.heading(), title, step.rule()));
  }

  private static List<Line> densities(Likelihood likelihood, OutputGraph output, String eta) {
    var of = "(y | " + eta + ")";
    var logDensity = likelihood.logDensity(output.eta, output.y);
    var lines = new ArrayList<Line>();
    if (likelihood instanceof ExponentialFamily family) {
      lines.add(line("A(" + eta + ")", "the log-partition", family.logPartition(output.eta)));
      lines.add(line("log h(y)", "the log of the base measure", family.logBase(output.y)));
    }
    lines.add(line("p" + of, "the density of one row", logDensity.exp()));
    lines.add(line("log p" + of, "the log-likelihood of one row", logDensity));
    var mean = "-1/m sum of log p" + of;
    var title = "the mean negative log-likelihood of m rows";
    lines.add(new Line("L", title, new Expression.Symbol(mean)));
    RuleReader.mean(output.localLosses(), output.divisor())
        .expression()
        .ifPresent(rule -> lines.add(new Line("L", "the loss that training minimises", rule)));
    return lines;
  }

  private static Line line(String name, String title, Node node) {
    var rule = RuleReader.of(node).expression();
    return new Line(name, title, rule.orElse(new Expression.Symbol(name)));
  }

  /** Texts and trees with samples in this orientation. */
  public List<Map<String, Object>> toList(Orientation orientation) {
    return lines.stream()
        .<Map<String, Object>>map(line -> {
          var map = new LinkedHashMap<String, Object>();
          map.put("name", line.name());
          map.put("title", line.title());
          map.put("rule", orientation.of(line.rule()).text());
          map.put("rule_tree", orientation.of(line.rule()).toMap());
          return map;
        })
        .toList();
  }

  /** The lines. */
  @Override
  public String toString() {
    return lines.stream()
        .map(line -> line.text(Orientation.ROWS))
        .collect(Collectors.joining("\n"));
  }
}
