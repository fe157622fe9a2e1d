package org.backprop.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.backprop.graph.Contract;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.TensorType;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;

class InterpreterTest {
  private final Node x = Node.input("x", DType.FLOAT64, 2);
  private final Node w = Node.variable("w", DType.FLOAT64, Shape.of(2));
  private final Tensor two = Tensor.of(Shape.of(2), 1.0, 2);

  /** The same value; counts how often it is computed. */
  private record Counted(AtomicInteger count) implements Op.Flat {
    @Override
    public String name() {
      return "counted";
    }

    @Override
    public double apply(double x) {
      count.incrementAndGet();
      return x;
    }
  }

  /** The same value in memory of its own; notes how many earlier ones are still in memory. */
  private record Watched(List<WeakReference<Tensor>> made, List<Long> held) implements Op.Flat {
    @Override
    public String name() {
      return "watched";
    }

    @Override
    public double apply(double x) {
      return x;
    }

    @Override
    public Tensor evaluate(List<Tensor> inputs, TensorType type) {
      System.gc();
      held.add(made.stream().filter(value -> value.get() != null).count());
      var value = Op.Flat.super.evaluate(inputs, type);
      made.add(new WeakReference<>(value));
      return value;
    }
  }

  @Test
  void a_value_is_dropped_after_its_last_reader() {
    var watched = new Watched(new ArrayList<>(), new ArrayList<>());
    var node = x;
    for (var i = 0; i < 4; i++) {
      node = Node.of(watched, node);
    }
    assertEquals(List.of(two), new Interpreter(List.of(node)).evaluate(Map.of(x, two)));
    assertEquals(List.of(0L, 1L, 1L, 1L), watched.held());
  }

  private static float[] numbers(int count, int seed) {
    var random = new SplittableRandom(seed);
    var numbers = new float[count];
    for (var i = 0; i < count; i++) {
      numbers[i] = (float) ((random.nextDouble() - 0.3) * Math.exp(8 * random.nextDouble()));
    }
    return numbers;
  }

  private static Tensor value(Node node) {
    return new Interpreter(List.of(node)).evaluate(Map.of()).getFirst();
  }

  @Test
  void roots_come_back_in_their_order_also_twice() {
    var y = x.plus(w);
    var values = new Interpreter(List.of(y, x, y)).evaluate(Map.of(x, two, w, two));
    assertEquals(List.of(Tensor.of(Shape.of(2), 2.0, 4), two), values.subList(0, 2));
    assertSame(values.get(0), values.get(2));
  }

  @Test
  void a_shared_node_is_computed_once() {
    var count = new AtomicInteger();
    var shared = Node.of(new Counted(count), x);
    var interpreter = new Interpreter(List.of(shared.plus(shared), shared.sin()));
    interpreter.evaluate(Map.of(x, two));
    assertEquals(2, count.get(), "once for each of two elements");
  }

  @Test
  void every_node_has_its_value_in_the_order_of_evaluation() {
    var y = x.sin().plus(w);
    var interpreter = new Interpreter(List.of(y));
    var given = Map.of(x, two, w, Tensor.of(Shape.of(2), 5.0, 6));
    var values = interpreter.values(given);
    assertEquals(List.of(x, y.input(0), w, y), interpreter.order());
    assertEquals(Math.sin(2), values.get(1).at(1));
    assertEquals(6 + Math.sin(2), values.get(3).at(1));
  }

  @Test
  void a_source_without_a_value_is_named() {
    var interpreter = new Interpreter(List.of(x.plus(w)));
    var input =
        assertThrows(IllegalArgumentException.class, () -> interpreter.evaluate(Map.of(w, two)));
    assertEquals("no value was given for input x FLOAT64[2]", input.getMessage());
    var variable =
        assertThrows(IllegalArgumentException.class, () -> interpreter.evaluate(Map.of(x, two)));
    assertEquals("no value was given for variable w FLOAT64[2]", variable.getMessage());
  }

  @Test
  void many_threads_use_one_interpreter() {
    var interpreter = new Interpreter(List.of(x.times(w).sum()));
    IntStream.range(0, 200)
        .parallel()
        .forEach(i -> {
          var given = Map.of(x, Tensor.of(Shape.of(2), i, 1.0), w, two);
          assertEquals(i + 2.0, interpreter.evaluate(given).getFirst().item());
        });
  }

  @Test
  void a_sum_over_columns_has_16_lanes_for_each_and_a_fixed_tree() {
    var rows = 45;
    var columns = 3;
    var x = numbers(rows * columns, 1);
    var sums = value(Node.constant(Tensor.of(Shape.of(rows, columns), x)).sum(0));
    for (var column = 0; column < columns; column++) {
      var lanes = new float[16];
      for (var row = 0; row < rows; row++) {
        lanes[row % 16] += x[row * columns + column];
      }
      for (var width = 8; width > 0; width /= 2) {
        for (var lane = 0; lane < width; lane++) {
          lanes[lane] += lanes[lane + width];
        }
      }
      assertEquals(lanes[0], (float) sums.at(column), "column " + column);
    }
  }

  @Test
  void a_product_of_transposed_operands_has_the_bits_of_a_plain_loop() {
    var rows = 3;
    var terms = 2 * Contract.BLOCK + 5;
    var columns = 2;
    var a = numbers(terms * rows, 2);
    var b = numbers(columns * terms, 3);
    var product =
        value(
            Node.of(
                new Contract("ki", "jk", "ji"),
                Node.constant(Tensor.of(Shape.of(terms, rows), a)),
                Node.constant(Tensor.of(Shape.of(columns, terms), b))));
    for (var i = 0; i < rows; i++) {
      for (var j = 0; j < columns; j++) {
        var total = 0f;
        for (var start = 0; start < terms; start += Contract.BLOCK) {
          var chain = 0f;
          for (var k = start; k < Math.min(terms, start + Contract.BLOCK); k++) {
            chain = Math.fma(a[k * rows + i], b[j * terms + k], chain);
          }
          total = start == 0 ? chain : total + chain;
        }
        assertEquals(total, (float) product.get(j, i), "row " + j + ", column " + i);
      }
    }
  }
}
