package org.backprop.codegen;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import org.backprop.plan.LoopBody;
import org.backprop.plan.MachineOp;
import org.backprop.plan.ScalarReason;
import org.backprop.tensor.DType;

/**
 * One vector at a time. Numbers of one byte are held as a vector of ints, truth values as a mask.
 *
 * @param width the bytes of one element
 */
record VectorLane(int bits, int width) implements Lane {
  /** The most values in the code of a narrow row: HotSpot never compiles a very long method. */
  private static final int LONGEST = 500;

  private static final String PACKAGE = "jdk.incubator.vector.";
  private static final ClassDesc VECTOR = ClassDesc.of(PACKAGE + "Vector");
  static final ClassDesc MASK = ClassDesc.of(PACKAGE + "VectorMask");
  private static final ClassDesc SPECIES = ClassDesc.of(PACKAGE + "VectorSpecies");
  private static final ClassDesc OPERATORS = ClassDesc.of(PACKAGE + "VectorOperators");
  static final ClassDesc SHUFFLE = ClassDesc.of(PACKAGE + "VectorShuffle");
  private static final ClassDesc BINARY = ClassDesc.of(PACKAGE + "VectorOperators$Binary");
  private static final ClassDesc ASSOCIATIVE =
      ClassDesc.of(PACKAGE + "VectorOperators$Associative");
  private static final ClassDesc COMPARISON = ClassDesc.of(PACKAGE + "VectorOperators$Comparison");
  private static final ClassDesc BYTES = ClassDesc.of(PACKAGE + "ByteVector");

  @Override
  public int length() {
    return bits / 8 / width;
  }

  @Override
  public TypeKind kind(DType dtype) {
    return TypeKind.REFERENCE;
  }

  /** The class of the vectors that hold a type; whole numbers in bytes are widened. */
  private static ClassDesc type(DType dtype) {
    return ClassDesc.of(
        PACKAGE
            + switch (dtype) {
              case FLOAT32 -> "FloatVector";
              case FLOAT64 -> "DoubleVector";
              case INT32, UINT8 -> "IntVector";
              case INT64 -> "LongVector";
              case BOOL -> "VectorMask";
            });
  }

  private static ClassDesc element(DType dtype) {
    return Lane.arrayOf(dtype).componentType();
  }

  private void species(CodeBuilder code, DType dtype) {
    code.getstatic(type(dtype), "SPECIES_" + bits, SPECIES);
  }

  @Override
  public boolean takes(LoopBody body) {
    return body.width() == width
        && ScalarReason.of(body).isEmpty()
        && NarrowRows.vectors(body, this) * body.values().size() <= LONGEST;
  }

  @Override
  public void uniform(CodeBuilder code, DType dtype, long bits) {
    species(code, dtype);
    new ScalarLane().uniform(code, dtype, bits);
    splat(code, dtype);
  }

  /** Pops a species and a number and pushes a vector of it. */
  private static void splat(CodeBuilder code, DType dtype) {
    var number = dtype == DType.UINT8 ? CD_int : element(dtype);
    code.invokestatic(type(dtype), "broadcast", MethodTypeDesc.of(type(dtype), SPECIES, number));
  }

  @Override
  public void load(CodeBuilder code, DType dtype, int array, int index) {
    if (dtype == DType.UINT8) {
      code.getstatic(BYTES, "SPECIES_" + Math.max(64, bits / 4), SPECIES).aload(array).iload(index);
      from(code, BYTES, dtype);
      convert(code, "ZERO_EXTEND_B2I", DType.INT32);
    } else {
      species(code, dtype);
      code.aload(array).iload(index);
      from(code, type(dtype), dtype);
    }
  }

  private static void from(CodeBuilder code, ClassDesc vector, DType dtype) {
    code.invokestatic(
        vector, "fromArray", MethodTypeDesc.of(vector, SPECIES, Lane.arrayOf(dtype), CD_int));
  }

  private void convert(CodeBuilder code, String conversion, DType to) {
    code.getstatic(OPERATORS, conversion, ClassDesc.of(PACKAGE + "VectorOperators$Conversion"));
    species(code, to);
    code.iconst_0()
        .invokevirtual(
            VECTOR,
            "convertShape",
            MethodTypeDesc.of(
                VECTOR, ClassDesc.of(PACKAGE + "VectorOperators$Conversion"), SPECIES, CD_int))
        .checkcast(type(to));
  }

  @Override
  public void broadcast(CodeBuilder code, DType dtype, int array, int index) {
    species(code, dtype);
    new ScalarLane().load(code, dtype, array, index);
    splat(code, dtype);
  }

  @Override
  public void store(CodeBuilder code, Local value, int array, int index) {
    code.aload(value.slot())
        .aload(array)
        .iload(index)
        .invokevirtual(
            type(value.dtype()),
            "intoArray",
            MethodTypeDesc.ofDescriptor(
                "(" + Lane.arrayOf(value.dtype()).descriptorString() + "I)V"));
  }

