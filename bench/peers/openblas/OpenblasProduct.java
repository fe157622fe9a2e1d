package org.backprop.bench.peers;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.blas_set_num_threads;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import java.io.IOException;
import org.backprop.bench.Product;
import org.backprop.bench.ProductContest;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;

/** OpenBLAS on memory of its own, so that nothing is copied. */
public final class OpenblasProduct {
  private OpenblasProduct() {}

  public static void main(String[] arguments) throws IOException {
    ProductContest.enter("0.3.31", OpenblasProduct::make, arguments);
  }

  private static ProductContest.Ready make(Product p, Object a, Object b) {
    blas_set_num_threads(p.threads());
    var transA = p.transposedA() ? CblasTrans : CblasNoTrans;
    var transB = p.transposedB() ? CblasTrans : CblasNoTrans;
    return p.isDouble()
        ? doubles(
            p, transA, transB, new DoublePointer((double[]) a), new DoublePointer((double[]) b))
        : floats(p, transA, transB, new FloatPointer((float[]) a), new FloatPointer((float[]) b));
  }

  private static ProductContest.Ready floats(
      Product p, int transA, int transB, FloatPointer a, FloatPointer b) {
    var c = new FloatPointer((long) p.m() * p.n());
    return new ProductContest.Ready() {
      @Override
      public void run() {
        cblas_sgemm(
            CblasRowMajor,
            transA,
            transB,
            p.m(),
            p.n(),
            p.k(),
            1,
            a,
            p.strideA(),
            b,
            p.strideB(),
            0,
            c,
            p.n());
      }

      @Override
      public double at(int i) {
        return c.get(i);
      }
    };
  }

  private static ProductContest.Ready doubles(
      Product p, int transA, int transB, DoublePointer a, DoublePointer b) {
    var c = new DoublePointer((long) p.m() * p.n());
    return new ProductContest.Ready() {
      @Override
      public void run() {
        cblas_dgemm(
            CblasRowMajor,
            transA,
            transB,
            p.m(),
            p.n(),
            p.k(),
            1,
            a,
            p.strideA(),
            b,
            p.strideB(),
            0,
            c,
            p.n());
      }

      @Override
      public double at(int i) {
        return c.get(i);
      }
    };
  }
}
