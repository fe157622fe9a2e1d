package org.backprop.fuzz;

import static org.backprop.fuzz.RandomCells.oneIn;
import static org.backprop.fuzz.RandomCells.pick;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** A table as the bytes of a file: of any delimiter, quotes, line ends and encoding. */
final class RandomFile {
  private static final List<Charset> CHARSETS =
      List.of(
          StandardCharsets.UTF_8,
          StandardCharsets.ISO_8859_1,
          Charset.forName("windows-1252"),
          StandardCharsets.UTF_16LE,
          StandardCharsets.UTF_16BE,
          Charset.forName("UTF-32LE"),
          Charset.forName("UTF-32BE"));

  private static final List<String> DELIMITERS = List.of(",", ",", ",", ";", "\t", "|", ":", "  ");
  private static final List<String> LINE_ENDS = List.of("\n", "\n", "\r\n", "\r");

  private final SplittableRandom random;
  private final boolean odd;
  private final String delimiter;
  private final String end;
  private final int quoting;

  private RandomFile(SplittableRandom random) {
    this.random = random;
    this.odd = oneIn(3, random);
    this.delimiter = odd ? pick(random, DELIMITERS) : ",";
    this.end = odd ? pick(random, LINE_ENDS) : "\n";
    this.quoting = random.nextInt(odd ? 5 : 2);
  }

  static byte[] of(RandomTable table, SplittableRandom random) {
    return new RandomFile(random).bytes(table);
  }

  private byte[] bytes(RandomTable table) {
    var lines = new ArrayList<String>();
    if (!odd || !oneIn(6, random)) {
      lines.add(line(table.names()));
    }
    table.rows().forEach(row -> lines.add(line(row)));
    if (odd && !lines.isEmpty()) {
      disturb(lines);
    }
    var text = String.join(end, lines) + (oneIn(4, random) ? "" : end);
    var bytes = encoded(text);
    return odd && oneIn(6, random) ? damaged(bytes) : bytes;
  }

  private String line(List<String> cells) {
    return cells.stream().map(this::quoted).collect(Collectors.joining(delimiter));
  }

  private String quoted(String cell) {
    var needed = cell.contains(delimiter) || cell.contains("\"") || cell.contains("\n");
    return switch (quoting) {
      case 0 -> needed || cell.contains("\r") ? quotes(cell, "\"") : cell;
      case 1, 2 -> needed || oneIn(3, random) ? quotes(cell, "\"") : cell;
      case 3 -> quotes(cell, "'");
      default -> cell;
    };
  }

  private static String quotes(String cell, String quote) {
    return quote + cell.replace(quote, quote + quote) + quote;
  }

  /** What files from elsewhere have: titles, sums, blank lines, ragged rows, repeated headers. */
  private void disturb(List<String> lines) {
    switch (random.nextInt(14)) {
      case 0 -> lines.addFirst("Report of 2024");
      case 1 -> lines.addFirst("sep=" + delimiter);
      case 2 -> lines.addFirst("# comment");
      case 3 -> lines.add("Total" + delimiter + "12");
      case 4 -> lines.add(lines.size() / 2, "");
      case 5 -> lines.add(lines.size() / 2, lines.getFirst());
      case 6 -> lines.add(lines.size() / 2, "1" + delimiter.repeat(9) + "2");
      case 7 -> lines.replaceAll(line -> line + delimiter);
      case 8 -> lines.set(lines.size() / 2, "\"" + lines.get(lines.size() / 2));
      case 9 -> lines.set(lines.size() / 2, "a\"b" + delimiter + "\"c\"d");
      case 10 -> lines.addAll(1, List.of("unit" + delimiter + "m", ""));
      default -> {} // as it is
    }
  }

  private byte[] encoded(String text) {
    var charset = odd && oneIn(3, random) ? pick(random, CHARSETS) : StandardCharsets.UTF_8;
    var marked = odd && oneIn(3, random) ? "\ufeff" + text : text;
    var bytes = marked.getBytes(charset);
    return oneIn(12, random) ? gzipped(bytes) : bytes;
  }

  private static byte[] gzipped(byte[] bytes) {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private byte[] damaged(byte[] bytes) {
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      case 1 -> Arrays.copyOf(bytes, bytes.length + random.nextInt(1, 20));
      default -> DamagedBytes.flipped(bytes, random);
    };
  }
}
