package org.backprop.app.study;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.backprop.app.Terminal;
import org.backprop.app.TextTable;
import org.backprop.app.Writing;
import org.backprop.app.study.deck.Card;
import org.backprop.app.study.deck.CardFile;
import org.backprop.app.study.review.Sitting;
import picocli.CommandLine.Option;

/** What can be done with cards beside a sitting. */
final class CardOptions {
  private static final String WHOLE_DECK = "all";

  @Option(names = "--list", order = 11, description = "List the cards and where each stands.")
  boolean list;

  @Option(
      names = "--search",
      paramLabel = "WORDS",
      order = 12,
      description = "List the cards in which these words occur.")
  Optional<String> search = Optional.empty();

  @Option(
      names = "--edit",
      paramLabel = "CARD",
      order = 13,
      description = "Edit a card in the editor that EDITOR names; its history stays.")
  Optional<String> edit = Optional.empty();

  @Option(
      names = "--suspend",
      paramLabel = "CARD",
      order = 14,
      description = "Ask a card no more, until --resume.")
  Optional<String> suspend = Optional.empty();

  @Option(
      names = "--resume",
      paramLabel = "CARD",
      order = 15,
      description = "Ask a suspended card again.")
  Optional<String> resume = Optional.empty();

  @Option(
      names = "--reset",
      paramLabel = "CARD",
      order = 16,
      description = "Make a card as new, or `all`: the whole deck. The log keeps the history.")
  Optional<String> reset = Optional.empty();

  @Option(
      names = "--import",
      paramLabel = "FILE",
      order = 17,
      description =
          "Take in cards: a deck file, Anki's text (.anki.txt or .tsv) or a table with the columns"
              + " question and answer (.csv).")
  Optional<Path> importing = Optional.empty();

  @Option(
      names = "--export",
      paramLabel = "FILE",
      order = 18,
      description = "Write all cards in the format of the name: .txt, .anki.txt, .tsv or .csv.")
  Optional<Path> exporting = Optional.empty();

  /** Does what was asked for; false if nothing was. */
  boolean run(Study study, Terminal terminal) {
    if (list || search.isPresent()) {
      list(study, terminal, search.map(study.deck()::search).orElse(study.deck().cards()));
    } else if (edit.isPresent()) {
      var edited = new CardEditor(terminal, study.own()).edit(study.deck().card(edit.get()));
      terminal.line(
          edited.isPresent() ? "Kept in " + study.own().file() : "The card stays as it was.");
    } else if (suspend.isPresent() || resume.isPresent() || reset.isPresent()) {
      change(study, study.daily());
      terminal.line("Kept in " + study.log().file());
    } else if (importing.isPresent()) {
      var taken = CardFile.of(importing.get()).read(study.deck());
      study.own().keep(taken.cards());
      terminal.line("New or changed cards: %s".formatted(taken.cards().size()));
      if (taken.incomplete() > 0) {
        terminal.notice(
            "Left out, since the question or the answer is empty: %s notes."
                .formatted(taken.incomplete()));
      }
    } else if (exporting.isPresent()) {
      var text = CardFile.of(exporting.get()).write(study.deck());
      Writing.write(exporting.get(), writer -> writer.write(text));
      terminal.line("Wrote %s cards.".formatted(study.deck().cards().size()));
    } else {
      return false;
    }
    return true;
  }

  private void change(Study study, Sitting sitting) {
    suspend.map(study.deck()::card).map(Card::id).ifPresent(sitting::suspend);
    resume.map(study.deck()::card).map(Card::id).ifPresent(sitting::resume);
    reset.ifPresent(id ->
        sitting.reset(
            id.equals(WHOLE_DECK) ? study.deck().ids() : List.of(study.deck().card(id).id())));
  }

  private static void list(Study study, Terminal terminal, List<Card> cards) {
    var schedule = study.settings().schedule(study.log());
    var table = TextTable.of("<next", "<card", "<topic", "<question");
    for (var card : cards) {
      var next = Standing.of(schedule.of(card.id()));
      table.row(next, card.id(), card.topic(), card.question());
    }
    terminal.table(table);
  }
}
