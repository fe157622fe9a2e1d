package org.backprop.fuzz;

import static org.backprop.fuzz.RandomCells.oneIn;
import static org.backprop.fuzz.RandomCells.pick;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Bytes of a file, changed at random; a model file also in its description. */
final class DamagedBytes {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String DESCRIPTION = "backprop";
  private static final String METADATA = "__metadata__";

  private static final List<Object> VALUES =
      Arrays.asList(
          null,
          true,
          "",
          "x",
          "-",
          "NaN",
          "\u001b[31m",
          0,
          -1,
          1,
          2,
          1_000_000_000,
          1e308,
          -0.5,
          Long.MAX_VALUE,
          1e-320,
          List.of(),
          Map.of(),
          List.of(0),
          List.of("a"),
          List.of(List.of()),
          Map.of("a", 1),
          "normal",
          "categorical",
          "poisson",
          "bernoulli",
          "NUMBER",
          "WORDS",
          "features(2), dense(3), categorical()",
          "x".repeat(3_000));

  private DamagedBytes() {}

  static byte[] flipped(byte[] bytes, SplittableRandom random) {
    var changed = bytes.clone();
    var flips = oneIn(3, random) ? random.nextInt(1, 40) : 1;
    for (var i = 0; i < flips && changed.length > 0; i++) {
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return changed;
  }

  static byte[] model(byte[] bytes, SplittableRandom random) {
    return switch (random.nextInt(8)) {
      case 0 -> flipped(bytes, random);
      case 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 2 -> Arrays.copyOf(bytes, bytes.length + random.nextInt(1, 100));
      default -> edited(bytes, random);
    };
  }

  /** One to three values of the header or of the description in it replaced, removed or moved. */
  private static byte[] edited(byte[] bytes, SplittableRandom random) {
    var length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    var text = new String(bytes, Long.BYTES, length, StandardCharsets.UTF_8);
    Map<String, Object> header = map(JSON.readValue(text, Map.class));
    Map<String, Object> metadata = map(header.get(METADATA));
    Map<String, Object> about =
        map(JSON.readValue(String.valueOf(metadata.get(DESCRIPTION)), Map.class));
    var changes = random.nextInt(1, 4);
    for (var i = 0; i < changes; i++) {
      change(oneIn(6, random) ? header : about, random);
    }
    if (header.containsKey(METADATA)) {
      metadata.put(DESCRIPTION, JSON.writeValueAsString(about));
      header.put(METADATA, metadata);
    }
    return assembled(JSON.writeValueAsBytes(header), bytes, Long.BYTES + length);
  }

  private static byte[] assembled(byte[] header, byte[] bytes, int dataStart) {
    var data = bytes.length - dataStart;
    return ByteBuffer.allocate(Long.BYTES + header.length + data)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length)
        .put(header)
        .put(bytes, dataStart, data)
        .array();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(@Nullable Object read) {
    return new LinkedHashMap<>((Map<String, Object>) read);
  }

  /** Changes a value somewhere below. */
  private static void change(Map<String, @Nullable Object> map, SplittableRandom random) {
    if (map.isEmpty()) {
      map.put("a", 1);
      return;
    }
    var key = pick(random, List.copyOf(map.keySet()));
    if (oneIn(12, random)) {
      map.remove(key);
    } else {
      map.put(key, changed(map.get(key), random));
    }
  }

  private static @Nullable Object changed(@Nullable Object value, SplittableRandom random) {
    var deeper = !oneIn(8, random);
    if (deeper && value instanceof Map<?, ?> map && !map.isEmpty()) {
      var copy = map(map);
      change(copy, random);
      return copy;
    }
    if (deeper && value instanceof List<?> list && !list.isEmpty()) {
      return changedList(list, random);
    }
    if (value instanceof Number number && oneIn(2, random)) {
      return number.doubleValue() + random.nextInt(-2, 3);
    }
    return value instanceof String text && oneIn(3, random)
        ? changedText(text, random)
        : pick(random, VALUES);
  }

  private static List<?> changedList(List<?> list, SplittableRandom random) {
    List<@Nullable Object> copy = new ArrayList<>(list);
    var at = random.nextInt(copy.size());
    switch (random.nextInt(6)) {
      case 0 -> copy.remove(at);
      case 1 -> copy.add(copy.get(at));
      case 2 -> Collections.swap(copy, at, 0);
      default -> copy.set(at, changed(copy.get(at), random));
    }
    return copy;
  }

  private static String changedText(String text, SplittableRandom random) {
    var at = random.nextInt(text.length() + 1);
    var other = "0123456789.,-e()ab \u0000".charAt(random.nextInt(19));
    return text.substring(0, at) + other + text.substring(Math.min(text.length(), at + 1));
  }
}
