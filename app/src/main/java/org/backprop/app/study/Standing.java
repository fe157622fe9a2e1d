package org.backprop.app.study;

import org.backprop.app.study.review.CardState;

/** Where a card stands, in a word or with the day on which it is asked next. */
final class Standing {
  private Standing() {}

  static String of(CardState state) {
    if (state.isSuspended()) {
      return "suspended";
    }
    return state.progress().map(progress -> progress.due().toString()).orElse("new");
  }
}
