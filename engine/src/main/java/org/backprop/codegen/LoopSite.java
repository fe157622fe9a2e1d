package org.backprop.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.Optional;
import org.backprop.plan.Kernel;

/**
 * The slots of the local variables from which the code of a loop reads its arrays, addresses and
 * limits.
 *
 * @param known the nest, if there is only one: then addresses and limits are constants
 */
record LoopSite(
    int memory,
    int scratch,
    int rowStart,
    int rowEnd,
    int columnStart,
    int columnEnd,
    Optional<Kernel.Nest> known) {
  private static final int AT = 2;

  /** The site of {@link Loop#run}. */
  static LoopSite ofLoop() {
    return new LoopSite(1, 7, 3, 4, 5, 6, Optional.empty());
  }

  /** The site of one nest. */
  static LoopSite of(Kernel.Nest nest, CodeBuilder code, int memory, int scratch) {
    var start = constant(code, 0);
    return new LoopSite(
        memory,
        scratch,
        start,
        constant(code, nest.rows()),
        start,
        constant(code, nest.columns()),
        Optional.of(nest));
  }

  private static int constant(CodeBuilder code, int number) {
    var slot = code.loadConstant(number).allocateLocal(TypeKind.INT);
    code.istore(slot);
    return slot;
  }

  /** Pushes one of the words that address an operand. */
  void place(CodeBuilder code, int operand, int word) {
    if (known.isEmpty()) {
      code.aload(AT).loadConstant(operand * Loop.WORDS + word).iaload();
      return;
    }
    var place = known.get().places().get(operand);
    code.loadConstant(
        switch (word) {
          case 0 -> place.start();
          case 1 -> place.row();
          default -> place.column();
        });
  }

  /** Whether it is known that there is one row. */
  boolean hasOneRow() {
    return known.filter(nest -> nest.rows() == 1).isPresent();
  }

  /** The number of rows, where it is known. */
  int rows() {
    return known.orElseThrow().rows();
  }

  /** Whether it is known that there are at most this many rows. */
  boolean hasFewRows(int most) {
    return known.filter(nest -> nest.rows() > 0 && nest.rows() <= most).isPresent();
  }

  /** Whether it is known that there are at most this many columns. */
  boolean hasOnly(int columns) {
    return known.filter(nest -> nest.columns() > 0 && nest.columns() <= columns).isPresent();
  }
}
