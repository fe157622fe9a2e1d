package org.backprop.codegen;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.backprop.plan.Body;
import org.backprop.plan.Body.Folding;
import org.backprop.plan.Body.Step;
import org.backprop.tensor.DType;

/**
 * Writes the class of a {@link Loop}: the loops over rows and columns around the straight line of a
 * {@link Body}, in one kind of {@link Lane}.
 *
 * <p>What does not change from column to column is computed once for the row, and what does not
 * change at all before the loops.
 */
final class LoopCode {
  private static final ClassDesc LOOP = ClassDesc.of(Loop.class.getName());
  private static final ClassDesc ARENA = ClassDesc.of(Arena.class.getName());
  private static final ClassDesc SCRATCH = ClassDesc.of(Scratch.class.getName());
  private static final ClassDesc FOLDS = ClassDesc.of(Folds.class.getName());
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          CD_void, ARENA, CD_int.arrayType(), CD_int, CD_int, CD_int, CD_int, SCRATCH);

  // The slots of the parameters.
  private static final int MEMORY = 1;
  private static final int AT = 2;
  private static final int ROW_START = 3;
  private static final int ROW_END = 4;
  private static final int COLUMN_START = 5;
  private static final int COLUMN_END = 6;
  private static final int LANES = 7;

  /** When a value is known: once, for each row, or for each column. */
  private enum Tier {
    ONCE,
    ROW,
    COLUMN
  }

  private final Body body;
  private final Lane lane;
  private final CodeBuilder code;
  private final Map<DType, Integer> arrays = new EnumMap<>(DType.class);
  private final Map<DType, Integer> scratch = new EnumMap<>(DType.class);
  private final int[] starts;
  private final int[] rowSteps;
  private final int[] columnSteps;
  private final int[] bases;
  private final Tier[] tiers;
  private final Lane.Local[] values;

  private LoopCode(Body body, Lane lane, CodeBuilder code) {
    this.body = body;
    this.lane = lane;
    this.code = code;
    var operands = body.operands().size();
    this.starts = new int[operands];
    this.rowSteps = new int[operands];
    this.columnSteps = new int[operands];
    this.bases = new int[operands];
    this.tiers = new Tier[body.values().size()];
    this.values = new Lane.Local[body.values().size()];
  }

  /** The bytes of a class of that name. */
  static byte[] of(ClassDesc name, Body body, Lane lane) {
    return ClassFile.of()
        .build(
            name,
            type ->
                type.withSuperclass(LOOP)
                    .withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                    .withMethodBody(
                        ConstantDescs.INIT_NAME,
                        ConstantDescs.MTD_void,
                        0,
                        code ->
                            code.aload(0)
                                .invokespecial(
                                    LOOP, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                                .return_())
                    .withMethodBody(
                        "run",
                        RUN,
                        ClassFile.ACC_PUBLIC,
                        code -> new LoopCode(body, lane, code).run()));
  }

  private void run() {
    code.iload(ROW_END).ifThen(Opcode.IFLT, CodeBuilder::return_);
    prepare();
    emit(Tier.ONCE, -1);
    switch (body.folding()) {
      case NONE -> rows(_ -> columns());
      case COLUMNS -> rows(row -> foldColumns());
      case ROWS -> foldRows();
      case ALL -> foldAll();
    }
    code.return_();
  }

  /** Puts arrays and the places of operands into local variables, and sorts values into tiers. */
  private void prepare() {
    for (var i = 0; i < starts.length; i++) {
      array(body.operands().get(i).dtype());
      starts[i] = word(i, 0);
      rowSteps[i] = word(i, 1);
      columnSteps[i] = body.operands().get(i).step() == Step.FAR ? word(i, 2) : -1;
    }
    for (var fold : body.folds()) {
      var dtype = dtype(fold);
      if (!scratch.containsKey(dtype)) {
        code.aload(LANES).getfield(SCRATCH, field(dtype), Lane.arrayOf(dtype));
        scratch.put(dtype, kept(TypeKind.REFERENCE));
      }
    }
    for (var i = 0; i < tiers.length; i++) {
      tiers[i] = tier(body.values().get(i));
    }
  }

  private void array(DType dtype) {
    if (!arrays.containsKey(dtype)) {
      code.aload(MEMORY).getfield(ARENA, field(dtype), Lane.arrayOf(dtype));
      arrays.put(dtype, kept(TypeKind.REFERENCE));
    }
  }

  private static String field(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> "floats";
      case FLOAT64 -> "doubles";
      case INT32 -> "ints";
      case INT64 -> "longs";
      case UINT8 -> "bytes";
      case BOOL -> "truths";
    };
  }

  private int word(int operand, int word) {
    code.aload(AT).loadConstant(operand * Loop.WORDS + word).iaload();
    return kept(TypeKind.INT);
  }

  /** Pops a value into a new local variable. */
  private int kept(TypeKind kind) {
    var slot = code.allocateLocal(kind);
    code.storeLocal(kind, slot);
    return slot;
  }

  private Tier tier(Body.Value value) {
    return switch (value) {
      case Body.Uniform _ -> Tier.ONCE;
      case Body.Load load ->
          switch (body.operands().get(load.operand()).step()) {
            case FIXED -> Tier.ONCE;
            case ROW -> body.folding() == Folding.ROWS ? Tier.COLUMN : Tier.ROW;
            case NEXT, FAR -> Tier.COLUMN;
          };
      case Body.Compute compute ->
          compute.arguments().stream().map(i -> tiers[i]).max(Tier::compareTo).orElse(Tier.ONCE);
    };
  }

  private DType dtype(Body.Fold fold) {
    return body.values().get(fold.value()).dtype();
  }

  /** The rows, {@code inside} getting the slot of the row's number. */
  private void rows(IntConsumer inside) {
    code.iload(ROW_START);
    loop(
        ROW_END,
        1,
        row -> {
          bases(row);
          emit(Tier.ROW, -1);
          inside.accept(row);
        });
  }

  /** Counts from the number on the stack up to a limit in a slot. */
  private void loop(int limit, int step, IntConsumer inside) {
    var counter = kept(TypeKind.INT);
    var top = code.newBoundLabel();
    var end = code.newLabel();
    code.iload(counter).iload(limit).if_icmpge(end);
    inside.accept(counter);
    code.iinc(counter, step).goto_(top).labelBinding(end);
  }

  private void bases(int row) {
    for (var i = 0; i < bases.length; i++) {
      code.iload(starts[i]).iload(row).iload(rowSteps[i]).imul().iadd();
      bases[i] = kept(TypeKind.INT);
    }
  }

  private void columns() {
    code.iload(COLUMN_START);
    loop(COLUMN_END, lane.length(), this::line);
  }

  /** The straight line at a column, and its stores. */
  private void line(int column) {
    emit(Tier.COLUMN, column);
    for (var store : body.stores()) {
      lane.store(
          code, values[store.value()], arrayOf(store.operand()), index(store.operand(), column));
    }
  }

  private int arrayOf(int operand) {
    return Objects.requireNonNull(arrays.get(body.operands().get(operand).dtype()));
  }

  /** Computes the index of an operand's element into a new local variable. */
  private int index(int operand, int column) {
    switch (body.operands().get(operand).step()) {
      case FIXED, ROW -> code.iload(bases[operand]);
      case NEXT -> code.iload(bases[operand]).iload(column).iadd();
      case FAR ->
          code.iload(bases[operand]).iload(column).iload(columnSteps[operand]).imul().iadd();
    }
    return kept(TypeKind.INT);
  }

  private void emit(Tier tier, int column) {
    for (var i = 0; i < tiers.length; i++) {
      if (tiers[i] == tier) {
        values[i] = value(body.values().get(i), column);
      }
    }
  }

  private Lane.Local value(Body.Value value, int column) {
    switch (value) {
      case Body.Uniform uniform -> lane.uniform(code, uniform.dtype(), uniform.bits());
      case Body.Load load -> {
        var array = arrayOf(load.operand());
        switch (body.operands().get(load.operand()).step()) {
          case FIXED -> lane.broadcast(code, load.dtype(), array, starts[load.operand()]);
          case ROW -> lane.broadcast(code, load.dtype(), array, bases[load.operand()]);
          case NEXT, FAR -> lane.load(code, load.dtype(), array, index(load.operand(), column));
        }
      }
      case Body.Compute compute ->
          lane.compute(
              code,
              compute.code(),
              compute.dtype(),
              compute.arguments().stream().map(i -> values[i]).toList());
    }
    return new Lane.Local(value.dtype(), kept(lane.kind(value.dtype())));
  }

  /** Folds the columns of a row: column c goes to lane c mod 16. */
  private void foldColumns() {
    if (lane.length() == 1) {
      clear();
      code.iload(COLUMN_START);
      loop(
          COLUMN_END,
          1,
          column -> {
            line(column);
            foldInto(column);
          });
    } else {
      foldVectors();
    }
    for (var fold : body.folds()) {
      finish(fold, bases[fold.operand()]);
    }
  }

  /** Sets the lanes of all folds to where they start. */
  private void clear() {
    for (var i = 0; i < body.folds().size(); i++) {
      var fold = body.folds().get(i);
      var dtype = dtype(fold);
      code.aload(scratch(dtype)).loadConstant(i * Scratch.ROOM);
      code.loadConstant(i * Scratch.ROOM + Scratch.LANES);
      new ScalarLane().uniform(code, dtype, start(fold));
      code.invokestatic(
          ClassDesc.of("java.util.Arrays"),
          "fill",
          MethodTypeDesc.of(
              CD_void, Lane.arrayOf(dtype), CD_int, CD_int, Lane.arrayOf(dtype).componentType()));
    }
  }

  private int scratch(DType dtype) {
    return Objects.requireNonNull(scratch.get(dtype));
  }

  private long start(Body.Fold fold) {
    if (fold.kind() == Body.Kind.SUM) {
      return 0;
    }
    return switch (dtype(fold)) {
      case FLOAT32 -> Float.floatToRawIntBits(Float.NEGATIVE_INFINITY);
      case FLOAT64 -> Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY);
      case INT64 -> Long.MIN_VALUE;
      default -> Integer.MIN_VALUE;
    };
  }

  /** Folds the values of this place into the lane that a counter names. */
  private void foldInto(int counter) {
    for (var i = 0; i < body.folds().size(); i++) {
      var fold = body.folds().get(i);
      var dtype = dtype(fold);
      code.iload(counter).loadConstant(Scratch.LANES - 1).iand();
      code.loadConstant(i * Scratch.ROOM).iadd();
      var index = kept(TypeKind.INT);
      lane.load(code, dtype, scratch(dtype), index);
      var before = new Lane.Local(dtype, kept(lane.kind(dtype)));
      lane.combine(code, fold.kind(), before, values[fold.value()]);
      var after = new Lane.Local(dtype, kept(lane.kind(dtype)));
      lane.store(code, after, scratch(dtype), index);
    }
  }

  /** The lanes become one number, which is the operand's element at an index. */
  private void finish(Body.Fold fold, int index) {
    var dtype = dtype(fold);
    var array = Lane.arrayOf(dtype);
    code.aload(scratch(dtype)).loadConstant(body.folds().indexOf(fold) * Scratch.ROOM);
    code.invokestatic(
        FOLDS,
        fold.kind() == Body.Kind.SUM ? "sum" : "max",
        MethodTypeDesc.of(array.componentType(), array, CD_int));
    var scalar = new ScalarLane();
    var result = new Lane.Local(dtype, kept(scalar.kind(dtype)));
    scalar.store(code, result, arrayOf(fold.operand()), index);
  }

  /** Sixteen columns at a time, in as many vectors as that takes; the rest under a mask. */
  private void foldVectors() {
    var vectors = Scratch.LANES / lane.length();
    var lanes = new ArrayList<List<Lane.Local>>();
    for (var fold : body.folds()) {
      var own = new ArrayList<Lane.Local>();
      for (var vector = 0; vector < vectors; vector++) {
        lane.uniform(code, dtype(fold), start(fold));
        own.add(new Lane.Local(dtype(fold), kept(TypeKind.REFERENCE)));
      }
      lanes.add(own);
    }
    code.iload(COLUMN_END).loadConstant(-Scratch.LANES).iand();
    var whole = kept(TypeKind.INT);
    code.iload(COLUMN_START);
    loop(whole, Scratch.LANES, column -> sixteen(column, lanes, false));
    code.iload(whole);
    loop(COLUMN_END, Scratch.LANES, column -> sixteen(column, lanes, true));
    for (var i = 0; i < lanes.size(); i++) {
      for (var vector = 0; vector < vectors; vector++) {
        code.loadConstant(i * Scratch.ROOM + vector * lane.length());
        var index = kept(TypeKind.INT);
        lane.store(code, lanes.get(i).get(vector), scratch(dtype(body.folds().get(i))), index);
      }
    }
  }

  private void sixteen(int column, List<List<Lane.Local>> lanes, boolean masked) {
    for (var vector = 0; vector < Scratch.LANES / lane.length(); vector++) {
      code.iload(column).loadConstant(vector * lane.length()).iadd();
      var at = kept(TypeKind.INT);
      line(at);
      for (var i = 0; i < lanes.size(); i++) {
        var fold = body.folds().get(i);
        var value = values[fold.value()];
        if (masked) {
          ((VectorLane) lane).startOutside(code, value, start(fold), at, COLUMN_END);
          value = new Lane.Local(value.dtype(), kept(TypeKind.REFERENCE));
        }
        var own = lanes.get(i).get(vector);
        lane.combine(code, fold.kind(), own, value);
        code.astore(own.slot());
      }
    }
  }

  /** Folds the rows of each column, or of each vector of them: row r goes to lane r mod 16. */
  private void foldRows() {
    code.iload(COLUMN_START);
    loop(
        COLUMN_END,
        lane.length(),
        column -> {
          code.loadConstant(Scratch.LANES);
          var lanes = kept(TypeKind.INT);
          code.iconst_0();
          loop(lanes, 1, number -> foldLane(column, number));
          tree(column);
        });
  }

  private void foldLane(int column, int number) {
    var own = new ArrayList<Lane.Local>();
    for (var fold : body.folds()) {
      lane.uniform(code, dtype(fold), start(fold));
      own.add(new Lane.Local(dtype(fold), kept(lane.kind(dtype(fold)))));
    }
    code.iload(ROW_START).iload(number).iadd();
    loop(
        ROW_END,
        Scratch.LANES,
        row -> {
          bases(row);
          line(column);
          for (var i = 0; i < own.size(); i++) {
            var fold = body.folds().get(i);
            lane.combine(code, fold.kind(), own.get(i), values[fold.value()]);
            code.storeLocal(lane.kind(dtype(fold)), own.get(i).slot());
          }
        });
    for (var i = 0; i < own.size(); i++) {
      lane.store(code, own.get(i), scratch(own.get(i).dtype()), slot(i, number));
    }
  }

  /** Where the lane that a counter names lies in scratch memory, a vector for each. */
  private int slot(int fold, int number) {
    code.iload(number).loadConstant(lane.length()).imul().loadConstant(fold * Scratch.ROOM).iadd();
    return kept(TypeKind.INT);
  }

  private void tree(int column) {
    for (var i = 0; i < body.folds().size(); i++) {
      var at = i;
      var fold = body.folds().get(i);
      for (var width = Scratch.LANES / 2; width > 0; width /= 2) {
        code.loadConstant(width);
        var half = kept(TypeKind.INT);
        code.iconst_0();
        loop(half, 1, number -> fold(fold, at, number, half));
      }
      code.loadConstant(i * Scratch.ROOM);
      var first = kept(TypeKind.INT);
      lane.load(code, dtype(fold), scratch(dtype(fold)), first);
      var result = new Lane.Local(dtype(fold), kept(lane.kind(dtype(fold))));
      code.iload(starts[fold.operand()]);
      bases[fold.operand()] = kept(TypeKind.INT);
      lane.store(code, result, arrayOf(fold.operand()), index(fold.operand(), column));
    }
  }

  /** Lane {@code number} takes lane {@code number + half}. */
  private void fold(Body.Fold fold, int at, int number, int half) {
    var dtype = dtype(fold);
    var into = slot(at, number);
    code.iload(number).iload(half).iadd();
    var other = slot(at, kept(TypeKind.INT));
    lane.load(code, dtype, scratch(dtype), into);
    var a = new Lane.Local(dtype, kept(lane.kind(dtype)));
    lane.load(code, dtype, scratch(dtype), other);
    var b = new Lane.Local(dtype, kept(lane.kind(dtype)));
    lane.combine(code, fold.kind(), a, b);
    var sum = new Lane.Local(dtype, kept(lane.kind(dtype)));
    lane.store(code, sum, scratch(dtype), into);
  }

  /** Folds everything, row by row: the n-th element goes to lane n mod 16. */
  private void foldAll() {
    clear();
    code.iconst_0();
    var counter = kept(TypeKind.INT);
    rows(_ -> {
      code.iload(COLUMN_START);
      loop(
          COLUMN_END,
          1,
          column -> {
            line(column);
            foldInto(counter);
            code.iinc(counter, 1);
          });
    });
    for (var fold : body.folds()) {
      finish(fold, starts[fold.operand()]);
    }
  }
}
