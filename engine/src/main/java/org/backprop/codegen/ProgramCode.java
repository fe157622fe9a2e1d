package org.backprop.codegen;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Optional;
import java.util.function.Consumer;
import org.backprop.graph.Contract;
import org.backprop.plan.Kernel;
import org.backprop.plan.Plan;
import org.backprop.tensor.DType;

/** Writes the class of a {@link WholeProgram}: a method for each kernel, and two that call them. */
final class ProgramCode {
  private static final ClassDesc NAME = Generated.name("GeneratedProgram");
  private static final ClassDesc PROGRAM = ClassDesc.of(WholeProgram.class.getName());
  private static final ClassDesc ARENA = ClassDesc.of(Arena.class.getName());
  private static final ClassDesc SCRATCH = ClassDesc.of(Scratch.class.getName());
  private static final ClassDesc OTHERS = ClassDesc.of(WholeProgram.Others.class.getName());
  private static final MethodTypeDesc RUN = MethodTypeDesc.of(CD_void, ARENA, SCRATCH, OTHERS);
  private static final String KERNEL_METHOD = "kernel";
  private static final String AFTER_METHOD = "after";
  private static final MethodTypeDesc KERNEL = MethodTypeDesc.of(CD_void, ARENA, SCRATCH);

  private static final int NARROWEST = 128;

  private final Plan plan;
  private final int bits;

  private ProgramCode(Plan plan) {
    this.plan = plan;
    this.bits = plan.machine().vectorBits();
  }

  /** The bytes of the class. */
  static byte[] of(Plan plan) {
    return Generated.bytes(NAME, PROGRAM, new ProgramCode(plan)::write);
  }

  /** Whether code is written for a kernel; a nest with outer axes has none. */
  static boolean takes(Kernel kernel) {
    return switch (kernel) {
      case Kernel.Nest nest -> nest.outer().isEmpty();
      case Kernel.Matmul product ->
          product.batches().isEmpty()
              && !product.blockwise()
              && !product.isInPanels()
              && product.terms() <= Contract.BLOCK
              && product.after().stream().allMatch(ProgramCode::takes);
      case Kernel.Transposition _ -> true;
      case Kernel.Lookup _, Kernel.Reference _ -> false;
    };
  }

  private void write(ClassBuilder type) {
    var last = plan.kernels().size();
    type.withMethodBody("compute", RUN, ClassFile.ACC_PUBLIC, c -> calls(c, 0, plan.checkpoint()));
    type.withMethodBody(
        "update", RUN, ClassFile.ACC_PUBLIC, c -> calls(c, plan.checkpoint(), last));
    for (var i = 0; i < last; i++) {
      var kernel = plan.kernels().get(i);
      if (takes(kernel)) {
        method(type, KERNEL_METHOD + i, code -> kernel(code, kernel));
        var number = i;
        after(kernel)
            .ifPresent(after -> method(type, AFTER_METHOD + number, code -> loop(code, after)));
      }
    }
  }

  /**
   * Writes short methods: in long ones HotSpot skips the escape analysis that removes allocations.
   * Without an arena they do nothing.
   */
  private static void method(ClassBuilder type, String name, Consumer<CodeBuilder> body) {
    type.withMethodBody(
        name,
        KERNEL,
        ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC,
        code -> {
          code.aload(0).ifThen(Opcode.IFNULL, CodeBuilder::return_);
          body.accept(code);
          code.return_();
        });
  }

  private static Optional<Kernel.Nest> after(Kernel kernel) {
    return kernel instanceof Kernel.Matmul product ? product.after() : Optional.empty();
  }

  private void calls(CodeBuilder code, int from, int to) {
    for (var i = from; i < to; i++) {
      if (takes(plan.kernels().get(i))) {
        code.aload(1).aload(2).invokestatic(NAME, KERNEL_METHOD + i, KERNEL);
        if (after(plan.kernels().get(i)).isPresent()) {
          code.aload(1).aload(2).invokestatic(NAME, AFTER_METHOD + i, KERNEL);
        }
      } else {
        var number = i;
        code.aload(1)
            .ifThen(
                Opcode.IFNONNULL,
                then ->
                    then.aload(3)
                        .loadConstant(number)
                        .invokeinterface(OTHERS, "run", MethodTypeDesc.of(CD_void, CD_int)));
      }
    }
    code.return_();
  }

  private void kernel(CodeBuilder code, Kernel kernel) {
    switch (kernel) {
      case Kernel.Nest nest -> loop(code, nest);
      case Kernel.Matmul product -> {
        var dtype = product.c().buffer().dtype();
        var lane = lane(dtype.bytes(), product.columns());
        ProductCode.write(code, product, lane, array(code, dtype), plan.machine());
      }
      case Kernel.Transposition copy ->
          CopyCode.write(code, copy, array(code, copy.to().buffer().dtype()), bits);
      case Kernel.Lookup _, Kernel.Reference _ -> throw new AssertionError(kernel);
    }
  }

  private void loop(CodeBuilder code, Kernel.Nest nest) {
    LoopCode.inline(code, nest, lane(nest), 0, 1);
  }

  private Lane lane(Kernel.Nest nest) {
    var wide = lane(nest.body().width(), nest.columns());
    return wide.takes(nest.body()) ? wide : new ScalarLane();
  }

  /**
   * Chooses vectors no wider than the columns: narrow ones are often faster, above all in
   * divisions.
   */
  private Lane lane(int width, int columns) {
    if (bits == 0 || width == 0 || columns <= 1) {
      return new ScalarLane();
    }
    var needed = NARROWEST;
    while (needed < bits && needed / 8 / width < columns) {
      needed *= 2;
    }
    return new VectorLane(needed, width);
  }

  private static int array(CodeBuilder code, DType dtype) {
    code.aload(0).getfield(ARENA, Arena.field(dtype), Lane.arrayOf(dtype));
    var slot = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(slot);
    return slot;
  }
}
