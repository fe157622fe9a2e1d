package org.backprop.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.Optional;
import org.backprop.plan.Kernel;

/**
 * Where the code of a loop finds its memory and the limits of its rows and columns, by the slots of
 * local variables.
 *
 * @param known the region, if it is always the same one: then places and limits are constants
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

  /** The site of one region alone. */
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

  /** Pushes one of the numbers that tell where an operand lies. */
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

  /** Whether there is one row, as far as is known. */
  boolean hasOneRow() {
    return known.filter(nest -> nest.rows() == 1).isPresent();
  }

  /** The number of rows, where it is known. */
  int rows() {
    return known.orElseThrow().rows();
  }

  /** Whether there are so many rows at most, as far as is known. */
  boolean hasFewRows(int most) {
    return known.filter(nest -> nest.rows() > 0 && nest.rows() <= most).isPresent();
  }

  /** Whether so many columns are all, as far as is known. */
  boolean hasOnly(int columns) {
    return known.filter(nest -> nest.columns() > 0 && nest.columns() <= columns).isPresent();
  }
}
