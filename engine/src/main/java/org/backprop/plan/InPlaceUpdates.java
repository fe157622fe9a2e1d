package org.backprop.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.backprop.graph.Node;

/**
 * Which variables' next values are written over the old ones: where the kernel that writes a next
 * value runs after the checkpoint, is the last to read the old one, and reads each element of it
 * before it writes that element. All other next values are copied to their variables late.
 */
final class InPlaceUpdates {
  private final List<Kernel> kernels;
  private final int checkpoint;
  private final Map<Buffer, Integer> lastRead = new HashMap<>();
  private final Map<Buffer, List<Integer>> writers = new HashMap<>();

  private InPlaceUpdates(List<Kernel> kernels, int checkpoint) {
    this.kernels = kernels;
    this.checkpoint = checkpoint;
    for (var i = 0; i < kernels.size(); i++) {
      var at = i;
      kernels.get(i).reads().forEach(buffer -> lastRead.put(buffer, at));
      Set.copyOf(kernels.get(i).writes())
          .forEach(buffer -> writers.computeIfAbsent(buffer, _ -> new ArrayList<>()).add(at));
    }
  }

  /**
   * The variable's buffer for the buffer of each next value that is written in place.
   *
   * @param kernels all kernels of a program, each value in a buffer of its own
   * @param buffers the buffer of each stored value
   * @param updates the next value of each variable; of variables with the same one the first gets
   *     it in place
   * @param kept values that are read after the run
   */
  static Map<Buffer, Buffer> of(
      List<Kernel> kernels,
      int checkpoint,
      Map<Node, Buffer> buffers,
      Map<Node, Node> updates,
      Set<Node> kept) {
    var search = new InPlaceUpdates(kernels, checkpoint);
    var found = new HashMap<Buffer, Buffer>();
    updates.forEach((variable, next) -> {
      var old = buffers.get(variable);
      var written = buffers.get(next);
      if (old != null
          && written != null
          && !kept.contains(variable)
          && search.isSafe(old, written)) {
        found.putIfAbsent(written, old);
      }
    });
    return found;
  }

  private boolean isSafe(Buffer old, Buffer written) {
    var writing = writers.getOrDefault(written, List.of());
    if (writing.size() != 1 || !old.layout().equals(written.layout())) {
      return false;
    }
    var writer = writing.getFirst();
    return writer >= checkpoint
        && lastRead.getOrDefault(old, -1) <= writer
        && canOverwrite(kernels.get(writer), old, written);
  }

  /** Whether a kernel reads each element of a buffer before it writes that of the other one. */
  private static boolean canOverwrite(Kernel kernel, Buffer old, Buffer written) {
    return switch (kernel) {
      case Kernel.Nest nest -> canOverwrite(nest, old, written);
      case Kernel.Matmul product ->
          !product.a().buffer().equals(old)
              && !product.b().buffer().equals(old)
              && product.after().stream()
                  .allMatch(loop ->
                      !loop.reads().contains(old)
                          || (!product.c().buffer().equals(written)
                              && canOverwrite(loop, old, written)));
      case Kernel.Reference _ -> true;
      case Kernel.Transposition _, Kernel.Lookup _ -> !kernel.reads().contains(old);
    };
  }

  /** Whether a loop walks over both in the same way, if it reads the old values at all. */
  private static boolean canOverwrite(Kernel.Nest nest, Buffer old, Buffer written) {
    var read = nest.places().stream().filter(place -> place.buffer().equals(old)).toList();
    return read.isEmpty()
        || (nest.body().folds().stream()
                .noneMatch(fold ->
                    fold.isStored() && nest.places().get(fold.operand()).buffer().equals(written))
            && nest.places().stream()
                .filter(place -> place.buffer().equals(written))
                .allMatch(place -> read.stream().allMatch(place::isParallelTo)));
  }
}
