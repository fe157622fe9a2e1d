package org.backprop.modelfile;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * One tensor of a safetensors file.
 *
 * @param begin where its elements begin, counted in bytes from the start of the data
 * @param end where they end
 */
record TensorEntry(String name, DType dtype, Shape shape, long begin, long end) {

  static TensorEntry of(String name, Tensor tensor, long begin) {
    var bytes = (long) tensor.size() * tensor.dtype().bytes();
    return new TensorEntry(name, tensor.dtype(), tensor.shape(), begin, begin + bytes);
  }

  /** As the header has it. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("dtype", dtype.code());
    map.put("shape", shape.dims());
    map.put("data_offsets", List.of(begin, end));
    return map;
  }

  /** The entry of a parsed header, whose length fits its shape. */
  static TensorEntry parse(String name, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new DamageException(name + " is described by " + value + ", which is no map");
    }
    var dtype = dtype(name, map.get("dtype"));
    var shape = shape(name, numbers(name, "shape", map.get("shape")));
    var offsets = numbers(name, "data_offsets", map.get("data_offsets"));
    if (offsets.length != 2 || offsets[0] > offsets[1]) {
      throw new DamageException(
          name + " has the data_offsets " + Arrays.toString(offsets) + ", not a begin and an end");
    }
    var needed = (long) shape.size() * dtype.bytes();
    if (offsets[1] - offsets[0] != needed) {
      throw new DamageException(
          name
              + " "
              + dtype.code()
              + shape
              + " needs "
              + needed
              + " bytes, but has "
              + (offsets[1] - offsets[0]));
    }
    return new TensorEntry(name, dtype, shape, offsets[0], offsets[1]);
  }

  private static DType dtype(String name, @Nullable Object code) {
    try {
      return DType.ofCode(String.valueOf(code));
    } catch (IllegalArgumentException e) {
      throw new DamageException(
          name + " has elements of type " + code + ", which Backprop does not know", e);
    }
  }

  private static long[] numbers(String name, String key, @Nullable Object value) {
    if (!(value instanceof List<?> list) || !list.stream().allMatch(TensorEntry::isSize)) {
      throw new DamageException(
          name + " has the " + key + " " + value + ", which is no list of whole numbers from 0");
    }
    return list.stream().mapToLong(number -> ((Number) number).longValue()).toArray();
  }

  private static boolean isSize(Object number) {
    return (number instanceof Integer || number instanceof Long)
        && ((Number) number).longValue() >= 0;
  }

  private static Shape shape(String name, long[] dims) {
    try {
      return Shape.of(Arrays.stream(dims).mapToInt(Math::toIntExact).toArray());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new DamageException(
          name + " has the shape " + Arrays.toString(dims) + ", which is too large", e);
    }
  }

  void requireWithin(long bytes) {
    if (end > bytes) {
      throw new DamageException(
          name + " ends at byte " + end + " of the data, but there are only " + bytes);
    }
  }

  Tensor read(FileChannel channel, long dataStart) throws IOException {
    try {
      return TensorBytes.read(channel, dataStart + begin, dtype, shape);
    } catch (DamageException e) {
      throw new DamageException(name + " " + e.getMessage(), e);
    }
  }
}
