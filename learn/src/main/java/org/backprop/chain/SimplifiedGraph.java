package org.backprop.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.layer.Construction;
import org.backprop.model.Model;
import org.backprop.model.ModelGraph;
import org.backprop.simplify.Simplify;
import org.backprop.tensor.DType;

/**
 * Every operation of a model as it is trained, after simplification.
 *
 * @param forward the prediction and the loss
 * @param gradients those of the loss by each parameter, named as in {@code dL/dW1}; may be empty
 * @param randomness what dropout draws from
 */
public record SimplifiedGraph(
    List<Node> forward, List<Node> gradients, Optional<Construction.Randomness> randomness) {
  public SimplifiedGraph {
    forward = List.copyOf(forward);
    gradients = List.copyOf(gradients);
  }

  /** The graph for this number of rows in {@code FLOAT32}, with its gradients if asked for. */
  public static SimplifiedGraph of(Model model, int rows, boolean backward) {
    var graph = ModelGraph.training(model, DType.FLOAT32, DType.FLOAT32, rows);
    var roots = new ArrayList<>(List.of(graph.mean(), graph.loss()));
    if (backward) {
      var gradients = Gradients.of(graph.loss(), graph.parameterNodes());
      for (var i = 0; i < gradients.size(); i++) {
        roots.add(gradients.get(i).named("dL/d" + graph.parameters().get(i).name()));
      }
    }
    var simplified = Simplify.of(roots);
    return new SimplifiedGraph(
        simplified.subList(0, 2), simplified.subList(2, simplified.size()), graph.randomness());
  }

  /** The prediction, the loss and the gradients. */
  public List<Node> roots() {
    var roots = new ArrayList<>(forward);
    roots.addAll(gradients);
    return roots;
  }
}
