package org.backprop.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Compositions;
import org.backprop.graph.Contract;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compiled programs with variables, threads and larger shapes. */
class CompiledProgramTest {
  private static final int WIDEST = Widths.OF_MACHINE.getLast();

  private static Options vectors(int bits, int threads) {
    return Options.defaults().withVectorBits(bits).withThreads(threads).withScalarFirst(false);
  }

  private static Tensor random(SplittableRandom random, DType dtype, int... dims) {
    var shape = Shape.of(dims);
    return Tensor.of(shape, random.doubles(shape.size(), -1, 1).toArray()).to(dtype);
  }

  /** A network with a hidden layer that learns rows of a table by momentum. */
  private static final class Network {
    final Node table;
    final Node rows;
    final Node x;
    final Node y;
    final List<Node> parameters = new ArrayList<>();
    final Program program;
    final Map<Node, Tensor> inputs = new LinkedHashMap<>();
    final Map<Node, Tensor> start = new LinkedHashMap<>();

    Network(DType dtype, int batch, int in, int hidden, int out) {
      var random = new SplittableRandom(5);
      table = Node.input("table", dtype, 2 * batch, in);
      rows = Node.input("rows", DType.INT64, batch);
      x = table.gather(rows);
      y = Node.input("y", dtype, batch, out);
      var w1 = parameter("W1", dtype, in, hidden);
      var b1 = parameter("b1", dtype, hidden);
      var w2 = parameter("W2", dtype, hidden, out);
      var b2 = parameter("b2", dtype, out);
      var h = x.matmul(w1).plus(b1.broadcastTo(Shape.of(batch, hidden))).tanh();
      var a2 = h.matmul(w2).plus(b2.broadcastTo(Shape.of(batch, out)));
      var p = Compositions.softmax(a2);
      var loss = p.minus(y).squared().sum(1).mean();
      var gradients = Gradients.of(loss, parameters);
      var updates = new LinkedHashMap<Node, Node>();
      for (var i = 0; i < parameters.size(); i++) {
        var weights = parameters.get(i);
        var speed = Node.variable("v" + i, dtype, weights.shape());
        var next = speed.times(0.9).plus(gradients.get(i));
        updates.put(speed, next);
        updates.put(weights, weights.minus(next.times(0.1)));
        start.put(speed, Tensor.zeros(dtype, weights.shape()));
        start.put(weights, random(random, dtype, weights.shape().dims()));
      }
      program = new Program(List.of(loss, p), updates, List.of(loss));
      inputs.put(table, random(random, dtype, 2 * batch, in));
      inputs.put(rows, Tensor.of(Shape.of(batch), random.longs(batch, 0, 2L * batch).toArray()));
      inputs.put(y, random(random, dtype, batch, out));
    }

    private Node parameter(String name, DType dtype, int... dims) {
      parameters.add(Node.variable(name, dtype, Shape.of(dims)));
      return parameters.getLast();
    }

    List<Tensor> after(int steps, Executable executable) {
      start.forEach(executable::write);
      var seen = new ArrayList<Tensor>();
      for (var i = 0; i < steps; i++) {
        seen.addAll(executable.run(inputs));
      }
      start.keySet().forEach(variable -> seen.add(executable.read(variable)));
      return seen;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "FLOAT32, 5, 3, 4, 3",
    "FLOAT32, 16, 4, 16, 3",
    "FLOAT64, 16, 4, 16, 3",
    "FLOAT64, 1, 4, 17, 2",
    "FLOAT32, 35, 17, 33, 1",
    "FLOAT32, 33, 40, 70, 10",
    "FLOAT64, 33, 40, 70, 10",
    "FLOAT32, 130, 257, 129, 1",
    "FLOAT64, 70, 1, 33, 2",
    "FLOAT32, 20, 500, 70, 10",
    "FLOAT64, 9, 900, 130, 3",
    "FLOAT32, 9, 500, 200, 3",
    "FLOAT32, 20, 40, 200, 150",
    "FLOAT64, 20, 40, 200, 150",
  })
  void training_has_the_interpreters_bits_for_any_width_and_number_of_threads(
      DType dtype, int batch, int in, int hidden, int out) {
    var network = new Network(dtype, batch, in, hidden, out);
    var reference = new Interpreted(network.program.simplified().lowered());
    var expected = network.after(3, reference);
    for (var bits : Widths.OF_MACHINE) {
      for (var threads : List.of(1, 2, 4)) {
        var compiled = Engine.compile(network.program, vectors(bits, threads));
        assertEquals(expected, network.after(3, compiled), bits + " bits, " + threads + " threads");
      }
      var inParts = Engine.compile(network.program, vectors(bits, 1).withWhole(false));
      assertEquals(expected, network.after(3, inParts), bits + " bits, kernel by kernel");
    }
  }

