package org.backprop.app;

import static org.backprop.app.CommandLineRun.good;
import static org.backprop.app.CommandLineRun.written;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people see of fits without hidden layers. */
final class LinearFitCommandTest {
  @TempDir private Path folder;

  private CommandLineRun train(Path data, String target, Object... more) {
    var words = new Object[more.length + 8];
    System.arraycopy(
        new Object[] {"train", data, "--target", target, "--hidden", "none", "-o", model()},
        0,
        words,
        0,
        8);
    System.arraycopy(more, 0, words, 8, more.length);
    return good(words);
  }

  private Path model() {
    return folder.resolve("m.safetensors");
  }

  private Path separated() {
    return written(
        folder, "d.csv", "dose,cured", "1,no", "2,no", "3,no", "4,no", "5,yes", "6,yes", "7,yes");
  }

  private Path line() {
    return written(folder, "line.csv", "x,y", "0,1", "1,3", "2,5", "3,7", "4,9", "5,11");
  }

  @Test
  void separation_is_a_notice_that_offers_a_penalty() {
    var run = train(separated(), "cured");
    assertTrue(run.err().contains("no finite estimate exists"), run.err());
    assertTrue(run.err().contains("--ridge auto"), run.err());
    var summary = good("summary", model(), "--json", "-");
    assertTrue(summary.out().contains("no finite estimate exists"), summary.out());
  }

  @Test
  void the_chosen_penalty_is_in_the_command_that_repeats_the_run() {
    var run = train(separated(), "cured", "--ridge", "auto", "--seed", "3");
    assertTrue(run.err().contains("the ridge penalty is"), run.err());
    assertFalse(run.err().contains("no finite estimate"), run.err());
    var command = run.lastLine();
    assertTrue(command.matches(".* --ridge [0-9.E-]+ .*"), command);
  }

  @ParameterizedTest
  @CsvSource({
    "'--ridge,much', '--ridge is a number from 0, as in 0.1, or auto, not \"much\"'",
    "'--ridge,-1', 'the ridge penalty must be 0 or above, not -1.0'",
    "'--ridge,1,--optimizer,adam', 'a ridge penalty is for newton, not for adam; use --weight-decay'",
    "'--ridge,1,--hidden,4', 'a ridge penalty is for models without hidden layers; use --weight-decay'"
  })
  void a_wrong_penalty_is_refused(String options, String sentence) {
    var words =
        ("train,"
                + separated()
                + ",--target,cured,-o,"
                + model()
                + (options.contains("--hidden") ? "," : ",--hidden,none,")
                + options)
            .split(",");
    var run = CommandLineRun.of((Object[]) words);
    assertEquals(2, run.status());
    assertTrue(run.err().contains(sentence), run.err());
  }

  @Test
  void points_on_a_line_are_predicted_without_width() {
    var run = train(line(), "y");
    assertTrue(run.err().contains("y is an exact function of the columns"), run.err());
    var fresh = written(folder, "new.csv", "x", "10");
    assertEquals("1,21,21,21", good("predict", model(), fresh).lastLine());
    var evaluation = good("evaluate", model(), line(), "--all", "--json", "-").json();
    var scores = (Map<?, ?>) evaluation.get("data");
    assertNull(scores.get("log_likelihood"));
    assertEquals(1.0, scores.get("coverage_95"));
  }

  @Test
  void a_constant_target_has_a_dash_for_r2() {
    train(line(), "y");
    var constant = written(folder, "c.csv", "x,y", "0,1", "1,1", "2,1");
    var run = good("evaluate", model(), constant);
    assertTrue(run.lines().stream().anyMatch(l -> l.matches(" *R2 +- +-")), run.out());
  }

  @Test
  void intervals_without_degrees_of_freedom_are_no_numbers_in_json() {
    train(written(folder, "two.csv", "x,z,y", "0,5,1", "1,2,3", "2,9,8"), "y");
    var run = good("predict", model(), written(folder, "n.csv", "x,z", "3,3"), "--json", "-");
    assertTrue(
        run.out().contains("\"lower_95\" : null") || run.out().contains("\"lower_95\":null"),
        run.out());
  }

  @Test
  void data_outside_the_support_of_a_stated_likelihood_are_named() {
    var data = written(folder, "neg.csv", "x,y", "1,2", "2,-3", "3,4");
    for (var likelihood : new String[] {"poisson", "gamma", "exponential"}) {
      var run =
          CommandLineRun.of(
              "train",
              data,
              "--target",
              "y",
              "--hidden",
              "none",
              "--likelihood",
              likelihood,
              "-o",
              model());
      assertEquals(2, run.status());
      assertTrue(
          run.err().contains("neg.csv, line 3: y is \"-3\", but this likelihood is for"),
          run.err());
    }
  }
}
