package org.backprop.plan;

import org.backprop.tensor.DType;

/**
 * The numbers of the machine that programs are compiled for: what the planner, the code generator
 * and the runtime must agree on, and what was measured once for all of them.
 *
 * <p>No number changes a bit of any result. The plan depends on neither the width of the vectors
 * nor the number of threads.
 *
 * @param vectorBits the width of vectors: 512, 256, 128, or 0 for none
 * @param threads the most threads that share one run
 */
public record TargetMachine(
    int vectorBits, int threads, Caches caches, Matmuls matmuls, Loops loops, Rates rates) {
  /** The bytes of the widest vectors of any machine: layouts are the same for all widths. */
  private static final int WIDEST_VECTOR = 64;

  private static final Caches CACHES = new Caches(64, 16, 4096, 1 << 18, 1 << 20, 16, 1 << 14);
  private static final Matmuls MATMULS = new Matmuls(64, 48, 8, 1 << 14, 4, 4, 8);
  private static final Loops LOOPS = new Loops(96, 32, 1 << 13);
  private static final Rates RATES = new Rates(3e-6, 1.5e11, 1e10, 1.5e9);

  /**
   * Memory as a core sees it.
   *
   * @param line the bytes of a cache line
   * @param header the bytes of an array's header, which starts with a line
   * @param page the bytes of a page, across which no processor prefetches
   * @param near the bytes of one operand that a core's second cache holds beside others
   * @param own the bytes that stay in a core's own caches
   * @param rowsAhead the rows that a core prefetches beyond the last one that it reads
   * @param mostAhead the most elements that are left free for prefetching
   */
  public record Caches(
      int line, int header, int page, int near, int own, int rowsAhead, int mostAhead) {
    /** The index of the first element of an array that starts a line. */
    public int firstElement(DType dtype) {
      return (line - header) / dtype.bytes();
    }
  }

  /**
   * Matrix products.
   *
   * @param panel the columns of a panel: four of the widest vectors of floats
   * @param blockRows the most rows that a part computes before it finishes them
   * @param parts the most parts of a product or a transposition
   * @param partOperations the multiplications, or copied elements, that make a part worthwhile
   * @param summedBlocks the blocks of terms from which on parts may leave partial sums
   * @param tileVectors the most vectors in a row of a register tile of several rows
   * @param packedVectors the most vectors of a row that are packed at once
   */
  public record Matmuls(
      int panel,
      int blockRows,
      int parts,
      int partOperations,
      int summedBlocks,
      int tileVectors,
      int packedVectors) {
    /** The rows of all blocks that the parts of one product have in work. */
    public int rowsInWork() {
      return parts * blockRows;
    }
  }

  /**
   * Fused loops.
   *
   * @param nodes the most nodes of one loop
   * @param parts the most parts of a loop
   * @param partElements the elements that make a part worthwhile
   */
  public record Loops(int nodes, int parts, int partElements) {}

  /**
   * Rough speeds of one core.
   *
   * @param barrier the seconds of work between two barriers that make a second thread worthwhile
   * @param matmul operations per second of products
   * @param vector operations per second of loops of vectors
   * @param scalar operations per second of scalar loops
   */
  public record Rates(double barrier, double matmul, double vector, double scalar) {}

  /** A machine with vectors of this width, and this number of threads. */
  public static TargetMachine of(int vectorBits, int threads) {
    return new TargetMachine(vectorBits, threads, CACHES, MATMULS, LOOPS, RATES);
  }

  /** The same machine if its vectors had another width. */
  public TargetMachine withVectorBits(int other) {
    return new TargetMachine(other, threads, caches, matmuls, loops, rates);
  }

  /** The vector registers: machines with vectors of 512 bits have 32, others perhaps 16. */
  public int registers() {
    return vectorBits >= 512 ? 32 : 16;
  }

  /** The elements to a multiple of which rows are padded, so that vectors need no remainder. */
  public int padding() {
    return WIDEST_VECTOR / Float.BYTES;
  }

  /** The next multiple of {@link #padding}. */
  public int padded(int elements) {
    return Math.ceilDiv(elements, padding()) * padding();
  }

  /** The columns of a row that one vector of the widest kind holds. */
  public int widestVector(DType dtype) {
    return WIDEST_VECTOR / dtype.bytes();
  }
}
