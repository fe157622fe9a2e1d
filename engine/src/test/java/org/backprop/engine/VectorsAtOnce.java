package org.backprop.engine;

/** Options of tests in other packages: vector code runs before HotSpot has compiled it. */
public final class VectorsAtOnce {
  private VectorsAtOnce() {}

  public static Options with(int threads) {
    return Options.defaults().withThreads(threads).withScalarFirst(false);
  }
}
