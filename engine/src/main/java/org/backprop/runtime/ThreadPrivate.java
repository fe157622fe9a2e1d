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
 * Values that every member of a team computes for itself: rows of a table, and what becomes of them
 * element by element, if only products read them, as left operands. All members read all of such a
 * value; if each wrote a share, a core would wait for every cache line that another one wrote, and
 * the next run's writes would wait for the lines that others have read.
 */
final class ThreadPrivate {
  /** Operations of products for each element and member that make its own computation cheap. */
  private static final int WORTH = 32;

  /**
   * Where a member finds its values.
   *
   * @param shifts how many elements before their usual place they lie
   */
  record Own(Arena arena, Map<DType, Integer> shifts) {
    /** The usual place. */
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

  /** Nothing is computed twice. */
  static ThreadPrivate none(ProgramMemory memory) {
    return new ThreadPrivate(List.of(), List.of(Own.shared(memory.arena())));
  }

  /** Those of so many members; the first one's lie where the plan has them. */
  static ThreadPrivate of(ProgramMemory memory, int members) {
    var values = members == 1 ? List.<Buffer>of() : new Search(memory.plan(), members).values();
    var first = Stream.of(Own.shared(memory.arena()));
    var others = Stream.generate(() -> own(values)).limit(members - 1L);
    return new ThreadPrivate(values, Stream.concat(first, others).toList());
  }

  private static Own own(List<Buffer> values) {
    var shifts = new EnumMap<DType, Integer>(DType.class);
    var ends = new EnumMap<DType, Integer>(DType.class);
    for (var value : values) {
      var line = value.offset() / MatrixKernel.PADDING * MatrixKernel.PADDING;
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

  /** Where the member that computes a part finds a value. */
  Own of(Buffer value, int part, int parts) {
    return members.get(has(value) ? Workers.member(part, parts, members()) : 0);
  }

  boolean has(Buffer value) {
    return values.contains(value);
  }

  /** Whether a kernel computes one. */
  boolean areMadeBy(Kernel kernel) {
    return kernel.writes().stream().anyMatch(this::has);
  }

  /** Which values of a plan these are. */
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

    /** Whether a kernel makes one value of others of the kind. */
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

    /** Whether nobody reads it from outside. */
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

    /** The operations of the products that read it, or read what is made of it. */
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

  /** The same work done by each member, for itself. */
  static final class PerThreadTask implements Task {
    private final List<Task> own;

    PerThreadTask(List<Task> own) {
      this.own = own;
    }

    /** As many as members: each member runs its own. */
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

  /** What runs a kernel: for each member, if it makes a value of theirs. */
  Task task(Kernel kernel, Function<Own, Task> own) {
    return areMadeBy(kernel)
        ? new PerThreadTask(members.stream().map(own).toList())
        : own.apply(members.getFirst());
  }
}
