package org.backprop.app.study.deck;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.backprop.app.study.exercise.Notation;
import org.backprop.table.DataException;

/** A card as a question and an answer, of plain text with line feeds. */
record Note(String id, String topic, String question, String answer) {
  private static final long SEED = 1;
  private static final String PLACEHOLDER = "\\{ ?(?==|rule\\s|orientation\\})";
  private static final int LONGEST_SLUG = 60;

  /** Of a card; its fresh numbers are those of one draw. */
  static Note of(Card card) {
    var asked = Asked.of(card, SEED, Notation.USUAL);
    var question = new ArrayList<>(asked.prompt());
    for (int i = 0; i < asked.options().size(); i++) {
      question.add(i + 1 + ". " + asked.options().get(i));
    }
    var answer = new ArrayList<>(asked.answer());
    if (!asked.right().isEmpty()) {
      answer.addFirst(asked.right());
    }
    return new Note(
        card.id(), card.topic(), String.join("\n", question), String.join("\n", answer));
  }

  /** Of cells; a note without an id has that of its question's words. */
  static Note of(String id, String topic, String question, String answer) {
    return new Note(id.isEmpty() ? slug(question) : id, topic, question, answer);
  }

  private static String slug(String question) {
    var plain = Normalizer.normalize(question, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    var words = plain.replaceAll("\\p{M}", "").replaceAll("[^\\p{L}\\p{N}]+", "-");
    var cut = words.substring(0, Math.min(words.length(), LONGEST_SLUG));
    var slug = cut.replaceAll("^-|-$", "");
    return slug.isEmpty() ? "card" : slug;
  }

  /** This note, with a number behind its id if that is taken. */
  Note withFreeId(Set<String> taken) {
    var free = id;
    for (int i = 2; taken.contains(free); i++) {
      free = id + "-" + i;
    }
    return new Note(free, topic, question, answer);
  }

  boolean isComplete() {
    return !question.isBlank() && !answer.isBlank();
  }

  /** Whether question and answer of both are the same but for white space. */
  boolean says(Note other) {
    return line(question).equals(line(other.question)) && line(answer).equals(line(other.answer));
  }

  /**
   * The card whose answer is recalled.
   *
   * @throws DataException if question or answer is empty or the id is none
   */
  Card card(String source) {
    var text =
        "## %s\nTopic: %s\nQuestion: %s\nAnswer: %s\n"
            .formatted(
                id, topic.isEmpty() ? "general" : line(topic), field(question), field(answer));
    return DeckText.read(text, source).cards().getFirst();
  }

  /** Each line a paragraph, indented, so that none is taken for a field. */
  private static String field(String text) {
    return text.lines()
        .map(Note::line)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("\n\n  "));
  }

  private static String line(String text) {
    return text.strip().replaceAll("\\s+", " ").replaceAll(PLACEHOLDER, "{ ");
  }
}
