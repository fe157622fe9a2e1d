package org.backprop.runtime;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.backprop.codegen.Arena;
import org.backprop.codegen.Scratch;
import org.backprop.plan.Buffer;
import org.backprop.plan.Kernel;
import org.backprop.plan.LoopBody;
import org.backprop.plan.Plan;
import org.backprop.plan.View;
import org.backprop.tensor.DType;

/**
 * Values that each thread of a team computes for itself: rows of a table, and elementwise functions
 * of them, if only products read them, as left operands. All threads read the whole value; if each
 * wrote a share, a core would miss every cache line that another one wrote, and the next run's
 * writes would miss the lines that others have read.
 */
final class ThreadPrivate {
  /**
   * The operations of products for each element and thread from which on recomputing the value
   * pays.
   */
  private static final int WORTH = 32;

  /**
   * The memory of one thread's values.
   *
   * @param shifts the number of elements by which their offsets are smaller than in the plan
   */
  record Own(Arena arena, Map<DType, Integer> shifts) {
    /** The program's own memory. */
    static Own shared(Arena arena) {
      return new Own(arena, Map.of());
    }

    Object array(DType dtype) {
      return arena.array(dtype);
    }

    int place(DType dtype, int usual) {
      return usual - shifts.getOrDefault(dtype, 0);
    }
  }

  private final List<Buffer> values;
  private final List<Own> members;

  private ThreadPrivate(List<Buffer> values, List<Own> members) {
    this.values = values;
    this.members = members;
  }

  /** No thread-private values. */
  static ThreadPrivate none(ProgramMemory memory) {
    return new ThreadPrivate(List.of(), List.of(Own.shared(memory.arena())));
  }

  /** The values for a number of threads; those of the first thread are in the program's memory. */
  static ThreadPrivate of(ProgramMemory memory, int members) {
    var values = members == 1 ? List.<Buffer>of() : new Search(memory.plan(), members).values();
    var padding = memory.plan().machine().padding();
    var first = Stream.of(Own.shared(memory.arena()));
    var others = Stream.generate(() -> own(values, padding)).limit(members - 1L);
    return new ThreadPrivate(values, Stream.concat(first, others).toList());
  }

  private static Own own(List<Buffer> values, int padding) {
    var shifts = new EnumMap<DType, Integer>(DType.class);
    var ends = new EnumMap<DType, Integer>(DType.class);
    for (var value : values) {
      var line = value.offset() / padding * padding;
      shifts.merge(value.dtype(), line, Math::min);
      ends.merge(value.dtype(), value.offset() + value.length(), Math::max);
    }
    var sizes = new EnumMap<DType, Integer>(DType.class);
    ends.forEach((dtype, end) -> sizes.put(dtype, end - shifts.getOrDefault(dtype, 0)));
    return new Own(new Arena(sizes), shifts);
  }

  int members() {
    return members.size();
  }

  /** The memory in which the thread that computes a part has a value. */
  Own of(Buffer value, int part, int parts) {
    return members.get(has(value) ? Workers.member(part, parts, members()) : 0);
  }

  boolean has(Buffer value) {
    return values.contains(value);
  }

  /** Whether a kernel computes a thread-private value. */
  boolean areMadeBy(Kernel kernel) {
    return kernel.writes().stream().anyMatch(this::has);
  }

  /** Finds the thread-private values of a plan. */
  private static final class Search {
    private final Plan plan;
    private final int members;
    private final Map<Buffer, Kernel> makers = new LinkedHashMap<>();

    Search(Plan plan, int members) {
      this.plan = plan;
      this.members = members;
    }

    List<Buffer> values() {
      for (var kernel : plan.kernels()) {
        if (isCopied(kernel) || isElementwise(kernel)) {
          makers.put(kernel.writes().getFirst(), kernel);
        }
      }
      while (makers.entrySet().removeIf(made -> !isGood(made.getKey(), made.getValue()))) {}
      return List.copyOf(makers.keySet());
    }

    private static boolean isCopied(Kernel kernel) {
      return kernel instanceof Kernel.Lookup;
    }

    /** Whether a kernel computes one value elementwise from other such values. */
    private boolean isElementwise(Kernel kernel) {
      return kernel instanceof Kernel.Nest nest
          && nest.body().folding() == LoopBody.Folding.NONE
          && nest.writes().size() == 1
          && nest.outer().isEmpty()
          && !nest.reads().isEmpty()
          && makers.keySet().containsAll(nest.reads());
    }

    private boolean isGood(Buffer value, Kernel maker) {
      return plan.kernels().stream().filter(kernel -> kernel.writes().contains(value)).count() == 1
          && isInside(value)
          && (isCopied(maker) || makers.keySet().containsAll(maker.reads()))
          && plan.kernels().stream().allMatch(kernel -> mayRead(kernel, value))
          && work(value) >= (double) WORTH * members * value.type().shape().size();
    }

    /** Whether it is no output, guard, source or late copy. */
    private boolean isInside(Buffer value) {
      return Stream.of(
              plan.outputs(),
              plan.guards(),
              plan.sources().values(),
              plan.late().stream().map(Plan.Copy::from).toList())
          .flatMap(views -> views.stream())
          .map(View::buffer)
          .noneMatch(value::overlaps);
    }

    private boolean mayRead(Kernel kernel, Buffer value) {
      if (!kernel.reads().contains(value)) {
        return true;
      }
      return kernel instanceof Kernel.Matmul product
          ? isLeft(product, value)
          : makers.containsValue(kernel);
    }

    private static boolean isLeft(Kernel.Matmul product, Buffer value) {
      return product.a().buffer().equals(value)
          && !product.b().buffer().equals(value)
          && product.after().stream().noneMatch(loop -> loop.reads().contains(value));
    }

    /** The operations of the products that read it or a value computed from it. */
    private double work(Buffer value) {
      var work = 0.0;
      var made = new ArrayList<Buffer>(List.of(value));
      for (var kernel : plan.kernels()) {
        if (made.stream().anyMatch(kernel.reads()::contains)) {
          if (kernel instanceof Kernel.Matmul) {
            work += Workload.operations(kernel);
          } else {
            made.addAll(kernel.writes());
          }
        }
      }
      return work;
    }
  }

  /** One task for each thread, with equal work. */
  static final class PerThreadTask implements Task {
    private final List<Task> own;

    PerThreadTask(List<Task> own) {
      this.own = own;
    }

    /** One part for each thread. */
    @Override
    public int parts() {
      return own.size();
    }

    @Override
    public void run(int part, Scratch scratch) {
      var task = own.get(part);
      for (var i = 0; i < task.parts(); i++) {
        task.run(i, scratch);
      }
    }
  }

  /** The task of a kernel: one for each thread if it computes a thread-private value. */
  Task task(Kernel kernel, Function<Own, Task> own) {
    return areMadeBy(kernel)
        ? new PerThreadTask(members.stream().map(own).toList())
        : own.apply(members.getFirst());
  }
}
