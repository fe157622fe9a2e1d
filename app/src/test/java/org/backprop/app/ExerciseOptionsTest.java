package org.backprop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExerciseOptionsTest {
  @TempDir Path folder;

  @Test
  void a_sheet_in_the_notation_of_a_course_is_repeatable_by_the_command_in_it() throws IOException {
    var file = folder.resolve("sheet.html");
    var run =
        CommandLineRun.good(
            "study",
            "--sheet",
            3,
            "--topic",
            "weights",
            "--seed",
            5,
            "--columns",
            "--sum",
            "--no-half",
            "-o",
            file);
    assertEquals(file + ": 3 exercises, then their solutions. Seed 5", run.lastLine());
    var page = Files.readString(file);
    assertTrue(page.contains("Samples are columns. A loss is the sum over the samples"));
    assertTrue(
        page.contains(
            "backprop study --sheet 3 --topic weights --seed 5 --columns --sum --no-half -o sheet.html"));
    assertTrue(page.contains("delta1 x^T") || page.contains("delta2 h^T"), page);
    assertFalse(page.contains(folder.toString()));
  }

  @Test
  void bad_options_are_said_in_a_sentence() {
    var topic = CommandLineRun.of("study", "--practice", "bakward");
    assertTrue(
        topic.err().contains("--practice has no topic \"bakward\"; did you mean \"backward\"?"),
        topic.err());
    var file = CommandLineRun.of("study", "--sheet", 3);
    assertTrue(
        file.err().contains("--sheet writes a file; add its name, as in -o sheet.html."),
        file.err());
    var count = CommandLineRun.of("study", "--sheet", 0, "-o", folder.resolve("s.html"));
    assertTrue(
        count.err().contains("--sheet is the number of exercises, from 1 to 500, not 0."),
        count.err());
  }

  @Test
  void a_homework_is_marked_line_by_line() {
    var file =
        CommandLineRun.written(
            folder,
            "homework.txt",
            "network: 2 -> linear 1",
            "x = 1 2",
            "y = 1",
            "W1 = 0.5 0.5",
            "y_hat = 1.5",
            "delta1 = -0.5",
            "dL/dW1 = -0.5 -1");
    var run = CommandLineRun.good("study", "--check", file);
    assertTrue(run.out().contains("line 5      y_hat: Right."), run.out());
    assertTrue(run.out().contains("Not right: the sign is reversed."), run.out());
    assertTrue(run.out().contains("The right value is [0.5]"), run.out());
    assertTrue(run.out().contains("Right with your delta1."), run.out());
    assertEquals("2 of 3 results are right.", run.lastLine());
    assertTrue(run.err().contains("Not given, taken as 0: b1."), run.err());
  }
}
