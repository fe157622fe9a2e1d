package org.backprop.codegen;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.Collections;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Defines the generated classes of this package and makes one instance of each. */
final class Generated {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  /** The number of bytecodes up to which HotSpot inlines a hot method. */
  private static final int TAKEN_IN = 325;

  private Generated() {}

  /** The descriptor of a class of this package. */
  static ClassDesc name(String simple) {
    return ClassDesc.of(Generated.class.getPackageName(), simple);
  }

  /**
   * The bytes of a class.
   *
   * @param parent the superclass
   * @param arguments the arguments of the superclass's constructor
   */
  static byte[] bytes(
      ClassDesc name, ClassDesc parent, Consumer<ClassBuilder> methods, int... arguments) {
    return ClassFile.of()
        .build(
            name,
            type -> {
              type.withSuperclass(parent)
                  .withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                  .withMethodBody(
                      INIT_NAME,
                      MethodTypeDesc.of(CD_void),
                      0,
                      code -> constructor(code, parent, arguments));
              methods.accept(type);
            });
  }

  private static void constructor(CodeBuilder code, ClassDesc parent, int... arguments) {
    code.aload(0);
    IntStream.of(arguments).forEach(code::loadConstant);
    var parameters = Collections.nCopies(arguments.length, CD_int);
    code.invokespecial(parent, INIT_NAME, MethodTypeDesc.of(CD_void, parameters)).return_();
  }

  /**
   * The method {@code run}, padded until it is too long for HotSpot to inline: the calls of an
   * inlined method are no longer counted, so it would not be compiled for other callers.
   */
  static void run(ClassBuilder type, MethodTypeDesc parameters, Consumer<CodeBuilder> body) {
    type.withMethodBody(
        "run",
        parameters,
        ClassFile.ACC_PUBLIC,
        code -> {
          body.accept(code);
          IntStream.range(0, TAKEN_IN).forEach(_ -> code.nop());
        });
  }

  /** An instance of a generated class. */
  static <T> T instance(Class<T> parent, byte[] bytes) {
    try {
      return parent.cast(define(bytes).getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("generated code could not be loaded", e);
    }
  }

  /** Loads a class, which is unloaded when nothing refers to it any more. */
  static Class<?> define(byte[] bytes) throws IllegalAccessException {
    return LOOKUP.defineHiddenClass(bytes, true).lookupClass();
  }
}
