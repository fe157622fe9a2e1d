package org.backprop.engine;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.backprop.runtime.MachinePeak;
import org.backprop.runtime.Profiler;

/**
 * The time of the kernels of a compiled program, beside the peak rates of the machine.
 *
 * @param entries the kernels, longest first
 * @param peakFlops operations per second of one core on a register tile
 * @param peakBytes bytes per second of one core in copying a large array
 */
public record Profile(List<Entry> entries, List<Event> events, double peakFlops, double peakBytes) {

  /**
   * One kernel.
   *
   * @param name the values that it computes, by their labels
   * @param kind loop, product, copy, lookup or reference
   * @param operations the fused operations, in order
   * @param runs the number of runs
   * @param seconds all runs together
   * @param share its share of the time of all kernels
   * @param flops arithmetic operations of one run
   * @param bytes bytes that one run reads and writes
   */
  public record Entry(
      String name,
      String kind,
      List<String> operations,
      long runs,
      double seconds,
      double share,
      double flops,
      double bytes) {
    /** Microseconds of one run. */
    public double micros() {
      return seconds / Math.max(1, runs) * 1e6;
    }
  }

  /** One kernel in one run; times in microseconds. */
  public record Event(String name, double start, double duration) {}

  static Profile of(Profiler times, MachinePeak limits) {
    var all = times.entries();
    var total = all.stream().mapToDouble(Profiler.KernelTime::seconds).sum();
    var first = times.events().stream().mapToLong(Profiler.KernelRun::start).min().orElse(0);
    return new Profile(
        all.stream()
            .map(e ->
                new Entry(
                    e.name(),
                    e.kind(),
                    e.operations(),
                    e.runs(),
                    e.seconds(),
                    total == 0 ? 0 : e.seconds() / total,
                    e.flops(),
                    e.bytes()))
            .sorted(Comparator.comparingDouble(Entry::seconds).reversed())
            .toList(),
        times.events().stream()
            .map(e -> new Event(e.name(), (e.start() - first) / 1e3, e.duration() / 1e3))
            .toList(),
        limits.flops(),
        limits.bytes());
  }

  /** A table: a line for each kernel, and the machine's limits below. */
  public String table() {
    var text = new StringBuilder();
    text.append("   us/step  share  GFLOP/s    GB/s  kernel\n");
    for (var entry : entries) {
      var nanos = Math.max(entry.micros(), 1e-3) * 1e3;
      text.append(
          String.format(
              Locale.ROOT,
              "%10.2f %5.1f%% %8.1f %7.1f  %s: %s (%s)%n",
              entry.micros(),
              entry.share() * 100,
              entry.flops() / nanos,
              entry.bytes() / nanos,
              entry.kind(),
              entry.name(),
              shortened(entry.operations())));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%10s %6s %8.1f %7.1f  one core of this machine: a register tile, a copy in memory%n",
            "",
            "limit",
            peakFlops / 1e9,
            peakBytes / 1e9));
    return text.toString();
  }

  private static String shortened(List<String> operations) {
    var shown = operations.stream().limit(6).collect(Collectors.joining(", "));
    return operations.size() > 6 ? shown + ", and " + (operations.size() - 6) + " more" : shown;
  }

  /** Writes the first runs as a trace for chrome://tracing or ui.perfetto.dev. */
  public void writeTrace(Appendable out) throws IOException {
    var lines =
        events.stream()
            .map(event ->
                String.format(
                    Locale.ROOT,
                    "{\"name\":\"%s\",\"ph\":\"X\",\"pid\":1,\"tid\":1,\"ts\":%.3f,\"dur\":%.3f}",
                    escaped(event.name()),
                    event.start(),
                    event.duration()))
            .collect(Collectors.joining(",\n", "{\"traceEvents\":[\n", "\n]}\n"));
    out.append(lines);
  }

  private static String escaped(String name) {
    return name.chars()
        .mapToObj(c ->
            c == '"' || c == '\\' || c < ' '
                ? String.format(Locale.ROOT, "\\u%04x", c)
                : Character.toString(c))
        .collect(Collectors.joining());
  }
}
