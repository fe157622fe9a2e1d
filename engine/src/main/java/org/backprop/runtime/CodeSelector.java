package org.backprop.runtime;

import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.backprop.codegen.Loop;
import org.backprop.codegen.Loops;
import org.backprop.codegen.Tile;
import org.backprop.codegen.TransposedBlock;
import org.backprop.plan.Kernel;
import org.backprop.plan.TargetMachine;
import org.backprop.tensor.DType;

/**
 * Selects the code that runs a kernel: scalar code at first, vector code as soon as HotSpot has
 * compiled it. Both give equal bits.
 */
final class CodeSelector {
  private final TargetMachine machine;
  private final int bits;
  private final boolean scalarFirst;
  private final double worthVectors;
  private final WarmUp warmUp;
  private final IdentityHashMap<Kernel.Nest, Loop> scalarLoops = new IdentityHashMap<>();
  private final IdentityHashMap<Kernel.Matmul, MatrixKernel> scalarProducts =
      new IdentityHashMap<>();
  private final Map<Kernel.Nest, Optional<Loop>> vectorLoops = synchronizedMap();
  private final Map<Kernel.Matmul, MatrixKernel> vectorProducts = synchronizedMap();
  private final Map<Kernel, List<Tier>> asked = synchronizedMap();

  /**
   * @param machine its vectors are used, if it has some
   * @param scalarFirst whether vector code must have been warmed up before it is used
   * @param worthVectors operations of a loop below which scalar code suffices
   * @param warmUp warms vector code up
   */
  CodeSelector(TargetMachine machine, boolean scalarFirst, double worthVectors, WarmUp warmUp) {
    this.machine = machine;
    this.bits = machine.vectorBits();
    this.scalarFirst = scalarFirst;
    this.worthVectors = worthVectors;
    this.warmUp = warmUp;
  }

  /** Scalar code for all kernels. */
  static CodeSelector scalar(TargetMachine machine) {
    return new CodeSelector(machine.withVectorBits(0), false, 0, WarmUp.ofProcess());
  }

  /** Vector code for all kernels that have it, from the first run. */
  static CodeSelector atOnce(TargetMachine machine) {
    return new CodeSelector(machine, false, 0, WarmUp.ofProcess());
  }

  private static <K, V> Map<K, V> synchronizedMap() {
    return Collections.synchronizedMap(new IdentityHashMap<>());
  }

  /**
   * Requests the vector code of these kernels, longest first. The warm-up thread generates it while
   * the program runs.
   */
  void ask(List<Kernel> kernels) {
    kernels.stream()
        .sorted(Comparator.comparingDouble(Workload::operations).reversed())
        .flatMap(CodeSelector::pieces)
        .forEach(kernel -> warmUp.prepare(() -> asked.put(kernel, requests(kernel).toList())));
  }

  /** A kernel, and the loop that is fused into a product. */
  private static Stream<Kernel> pieces(Kernel kernel) {
    return switch (kernel) {
      case Kernel.Matmul product -> Stream.concat(Stream.of(kernel), product.after().stream());
      case Kernel.Nest _, Kernel.Transposition _ -> Stream.of(kernel);
      default -> Stream.empty();
    };
  }

  private Stream<Tier> requests(Kernel kernel) {
    return switch (kernel) {
      case Kernel.Nest nest ->
          vector(nest).stream()
              .map(loop -> warmUp.request(loop, () -> new LoopCase(nest.body(), loop, bits)));
      case Kernel.Matmul product -> requests(product);
      case Kernel.Transposition copy ->
          vector(copy).stream()
              .map(block -> warmUp.request(block, () -> CopyCase.of(block, dtype(copy))));
      default -> Stream.empty();
    };
  }

  private Stream<Tier> requests(Kernel.Matmul product) {
    var dtype = product.c().buffer().dtype();
    var layout = layout(product);
    var kernel = vector(product);
    return Stream.concat(
        kernel.needed().stream()
            .map(tile -> warmUp.request(tile, () -> new TileCase(tile, layout, dtype, bits))),
        kernel.copy(product.b().row()).stream()
            .map(copy -> warmUp.request(copy, () -> CopyCase.of(copy, dtype, bits))));
  }

  /** Whether a kernel's vector code may be used. */
  private boolean isReady(Kernel kernel) {
    if (!scalarFirst) {
      return true;
    }
    var tier = asked.get(kernel);
    return tier != null && tier.stream().allMatch(one -> one.state() == Tier.State.READY);
  }

  /** Whether a kernel's code may still change. */
  private boolean isCold(Kernel kernel) {
    var tier = asked.get(kernel);
    return tier == null || tier.stream().anyMatch(one -> one.state() == Tier.State.COLD);
  }

  /** The loop that runs a nest now. */
  Loop loop(Kernel.Nest nest) {
    return isReady(nest) ? vector(nest).orElseGet(() -> scalar(nest)) : scalar(nest);
  }

  private Optional<Loop> vector(Kernel.Nest nest) {
    return vectorLoops.computeIfAbsent(nest, this::findVector);
  }

  private Optional<Loop> findVector(Kernel.Nest nest) {
    return bits == 0 || nest.columns() == 1 || Workload.operations(nest) < worthVectors
        ? Optional.empty()
        : Loops.vector(nest.body(), bits);
  }

  private Loop scalar(Kernel.Nest nest) {
    return scalarLoops.computeIfAbsent(nest, own -> Loops.scalar(own.body()));
  }

  /** The plan of a product as it is computed now. */
  MatrixKernel product(Kernel.Matmul product) {
    return isReady(product)
        ? vector(product)
        : scalarProducts.computeIfAbsent(product, _ -> kernel(product, machine.withVectorBits(0)));
  }

  private MatrixKernel vector(Kernel.Matmul product) {
    return vectorProducts.computeIfAbsent(product, _ -> kernel(product, machine));
  }

  /** The block that transposes a matrix now. */
  Optional<TransposedBlock> block(Kernel.Transposition copy) {
    return isReady(copy) ? vector(copy) : Optional.empty();
  }

  private Optional<TransposedBlock> vector(Kernel.Transposition copy) {
    return bits == 0
            || !copy.readsSideBySide()
            || !dtype(copy).isFloat()
            || Workload.operations(copy) < worthVectors
        ? Optional.empty()
        : Optional.of(TransposedBlock.of(dtype(copy), bits));
  }

  private static DType dtype(Kernel.Transposition copy) {
    return copy.to().buffer().dtype();
  }

  private static MatrixKernel kernel(Kernel.Matmul product, TargetMachine machine) {
    var layout = layout(product);
    var dtype = product.c().buffer().dtype();
    var rows = product.rows();
    var columns = product.columns();
    var terms = product.terms();
    return product.isInPanels()
        ? MatrixKernel.inPanels(
            layout, dtype, rows, columns, terms, machine, product.c().isInPanels())
        : MatrixKernel.of(layout, dtype, rows, columns, terms, machine);
  }

  private static Tile.LeftLayout layout(Kernel.Matmul product) {
    return Tile.LeftLayout.of(product.a().row(), product.a().column());
  }

  /** The share of the operations whose code may still change. */
  double coldShare(List<Kernel> kernels) {
    var all = 0.0;
    var cold = 0.0;
    for (var kernel : kernels) {
      var operations = Workload.operations(kernel);
      all += operations;
      cold += scalarFirst && pieces(kernel).anyMatch(this::isCold) ? operations : 0;
    }
    return all == 0 ? 0 : cold / all;
  }
}
