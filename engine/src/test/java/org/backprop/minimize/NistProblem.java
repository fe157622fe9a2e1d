package org.backprop.minimize;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/** A certified problem of nonlinear least squares: its data, two starts and the answer. */
record NistProblem(String name, List<double[]> parameters, List<double[]> rows) {
  private static final int FIRST_PARAMETER = 40;
  private static final int FIRST_ROW = 60;

  /** The models by name, each of the parameters b1, b2, ... and the predictor x. */
  interface Model {
    Node of(Node[] b, Node x);
  }

  static final Map<String, Model> MODELS =
      Map.of(
          "Misra1a", (b, x) -> b[0].times(b[1].times(x).negated().expm1().negated()),
          "MGH09",
              (b, x) ->
                  b[0].times(x.squared().plus(x.times(b[1])))
                      .dividedBy(x.squared().plus(x.times(b[2])).plus(b[3])),
          "MGH10", (b, x) -> b[0].times(b[1].dividedBy(x.plus(b[2])).exp()),
          "MGH17",
              (b, x) ->
                  b[0].plus(b[1].times(x.times(b[3]).negated().exp()))
                      .plus(b[2].times(x.times(b[4]).negated().exp())),
          "Thurber",
              (b, x) ->
                  polynomial(x, b[0], b[1], b[2], b[3])
                      .dividedBy(polynomial(x, x.constant(1), b[4], b[5], b[6])),
          "Eckerle4",
              (b, x) ->
                  b[0].dividedBy(b[1])
                      .times(x.minus(b[2]).dividedBy(b[1]).squared().times(-0.5).exp()),
          "Rat43",
              (b, x) ->
                  b[0].dividedBy(b[1].minus(b[2].times(x)).exp().plus(1).pow(b[3].reciprocal())),
          "Bennett5", (b, x) -> b[0].times(b[1].plus(x).pow(b[2].reciprocal().negated())));

  private static Node polynomial(Node x, Node... coefficients) {
    var sum = coefficients[coefficients.length - 1];
    for (var i = coefficients.length - 2; i >= 0; i--) {
      sum = sum.times(x).plus(coefficients[i]);
    }
    return sum;
  }

  static NistProblem of(String name) {
    try (var file = NistProblem.class.getResourceAsStream("/nist/" + name + ".dat")) {
      var text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      UnaryOperator<String> afterName = line -> line.substring(line.indexOf('=') + 1);
      return new NistProblem(
          name,
          text.lines()
              .skip(FIRST_PARAMETER)
              .takeWhile(line -> line.contains("="))
              .map(line -> numbers(afterName.apply(line)))
              .toList(),
          text.lines().skip(FIRST_ROW).filter(l -> !l.isBlank()).map(l -> numbers(l)).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] numbers(String line) {
    return Arrays.stream(line.strip().split("\\s+")).mapToDouble(Double::parseDouble).toArray();
  }

  private double[] column(List<double[]> table, int column) {
    return table.stream().mapToDouble(row -> row[column]).toArray();
  }

  double[] start(int number) {
    return column(parameters, number - 1);
  }

  double[] certified() {
    return column(parameters, 2);
  }

  double[] certifiedDeviations() {
    return column(parameters, 3);
  }

  int degreesOfFreedom() {
    return rows.size() - parameters.size();
  }

  /** The fitted values as a node of the parameters. */
  Node fitted(Node b) {
    var parts = new Node[parameters.size()];
    for (var i = 0; i < parts.length; i++) {
      parts[i] = b.slice(0, i, i + 1).reshape(Shape.SCALAR);
    }
    var x = Node.constant(vector(column(rows, 1)));
    return Objects.requireNonNull(MODELS.get(name)).of(parts, x);
  }

  Node parameter() {
    return Node.input("b", DType.FLOAT64, parameters.size());
  }

  /** The residual sum of squares. */
  Node squares(Node fitted) {
    return fitted.minus(Node.constant(vector(column(rows, 0)))).squared().sum();
  }

  private static Tensor vector(double... values) {
    return Tensor.of(Shape.of(values.length), values);
  }
}
