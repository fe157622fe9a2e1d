package org.backprop.app.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.backprop.app.Terminal;
import org.backprop.app.study.deck.DeckText;
import org.backprop.app.study.exercise.Notation;
import org.backprop.app.study.review.Event;
import org.backprop.app.study.review.Rated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TerminalSittingTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
  private final Terminal terminal = Terminal.plain(stream, stream);

  private Study study() {
    return Study.open(folder.resolve("data").resolve("study.jsonl"), Notation.USUAL, terminal);
  }

  private String sit(String typed, long seed) {
    out.reset();
    var study = study();
    var input = new BufferedReader(new StringReader(typed));
    new TerminalSitting(study, study.daily(), terminal, input, seed).run();
    return out.toString(StandardCharsets.UTF_8);
  }

  private List<String> ratings() {
    return study().log().events().stream()
        .filter(Rated.class::isInstance)
        .map(event -> event.cards().getFirst() + " " + ((Rated) event).rating())
        .toList();
  }

  private static int count(String text, String part) {
    return (int) Pattern.compile(part, Pattern.LITERAL).matcher(text).results().count();
  }

  @Test
  void the_first_cards_are_asked_in_order_and_rated() {
    var text = sit("\n5\n\n4\n\n3\n\n4\n\n5\nq\n", 1);
    assertEquals(
        List.of(
            "maximum-likelihood 5",
            "squared-error-or-log-loss 4",
            "computational-graph 3",
            "backpropagation 4",
            "delta-rule 5"),
        ratings());
    assertEquals(5, count(text, "How well did you know this? 1 Not at all, 2, 3, 4, 5 Perfectly"));
    assertTrue(text.contains("w_ML = arg max"), text);
    assertTrue(text.contains("Reviews kept: 5."), text);
  }

  @Test
  void a_wrong_rating_is_asked_again_and_the_end_of_input_keeps_the_rest() {
    var text = sit("\nseven\n0\n4\n\n", 1);
    assertEquals(2, count(text, "Please type a number from 1 to 5."));
    assertEquals(List.of("maximum-likelihood 4"), ratings());
  }

  @Test
  void enter_takes_the_proposed_rating() {
    sit("\n\n", 1);
    assertEquals(List.of("maximum-likelihood 4"), ratings());
  }

  @Test
  void a_marked_answer_proposes_the_rating_and_is_kept_with_it() {
    var right = study().ask("computational-graph", third(7)).right();
    var text = sit("\n5\n\n5\n2 1\n" + right + "\n\nq\n", 7);
    assertTrue(text.contains("Type each of the 9 once."), text);
    assertTrue(text.contains("Right."), text);
    assertEquals("computational-graph 4", ratings().getLast());
    var rated = (Rated) study().log().events().getLast();
    assertEquals("right", rated.attempt().mark().orElseThrow());
    assertTrue(rated.attempt().seed().isPresent() && rated.attempt().seconds().isPresent());
  }

  /** The generator that a sitting of this seed gives to its third card. */
  private static SplittableRandom third(long seed) {
    var random = new SplittableRandom(seed);
    random.split();
    random.split();
    return random.split();
  }

  @Test
  void a_forgotten_card_comes_back_in_the_same_sitting() {
    var text = sit("\n1\n\n5\n\n5\n\n5\n\n5\n\n5\nq\n", 1);
    assertEquals(2, count(text, "How does maximum likelihood give the loss?"));
  }

  @Test
  void one_key_takes_the_last_rating_back() {
    var text = sit("\n5\n\n1\nu\n\n4\nq\n", 1);
    assertTrue(text.contains("Taken back: squared-error-or-log-loss"), text);
    assertEquals(
        5,
        study().daily().schedule().of("maximum-likelihood").reviewed().getFirst().rated().rating());
    assertEquals(
        List.of(4),
        study().daily().schedule().of("squared-error-or-log-loss").reviewed().stream()
            .map(reviewed -> reviewed.rated().rating())
            .toList());
  }

  @Test
  void a_card_that_is_forgotten_again_and_again_is_named() {
    var events = new ArrayList<Event>();
    var first = OffsetDateTime.parse("2026-01-01T12:00:00Z");
    for (int i = 0; i < 15; i++) {
      events.add(new Rated("delta-rule", i % 2 == 0 ? 4 : 1, first.plusDays(i)));
    }
    study().log().with(events);
    var text = sit("\n1\nq\n", 1);
    assertTrue(text.contains("delta-rule was forgotten 8 times."), text);
    assertTrue(text.contains("study --suspend delta-rule"), text);
    assertFalse(sit("\n4\nq\n", 1).contains("was forgotten"));
  }

  @Test
  void cards_can_be_buried_and_suspended() {
    sit("b\ns\nq\n", 1);
    var schedule = study().daily().schedule();
    assertTrue(schedule.of("maximum-likelihood").buried().isPresent());
    assertTrue(schedule.of("squared-error-or-log-loss").isSuspended());
    assertEquals("computational-graph", study().daily().current().orElseThrow());
  }

  @Test
  void a_mistake_in_the_own_cards_leaves_the_others() throws IOException {
    var own = study().own();
    own.keep(DeckText.read("## mine\nQuestion: M?\nAnswer: A.\n", "").cards());
    assertTrue(study().deck().find("mine").isPresent());
    Files.writeString(own.file(), "## mine\n");
    out.reset();
    assertTrue(study().deck().find("mine").isEmpty());
    var text = out.toString(StandardCharsets.UTF_8);
    assertTrue(text.contains("line 1: the card mine has no field Question; the cards"), text);
    assertEquals("## mine\n", Files.readString(own.file()));
  }

  @Test
  void the_same_seed_gives_the_same_text() {
    assertEquals(sit("\n", 3), sit("\n", 3));
    assertNotEquals(sit("\n", 3), sit("\n", 4));
  }
}
