package org.backprop.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import org.backprop.plan.Body;
import org.backprop.tensor.DType;

/**
 * How the 16 lanes of a fold become one number without leaving registers: 8 onto 8, 4 onto 4, 2
 * onto 2, 1 onto 1.
 *
 * <p>Within a vector, lane i meets lane i xor the distance, so that both get the same number and at
 * the end every lane has the result. Floats have their maximum as whole numbers that are ordered
 * like them: the maximum of float vectors is ten instructions, that of whole numbers is one.
 */
record LaneTree(VectorLane lane) {
  private static final ClassDesc SHUFFLE = ClassDesc.of("jdk.incubator.vector.VectorShuffle");
  private static final DirectMethodHandleDesc EXCHANGE =
      MethodHandleDesc.ofMethod(
          DirectMethodHandleDesc.Kind.STATIC,
          ClassDesc.of(Shuffles.class.getName()),
          "exchange",
          MethodTypeDesc.of(
              SHUFFLE,
              ConstantDescs.CD_MethodHandles_Lookup,
              ConstantDescs.CD_String,
              ConstantDescs.CD_Class,
              ConstantDescs.CD_int,
              ConstantDescs.CD_int));

  /** Pushes a vector that has the result in every lane. */
  void fold(CodeBuilder code, Body.Kind kind, List<Lane.Local> lanes) {
    var dtype = lanes.getFirst().dtype();
    if (kind == Body.Kind.MAX && dtype.isFloat()) {
      var ordered = dtype == DType.FLOAT32 ? DType.INT32 : DType.INT64;
      fold(code, kind, ordered, lanes.stream().map(own -> ordered(code, own, ordered)).toList());
      lane.fromOrdered(code, kept(code, ordered), dtype);
    } else {
      fold(code, kind, dtype, lanes);
    }
  }

  private Lane.Local ordered(CodeBuilder code, Lane.Local value, DType to) {
    lane.toOrdered(code, value, to);
    return kept(code, to);
  }

  private void fold(CodeBuilder code, Body.Kind kind, DType dtype, List<Lane.Local> lanes) {
    var left = new ArrayList<>(lanes);
    while (left.size() > 1) {
      var half = Integer.highestOneBit(left.size() - 1);
      for (var i = 0; i + half < left.size(); i++) {
        lane.combine(code, kind, left.get(i), left.get(i + half));
        left.set(i, kept(code, dtype));
      }
      left.subList(half, left.size()).clear();
    }
    var one = left.getFirst();
    for (var distance = lane.length() / 2; distance > 0; distance /= 2) {
      code.aload(one.slot()).loadConstant(shuffle(dtype, distance));
      lane.rearrange(code, dtype);
      lane.combine(code, kind, one, kept(code, dtype));
      one = kept(code, dtype);
    }
    code.aload(one.slot());
  }

  private DynamicConstantDesc<?> shuffle(DType dtype, int distance) {
    return DynamicConstantDesc.ofNamed(EXCHANGE, dtype.name(), SHUFFLE, lane.bits(), distance);
  }

  private static Lane.Local kept(CodeBuilder code, DType dtype) {
    var slot = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(slot);
    return new Lane.Local(dtype, slot);
  }
}
