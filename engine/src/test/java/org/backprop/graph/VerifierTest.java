package org.backprop.graph;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;

class VerifierTest {
  private final Node x = Node.input("x", DType.FLOAT64, 2);

  private static void requireRefused(String sentence, Node... roots) {
    var e = assertThrows(IllegalStateException.class, () -> Verifier.verify(List.of(roots)));
    assertEquals(sentence, e.getMessage());
  }

  /** An operation that infers another type the second time it is asked. */
  private static final class Moody implements Op.Move {
    private int asked;

    @Override
    public String name() {
      return "moody";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
      return inputs.getFirst().with(Shape.of(++asked));
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type) {
      return inputs.getFirst();
    }

    @Override
    public void pullback(Node node, Node cotangent, Cotangents into) {}
  }

  @Test
  void a_node_whose_type_is_not_the_inferred_one_is_named() {
    var moody = Node.of(new Moody(), x);
    requireRefused("moody FLOAT64[1] should be of type FLOAT64[2]", moody.sin());
  }

  @Test
  void two_inputs_or_variables_of_one_name_are_refused() {
    var twin = Node.input("x", DType.FLOAT64, 2);
    requireRefused("two nodes are named x: x FLOAT64[2] and x FLOAT64[2]", x.plus(twin));
    var variable = Node.variable("x", DType.FLOAT32, Shape.of(3));
    requireRefused("two nodes are named x: x FLOAT64[2] and x FLOAT32[3]", x, variable);
  }

  @Test
  void a_graph_that_reads_one_input_often_and_many_constants_is_in_order() {
    var y = x.plus(1).times(x.plus(2)).named("x");
    assertDoesNotThrow(() -> Verifier.verify(List.of(y, y, x)));
  }
}
