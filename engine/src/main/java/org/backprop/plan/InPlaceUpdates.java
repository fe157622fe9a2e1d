package org.backprop.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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

  private final Set<Buffer> kept = new HashSet<>();

  private InPlaceUpdates(Plan plan) {
    this.kernels = plan.kernels();
    this.checkpoint = plan.checkpoint();
    for (var i = 0; i < kernels.size(); i++) {
      var at = i;
      kernels.get(i).reads().forEach(buffer -> lastRead.put(buffer, at));
      Set.copyOf(kernels.get(i).writes())
          .forEach(buffer -> writers.computeIfAbsent(buffer, _ -> new ArrayList<>()).add(at));
    }
    Stream.of(plan.outputs(), plan.guards(), plan.late().stream().map(Plan.Copy::from).toList())
        .flatMap(List::stream)
        .forEach(view -> kept.add(view.buffer()));
  }

  /**
   * The same plan with fewer late copies.
   *
   * @param plan each value in a buffer of its own, and all next values copied late
   */
  static Plan in(Plan plan) {
    var search = new InPlaceUpdates(plan);
    var variables = new HashMap<Buffer, Buffer>();
    for (var copy : plan.late()) {
      if (search.isSafe(copy)) {
        variables.putIfAbsent(copy.from().buffer(), copy.to().buffer());
      }
    }
    var shared = plan.on(buffer -> variables.getOrDefault(buffer, buffer), plan.sizes());
    return shared.withLate(
        shared.late().stream().filter(copy -> !copy.from().equals(copy.to())).toList());
  }

  private boolean isSafe(Plan.Copy copy) {
    var old = copy.to().buffer();
    return copy.from().equals(new View(copy.from().buffer(), copy.to().layout()))
        && !kept.contains(old)
        && isSafe(old, copy.from().buffer());
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
