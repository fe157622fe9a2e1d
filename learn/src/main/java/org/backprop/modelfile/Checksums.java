package org.backprop.modelfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.backprop.saved.SavedMap;
import org.backprop.tensor.Tensor;

/** CRC-32C checksums (RFC 3720) of tensors and texts, as eight hexadecimal digits. */
public final class Checksums {
  private static final String KEY = "checksums";

  private Checksums() {}

  /** Adds the checksum of each tensor to a description. */
  static void put(Map<String, Object> about, Map<String, Tensor> tensors) {
    var checksums = new LinkedHashMap<String, String>();
    tensors.forEach((name, tensor) -> checksums.put(name, of(tensor)));
    about.put(KEY, checksums);
  }

  /**
   * Compares tensors with the checksums of a description; files of earlier versions have none.
   *
   * @throws ModelFileException if one is missing or differs
   */
  static void require(SavedMap about, Map<String, Tensor> tensors) {
    if (!about.has(KEY)) {
      return;
    }
    var checksums = about.saved(KEY);
    tensors.forEach((name, tensor) -> {
      if (!Objects.equals(checksums.map().get(name), of(tensor))) {
        throw new DamageException(
            name + " is not as it was written: its checksum is " + of(tensor));
      }
    });
  }

  /** The checksum of a text in UTF-8. */
  public static String of(String text) {
    var crc = new CRC32C();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return hex(crc);
  }

  /** Of the elements in their order, little-endian. */
  public static String of(Tensor tensor) {
    var crc = new CRC32C();
    try {
      TensorBytes.write(new Channel(crc), tensor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return hex(crc);
  }

  private static String hex(CRC32C crc) {
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  /** Takes bytes into a checksum. */
  private record Channel(CRC32C crc) implements WritableByteChannel {
    @Override
    public int write(ByteBuffer bytes) {
      var count = bytes.remaining();
      crc.update(bytes);
      return count;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
