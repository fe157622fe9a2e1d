package org.backprop.codegen;

import java.lang.classfile.CodeBuilder;
import java.util.ArrayList;
import java.util.List;
import org.backprop.plan.Code;
import org.backprop.plan.Kernel;
import org.backprop.tensor.DType;

/**
 * Writes the code of one product of known shape and places: register tiles over all of its rows and
 * columns, each an ascending chain of fused multiply-adds from 0.
 */
final class ProductCode {
  /**
   * The most accumulators of a tile. Registers would hold 16 beside the operands, but then HotSpot
   * allocates one of them.
   */
  private static final int ACCUMULATORS = 12;

  private static final int FEW_ACCUMULATORS = 8;
  private static final int WIDEST = 4;
  private static final int WIDEST_ROW = 8;

  /** High tiles read more of each cache line of a column, which is fetched for each tile. */
  private static final int WIDEST_OF_COLUMNS = 2;

  private static final int LONG_COLUMN = 32;

  private final Kernel.Product product;
  private final Lane lane;
  private final CodeBuilder code;
  private final int array;
  private final DType dtype;

  private ProductCode(Kernel.Product product, Lane lane, CodeBuilder code, int array) {
    this.product = product;
    this.lane = lane;
    this.code = code;
    this.array = array;
    this.dtype = product.c().buffer().dtype();
  }

  /** Writes the product, whose operands lie in an array in a local variable. */
  static void write(CodeBuilder code, Kernel.Product product, Lane lane, int array) {
    new ProductCode(product, lane, code, array).strips();
  }

  private void strips() {
    var vectors = Math.ceilDiv(product.columns(), lane.length());
    var widest = widest();
    for (var first = 0; first < vectors; first += widest) {
      rows(first, Math.min(widest, vectors - first));
    }
  }

  private int widest() {
    if (product.rows() == 1) {
      return WIDEST_ROW;
    }
    return product.a().row() == 1 && product.terms() >= LONG_COLUMN ? WIDEST_OF_COLUMNS : WIDEST;
  }

  /** The rows in tiles of one height, and a last tile of those that are left. */
  private void rows(int first, int width) {
    var most = (lane.length() < 16 ? FEW_ACCUMULATORS : ACCUMULATORS) / width;
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
    Counting.loop(code, product.terms(), 1, k -> term(row, k, first, width, sums));
    for (var i = 0; i < sums.size(); i++) {
      var c = product.c();
      var column = (first + i % width) * lane.length();
      lane.store(
          code, sums.get(i), array, at(c.start() + i / width * c.row() + column, row, c.row()));
    }
  }

  private void term(int row, int k, int first, int width, List<Lane.Local> sums) {
    var a = product.a();
    var b = product.b();
    var right = new ArrayList<Lane.Local>();
    for (var v = 0; v < width; v++) {
      lane.load(code, dtype, array, at(b.start() + (first + v) * lane.length(), k, b.row()));
      right.add(kept());
    }
    for (var i = 0; i < sums.size() / width; i++) {
      code.iload(k).loadConstant(a.column()).imul();
      code.iload(row).loadConstant(a.row()).imul().iadd();
      code.loadConstant(a.start() + i * a.row()).iadd();
      lane.broadcast(code, dtype, array, Counting.kept(code));
      var left = kept();
      for (var v = 0; v < width; v++) {
        var sum = sums.get(i * width + v);
        lane.compute(code, Code.FMA, dtype, List.of(left, right.get(v), sum));
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
