package org.backprop.app.study.deck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.backprop.app.study.deck.Card.Paragraph;
import org.backprop.app.study.exercise.Notation;
import org.backprop.table.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeckTextTest {

  private static Deck read(String... lines) {
    return DeckText.read(String.join("\n", lines), "my.txt");
  }

  @Test
  void a_card_has_fields_paragraphs_and_its_text() {
    var deck =
        read(
            "# Mine",
            "some words before the first card",
            "## slope",
            "Question: What is",
            "the slope?",
            "Answer: The first",
            "paragraph.",
            "",
            "  Note: the second one.",
            "",
            "## other",
            "Topic: b",
            "Question: And?",
            "Answer: Yes.");
    assertEquals("Mine", deck.title());
    assertEquals(List.of("slope", "other"), deck.ids());
    var card = deck.card("slope");
    assertEquals("What is the slope?", card.question());
    assertEquals("general", card.topic());
    assertEquals(
        List.of("The first paragraph.", "Note: the second one."),
        card.answer().stream().map(Paragraph::text).toList());
    assertTrue(card.source().startsWith("## slope\nQuestion: What is\nthe slope?"), card.source());
    assertEquals(deck, DeckText.read(deck.text(), "again"));
  }

  @Test
  void windows_line_ends_and_a_byte_order_mark_are_read() {
    var deck = DeckText.read("\uFEFF# T\r\n\r\n## a\r\nQuestion: q?\r\nAnswer: a\r\n", "w.txt");
    assertEquals("T", deck.title());
    assertEquals("q?", deck.card("a").question());
  }

  @Test
  void a_calculation_of_ones_own() {
    var card =
        read(
                "## area",
                "Question: What is the area of a circle of radius {= r}?",
                "Given: r in 1, 2, 3",
                "Value: 3.14159265 * r^2",
                "Mistake: 2 * 3.14159265 * r | This is the circumference. Square the radius.",
                "Answer: pi r^2.")
            .card("area");
    assertInstanceOf(Task.Calculation.class, card.task());
    var asked = Asked.of(card, 5, Notation.USUAL);
    var r = asked.prompt().getFirst().replaceAll("\\D", "");
    assertEquals(List.of("What is the area of a circle of radius " + r + "?"), asked.prompt());
    var circumference = String.valueOf(6.2831853 * Integer.parseInt(r));
    assertEquals(
        "Not right: this is the circumference. Square the radius.",
        asked.mark(circumference).sentence());
  }

  @Test
  void a_mistake_fills_its_numbers_and_keeps_the_capital_of_a_symbol() {
    var card =
        read(
                "## a",
                "Question: q?",
                "Given: w in 3",
                "Value: 2 * w",
                "Mistake: w | W1 = {= w} is not doubled. Take {= 2 * w}.",
                "Answer: z")
            .card("a");
    assertEquals(
        "Not right: W1 = 3 is not doubled. Take 6.",
        Asked.of(card, 1, Notation.USUAL).mark("3").sentence());
  }

  @Test
  void what_is_wrong_in_a_line_stands_before_the_answer() {
    var card =
        read("## a", "Question: q?", "Line: x", "Error: y | It is z.", "Line: x", "Answer: So.")
            .card("a");
    var asked = Asked.of(card, 1, Notation.USUAL);
    assertEquals(List.of("It is z.", "So."), asked.answer());
    assertEquals("2", asked.right());
    assertEquals("Not right: line 1 holds.", asked.mark("1").sentence());
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("line 1: `` is no id", "##  "),
        fault("line 1: `a b` is no id", "## a b", "Question: q", "Answer: a"),
        fault("line 4: the card a is already in line 1", card("a", "Answer: b"), "## a"),
        fault("line 2: a card begins with a field", "## a", "just text"),
        fault("line 2: there is no field Anser; there are Topic,", "## a", "Anser: x"),
        fault("line 1: the card a has no field Question", "## a", "Answer: x"),
        fault("line 1: the card a has no field Answer", "## a", "Question: x"),
        fault(
            "line 4: the card has two fields Topic",
            card("a", "Topic: x", "Topic: y", "Answer: z")),
        fault("line 3: there is no exercise x; there are", card("a", "Exercise: x", "Answer: z")),
        fault("line 3: there is no example x; there are", card("a", "Example: x", "Answer: z")),
        fault("line 3: `r` is not of the form", card("a", "Given: r", "Answer: z")),
        fault("line 3: `r from 2 to 1` is not", card("a", "Given: r from 2 to 1", "Answer: z")),
        fault("line 3: formula `1 +`, character 4:", card("a", "Value: 1 +", "Answer: z")),
        fault("line 3: say what r is, as in", card("a", "Value: 2 * r", "Answer: z")),
        fault("line 3: say what r is, as in", card("a", "Answer: it is {= r}")),
        fault("line 3: the network has no step W9", card("a", "Answer: it is {rule W9}")),
        fault("line 4: name the mistake", card("a", "Value: 2", "Mistake: 3", "Answer: z")),
        fault("line 3: name two or more different", card("a", "Order: x", "Answer: z")),
        fault("line 3: name two or more different", card("a", "Order: x | x", "Answer: z")),
        fault("line 1: the card a needs one field Right", card("a", "Right: x", "Answer: z")),
        fault("line 1: the card a needs one field Error", card("a", "Line: x", "Answer: z")),
        fault(
            "line 1: the card a asks for more than one thing",
            card("a", "Value: 2", "Order: x | y", "Answer: z")),
        fault(
            "line 1: the card a has two options of the same text",
            card("a", "Right: x", "Wrong: x", "Answer: z")),
        fault("line 3: a check is an equation", card("a", "Check: 1", "Answer: z")));
  }

  private static String card(String id, String... fields) {
    return "## " + id + "\nQuestion: q?\n" + String.join("\n", fields);
  }

  private static Arguments fault(String expected, String... lines) {
    return Arguments.of(expected, String.join("\n", lines));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void a_fault_is_said_with_its_line(String expected, String text) {
    var e = assertThrows(DataException.class, () -> DeckText.read(text, "my.txt"));
    var message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith("my.txt"), message);
    assertTrue(message.contains(expected), message);
  }
}
