package org.backprop.app.study.deck;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.backprop.app.TextFile;
import org.backprop.table.DataException;

/** Cards in a file whose name tells the format. */
public record CardFile(Path file, Format format) {

  /** The formats. */
  public enum Format {
    DECK,
    ANKI,
    CSV
  }

  /**
   * What a file brings.
   *
   * @param cards the new and changed ones
   * @param incomplete the number of notes without a question or an answer, which are left out
   */
  public record Imported(List<Card> cards, int incomplete) {
    public Imported {
      cards = List.copyOf(cards);
    }
  }

  /**
   * The format of a name: {@code .anki.txt} and {@code .tsv} are Anki's, {@code .csv} a table, any
   * other {@code .txt} or {@code .md} a deck file.
   *
   * @throws DataException if the name tells none
   */
  public static CardFile of(Path file) {
    var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".anki.txt") || name.endsWith(".tsv")) {
      return new CardFile(file, Format.ANKI);
    }
    if (name.endsWith(".csv")) {
      return new CardFile(file, Format.CSV);
    }
    if (name.endsWith(".txt") || name.endsWith(".md")) {
      return new CardFile(file, Format.DECK);
    }
    throw new DataException(
        "%s: the name does not tell the format; end it in .txt, .anki.txt, .tsv or .csv"
            .formatted(file));
  }

  /**
   * The cards that are not in the deck or differ from its own.
   *
   * @throws DataException if the file cannot be read or has another format
   */
  public Imported read(Deck known) {
    var text = TextFile.read(file);
    return switch (format) {
      case ANKI -> CardTable.ANKI.read(text, file.toString(), known);
      case CSV -> CardTable.CSV.read(text, file.toString(), known);
      case DECK -> new Imported(cards(text, known), 0);
    };
  }

  private List<Card> cards(String text, Deck known) {
    var cards = DeckText.read(text, file.toString()).cards();
    if (cards.isEmpty()) {
      throw new DataException(
          file + " has no card: a card begins with a line `## name-of-its-concept`");
    }
    return cards.stream()
        .filter(
            card -> known.find(card.id()).filter(it -> it.source().equals(card.source())).isEmpty())
        .toList();
  }

  /** The text of a file with these cards. */
  public String write(Deck deck) {
    return switch (format) {
      case ANKI -> CardTable.ANKI.write(deck);
      case CSV -> CardTable.CSV.write(deck);
      case DECK -> deck.text();
    };
  }
}
