package org.backprop.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.util.List;
import org.backprop.plan.LoopBody;
import org.backprop.plan.MachineOp;
import org.backprop.tensor.DType;

/** How the values of a loop are computed: one at a time, or as vectors. Both give equal bits. */
sealed interface Lane permits ScalarLane, VectorLane {
  /** A value in a local variable. */
  record Local(DType dtype, int slot) {}

  /** The elements that one value holds. */
  int length();

  /** The kind of local variable that holds a value. */
  TypeKind kind(DType dtype);

  /** Whether every value of the body can be computed in this lane. */
  boolean takes(LoopBody body);

  /** Pushes one number in all elements. */
  void uniform(CodeBuilder code, DType dtype, long bits);

  /** Pushes the elements of an array, in a local variable, starting at an index in another. */
  void load(CodeBuilder code, DType dtype, int array, int index);

  /** Pushes that one element, broadcast to all. */
  void broadcast(CodeBuilder code, DType dtype, int array, int index);

  /** Writes a value into an array, both in local variables, at an index in a third. */
  void store(CodeBuilder code, Local value, int array, int index);

  /** Writes the first element of a value into an array. */
  void storeFirst(CodeBuilder code, Local value, int array, int index);

  /** Pushes the value of an operation. */
  void compute(CodeBuilder code, MachineOp operation, DType dtype, List<Local> arguments);

  /** Pushes the combination of two values of a fold. */
  void combine(CodeBuilder code, LoopBody.Kind kind, Local a, Local b);

  /** The array type of the elements. */
  static ClassDesc arrayOf(DType dtype) {
    return ClassDesc.ofDescriptor(
        switch (dtype) {
          case FLOAT32 -> "[F";
          case FLOAT64 -> "[D";
          case INT32 -> "[I";
          case INT64 -> "[J";
          case UINT8, BOOL -> "[B";
        });
  }
}
