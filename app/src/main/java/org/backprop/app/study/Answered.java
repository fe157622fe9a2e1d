package org.backprop.app.study;

import java.util.Optional;
import org.backprop.app.study.deck.Asked;
import org.backprop.app.study.exercise.Verdict;
import org.backprop.app.study.review.Attempt;

/**
 * How a card was answered before its answer was shown.
 *
 * @param verdict empty if nothing was typed or nothing can be marked
 */
public record Answered(Optional<Verdict> verdict) {
  private static final int USUAL_RATING = 4;
  private static final String WRONG = "wrong";

  /** The rating that is proposed. */
  public int proposed() {
    return verdict.map(Verdict::rating).orElse(USUAL_RATING);
  }

  /** What the log keeps of it. */
  public Attempt attempt(Asked asked, Optional<Double> seconds) {
    return new Attempt(seconds, verdict.map(Answered::mark), Optional.of(asked.seed()));
  }

  private static String mark(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Right _ -> Attempt.RIGHT;
      case Verdict.Known(var mistake) -> mistake.name();
      case Verdict.Wrong _, Verdict.WrongForm _ -> WRONG;
    };
  }
}
