package org.backprop.modelfile;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backprop.tensor.Tensor;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a safetensors file says of its content, checked.
 *
 * @param dataStart where the elements begin, in bytes
 */
record SafeTensorsHeader(List<TensorEntry> entries, Map<String, String> metadata, long dataStart) {
  private static final String METADATA = "__metadata__";
  private static final long LONGEST = 100_000_000;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** The header's JSON, with spaces at the end up to a multiple of 8 bytes. */
  static byte[] write(Map<String, Tensor> tensors, Map<String, String> metadata) {
    var header = new LinkedHashMap<String, Object>();
    if (!metadata.isEmpty()) {
      header.put(METADATA, metadata);
    }
    var begin = 0L;
    for (var named : tensors.entrySet()) {
      var entry = TensorEntry.of(named.getKey(), named.getValue(), begin);
      header.put(named.getKey(), entry.toMap());
      begin = entry.end();
    }
    var json = JSON.writeValueAsBytes(header);
    var padded = Arrays.copyOf(json, Math.ceilDiv(json.length, 8) * 8);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }

  /** Reads the header and checks that the file has just what it promises. */
  static SafeTensorsHeader read(FileChannel channel) throws IOException {
    var size = channel.size();
    if (size < Long.BYTES) {
      throw new DamageException("it has " + size + " bytes, but the smallest has 10");
    }
    var length = number(channel);
    if (length < 2 || length > LONGEST) {
      throw new DamageException(
          "a header of "
              + Long.toUnsignedString(length)
              + " bytes is not between 2 and "
              + LONGEST);
    }
    var dataStart = Long.BYTES + length;
    if (dataStart > size) {
      throw new DamageException(
          "its header has " + length + " bytes, but the whole file only " + size);
    }
    var map = parse(TensorBytes.readFully(channel, Long.BYTES, (int) length).array());
    var entries = entries(map);
    requireNoGaps(entries, size - dataStart);
    return new SafeTensorsHeader(entries, metadata(map), dataStart);
  }

  private static long number(FileChannel channel) throws IOException {
    var bytes = TensorBytes.readFully(channel, 0, Long.BYTES);
    return bytes.order(ByteOrder.LITTLE_ENDIAN).getLong(0);
  }

  private static Map<?, ?> parse(byte[] json) {
    if (json[0] != '{') {
      throw new DamageException("its header does not start with {");
    }
    try {
      return JSON.readValue(json, Map.class);
    } catch (JacksonException e) {
      throw new DamageException("its header is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Map<String, String> metadata(Map<?, ?> header) {
    var texts = new LinkedHashMap<String, String>();
    if (!header.containsKey(METADATA)) {
      return texts;
    }
    if (!(header.get(METADATA) instanceof Map<?, ?> map)) {
      throw new DamageException(METADATA + " is no map of texts");
    }
    for (var entry : map.entrySet()) {
      if (!(entry.getValue() instanceof String text)) {
        throw new DamageException(METADATA + " has no text for " + entry.getKey());
      }
      texts.put((String) entry.getKey(), text);
    }
    return texts;
  }

  private static List<TensorEntry> entries(Map<?, ?> header) {
    var entries = new ArrayList<TensorEntry>();
    header.forEach((name, value) -> {
      if (!name.equals(METADATA)) {
        entries.add(TensorEntry.parse((String) name, value));
      }
    });
    return entries;
  }

  private static void requireNoGaps(List<TensorEntry> entries, long bytes) {
    var inOrder =
        entries.stream()
            .sorted(
                Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end))
            .toList();
    var end = 0L;
    for (var entry : inOrder) {
      entry.requireWithin(bytes);
      if (entry.begin() < end) {
        throw new DamageException(
            entry.name()
                + " begins at byte "
                + entry.begin()
                + " of the data, inside the tensor"
                + " before it, which ends at "
                + end);
      }
      requireUsed(end, entry.begin());
      end = entry.end();
    }
    requireUsed(end, bytes);
  }

  private static void requireUsed(long end, long next) {
    if (end < next) {
      throw new DamageException(
          "bytes " + end + " to " + next + " of the data belong to no tensor");
    }
  }
}
