package org.backprop.table;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The tables of {@code examples/data}, and small ones made in place. */
public final class ExampleData {
  private ExampleData() {}

  public static Table table(String name) {
    var here = Path.of("examples", "data", name + ".csv");
    return Table.read(Files.exists(here) ? here : Path.of("..").resolve(here));
  }

  /** A table from lines with commas, the first of which is the header. */
  public static Table lines(String header, String... lines) {
    return Table.of(fields(header), Arrays.stream(lines).map(ExampleData::fields).toList());
  }

  /** The same line several times. */
  public static String[] repeated(int times, String... lines) {
    var all = new String[times * lines.length];
    Arrays.setAll(all, i -> lines[i % lines.length]);
    return all;
  }

  private static List<String> fields(String line) {
    return List.of(line.split(",", -1));
  }
}
