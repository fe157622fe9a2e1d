package org.backprop.app.study.deck;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.features;
import static org.backprop.layer.Layers.tanh;
import static org.backprop.likelihood.Likelihoods.bernoulli;
import static org.backprop.likelihood.Likelihoods.categorical;
import static org.backprop.likelihood.Likelihoods.normal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.backprop.app.draw.GraphLines;
import org.backprop.app.study.exercise.StepText;
import org.backprop.app.study.exercise.Worked;
import org.backprop.chain.Chain;
import org.backprop.chain.Orientation;
import org.backprop.chain.StepKind;
import org.backprop.model.Model;
import org.backprop.table.DataException;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/** Small examples with seeded numbers; rules and numbers are those of the chain of steps. */
final class Examples {
  private static final Model NETWORK =
      Model.of(features(2), dense(2), tanh(), dense(1), bernoulli());

  private Examples() {}

  /** Lines of text and the network that they are of. */
  record Example(List<String> lines, Worked worked) {}

  private interface Maker {
    Example of(SplittableRandom random, Orientation orientation);
  }

  private static final Map<String, Maker> MAKERS =
      Map.of(
          "likelihood", Examples::likelihood,
          "losses", Examples::losses,
          "graph", Examples::graph,
          "backpropagation", Examples::backpropagation,
          "delta-rule", Examples::deltaRule);

  /** The example of a name, with fresh numbers. */
  static Example of(String name, SplittableRandom random, Orientation orientation) {
    return Objects.requireNonNull(MAKERS.get(name)).of(random, orientation);
  }

  /**
   * The name of an example.
   *
   * @throws DataException if there is none
   */
  static String required(String name) {
    if (!MAKERS.containsKey(name)) {
      throw new DataException(
          "there is no example %s; there are %s"
              .formatted(name, String.join(", ", new TreeSet<>(MAKERS.keySet()))));
    }
    return name;
  }

  /** Three samples of a logistic regression: the loss of each, and their mean. */
  private static Example likelihood(SplittableRandom random, Orientation orientation) {
    var y = Tensor.of(Shape.of(3, 1), 1.0, 0, 1);
    var worked = Worked.of(Model.of(features(2), dense(1), bernoulli()), random, y);
    var text = new StepText(orientation);
    var lines = new ArrayList<String>();
    lines.add("Logistic regression, three samples:");
    lines.add(text.of(worked.chain().step("y")));
    lines.add(text.of(worked.chain().step("y_hat")));
    for (var i = 0; i < 3; i++) {
      var loss = text.value(worked.sample(i).step("L").value());
      lines.add("-log p(y_%s | x_%s) = %s".formatted(i + 1, i + 1, loss));
    }
    lines.add(text.of(worked.chain().step("l")) + ", the mean of these");
    return new Example(lines, worked);
  }

  private static Example losses(SplittableRandom random, Orientation orientation) {
    var number = Tensor.of(Shape.of(1, 1), random.nextInt(-20, 21) / 10.0);
    var linear = Worked.of(Model.of(features(2), dense(1), normal()), random, number).chain();
    var y = Tensor.of(Shape.of(1, 3), 0.0, 1, 0);
    var classes = Worked.of(Model.of(features(2), dense(3), categorical()), random, y);
    var lines = new ArrayList<>(List.of("A number, linear output:"));
    lines.addAll(lines(linear, orientation, "y", "y_hat", "l", "dL/dy_hat"));
    lines.add("A class, softmax outputs:");
    lines.addAll(lines(classes.chain(), orientation, "y", "y_hat", "l", "dL/dy_hat"));
    return new Example(lines, classes);
  }

  private static Example graph(SplittableRandom random, Orientation orientation) {
    var lines = new ArrayList<>(GraphLines.of(NETWORK));
    var worked = network(random);
    worked.chain().forward().forEach(step -> lines.add(new StepText(orientation).of(step)));
    return new Example(lines, worked);
  }

  private static Example backpropagation(SplittableRandom random, Orientation orientation) {
    var worked = network(random);
    var chain = worked.chain();
    var text = new StepText(orientation);
    var lines = new ArrayList<>(List.of("A network 2-2-1 with tanh and a yes-or-no output:"));
    chain.parameters().forEach(it -> lines.add(it.name() + " = " + text.value(it.value())));
    chain.forward().forEach(step -> lines.add(text.of(step)));
    chain.backward().forEach(step -> lines.add(text.of(step)));
    return new Example(lines, worked);
  }

  private static Worked network(SplittableRandom random) {
    var y = Tensor.of(Shape.of(1, 1), (double) random.nextInt(2));
    return Worked.of(NETWORK, random, y);
  }

  private static Example deltaRule(SplittableRandom random, Orientation orientation) {
    var number = Worked.tenths(Shape.of(1, 2), random);
    var linear = Worked.of(Model.of(features(2), dense(2), normal()), random, number);
    var y = Tensor.of(Shape.of(1, 3), 0.0, 0, 1);
    var classes = Worked.of(Model.of(features(2), dense(3), categorical()), random, y);
    var lines = new ArrayList<String>();
    for (var chain : List.of(linear.chain(), classes.chain())) {
      var output = chain.steps(StepKind.PREDICTION).getFirst();
      var loss = chain.steps(StepKind.TEXTBOOK_LOSS).getFirst();
      lines.add("y_hat = %s, %s:".formatted(output.rule().text(), loss.title()));
      lines.addAll(lines(chain, orientation, "y_hat", "y", "delta1"));
    }
    return new Example(lines, classes);
  }

  private static List<String> lines(Chain chain, Orientation orientation, String... names) {
    var text = new StepText(orientation);
    return IntStream.range(0, names.length)
        .mapToObj(i -> "  " + text.of(chain.step(names[i])))
        .toList();
  }
}
