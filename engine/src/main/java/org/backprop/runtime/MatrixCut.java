package org.backprop.runtime;

/**
 * A length cut into pieces of at most two sizes: {@code firsts} pieces of {@code first}, then
 * {@code seconds} of {@code second}.
 *
 * <p>Every size needs a tile of its own, and HotSpot takes a fifth of a second to compile each; so
 * sizes that most lengths share are preferred to equal pieces.
 */
record MatrixCut(int first, int firsts, int second, int seconds) {
  MatrixCut {
    first = firsts == 0 ? second : first;
    second = seconds == 0 ? first : second;
  }

  /** Pieces of {@code large} and a few of {@code small}; else of two neighbouring sizes. */
  static MatrixCut of(int length, int large, int small) {
    for (var count = 0; count < large && count * small <= length; count++) {
      var rest = length - count * small;
      if (rest % large == 0) {
        return new MatrixCut(large, rest / large, small, count);
      }
    }
    return even(length, large);
  }

  /** As few pieces of at most {@code largest} as possible, whose sizes differ by at most one. */
  static MatrixCut even(int length, int largest) {
    var pieces = Math.max(1, Math.ceilDiv(length, largest));
    var longer = length % pieces;
    var size = length / pieces;
    return new MatrixCut(size + 1, longer, size, size == 0 ? 0 : pieces - longer);
  }

  int largest() {
    return Math.max(first, second);
  }

  int length() {
    return start(pieces());
  }

  int pieces() {
    return firsts + seconds;
  }

  /** The index at which piece {@code i} starts and the one before it ends. */
  int start(int piece) {
    return Math.min(piece, firsts) * first + Math.max(0, piece - firsts) * second;
  }

  int size(int piece) {
    return piece < firsts ? first : second;
  }

  /** The number of the piece's size: 0 or 1. */
  int kind(int piece) {
    return piece < firsts ? 0 : 1;
  }
}
