package org.backprop.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * Reads the IDX files in which MNIST and its kin come, gzipped or not: two zero bytes, the element
 * type, the number of axes, each axis' size as a big-endian int, then the elements.
 */
public final class Idx {
  private static final int UNSIGNED_BYTE = 0x08;
  private static final int MOST_AXES = 4;

  /** Bytes that a byte of gzip data stands for at most. */
  private static final long MOST_UNPACKED = 1032;

  private Idx() {}

  /**
   * Grey pictures.
   *
   * @param pixels {@code UINT8 [count, height * width]}
   */
  public record Images(int count, int height, int width, Tensor pixels) {}

  /**
   * The class of each picture.
   *
   * @param values {@code UINT8 [count]}
   */
  public record Labels(int count, Tensor values) {
    /** One more than the largest label, and at least 2. */
    public int classes() {
      return Math.max(2, 1 + Arrays.stream(toArray()).max().orElse(0));
    }

    /** Each label as an int. */
    public int[] toArray() {
      return Arrays.stream(values.toDoubles()).mapToInt(label -> (int) label).toArray();
    }
  }

  /**
   * The pictures of a file with three axes: count, height, width.
   *
   * @throws DataException if it is no such file, or damaged
   */
  public static Images readImages(Path path) {
    var file = read(path, 3, "images (3 axes: count, height, width)");
    var dims = file.dims;
    var pixels = Tensor.wrap(DType.UINT8, Shape.of(dims[0], dims[1] * dims[2]), file.bytes);
    return new Images(dims[0], dims[1], dims[2], pixels);
  }

  /**
   * The labels of a file with one axis.
   *
   * @throws DataException if it is no such file, or damaged
   */
  public static Labels readLabels(Path path) {
    var file = read(path, 1, "labels (1 axis: count)");
    return new Labels(
        file.dims[0], Tensor.wrap(DType.UINT8, Shape.of(file.bytes.length), file.bytes));
  }

  @SuppressWarnings("ArrayRecordComponent") // handed on at once
  private record Content(int[] dims, byte[] bytes) {}

  private static Content read(Path path, int axes, String expected) {
    return DataFile.read(
        path,
        in -> {
          var dims = dims(in, path);
          if (dims.length != axes) {
            throw new DataException(
                "%s holds an array with %s, not %s; are images and labels swapped?"
                    .formatted(path, Counted.of(dims.length, "axis", "axes"), expected));
          }
          return new Content(dims, elements(in, path, dims));
        });
  }

  private static int[] dims(InputStream in, Path path) throws IOException {
    var magic = header(in, path, 4);
    var type = magic.get(2);
    var axes = magic.get(3);
    if (magic.getShort(0) != 0 || axes < 1 || axes > MOST_AXES) {
      throw new DataException(
          path + " is no IDX file: its first bytes are not an IDX header; name another file.");
    }
    if (type != UNSIGNED_BYTE) {
      throw new DataException(
          "%s holds elements of IDX type 0x%s, but only unsigned bytes (0x08) are read; convert it."
              .formatted(path, HexFormat.of().toHexDigits(type)));
    }
    var sizes = header(in, path, 4 * axes);
    var dims = new int[axes];
    Arrays.setAll(dims, axis -> sizes.getInt(4 * axis));
    return dims;
  }

  private static ByteBuffer header(InputStream in, Path path, int length) throws IOException {
    var bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new DataException(path + " ends within its IDX header; fetch it again.");
    }
    return ByteBuffer.wrap(bytes);
  }

  private static byte[] elements(InputStream in, Path path, int[] dims) throws IOException {
    var expected = size(path, dims);
    var bytes = bytes(in, path, expected);
    if (bytes.length < expected || in.read() >= 0) {
      throw new DataException(
          "%s is damaged: its header says %s, which is %s bytes, but it has %s; fetch it again."
              .formatted(
                  path, Shape.of(dims), expected, bytes.length < expected ? bytes.length : "more"));
    }
    return bytes;
  }

  /** As many bytes as are expected, if there are: what a wrong header says is not allocated. */
  private static byte[] bytes(InputStream in, Path path, int expected) throws IOException {
    if (expected > MOST_UNPACKED * Files.size(path)) {
      return in.readNBytes(expected);
    }
    var bytes = new byte[expected];
    var count = in.readNBytes(bytes, 0, expected);
    return count == expected ? bytes : Arrays.copyOf(bytes, count);
  }

  private static int size(Path path, int[] dims) {
    var size = 1L;
    for (var dim : dims) {
      if (dim < 1 || size * dim > Integer.MAX_VALUE - 8) {
        throw new DataException(
            "%s is damaged or too large: its IDX header says the sizes %s; fetch it again."
                .formatted(path, Arrays.toString(dims)));
      }
      size *= dim;
    }
    return (int) size;
  }
}
