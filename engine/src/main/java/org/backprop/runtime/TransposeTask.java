package org.backprop.runtime;

import java.util.Optional;
import org.backprop.codegen.Arena;
import org.backprop.codegen.Scratch;
import org.backprop.codegen.TransposedBlock;
import org.backprop.plan.Kernel;
import org.backprop.plan.TargetMachine;
import org.jspecify.annotations.Nullable;

/** Copies a matrix transposed. */
final class TransposeTask implements Task {
  private final Kernel.Transposition copy;
  private final Object array;
  private final @Nullable Transpose blocks;

  TransposeTask(
      Kernel.Transposition copy,
      TargetMachine machine,
      Arena arena,
      Optional<TransposedBlock> block) {
    this.copy = copy;
    var dtype = copy.to().buffer().dtype();
    this.array = arena.array(dtype);
    var scalar = Transpose.of(machine, dtype, copy.columns(), copy.rows());
    this.blocks = copy.readsSideBySide() ? block.map(scalar::with).orElse(scalar) : null;
  }

  @Override
  public int parts() {
    return blocks == null ? 1 : blocks.parts();
  }

  @Override
  public void run(int part, Scratch scratch) {
    var from = copy.from();
    var to = copy.to();
    if (blocks != null) {
      blocks.run(part, array, from.start(), from.column(), array, to.start(), to.row());
      return;
    }
    for (var row = 0; row < copy.rows(); row++) {
      for (var column = 0; column < copy.columns(); column++) {
        var at = from.start() + row * from.row() + column * from.column();
        System.arraycopy(array, at, array, to.start() + row * to.row() + column, 1);
      }
    }
  }
}
