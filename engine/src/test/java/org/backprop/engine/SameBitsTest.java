package org.backprop.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Compositions;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks of many shapes learn the same bits with any number of threads, and each time again. */
class SameBitsTest {
  private static final int STEPS = 4;

  /** Layers of rectified units with dropout, a softmax, and momentum. */
  private static final class SmallNetwork {
    private final DType dtype;
    private final int batch;
    private final Node step = Node.variable("step", DType.INT64, Shape.SCALAR);
    private final List<Node> parameters = new ArrayList<>();
    private final Map<Node, Tensor> values = new LinkedHashMap<>();
    private final SplittableRandom random = new SplittableRandom(5);
    private final Node x;
    private final Node y;
    private final Program program;

    SmallNetwork(DType dtype, int batch, double dropout, List<Integer> widths) {
      this.dtype = dtype;
      this.batch = batch;
      this.x = Node.input("x", dtype, batch, widths.getFirst());
      this.y = Node.input("y", dtype, batch, widths.getLast());
      values.put(step, Tensor.of(Shape.SCALAR, 1L));
      var h = x;
      for (var i = 1; i < widths.size(); i++) {
        h = dense(h, widths.get(i));
        if (i + 1 < widths.size()) {
          h = dropped(Compositions.relu(h), dropout, i);
        }
      }
      var loss = Compositions.softmax(h).minus(y).squared().sum(1).mean();
      program = new Program(List.of(loss), updates(loss), List.of(loss));
    }

    private Node dense(Node h, int width) {
      var weights = variable(Shape.of(h.shape().dim(1), width));
      var biases = variable(Shape.of(width));
      parameters.addAll(List.of(weights, biases));
      return h.matmul(weights).plus(biases.broadcastTo(Shape.of(batch, width)));
    }

    private Node variable(Shape shape) {
      var node = Node.variable("w" + values.size(), dtype, shape);
      var numbers = random.doubles(shape.size(), -0.5, 0.5).toArray();
      values.put(node, Tensor.of(shape, numbers).to(dtype));
      return node;
    }

    private Node dropped(Node h, double rate, int stream) {
      if (rate == 0) {
        return h;
      }
      var rows = Tensor.of(Shape.of(batch), LongStream.range(0, batch).toArray());
      var seed = Node.constant(Tensor.of(Shape.SCALAR, 7L));
      var width = h.shape().dim(1);
      var bits = Compositions.randomBits(seed, step, Node.constant(rows), stream, width);
      var uniform = Compositions.uniform(bits).cast(dtype);
      return Node.select(uniform.lessThan(h.constant(rate)), h.zeros(), h.times(1 / (1 - rate)));
    }

    private Map<Node, Node> updates(Node loss) {
      var gradients = Gradients.of(loss, parameters);
      var updates = new LinkedHashMap<Node, Node>();
      updates.put(step, step.plus(1));
      for (var i = 0; i < parameters.size(); i++) {
        var parameter = parameters.get(i);
        var speed = Node.variable("v" + i, dtype, parameter.shape());
        values.put(speed, Tensor.zeros(dtype, parameter.shape()));
        var next = speed.times(0.9).plus(gradients.get(i));
        updates.put(speed, next);
        updates.put(parameter, parameter.minus(next.times(0.1)));
      }
      return updates;
    }

    /** The losses of some steps from the start, and the values of all variables after them. */
    List<Tensor> learned(Executable executable) {
      values.forEach(executable::write);
      var rows = new SplittableRandom(9);
      var seen = new ArrayList<Tensor>();
      for (var i = 0; i < STEPS; i++) {
        seen.addAll(executable.run(Map.of(x, numbers(x, rows), y, numbers(y, rows))));
      }
      values.keySet().forEach(variable -> seen.add(executable.read(variable)));
      return seen;
    }

    private static Tensor numbers(Node of, SplittableRandom random) {
      var shape = of.shape();
      return Tensor.of(shape, random.doubles(shape.size(), -1, 1).toArray()).to(of.dtype());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT32, 16, 0, 4 16 3",
    "FLOAT32, 23, 0, 37 19 5",
    "FLOAT32, 23, 0.3, 37 19 5",
    "FLOAT64, 23, 0.3, 37 19 5",
    "FLOAT32, 64, 0, 100 300 70",
    "FLOAT64, 64, 0, 100 300 70",
    "FLOAT32, 65, 0.5, 101 299 71",
    "FLOAT32, 32, 0, 24 24 24 24 24 24 24 24 24 24 10",
    "FLOAT32, 100, 0.1, 3 130 1",
    "FLOAT32, 1, 0, 300 200 2",
  })
  void any_number_of_threads_and_each_run_give_the_same_bits(
      DType dtype, int batch, double dropout, String layers) {
    var widths = Arrays.stream(layers.split(" ")).map(Integer::valueOf).toList();
    var network = new SmallNetwork(dtype, batch, dropout, widths);
    var expected = network.learned(new Interpreted(network.program.simplified().lowered()));
    for (var bits : List.of(0, Widths.OF_MACHINE.getLast())) {
      for (var threads : List.of(1, 2, 4)) {
        var options =
            Options.defaults().withVectorBits(bits).withThreads(threads).withScalarFirst(false);
        var executable = Engine.compile(network.program, options);
        var what = bits + " bits, " + threads + " threads";
        assertEquals(expected, network.learned(executable), what);
        assertEquals(expected, network.learned(executable), what + ", again");
      }
    }
  }
}
