package org.backprop.plan;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Between which kernels each buffer holds a value that is still read.
 *
 * @param first the kernel that writes the buffer first, -1 for what is there before a run
 * @param last the kernel that reads or writes it last, {@code kernels} for what is read after a run
 */
record Lifetimes(Map<Buffer, Integer> first, Map<Buffer, Integer> last, int kernels) {
  /**
   * @param permanent what holds inputs, variables and constants, from run to run
   * @param results what is read after the run
   */
  static Lifetimes of(
      List<Kernel> kernels, Collection<Buffer> permanent, Collection<Buffer> results) {
    var lifetimes = new Lifetimes(new LinkedHashMap<>(), new HashMap<>(), kernels.size());
    permanent.forEach(buffer -> lifetimes.use(buffer, -1));
    IntStream.range(0, kernels.size()).forEach(i -> lifetimes.use(kernels.get(i), i));
    Stream.of(permanent, results)
        .flatMap(Collection::stream)
        .forEach(buffer -> lifetimes.use(buffer, kernels.size()));
    return lifetimes;
  }

  private void use(Kernel kernel, int at) {
    Stream.concat(kernel.writes().stream(), kernel.reads().stream())
        .sorted((one, other) -> Integer.compare(one.number(), other.number()))
        .forEach(buffer -> use(buffer, at));
  }

  private void use(Buffer buffer, int at) {
    first.putIfAbsent(buffer, at);
    last.put(buffer, at);
  }

  /** The buffers that a kernel, or -1 for none, is the first to use. */
  List<Buffer> beginAt(int kernel) {
    return at(first, kernel);
  }

  /** Those that it is the last to use. */
  List<Buffer> endAt(int kernel) {
    return at(last, kernel);
  }

  private List<Buffer> at(Map<Buffer, Integer> kernels, int kernel) {
    return first.keySet().stream()
        .filter(buffer -> kernels.getOrDefault(buffer, kernel) == kernel)
        .toList();
  }
}
