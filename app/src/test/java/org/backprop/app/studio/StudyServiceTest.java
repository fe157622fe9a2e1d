package org.backprop.app.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.backprop.app.Terminal;
import org.backprop.app.study.deck.Asked;
import org.backprop.app.study.deck.Deck;
import org.backprop.app.study.exercise.Notation;
import org.backprop.app.study.review.Attempt;
import org.backprop.app.study.review.Event;
import org.backprop.app.study.review.Rated;
import org.backprop.app.study.review.StudyLog;
import org.backprop.table.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StudyServiceTest {
  @TempDir Path folder;

  private StudyService service() {
    return new StudyService(folder.resolve("study.jsonl"), Notation.USUAL);
  }

  private static JsonMessage message(Map<String, ?> values) {
    return new JsonMessage(values);
  }

  @Test
  void the_log_is_not_touched_before_the_page_asks() {
    var service = service();
    assertFalse(Files.exists(folder.resolve("study.jsonl")));
    assertTrue(service.now(message(Map.of())).toString().contains("card=maximum-likelihood"));
  }

  @ParameterizedTest
  @CsvSource({
    "maximum-likelihood,",
    "no-such-card, 1",
    "maximum-likelihood, -1",
    "maximum-likelihood, x"
  })
  void a_question_that_there_is_not_is_refused(String card, String seed) {
    var named = seed == null ? Map.of("card", card) : Map.of("card", card, "seed", seed);
    assertThrows(DataException.class, () -> service().answer(message(named)));
  }

  @Test
  void a_rating_out_of_range_is_refused_and_not_kept() {
    var service = service();
    var rating = Map.of("card", "maximum-likelihood", "seed", "1", "rating", 6);
    assertThrows(IllegalArgumentException.class, () -> service.rate(message(rating)));
    var left = (Map<?, ?>) service.now(message(Map.of())).get("left");
    assertEquals(10, left.get("fresh"));
  }

  @Test
  void a_leech_is_named_when_it_is_forgotten() {
    var log = StudyLog.open(folder.resolve("study.jsonl"), Terminal.silent());
    var start = OffsetDateTime.parse("2026-01-01T10:00:00Z");
    var ratings =
        IntStream.range(0, 16)
            .<Event>mapToObj(i ->
                new Rated("delta-rule", i % 2 == 0 ? 4 : 1, start.plusDays(i), Attempt.UNKNOWN))
            .toList();
    log.with(ratings.subList(0, 15));
    var service = service();
    var rating = Map.of("card", "delta-rule", "seed", "1", "rating", 1);
    assertEquals(
        "delta-rule was forgotten 8 times. Edit it so that it asks one thing, or suspend it.",
        service.rate(message(rating)).get("said"));
  }

  static List<Asked> examples() {
    return Deck.builtIn().cards().stream()
        .map(card -> Asked.of(card, 3, Notation.USUAL))
        .filter(asked -> asked.example().isPresent())
        .toList();
  }

  @Test
  void most_cards_with_numbers_of_a_network_have_an_example() {
    assertTrue(examples().size() >= 10, () -> "only " + examples().size());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void each_example_can_be_opened_with_its_numbers(Asked asked) {
    var open = OpenModel.of(asked);
    var chains = new ChainService(() -> open, new RunService(() -> open));
    var columns = message(Map.of("columns", true));
    for (var message : List.of(message(Map.of()), columns)) {
      assertTrue(chains.chain(message).containsKey("values"));
    }
    assertFalse(chains.graph(columns).isEmpty());
    assertEquals(asked.example().orElseThrow().x(), open.row().apply(1).x());
  }
}
