package org.backprop.runtime;

import java.util.List;
import java.util.function.Consumer;
import org.backprop.codegen.Scratch;
import org.backprop.plan.Kernel;

/**
 * A kernel bound to memory, cut into parts that may run in any order and on any thread. The cut
 * depends on the shapes alone, and no part changes another's result.
 */
interface Task {
  int parts();

  void run(int part, Scratch scratch);

  /** The tasks of a kernel, with the code that is selected for it now. */
  static List<Task> of(
      Kernel kernel, ProgramMemory memory, CodeSelector selector, ThreadPrivate threadPrivate) {
    var arena = memory.arena();
    var machine = memory.plan().machine();
    return switch (kernel) {
      case Kernel.Nest nest ->
          List.of(
              threadPrivate.task(
                  kernel, own -> new LoopTask(nest, machine, own, selector.loop(nest))));
      case Kernel.Matmul product -> ProductTask.of(product, arena, selector, threadPrivate);
      case Kernel.Transposition copy ->
          List.of(new TransposeTask(copy, machine, arena, selector.block(copy)));
      case Kernel.Lookup lookup ->
          List.of(threadPrivate.task(kernel, own -> new LookupTask(lookup, memory, own)));
      case Kernel.Reference reference -> List.of(new ReferenceTask(reference, memory.transfer()));
    };
  }

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
