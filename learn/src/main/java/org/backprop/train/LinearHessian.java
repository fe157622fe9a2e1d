package org.backprop.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.model.ModelGraph;
import org.backprop.prepare.Dataset;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * The Hessian of a linear model's loss from one pass over the rows. With z the standardised
 * features and a 1, and the second derivatives s of each row's loss by its linear predictors, the
 * block of the outputs k and m is {@code Z' diag(s_km) Z} (McCullagh and Nelder, Generalized Linear
 * Models, 1989, section 2.5).
 */
record LinearHessian(StandardizedRows rows) {
  /** Of more parameters, products with single directions take less time than all blocks. */
  private static final int MOST_PARAMETERS = 200;

  /** Whether all blocks are few numbers. */
  static boolean suits(Dataset data) {
    return data.x().dtype().isFloat() && (data.features() + 1) * data.outputs() <= MOST_PARAMETERS;
  }

  private int features() {
    return rows.means().length;
  }

  private int outputs() {
    return rows.data().outputs();
  }

  /**
   * The nodes of the blocks, where C is X less the means.
   *
   * @return for each output k and each m up to k {@code X' diag(s) C [features, features]}, {@code
   *     s' C [features]} and the sum of s
   */
  List<Node> nodes(ModelGraph graph) {
    var eta = graph.eta();
    var x = graph.x().cast(eta.dtype());
    var means = Node.constant(Tensor.of(Shape.of(1, features()), rows.means()).to(eta.dtype()));
    var slope = Gradients.of(graph.loss(), eta);
    var nodes = new ArrayList<Node>();
    for (var k = 0; k < outputs(); k++) {
      var curvature = Gradients.of(slope.slice(1, k, k + 1).sum(), eta);
      for (var m = 0; m <= k; m++) {
        var s = curvature.slice(1, m, m + 1);
        var centred = x.minus(means).times(s);
        nodes.add(x.transposed().matmul(centred));
        nodes.add(centred.sum(0));
        nodes.add(s.sum());
      }
    }
    return nodes;
  }

  /** The product of the Hessian whose blocks these are with weights before biases. */
  UnaryOperator<Vector> product(List<Tensor> blocks) {
    var size = (features() + 1) * outputs();
    var hessian = new double[size][size];
    var block = 0;
    for (var k = 0; k < outputs(); k++) {
      for (var m = 0; m <= k; m++) {
        write(blocks.subList(3 * block, 3 * block + 3), k, m, hessian);
        block++;
      }
    }
    return direction -> {
      var standardized = standardized(direction);
      var product = Vector.zeros(size);
      for (var i = 0; i < size; i++) {
        product.values()[i] = new Vector(hessian[i]).dot(standardized);
      }
      return ofParameters(product);
    };
  }

  private void write(List<Tensor> block, int k, int m, double[][] hessian) {
    for (var i = 0; i <= features(); i++) {
      for (var j = 0; j <= i; j++) {
        var value = (value(block, i, j) + value(block, j, i)) / 2;
        set(hessian, i, k, j, m, value);
        set(hessian, j, k, i, m, value);
      }
    }
  }

  /** An element of {@code Z' diag(s) Z}, of which the 1 of z is the last. */
  private double value(List<Tensor> block, int i, int j) {
    if (i == features() && j == features()) {
      return block.get(2).item();
    }
    var sums = block.get(1);
    if (i == features() || j == features()) {
      var feature = Math.min(i, j);
      return sums.at(feature) / rows.scales()[feature];
    }
    var centred = block.get(0).at(i * features() + j) - rows.means()[i] * sums.at(j);
    return centred / rows.scales()[i] / rows.scales()[j];
  }

  private void set(double[][] hessian, int i, int k, int j, int m, double value) {
    hessian[i * outputs() + k][j * outputs() + m] = value;
    hessian[j * outputs() + m][i * outputs() + k] = value;
  }

  /** The coefficients of standardised features that predict as these weights and biases do. */
  private Vector standardized(Vector parameters) {
    var values = parameters.values().clone();
    for (var i = 0; i < features() * outputs(); i++) {
      var feature = i / outputs();
      values[features() * outputs() + i % outputs()] += rows.means()[feature] * values[i];
      values[i] *= rows.scales()[feature];
    }
    return new Vector(values);
  }

  /** A gradient by the coefficients of standardised features as one by weights and biases. */
  private Vector ofParameters(Vector gradient) {
    var values = gradient.values().clone();
    for (var i = 0; i < features() * outputs(); i++) {
      var feature = i / outputs();
      var bias = values[features() * outputs() + i % outputs()];
      values[i] = rows.scales()[feature] * values[i] + rows.means()[feature] * bias;
    }
    return new Vector(values);
  }
}
