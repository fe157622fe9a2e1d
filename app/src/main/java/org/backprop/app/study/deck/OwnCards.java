package org.backprop.app.study.deck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.backprop.app.TextFile;
import org.backprop.app.Writing;
import org.backprop.app.study.exercise.Notation;
import org.backprop.saved.FileMutex;
import org.backprop.table.DataException;

/**
 * The learner's own cards and the edited ones, in a deck file of their own. A card with the id of a
 * built-in card stands in its place.
 */
public record OwnCards(Path file) {
  private static final long SEED = 1;
  private static final String TITLE = "Own cards";

  /** The file beside a study log. */
  public static OwnCards beside(Path log) {
    return new OwnCards(log.resolveSibling("own-cards.deck.txt"));
  }

  /**
   * The cards in the file, none if there is no file.
   *
   * @throws DataException if it cannot be read or is no deck
   */
  public List<Card> cards() {
    if (!Files.exists(file)) {
      return List.of();
    }
    return read(file).cards();
  }

  private static Deck read(Path file) {
    return DeckText.read(TextFile.read(file), file.toString());
  }

  /**
   * Keeps these cards, in place of those with the same ids.
   *
   * @throws DataException if the file is no deck, which then stays as it is, or cannot be written
   */
  public void keep(List<Card> cards) {
    cards.forEach(OwnCards::requireSound);
    if (cards.isEmpty()) {
      return;
    }
    try {
      var folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      FileMutex.holding(
          file,
          () -> {
            var merged = new Deck(TITLE, cards()).with(cards);
            Writing.write(file, writer -> writer.write(merged.text()));
            return merged;
          });
    } catch (IOException e) {
      throw Writing.failed(file, e);
    }
  }

  /** Requires that a card can be asked and that its equations hold. */
  private static void requireSound(Card card) {
    Asked.of(card, SEED, Notation.USUAL);
    for (var check : card.checks()) {
      check
          .counterexample(card.given())
          .ifPresent(numbers -> {
            throw new DataException(
                "the card %s: %s does not hold for %s; correct its field Check"
                    .formatted(card.id(), check, numbers));
          });
    }
  }

  /**
   * Keeps an edited card.
   *
   * @param id of the card, which the text must keep
   * @param text the card as in a deck file
   * @throws DataException if the text is no card or has another id
   */
  public Card edit(String id, String text) {
    var cards = DeckText.read(text, "the card " + id).cards();
    if (cards.size() != 1 || !cards.getFirst().id().equals(id)) {
      throw new DataException(
          "the text must hold the card %s alone; its history is kept under this id".formatted(id));
    }
    keep(cards);
    return cards.getFirst();
  }
}
