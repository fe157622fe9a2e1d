package org.backprop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SplittableRandom;

/**
 * What a contender does that multiplies matrices: it is started with a file that names a product a
 * line and the seconds for each, and prints one line of JSON with the GFLOP/s of every run.
 */
public final class ProductContest {
  private ProductContest() {}

  /** A product ready to be computed again and again. */
  public interface Ready {
    void run();

    /** Element {@code i} of the result, row-major. */
    double at(int i);
  }

  /** Makes a product ready; the operands are {@code float[]} or {@code double[]}. */
  public interface Maker {
    Ready make(Product product, Object a, Object b);
  }

  /** Runs a contender: the whole of its main method. */
  public static void enter(String version, Maker maker, String... arguments) throws IOException {
    var seconds = Double.parseDouble(arguments[1]);
    var report = new LinkedHashMap<String, Object>();
    report.put("version", '"' + version + '"');
    var lines = Files.readAllLines(Path.of(arguments[0]));
    // Not timed: the first product of a process finds everything cold.
    rates(Product.parse(lines.getFirst()), maker, 1);
    for (var line : lines) {
      report.put(line, rates(Product.parse(line), maker, seconds));
    }
    Contest.print(report);
  }

  private static Object rates(Product product, Maker maker, double seconds) {
    var a = Product.numbers(product.m() * product.k(), 1);
    var b = Product.numbers(product.k() * product.n(), 2);
    var ready =
        product.isDouble()
            ? maker.make(product, a, b)
            : maker.make(product, Product.floats(a), Product.floats(b));
    var times =
        new Stopwatch(seconds)
            .microseconds(
                () -> {},
                count -> {
                  for (var i = 0; i < count; i++) {
                    ready.run();
                  }
                });
    check(product, ready, a, b);
    return times.stream().map(time -> product.operations() / time / 1000).toList();
  }

  private static void check(Product product, Ready ready, double[] a, double[] b) {
    var random = new SplittableRandom(3);
    for (var q = 0; q < 10; q++) {
      var i = random.nextInt(product.m());
      var j = random.nextInt(product.n());
      var error = Math.abs(ready.at(i * product.n() + j) - product.at(a, b, i, j));
      if (!(error < 1e-6 * product.k() + 1e-4)) {
        throw new IllegalStateException(product + " is wrong by " + error);
      }
    }
  }
}
