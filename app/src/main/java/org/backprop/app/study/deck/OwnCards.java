package org.backprop.app.study.deck;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.backprop.app.Writing;
import org.backprop.saved.FileMutex;
import org.backprop.table.DataException;

/**
 * The learner's own cards and the edited ones, in a deck file of their own. A card with the id of a
 * built-in card stands in its place.
 */
public record OwnCards(Path file) {
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
    return DeckText.read(text(file), file.toString());
  }

  /**
   * The text of a file.
   *
   * @throws DataException if it cannot be read or is not UTF-8
   */
  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new DataException(file + " is not a text in UTF-8; save it as one", e);
    } catch (NoSuchFileException e) {
      throw new DataException(file + " does not exist; name another file", e);
    } catch (IOException e) {
      throw new DataException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Keeps these cards, in place of those with the same ids.
   *
   * @throws DataException if the file is no deck, which then stays as it is, or cannot be written
   */
  public void keep(List<Card> cards) {
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
