package org.backprop.app;

import static org.backprop.app.CommandLineRun.good;
import static org.backprop.app.CommandLineRun.written;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a file is written: what is decided is said once, and the repeated command says it again. */
class FileFormatTest {
  @TempDir Path folder;

  private static String rows() {
    return IntStream.range(10, 40)
        .mapToObj(i -> "M\u00fcller %s;%s,5;%s\n".formatted(i, i, i % 2 == 0 ? "a" : "b"))
        .collect(Collectors.joining());
  }

  @Test
  void decisions_stand_in_one_block_and_in_the_command_that_repeats_them() throws IOException {
    var text = "Members, of the club\n\nName;Size;Kind\n" + rows() + "1;2\n" + "Source: the club\n";
    var data =
        Files.write(folder.resolve("club.csv"), text.getBytes(Charset.forName("windows-1252")));
    var model = folder.resolve("kind.safetensors");
    var run =
        good("train", data, "--target", "Kind", "--ignore", "Name", "--epochs", "2", "-o", model);
    assertTrue(
        run.err()
            .startsWith(
                "note: "
                    + data
                    + " is read so:\n"
                    + "      --delimiter ';'          31 of 34 records looked at have 3 fields\n"
                    + "      --skip-lines 2           lines 1 to 2 stand before the table\n"
                    + "      --skip-footer 2          lines 34 to 35 stand after the table, which"
                    + " ends in line 33\n"
                    + "      --encoding windows-1252  the text is not UTF-8\n"),
        run.err());
    for (var option :
        List.of(
            "--encoding windows-1252", "--delimiter ';'", "--skip-lines 2", "--skip-footer 2")) {
      assertTrue(run.lastLine().contains(option), run.lastLine());
    }
    var predictions = good("predict", model, data).out();
    good(again(run.lastLine()));
    assertEquals(predictions, good("predict", model, data).out());
  }

  /** The words of a command as a shell takes it apart, without the program. */
  private static Object[] again(String command) {
    var words = new ArrayList<String>(Arrays.asList(command.split(" ")));
    words.removeFirst();
    return words.stream().map(word -> word.replace("'", "")).toArray();
  }

  @Test
  void the_next_commands_state_what_was_stated() {
    var data = written(folder, "odd.txt", "1,a", "2,b", "3,a", "4,b", "5,a", "6,b", "7,a", "8,b");
    var run =
        good(
            "train",
            data,
            "--target",
            "c2",
            "--no-header",
            "--epochs",
            "1",
            "-o",
            folder.resolve("m"));
    assertTrue(
        run.out()
            .lines()
            .anyMatch(line -> line.contains(" predict ") && line.contains("--no-header")),
        run.out());
  }

  @Test
  void names_that_only_look_alike_are_found() {
    var data = written(folder, "micro.csv", "t,power_\u00b5W", "1,2.5", "2,3.0", "3,5.5", "4,6.0");
    var run =
        good(
            "train",
            data,
            "--target",
            "power_\u03bcW",
            "--hidden",
            "none",
            "-o",
            folder.resolve("m"));
    assertTrue(run.out().contains("2 columns"), run.out());
    assertTrue(good("summary", folder.resolve("m")).out().contains("power_\u00b5W"));
  }

  @Test
  void many_columns_give_no_more_notices_than_a_screen_shows() {
    var names = IntStream.range(0, 300).mapToObj(i -> "x" + i).collect(Collectors.joining(","));
    var lines = new ArrayList<String>(List.of(names + ",y"));
    for (var row = 0; row < 12; row++) {
      var number = row;
      lines.add(
          IntStream.range(0, 300)
              .mapToObj(
                  i -> i % 3 == 0 ? "7" : number % (i % 5 + 2) == 0 ? "" : "" + i * number % 17)
              .collect(Collectors.joining(",", "", "," + number % 2)));
    }
    var data = written(folder, "wide.csv", lines.toArray(String[]::new));
    var run = good("train", data, "--target", "y", "--epochs", "1", "-o", folder.resolve("m"));
    assertTrue(run.err().lines().count() <= 24, run.err());
    assertEquals(
        "", run.err().lines().filter(line -> line.length() > 2000).collect(Collectors.joining()));
  }
}
