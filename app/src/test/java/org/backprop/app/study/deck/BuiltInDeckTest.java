package org.backprop.app.study.deck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.app.study.deck.Asked.Reply;
import org.backprop.app.study.exercise.Notation;
import org.backprop.app.study.exercise.Verdict;
import org.backprop.chain.Orientation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltInDeckTest {
  private static final int SEEDS = 200;
  private static final Deck DECK = Deck.builtIn();
  private static final Notation COLUMNS = new Notation(Orientation.COLUMNS, true, true);

  static Stream<Card> cards() {
    return DECK.cards().stream();
  }

  static Stream<Card> withChecks() {
    return cards().filter(card -> !card.checks().isEmpty());
  }

  static Stream<Card> computed() {
    return cards().filter(card -> card.task() instanceof Task.Calculation);
  }

  static Stream<Card> withOptions() {
    return cards().filter(card -> !Asked.of(card, 1, Notation.USUAL).options().isEmpty());
  }

  @Test
  void the_five_first_cards_come_first() {
    assertEquals(
        List.of(
            "maximum-likelihood",
            "squared-error-or-log-loss",
            "computational-graph",
            "backpropagation",
            "delta-rule"),
        DECK.ids().subList(0, 5));
    assertTrue(DECK.cards().size() >= 40);
  }

  @Test
  void most_cards_are_marked() {
    var recalled = cards().filter(card -> card.task() instanceof Task.Recall).count();
    assertTrue(recalled < DECK.cards().size() / 5, recalled + " cards are recalled only");
  }

  @ParameterizedTest
  @MethodSource("withChecks")
  void the_engine_finds_every_equation_true(Card card) {
    for (var check : card.checks()) {
      assertEquals(
          Optional.empty(), check.counterexample(card.given()), () -> card.id() + ": " + check);
    }
  }

  @ParameterizedTest
  @MethodSource("cards")
  void a_formula_in_an_answer_is_checked(Card card) {
    var answer = card.answer().stream().map(Card.Paragraph::text).collect(Collectors.joining(" "));
    if (answer.contains(" = ") || answer.contains("^")) {
      assertTrue(
          !card.checks().isEmpty()
              || card.example().isPresent()
              || answer.contains("{rule ")
              || card.task() instanceof Task.FromEngine,
          answer);
    }
  }

  @ParameterizedTest
  @MethodSource("computed")
  void the_right_number_is_accepted_and_each_mistake_recognised(Card card) {
    var task = assertInstanceOf(Task.Calculation.class, card.task());
    assertTrue(task.mistakes().size() >= 2, "too few mistakes");
    for (var seed = 0; seed < SEEDS; seed++) {
      var asked = Asked.of(card, seed, Notation.USUAL);
      var right = assertInstanceOf(Verdict.Right.class, asked.mark(asked.right()), asked.right());
      assertTrue(right.precise());
      for (var mistake : asked.mistakes()) {
        assertFalse(mistake.remedy().isEmpty(), () -> "what to do? " + mistake.name());
        var typed = String.format(java.util.Locale.ROOT, "%.6g", mistake.value().item());
        var verdict = assertInstanceOf(Verdict.Known.class, asked.mark(typed), typed);
        assertEquals(mistake, verdict.mistake(), () -> asked.prompt() + " " + typed);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("withOptions")
  void only_the_right_reply_is_accepted(Card card) {
    var places = new HashSet<String>();
    for (var seed = 0; seed < SEEDS; seed++) {
      var asked = Asked.of(card, seed, Notation.USUAL);
      places.add(asked.right());
      assertInstanceOf(Verdict.Right.class, asked.mark(asked.right()));
      for (var wrong : wrongReplies(asked, seed)) {
        var verdict = assertInstanceOf(Verdict.Wrong.class, asked.mark(wrong), wrong);
        assertTrue(verdict.sentence().length() > "Not right. ".length(), verdict.sentence());
      }
    }
    assertTrue(places.size() > 1 || card.task() instanceof Task.FindError, "always the same place");
  }

  private static List<String> wrongReplies(Asked asked, long seed) {
    var numbers = IntStream.rangeClosed(1, asked.options().size()).mapToObj(String::valueOf);
    if (asked.reply() == Reply.OPTION) {
      return numbers.filter(number -> !number.equals(asked.right())).toList();
    }
    var order = new ArrayList<>(numbers.toList());
    Collections.shuffle(order, new Random(seed));
    var text = String.join(" ", order);
    return text.equals(asked.right()) ? List.of() : List.of(text);
  }

  @ParameterizedTest
  @MethodSource("cards")
  void the_text_has_no_placeholder_left_and_is_short(Card card) {
    for (var notation : List.of(Notation.USUAL, COLUMNS)) {
      var asked = Asked.of(card, 3, notation);
      assertEquals(asked, asked);
      assertEquals(asked.prompt(), Asked.of(card, 3, notation).prompt());
      var text = new ArrayList<>(asked.prompt());
      text.addAll(asked.answer());
      text.addAll(asked.options());
      assertFalse(asked.answer().isEmpty());
      text.forEach(line -> assertFalse(line.contains("{"), line));
      asked.answer().forEach(line -> assertTrue(line.length() <= 330, line));
      assertTrue(
          asked.prompt().getFirst().endsWith("?") || asked.prompt().getFirst().endsWith("."));
    }
  }

  @Test
  void the_rules_follow_the_orientation() {
    var card = DECK.card("hidden-weight-gradient");
    assertTrue(answer(card, Notation.USUAL).contains("dL/dW1 = x^T delta1"));
    assertTrue(answer(card, COLUMNS).contains("dL/dW1 = delta1 x^T"));
    assertTrue(answer(DECK.card("weight-shape"), COLUMNS).contains("k rows and n columns"));
    assertFalse(answer(DECK.card("weight-shape"), COLUMNS).contains("n rows"));
  }

  private static String answer(Card card, Notation notation) {
    return String.join(" ", Asked.of(card, 1, notation).answer());
  }

  @Test
  void the_first_cards_hold_the_points_of_the_deck() {
    Map<String, List<String>> points =
        Map.of(
            "maximum-likelihood",
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
            "squared-error-or-log-loss",
            List.of(
                "1/2 ||y - y_hat||^2",
                "linear outputs",
                "2/m (y_hat - y)",
                "-y^T log y_hat",
                "softmax"),
            "computational-graph",
            List.of("x -> *W1 -> +b1 -(a)-> f1 -(h)-> *W2 -> +b2 -(a2)-> f2 -(y_hat)-> loss"),
            "backpropagation",
            List.of(
                "dL/dy_hat",
                "dL/da2 = y_hat - y",
                "dL/dh = dL/da2 da2/dh",
                "dL/da1 = dL/dh dh/da1",
                "dL/db1 = dL/da1 da1/db1 = dL/da1",
                "because da1/db1 is 1",
                "with h in place of x"),
            "delta-rule",
            List.of("weights of a network should change", "just y_hat - y"));
    points.forEach((id, expected) ->
        expected.forEach(point ->
            assertTrue(answer(DECK.card(id), Notation.USUAL).contains(point), id + ": " + point)));
  }
}
