package org.backprop.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Between which kernels each buffer holds a value that is still read: from the first kernel that
 * uses it, -1 for what is there before a run, to the last, their number for what is read after a
 * run.
 */
final class Lifetimes {
  private final Map<Buffer, Integer> first = new LinkedHashMap<>();
  private final Map<Buffer, Integer> last = new HashMap<>();
  private final Map<Integer, List<Buffer>> beginning = new HashMap<>();
  private final Map<Integer, List<Buffer>> ending = new HashMap<>();

  private Lifetimes(Plan plan) {
    var count = plan.kernels().size();
    var permanent =
        Stream.concat(
                plan.sources().values().stream().map(View::buffer),
                plan.constants().keySet().stream())
            .toList();
    permanent.forEach(buffer -> use(buffer, -1));
    IntStream.range(0, count).forEach(i -> use(plan.kernels().get(i), i));
    Stream.of(
            permanent.stream(),
            Stream.concat(plan.outputs().stream(), plan.guards().stream()).map(View::buffer),
            plan.late().stream()
                .flatMap(copy -> Stream.of(copy.from().buffer(), copy.to().buffer())))
        .flatMap(buffers -> buffers)
        .forEach(buffer -> use(buffer, count));
    first.forEach((buffer, kernel) -> {
      at(beginning, kernel).add(buffer);
      at(ending, last.getOrDefault(buffer, kernel)).add(buffer);
    });
  }

  static Lifetimes of(Plan plan) {
    return new Lifetimes(plan);
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

  private static List<Buffer> at(Map<Integer, List<Buffer>> buffers, int kernel) {
    return buffers.computeIfAbsent(kernel, _ -> new ArrayList<>());
  }

  /** The buffers that a kernel, or -1 for none, is the first to use. */
  List<Buffer> beginAt(int kernel) {
    return beginning.getOrDefault(kernel, List.of());
  }

  /** Those that it is the last to use. */
  List<Buffer> endAt(int kernel) {
    return ending.getOrDefault(kernel, List.of());
  }
}
