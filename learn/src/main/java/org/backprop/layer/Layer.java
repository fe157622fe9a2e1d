package org.backprop.layer;

import org.backprop.graph.Node;
import org.backprop.part.Arguments;
import org.backprop.part.ModelPart;
import org.backprop.tensor.Shape;

/**
 * One step from the features to the output pre-activation.
 *
 * <p>A layer works on shapes: a row is a tensor of any rank, and values are {@code [rows, ...]}. An
 * implementation outside this library is read from model files when it is a {@link
 * java.util.ServiceLoader service provider} of this interface: the provider is a prototype, whose
 * {@link #with} makes the layer of the written arguments.
 */
public interface Layer extends ModelPart {

  /**
   * The layer's value for {@code x}, {@code [rows, ...]}; parameters, names and random bits come
   * from the construction.
   */
  Node apply(Node x, Construction construction);

  /**
   * The shape of one row of the value, without the axis of rows.
   *
   * @param row the shape of one row of the input
   * @throws IllegalArgumentException with a sentence, if the layer does not take such rows
   */
  Shape output(Shape row);

  /**
   * The layer of this kind with these arguments, which {@link #arguments} wrote.
   *
   * @throws IllegalArgumentException if there are too many, too few or wrong ones
   */
  @Override
  default Layer with(Arguments arguments) {
    arguments.requireCount(0);
    return this;
  }

  /**
   * Whether its outputs take any real value, as a likelihood's pre-activation must: true of an
   * affine layer, false of an activation. Only such a layer can be a model's last.
   */
  default boolean isAffine() {
    return false;
  }
}
