package org.backprop.app.study.review;

import java.time.OffsetDateTime;
import java.util.List;

/** What a learner did with cards, one line of the log. */
public sealed interface Event permits Rated, Undone, Suspended, Resumed, Buried, Reset {
  /** When, with the offset of the place. */
  OffsetDateTime at();

  /** The ids of the cards that it concerns. */
  List<String> cards();
}
