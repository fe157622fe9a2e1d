package org.backprop.minimize;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.backprop.engine.Engine;
import org.backprop.engine.Evaluator;
import org.backprop.engine.NonFiniteException;
import org.backprop.engine.Options;
import org.backprop.engine.Program;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.ShapeException;
import org.backprop.tensor.Tensor;

/**
 * A scalar node as a function of some of its inputs or variables, the parameters, with its gradient
 * and second derivatives. Any number of threads may use an objective.
 *
 * <pre>{@code
 * var objective = Objective.of(loss, w, b).withData(Map.of(x, xs, y, ys));
 * var optimum = Lbfgs.usual().minimize(objective, new double[objective.size()]);
 * var errors = objective.hessian().standardErrors(optimum.point());
 * }</pre>
 *
 * <p>A point is the elements of all parameters one after another: the parameters in the order
 * given, each row-major.
 */
public final class Objective {
  private final Node value;
  private final ParameterSpace space;
  private final Map<Node, Tensor> data;
  private final Options options;
  private final List<Node> gradients;
  private final Evaluator valueOnly;
  private final Evaluator withGradient;

  private Objective(Node value, List<Node> parameters, Map<Node, Tensor> data, Options options) {
    this.value = value;
    this.space = new ParameterSpace(parameters);
    this.data = Map.copyOf(data);
    this.options = options;
    this.gradients = Gradients.of(value, parameters);
    this.valueOnly = evaluator(List.of(value));
    this.withGradient = evaluator(valueAndGradients());
  }

  /**
   * A scalar as a function of these inputs or variables.
   *
   * @throws ShapeException if the value has more than one element, or a parameter is no float
   */
  public static Objective of(Node value, List<Node> parameters) {
    return new Objective(value, parameters, Map.of(), Options.defaults());
  }

  /** As above. */
  public static Objective of(Node value, Node... parameters) {
    return of(value, List.of(parameters));
  }

  /** The same with the values of all inputs that are not parameters, such as the observed data. */
  public Objective withData(Map<Node, Tensor> data) {
    return new Objective(value, parameters(), data, options);
  }

  /** The same, evaluated with other options. */
  public Objective withOptions(Options options) {
    return new Objective(value, parameters(), data, options);
  }

  public List<Node> parameters() {
    return space.nodes();
  }

  /** The number of elements of all parameters. */
  public int size() {
    return space.size();
  }

  /**
   * The point at which the parameters have these values.
   *
   * @throws IllegalArgumentException if a parameter has no value
   */
  public double[] point(Map<Node, Tensor> values) {
    return space.point(values);
  }

  /**
   * The values of the parameters at a point.
   *
   * @throws IllegalArgumentException if it has another number of elements
   */
  public Map<Node, Tensor> tensors(double... point) {
    return space.tensors(point);
  }

  public double value(double... point) {
    return valueOnly.evaluate(tensors(point)).getFirst().item();
  }

  public double[] gradient(double... point) {
    return evaluate(point).gradient();
  }

  /** Value and gradient at the point as its types round it, of one evaluation. */
  Evaluation evaluate(double... point) {
    var parameters = tensors(point);
    var found = withGradient.evaluate(parameters);
    return new Evaluation(
        space.point(parameters),
        found.getFirst().item(),
        space.flat(found.subList(1, found.size())));
  }

  /** The relative rounding of the value's type. */
  double epsilon() {
    return value.dtype() == DType.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1f);
  }

  /** The matrix of second derivatives, the observed information if the value is {@code -log p}. */
  public Curvature hessian() {
    var directions = space.directions();
    return curvature(directions, Gradients.vjp(gradients, parameters(), directions.nodes()));
  }

  /**
   * {@code J^T H J}, where J is the Jacobian of some node of the value's graph, such as the linear
   * predictor, by the parameters, and H the Hessian of the value by that node. This is the
   * generalised Gauss-Newton matrix (Schraudolph, Neural Computation 14, 2002). If the value is
   * {@code -log p} of an exponential family and the node holds its natural parameters, H does not
   * depend on the observations and the matrix is the Fisher information, the expected Hessian.
   *
   * <p>Paths from the parameters to the value that do not pass through the node, such as a penalty,
   * count nothing.
   *
   * @param node any shape
   */
  public Curvature fisher(Node node) {
    var directions = space.directions();
    var outputs = List.of(node);
    var moved = Gradients.jvp(outputs, parameters(), directions.nodes());
    var bent = Gradients.vjp(List.of(Gradients.of(value, node)), outputs, moved);
    return curvature(directions, Gradients.vjp(outputs, parameters(), bent));
  }

  /**
   * The sum over the observations of the outer product of the score with itself, the empirical
   * Fisher information.
   *
   * @param terms {@code -log p} of each observation, any shape
   */
  public Curvature empiricalFisher(Node terms) {
    var directions = space.directions();
    var outputs = List.of(terms);
    var moved = Gradients.jvp(outputs, parameters(), directions.nodes());
    return curvature(directions, Gradients.vjp(outputs, parameters(), moved));
  }

  private Curvature curvature(ParameterSpace directions, List<Node> product) {
    return new Curvature(space, directions, evaluator(product));
  }

  private Evaluator evaluator(List<Node> nodes) {
    return Engine.evaluator(nodes, options).with(data);
  }

  private List<Node> valueAndGradients() {
    return Stream.concat(Stream.of(value), gradients.stream()).toList();
  }

  /** The exception for a point where the value or its gradient is not finite. */
  NonFiniteException diagnosis(String where, double... point) {
    var given = new HashMap<>(data);
    given.putAll(tensors(point));
    var guarded = new Program(List.of(), Map.of(), valueAndGradients());
    try {
      Engine.compile(guarded, options.withInterpret(true)).run(given);
      return new NonFiniteException(where + " the value is not finite", value, List.of());
    } catch (NonFiniteException e) {
      return new NonFiniteException(where + " " + e.getMessage(), e.node(), e.rows());
    }
  }

  /** As in {@code the objective L of W1, b1}. */
  @Override
  public String toString() {
    return "the objective %s of %s".formatted(value.label().orElse("of a graph"), space);
  }
}
