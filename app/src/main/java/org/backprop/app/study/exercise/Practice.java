package org.backprop.app.study.exercise;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.backprop.app.Terminal;
import org.jspecify.annotations.Nullable;

/** Asks exercises in the terminal, one after another, until the person or the input ends it. */
public final class Practice {
  private final Terminal terminal;
  private final BufferedReader input;
  private final Notation notation;
  private int asked;
  private int right;

  /** Practice in a terminal, with the answers from this input. */
  public Practice(Terminal terminal, BufferedReader input, Notation notation) {
    this.terminal = terminal;
    this.input = input;
    this.notation = notation;
  }

  /** Exercises of these kinds: each kind once in a random order, then again. */
  public void ask(List<ExerciseKind> kinds, long seed) {
    var random = new SplittableRandom(seed);
    terminal.line(
        terminal.dim("Type numbers as 0.25, 1/4 or 2.5e-1, a matrix as 0.1 0.2; 0.3 0.4."));
    terminal.line(terminal.dim("Enter skips, ? shows the solution, q ends."));
    var goesOn = true;
    while (goesOn) {
      goesOn = ask(shuffled(kinds, random), random);
    }
    terminal.line("%s of %s right at the first try. Seed %s".formatted(right, asked, seed));
  }

  private boolean ask(List<ExerciseKind> kinds, SplittableRandom random) {
    for (var kind : kinds) {
      if (!ask(kind, kind.draw(random.split(), notation))) {
        return false;
      }
    }
    return true;
  }

  private static List<ExerciseKind> shuffled(List<ExerciseKind> kinds, SplittableRandom random) {
    var rest = new ArrayList<>(kinds);
    var order = new ArrayList<ExerciseKind>();
    while (!rest.isEmpty()) {
      order.add(rest.remove(random.nextInt(rest.size())));
    }
    return order;
  }

  /** Asks until the answer is right, skipped or shown; false where the practice ends. */
  private boolean ask(ExerciseKind kind, Exercise exercise) {
    terminal.line();
    terminal.line(terminal.bold(kind.title()) + terminal.dim("  " + kind.topic()));
    exercise.given().forEach(line -> terminal.line("  " + line));
    terminal.line(exercise.question());
    var tries = 0;
    while (true) {
      var typed = line();
      if (typed == null || typed.strip().equals("q")) {
        return false;
      }
      if (typed.isBlank()) {
        return true;
      }
      if (typed.strip().equals("?")) {
        asked += tries == 0 ? 1 : 0;
        solve(exercise);
        return true;
      }
      var verdict = exercise.mark(typed);
      terminal.paragraph(verdict.sentence());
      if (!(verdict instanceof Verdict.WrongForm)) {
        asked += tries == 0 ? 1 : 0;
        right += tries == 0 && verdict instanceof Verdict.Right ? 1 : 0;
        tries++;
      }
      if (verdict instanceof Verdict.Right) {
        return true;
      }
      terminal.line(terminal.dim("Try again; Enter skips, ? shows the solution."));
    }
  }

  private void solve(Exercise exercise) {
    exercise.solution().forEach(line -> terminal.line("  " + line));
    terminal.line("The answer is " + exercise.answerText());
  }

  private @Nullable String line() {
    try {
      return input.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
