package org.backprop.runtime;

import java.util.List;
import org.backprop.codegen.WholePrograms;
import org.backprop.plan.Kernel;
import org.backprop.plan.TargetMachine;

/** Estimates of the operations of kernels, and the decisions that depend on them. */
final class Workload {
  private static final double UNNOTICED_SHARE = 0.005;
  private static final double LEAST_OPERATIONS = 500;

  /** Operations of a run up to which one generated class is faster than a kernel at a time. */
  private static final double SMALL = 2e6;

  private Workload() {}

  /**
   * The number of threads that pay for a run, with a barrier before and after each kernel. A
   * barrier, with fetching the values that the other core has written, takes 1 microsecond or,
   * between distant cores, 4: 20 layers of 64 take 240 microseconds on one thread, and 217 or 640
   * on two.
   */
  static int threads(List<Kernel> kernels, TargetMachine machine) {
    var rates = machine.rates();
    var worthwhile = rates.barrier() * (kernels.size() + 1);
    return (int) Math.clamp(seconds(kernels, rates) / worthwhile, 1, machine.threads());
  }

  /** Operations of a loop below which scalar code takes no noticeable share of a run. */
  static double worthVectors(List<Kernel> kernels, TargetMachine machine) {
    var rates = machine.rates();
    return Math.max(LEAST_OPERATIONS, UNNOTICED_SHARE * seconds(kernels, rates) * rates.scalar());
  }

  /** Roughly how long a run takes on one thread. */
  private static double seconds(List<Kernel> kernels, TargetMachine.Rates rates) {
    return kernels.stream()
        .mapToDouble(kernel ->
            operations(kernel)
                / (kernel instanceof Kernel.Matmul ? rates.matmul() : rates.vector()))
        .sum();
  }

  /** Whether a program is small enough for one generated class. */
  static boolean isSmall(List<Kernel> kernels) {
    return total(kernels) <= SMALL
        && kernels.stream()
            .allMatch(
                kernel -> WholePrograms.takes(kernel) || operations(kernel) < LEAST_OPERATIONS);
  }

  /** The arithmetic operations of a run. */
  static double total(List<Kernel> kernels) {
    return kernels.stream().mapToDouble(Workload::operations).sum();
  }

  /** The arithmetic operations of a kernel, a fused multiply-add counted as two. */
  static double operations(Kernel kernel) {
    return switch (kernel) {
      case Kernel.Matmul product ->
          2.0
                  * product.rows()
                  * product.columns()
                  * product.terms()
                  * product.batches().stream()
                      .mapToInt(Kernel.Batch::count)
                      .reduce(1, (a, b) -> a * b)
              + product.after().map(Workload::operations).orElse(0.0);
      case Kernel.Nest nest ->
          1.0
              * nest.rows()
              * nest.columns()
              * nest.outer().stream().reduce(1, (a, b) -> a * b)
              * nest.body().values().size();
      case Kernel.Transposition copy -> 1.0 * copy.rows() * copy.columns();
      case Kernel.Lookup lookup -> lookup.to().shape().size();
      case Kernel.Reference _ -> 0;
    };
  }
}
