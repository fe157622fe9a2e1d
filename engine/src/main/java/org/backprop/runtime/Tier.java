package org.backprop.runtime;

/** Whether generated vector code may replace the scalar code of the same values. */
final class Tier {
  /** The state of the warm-up. */
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
