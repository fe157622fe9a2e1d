package org.backprop.plan;

import java.util.List;
import java.util.stream.Stream;

/**
 * Checks that no kernel writes an element that it still has to read, on this thread or another, and
 * none for two different values. A loop may write the element that the same iteration has read.
 */
final class OverwrittenOperands {
  private final String name;

  private OverwrittenOperands(String name) {
    this.name = name;
  }

  /**
   * @param name what messages call the kernel
   * @throws IllegalStateException if it overwrites an operand
   */
  static void verify(Kernel kernel, String name) {
    new OverwrittenOperands(name).verify(kernel);
  }

  private void verify(Kernel kernel) {
    apart(kernel.writes());
    switch (kernel) {
      case Kernel.Nest nest -> inStep(nest);
      case Kernel.Matmul product -> {
        apart(List.of(product.a().buffer(), product.b().buffer()), product.writes());
        product.after().ifPresent(loop -> follows(product, loop));
      }
      case Kernel.Transposition _, Kernel.Lookup _ -> apart(kernel.reads(), kernel.writes());
      case Kernel.Reference _ -> {} // reads all operands before it writes
    }
  }

  /** The loop reads of the product's buffer the element that it is about. */
  private void follows(Kernel.Matmul product, Kernel.Nest loop) {
    inStep(loop);
    var c = product.c();
    if (loop.rows() != product.rows() || loop.columns() != product.columns()) {
      PlanVerifier.fail(
          "%s loops over %s x %s elements of a product of %s x %s"
              .formatted(name, loop.rows(), loop.columns(), product.rows(), product.columns()));
    }
    for (var place : loop.places()) {
      if (place.buffer().overlaps(c.buffer())) {
        if (!place.buffer().equals(c.buffer())) {
          PlanVerifier.fail(name + " writes " + c.buffer() + " before it reads " + place.buffer());
        }
        if (place.start() != c.start()
            || (place.row() != c.row() && product.rows() > 1)
            || (place.column() != c.column() && product.columns() > 1)) {
          PlanVerifier.fail(
              name + " reads blocks of the product in another order than it writes " + c.buffer());
        }
      }
    }
  }

  private void inStep(Kernel.Nest nest) {
    var body = nest.body();
    for (var fold : body.folds()) {
      if (fold.isStored()) {
        apart(nest.reads(), List.of(nest.places().get(fold.operand()).buffer()));
      }
    }
    for (var store : body.stores()) {
      var written = nest.places().get(store.operand());
      loads(nest)
          .filter(read -> read.buffer().overlaps(written.buffer()) && !isSame(read, written))
          .findFirst()
          .ifPresent(read ->
              PlanVerifier.fail(
                  name
                      + " writes "
                      + written.buffer()
                      + " in another order than it reads "
                      + read.buffer()));
    }
  }

  private static Stream<Kernel.StridedOperand> loads(Kernel.Nest nest) {
    return nest.body().values().stream()
        .filter(LoopBody.Load.class::isInstance)
        .map(load -> nest.places().get(((LoopBody.Load) load).operand()));
  }

  private static boolean isSame(Kernel.StridedOperand read, Kernel.StridedOperand written) {
    return read.start() == written.start()
        && read.outer().equals(written.outer())
        && read.row() == written.row()
        && read.column() == written.column();
  }

  private void apart(List<Buffer> reads, List<Buffer> writes) {
    for (var read : reads) {
      writes.stream()
          .filter(read::overlaps)
          .findFirst()
          .ifPresent(
              write -> PlanVerifier.fail(name + " writes " + write + " while it reads " + read));
    }
  }

  private void apart(List<Buffer> writes) {
    for (var one : writes) {
      for (var other : writes) {
        if (!one.equals(other) && one.overlaps(other)) {
          PlanVerifier.fail(name + " writes " + one + " and, over it, " + other);
        }
      }
    }
  }
}
