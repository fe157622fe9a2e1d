package org.backprop.runtime;

import java.util.function.Consumer;
import org.backprop.codegen.Scratch;

/**
 * A kernel made ready to run, cut into parts that may run in any order and on any thread. The cut
 * depends on the shapes alone, and no part changes another's result.
 */
interface Task {
  int parts();

  void run(int part, Scratch scratch);

  /** A task in one part. */
  static Task whole(Consumer<Scratch> work) {
    return new Task() {
      @Override
      public int parts() {
        return 1;
      }

      @Override
      public void run(int part, Scratch scratch) {
        work.accept(scratch);
      }
    };
  }
}
