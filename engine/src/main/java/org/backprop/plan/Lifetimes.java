package org.backprop.plan;

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
 * @param last the kernel that reads or writes it last, their number for what is read after a run
 */
record Lifetimes(Map<Buffer, Integer> first, Map<Buffer, Integer> last) {
  static Lifetimes of(Plan plan) {
    var count = plan.kernels().size();
    var lifetimes = new Lifetimes(new LinkedHashMap<>(), new HashMap<>());
    var permanent =
        Stream.concat(
                plan.sources().values().stream().map(View::buffer),
                plan.constants().keySet().stream())
            .toList();
    permanent.forEach(buffer -> lifetimes.use(buffer, -1));
    IntStream.range(0, count).forEach(i -> lifetimes.use(plan.kernels().get(i), i));
    Stream.of(
            permanent.stream(),
            Stream.concat(plan.outputs().stream(), plan.guards().stream()).map(View::buffer),
            plan.late().stream()
                .flatMap(copy -> Stream.of(copy.from().buffer(), copy.to().buffer())))
        .flatMap(buffers -> buffers)
        .forEach(buffer -> lifetimes.use(buffer, count));
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