  @Override
  public void compute(CodeBuilder code, MachineOp operation, DType dtype, List<Local> arguments) {
    var first = arguments.getFirst();
    switch (operation) {
      case SELECT -> {
        code.aload(arguments.get(2).slot()).aload(arguments.get(1).slot()).aload(first.slot());
        call(code, dtype, "blend", type(dtype), VECTOR, MASK);
      }
      case FAR_SINE, FAR_COSINE -> far(code, operation, first, arguments.get(1), arguments.get(2));
      case CAST -> cast(code, first, dtype);
      case BITCAST -> {
        code.aload(first.slot());
        if (first.dtype() != dtype) {
          call(code, first.dtype(), reinterpretation(dtype), type(dtype));
        }
      }
      case LESS -> compare(code, "LT", arguments);
      case LESS_EQUAL -> compare(code, "LE", arguments);
      case EQUAL -> compare(code, "EQ", arguments);
      case AND -> logical(code, "and", arguments);
      case OR -> logical(code, "or", arguments);
      case XOR -> lanewise(code, "XOR", arguments);
      case SHIFT_LEFT -> lanewise(code, "LSHL", arguments);
      case SHIFT_RIGHT -> lanewise(code, "LSHR", arguments);
      case ADD -> binary(code, "add", arguments);
      case SUB -> binary(code, "sub", arguments);
      case MUL -> binary(code, "mul", arguments);
      case DIV -> binary(code, "div", arguments);
      case MAXIMUM -> binary(code, "max", arguments);
      case MINIMUM -> binary(code, "min", arguments);
      case NEG -> unary(code, "neg", first);
      case ABS -> unary(code, "abs", first);
      case SQRT -> unary(code, "sqrt", first);
      case FMA -> {
        arguments.forEach(argument -> code.aload(argument.slot()));
        call(code, dtype, "fma", type(dtype), VECTOR, VECTOR);
      }
    }
  }

  /** Pushes a vector, with a function of the elements that are far, computed in an array. */
  private void far(CodeBuilder code, MachineOp function, Local far, Local x, Local near) {
    var array = Lane.arrayOf(x.dtype());
    code.aload(far.slot())
        .invokevirtual(MASK, "anyTrue", MethodTypeDesc.of(CD_boolean))
        .ifThenElse(
            then -> {
              then.aload(near.slot());
              species(then, x.dtype());
              then.aload(x.slot())
                  .invokevirtual(type(x.dtype()), "toArray", MethodTypeDesc.of(array))
                  .aload(far.slot())
                  .invokevirtual(MASK, "toLong", MethodTypeDesc.of(CD_long));
              FarElements.call(then, function, array, array, CD_long);
              then.iconst_0();
              from(then, type(x.dtype()), x.dtype());
              then.aload(far.slot());
              call(then, x.dtype(), "blend", type(x.dtype()), VECTOR, MASK);
            },
            otherwise -> otherwise.aload(near.slot()));
  }

  private static String reinterpretation(DType to) {
    return switch (to) {
      case FLOAT32 -> "reinterpretAsFloats";
      case FLOAT64 -> "reinterpretAsDoubles";
      case INT32 -> "reinterpretAsInts";
      case INT64 -> "reinterpretAsLongs";
      case UINT8, BOOL -> throw new AssertionError(to);
    };
  }

  private static void call(
      CodeBuilder code, DType on, String name, ClassDesc returned, ClassDesc... arguments) {
    code.invokevirtual(type(on), name, MethodTypeDesc.of(returned, arguments));
  }

  private static void unary(CodeBuilder code, String name, Local x) {
    code.aload(x.slot());
    call(code, x.dtype(), name, type(x.dtype()));
  }

  private static void binary(CodeBuilder code, String name, List<Local> arguments) {
    arguments.forEach(argument -> code.aload(argument.slot()));
    var dtype = arguments.getFirst().dtype();
    call(code, dtype, name, type(dtype), VECTOR);
  }

  private static void logical(CodeBuilder code, String name, List<Local> arguments) {
    if (arguments.getFirst().dtype() == DType.BOOL) {
      arguments.forEach(argument -> code.aload(argument.slot()));
      call(code, DType.BOOL, name, MASK, MASK);
    } else {
      binary(code, name, arguments);
    }
  }

  private static void lanewise(CodeBuilder code, String operator, List<Local> arguments) {
    var dtype = arguments.getFirst().dtype();
    code.aload(arguments.get(0).slot())
        .getstatic(OPERATORS, operator, operator.equals("XOR") ? ASSOCIATIVE : BINARY)
        .aload(arguments.get(1).slot());
    call(code, dtype, "lanewise", type(dtype), BINARY, VECTOR);
  }

