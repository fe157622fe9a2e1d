package org.backprop.modelfile;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.backprop.tensor.storage.Storage;

/** A tensor's elements as little-endian bytes, a piece at a time. */
final class TensorBytes {
  private static final int PIECE = 1 << 16;

  private TensorBytes() {}

  static void write(WritableByteChannel channel, Tensor tensor) throws IOException {
    var bytes = buffer(Math.min(PIECE, tensor.size()) * tensor.dtype().bytes());
    for (var at = 0; at < tensor.size(); at += PIECE) {
      var count = Math.min(PIECE, tensor.size() - at);
      put(bytes.clear(), tensor.array(), at, count);
      writeFully(channel, bytes.limit(count * tensor.dtype().bytes()));
    }
  }

  static Tensor read(FileChannel channel, long position, DType dtype, Shape shape)
      throws IOException {
    var array = Storage.allocate(dtype, shape.size()).array();
    for (var at = 0; at < shape.size(); at += PIECE) {
      var count = Math.min(PIECE, shape.size() - at);
      var start = position + (long) at * dtype.bytes();
      get(readFully(channel, start, count * dtype.bytes()), array, at, count);
    }
    return Tensor.wrap(dtype, shape, array);
  }

  private static void put(ByteBuffer bytes, Object array, int at, int count) {
    switch (array) {
      case float[] floats -> bytes.asFloatBuffer().put(floats, at, count);
      case double[] doubles -> bytes.asDoubleBuffer().put(doubles, at, count);
      case int[] ints -> bytes.asIntBuffer().put(ints, at, count);
      case long[] longs -> bytes.asLongBuffer().put(longs, at, count);
      case byte[] octets -> bytes.slice().put(octets, at, count);
      case boolean[] truths -> putBooleans(bytes, truths, at, count);
      default -> throw new IllegalArgumentException("no storage of tensors: " + array.getClass());
    }
  }

  private static void get(ByteBuffer bytes, Object array, int at, int count) {
    switch (array) {
      case float[] floats -> bytes.asFloatBuffer().get(floats, at, count);
      case double[] doubles -> bytes.asDoubleBuffer().get(doubles, at, count);
      case int[] ints -> bytes.asIntBuffer().get(ints, at, count);
      case long[] longs -> bytes.asLongBuffer().get(longs, at, count);
      case byte[] octets -> bytes.get(octets, at, count);
      case boolean[] truths -> getBooleans(bytes, truths, at, count);
      default -> throw new IllegalArgumentException("no storage of tensors: " + array.getClass());
    }
  }

  private static void putBooleans(ByteBuffer bytes, boolean[] truths, int at, int count) {
    for (var i = 0; i < count; i++) {
      bytes.put(i, (byte) (truths[at + i] ? 1 : 0));
    }
  }

  private static void getBooleans(ByteBuffer bytes, boolean[] truths, int at, int count) {
    for (var i = 0; i < count; i++) {
      var value = bytes.get(i);
      if (value < 0 || value > 1) {
        throw new DamageException(
            "has the truth value " + Byte.toUnsignedInt(value) + ", which is neither 0 nor 1");
      }
      truths[at + i] = value == 1;
    }
  }

  static void writeFully(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** So many bytes from a position, ready to be read. */
  static ByteBuffer readFully(FileChannel channel, long position, int count) throws IOException {
    var bytes = buffer(count);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
    }
    return bytes.flip();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
