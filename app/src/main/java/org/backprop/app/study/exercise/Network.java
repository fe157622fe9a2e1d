package org.backprop.app.study.exercise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.backprop.chain.Chain;
import org.backprop.chain.Formulas;
import org.backprop.chain.Orientation;
import org.backprop.chain.Step;
import org.backprop.likelihood.Likelihood;
import org.backprop.likelihood.Likelihoods;
import org.backprop.model.Model;
import org.backprop.model.ModelGraph;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** The values of a small network on a few samples. */
final class Network implements Source {
  private static final double[] RATES = {0.1, 0.2, 0.5};

  private final String text;
  private final Model model;
  private final int samples;
  private final Function<SplittableRandom, Tensor> target;
  private final Map<String, Shape> shapes = new LinkedHashMap<>();
  private @Nullable Chain symbolic;

  /**
   * A network.
   *
   * @param text what it is, as in {@code 2 tanh units and a linear output}
   * @param target draws y {@code [samples, outputs]}
   */
  Network(String text, Model model, int samples, Function<SplittableRandom, Tensor> target) {
    this.text = text;
    this.model = model;
    this.samples = samples;
    this.target = target;
  }

  /** The names and rules, read at the first use. */
  private synchronized Chain chain() {
    if (symbolic == null) {
      symbolic = Chain.symbolic(model, samples);
    }
    return symbolic;
  }

  private synchronized Map<String, Shape> parameters() {
    if (shapes.isEmpty()) {
      ModelGraph.predicting(model, DType.FLOAT64, DType.FLOAT64, samples)
          .parameters()
          .forEach(it -> shapes.put(it.name(), it.node().shape()));
    }
    return shapes;
  }

  /** Whether a value of another network follows by the same functions as here. */
  boolean isLike(Model other, String value) {
    return other.layers().size() == model.layers().size()
        && switch (value) {
          case "h", "delta1" -> other.layers().get(1).text().equals(model.layers().get(1).text());
          case "y_hat", "l", "dL/dy_hat", "delta2" -> other.likelihood().equals(model.likelihood());
          default -> true;
        };
  }

  @Override
  public Formulas formulas(Notation notation) {
    return Formulas.of(model, samples, notation.scale(samples, isSquaredError()));
  }

  @Override
  public Map<String, Tensor> numbers(SplittableRandom random) {
    var numbers = new HashMap<String, Tensor>();
    numbers.put("y", target.apply(random));
    numbers.put("x", Draw.tenths(samples, model.features().count(), random));
    parameters().forEach((name, shape) -> numbers.put(name, Worked.tenths(shape, random)));
    numbers.put("rate", Tensor.scalar(DType.FLOAT64, RATES[random.nextInt(RATES.length)]));
    return numbers;
  }

  @Override
  public List<String> intro(Notation notation, boolean withLoss) {
    var isColumns = notation.orientation() == Orientation.COLUMNS;
    var sample = samples == 1 ? "One sample, a " : "%s samples, each a ".formatted(samples);
    var lines = new ArrayList<>(List.of("A network with %s.".formatted(text)));
    lines.add(sample + (isColumns ? "column." : "row."));
    if (withLoss) {
      var over = notation.mean() ? "the mean" : "the sum";
      var loss = loss(model.likelihood(), notation);
      lines.add("L is %s%s.".formatted(samples == 1 ? "" : over + " over the samples of ", loss));
    }
    return lines;
  }

  private static String loss(Likelihood likelihood, Notation notation) {
    return isSquaredError(likelihood)
        ? "the squared error %s the factor 1/2".formatted(notation.half() ? "with" : "without")
        : "the " + likelihood.lossName();
  }

  private static boolean isSquaredError(Likelihood likelihood) {
    return likelihood.equals(Likelihoods.normal());
  }

  @Override
  public String heading(String name) {
    return chain().find(name).map(LossRules::heading).orElse(name);
  }

  @Override
  public String rule(String name, Notation notation) {
    return new LossRules(chain(), notation, isSquaredError()).text(chain().step(name));
  }

  @Override
  public List<String> steps(String asked, Set<String> given) {
    var needed = new HashSet<String>();
    collect(asked, given, needed);
    return chain().steps().stream().map(Step::name).filter(needed::contains).toList();
  }

  private void collect(String name, Set<String> given, Set<String> needed) {
    var step = chain().find(name);
    if (step.isPresent() && !step.get().isGiven() && needed.add(step.get().name())) {
      step.get().operands().stream()
          .filter(operand -> !given.contains(operand.name()))
          .forEach(operand -> collect(operand.name(), given, needed));
    }
  }

  @Override
  public int samples() {
    return samples;
  }

  @Override
  public boolean isSquaredError() {
    return isSquaredError(model.likelihood());
  }

  @Override
  public Optional<Worked> example(Map<String, Tensor> numbers) {
    var parameters = new HashMap<String, Tensor>();
    parameters().keySet().forEach(name -> parameters.put(name, number(numbers, name)));
    var x = number(numbers, "x");
    return Optional.of(new Worked(model, parameters, x, number(numbers, "y")));
  }

  private static Tensor number(Map<String, Tensor> numbers, String name) {
    return Objects.requireNonNull(numbers.get(name), name);
  }

  @Override
  public String toString() {
    return text;
  }
}
