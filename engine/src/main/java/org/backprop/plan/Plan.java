package org.backprop.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;

/**
 * How a program runs: kernels in order, and where every value lies.
 *
 * @param machine the machine that the layouts and the buffers are for
 * @param kernels in the order of their running
 * @param checkpoint the number of kernels after which the guards are known; none of those writes a
 *     variable
 * @param sizes the elements that each type's array holds
 * @param sources where inputs and variables lie; a table that is only looked up has no place
 * @param constants what is written once, before the first run
 * @param outputs where the program's outputs lie, in order
 * @param guards where its guards lie
 * @param late what is copied after all kernels, each value read before one is written: next values
 *     of variables that are not written in place, and outputs that are old values of variables
 * @param values the buffer of each value that is stored; of a blockwise product a part at a time
 */
public record Plan(
    TargetMachine machine,
    List<Kernel> kernels,
    int checkpoint,
    Map<DType, Integer> sizes,
    Map<Node, View> sources,
    Map<Buffer, Tensor> constants,
    List<View> outputs,
    List<View> guards,
    List<Copy> late,
    Map<Node, Buffer> values) {

  /** A value that is copied after all kernels have run. */
  public record Copy(View from, View to) {
    private Copy on(UnaryOperator<Buffer> buffers) {
      return new Copy(from.on(buffers), to.on(buffers));
    }
  }

  /**
   * The same plan on other buffers.
   *
   * @param sizes the elements that each type's array holds then
   */
  Plan on(UnaryOperator<Buffer> buffers, Map<DType, Integer> sizes) {
    return new Plan(
        machine,
        kernels.stream().map(kernel -> kernel.on(buffers)).toList(),
        checkpoint,
        sizes,
        mapped(sources, node -> node, view -> view.on(buffers)),
        mapped(constants, buffers, value -> value),
        outputs.stream().map(view -> view.on(buffers)).toList(),
        guards.stream().map(view -> view.on(buffers)).toList(),
        late.stream().map(copy -> copy.on(buffers)).toList(),
        mapped(values, node -> node, buffers));
  }

  /** The same plan without some late copies. */
  Plan withLate(List<Copy> other) {
    return new Plan(
        machine, kernels, checkpoint, sizes, sources, constants, outputs, guards, other, values);
  }

  private static <K, V> Map<K, V> mapped(
      Map<K, V> map, UnaryOperator<K> key, UnaryOperator<V> value) {
    var all = new LinkedHashMap<K, V>();
    map.forEach((k, v) -> all.put(key.apply(k), value.apply(v)));
    return all;
  }

  /** The plan for people: kernel by kernel what is computed together, and where it lies. */
  @Override
  public String toString() {
    return PlanText.of(this);
  }
}
