package org.backprop.provenance;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.backprop.saved.SavedMap;

/**
 * Data that a training read.
 *
 * @param part what the rows are for: {@code train} (parts of them may be held out), {@code
 *     validation} or {@code test}
 * @param name the name of the file, or what the rows are called in memory
 * @param rows the number of rows
 * @param columns the number of columns, or of pixels
 * @param sha256 the SHA-256 of the file in hexadecimal digits
 */
public record Source(
    String part, String name, OptionalInt rows, OptionalInt columns, Optional<String> sha256) {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  /** Checks the values. */
  public Source {
    Parts.require(part);
    if (rows.orElse(0) < 0 || columns.orElse(0) < 0) {
      throw new IllegalArgumentException(name + " has a negative number of rows or columns");
    }
    sha256.ifPresent(hash -> {
      if (!HASH.matcher(hash).matches()) {
        throw new IllegalArgumentException("\"" + hash + "\" is no SHA-256");
      }
    });
  }

  /** Data in memory. */
  public static Source of(String part, String name, int rows, int columns) {
    return new Source(part, name, OptionalInt.of(rows), OptionalInt.of(columns), Optional.empty());
  }

  /** The same data, read from a file. */
  public Source inFile(String file, String hash) {
    return new Source(part, file, rows, columns, Optional.of(hash));
  }

  Map<String, Object> toMap() {
    var map = SavedMap.of("part", part, "name", name);
    rows.ifPresent(count -> map.put("rows", count));
    columns.ifPresent(count -> map.put("columns", count));
    sha256.ifPresent(hash -> map.put("sha256", hash));
    return map;
  }

  static Source fromMap(Map<?, ?> map) {
    var saved = new SavedMap(map, "data");
    return new Source(
        saved.text("part"),
        saved.text("name"),
        count(saved, "rows"),
        count(saved, "columns"),
        saved.ifText("sha256"));
  }

  private static OptionalInt count(SavedMap saved, String key) {
    return saved.has(key) ? OptionalInt.of(saved.whole(key)) : OptionalInt.empty();
  }
}
