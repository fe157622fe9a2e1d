package org.backprop.app.studio;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.backprop.app.Terminal;
import org.backprop.app.study.Study;
import org.backprop.app.study.deck.Asked;
import org.backprop.app.study.exercise.Notation;
import org.backprop.app.study.review.Sitting;

/**
 * The study of the page: a sitting with the cards of the day, which all tabs share, and the numbers
 * of its question. Not safe for use by several threads.
 */
final class OpenStudy {
  private final SplittableRandom random = new SplittableRandom();
  private final Sitting sitting;
  private final List<String> notices;
  private Study study;
  private Optional<Asked> question = Optional.empty();

  private OpenStudy(Study study, List<String> notices) {
    this.study = study;
    this.sitting = study.daily();
    this.notices = notices;
  }

  /** Opens the log, and what is kept beside it. */
  static OpenStudy of(Path log, Notation notation) {
    var said = new ByteArrayOutputStream();
    var stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    var study = Study.open(log, notation, Terminal.plain(stream, stream));
    return new OpenStudy(study, said.toString(StandardCharsets.UTF_8).lines().toList());
  }

  Study study() {
    return study;
  }

  Sitting sitting() {
    return sitting;
  }

  /** What opening the log reported. */
  List<String> notices() {
    return notices;
  }

  /** The current card; its numbers stay until it was rated or left. */
  Optional<Asked> question() {
    var card = sitting.current();
    if (card.isEmpty() || question.filter(it -> it.card().id().equals(card.get())).isEmpty()) {
      question = card.map(id -> study.ask(id, random));
    }
    return question;
  }

  /** The next question has fresh numbers. */
  void renew() {
    question = Optional.empty();
  }

  /** Keeps the edited text of a card; its question has the same numbers again. */
  void edit(String card, String text) {
    study = study.with(study.own().edit(study.deck().card(card).id(), text));
    question =
        question.map(
            it -> Asked.of(study.deck().card(it.card().id()), it.seed(), study.notation()));
  }
}
