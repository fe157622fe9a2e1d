package org.backprop.runtime;

import org.backprop.codegen.Scratch;
import org.backprop.plan.Kernel;
import org.backprop.tensor.storage.Storage;

/** Copies the rows of a table that the indices name. */
final class LookupTask implements Task {
  private final Kernel.Lookup lookup;
  private final ProgramMemory memory;
  private final Storage indices;
  private final Object to;
  private final int start;
  private final int rows;
  private final int parts;

  LookupTask(Kernel.Lookup lookup, ProgramMemory memory, ThreadPrivate.Own own) {
    var arena = memory.arena();
    this.lookup = lookup;
    this.memory = memory;
    this.indices = Storage.of(lookup.indices().dtype(), arena.array(lookup.indices().dtype()));
    this.to = own.array(lookup.to().dtype());
    this.start = own.place(lookup.to().dtype(), lookup.to().start());
    var part = memory.plan().machine().matmuls().partOperations();
    this.rows = lookup.indices().shape().dim(0);
    this.parts = Math.clamp(lookup.to().shape().size() / part, 1, Math.max(1, rows));
  }

  @Override
  public int parts() {
    return parts;
  }

  @Override
  @SuppressWarnings("SuspiciousSystemArraycopy") // both are arrays of the table's type
  public void run(int part, Scratch scratch) {
    var table = memory.table(lookup.table());
    var width = table.shape().dim(1);
    var end = (int) ((long) rows * (part + 1) / parts);
    for (var i = (int) ((long) rows * part / parts); i < end; i++) {
      var from = row(i, table.shape().dim(0)) * width;
      System.arraycopy(table.array(), from, to, start + i * lookup.to().stride(0), width);
    }
  }

  private int row(int i, int count) {
    var row = indices.getLong(lookup.indices().start() + i * lookup.indices().stride(0));
    if (row < 0 || row >= count) {
      throw new IndexOutOfBoundsException(
          "index " + row + " at position " + i + " is outside the rows 0 to " + (count - 1));
    }
    return (int) row;
  }
}
