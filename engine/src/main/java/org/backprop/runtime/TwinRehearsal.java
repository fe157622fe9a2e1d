package org.backprop.runtime;

/** The training steps of two machines that start at the same point. */
record TwinRehearsal(Machine whole, Machine parts, Machine start) implements Rehearsal {
  private static final int STEPS = 3;

  /**
   * @param whole runs the program as one piece of vector code
   * @param parts runs it as scalar code
   */
  TwinRehearsal(Machine whole, Machine parts) {
    this(whole, parts, parts.twin(false));
  }

  @Override
  public void vector() {
    whole.run();
  }

  @Override
  public void scalar() {
    parts.run();
  }

  @Override
  public boolean agrees() {
    whole.goTo(start);
    parts.goTo(start);
    for (var i = 0; i < STEPS; i++) {
      whole.run();
      parts.run();
      if (!whole.agrees(parts)) {
        return false;
      }
    }
    return true;
  }
}
