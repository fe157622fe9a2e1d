package org.backprop.app.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.backprop.app.Terminal;
import org.backprop.chain.Orientation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StudyTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
  private final Terminal terminal = Terminal.plain(stream, stream);

  private Ratings ratings() {
    return new Ratings(folder.resolve("data").resolve("study.json"), terminal);
  }

  private String study(String typed, long seed) {
    out.reset();
    StudyCommand.study(terminal, ratings(), new StringReader(typed), seed, Orientation.ROWS);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void all_five_cards_are_asked_in_order_and_rated() {
    var text = study("\n5\n\n1\n\n3\n\n2\n\n4\n", 1);
    var at = 0;
    for (var card : Deck.CARDS) {
      assertTrue(text.indexOf(card.question()) > at || at == 0, card.id());
      at = text.indexOf(card.question());
    }
    assertEquals(
        List.of(5, 1, 3, 2, 4),
        Deck.CARDS.stream().map(c -> ratings().byCard().get(c.id())).toList());
    var next = Deck.ordered(ratings().byCard()).stream().map(Card::id).toList();
    assertEquals("squared-error-or-log-loss", next.getFirst());
    assertEquals("maximum-likelihood", next.getLast());
  }

  @Test
  void a_wrong_rating_is_asked_again_and_the_end_of_input_keeps_the_rest() {
    var text = study("\nseven\n0\n4\n\n", 1);
    assertEquals(3 + 1, Pattern.compile("How well did you know").matcher(text).results().count());
    assertTrue(text.contains("Please type a number from 1 to 5."));
    assertEquals(Map.of("maximum-likelihood", 4), ratings().byCard());
    assertTrue(study("q\n", 1).contains("The ratings are kept"));
  }

  @Test
  void the_same_seed_gives_the_same_text() {
    assertEquals(study("\n\n", 3), study("\n\n", 3));
    assertTrue(!study("\n\n", 3).equals(study("\n\n", 4)));
  }

  private static double[] numbers(String line) {
    var text = line.substring(line.lastIndexOf(" = ") + 3).replaceAll("[\\[\\];]|, the .*", " ");
    return Pattern.compile("\\s+")
        .splitAsStream(text.strip())
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  private static String line(List<String> lines, String start) {
    return lines.stream().filter(line -> line.strip().startsWith(start)).findFirst().orElseThrow();
  }

  @Test
  void the_log_loss_is_that_of_the_predictions_shown() {
    var lines = Examples.likelihood(new SplittableRandom(9), Orientation.ROWS);
    var y = numbers(line(lines, "y = "));
    var prediction = numbers(line(lines, "y_hat = "));
    var sum = 0.0;
    for (var i = 0; i < 3; i++) {
      var loss = -Math.log(y[i] == 1 ? prediction[i] : 1 - prediction[i]);
      assertEquals(loss, numbers(line(lines, "-log p(y_" + (i + 1)))[0], 2e-3);
      sum += loss;
    }
    assertEquals(sum / 3, numbers(line(lines, "l = log loss = "))[0], 2e-3);
  }

  @Test
  void each_loss_says_which_one_it_is() {
    var lines = Examples.losses(new SplittableRandom(9), Orientation.ROWS);
    var half = numbers(line(lines, "l = half squared error = 1/2 (y_hat - y)^2 = "))[0];
    var error = numbers(line(lines, "y_hat = "))[0] - numbers(line(lines, "y = "))[0];
    assertEquals(error * error / 2, half, 2e-3);
    assertEquals(error, numbers(line(lines, "dL/dy_hat = y_hat - y = "))[0], 2e-3);
    assertTrue(line(lines, "l = cross-entropy = ").contains("-sum(y * log(y_hat)) = "));
  }

  @Test
  void the_delta_rule_holds_in_both_examples() {
    var lines = Examples.deltaRule(new SplittableRandom(9), Orientation.ROWS);
    assertTrue(lines.get(0).contains("half squared error"), lines.get(0));
    assertTrue(lines.get(4).contains("softmax"), lines.get(4));
    for (var i : new int[] {1, 5}) {
      var prediction = numbers(lines.get(i));
      var y = numbers(lines.get(i + 1));
      assertTrue(lines.get(i + 2).contains("delta1 = dL/da1 = y_hat - y = "), lines.get(i + 2));
      var delta = numbers(lines.get(i + 2));
      for (var k = 0; k < delta.length; k++) {
        assertEquals(prediction[k] - y[k], delta[k], 1e-3);
      }
    }
  }

  @Test
  void rules_and_numbers_follow_the_orientation() {
    var rows = Examples.backpropagation(new SplittableRandom(9), Orientation.ROWS);
    var columns = Examples.backpropagation(new SplittableRandom(9), Orientation.COLUMNS);
    var inRows = numbers(line(rows, "dL/dW1 = x^T delta1 = "));
    var inColumns = numbers(line(columns, "dL/dW1 = delta1 x^T = "));
    assertEquals(4, inRows.length);
    assertEquals(inRows[1], inColumns[2]);
    assertEquals(inRows[2], inColumns[1]);
    assertTrue(inRows[1] != inRows[2]);
    var x = numbers(line(rows, "x = "));
    var delta = numbers(line(rows, "delta1 = "));
    assertEquals(x[0] * delta[1], inRows[1], 1e-3);
    assertTrue(line(columns, "a1 = ").startsWith("a1 = W1 x + b1 = "), columns.toString());
  }

  @ParameterizedTest
  @EnumSource
  void the_card_on_backpropagation_states_what_its_example_prints(Orientation orientation) {
    var card = Deck.CARDS.get(3);
    var rule = orientation == Orientation.ROWS ? "x^T delta1" : "delta1 x^T";
    var other = orientation == Orientation.ROWS ? "delta1 x^T" : "x^T delta1";
    var answer = String.join("\n", card.answer().apply(orientation));
    assertTrue(answer.contains("samples as " + orientation.word() + " this is " + rule), answer);
    assertFalse(answer.contains(other), answer);
    var example = card.example().apply(new SplittableRandom(1), orientation);
    assertTrue(line(example, "dL/dW1 = ").startsWith("dL/dW1 = " + rule), example.toString());
  }

  @Test
  void the_cards_hold_the_points_of_the_deck() {
    var points =
        List.of(
            List.of(
                "f(x) = w^T x",
                "f(x) = 1 / (1 + e^(-w^T x))",
                "w_ML = arg max L(w)",
                "log p_model(y_i | x_i)",
                "cross-entropy",
                "MSE",
                "1/m sum ||y - y_hat||^2",
                "-1/m sum y log y_hat",
                "weights and biases"),
            List.of(
                "1/2 ||y - y_hat||^2",
                "linear outputs",
                "2/m (y_hat - y)",
                "-y^T log y_hat",
                "softmax"),
            List.of("x -> *W1 -> +b1 -(a)-> f1 -(h)-> *W2 -> +b2 -(a2)-> f2 -(y_hat)-> loss"),
            List.of(
                "dL/dy_hat",
                "dL/da2 = y_hat - y",
                "dL/dh = dL/da2 da2/dh",
                "dL/da1 = dL/dh dh/da1",
                "dL/db1 = dL/da1 da1/db1 = dL/da1",
                "because da1/db1 is 1",
                "with h in place of x"),
            List.of("weights of a network should change", "just y_hat - y"));
    for (var i = 0; i < points.size(); i++) {
      var answer = String.join(" ", Deck.CARDS.get(i).answer().apply(Orientation.ROWS));
      points.get(i).forEach(point -> assertTrue(answer.contains(point), point + ": " + answer));
    }
  }

  @Test
  void a_damaged_file_is_kept_aside() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data").resolve("study.json"), "{broken");
    assertTrue(study("\n3\n", 1).contains("could not be read"));
    assertEquals("{broken", Files.readString(folder.resolve("data").resolve("study.json.damaged")));
    assertEquals(Map.of("maximum-likelihood", 3), ratings().byCard());
  }

  @Test
  void ratings_belong_into_the_users_data_folder() {
    assertEquals(
        Path.of("/d/backprop/study.json"), Ratings.usualFile(Map.of("XDG_DATA_HOME", "/d"), "/h"));
    assertEquals(Path.of("/h/.local/share/backprop/study.json"), Ratings.usualFile(Map.of(), "/h"));
  }
}