  private static void compare(CodeBuilder code, String operator, List<Local> arguments) {
    code.aload(arguments.get(0).slot())
        .getstatic(OPERATORS, operator, COMPARISON)
        .aload(arguments.get(1).slot());
    call(code, arguments.getFirst().dtype(), "compare", MASK, COMPARISON, VECTOR);
  }

  private void cast(CodeBuilder code, Local from, DType to) {
    if (from.dtype() == DType.BOOL) {
      uniform(code, to, 0);
      uniform(
          code,
          to,
          to == DType.FLOAT32 ? Float.floatToRawIntBits(1) : Double.doubleToRawLongBits(1));
      code.aload(from.slot());
      call(code, to, "blend", type(to), VECTOR, MASK);
      return;
    }
    code.aload(from.slot());
    if (to == DType.FLOAT32 && from.dtype() != DType.FLOAT32) {
      convert(code, "I2F", to);
    } else if (to == DType.INT32 && from.dtype() == DType.FLOAT32) {
      convert(code, "F2I", to);
    }
  }

  @Override
  public void combine(CodeBuilder code, LoopBody.Kind kind, Local a, Local b) {
    binary(code, kind == LoopBody.Kind.SUM ? "add" : "max", List.of(a, b));
  }

  /** Pushes the value, with the start of a fold in the elements at or beyond the limit. */
  void startOutside(CodeBuilder code, Local value, long start, int index, int limit) {
    uniform(code, value.dtype(), start);
    code.aload(value.slot());
    species(code, value.dtype());
    code.iload(index)
        .iload(limit)
        .invokeinterface(SPECIES, "indexInRange", MethodTypeDesc.of(MASK, CD_int, CD_int));
    call(code, value.dtype(), "blend", type(value.dtype()), VECTOR, MASK);
  }

  @Override
  public void storeFirst(CodeBuilder code, Local value, int array, int index) {
    var scalar = new ScalarLane();
    code.aload(value.slot()).iconst_0();
    code.invokevirtual(
        type(value.dtype()), "lane", MethodTypeDesc.of(element(value.dtype()), CD_int));
    var slot = code.allocateLocal(scalar.kind(value.dtype()));
    code.storeLocal(scalar.kind(value.dtype()), slot);
    scalar.store(code, new Local(value.dtype(), slot), array, index);
  }

  /** Pops a vector and a shuffle and pushes the vector's elements in that order. */
  void rearrange(CodeBuilder code, DType dtype) {
    call(code, dtype, "rearrange", type(dtype), SHUFFLE);
  }

  /** Pushes integers in the order of the floats, NaN above all. */
  void toOrdered(CodeBuilder code, Local value, DType to) {
    code.aload(value.slot());
    uniform(
        code,
        value.dtype(),
        value.dtype() == DType.FLOAT32
            ? Float.floatToIntBits(Float.NaN)
            : Double.doubleToLongBits(Double.NaN));
    code.aload(value.slot()).getstatic(OPERATORS, "NE", COMPARISON).aload(value.slot());
    call(code, value.dtype(), "compare", MASK, COMPARISON, VECTOR);
    call(code, value.dtype(), "blend", type(value.dtype()), VECTOR, MASK);
    call(code, value.dtype(), reinterpretation(to), type(to));
    flip(code, to);
  }

  /** Pushes the floats that correspond to such integers. */
  void fromOrdered(CodeBuilder code, Local value, DType to) {
    code.aload(value.slot());
    flip(code, value.dtype());
    call(code, value.dtype(), reinterpretation(to), type(to));
  }

  /** Flips all bits but the sign of the negative numbers in the vector on the stack. */
  private void flip(CodeBuilder code, DType dtype) {
    code.dup();
    shift(code, dtype, "ASHR", dtype.bytes() * 8 - 1);
    shift(code, dtype, "LSHR", 1);
    var slot = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(slot).getstatic(OPERATORS, "XOR", ASSOCIATIVE).aload(slot);
    call(code, dtype, "lanewise", type(dtype), BINARY, VECTOR);
  }

  private static void shift(CodeBuilder code, DType dtype, String operator, int distance) {
    code.getstatic(OPERATORS, operator, BINARY);
    if (dtype == DType.INT64) {
      code.loadConstant((long) distance);
    } else {
      code.loadConstant(distance);
    }
    call(code, dtype, "lanewise", type(dtype), BINARY, element(dtype));
  }

  /** Pushes the mask of the elements, from a column on, that are before the limit. */
  void inside(CodeBuilder code, DType dtype, int columns) {
    species(code, dtype);
    code.iconst_0()
        .loadConstant(columns)
        .invokeinterface(SPECIES, "indexInRange", MethodTypeDesc.of(MASK, CD_int, CD_int));
  }

  /** Pushes the first value inside the mask and the second outside. */
  void orElse(CodeBuilder code, Local value, Local other, int mask) {
    code.aload(other.slot()).aload(value.slot()).aload(mask);
    call(code, value.dtype(), "blend", type(value.dtype()), VECTOR, MASK);
  }
}
