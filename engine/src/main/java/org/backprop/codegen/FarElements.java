package org.backprop.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.function.DoubleUnaryOperator;
import org.backprop.lower.FarCosine;
import org.backprop.lower.FarSine;
import org.backprop.plan.MachineOp;

/** What generated code calls for elements that are too large for its fast code. */
final class FarElements {
  private static final ClassDesc CLASS = ClassDesc.of(FarElements.class.getName());

  private FarElements() {}

  /** Calls the method of a function: of one number, or of the elements of an array. */
  static void call(
      CodeBuilder code, MachineOp function, ClassDesc returned, ClassDesc... parameters) {
    var name = function == MachineOp.FAR_SINE ? "sine" : "cosine";
    code.invokestatic(CLASS, name, MethodTypeDesc.of(returned, parameters));
  }

  static double sine(double x) {
    return new FarSine().apply(x);
  }

  static double cosine(double x) {
    return new FarCosine().apply(x);
  }

  /** The elements whose bits are 1 in {@code far} become their sines. */
  static float[] sine(float[] x, long far) {
    return replaced(x, far, FarElements::sine);
  }

  static double[] sine(double[] x, long far) {
    return replaced(x, far, FarElements::sine);
  }

  /** The elements whose bits are 1 in {@code far} become their cosines. */
  static float[] cosine(float[] x, long far) {
    return replaced(x, far, FarElements::cosine);
  }

  static double[] cosine(double[] x, long far) {
    return replaced(x, far, FarElements::cosine);
  }

  private static float[] replaced(float[] x, long far, DoubleUnaryOperator function) {
    for (var rest = far; rest != 0; rest &= rest - 1) {
      var i = Long.numberOfTrailingZeros(rest);
      x[i] = (float) function.applyAsDouble(x[i]);
    }
    return x;
  }

  private static double[] replaced(double[] x, long far, DoubleUnaryOperator function) {
    for (var rest = far; rest != 0; rest &= rest - 1) {
      var i = Long.numberOfTrailingZeros(rest);
      x[i] = function.applyAsDouble(x[i]);
    }
    return x;
  }
}
