package org.backprop.codegen;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.backprop.plan.LoopBody;
import org.backprop.plan.LoopBody.Access;
import org.backprop.plan.LoopBody.Folding;
import org.backprop.tensor.DType;

/**
 * The local variables of a loop's code: arrays, addresses of operands, and the values of the
 * straight line.
 *
 * <p>Values that do not depend on the column are computed once for each row; values that depend on
 * neither, before the loops.
 */
final class LoopFrame {
  private static final ClassDesc ARENA = ClassDesc.of(Arena.class.getName());
  private static final ClassDesc SCRATCH = ClassDesc.of(Scratch.class.getName());

  /** When a value is known: once, for each row, or for each column. */
  enum LoopLevel {
    ONCE,
    ROW,
    COLUMN
  }

  final LoopBody body;
  final Lane lane;
  final CodeBuilder code;
  final LoopSite site;
  final int[] starts;
  final int[] bases;
  final Lane.Local[] values;
  private final Map<DType, Integer> arrays = new EnumMap<>(DType.class);
  private final Map<DType, Integer> scratch = new EnumMap<>(DType.class);
  private final int[] rowSteps;
  private final int[] columnSteps;
  private final LoopLevel[] tiers;
  final Stages stages;

  LoopFrame(LoopBody body, Lane lane, CodeBuilder code, LoopSite site) {
    this.body = body;
    this.lane = lane;
    this.code = code;
    this.site = site;
    var operands = body.operands().size();
    this.starts = new int[operands];
    this.rowSteps = new int[operands];
    this.columnSteps = new int[operands];
    this.bases = new int[operands];
    this.tiers = new LoopLevel[body.values().size()];
    this.values = new Lane.Local[body.values().size()];
    this.stages = new Stages(body);
    for (var i = 0; i < operands; i++) {
      array(body.operands().get(i).dtype());
      starts[i] = word(i, 0);
      rowSteps[i] = word(i, 1);
      columnSteps[i] = body.operands().get(i).access() == Access.STRIDED ? word(i, 2) : -1;
    }
    for (var i = 0; i < tiers.length; i++) {
      tiers[i] = tier(body.values().get(i));
    }
  }

  private void array(DType dtype) {
    if (!arrays.containsKey(dtype)) {
      code.aload(site.memory()).getfield(ARENA, Arena.field(dtype), Lane.arrayOf(dtype));
      arrays.put(dtype, kept(TypeKind.REFERENCE));
    }
  }

  /** The thread's scratch array of a type, in a local variable. */
  void useScratch(DType dtype) {
    if (!scratch.containsKey(dtype)) {
      code.aload(site.scratch()).getfield(SCRATCH, Arena.field(dtype), Lane.arrayOf(dtype));
      scratch.put(dtype, kept(TypeKind.REFERENCE));
    }
  }

  private int word(int operand, int word) {
    site.place(code, operand, word);
    return kept(TypeKind.INT);
  }

  private LoopLevel tier(LoopBody.Value value) {
    return switch (value) {
      case LoopBody.Splat _ -> LoopLevel.ONCE;
      case LoopBody.Load load ->
          switch (body.operands().get(load.operand()).access()) {
            case UNIFORM -> LoopLevel.ONCE;
            case PER_ROW -> body.folding() == Folding.ROWS ? LoopLevel.COLUMN : LoopLevel.ROW;
            case CONTIGUOUS, STRIDED -> LoopLevel.COLUMN;
          };
      case LoopBody.Compute compute ->
          compute.arguments().stream()
              .map(i -> tiers[i])
              .max(LoopLevel::compareTo)
              .orElse(LoopLevel.ONCE);
      case LoopBody.Folded _ -> LoopLevel.ROW;
    };
  }

  LoopLevel tier(int value) {
    return tiers[value];
  }

  /** Pops a value into a new local variable. */
  int kept(TypeKind kind) {
    var slot = code.allocateLocal(kind);
    code.storeLocal(kind, slot);
    return slot;
  }

  /** Pops a value of this loop's lane into a new local variable. */
  Lane.Local kept(DType dtype) {
    return new Lane.Local(dtype, kept(lane.kind(dtype)));
  }

  /** Pushes a number and pops it into a new local variable. */
  int constant(int number) {
    code.loadConstant(number);
    return kept(TypeKind.INT);
  }

  /** The slot of {@code counter + number}, in a local variable. */
  int plus(int counter, int number) {
    code.iload(counter).loadConstant(number).iadd();
    return kept(TypeKind.INT);
  }

  /** Counts from the number on the stack up to a limit in a slot. */
  void loop(int limit, int step, IntConsumer inside) {
    loop(limit, step, false, inside);
  }

  /** Loops, or runs the body once without a loop. */
  void loop(int limit, int step, boolean once, IntConsumer inside) {
    var counter = kept(TypeKind.INT);
    if (once) {
      inside.accept(counter);
      return;
    }
    var top = code.newBoundLabel();
    var end = code.newLabel();
    code.iload(counter).iload(limit).if_icmpge(end);
    inside.accept(counter);
    code.iinc(counter, step).goto_(top).labelBinding(end);
  }

