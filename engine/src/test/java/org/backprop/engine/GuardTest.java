package org.backprop.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No variable changes in a run whose loss is not finite; later runs go on from the old values. */
class GuardTest {
  /** A network whose variables change in place, in products, and by a late copy. */
  private static final class Network {
    private final SplittableRandom random = new SplittableRandom(3);
    private final Node x;
    private final Map<Node, Node> updates = new LinkedHashMap<>();
    private final Program program;
    private final Map<Node, Tensor> start = new LinkedHashMap<>();

    Network(int batch, int width) {
      x = Node.input("x", DType.FLOAT32, batch, width);
      var w = Node.variable("W", DType.FLOAT32, Shape.of(width, width));
      var speed = Node.variable("speed", DType.FLOAT32, w.shape());
      var last = Node.variable("last", DType.FLOAT32, w.shape());
      var loss = x.matmul(w).tanh().matmul(w).squared().mean();
      var next = speed.times(0.9).plus(Gradients.of(loss, List.of(w)).getFirst());
      updates.put(speed, next);
      updates.put(w, w.minus(next.times(0.1)));
      updates.put(last, w.transposed());
      program = new Program(List.of(loss), updates, List.of(loss));
      updates.keySet().forEach(variable -> start.put(variable, values(variable)));
    }

    private Tensor values(Node node) {
      var shape = node.shape();
      return Tensor.of(shape, random.doubles(shape.size(), -1, 1).toArray()).to(DType.FLOAT32);
    }

    private Map<Node, Tensor> variables(Executable executable) {
      var values = new LinkedHashMap<Node, Tensor>();
      updates.keySet().forEach(variable -> values.put(variable, executable.read(variable)));
      return values;
    }

    void check(Executable executable, String how) {
      start.forEach(executable::write);
      var good = Map.of(x, values(x));
      executable.run(good);
      var before = variables(executable);
      var bad = values(x).to(DType.FLOAT32);
      ((float[]) bad.array())[bad.size() - 1] = Float.NaN;
      for (var run = 0; run < 3; run++) {
        assertThrows(NonFiniteException.class, () -> executable.run(Map.of(x, bad)));
        assertEquals(before, variables(executable), how);
      }
      var loss = executable.run(good);
      var after = variables(executable);
      before.forEach(executable::write);
      assertEquals(loss, executable.run(good), how);
      assertEquals(after, variables(executable), how);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "8, 12, 1, false, false",
    "8, 12, 2, false, false",
    "8, 12, 2, true, false",
    "64, 300, 1, false, false",
    "64, 300, 2, false, false",
    "64, 300, 2, true, false",
    "64, 300, 2, false, true",
    "64, 300, 3, false, false",
  })
  void variables_keep_their_bits(
      int batch, int width, int threads, boolean scalarFirst, boolean profile) {
    var network = new Network(batch, width);
    var options =
        Options.defaults().withThreads(threads).withScalarFirst(scalarFirst).withProfile(profile);
    network.check(Engine.compile(network.program, options), "one piece of code or in parallel");
    network.check(Engine.compile(network.program, options.withWhole(false)), "kernel by kernel");
  }
}
