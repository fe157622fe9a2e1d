package org.backprop.chain;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.backprop.engine.Engine;
import org.backprop.graph.Node;
import org.backprop.graph.Sum;
import org.backprop.graph.Walk;
import org.backprop.likelihood.Likelihood;
import org.backprop.model.ModelGraph;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * The end of a model's graph, from the last pre-activation to the loss, once as it is trained and
 * once as a function of y_hat; each as a part of the whole graph and on inputs of its own.
 */
final class OutputGraph {
  private static final double SMALL = 1e-12;

  private final Likelihood likelihood;
  private final ModelGraph graph;
  private final Node ones;

  /** The number of rows, where there are several. */
  final Node m = Node.input("m", DType.FLOAT64);

  final Node y;
  final Node mean;
  final Node eta;

  OutputGraph(Likelihood likelihood, ModelGraph graph, String etaName) {
    this.likelihood = likelihood;
    this.graph = graph;
    this.ones = graph.weights().constant(1);
    var dims = graph.eta().shape().dims();
    this.y = Node.input("y", DType.FLOAT64, dims);
    this.mean = Node.input("y_hat", DType.FLOAT64, dims);
    this.eta = isLinear() ? mean : Node.input(etaName, DType.FLOAT64, dims);
  }

  /** Whether y_hat is the last pre-activation itself. */
  boolean isLinear() {
    return likelihood.mean(graph.eta()) == graph.eta();
  }

  int rows() {
    return graph.y().shape().dim(0);
  }

  /** y_hat as a function of the last pre-activation, on their own input. */
  Node localMean() {
    return isLinear() ? mean : likelihood.mean(eta).named("y_hat");
  }

  /** L in the whole graph: every row counts once, and the sum of their weights is m. */
  Node loss() {
    return counted(graph.loss());
  }

  private Node counted(Node loss) {
    return Walk.rebuild(
            List.of(loss),
            node ->
                node == graph.weights()
                    ? ones
                    : node.op() instanceof Sum && node.input(0) == ones ? count() : node)
        .getFirst();
  }

  private Node count() {
    return rows() == 1 ? m.constant(1) : m;
  }

  /** The sum of the rows' losses as a function of the last pre-activation, on inputs of its own. */
  Node localLosses() {
    return likelihood.logDensity(eta, y).negated().sum();
  }

  /** The textbook's loss in the whole graph, as a function of the node y_hat. */
  Node textbook() {
    return textbook(graph.mean(), graph.y());
  }

  /** The sum of the rows' textbook losses, on inputs of its own. */
  Node localTextbook() {
    return likelihood.lossOfMean(mean, y).sum();
  }

  private Node textbook(Node mean, Node y) {
    return likelihood.lossOfMean(mean, y).sum().dividedBy(count());
  }

  /** What a sum over the rows is divided by; empty where there is one row. */
  Optional<Node> divisor() {
    return rows() == 1 ? Optional.empty() : Optional.of(m);
  }

  /** Whether L has terms without y_hat, which the textbook's loss leaves out. */
  boolean hasConstant() {
    var width = y.shape().dim(1);
    var target = Tensor.filled(DType.FLOAT64, y.shape(), width == 1 ? 0.7 : 1.0 / width);
    return Math.abs(constant(target)) > SMALL;
  }

  /** L less the textbook's loss, which does not depend on y_hat: taken where both are moderate. */
  double constant(Tensor target) {
    var given = Map.of(eta, Tensor.zeros(DType.FLOAT64, eta.shape()), y, target);
    return Engine.evaluate(localConstants(), given).item() / rows();
  }

  /** The sum of the rows' constants, where the last pre-activation is 0, on inputs of its own. */
  Node localConstants() {
    return localLosses().minus(likelihood.lossOfMean(likelihood.mean(eta), y).sum());
  }

  /** The values of the inputs of the whole graph. */
  Map<Node, Tensor> given(Map<String, Tensor> parameters, Tensor x, Tensor target) {
    var given = new HashMap<Node, Tensor>();
    given.put(graph.x(), x);
    given.put(graph.y(), target.to(DType.FLOAT64));
    given.put(m, Tensor.scalar(DType.FLOAT64, rows()));
    for (var parameter : graph.parameters()) {
      var value = Objects.requireNonNull(parameters.get(parameter.name()), parameter.name());
      given.put(parameter.node(), value.to(DType.FLOAT64));
    }
    graph
        .randomness()
        .ifPresent(it -> {
          var numbers = new long[rows()];
          Arrays.setAll(numbers, i -> i);
          given.put(it.seed(), Tensor.of(Shape.SCALAR, 1L));
          given.put(it.step(), Tensor.of(Shape.SCALAR, 1L));
          given.put(it.rows(), Tensor.of(Shape.of(numbers.length), numbers));
        });
    return given;
  }
}
