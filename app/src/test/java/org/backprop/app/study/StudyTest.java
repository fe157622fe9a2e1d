package org.backprop.app.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.backprop.app.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    StudyCommand.study(terminal, ratings(), new StringReader(typed), seed);
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
    var match = Pattern.compile("\\[([^]]*)]").matcher(line);
    assertTrue(match.find(), line);
    return Pattern.compile("\\s+")
        .splitAsStream(match.group(1).strip())
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  @Test
  void the_log_likelihood_is_that_of_the_predictions_shown() {
    var lines = Examples.likelihood(new SplittableRandom(9));
    var y = numbers(lines.get(1));
    var prediction = numbers(lines.get(2));
    var sum = 0.0;
    for (var i = 0; i < 3; i++) {
      sum += Math.log(y[i] == 1 ? prediction[i] : 1 - prediction[i]);
    }
    var shown = Pattern.compile("-?[\\d.]+$").matcher(lines.get(4));
    assertTrue(shown.find(), lines.get(4));
    assertEquals(sum, Double.parseDouble(shown.group()), 5e-3);
  }

  @Test
  void the_delta_rule_holds_in_both_examples() {
    var lines = Examples.deltaRule(new SplittableRandom(9));
    for (var i : new int[] {0, 2}) {
      assertTrue(lines.get(i).endsWith("dL/da = y_hat - y"), lines.get(i));
      var parts =
          Pattern.compile("\\[[^]]*]")
              .matcher(lines.get(i + 1))
              .results()
              .map(r -> numbers(r.group()))
              .toList();
      var difference = parts.get(0).clone();
      Arrays.setAll(difference, k -> parts.get(0)[k] - parts.get(1)[k]);
      for (var k = 0; k < difference.length; k++) {
        assertEquals(difference[k], parts.get(2)[k], 1e-3);
      }
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
