package org.backprop.app.study.deck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.backprop.table.DataException;

/**
 * Cards in the order in which they are learned.
 *
 * @param title as in {@code Backpropagation}
 */
public record Deck(String title, List<Card> cards) {
  private static final String BUILT_IN = "/org/backprop/app/study/backpropagation.deck.txt";

  public Deck {
    cards = List.copyOf(cards);
  }

  /** The deck on backpropagation that comes with the program. */
  public static Deck builtIn() {
    try (var in = Deck.class.getResourceAsStream(BUILT_IN)) {
      if (in == null) {
        throw new IllegalStateException("the program has no " + BUILT_IN);
      }
      return DeckText.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), "built-in deck");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The card of an id. */
  public Optional<Card> find(String id) {
    return cards.stream().filter(card -> card.id().equals(id)).findFirst();
  }

  /**
   * The card of an id.
   *
   * @throws DataException if there is none
   */
  public Card card(String id) {
    return find(id)
        .orElseThrow(() ->
            new DataException(
                "the deck has no card %s; study --list shows the cards".formatted(id)));
  }

  /**
   * The cards of one topic.
   *
   * @throws DataException if there is none
   */
  public Deck ofTopic(String topic) {
    var chosen = cards.stream().filter(card -> card.topic().equals(topic)).toList();
    if (chosen.isEmpty()) {
      var topics = cards.stream().map(Card::topic).distinct().collect(Collectors.joining(", "));
      throw new DataException("the deck has no topic %s; it has %s".formatted(topic, topics));
    }
    return new Deck(title, chosen);
  }

  /** The ids in order. */
  public List<String> ids() {
    return cards.stream().map(Card::id).toList();
  }

  /** This deck with those cards in place of its own of the same id, and the others at its end. */
  public Deck with(List<Card> others) {
    var byId = others.stream().collect(Collectors.toMap(Card::id, card -> card));
    var merged = new ArrayList<Card>();
    cards.forEach(card -> merged.add(byId.getOrDefault(card.id(), card)));
    others.stream().filter(card -> find(card.id()).isEmpty()).forEach(merged::add);
    return new Deck(title, merged);
  }

  /** The cards of which every word occurs in their id, topic, question or answer. */
  public List<Card> search(String words) {
    var wanted = List.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+"));
    return cards.stream()
        .filter(card -> wanted.stream().allMatch(card.source().toLowerCase(Locale.ROOT)::contains))
        .toList();
  }

  /** The deck as a text file. */
  public String text() {
    return cards.stream()
        .map(Card::source)
        .collect(Collectors.joining("\n", "# " + title + "\n\n", ""));
  }
}
