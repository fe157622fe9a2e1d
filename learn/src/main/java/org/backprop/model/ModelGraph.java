package org.backprop.model;

import java.util.List;
import java.util.Optional;
import org.backprop.graph.Node;
import org.backprop.layer.Construction;
import org.backprop.layer.Parameter;
import org.backprop.likelihood.Likelihood;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;

/**
 * The computational graph of a model for a number of rows, its nodes named as in the textbook: x,
 * W1, b1, a1, h, W2, b2, a2, y_hat, L.
 *
 * @param x the features {@code [rows, features]}; {@code UINT8} images are scaled to 0 ... 1
 * @param y the encoded target {@code [rows, outputs]}
 * @param weights the rows' weights {@code [rows]}
 * @param eta the last pre-activation, {@code [rows, outputs]}
 * @param mean the output unit y_hat, {@code [rows, outputs]}
 * @param loss L, the weighted mean of the negative log-likelihood, {@code sum w_i l_i / sum w_i}
 * @param parameters the weights and biases in order
 * @param randomness what dropout draws from, if the graph is for training
 */
public record ModelGraph(
    Node x,
    Node y,
    Node weights,
    Node eta,
    Node mean,
    Node loss,
    List<Parameter> parameters,
    Optional<Construction.Randomness> randomness) {

  /** The graph that predicts: dropout does nothing. */
  public static ModelGraph predicting(Model model, DType dtype, DType input, int rows) {
    return build(model, dtype, input, rows, Optional.empty());
  }

  /** The graph that is trained: dropout draws its masks from seed, step and row numbers. */
  public static ModelGraph training(Model model, DType dtype, DType input, int rows) {
    var randomness =
        new Construction.Randomness(
            Node.input("seed", DType.INT64),
            Node.input("step", DType.INT64),
            Node.input("rows", DType.INT64, rows));
    return build(model, dtype, input, rows, Optional.of(randomness));
  }

  private static ModelGraph build(
      Model model,
      DType dtype,
      DType input,
      int rows,
      Optional<Construction.Randomness> randomness) {
    var x = Node.input("x", input, model.features().rows(rows).dims());
    var y = Node.input("y", dtype, rows, model.outputs());
    var weights = Node.input("w", dtype, rows);
    var construction = new Construction(dtype, model.numberedLayers(), randomness);
    var eta = construction.apply(model.layers(), scaled(x, dtype));
    var likelihood = model.likelihood();
    var density = likelihood.logDensity(eta, y);
    require(likelihood, "logDensity(eta, y)", density, weights.shape());
    var rowLosses = density.negated().named("losses");
    var loss = rowLosses.times(weights).sum().dividedBy(weights.sum()).named("L");
    var mean = likelihood.mean(eta);
    require(likelihood, "mean(eta)", mean, eta.shape());
    return new ModelGraph(
        x, y, weights, eta, mean.named("y_hat"), loss, construction.parameters(), randomness);
  }

  /** A value of another shape would be broadcast, and a wrong loss be trained. */
  private static void require(Likelihood likelihood, String what, Node value, Shape shape) {
    if (!value.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "%s of %s has the shape %s for %s rows; it must be %s%s"
              .formatted(
                  what,
                  likelihood.name(),
                  value.shape(),
                  shape.dim(0),
                  shape,
                  shape.rank() == 1
                      ? ", one number for each row, as sum(-1) makes it"
                      : ", as eta"));
    }
  }

  private static Node scaled(Node x, DType dtype) {
    return x.dtype() == DType.UINT8
        ? x.cast(dtype).times(1 / 255.0).named("x_scaled")
        : x.cast(dtype);
  }

  /** The parameters' nodes. */
  public List<Node> parameterNodes() {
    return parameters.stream().map(Parameter::node).toList();
  }
}
