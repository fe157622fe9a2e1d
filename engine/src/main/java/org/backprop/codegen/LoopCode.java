package org.backprop.codegen;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.backprop.plan.Kernel;
import org.backprop.plan.LoopBody;
import org.backprop.plan.LoopBody.Folding;

/**
 * Writes the class of a {@link Loop}: the loops over rows and columns around the straight line of a
 * {@link LoopBody}, in one kind of {@link Lane}.
 */
final class LoopCode {
  private static final ClassDesc LOOP = ClassDesc.of(Loop.class.getName());
  private static final ClassDesc ARENA = ClassDesc.of(Arena.class.getName());
  private static final ClassDesc SCRATCH = ClassDesc.of(Scratch.class.getName());
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          CD_void, ARENA, CD_int.arrayType(), CD_int, CD_int, CD_int, CD_int, SCRATCH);

  private LoopCode() {}

  /** The bytes of the class. */
  static byte[] of(LoopBody body, Lane lane) {
    return Generated.bytes(
        Generated.name("GeneratedLoop"),
        LOOP,
        type -> Generated.run(type, RUN, code -> run(code, body, lane)));
  }

  private static void run(CodeBuilder code, LoopBody body, Lane lane) {
    var site = LoopSite.ofLoop();
    code.iload(site.rowEnd()).ifThen(Opcode.IFLT, CodeBuilder::return_);
    write(new LoopFrame(body, lane, code, site));
    code.return_();
  }

  /** Writes the loop over one nest, inline in other code. */
  static void inline(CodeBuilder code, Kernel.Nest nest, Lane lane, int memory, int scratch) {
    var site = LoopSite.of(nest, code, memory, scratch);
    write(new LoopFrame(nest.body(), lane, code, site));
  }

  private static void write(LoopFrame frame) {
    frame.once();
    if (frame.body.folding() == Folding.NONE) {
      elements(frame);
    } else {
      switch (frame.lane) {
        case ScalarLane scalar -> new ScalarFolds(frame, scalar).run();
        case VectorLane vector -> new VectorFolds(frame, vector).run();
      }
    }
  }

  private static void elements(LoopFrame frame) {
    frame.rows(_ -> {
      frame.code.iload(frame.site.columnStart());
      var length = frame.lane.length();
      frame.loop(frame.site.columnEnd(), length, frame.site.hasOnly(length), frame::line);
    });
  }
}
