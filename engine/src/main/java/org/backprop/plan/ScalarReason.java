package org.backprop.plan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.backprop.tensor.DType;

/**
 * Why a loop cannot compute vectors of elements and is scalar code, as a clause. A loop whose
 * vector code would be too long for HotSpot is scalar, too, which shows only when the code is
 * generated.
 */
public final class ScalarReason {
  private final LoopBody body;

  private ScalarReason(LoopBody body) {
    this.body = body;
  }

  /** The reason for a loop of a plan; nothing if it can be one of vectors. */
  static Optional<String> of(Kernel.Nest nest) {
    return nest.columns() == 1 ? Optional.of("its rows have one element") : of(nest.body());
  }

  /** The reason that the body alone gives; nothing if its values line up in vectors. */
  public static Optional<String> of(LoopBody body) {
    return new ScalarReason(body).find();
  }

  private Optional<String> find() {
    if (body.width() == 0) {
      return Optional.of("its numbers have different widths, or none is wider than a byte");
    }
    if (body.folding() == LoopBody.Folding.ALL) {
      return Optional.of("it folds rows whose length is no multiple of " + LoopBody.NARROW);
    }
    if (body.operands().stream().anyMatch(operand -> operand.access() == LoopBody.Access.STRIDED)) {
      return Optional.of("an operand is strided along the rows");
    }
    return ofFolds().or(this::ofStores).or(this::ofValues);
  }

  private Optional<String> ofFolds() {
    return body.folds().stream()
        .map(fold -> dtype(fold.value()))
        .filter(dtype -> !dtype.isFloat())
        .findFirst()
        .map(dtype -> "it folds numbers of type " + dtype);
  }

  private Optional<String> ofStores() {
    return body.stores().stream()
        .map(store -> dtype(store.value()))
        .filter(ScalarReason::isByte)
        .findFirst()
        .map(dtype -> "it stores values of type " + dtype);
  }

  private Optional<String> ofValues() {
    return body.values().stream().flatMap(value -> of(value).stream()).findFirst();
  }

  private Optional<String> of(LoopBody.Value value) {
    return switch (value) {
      case LoopBody.Splat splat ->
          Optional.of("it has a constant of type " + splat.dtype())
              .filter(_ -> isByte(splat.dtype()));
      case LoopBody.Load load ->
          Optional.of("it reads values of type " + load.dtype()).filter(_ -> !canLoad(load));
      case LoopBody.Compute compute ->
          Optional.of(described(compute)).filter(_ -> !canCompute(compute));
      case LoopBody.Folded _ -> Optional.empty();
    };
  }

  private boolean canLoad(LoopBody.Load load) {
    return load.dtype() != DType.BOOL && (load.dtype() != DType.UINT8 || body.width() == 4);
  }

  private boolean canCompute(LoopBody.Compute compute) {
    var from = arguments(compute);
    var first = from.getFirst();
    var onTruths = from.contains(DType.BOOL);
    return switch (compute.code()) {
      case CAST ->
          canCast(first, compute.dtype())
              && (first != DType.BOOL
                  || compared(compute.arguments().getFirst()) == compute.dtype());
      case BITCAST -> first.bytes() == compute.dtype().bytes() && first != DType.UINT8;
      case AND, OR -> compute.arguments().stream().map(this::compared).distinct().count() == 1;
      case XOR -> !onTruths;
      case MUL -> first.isFloat();
      case SELECT, FAR_SINE, FAR_COSINE ->
          !isByte(from.get(1)) && compared(compute.arguments().getFirst()) == compute.dtype();
      default -> !onTruths && !from.contains(DType.UINT8);
    };
  }

  /**
   * The type of what was compared for a truth value, or of any other value: its masks are of it.
   */
  private DType compared(int value) {
    return body.values().get(value) instanceof LoopBody.Compute compute
            && compute.dtype() == DType.BOOL
        ? compared(compute.arguments().getFirst())
        : dtype(value) == DType.UINT8 ? DType.INT32 : dtype(value);
  }

  private static boolean canCast(DType from, DType to) {
    return switch (from) {
      case BOOL -> to.isFloat();
      case UINT8 -> to == DType.FLOAT32 || to == DType.INT32 || to == DType.UINT8;
      case INT32, FLOAT32 -> to == DType.FLOAT32 || to == DType.INT32;
      case FLOAT64, INT64 -> from == to;
    };
  }

  private String described(LoopBody.Compute compute) {
    var name = compute.code().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return "no vector has %s of %s to %s".formatted(name, arguments(compute), compute.dtype());
  }

  private List<DType> arguments(LoopBody.Compute compute) {
    return compute.arguments().stream().map(this::dtype).toList();
  }

  private DType dtype(int value) {
    return body.values().get(value).dtype();
  }

  private static boolean isByte(DType dtype) {
    return dtype == DType.UINT8 || dtype == DType.BOOL;
  }
}
