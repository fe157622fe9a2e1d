package org.backprop.app.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.backprop.app.Terminal;
import org.backprop.app.Writing;
import org.backprop.app.study.deck.Card;
import org.backprop.app.study.deck.OwnCards;
import org.backprop.table.DataException;

/** Edits a card's text in the learner's editor, which {@code VISUAL} or {@code EDITOR} names. */
record CardEditor(Terminal terminal, OwnCards own) {

  /** The card as it was edited; empty if it was not changed. */
  Optional<Card> edit(Card card) {
    var editor =
        Stream.of("VISUAL", "EDITOR")
            .map(name -> System.getenv().getOrDefault(name, ""))
            .filter(name -> !name.isBlank())
            .findFirst();
    if (editor.isEmpty()) {
      throw new DataException(
          "no editor is named in EDITOR; name one, or write the card into %s yourself"
              .formatted(own.file()));
    }
    return edit(card, List.of(editor.get().strip().split("\\s+")));
  }

  private Optional<Card> edit(Card card, List<String> editor) {
    var file = own.file().resolveSibling("card-%s.txt".formatted(card.id()));
    try {
      Writing.write(file, writer -> writer.write(card.source()));
      int status = run(editor, file);
      var text = Files.readString(file);
      var edited =
          status != 0 || text.equals(card.source())
              ? Optional.<Card>empty()
              : Optional.of(own.edit(card.id(), text));
      Files.delete(file);
      return edited;
    } catch (IOException e) {
      throw new DataException(
          "the editor %s failed: %s; name another one in EDITOR"
              .formatted(editor.getFirst(), e.getMessage()),
          e);
    } catch (DataException e) {
      throw new DataException(
          e.getMessage() + "; your text stays in " + file + ", the card as it was", e);
    }
  }

  private static int run(List<String> editor, Path file) throws IOException {
    var words = new ArrayList<>(editor);
    words.add(file.toString());
    try {
      return new ProcessBuilder(words).inheritIO().start().waitFor();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }
}
