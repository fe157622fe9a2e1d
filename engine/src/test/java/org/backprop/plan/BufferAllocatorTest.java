package org.backprop.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BufferAllocatorTest {
  /** The elements of a chain of layers without an input's and the weights' own. */
  private static int memoryOfChain(int layers) {
    var x = Node.input("x", DType.FLOAT32, 64, 64);
    var h = x;
    for (var i = 0; i < layers; i++) {
      h = h.matmul(Node.variable("W" + i, DType.FLOAT32, Shape.of(64, 64))).tanh();
    }
    var plan = Plans.of(h);
    var permanent = plan.sources().values().stream().mapToInt(view -> room(view.buffer())).sum();
    return plan.sizes().get(DType.FLOAT32) - permanent;
  }

  private static int room(Buffer buffer) {
    return buffer.length() + 16 * buffer.layout().stride(0);
  }

  @Test
  void memory_does_not_grow_with_the_number_of_layers() {
    assertEquals(memoryOfChain(4), memoryOfChain(20));
  }

  @ParameterizedTest
  @CsvSource({"5, 3, 4, 3", "64, 784, 128, 10", "2000, 300, 130, 10", "128, 1024, 2048, 1000"})
  void values_that_are_still_read_do_not_overlap(int batch, int in, int hidden, int out) {
    var plan = Plans.of(Plans.training(batch, in, hidden, out));
    var used = new HashSet<>(plan.values().values());
    plan.kernels().forEach(kernel -> Plans.used(kernel).forEach(used::add));
    for (var one : used) {
      for (var other : used) {
        if (one.number() < other.number() && one.overlaps(other)) {
          var ones = uses(plan, one);
          var others = uses(plan, other);
          assertTrue(
              ones.getLast() < others.getFirst() || others.getLast() < ones.getFirst(),
              one + " and " + other + " are live together");
        }
      }
    }
  }

  /** The kernels that use a buffer, with -1 for before the run and their number for after it. */
  private static List<Integer> uses(Plan plan, Buffer buffer) {
    var permanent =
        plan.constants().containsKey(buffer)
            || plan.sources().values().stream().anyMatch(view -> view.buffer().equals(buffer));
    var result = plan.outputs().stream().anyMatch(view -> view.buffer().equals(buffer));
    var uses = new ArrayList<Integer>();
    if (permanent) {
      uses.add(-1);
    }
    IntStream.range(0, plan.kernels().size())
        .filter(i -> Plans.used(plan.kernels().get(i)).anyMatch(buffer::equals))
        .forEach(uses::add);
    if (permanent || result) {
      uses.add(plan.kernels().size());
    }
    return uses;
  }

  @Test
  void a_buffer_is_used_again_after_its_last_read() {
    var plan = Plans.of(Plans.training(64, 784, 128, 10));
    var buffers = List.copyOf(new HashSet<>(plan.values().values()));
    assertTrue(
        buffers.stream()
            .anyMatch(one ->
                buffers.stream()
                    .anyMatch(other -> one.number() < other.number() && one.overlaps(other))));
  }

  @Test
  void rows_beyond_the_last_are_left_free_because_processors_prefetch_them() {
    var wide = Node.input("wide", DType.FLOAT32, 64, 784);
    var next = Node.input("next", DType.FLOAT32, 64, 784);
    var plan = Plans.of(wide.plus(next));
    var offsets =
        List.of(wide, next).stream()
            .mapToInt(x -> plan.values().get(x).offset())
            .sorted()
            .toArray();
    assertTrue(offsets[1] - offsets[0] >= (64 + 15) * 784);
  }

  @Test
  void buffers_start_with_a_cache_line_of_an_array_whose_header_takes_16_bytes() {
    var plan = Plans.of(Plans.training(64, 784, 128, 10));
    plan.values().values().stream()
        .filter(buffer -> buffer.dtype() == DType.FLOAT32)
        .forEach(buffer -> assertEquals(0, (16 + 4 * buffer.offset()) % 64, buffer.toString()));
  }
}
