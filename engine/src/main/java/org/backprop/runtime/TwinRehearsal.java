package org.backprop.runtime;

/**
 * Runs of two machines that start at the same point.
 *
 * @param whole runs the program as one piece of vector code
 * @param parts runs it as scalar code
 * @param start stays where both start
 */
record TwinRehearsal(Machine whole, Machine parts, Machine start) implements Rehearsal {
  private static final int STEPS = 3;

  @Override
  public void call() {
    runs(whole);
  }

  @Override
  public int operations() {
    return whole.operations();
  }

  @Override
  public void vector() {
    runs(whole);
  }

  @Override
  public void scalar() {
    runs(parts);
  }

  /** Whether a machine runs: inputs may name rows that a table lacks. */
  private static boolean runs(Machine machine) {
    try {
      machine.run();
      return true;
    } catch (IndexOutOfBoundsException e) {
      return false;
    }
  }

  @Override
  public boolean agrees() {
    whole.goTo(start);
    parts.goTo(start);
    for (var i = 0; i < STEPS; i++) {
      if (!runs(whole) || !runs(parts) || !whole.agrees(parts)) {
        return false;
      }
    }
    return true;
  }
}
