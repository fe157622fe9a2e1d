package org.backprop.train;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.backprop.engine.GradientCheck;
import org.backprop.graph.Node;
import org.backprop.layer.Parameter;
import org.backprop.model.Model;
import org.backprop.model.ModelGraph;
import org.backprop.prepare.Dataset;
import org.backprop.table.Counted;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * The gradient of a model's loss by its parameters against finite differences, in {@code FLOAT64}
 * on a few rows, the dropout mask held fixed.
 *
 * <p>Up to 10,000 parameters each is checked; of more a seeded 1,000, and all together along one
 * random direction.
 */
public final class ModelCheck {
  /** The number of rows that are taken. */
  public static final int MOST_ROWS = 64;

  private static final int ALL_UP_TO = 10_000;
  private static final int SAMPLED = 1_000;

  private final ModelGraph graph;
  private final Dataset rows;
  private final long seed;
  private final int allUpTo;
  private final int drawn;

  /** A check on the first 64 of these rows. */
  public ModelCheck(Model model, Dataset data, long seed) {
    this(model, data, seed, ALL_UP_TO, SAMPLED);
  }

  /** A check of at most a number of parameters, which takes less time. */
  public static ModelCheck ofFew(Model model, Dataset data, long seed, int most) {
    return new ModelCheck(model, data, seed, most, most);
  }

  private ModelCheck(Model model, Dataset data, long seed, int allUpTo, int drawn) {
    var first = IntStream.range(0, Math.min(MOST_ROWS, data.rows())).toArray();
    this.rows = data.select(first).to(DType.FLOAT64);
    this.graph = ModelGraph.training(model, DType.FLOAT64, rows.x().dtype(), rows.rows());
    this.seed = seed;
    this.allUpTo = allUpTo;
    this.drawn = drawn;
  }

  /** How many rows the loss is taken over. */
  public int rows() {
    return rows.rows();
  }

  /** At freshly drawn parameters. */
  public GradientCheck.Report fresh() {
    var random = new SplittableRandom(seed);
    var values = new HashMap<Node, Tensor>();
    graph.parameters().forEach(p -> values.put(p.node(), p.initial(random.split())));
    return at(values);
  }

  /** At these parameters, by name. */
  public GradientCheck.Report trained(Map<String, Tensor> parameters) {
    var values = new HashMap<Node, Tensor>();
    for (var parameter : graph.parameters()) {
      var value = Objects.requireNonNull(parameters.get(parameter.name()), parameter.name());
      values.put(parameter.node(), value.to(DType.FLOAT64));
    }
    return at(values);
  }

  private GradientCheck.Report at(Map<Node, Tensor> parameters) {
    var values = new HashMap<>(parameters);
    var randomness = graph.randomness().orElseThrow();
    values.put(graph.x(), rows.x());
    values.put(graph.y(), rows.y());
    values.put(graph.weights(), rows.weights());
    values.put(randomness.seed(), Tensor.of(Shape.SCALAR, seed));
    values.put(randomness.step(), Tensor.of(Shape.SCALAR, 1L));
    var numbers = LongStream.range(0, rows.rows()).toArray();
    values.put(randomness.rows(), Tensor.of(Shape.of(rows.rows()), numbers));
    return check().at(values);
  }

  private GradientCheck check() {
    List<Node> wrt = graph.parameterNodes();
    var all = GradientCheck.of(graph.loss(), wrt);
    var count = wrt.stream().mapToInt(node -> node.shape().size()).sum();
    return count > allUpTo ? all.sampling(drawn, seed) : all;
  }

  /** As in {@code gradients by W1, b1 on 64 rows}. */
  @Override
  public String toString() {
    var names = graph.parameters().stream().map(Parameter::name).toList();
    return "gradients by %s on %s".formatted(String.join(", ", names), Counted.of(rows(), "row"));
  }
}
