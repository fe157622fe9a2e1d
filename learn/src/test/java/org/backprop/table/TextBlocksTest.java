package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of several blocks, whose tables do not show where a block ended. */
final class TextBlocksTest {
  private static final int ROWS = 40_000; // of about 20 characters: three blocks

  @TempDir private Path folder;

  private Table read(String header, IntFunction<String> row, String lineEnd) {
    var text =
        IntStream.range(0, ROWS).mapToObj(row).collect(Collectors.joining(lineEnd, "", lineEnd));
    try {
      return Table.read(Files.writeString(folder.resolve("t.csv"), header + lineEnd + text));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void words_numbers_and_lines_are_those_of_the_file(String lineEnd) {
    var table =
        read("n,word,x", i -> i + ",w" + i % 700 + "," + (i * 37 % 9973) / 100.0 + "00", lineEnd);
    assertEquals(ROWS, table.rowCount());
    for (var row = 0; row < ROWS; row += 97) {
      assertEquals(row, table.cells("n").number(row));
      assertEquals("w" + row % 700, table.column("word").get(row));
      assertEquals((row * 37 % 9973) / 100.0 + "00", table.column("x").get(row));
      assertEquals(row + 2, table.line(row));
    }
    assertEquals(700, table.cells("word").statistics().distinct());
  }

  @Test
  void a_quoted_field_may_have_lines_of_its_own() {
    var table = read("a,note,b", i -> i + ",\"one, \"\"two\"\"\nthree " + i + "\"," + i % 3, "\n");
    assertEquals(ROWS, table.rowCount());
    for (var row = 0; row < ROWS; row += 101) {
      assertEquals("one, \"two\"\nthree " + row, table.column("note").get(row));
      assertEquals(2 * row + 2, table.line(row));
    }
  }

  @Test
  void lines_within_fields_far_from_the_beginning_are_read() {
    var table = read("a,note,b", i -> i + (i < 39_000 ? ",no," : ",\"two\nlines\",") + i % 3, "\n");
    assertEquals(ROWS, table.rowCount());
    assertEquals("two\nlines", table.column("note").get(ROWS - 1));
  }

  @Test
  void numbers_too_wide_for_four_bytes_may_come_late() {
    var table = read("a,b", i -> i + "," + (i < ROWS - 5 ? 1 : 123456789012L), "\n");
    assertEquals(1, table.cells("b").number(0));
    assertEquals("123456789012", table.column("b").get(ROWS - 1));
  }

  @Test
  void a_word_among_numbers_in_the_last_block_makes_words() {
    var table = read("a,b", i -> i + "," + (i < ROWS - 1 ? "7.50" : "many"), "\n");
    assertEquals("7.50", table.column("b").get(3));
    assertEquals("many", table.column("b").get(ROWS - 1));
  }
}
