package org.backprop.runtime;

/** Whether a piece of vector code may take over from the scalar code that computes the same. */
final class Tier {
  /** What is known of it. */
  enum State {
    /** HotSpot has not compiled it yet: it would be a hundred times slower than scalar code. */
    COLD,
    /** It is compiled, and gave the same bits as the scalar code. */
    READY,
    /** It gave other bits than the scalar code, or other code did, or it stayed slow. */
    REFUSED
  }

  private final WarmUp warmUp;
  private volatile State state = State.COLD;

  Tier(WarmUp warmUp) {
    this.warmUp = warmUp;
  }

  State state() {
    return warmUp.isTrusted() ? state : State.REFUSED;
  }

  void settle(State other) {
    state = other;
  }
}
