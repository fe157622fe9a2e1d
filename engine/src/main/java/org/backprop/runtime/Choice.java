package org.backprop.runtime;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.backprop.codegen.Loop;
import org.backprop.codegen.Loops;
import org.backprop.codegen.Tile;
import org.backprop.plan.Kernel;

/**
 * Which code runs a kernel: scalar code at first, vector code as soon as that is compiled. Both
 * have the same bits.
 */
final class Choice {
  private final int bits;
  private final boolean scalarFirst;
  private final double worthVectors;
  private final IdentityHashMap<Kernel.Region, Loop> scalarLoops = new IdentityHashMap<>();
  private final IdentityHashMap<Kernel.Region, Optional<Loop>> vectorLoops =
      new IdentityHashMap<>();
  private final IdentityHashMap<Kernel.Product, MatrixKernel> scalarProducts =
      new IdentityHashMap<>();
  private final IdentityHashMap<Kernel.Product, MatrixKernel> vectorProducts =
      new IdentityHashMap<>();

  /**
   * @param bits the width of vectors, 0 for none
   * @param scalarFirst whether vector code must have been warmed up before it is used
   * @param worthVectors operations of a loop below which scalar code does
   */
  Choice(int bits, boolean scalarFirst, double worthVectors) {
    this.bits = bits;
    this.scalarFirst = scalarFirst;
    this.worthVectors = worthVectors;
  }

  /** The loop that runs a region now. */
  Loop loop(Kernel.Region region) {
    return vector(region)
        .filter(loop -> !scalarFirst || state(region, loop) == Readiness.State.READY)
        .orElseGet(() -> scalar(region));
  }

  private Optional<Loop> vector(Kernel.Region region) {
    return vectorLoops.computeIfAbsent(region, this::findVector);
  }

  private Optional<Loop> findVector(Kernel.Region region) {
    return bits == 0 || region.columns() == 1 || Workload.operations(region) < worthVectors
        ? Optional.empty()
        : Loops.vector(region.body(), bits);
  }

  private Loop scalar(Kernel.Region region) {
    return scalarLoops.computeIfAbsent(region, own -> Loops.scalar(own.body()));
  }

  private static Readiness.State state(Kernel.Region region, Loop loop) {
    return WarmUp.request(loop, () -> Rehearsal.of(region.body(), loop)).state();
  }

  /** The plan of a product as it is computed now. */
  MatrixKernel product(Kernel.Product product) {
    var vector = vectorProducts.computeIfAbsent(product, _ -> kernel(product, bits));
    if (!scalarFirst || states(product, vector).allMatch(Readiness.State.READY::equals)) {
      return vector;
    }
    return scalarProducts.computeIfAbsent(product, _ -> kernel(product, 0));
  }

  private static MatrixKernel kernel(Kernel.Product product, int bits) {
    var dtype = product.c().buffer().dtype();
    return product.isInPanels()
        ? MatrixKernel.inPanels(dtype, product.rows(), product.columns(), product.terms(), bits)
        : MatrixKernel.of(dtype, product.rows(), product.columns(), product.terms(), bits);
  }

  private Stream<Readiness.State> states(Kernel.Product product, MatrixKernel vector) {
    if (bits == 0) {
      return Stream.empty();
    }
    var dtype = product.c().buffer().dtype();
    var layout = Tile.Layout.of(product.a().row(), product.a().column());
    return vector.needed(layout).stream()
        .map(tile -> WarmUp.request(tile, () -> Rehearsal.of(tile, layout, dtype)).state());
  }

  /** Whether no kernel's code is going to change any more; asks for those that are still cold. */
  boolean isSettled(List<Kernel> kernels) {
    if (!scalarFirst) {
      return true;
    }
    var cold = 0L;
    var longestFirst = Comparator.comparingDouble(Workload::operations).reversed();
    for (var kernel : kernels.stream().sorted(longestFirst).toList()) {
      cold += states(kernel).filter(Readiness.State.COLD::equals).count();
    }
    return cold == 0;
  }

  private Stream<Readiness.State> states(Kernel kernel) {
    return switch (kernel) {
      case Kernel.Region region -> vector(region).stream().map(loop -> state(region, loop));
      case Kernel.Product product ->
          Stream.concat(
              states(product, vectorProducts.computeIfAbsent(product, _ -> kernel(product, bits))),
              product.after().stream().flatMap(this::states));
      default -> Stream.empty();
    };
  }
}
