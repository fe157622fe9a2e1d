package org.backprop.codegen;

/** Reduces the 16 lanes of a fold to one number: 8 onto 8, 4 onto 4, 2 onto 2, 1 onto 1. */
final class Folds {
  private Folds() {}

  static float sum(float[] lanes, int at) {
    for (var width = Scratch.LANES / 2; width > 0; width /= 2) {
      for (var lane = at; lane < at + width; lane++) {
        lanes[lane] += lanes[lane + width];
      }
    }
    return lanes[at];
  }

  static float max(float[] lanes, int at) {
    for (var width = Scratch.LANES / 2; width > 0; width /= 2) {
      for (var lane = at; lane < at + width; lane++) {
        lanes[lane] = Math.max(lanes[lane], lanes[lane + width]);
      }
    }
    return lanes[at];
  }

  static double sum(double[] lanes, int at) {
    for (var width = Scratch.LANES / 2; width > 0; width /= 2) {
      for (var lane = at; lane < at + width; lane++) {
        lanes[lane] += lanes[lane + width];
      }
    }
    return lanes[at];
  }

  static double max(double[] lanes, int at) {
    for (var width = Scratch.LANES / 2; width > 0; width /= 2) {
      for (var lane = at; lane < at + width; lane++) {
        lanes[lane] = Math.max(lanes[lane], lanes[lane + width]);
      }
    }
    return lanes[at];
  }

  static int sum(int[] lanes, int at) {
    var sum = 0;
    for (var lane = at; lane < at + Scratch.LANES; lane++) {
      sum += lanes[lane];
    }
    return sum;
  }

  static int max(int[] lanes, int at) {
    var max = lanes[at];
    for (var lane = at; lane < at + Scratch.LANES; lane++) {
      max = Math.max(max, lanes[lane]);
    }
    return max;
  }

  static long sum(long[] lanes, int at) {
    var sum = 0L;
    for (var lane = at; lane < at + Scratch.LANES; lane++) {
      sum += lanes[lane];
    }
    return sum;
  }

  static long max(long[] lanes, int at) {
    var max = lanes[at];
    for (var lane = at; lane < at + Scratch.LANES; lane++) {
      max = Math.max(max, lanes[lane]);
    }
    return max;
  }
}
