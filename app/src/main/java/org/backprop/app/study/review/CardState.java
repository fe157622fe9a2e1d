package org.backprop.app.study.review;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a card stands.
 *
 * @param progress empty for a new card
 * @param isSuspended whether it is not asked until it is resumed
 * @param buried the day on which it is not asked any more
 * @param earlier the reviews before the card was reset, in order
 */
public record CardState(
    Optional<Progress> progress,
    boolean isSuspended,
    Optional<LocalDate> buried,
    List<Reviewed> earlier) {
  /** A card of which the log says nothing. */
  public static final CardState NEW =
      new CardState(Optional.empty(), false, Optional.empty(), List.of());

  public CardState {
    earlier = List.copyOf(earlier);
  }

  /** All reviews, in order, those before a reset too. */
  public List<Reviewed> reviewed() {
    return Stream.concat(
            earlier.stream(), progress.stream().flatMap(each -> each.reviewed().stream()))
        .toList();
  }

  public boolean isNew() {
    return progress.isEmpty();
  }

  /** Whether the card was forgotten on a day and not known since. */
  boolean isForgottenOn(LocalDate day) {
    return progress
        .filter(each -> each.isLearning() && !each.last().day().isBefore(day))
        .isPresent();
  }

  /** Whether the card may be asked on a day, if it is due or new. */
  public boolean isOpen(LocalDate day) {
    return !isSuspended && !isBuried(day);
  }

  /** A card buried by a clock that was wrong, more than a day ahead, is not left for that day. */
  private boolean isBuried(LocalDate day) {
    return buried.filter(last -> !day.isAfter(last) && !last.isAfter(day.plusDays(1))).isPresent();
  }

  /** Whether the card is to be reviewed on a day; a new card is not. */
  public boolean isDue(LocalDate day) {
    return isOpen(day) && progress.filter(each -> each.isDue(day)).isPresent();
  }

  /** The day, from this one on, on which the card is asked; empty if it is new or suspended. */
  Optional<LocalDate> asked(LocalDate from) {
    return progress
        .filter(_ -> !isSuspended)
        .map(each -> each.isDue(from) ? from : each.due())
        .map(day -> isBuried(day) ? buried.orElseThrow().plusDays(1) : day);
  }

  CardState with(Progress next) {
    return new CardState(Optional.of(next), isSuspended, buried, earlier);
  }

  CardState suspended(boolean suspended) {
    return new CardState(progress, suspended, buried, earlier);
  }

  CardState buried(LocalDate day) {
    return new CardState(progress, isSuspended, Optional.of(day), earlier);
  }

  CardState reset() {
    return new CardState(Optional.empty(), false, Optional.empty(), new ArrayList<>(reviewed()));
  }
}
