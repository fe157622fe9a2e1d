package org.backprop.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.graph.Node;
import org.backprop.tensor.Tensor;

/**
 * A compiled program with the current values of its variables. One thread at a time may use it: a
 * second one is refused with an {@link IllegalStateException}.
 */
public interface Executable {
  /** The program. */
  Program program();

  /**
   * Runs the program once and moves its variables on.
   *
   * @param inputs a value for each input node, of the node's type
   * @return the value of each output, in the program's order
   * @throws IllegalArgumentException if an input is missing or of another type
   * @throws NonFiniteException if one of the program's guards is not finite
   */
  List<Tensor> run(Map<Node, Tensor> inputs);

  /**
   * Ties the inputs to tensors for many runs.
   *
   * @throws IllegalArgumentException if an input is missing or of another type
   */
  Bound bind(Map<Node, Tensor> inputs);

  /** The current value of a variable. */
  Tensor read(Node variable);

  /**
   * Sets a variable, or an input that stays the same for many runs and is then given to none of
   * them. A variable or input that was never set has no value.
   */
  void write(Node variable, Tensor value);

  /**
   * The plan as text: the kernels in order, the operations fused in each, and the memory that each
   * writes.
   */
  String plan();

  /** The time of each kernel so far, if the options ask for it and the program is compiled. */
  Optional<Profile> profile();
}
