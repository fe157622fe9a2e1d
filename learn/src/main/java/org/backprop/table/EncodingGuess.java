package org.backprop.table;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The encoding of a text by its first bytes.
 *
 * @param mark the length of the byte order mark
 */
record EncodingGuess(Charset charset, int mark) {
  private static final int LOOKED_AT = 4096;

  static EncodingGuess of(ByteBuffer bytes, Optional<Charset> stated) {
    return marked(bytes)
        .orElseGet(() -> new EncodingGuess(stated.orElseGet(() -> byZeros(bytes)), 0));
  }

  private static Optional<EncodingGuess> marked(ByteBuffer bytes) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return Optional.of(new EncodingGuess(StandardCharsets.UTF_8, 3));
    }
    if (startsWith(bytes, 0xFF, 0xFE, 0, 0)) {
      return Optional.of(new EncodingGuess(StandardCharsets.UTF_32LE, 4));
    }
    if (startsWith(bytes, 0, 0, 0xFE, 0xFF)) {
      return Optional.of(new EncodingGuess(StandardCharsets.UTF_32BE, 4));
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return Optional.of(new EncodingGuess(StandardCharsets.UTF_16LE, 2));
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return Optional.of(new EncodingGuess(StandardCharsets.UTF_16BE, 2));
    }
    return Optional.empty();
  }

  private static boolean startsWith(ByteBuffer bytes, int... mark) {
    for (var i = 0; i < mark.length; i++) {
      if (i >= bytes.limit() || Byte.toUnsignedInt(bytes.get(i)) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  /** Letters of most languages have zero bytes in UTF-16 and UTF-32, always in the same places. */
  private static Charset byZeros(ByteBuffer bytes) {
    var zeros = new int[4];
    var length = Math.min(LOOKED_AT, bytes.limit()) / 4 * 4;
    for (var i = 0; i < length; i++) {
      zeros[i % 4] += bytes.get(i) == 0 ? 1 : 0;
    }
    var most = length / 4;
    if (most == 0) {
      return StandardCharsets.UTF_8;
    }
    if (zeros[2] == most && zeros[3] == most && zeros[0] == 0) {
      return StandardCharsets.UTF_32LE;
    }
    if (zeros[0] == most && zeros[1] == most && zeros[3] == 0) {
      return StandardCharsets.UTF_32BE;
    }
    if (zeros[0] + zeros[2] == 0 && 2 * (zeros[1] + zeros[3]) > length / 2) {
      return StandardCharsets.UTF_16LE;
    }
    return zeros[1] + zeros[3] == 0 && 2 * (zeros[0] + zeros[2]) > length / 2
        ? StandardCharsets.UTF_16BE
        : StandardCharsets.UTF_8;
  }
}
