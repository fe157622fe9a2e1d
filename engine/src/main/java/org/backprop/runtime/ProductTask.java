package org.backprop.runtime;

import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.backprop.codegen.Arena;
import org.backprop.codegen.Loop;
import org.backprop.codegen.Scratch;
import org.backprop.plan.Kernel;
import org.backprop.plan.LoopBody;
import org.backprop.runtime.MatrixKernel.Finish;

/** A matrix product, or a batch of them, and the loop that runs on each finished block. */
final class ProductTask implements Task {
  private final Kernel.Matmul product;
  private final MatrixKernel kernel;
  private final ThreadPrivate threadPrivate;
  private final Object array;
  private final int batches;
  private final MatrixPart[] parts;

  ProductTask(
      Kernel.Matmul product,
      Arena arena,
      MatrixKernel kernel,
      Optional<Loop> loop,
      ThreadPrivate threadPrivate) {
    this.product = product;
    this.kernel = kernel;
    this.threadPrivate = threadPrivate;
    this.array = arena.array(product.c().buffer().dtype());
    this.batches =
        product.batches().stream().map(Kernel.Batch::count).reduce(1, Math::multiplyExact);
    this.parts = new MatrixPart[batches * kernel.parts()];
    for (var i = 0; i < parts.length; i++) {
      var number = i;
      var scratch = folds() ? new Scratch() : Scratch.UNUSED; // parts fold at the same time
      parts[i] =
          part(i, loop.map(after -> finish(arena, after, scratch, number)).orElse(Finish.NONE));
    }
  }

  private boolean folds() {
    return product.after().stream()
        .anyMatch(loop -> loop.body().folding() != LoopBody.Folding.NONE);
  }

  private MatrixPart part(int part, Finish finish) {
    var number = part / kernel.parts();
    return kernel.part(
        part % kernel.parts(),
        left(part, offset(number, Kernel.Batch::a)),
        operand(product.b(), product.b().start() + offset(number, Kernel.Batch::b)),
        operand(product.c(), start(part)),
        product.blockwise(),
        finish);
  }

  /** The left operand of the thread that computes the part. */
  private MatrixOperand left(int part, int offset) {
    var a = product.a();
    var own = threadPrivate.of(a.buffer(), part, parts.length);
    var dtype = a.buffer().dtype();
    var start = own.place(dtype, a.start()) + offset;
    return new MatrixOperand(own.array(dtype), start, a.row(), a.column(), a.panel());
  }

  private MatrixOperand operand(Kernel.Matrix matrix, int start) {
    return new MatrixOperand(array, start, matrix.row(), matrix.column(), matrix.panel());
  }

  /** Runs a loop over each finished block, which may overwrite the part's first block. */
  private Finish finish(Arena arena, Loop loop, Scratch scratch, int part) {
    var nest = product.after().orElseThrow();
    var places = LoopTask.places(nest, ThreadPrivate.Own.shared(arena));
    if (product.c().isInPanels()) {
      return new PanelFinish(
          product, kernel.machine().matmuls().panel(), start(part), arena, loop, places);
    }
    if (!product.blockwise()) {
      return (row0, row1, column0, column1) ->
          loop.run(arena, places, row0, row1, column0, column1, scratch);
    }
    var blocks =
        IntStream.range(0, nest.places().size())
            .filter(i -> isBlock(product, i))
            .map(i -> i * Loop.WORDS)
            .toArray();
    var start = start(part);
    var row = product.c().row();
    return (row0, row1, column0, column1) -> {
      for (var word : blocks) {
        places[word] = start - row0 * row;
      }
      loop.run(arena, places, row0, row1, column0, column1, scratch);
    };
  }

  /** Whether an operand of the loop is the block that the product has written. */
  static boolean isBlock(Kernel.Matmul product, int operand) {
    var place = product.after().orElseThrow().places().get(operand);
    return product.blockwise() && place.buffer().equals(product.c().buffer());
  }

  /** The start of a part's rows of the value, or of its blocks. */
  private int start(int part) {
    return product.c().start()
        + (product.blockwise()
            ? part * kernel.machine().matmuls().blockRows() * product.c().row()
            : offset(part / kernel.parts(), Kernel.Batch::c));
  }

  /** The task of a product, and the task that adds the partial sums, if there are any. */
  static List<Task> of(
      Kernel.Matmul product, Arena arena, CodeSelector selector, ThreadPrivate threadPrivate) {
    var loop = product.after().map(selector::loop);
    return new ProductTask(product, arena, selector.product(product), loop, threadPrivate).tasks();
  }

  private List<Task> tasks() {
    if (!kernel.hasSum()) {
      return List.of(this);
    }
    return batches == 1
        ? List.of(this, Task.whole(_ -> sum(0)))
        : List.of(Task.whole(this::allInTurn));
  }

  /** One product of the batch after another: they share the memory of partial sums. */
  private void allInTurn(Scratch scratch) {
    for (var number = 0; number < batches; number++) {
      for (var part = 0; part < kernel.parts(); part++) {
        run(number * kernel.parts() + part, scratch);
      }
      sum(number);
    }
  }

  private void sum(int number) {
    parts[number * kernel.parts()].sum();
  }

  @Override
  public int parts() {
    return parts.length;
  }

  @Override
  public void run(int part, Scratch scratch) {
    parts[part].run();
  }

  /** The offset of another product's operand from the first one's. */
  private int offset(int number, ToIntFunction<Kernel.Batch> stride) {
    var offset = 0;
    var left = number;
    for (var i = product.batches().size() - 1; i >= 0; i--) {
      var batch = product.batches().get(i);
      offset += left % batch.count() * stride.applyAsInt(batch);
      left /= batch.count();
    }
    return offset;
  }
}
