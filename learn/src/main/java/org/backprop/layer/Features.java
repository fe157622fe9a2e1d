package org.backprop.layer;

/** How many columns go into a model. */
public record Features(int count) {
  public Features {
    if (count < 1) {
      throw new IllegalArgumentException("a model needs at least one feature, not " + count);
    }
  }

  @Override
  public String toString() {
    return "features(" + count + ")";
  }
}
