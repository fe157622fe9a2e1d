package org.backprop.app.study.exercise;

/** What a typed answer is. */
public sealed interface Verdict {

  /**
   * The right answer.
   *
   * @param precise false where it is rounded too much
   */
  record Right(boolean precise) implements Verdict {
    @Override
    public int rating() {
      return precise ? 4 : 3;
    }

    @Override
    public String sentence() {
      return precise ? "Right." : "Right, but not precise: keep more digits on the way.";
    }
  }

  /** Not an answer of the right form; it may be typed again. */
  record WrongForm(String sentence) implements Verdict {
    @Override
    public int rating() {
      return 1;
    }
  }

  /** A usual mistake. */
  record Known(Mistake mistake) implements Verdict {
    @Override
    public int rating() {
      return 2;
    }

    @Override
    public String sentence() {
      return "Not right: " + mistake.name() + ". " + mistake.remedy();
    }
  }

  /** No known mistake. */
  record Wrong(String sentence) implements Verdict {
    @Override
    public int rating() {
      return 1;
    }
  }

  /** The rating from 1 to 5 that it proposes; the person decides. */
  int rating();

  /** What to tell the person. */
  String sentence();
}
