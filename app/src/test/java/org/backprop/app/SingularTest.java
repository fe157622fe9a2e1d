package org.backprop.app;

import static org.backprop.app.CommandLineRun.good;
import static org.backprop.app.CommandLineRun.written;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output about one row, column, epoch or level has no plural after the 1. */
class SingularTest {
  private static final Pattern PLURAL_OF_ONE =
      Pattern.compile(
          "(?<![\\w.,/-])1[ \u00a0](rows|columns|levels|classes|epochs|steps|parameters|features|times"
              + "|\\w+ rows)\\b(?! (of|are|that))");

  @TempDir Path folder;

  private void check(Object... arguments) {
    var run = good(arguments);
    var text = run.out() + run.err();
    var matcher = PLURAL_OF_ONE.matcher(text);
    assertFalse(matcher.find(), () -> matcher.group() + " in: " + text);
  }

  @Test
  void one_of_anything_is_singular() {
    var data =
        written(folder, "table.csv", "x,y", "1,2.5", "2,3.7", "3,5.2", "4,7.9", "5,8.8", "6,11.4");
    var one = written(folder, "one.csv", "x,y", "7,3.5");
    var single = written(folder, "single.csv", "y", "2", "2", "3", "5");
    var model = folder.resolve("m.safetensors");
    check(
        "train",
        data,
        "--target",
        "y",
        "--hidden",
        "1",
        "--epochs",
        1,
        "--validation",
        one,
        "--test",
        one,
        "-o",
        model);
    check("train", one);
    check("train", single);
    check("summary", model);
    check("evaluate", model, one);
    check("predict", model, one);
    check("importance", model, one, "--repeats", 1);
    check("check", model, one);
    check("explain", model, one);
    check("train", data, "--target", "y", "--hidden", "none", "--epochs", 1, "-o", model);
    check("evaluate", model, data, "--all");
  }

  @Test
  void the_pattern_finds_a_plural_of_one() {
    assertTrue(PLURAL_OF_ONE.matcher("a: 1 rows, 2 columns").find());
    assertTrue(PLURAL_OF_ONE.matcher("1 validation rows").find());
    assertFalse(PLURAL_OF_ONE.matcher("21 rows, 1,001 rows, 0.1 rows").find());
  }
}