  @ParameterizedTest
  @CsvSource({"128, 64, 96, 10, 60", "16, 4, 16, 3, 100000"})
  void code_that_is_warmed_up_on_the_way_changes_no_bit(
      int batch, int in, int hidden, int out, int steps) {
    var network = new Network(DType.FLOAT32, batch, in, hidden, out);
    var expected = network.after(steps, new Interpreted(network.program.simplified().lowered()));
    var compiled = Engine.compile(network.program, Options.defaults());
    assertEquals(expected, network.after(steps, compiled));
  }

  @ParameterizedTest
  @CsvSource({
    "ik, kj, ij, 40, 50, 60",
    "ki, kj, ij, 37, 1100, 19",
    "ik, jk, ij, 64, 3, 200",
    "ik, jk, ij, 37, 61, 50",
    "ki, jk, ji, 21, 34, 55",
    "ik, kj, ij, 3, 5000, 2",
    "ki, kj, ij, 5, 9000, 1",
    "ik, kj, ij, 1, 100, 300",
    "ik, kj, ij, 300, 100, 1",
    "ik, kj, ji, 17, 2050, 33"
  })
  void products_in_any_transposition(String left, String right, String out, int i, int k, int j) {
    var random = new SplittableRandom(3);
    for (var dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      var a = Node.input("a", dtype, dims(left, i, k, j));
      var b = Node.input("b", dtype, dims(right, i, k, j));
      var product = Node.of(new Contract(left, right, out), a, b);
      var values =
          Map.of(
              a,
              random(random, dtype, a.shape().dims()),
              b,
              random(random, dtype, b.shape().dims()));
      var nodes = List.of(product, product.plus(1).tanh());
      var expected =
          new Interpreted(new Program(nodes, Map.of(), List.of()).simplified().lowered())
              .run(values);
      for (var bits : Widths.OF_MACHINE) {
        for (var threads : List.of(1, 3)) {
          assertEquals(
              expected,
              Engine.evaluator(nodes, vectors(bits, threads)).evaluate(values),
              dtype + ", " + bits + " bits, " + threads + " threads");
        }
        assertEquals(
            expected,
            Engine.evaluator(nodes, vectors(bits, 1).withWhole(false)).evaluate(values),
            dtype + ", " + bits + " bits, kernel by kernel");
      }
    }
  }

