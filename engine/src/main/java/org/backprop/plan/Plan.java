package org.backprop.plan;

import java.util.List;
import java.util.Map;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;

/**
 * How a program runs: kernels in order, and where every value lies.
 *
 * @param kernels in the order of their running
 * @param checkpoint the number of kernels after which the guards are known; none of those writes a
 *     variable
 * @param sizes the elements that each type's array holds
 * @param sources where inputs and variables lie; a table that is only looked up has no place
 * @param constants what is written once, before the first run
 * @param outputs where the program's outputs lie, in order
 * @param guards where its guards lie
 * @param late variables that could not be written in place: from, to
 * @param values the buffer of each value that is stored; of a blockwise product a part at a time
 */
public record Plan(
    List<Kernel> kernels,
    int checkpoint,
    Map<DType, Integer> sizes,
    Map<Node, View> sources,
    Map<Buffer, Tensor> constants,
    List<View> outputs,
    List<View> guards,
    List<Copy> late,
    Map<Node, Buffer> values) {

  /** A value that moves after all kernels have run. */
  public record Copy(View from, View to) {}

  /** The plan for people: kernel by kernel what is computed together, and where it lies. */
  @Override
  public String toString() {
    return PlanText.of(this);
  }
}
