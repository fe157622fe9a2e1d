package org.backprop.app.study;

import org.backprop.app.study.review.CardState;

/** Where a card stands, in a word or with the day on which it is asked next. */
public final class Standing {
  private Standing() {}

  /** As in {@code new}, {@code suspended} or {@code 2026-12-01}. */
  public static String of(CardState state) {
    if (state.isSuspended()) {
      return "suspended";
    }
    return state.progress().map(progress -> progress.due().toString()).orElse("new");
  }
}
