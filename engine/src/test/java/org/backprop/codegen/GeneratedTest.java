package org.backprop.codegen;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.util.stream.Stream;
import org.backprop.tensor.DType;
import org.junit.jupiter.api.Test;

final class GeneratedTest {
  /** HotSpot's FreqInlineSize. */
  private static final int TAKEN_IN = 325;

  @Test
  void no_caller_takes_generated_code_in() {
    Stream.of(
            new StripCode(DType.FLOAT32, 1, 8, 512).bytes(),
            new TransposeCode(DType.FLOAT64, 128).bytes(),
            new LaneTileCode(DType.FLOAT64, 256).bytes())
        .forEach(bytes -> assertTrue(length(bytes) > TAKEN_IN));
  }

  private static int length(byte[] bytes) {
    return ClassFile.of().parse(bytes).methods().stream()
        .filter(method -> method.methodName().equalsString("run"))
        .flatMap(method -> method.findAttribute(Attributes.code()).stream())
        .mapToInt(code -> code.codeLength())
        .findFirst()
        .orElseThrow();
  }
}
