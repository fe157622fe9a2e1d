package org.backprop.codegen;

import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import org.backprop.plan.Body;

/** Which loops HotSpot compiles at all. */
public final class Compilable {
  /** It leaves longer methods to its interpreter. */
  private static final int LONGEST = 8000;

  private Compilable() {}

  /** Whether the loop of a body is short enough, in vectors of so many bits or 0. */
  public static boolean is(Body body, int bits) {
    var vector = new VectorLane(bits == 0 ? 128 : bits, body.width());
    var lane = bits == 0 || !vector.takes(body) ? new ScalarLane() : vector;
    var code = ClassFile.of().parse(LoopCode.of(ClassDesc.of("Measured"), body, lane));
    return code.methods().stream()
        .flatMap(method -> method.elementStream())
        .filter(CodeAttribute.class::isInstance)
        .allMatch(attribute -> ((CodeAttribute) attribute).codeLength() <= LONGEST);
  }
}
