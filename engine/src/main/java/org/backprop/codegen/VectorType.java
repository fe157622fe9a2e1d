package org.backprop.codegen;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.backprop.tensor.DType;

/** Vectors of floats or doubles of one width, and the code of their operations. */
record VectorType(DType dtype, int bits) {
  private static final String VECTORS = "jdk.incubator.vector";
  private static final ClassDesc SPECIES = ClassDesc.of(VECTORS, "VectorSpecies");
  static final ClassDesc ANY = ClassDesc.of(VECTORS, "Vector");

  int lanes() {
    return Tiles.lanes(dtype, bits);
  }

  /** The name of the type as in class names. */
  String plural() {
    return (dtype == DType.FLOAT32 ? "Floats" : "Doubles") + bits;
  }

  ClassDesc array() {
    return Lane.arrayOf(dtype);
  }

  private ClassDesc vector() {
    return ClassDesc.of(VECTORS, dtype == DType.FLOAT32 ? "FloatVector" : "DoubleVector");
  }

  /** Pushes the species, which {@link #load} and {@link #broadcast} find under their arguments. */
  void species(CodeBuilder code) {
    code.getstatic(vector(), "SPECIES_" + bits, SPECIES);
  }

  void zero(CodeBuilder code) {
    species(code);
    code.invokestatic(vector(), "zero", MethodTypeDesc.of(vector(), SPECIES));
  }

  /** Pops the species, an array and an index. */
  void load(CodeBuilder code) {
    var parameters = MethodTypeDesc.of(vector(), SPECIES, array(), CD_int);
    code.invokestatic(vector(), "fromArray", parameters);
  }

  /** Pops the species, an array and the index of the element to broadcast. */
  void broadcast(CodeBuilder code) {
    if (dtype == DType.FLOAT32) {
      code.faload();
    } else {
      code.daload();
    }
    var parameters = MethodTypeDesc.of(vector(), SPECIES, array().componentType());
    code.invokestatic(vector(), "broadcast", parameters);
  }

  /** Pops a vector, an array and an index. */
  void store(CodeBuilder code) {
    code.invokevirtual(vector(), "intoArray", MethodTypeDesc.of(CD_void, array(), CD_int));
  }

  void fma(CodeBuilder code) {
    call(code, "fma", ANY, ANY);
  }

  void add(CodeBuilder code) {
    call(code, "add", ANY);
  }

  /** Pops a vector and the arguments of its method, and pushes the vector that this returns. */
  void call(CodeBuilder code, String method, ClassDesc... arguments) {
    code.invokevirtual(vector(), method, MethodTypeDesc.of(vector(), arguments));
  }
}
