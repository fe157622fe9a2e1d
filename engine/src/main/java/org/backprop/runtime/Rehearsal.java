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
import org.backprop.plan.Body;
import org.backprop.plan.Layout;
import org.backprop.tensor.DType;

/** Something small that vector code and scalar code both compute, to be compared. */
interface Rehearsal {
  /** Runs the vector code once. */
  void vector();

  /** Runs the scalar code once. */
  void scalar();

  /** Whether both leave the same bits. */
  boolean agrees();

  /** Runs a loop over a few rows of random numbers. */
  static Rehearsal of(Body body, Loop loop) {
    return new OfLoop(body, loop);
  }

  /** Multiplies two small matrices of random numbers. */
  static Rehearsal of(Tile tile, Tile.Layout layout, DType dtype) {
    return new OfTile(tile, layout, dtype);
  }

  /** A loop over memory of its own, an operand after another. */
  final class OfLoop implements Rehearsal {
    private static final int ROWS = 2;

    /** Enough for folds over rows to go once through all lanes, and a few more. */
    private static final int FOLDED_ROWS = 18;

    private static final int STRIDE = 64;
    private final Loop vector;
    private final Loop scalar;
    private final int rows;
    private final int columns;
    private final int room;
    private final int[] places;
    private final Arena vectorMemory;
    private final Arena scalarMemory;
    private final Scratch scratch = new Scratch();

    private OfLoop(Body body, Loop vector) {
      this.vector = vector;
      this.scalar = Loops.scalar(body);
      this.rows = body.folding() == Body.Folding.ROWS ? FOLDED_ROWS : ROWS;
      this.columns =
          switch (body.folding()) {
            case NONE, ALIGNED -> STRIDE;
            case COLUMNS, ALL -> STRIDE - 5;
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
    public void vector() {
      vector.run(vectorMemory, places, 0, rows, 0, columns, scratch);
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
    private static final int TERMS = 6;

    private final Tile tile;
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

    private OfTile(Tile tile, Tile.Layout layout, DType dtype) {
      this.tile = tile;
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

    /** Both ways in which products call it: the sums that are added to are not compared. */
    @Override
    public void vector() {
      adds = !adds;
      run(adds ? sums : value, adds);
    }

    private void run(Object into, boolean add) {
      var width = tile.columns();
      if (single) {
        var c = (float[]) into;
        tile.run((float[]) left, 0, aRow, aK, (float[]) right, 0, width, c, 0, width, TERMS, add);
      } else {
        var c = (double[]) into;
        tile.run((double[]) left, 0, aRow, aK, (double[]) right, 0, width, c, 0, width, TERMS, add);
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
