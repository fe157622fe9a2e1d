package org.backprop.tensor;

/** The type of a tensor's elements. */
public enum DType {
  /** IEEE 754 single precision: training's default. */
  FLOAT32("F32", 4),
  /** IEEE 754 double precision: gradient checks, and fits without hidden layers. */
  FLOAT64("F64", 8),
  /** Signed 32-bit integers: labels and indices. */
  INT32("I32", 4),
  /** Signed 64-bit integers: indices, seeds and steps. */
  INT64("I64", 8),
  /** Unsigned 8-bit integers: images as they are stored. */
  UINT8("U8", 1),
  /** Truth values. */
  BOOL("BOOL", 1);

  private final String code;
  private final int bytes;

  DType(String code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** The short name that safetensors gives this type, as in {@code F32}. */
  public String code() {
    return code;
  }

  /** The size of one element, in bytes. */
  public int bytes() {
    return bytes;
  }

  public boolean isFloat() {
    return this == FLOAT32 || this == FLOAT64;
  }

  /** Whether the elements are whole numbers: {@code INT32}, {@code INT64} or {@code UINT8}. */
  public boolean isInteger() {
    return this == INT32 || this == INT64 || this == UINT8;
  }

  /** The type of that safetensors name. */
  public static DType ofCode(String code) {
    for (var dtype : values()) {
      if (dtype.code.equals(code)) {
        return dtype;
      }
    }
    throw new IllegalArgumentException("unknown element type " + code);
  }
}
