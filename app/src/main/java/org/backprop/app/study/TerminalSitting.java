package org.backprop.app.study;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.SplittableRandom;
import org.backprop.app.Terminal;
import org.backprop.app.study.deck.Asked;
import org.backprop.app.study.deck.Asked.Reply;
import org.backprop.app.study.exercise.Verdict;
import org.backprop.app.study.review.Progress;
import org.backprop.app.study.review.Sitting;
import org.backprop.table.DataException;

/** A sitting in the terminal; each reply is a line. */
final class TerminalSitting {
  private static final String KEYS =
      "Enter shows the answer and takes the proposed rating, u takes the last rating back, b leaves"
          + " a card for tomorrow, s suspends it, e edits it, g opens its example in the studio,"
          + " q ends.";

  private final Terminal terminal;
  private final BufferedReader input;
  private final Sitting sitting;
  private final SplittableRandom random;
  private final AskedText text;
  private Study study;
  private boolean isOver;

  TerminalSitting(
      Study study, Sitting sitting, Terminal terminal, BufferedReader input, long seed) {
    this.study = study;
    this.sitting = sitting;
    this.terminal = terminal;
    this.input = input;
    this.random = new SplittableRandom(seed);
    this.text = new AskedText(terminal);
  }

  /** Asks card after card until none is left or the learner ends. */
  void run() {
    if (sitting.current().isEmpty()) {
      terminal.line("No card is due today. `study --all` asks all cards, due or not.");
      return;
    }
    terminal.paragraph(KEYS);
    while (!isOver) {
      terminal.line();
      sitting.current().ifPresentOrElse(this::ask, this::atTheEnd);
    }
    var tomorrow = study.dueTomorrow(sitting);
    terminal.line(
        "Reviews kept: %s. Cards due tomorrow: %s, and new ones."
            .formatted(sitting.ratings(), tomorrow));
  }

  private void ask(String card) {
    var asked = study.ask(card, random.split());
    var left = sitting.remaining();
    terminal.line(
        terminal.dim(
            "%s new, %s again, %s due | %s"
                .formatted(left.fresh(), left.learning(), left.due(), asked.card().topic())));
    text.question(asked);
    long began = System.nanoTime();
    answered(asked)
        .ifPresent(answered -> {
          text.answer(asked);
          rate(asked, answered, began);
        });
  }

  /** Empty if the card was left without an answer. */
  private Optional<Answered> answered(Asked asked) {
    while (true) {
      var typed = line();
      var effect = key(typed, asked);
      if (effect == Effect.LEAVES) {
        return Optional.empty();
      }
      if (effect == Effect.IS_TEXT) {
        if (typed.isEmpty() || asked.reply() == Reply.NOTHING) {
          return Optional.of(new Answered(Optional.empty()));
        }
        var verdict = asked.mark(typed);
        terminal.paragraph(verdict.sentence());
        if (!(verdict instanceof Verdict.WrongForm)) {
          return Optional.of(new Answered(Optional.of(verdict)));
        }
      }
    }
  }

  private void rate(Asked asked, Answered answered, long began) {
    int proposed = answered.proposed();
    while (true) {
      terminal.line("How well did you know this? 1 Not at all, 2, 3, 4, 5 Perfectly");
      terminal.line(terminal.dim(text.outcomes(sitting, asked, proposed)));
      var typed = line();
      var effect = key(typed, asked);
      if (effect == Effect.LEAVES) {
        return;
      }
      var rating = typed.isEmpty() ? String.valueOf(proposed) : typed;
      if (effect == Effect.IS_TEXT && rating.length() == 1 && "12345".contains(rating)) {
        double seconds = (System.nanoTime() - began) / 1e9;
        sitting.rate(Integer.parseInt(rating), answered.attempt(asked, Optional.of(seconds)));
        nameLeech(asked.card().id());
        return;
      }
      if (effect == Effect.IS_TEXT) {
        terminal.line("Please type a number from 1 to 5.");
      }
    }
  }

  private void nameLeech(String card) {
    var progress = sitting.schedule().of(card).progress();
    progress
        .filter(Progress::isForgottenLeech)
        .ifPresent(it ->
            terminal.paragraph(
                ("%1$s was forgotten %2$s times. Reword it with `study --edit %1$s` so that it asks"
                        + " one thing, or leave it out with `study --suspend %1$s`.")
                    .formatted(card, it.lapses())));
  }

  private void atTheEnd() {
    terminal.line("That was the last card for today. u takes the last rating back, Enter ends.");
    if (line().equals("u")) {
      undo();
    } else {
      isOver = true;
    }
  }

  /** What a reply does: it may be no key, or leave the card, or be done with it still there. */
  private enum Effect {
    IS_TEXT,
    STAYS,
    LEAVES
  }

  private Effect key(String typed, Asked asked) {
    if (isOver) {
      return Effect.LEAVES;
    }
    switch (typed) {
      case "q" -> isOver = true;
      case "u" -> undo();
      case "b" -> sitting.bury();
      case "s" -> sitting.suspend();
      case "e" -> edit(asked);
      case "g" -> {
        terminal.line(text.studio(asked, study.notation()));
        return Effect.STAYS;
      }
      case "?" -> {
        terminal.paragraph(KEYS);
        return Effect.STAYS;
      }
      default -> {
        return Effect.IS_TEXT;
      }
    }
    return Effect.LEAVES;
  }

  private void edit(Asked asked) {
    try {
      new CardEditor(terminal, study.own())
          .edit(asked.card())
          .ifPresent(card -> study = study.with(card));
    } catch (DataException e) {
      terminal.notice(String.valueOf(e.getMessage()));
    }
  }

  private void undo() {
    sitting
        .undo()
        .ifPresentOrElse(
            card -> terminal.line("Taken back: " + card),
            () -> terminal.line("There is nothing to take back in this sitting."));
  }

  /** A line of input without the spaces around it; where the input ends, so does the sitting. */
  private String line() {
    try {
      var line = input.readLine();
      isOver |= line == null;
      return line == null ? "" : line.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