  /** The rows, {@code inside} getting the slot of the row's number. */
  void rows(IntConsumer inside) {
    code.iload(site.rowStart());
    loop(
        site.rowEnd(),
        1,
        site.hasOneRow(),
        row -> {
          bases(row);
          emit(LoopLevel.ROW, 0, -1);
          inside.accept(row);
        });
  }

  /** Sets the start of each operand to a row. */
  void bases(int row) {
    for (var i = 0; i < bases.length; i++) {
      code.iload(starts[i]).iload(row).iload(rowSteps[i]).imul().iadd();
      bases[i] = kept(TypeKind.INT);
    }
  }

  /** The straight line at a column, and its stores. */
  void line(int column) {
    emit(LoopLevel.COLUMN, 0, column);
    body.stores().forEach(store -> store(store, column));
  }

  /** The values that are known before the loops. */
  void once() {
    for (var stage = 0; stage < stages.count(); stage++) {
      emit(LoopLevel.ONCE, stage, -1);
    }
  }

  /** Computes the values of a level and a stage; the results of folds are computed before. */
  void emit(LoopLevel tier, int stage, int column) {
    for (var i = 0; i < tiers.length; i++) {
      if (tiers[i] == tier
          && stages.of(i) == stage
          && !(body.values().get(i) instanceof LoopBody.Folded)) {
        values[i] = value(body.values().get(i), column);
      }
    }
  }

  /** Stores a value; a value of the whole row is stored once. */
  void store(LoopBody.Store store, int column) {
    var array = arrayOf(store.operand());
    var index = index(store.operand(), column);
    if (isOfRow(store)) {
      lane.storeFirst(code, values[store.value()], array, index);
    } else {
      lane.store(code, values[store.value()], array, index);
    }
  }

  /** Whether the row has one value only. */
  boolean isOfRow(LoopBody.Store store) {
    return switch (body.operands().get(store.operand()).access()) {
      case UNIFORM, PER_ROW -> true;
      case CONTIGUOUS, STRIDED -> false;
    };
  }

  /** The result of a fold, as a value of the row and as an element of the operand. */
  void finished(int fold, Lane.Local result, int[] places) {
    for (var i = 0; i < values.length; i++) {
      if (body.values().get(i) instanceof LoopBody.Folded folded && folded.fold() == fold) {
        values[i] = result;
      }
    }
    var to = body.folds().get(fold);
    if (to.isStored()) {
      lane.storeFirst(code, result, arrayOf(to.operand()), places[to.operand()]);
    }
  }

  private Lane.Local value(LoopBody.Value value, int column) {
    switch (value) {
      case LoopBody.Splat uniform -> lane.uniform(code, uniform.dtype(), uniform.bits());
      case LoopBody.Load load -> {
        var array = arrayOf(load.operand());
        switch (body.operands().get(load.operand()).access()) {
          case UNIFORM -> lane.broadcast(code, load.dtype(), array, starts[load.operand()]);
          case PER_ROW -> lane.broadcast(code, load.dtype(), array, bases[load.operand()]);
          case CONTIGUOUS, STRIDED ->
              lane.load(code, load.dtype(), array, index(load.operand(), column));
        }
      }
      case LoopBody.Compute compute ->
          lane.compute(
              code,
              compute.code(),
              compute.dtype(),
              compute.arguments().stream().map(i -> values[i]).toList());
      case LoopBody.Folded _ -> throw new AssertionError();
    }
    return kept(value.dtype());
  }

  int arrayOf(int operand) {
    return Objects.requireNonNull(arrays.get(body.operands().get(operand).dtype()));
  }

  int scratch(DType dtype) {
    return Objects.requireNonNull(scratch.get(dtype));
  }

  /** Computes the index of an operand's element into a new local variable. */
  int index(int operand, int column) {
    switch (body.operands().get(operand).access()) {
      case UNIFORM, PER_ROW -> code.iload(bases[operand]);
      case CONTIGUOUS -> code.iload(bases[operand]).iload(column).iadd();
      case STRIDED ->
          code.iload(bases[operand]).iload(column).iload(columnSteps[operand]).imul().iadd();
    }
    return kept(TypeKind.INT);
  }

  DType dtype(LoopBody.Fold fold) {
    return body.values().get(fold.value()).dtype();
  }

  /** The bits of the number that a fold starts with. */
  long start(LoopBody.Fold fold) {
    if (fold.kind() == LoopBody.Kind.SUM) {
      return 0;
    }
    return switch (dtype(fold)) {
      case FLOAT32 -> Float.floatToRawIntBits(Float.NEGATIVE_INFINITY);
      case FLOAT64 -> Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY);
      case INT64 -> Long.MIN_VALUE;
      default -> Integer.MIN_VALUE;
    };
  }

  /** A value that a fold starts with, in a new local variable. */
  Lane.Local started(LoopBody.Fold fold) {
    lane.uniform(code, dtype(fold), start(fold));
    return kept(dtype(fold));
  }

  /** Folds the value of this place into a local variable. */
  void combine(LoopBody.Fold fold, Lane.Local into, Lane.Local value) {
    lane.combine(code, fold.kind(), into, value);
    code.storeLocal(lane.kind(into.dtype()), into.slot());
  }
}
