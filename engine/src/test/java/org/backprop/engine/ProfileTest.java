package org.backprop.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ProfileTest {
  private static final Node X = Node.input("x", DType.FLOAT32, 64, 80);
  private static final Node W = Node.variable("W", DType.FLOAT32, Shape.of(80, 70));
  private static final Program PROGRAM =
      new Program(
          List.of(X.matmul(W).tanh().named("h \"quoted\"").sum(0)),
          Map.of(W, W.times(0.5)),
          List.of());

  private static Executable run(Options options, int times) {
    var executable = Engine.compile(PROGRAM, options);
    executable.write(W, Tensor.filled(DType.FLOAT32, W.shape(), 0.1));
    for (var i = 0; i < times; i++) {
      executable.run(Map.of(X, Tensor.filled(DType.FLOAT32, X.shape(), 0.1)));
    }
    return executable;
  }

  @Test
  void each_kernel_has_its_share_its_work_and_its_operations() throws IOException {
    for (var threads : List.of(1, 2)) {
      var options = Options.defaults().withScalarFirst(false).withThreads(threads);
      var profile = run(options.withProfile(true), 5).profile().orElseThrow();
      var entries = profile.entries();
      assertEquals(1, entries.stream().mapToDouble(Profile.Entry::share).sum(), 1e-9);
      assertTrue(entries.stream().allMatch(entry -> entry.runs() == 5 && entry.seconds() > 0));
      var product =
          entries.stream()
              .filter(entry -> entry.kind().equals("product"))
              .findFirst()
              .orElseThrow();
      assertTrue(product.flops() >= 2.0 * 64 * 80 * 70, product + "");
      assertTrue(product.bytes() >= 4.0 * (64 * 80 + 80 * 70 + 64 * 70), product + "");
      assertEquals("contract", product.operations().getFirst());
      assertEquals(5 * entries.size(), profile.events().size());
      assertTrue(profile.peakFlops() > 1e8 && profile.peakBytes() > 1e8, profile.table());
      assertTrue(profile.table().contains("product: h \"quoted\" (contract,"), profile.table());
      var trace = new StringBuilder();
      profile.writeTrace(trace);
      assertTrue(trace.toString().contains("\"name\":\"h \\u0022quoted\\u0022\""));
    }
  }

  @Test
  void without_the_option_or_without_kernels_there_is_none() {
    assertTrue(run(Options.defaults(), 1).profile().isEmpty());
    assertTrue(
        run(Options.defaults().withInterpret(true).withProfile(true), 1).profile().isEmpty());
  }

  @Test
  void a_plan_says_how_it_runs() {
    var plan = run(Options.defaults(), 1).plan();
    assertTrue(plan.contains("product of 64 x 80 and 80 x 70, then on each block"), plan);
    assertTrue(run(Options.defaults().withInterpret(true), 1).plan().contains("x W"), plan);
  }
}
