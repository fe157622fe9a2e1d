package org.backprop.likelihood;

/** The values that a target can have under a likelihood. */
public enum Support {
  REAL("any number") {
    @Override
    public boolean contains(double y) {
      return Double.isFinite(y);
    }
  },
  POSITIVE("numbers above 0") {
    @Override
    public boolean contains(double y) {
      return y > 0 && Double.isFinite(y);
    }
  },
  COUNTS("whole numbers from 0") {
    @Override
    public boolean contains(double y) {
      return y >= 0 && y == Math.rint(y) && Double.isFinite(y);
    }
  },
  BINARY("0 and 1") {
    @Override
    public boolean contains(double y) {
      return y == 0 || y == 1;
    }
  },
  CLASSES("one of several classes") {
    @Override
    public boolean contains(double y) {
      return y == 0 || y == 1;
    }
  };

  private final String words;

  Support(String words) {
    this.words = words;
  }

  /** Whether an element of an encoded target can be this number (a class: its 0 or 1). */
  public abstract boolean contains(double y);

  /** In words, as in {@code whole numbers from 0}. */
  public String words() {
    return words;
  }
}
