package org.backprop.tensor.storage;

import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;

/**
 * A heap array of some element type, read and written as doubles or, for whole numbers, as longs.
 *
 * <p>Writing converts as a cast of Java does; to {@code BOOL}, anything but 0 is true.
 */
@SuppressWarnings("ArrayRecordComponent") // views of arrays; never compared
public sealed interface Storage {
  /** The array itself. */
  Object array();

  int length();

  double get(int i);

  void set(int i, double value);

  default long getLong(int i) {
    return (long) get(i);
  }

  default void setLong(int i, long value) {
    set(i, (double) value);
  }

  /** Sets element {@code i} to element {@code j} of storage of the same type, bit for bit. */
  void copy(int i, Storage from, int j);

  /** A new array of zeros. */
  static Storage allocate(DType dtype, int length) {
    return switch (dtype) {
      case FLOAT32 -> new Floats(new float[length]);
      case FLOAT64 -> new Doubles(new double[length]);
      case INT32 -> new Ints(new int[length]);
      case INT64 -> new Longs(new long[length]);
      case UINT8 -> new Bytes(new byte[length]);
      case BOOL -> new Booleans(new boolean[length]);
    };
  }

  /** A view of an array; a {@link ClassCastException} if it is not the type's own. */
  static Storage of(DType dtype, Object array) {
    return switch (dtype) {
      case FLOAT32 -> new Floats((float[]) array);
      case FLOAT64 -> new Doubles((double[]) array);
      case INT32 -> new Ints((int[]) array);
      case INT64 -> new Longs((long[]) array);
      case UINT8 -> new Bytes((byte[]) array);
      case BOOL -> new Booleans((boolean[]) array);
    };
  }

  /** A view of a tensor's own array: for reading only. */
  static Storage of(Tensor tensor) {
    return of(tensor.dtype(), tensor.array());
  }

  /** Of {@code FLOAT32}. */
  record Floats(float[] array) implements Storage {
    @Override
    public int length() {
      return array.length;
    }

    @Override
    public void copy(int i, Storage from, int j) {
      array[i] = ((Floats) from).array[j];
    }

    @Override
    public double get(int i) {
      return array[i];
    }

    @Override
    public void set(int i, double value) {
      array[i] = (float) value;
    }

    @Override
    public void setLong(int i, long value) {
      array[i] = (float) value;
    }
  }

  /** Of {@code FLOAT64}. */
  record Doubles(double[] array) implements Storage {
    @Override
    public int length() {
      return array.length;
    }

    @Override
    public void copy(int i, Storage from, int j) {
      array[i] = ((Doubles) from).array[j];
    }

    @Override
    public double get(int i) {
      return array[i];
    }

    @Override
    public void set(int i, double value) {
      array[i] = value;
    }
  }

  /** Of {@code INT32}. */
  record Ints(int[] array) implements Storage {
    @Override
    public int length() {
      return array.length;
    }

    @Override
    public void copy(int i, Storage from, int j) {
      array[i] = ((Ints) from).array[j];
    }

    @Override
    public double get(int i) {
      return array[i];
    }

    @Override
    public void set(int i, double value) {
      array[i] = (int) value;
    }

    @Override
    public long getLong(int i) {
      return array[i];
    }

    @Override
    public void setLong(int i, long value) {
      array[i] = (int) value;
    }
  }

  /** Of {@code INT64}. */
  record Longs(long[] array) implements Storage {
    @Override
    public int length() {
      return array.length;
    }

    @Override
    public void copy(int i, Storage from, int j) {
      array[i] = ((Longs) from).array[j];
    }

    @Override
    public double get(int i) {
      return array[i];
    }

    @Override
    public void set(int i, double value) {
      array[i] = (long) value;
    }

    @Override
    public long getLong(int i) {
      return array[i];
    }

    @Override
    public void setLong(int i, long value) {
      array[i] = value;
    }
  }

  /** Of {@code UINT8}. */
  record Bytes(byte[] array) implements Storage {
    @Override
    public int length() {
      return array.length;
    }

    @Override
    public void copy(int i, Storage from, int j) {
      array[i] = ((Bytes) from).array[j];
    }

    @Override
    public double get(int i) {
      return Byte.toUnsignedInt(array[i]);
    }

    @Override
    public void set(int i, double value) {
      array[i] = (byte) (long) value;
    }

    @Override
    public void setLong(int i, long value) {
      array[i] = (byte) value;
    }
  }

  /** Of {@code BOOL}. */
  record Booleans(boolean[] array) implements Storage {
    @Override
    public int length() {
      return array.length;
    }

    @Override
    public void copy(int i, Storage from, int j) {
      array[i] = ((Booleans) from).array[j];
    }

    @Override
    public double get(int i) {
      return array[i] ? 1 : 0;
    }

    @Override
    public void set(int i, double value) {
      array[i] = value != 0;
    }
  }
}
