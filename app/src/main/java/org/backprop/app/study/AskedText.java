package org.backprop.app.study;

import java.util.stream.Collectors;
import org.backprop.app.Terminal;
import org.backprop.app.study.deck.Asked;
import org.backprop.app.study.deck.Asked.Reply;
import org.backprop.app.study.exercise.Notation;
import org.backprop.app.study.review.Sitting;
import org.backprop.chain.Orientation;

/** Questions and answers as lines of the terminal. */
record AskedText(Terminal terminal) {

  void question(Asked asked) {
    terminal.line(terminal.bold(asked.prompt().getFirst()));
    asked.prompt().stream().skip(1).forEach(line -> terminal.line("  " + line));
    for (int i = 0; i < asked.options().size(); i++) {
      terminal.line("  %s  %s".formatted(i + 1, asked.options().get(i)));
    }
    var hint = hint(asked.reply());
    terminal.line(terminal.dim("  (" + hint + "Enter shows the answer)"));
  }

  private static String hint(Reply reply) {
    return switch (reply) {
      case NOTHING -> "";
      case NUMBERS -> "type the result; rows of a matrix end with a semicolon; ";
      case OPTION -> "type the number; ";
      case ORDER -> "type all numbers in order, as in 2 1 3; ";
    };
  }

  void answer(Asked asked) {
    if (!asked.right().isEmpty()) {
      terminal.line(terminal.bold("  " + asked.right()));
    }
    asked.answer().forEach(terminal::paragraph);
    if (!asked.details().isEmpty()) {
      terminal.line();
      asked.details().forEach(line -> terminal.line("    " + line));
    }
    terminal.line();
  }

  /** When the card is asked again after each rating. */
  String outcomes(Sitting sitting, Asked asked, int proposed) {
    var days =
        Outcome.of(sitting, asked.card().id()).stream()
            .map(outcome -> outcome.rating() + " " + outcome.when())
            .collect(Collectors.joining(", "));
    return "  (asked again: %s; Enter is %s)".formatted(days, proposed);
  }

  /** How the example of a question is opened in the studio. */
  String studio(Asked asked, Notation notation) {
    return asked.example().isEmpty()
        ? "This card has no network to be seen in the studio."
        : "backprop studio --card %s --seed %s%s"
            .formatted(
                asked.card().id(),
                asked.seed(),
                notation.orientation() == Orientation.COLUMNS ? " --columns" : "");
  }
}
