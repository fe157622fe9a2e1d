package org.backprop.runtime;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.backprop.codegen.Arena;
import org.backprop.codegen.Loop;
import org.backprop.codegen.Loops;
import org.backprop.codegen.Scratch;
import org.backprop.codegen.Tile;
import org.backprop.codegen.Tiles;
import org.backprop.codegen.TransposedBlock;
import org.backprop.plan.Body;
import org.backprop.plan.Layout;
import org.backprop.tensor.DType;
import org.backprop.tensor.Storage;

/** Something small that vector code and scalar code both compute, to be compared. */
interface Rehearsal {
  /** Calls the vector code to do nothing, which HotSpot counts. */
  void call();

  /** Runs the vector code once. */
  void vector();

  /** The vector operations of that, more or less. */
  int operations();

  /** Runs the scalar code once. */
  void scalar();

  /** Whether both leave the same bits. */
  boolean agrees();

  /** Runs a loop over a few rows of random numbers. */
  static Rehearsal of(Body body, Loop loop, int bits) {
    return new OfLoop(body, loop, bits / 8 / body.width());
  }

  /** Multiplies two small matrices of random numbers. */
  static Rehearsal of(Tile tile, Tile.Layout layout, DType dtype, int bits) {
    return new OfTile(tile, layout, dtype, Tiles.lanes(dtype, bits));
  }

  /** Turns two small blocks of random numbers. */
  static Rehearsal of(TransposedBlock block, DType dtype) {
    return new OfBlock(block, dtype);
  }

  /** Two blocks side by side. */
  final class OfBlock implements Rehearsal {
    private static final int BLOCKS = 2;

    private final TransposedBlock block;
    private final int size;
    private final boolean single;
    private final Object from;
    private final Object vector;
    private final Object scalar;

    private OfBlock(TransposedBlock block, DType dtype) {
      this.block = block;
      this.size = block.lanes();
      this.single = dtype == DType.FLOAT32;
      var length = BLOCKS * size * size;
      var storage = Storage.allocate(dtype, length);
      for (var i = 0; i < length; i++) {
        storage.set(i, i);
      }
      this.from = storage.array();
      this.vector = Storage.allocate(dtype, length).array();
      this.scalar = Storage.allocate(dtype, length).array();
    }

    @Override
    public void call() {
      run(-1);
    }

    @Override
    public void vector() {
      run(BLOCKS);
    }

    private void run(int count) {
      if (single) {
        block.run((float[]) from, 0, BLOCKS * size, (float[]) vector, 0, size, count);
      } else {
        block.run((double[]) from, 0, BLOCKS * size, (double[]) vector, 0, size, count);
      }
    }

    @Override
    public int operations() {
      return BLOCKS * size * (2 + Integer.numberOfTrailingZeros(size));
    }

    @Override
    @SuppressWarnings("SuspiciousSystemArraycopy") // both are arrays of the block's type
    public void scalar() {
      for (var row = 0; row < size; row++) {
        for (var column = 0; column < BLOCKS * size; column++) {
          System.arraycopy(from, row * BLOCKS * size + column, scalar, column * size + row, 1);
        }
      }
    }

    @Override
    public boolean agrees() {
      return single
          ? Arrays.equals((float[]) vector, (float[]) scalar)
          : Arrays.equals((double[]) vector, (double[]) scalar);
    }
  }

  /** A loop over memory of its own, an operand after another. */
  final class OfLoop implements Rehearsal {
    private static final int ROWS = 2;

    /** Enough for folds over rows to go once through all lanes, and a few more. */
    private static final int FOLDED_ROWS = 18;

    private static final int STRIDE = 64;
    private final Loop vector;
    private final Loop scalar;
    private final int operations;
    private final int rows;
    private final int columns;
    private final int room;
    private final int[] places;
    private final Arena vectorMemory;
    private final Arena scalarMemory;
    private final Scratch scratch = new Scratch();

    private OfLoop(Body body, Loop vector, int lanes) {
      this.vector = vector;
      this.scalar = Loops.scalar(body);
      this.rows = body.folding() == Body.Folding.ROWS ? FOLDED_ROWS : ROWS;
      this.operations = rows * STRIDE / lanes * body.values().size();
      this.columns =
          switch (body.folding()) {
            case NONE, ALIGNED -> STRIDE;
            case COLUMNS, ALL -> body.narrow() > 0 ? body.narrow() : STRIDE - 5;
            case ROWS -> Layout.PADDING;
          };
      this.room = (rows + 2) * STRIDE;
      this.places = new int[body.operands().size() * Loop.WORDS];
      for (var i = 0; i < body.operands().size(); i++) {
        places[i * Loop.WORDS] = i * room;
        places[i * Loop.WORDS + 1] = body.operands().get(i).step() == Body.Step.FIXED ? 0 : STRIDE;
        places[i * Loop.WORDS + 2] = 1;
      }
      this.vectorMemory = memory(body);
      this.scalarMemory = memory(body);
    }

    private Arena memory(Body body) {
      Map<DType, Integer> sizes = new EnumMap<>(DType.class);
      body.operands().forEach(operand -> sizes.put(operand.dtype(), body.operands().size() * room));
      var arena = new Arena(sizes);
      var random = new SplittableRandom(1);
      for (var dtype : sizes.keySet()) {
        fill(arena.array(dtype), random);
      }
      return arena;
    }

