package org.backprop.codegen;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;

/** HotSpot never compiles a method of 8,000 bytecodes or more: it stays interpreted. */
final class MethodSizes {
  private static final int LIMIT = 8000;

  private MethodSizes() {}

  /** Whether all methods of a class are short enough to be compiled. */
  static boolean areCompiled(byte[] classFile) {
    return ClassFile.of().parse(classFile).methods().stream()
        .flatMap(method -> method.findAttribute(Attributes.code()).stream())
        .allMatch(code -> code.codeLength() < LIMIT);
  }
}
