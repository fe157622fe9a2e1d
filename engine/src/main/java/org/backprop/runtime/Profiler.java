package org.backprop.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.plan.Buffer;
import org.backprop.plan.Kernel;

/** The time of each kernel of a program, over all runs. */
public final class Profiler {
  private static final int MOST_EVENTS = 20_000;

  private final List<Kernel> kernels;
  private final long[] nanos;
  private final List<KernelRun> events = new ArrayList<>();
  private long runs;

  Profiler(List<Kernel> kernels) {
    this.kernels = kernels;
    this.nanos = new long[kernels.size()];
  }

  /** One kernel in one run; times in nanoseconds on the clock of {@link System#nanoTime}. */
  public record KernelRun(String name, long start, long duration) {}

  /** One kernel in all runs. */
  public record KernelTime(
      String name,
      String kind,
      List<String> operations,
      long runs,
      double seconds,
      double flops,
      double bytes) {}

  void add(Kernel kernel, long start, long end) {
    var at = place(kernel);
    nanos[at] += end - start;
    if (events.size() < MOST_EVENTS) {
      events.add(new KernelRun(kernel.name(), start, end - start));
    }
  }

  @SuppressWarnings("ReferenceEquality") // equal kernels at two places are two kernels
  private int place(Kernel kernel) {
    return IntStream.range(0, kernels.size())
        .filter(i -> kernels.get(i) == kernel)
        .findFirst()
        .orElseThrow();
  }

  void endRun() {
    runs++;
  }

  /** The kernels in the order of the plan. */
  public List<KernelTime> entries() {
    return IntStream.range(0, kernels.size()).mapToObj(this::entry).toList();
  }

  /** The first events, in order. */
  public List<KernelRun> events() {
    return List.copyOf(events);
  }

  private KernelTime entry(int i) {
    var kernel = kernels.get(i);
    return new KernelTime(
        kernel.nodes().isEmpty() ? "transpose" : kernel.name(),
        kind(kernel),
        kernel.nodes().stream().map(node -> node.op().name()).toList(),
        runs,
        nanos[i] / 1e9,
        Workload.operations(kernel),
        Stream.concat(kernel.reads().stream(), kernel.writes().stream())
            .distinct()
            .mapToDouble(Profiler::bytes)
            .sum());
  }

  private static double bytes(Buffer buffer) {
    return (double) buffer.length() * buffer.dtype().bytes();
  }

  private static String kind(Kernel kernel) {
    return switch (kernel) {
      case Kernel.Nest _ -> "loop";
      case Kernel.Matmul _ -> "product";
      case Kernel.Transposition _ -> "copy";
      case Kernel.Lookup _ -> "lookup";
      case Kernel.Reference _ -> "reference";
    };
  }
}
