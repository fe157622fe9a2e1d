package org.backprop.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Map;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The classes of programs that nothing holds any more are unloaded. */
class UnloadedClassesTest {
  private static final int GRAPHS = 1000;

  /** The caches of generated code keep fewer. */
  private static final int KEPT = 300;

  /** With vectors a small program begins as loops of scalar code, without them it is one class. */
  @Tag("alone")
  @Execution(ExecutionMode.SAME_THREAD)
  @ParameterizedTest
  @CsvSource({"0, true", "0, false", "128, true"})
  void of_many_small_graphs_only_the_last_ones_are_kept(int bits, boolean whole) {
    var classes = ManagementFactory.getClassLoadingMXBean();
    var loadedBefore = classes.getTotalLoadedClassCount();
    var unloadedBefore = classes.getUnloadedClassCount();
    var options = Options.defaults().withVectorBits(bits).withThreads(1).withWhole(whole);
    var first = 100 * bits + (whole ? 5_000 : 0);
    for (var number = first; number < first + GRAPHS; number++) {
      run(number, options);
    }
    var loaded = classes.getTotalLoadedClassCount() - loadedBefore;
    assertTrue(loaded >= GRAPHS, loaded + " classes are loaded");
    System.gc();
    var unloaded = classes.getUnloadedClassCount() - unloadedBefore;
    assertTrue(unloaded >= GRAPHS - KEPT, unloaded + " classes are unloaded");
  }

  /** A graph whose code has a number of its own. */
  private static void run(int number, Options options) {
    var x = Node.input("x", DType.FLOAT32, 3, 5);
    var ones = Map.of(x, Tensor.filled(DType.FLOAT32, x.shape(), 1));
    var sum = Engine.compile(Program.of(x.plus(number).sum(1)), options).run(ones).getFirst();
    assertEquals(5f * (number + 1), sum.at(0));
  }
}