  private static int[] dims(String letters, int i, int k, int j) {
    return letters.chars().map(letter -> letter == 'i' ? i : letter == 'k' ? k : j).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 100, 5000})
  void folds_over_rows_columns_and_everything(int columns) {
    var random = new SplittableRandom(3);
    for (var dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      var x = Node.input("x", dtype, 35, columns);
      var scale = Node.input("s", dtype, 35, 1);
      var y = x.times(scale.broadcastTo(x.shape())).exp();
      var nodes =
          List.of(y.sum(0), y.sum(1), y.sum(), y.max(0), y.max(1), y.max(0).max(0), x.sum(0), y);
      Map<Node, Tensor> values =
          Map.of(x, random(random, dtype, 35, columns), scale, random(random, dtype, 35, 1));
      var expected =
          new Interpreted(new Program(nodes, Map.of(), List.of()).simplified().lowered())
              .run(values);
      for (var bits : Widths.OF_MACHINE) {
        for (var threads : List.of(1, 2)) {
          assertEquals(
              expected,
              Engine.evaluator(nodes, vectors(bits, threads)).evaluate(values),
              dtype + ", " + bits + " bits, " + threads + " threads");
        }
        assertEquals(
            expected,
            Engine.evaluator(nodes, vectors(bits, 1).withWhole(false)).evaluate(values),
            dtype + ", " + bits + " bits, kernel by kernel");
      }
    }
  }

  @Tag("alone")
  @ParameterizedTest
  @CsvSource({
    "FLOAT32, 1, true, 16, 8, 24, 3",
    "FLOAT32, 1, true, 10, 20, 30, 5",
    "FLOAT64, 1, true, 16, 8, 24, 3",
    "FLOAT32, 1, false, 16, 8, 24, 3",
    "FLOAT64, 1, false, 16, 8, 24, 3",
    "FLOAT32, 2, false, 64, 150, 130, 10",
    "FLOAT64, 2, false, 64, 150, 130, 10",
  })
  void a_step_allocates_nothing(
      DType dtype, int threads, boolean whole, int batch, int in, int hidden, int out) {
    var network = new Network(dtype, batch, in, hidden, out);
    var compiled = Engine.compile(network.program, vectors(WIDEST, threads).withWhole(whole));
    network.start.forEach(compiled::write);
    var step = compiled.bind(network.inputs);
    // Code that is not compiled yet allocates, and so do other tests on the same workers.
    var least = Long.MAX_VALUE;
    for (var i = 0; i < 2000 && least > 0; i++) {
      least = Math.min(least, allocated(step, 100));
    }
    assertEquals(0, least, "bytes in 100 steps");
    assertTrue(Double.isFinite(step.number(0)));
  }

  /** The bytes that this thread and all workers allocate meanwhile. */
  private static long allocated(Bound step, int times) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var workers = workers();
    var before = LongStream.of(workers).map(threads::getThreadAllocatedBytes).sum();
    var mine = threads.getCurrentThreadAllocatedBytes();
    run(step, times);
    mine = threads.getCurrentThreadAllocatedBytes() - mine;
    return mine + LongStream.of(workers).map(threads::getThreadAllocatedBytes).sum() - before;
  }

  private static long[] workers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("backprop-[0-9]+"))
        .mapToLong(Thread::threadId)
        .toArray();
  }

  private static void run(Bound step, int times) {
    for (var i = 0; i < times; i++) {
      step.run();
    }
  }

  @Test
  void nothing_is_written_when_the_loss_is_not_finite() {
    assertKeepsEvidence(new Network(DType.FLOAT32, 40, 30, 60, 4));
    assertKeepsEvidence(new Network(DType.FLOAT32, 40, 3, 6, 4));
  }

  private static void assertKeepsEvidence(Network network) {
    for (var threads : List.of(1, 2)) {
      var compiled = Engine.compile(network.program, vectors(WIDEST, threads));
      network.start.forEach(compiled::write);
      var bad = new LinkedHashMap<>(network.inputs);
      bad.put(network.y, Tensor.filled(DType.FLOAT32, network.y.shape(), Double.NaN));
      var e = assertThrows(NonFiniteException.class, () -> compiled.run(bad));
      assertTrue(e.getMessage().startsWith("y FLOAT32[40, 4] is NaN"), e.getMessage());
      network.start.forEach((variable, value) -> assertEquals(value, compiled.read(variable)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void a_product_may_be_the_next_value_of_a_variable_that_it_reads_or_not(int threads) {
    var random = new SplittableRandom(3);
    var a = Node.variable("a", DType.FLOAT32, Shape.of(90, 90));
    var b = Node.variable("b", DType.FLOAT32, Shape.of(90, 90));
    var x = Node.input("x", DType.FLOAT32, 90, 90);
    var updates = new LinkedHashMap<Node, Node>();
    updates.put(a, a.matmul(x));
    updates.put(b, x.matmul(x).plus(1));
    var program = new Program(List.of(a.sum()), updates, List.of());
    var start =
        Map.of(a, random(random, DType.FLOAT32, 90, 90), b, random(random, DType.FLOAT32, 90, 90));
    var input = random(random, DType.FLOAT32, 90, 90);
    var reference = new Interpreted(program.simplified().lowered());
    var compiled = Engine.compile(program, vectors(WIDEST, threads));
    compiled.write(x, input);
    start.forEach(reference::write);
    start.forEach(compiled::write);
    for (var i = 0; i < 3; i++) {
      assertEquals(reference.run(Map.of(x, input)), compiled.run(Map.of()));
      assertEquals(reference.read(a), compiled.read(a));
      assertEquals(reference.read(b), compiled.read(b));
    }
  }

  @Test
  void many_threads_evaluate_at_one_time() {
    var x = Node.input("x", DType.FLOAT64, 50, 60);
    var evaluator = Engine.evaluator(List.of(x.matmul(x.transposed()).exp().sum(1)));
    var random = new SplittableRandom(3);
    var values =
        IntStream.range(0, 40).mapToObj(i -> random(random, DType.FLOAT64, 50, 60)).toList();
    var expected = values.stream().map(value -> evaluator.evaluate(Map.of(x, value))).toList();
    var actual =
        values.parallelStream().map(value -> evaluator.evaluate(Map.of(x, value))).toList();
    assertEquals(expected, actual);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void a_row_that_the_table_lacks_is_refused(int threads) {
    var network = new Network(DType.FLOAT32, 100, 400, 90, 2);
    var compiled = Engine.compile(network.program, vectors(0, threads));
    network.start.forEach(compiled::write);
    var rows = new long[100];
    rows[97] = 200;
    var bad = new LinkedHashMap<>(network.inputs);
    bad.put(network.rows, Tensor.of(Shape.of(100), rows));
    var e = assertThrows(IndexOutOfBoundsException.class, () -> compiled.run(bad));
    assertEquals("index 200 at position 97 is outside the rows 0 to 199", e.getMessage());
    network.start.forEach((variable, value) -> assertEquals(value, compiled.read(variable)));
    assertTrue(Double.isFinite(compiled.run(network.inputs).getFirst().item()));
  }

  @Test
  void a_table_may_be_written_once_and_again() {
    var network = new Network(DType.FLOAT32, 16, 4, 16, 3);
    var expected = network.after(2, Engine.compile(network.program, vectors(0, 1)));
    var compiled = Engine.compile(network.program, vectors(0, 1));
    var table = network.inputs.get(network.table);
    network.inputs.put(network.table, Tensor.zeros(DType.FLOAT32, table.shape()));
    network.after(1, compiled);
    network.inputs.remove(network.table);
    compiled.write(network.table, table);
    assertEquals(expected, network.after(2, compiled));
  }
}
