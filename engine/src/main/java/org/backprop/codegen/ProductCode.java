package org.backprop.codegen;

import java.lang.classfile.CodeBuilder;
import java.util.ArrayList;
import java.util.List;
import org.backprop.plan.Kernel;
import org.backprop.plan.MachineOp;
import org.backprop.plan.TargetMachine;
import org.backprop.tensor.DType;

/**
 * Writes the code of one product of known shape and offsets: register tiles over all of its rows
 * and columns, each an ascending chain of fused multiply-adds from 0.
 *
 * <p>The loop over the terms counts array indices, not terms: from a count of terms HotSpot would
 * compute, by divisions before each tile, how many iterations need no bounds check. The loop counts
 * in the longer of the two strides; the other index is advanced beside it, and HotSpot, which does
 * not know its limit, does not unroll the loop. Unrolling makes it slower.
 */
final class ProductCode {
  /** The most vectors of a row of the value, if there is only one row. */
  private static final int WIDEST_ROW = 8;

  private final Kernel.Matmul product;
  private final Lane lane;
  private final CodeBuilder code;
  private final int array;
  private final DType dtype;
  private final TargetMachine machine;

  private ProductCode(
      Kernel.Matmul product, Lane lane, CodeBuilder code, int array, TargetMachine machine) {
    this.product = product;
    this.lane = lane;
    this.code = code;
    this.array = array;
    this.dtype = product.c().buffer().dtype();
    this.machine = machine;
  }

  /**
   * Writes the product, whose operands are in an array in a local variable.
   *
   * @param machine its vectors are perhaps wider than the lane
   */
  static void write(
      CodeBuilder code, Kernel.Matmul product, Lane lane, int array, TargetMachine machine) {
    new ProductCode(product, lane, code, array, machine).strips();
  }

  private void strips() {
    var vectors = Math.ceilDiv(product.columns(), lane.length());
    var widest = product.rows() == 1 ? WIDEST_ROW : machine.matmuls().tileVectors();
    for (var first = 0; first < vectors; first += widest) {
      rows(first, Math.min(widest, vectors - first));
    }
  }

  /** Covers the rows by tiles of one height and one last tile with the remaining rows. */
  private void rows(int first, int width) {
    var accumulators = machine.registers() / 2;
    var most = accumulators / width;
    var tiles = Math.ceilDiv(product.rows(), most);
    var height = Math.ceilDiv(product.rows(), Math.max(1, tiles));
    var even = product.rows() / Math.max(1, height) * height;
    Counting.loop(code, even, height, row -> tile(row, height, first, width));
    if (even < product.rows()) {
      var rest = Counting.kept(code.loadConstant(even));
      tile(rest, product.rows() - even, first, width);
    }
  }

  private void tile(int row, int height, int first, int width) {
    var sums = new ArrayList<Lane.Local>();
    lane.uniform(code, dtype, 0);
    var zero = kept();
    for (var i = 0; i < height * width; i++) {
      code.loadLocal(lane.kind(dtype), zero.slot());
      sums.add(kept());
    }
    terms(row, first, width, sums);
    for (var i = 0; i < sums.size(); i++) {
      var c = product.c();
      var column = (first + i % width) * lane.length();
      lane.store(
          code, sums.get(i), array, at(c.start() + i / width * c.row() + column, row, c.row()));
    }
  }

  private void terms(int row, int first, int width, List<Lane.Local> sums) {
    var left = product.a().column();
    var right = product.b().row();
    var longer = Math.max(1, Math.max(left, right));
    var other = Counting.kept(code.loadConstant(0));
    Counting.loop(
        code,
        product.terms() * longer,
        longer,
        at -> {
          var leftAt = left == longer ? at : other;
          var rightAt = right == longer ? at : other;
          term(row, leftAt, rightAt, first, width, sums);
          Counting.advance(code, other, Math.min(left, right));
        });
  }

  private void term(int row, int leftAt, int rightAt, int first, int width, List<Lane.Local> sums) {
    var a = product.a();
    var b = product.b();
    var right = new ArrayList<Lane.Local>();
    for (var v = 0; v < width; v++) {
      code.iload(rightAt).loadConstant(b.start() + (first + v) * lane.length()).iadd();
      lane.load(code, dtype, array, Counting.kept(code));
      right.add(kept());
    }
    for (var i = 0; i < sums.size() / width; i++) {
      code.iload(leftAt).iload(row).loadConstant(a.row()).imul().iadd();
      code.loadConstant(a.start() + i * a.row()).iadd();
      lane.broadcast(code, dtype, array, Counting.kept(code));
      var left = kept();
      for (var v = 0; v < width; v++) {
        var sum = sums.get(i * width + v);
        lane.compute(code, MachineOp.FMA, dtype, List.of(left, right.get(v), sum));
        code.storeLocal(lane.kind(dtype), sum.slot());
      }
    }
  }

  /** The index that is a number of strides, in a local variable, away from a start. */
  private int at(int start, int count, int stride) {
    return Counting.kept(code.iload(count).loadConstant(stride).imul().loadConstant(start).iadd());
  }

  private Lane.Local kept() {
    var slot = code.allocateLocal(lane.kind(dtype));
    code.storeLocal(lane.kind(dtype), slot);
    return new Lane.Local(dtype, slot);
  }
}
