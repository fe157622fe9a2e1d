package org.backprop.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.backprop.graph.Node;
import org.backprop.graph.RandomBits;
import org.backprop.graph.Walk;
import org.backprop.interpret.Interpreter;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lowered random bits are the same bits. */
class LowerRandomTest {
  @ParameterizedTest
  @CsvSource({"1, 1, 0", "-5, 123456789012, 3", "9223372036854775807, 2, 1"})
  void every_bit_is_the_same(long seed, long step, int stream) {
    var bits =
        Node.of(
            new RandomBits(stream, 33),
            Node.constant(Tensor.of(Shape.SCALAR, seed)),
            Node.constant(Tensor.of(Shape.SCALAR, step)),
            Node.constant(Tensor.of(Shape.of(4), 0L, 7L, 1L << 31, (1L << 40) + 5)));
    var lowered = Lowering.of(List.of(bits));
    assertTrue(
        Walk.inputsFirst(lowered).stream().noneMatch(node -> node.op() instanceof RandomBits));
    assertEquals(value(List.of(bits)), value(lowered));
  }

  private static List<Tensor> value(List<Node> nodes) {
    return new Interpreter(nodes).evaluate(Map.of());
  }
}
