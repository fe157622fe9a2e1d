package org.backprop.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The GFLOP/s of fused multiply-adds in registers alone, on one core and on all at once. A method
 * holds the whole loop: where HotSpot puts it into another loop, vectors leave the registers.
 */
final class FmaPeak {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int CHAINS = 12;
  private static final int LENGTH = 10_000;

  private FmaPeak() {}

  public static void main(String[] arguments) throws InterruptedException {
    var stopwatch = new Stopwatch(Double.parseDouble(arguments[1]));
    Map<String, Object> report = new LinkedHashMap<>();
    for (var threads :
        IntStream.of(1, Runtime.getRuntime().availableProcessors()).distinct().toArray()) {
      report.put(
          "float32, " + threads, rates(stopwatch, threads, FLOATS.length(), FmaPeak::floats));
      report.put(
          "float64, " + threads, rates(stopwatch, threads, DOUBLES.length(), FmaPeak::doubles));
    }
    Contest.print(report);
  }

  private static Object rates(Stopwatch stopwatch, int threads, int lanes, IntConsumer work) {
    var operations = 2.0 * threads * lanes * CHAINS * LENGTH;
    return stopwatch.microseconds(() -> {}, count -> together(threads, count, work)).stream()
        .map(time -> operations / time / 1000)
        .toList();
  }

  private static void together(int threads, int count, IntConsumer work) {
    var done = new CountDownLatch(threads - 1);
    for (var t = 1; t < threads; t++) {
      Thread.ofPlatform()
          .start(() -> {
            work.accept(count);
            done.countDown();
          });
    }
    work.accept(count);
    try {
      done.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static volatile double sink;

  private static void floats(int count) {
    var a = FloatVector.broadcast(FLOATS, 0.999f);
    var b = FloatVector.broadcast(FLOATS, 1e-3f);
    var c0 = a;
    var c1 = a;
    var c2 = a;
    var c3 = a;
    var c4 = a;
    var c5 = a;
    var c6 = a;
    var c7 = a;
    var c8 = a;
    var c9 = a;
    var c10 = a;
    var c11 = a;
    for (var i = 0L; i < (long) LENGTH * count; i++) {
      c0 = c0.fma(a, b);
      c1 = c1.fma(a, b);
      c2 = c2.fma(a, b);
      c3 = c3.fma(a, b);
      c4 = c4.fma(a, b);
      c5 = c5.fma(a, b);
      c6 = c6.fma(a, b);
      c7 = c7.fma(a, b);
      c8 = c8.fma(a, b);
      c9 = c9.fma(a, b);
      c10 = c10.fma(a, b);
      c11 = c11.fma(a, b);
    }
    var sum = c0.add(c1).add(c2).add(c3).add(c4).add(c5);
    sink = sum.add(c6).add(c7).add(c8).add(c9).add(c10).add(c11).lane(0);
  }

  private static void doubles(int count) {
    var a = DoubleVector.broadcast(DOUBLES, 0.999);
    var b = DoubleVector.broadcast(DOUBLES, 1e-3);
    var c0 = a;
    var c1 = a;
    var c2 = a;
    var c3 = a;
    var c4 = a;
    var c5 = a;
    var c6 = a;
    var c7 = a;
    var c8 = a;
    var c9 = a;
    var c10 = a;
    var c11 = a;
    for (var i = 0L; i < (long) LENGTH * count; i++) {
      c0 = c0.fma(a, b);
      c1 = c1.fma(a, b);
      c2 = c2.fma(a, b);
      c3 = c3.fma(a, b);
      c4 = c4.fma(a, b);
      c5 = c5.fma(a, b);
      c6 = c6.fma(a, b);
      c7 = c7.fma(a, b);
      c8 = c8.fma(a, b);
      c9 = c9.fma(a, b);
      c10 = c10.fma(a, b);
      c11 = c11.fma(a, b);
    }
    var sum = c0.add(c1).add(c2).add(c3).add(c4).add(c5);
    sink = sum.add(c6).add(c7).add(c8).add(c9).add(c10).add(c11).lane(0);
  }
}
