package org.backprop.app.study.review;

import java.time.OffsetDateTime;
import java.util.List;

/** Cards are as new: neither rated, suspended nor buried. Statistics still count what was. */
public record Reset(List<String> cards, OffsetDateTime at) implements Event {
  public Reset {
    cards = List.copyOf(cards);
  }
}
