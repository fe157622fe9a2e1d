package org.backprop.app.study.review;

/**
 * How many cards are still to be asked in a sitting.
 *
 * @param fresh new ones
 * @param learning those forgotten on this day
 * @param due those to be reviewed
 */
public record Remaining(int fresh, int learning, int due) {
  public int total() {
    return fresh + learning + due;
  }
}
