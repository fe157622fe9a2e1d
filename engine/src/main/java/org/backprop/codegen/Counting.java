package org.backprop.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.function.IntConsumer;

/** Loops over a known range in generated code. */
final class Counting {
  private Counting() {}

  /** Pops a number into a new local variable. */
  static int kept(CodeBuilder code) {
    var slot = code.allocateLocal(TypeKind.INT);
    code.istore(slot);
    return slot;
  }

  /** Counts up to a limit; {@code inside} gets the slot of the counter. */
  static void loop(CodeBuilder code, int limit, int step, IntConsumer inside) {
    if (limit <= 0) {
      return;
    }
    var counter = kept(code.loadConstant(0));
    if (limit <= step) {
      inside.accept(counter);
      return;
    }
    var top = code.newBoundLabel();
    inside.accept(counter);
    advance(code, counter, step);
    code.iload(counter).loadConstant(limit).if_icmplt(top);
  }

  /** Adds to a local variable. */
  static void advance(CodeBuilder code, int slot, int step) {
    code.iload(slot).loadConstant(step).iadd().istore(slot);
  }
}
