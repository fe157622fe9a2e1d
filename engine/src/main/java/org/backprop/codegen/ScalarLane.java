package org.backprop.codegen;

import static java.lang.constant.ConstantDescs.CD_Double;
import static java.lang.constant.ConstantDescs.CD_Float;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Collections;
import java.util.List;
import org.backprop.plan.LoopBody;
import org.backprop.plan.MachineOp;
import org.backprop.tensor.DType;

/** One element at a time, in the arithmetic of Java. */
record ScalarLane() implements Lane {
  private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");

  @Override
  public int length() {
    return 1;
  }

  @Override
  public TypeKind kind(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> TypeKind.FLOAT;
      case FLOAT64 -> TypeKind.DOUBLE;
      case INT64 -> TypeKind.LONG;
      case INT32, UINT8, BOOL -> TypeKind.INT;
    };
  }

  private static ClassDesc type(TypeKind kind) {
    return switch (kind) {
      case FLOAT -> CD_float;
      case DOUBLE -> CD_double;
      case LONG -> CD_long;
      default -> CD_int;
    };
  }

  @Override
  public boolean takes(LoopBody body) {
    return true;
  }

  @Override
  public void uniform(CodeBuilder code, DType dtype, long bits) {
    switch (kind(dtype)) {
      case FLOAT -> code.loadConstant(Float.intBitsToFloat((int) bits));
      case DOUBLE -> code.loadConstant(Double.longBitsToDouble(bits));
      case LONG -> code.loadConstant(bits);
      default -> code.loadConstant((int) bits);
    }
  }

  @Override
  public void load(CodeBuilder code, DType dtype, int array, int index) {
    code.aload(array).iload(index);
    switch (dtype) {
      case FLOAT32 -> code.faload();
      case FLOAT64 -> code.daload();
      case INT32 -> code.iaload();
      case INT64 -> code.laload();
      case UINT8 -> code.baload().loadConstant(255).iand();
      case BOOL -> code.baload();
    }
  }

  @Override
  public void broadcast(CodeBuilder code, DType dtype, int array, int index) {
    load(code, dtype, array, index);
  }

  @Override
  public void store(CodeBuilder code, Local value, int array, int index) {
    code.aload(array).iload(index);
    push(code, value);
    switch (value.dtype()) {
      case FLOAT32 -> code.fastore();
      case FLOAT64 -> code.dastore();
      case INT32 -> code.iastore();
      case INT64 -> code.lastore();
      case UINT8, BOOL -> code.bastore();
    }
  }

  @Override
  public void storeFirst(CodeBuilder code, Local value, int array, int index) {
    store(code, value, array, index);
  }

  private void push(CodeBuilder code, Local local) {
    code.loadLocal(kind(local.dtype()), local.slot());
  }

  @Override
  public void compute(CodeBuilder code, MachineOp operation, DType dtype, List<Local> arguments) {
    if (operation == MachineOp.SELECT || operation.branches()) {
      push(code, arguments.getFirst());
      code.ifThenElse(
          then -> taken(then, operation, arguments.get(1)),
          otherwise -> push(otherwise, arguments.get(2)));
      return;
    }
    arguments.forEach(argument -> push(code, argument));
    var from = arguments.getFirst().dtype();
    var kind = kind(from);
    switch (operation) {
      case ADD -> arithmetic(code, kind, Opcode.FADD, Opcode.DADD, Opcode.IADD, Opcode.LADD);
      case SUB -> arithmetic(code, kind, Opcode.FSUB, Opcode.DSUB, Opcode.ISUB, Opcode.LSUB);
      case MUL -> arithmetic(code, kind, Opcode.FMUL, Opcode.DMUL, Opcode.IMUL, Opcode.LMUL);
      case DIV -> arithmetic(code, kind, Opcode.FDIV, Opcode.DDIV, Opcode.IDIV, Opcode.LDIV);
      case NEG -> arithmetic(code, kind, Opcode.FNEG, Opcode.DNEG, Opcode.INEG, Opcode.LNEG);
      case AND -> integer(code, kind, Opcode.IAND, Opcode.LAND);
      case OR -> integer(code, kind, Opcode.IOR, Opcode.LOR);
      case XOR -> integer(code, kind, Opcode.IXOR, Opcode.LXOR);
      case SHIFT_LEFT -> shift(code, kind, Opcode.ISHL, Opcode.LSHL);
      case SHIFT_RIGHT -> shift(code, kind, Opcode.IUSHR, Opcode.LUSHR);
      case MAXIMUM -> math(code, "max", kind, 2);
      case MINIMUM -> math(code, "min", kind, 2);
      case ABS -> math(code, "abs", kind, 1);
      case FMA -> math(code, "fma", kind, 3);
      case SQRT -> {
        cast(code, from, DType.FLOAT64);
        math(code, "sqrt", TypeKind.DOUBLE, 1);
        cast(code, DType.FLOAT64, from);
      }
      case LESS -> compare(code, kind, Opcode.FCMPG, Opcode.DCMPG, Opcode.IFLT);
      case LESS_EQUAL -> compare(code, kind, Opcode.FCMPG, Opcode.DCMPG, Opcode.IFLE);
      case EQUAL -> compare(code, kind, Opcode.FCMPL, Opcode.DCMPL, Opcode.IFEQ);
      case CAST -> cast(code, from, dtype);
      case BITCAST -> bitcast(code, from, dtype);
      case SELECT, FAR_SINE, FAR_COSINE -> throw new AssertionError();
    }
  }

  /** Pushes what is selected where the condition holds: a value, or its sine or cosine. */
  private void taken(CodeBuilder code, MachineOp operation, Local x) {
    push(code, x);
    if (operation.branches()) {
      cast(code, x.dtype(), DType.FLOAT64);
      FarElements.call(code, operation, CD_double, CD_double);
      cast(code, DType.FLOAT64, x.dtype());
    }
  }

  private static void arithmetic(
      CodeBuilder code, TypeKind kind, Opcode floats, Opcode doubles, Opcode ints, Opcode longs) {
    code.with(
        OperatorInstruction.of(
            switch (kind) {
              case FLOAT -> floats;
              case DOUBLE -> doubles;
              case LONG -> longs;
              default -> ints;
            }));
  }

  private static void integer(CodeBuilder code, TypeKind kind, Opcode ints, Opcode longs) {
    arithmetic(code, kind, ints, longs, ints, longs);
  }

  private static void shift(CodeBuilder code, TypeKind kind, Opcode ints, Opcode longs) {
    if (kind == TypeKind.LONG) {
      code.l2i();
    }
    integer(code, kind, ints, longs);
  }

  private static void math(CodeBuilder code, String name, TypeKind kind, int arguments) {
    var type = type(kind);
    var types = Collections.nCopies(arguments, type);
    code.invokestatic(MATH, name, MethodTypeDesc.of(type, types));
  }

  private static void compare(
      CodeBuilder code, TypeKind kind, Opcode floats, Opcode doubles, Opcode test) {
    switch (kind) {
      case FLOAT -> arithmetic(code, kind, floats, floats, floats, floats);
      case DOUBLE -> arithmetic(code, kind, doubles, doubles, doubles, doubles);
      case LONG -> code.lcmp();
      default ->
          code.invokestatic(
              ClassDesc.of("java.lang.Integer"),
              "compare",
              MethodTypeDesc.of(CD_int, CD_int, CD_int));
    }
    code.ifThenElse(test, then -> then.iconst_1(), otherwise -> otherwise.iconst_0());
  }

  private void cast(CodeBuilder code, DType from, DType to) {
    if (from == to) {
      return;
    }
    if (to == DType.BOOL) {
      uniform(code, from, 0);
      compare(code, kind(from), Opcode.FCMPL, Opcode.DCMPL, Opcode.IFNE);
      return;
    }
    if (to == DType.UINT8) {
      if (kind(from) == TypeKind.FLOAT || kind(from) == TypeKind.DOUBLE) {
        code.conversion(kind(from), TypeKind.LONG).l2i();
      } else if (kind(from) == TypeKind.LONG) {
        code.l2i();
      }
      code.loadConstant(255).iand();
      return;
    }
    if (kind(from) != kind(to)) {
      code.conversion(kind(from), kind(to));
    }
  }

  private static void bitcast(CodeBuilder code, DType from, DType to) {
    if (from == DType.FLOAT32 && to == DType.INT32) {
      code.invokestatic(CD_Float, "floatToRawIntBits", MethodTypeDesc.of(CD_int, CD_float));
    } else if (from == DType.INT32 && to == DType.FLOAT32) {
      code.invokestatic(CD_Float, "intBitsToFloat", MethodTypeDesc.of(CD_float, CD_int));
    } else if (from == DType.FLOAT64 && to == DType.INT64) {
      code.invokestatic(CD_Double, "doubleToRawLongBits", MethodTypeDesc.of(CD_long, CD_double));
    } else if (from == DType.INT64 && to == DType.FLOAT64) {
      code.invokestatic(CD_Double, "longBitsToDouble", MethodTypeDesc.of(CD_double, CD_long));
    }
  }

  @Override
  public void combine(CodeBuilder code, LoopBody.Kind kind, Local a, Local b) {
    compute(
        code,
        kind == LoopBody.Kind.SUM ? MachineOp.ADD : MachineOp.MAXIMUM,
        a.dtype(),
        List.of(a, b));
  }
}
