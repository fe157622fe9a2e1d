package org.backprop.app.study.exercise;

/**
 * One result of a homework, marked.
 *
 * @param line its number in the text, from 1
 * @param name as in {@code delta2}
 * @param sentence what to tell the person
 * @param right the right value as text; empty where the result is right
 */
public record MarkedLine(int line, String name, Mark mark, String sentence, String right) {

  /** What a result is. */
  public enum Mark {
    /** Right. */
    RIGHT,
    /** Right, with an earlier result that is not. */
    FOLLOWS,
    /** A usual mistake, named. */
    MISTAKE,
    /** Wrong in no usual way. */
    WRONG,
    /** No numbers, or not as many as asked for. */
    UNREADABLE;

    /** In one word. */
    public String word() {
      return switch (this) {
        case RIGHT -> "right";
        case FOLLOWS -> "follows";
        case MISTAKE -> "mistake";
        case WRONG -> "wrong";
        case UNREADABLE -> "unreadable";
      };
    }
  }
}