    private static void fill(Object array, SplittableRandom random) {
      switch (array) {
        case float[] floats -> {
          for (var i = 0; i < floats.length; i++) {
            floats[i] = (float) random.nextDouble(-2, 2);
          }
        }
        case double[] doubles -> Arrays.setAll(doubles, _ -> random.nextDouble(-2, 2));
        case int[] ints -> Arrays.setAll(ints, _ -> random.nextInt(-99, 99));
        case long[] longs -> Arrays.setAll(longs, _ -> random.nextLong(-99, 99));
        case byte[] bytes -> random.nextBytes(bytes);
        default -> throw new AssertionError(array);
      }
    }

    @Override
    public void call() {
      vector.run(vectorMemory, places, 0, -1, 0, 0, scratch);
    }

    @Override
    public void vector() {
      vector.run(vectorMemory, places, 0, rows, 0, columns, scratch);
    }

    @Override
    public int operations() {
      return operations;
    }

    @Override
    public void scalar() {
      scalar.run(scalarMemory, places, 0, rows, 0, columns, scratch);
    }

    @Override
    public boolean agrees() {
      for (var dtype : DType.values()) {
        if (!agrees(vectorMemory.array(dtype), scalarMemory.array(dtype))) {
          return false;
        }
      }
      return true;
    }

    /** Compares but for the padding of the rows. */
    private boolean agrees(Object one, Object other) {
      for (var start = 0; start + STRIDE <= Array.getLength(one); start += STRIDE) {
        var end = start + columns;
        var same =
            switch (one) {
              case float[] a -> Arrays.equals(a, start, end, (float[]) other, start, end);
              case double[] a -> Arrays.equals(a, start, end, (double[]) other, start, end);
              case int[] a -> Arrays.equals(a, start, end, (int[]) other, start, end);
              case long[] a -> Arrays.equals(a, start, end, (long[]) other, start, end);
              case byte[] a -> Arrays.equals(a, start, end, (byte[]) other, start, end);
              default -> throw new AssertionError(one);
            };
        if (!same) {
          return false;
        }
      }
      return true;
    }
  }

  /** A tile with few terms: that is enough for HotSpot to compile it. */
  final class OfTile implements Rehearsal {
    private static final int TERMS = 3;

    private final Tile tile;
    private final int operations;
    private final int aRow;
    private final int aK;
    private final double[] a;
    private final double[] b;
    private final Object left;
    private final Object right;
    private final Object value;
    private final Object sums;
    private boolean adds;
    private final Object expected;
    private final boolean single;

    private OfTile(Tile tile, Tile.Layout layout, DType dtype, int lanes) {
      this.tile = tile;
      this.operations = (TERMS + 2) * tile.rows() * tile.columns() / lanes;
      this.single = dtype == DType.FLOAT32;
      this.aRow = layout == Tile.Layout.COLUMNS ? 1 : TERMS * 2;
      this.aK =
          switch (layout) {
            case ROWS -> 1;
            case COLUMNS -> tile.rows();
            case ANY -> 2;
          };
      var random = new SplittableRandom(1);
      this.a = random.doubles(2L * tile.rows() * TERMS, -1, 1).map(x -> (float) x).toArray();
      this.b = random.doubles((long) tile.columns() * TERMS, -1, 1).map(x -> (float) x).toArray();
      this.left = array(a);
      this.right = array(b);
      this.value = array(new double[tile.rows() * tile.columns()]);
      this.sums = array(new double[tile.rows() * tile.columns()]);
      this.expected = array(new double[tile.rows() * tile.columns()]);
    }

    private Object array(double[] doubles) {
      if (!single) {
        return doubles.clone();
      }
      var floats = new float[doubles.length];
      for (var i = 0; i < floats.length; i++) {
        floats[i] = (float) doubles[i];
      }
      return floats;
    }

    @Override
    public void call() {
      run(value, -1, false);
    }

    /** Both ways in which products call it: the sums that are added to are not compared. */
    @Override
    public void vector() {
      adds = !adds;
      run(adds ? sums : value, TERMS, adds);
    }

    @Override
    public int operations() {
      return operations;
    }

    private void run(Object into, int terms, boolean add) {
      var width = tile.columns();
      if (single) {
        var c = (float[]) into;
        tile.run((float[]) left, 0, aRow, aK, (float[]) right, 0, width, c, 0, width, terms, add);
      } else {
        var c = (double[]) into;
        tile.run((double[]) left, 0, aRow, aK, (double[]) right, 0, width, c, 0, width, terms, add);
      }
    }

    @Override
    public void scalar() {
      for (var row = 0; row < tile.rows(); row++) {
        for (var column = 0; column < tile.columns(); column++) {
          element(row, column);
        }
      }
    }

    private void element(int row, int column) {
      var at = row * tile.columns() + column;
      if (single) {
        var sum = 0f;
        for (var k = 0; k < TERMS; k++) {
          sum =
              Math.fma((float) a[row * aRow + k * aK], (float) b[k * tile.columns() + column], sum);
        }
        ((float[]) expected)[at] = sum;
      } else {
        var sum = 0.0;
        for (var k = 0; k < TERMS; k++) {
          sum = Math.fma(a[row * aRow + k * aK], b[k * tile.columns() + column], sum);
        }
        ((double[]) expected)[at] = sum;
      }
    }

    @Override
    public boolean agrees() {
      return single
          ? Arrays.equals((float[]) value, (float[]) expected)
          : Arrays.equals((double[]) value, (double[]) expected);
    }
  }
}
