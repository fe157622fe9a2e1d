package org.backprop.plan;

import java.util.List;
import java.util.stream.IntStream;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.tensor.Shape;

/**
 * The places of a loop: a shape, of which folds run over some axes. A value has either that shape,
 * or one element for all places of the folded axes, which are then missing from its shape or 1.
 */
record IterationSpace(Shape shape, List<Integer> folded) {

  /** What the loop over these nodes runs over. */
  static IterationSpace of(List<Node> nodes) {
    return nodes.stream()
        .filter(Fusion::isFold)
        .findFirst()
        .map(fold -> new IterationSpace(fold.input(0).shape(), ((Op.Reduce) fold.op()).axes()))
        .orElseGet(() -> new IterationSpace(nodes.getLast().shape(), List.of()));
  }

  /** Whether the value has one element for each place. */
  boolean isOfPlace(Node value) {
    return value.shape().equals(shape);
  }

  /** Whether the value has one element for all places of the folded axes. */
  boolean isOfRow(Node value) {
    return !isOfPlace(value)
        && (value.shape().equals(withoutFolded()) || value.shape().equals(withOnes()));
  }

  private Shape withoutFolded() {
    return Shape.of(axes().filter(axis -> !folded.contains(axis)).map(shape::dim).toArray());
  }

  private Shape withOnes() {
    return Shape.of(axes().map(axis -> folded.contains(axis) ? 1 : shape.dim(axis)).toArray());
  }

  private IntStream axes() {
    return IntStream.range(0, shape.rank());
  }

  /** How far apart the elements of a value lie for places that are neighbours along each axis. */
  List<Integer> strides(Layout layout) {
    return layout.shape().equals(shape)
        ? layout.strides()
        : axes()
            .map(axis -> folded.contains(axis) ? 0 : layout.stride(axisOf(layout, axis)))
            .boxed()
            .toList();
  }

  private int axisOf(Layout layout, int axis) {
    var missing = layout.shape().rank() < shape.rank();
    return missing ? axis - (int) folded.stream().filter(other -> other < axis).count() : axis;
  }

  /** Whether both give the same element at each place. */
  boolean isSame(Layout one, Layout other) {
    var strides = strides(one);
    var others = strides(other);
    return one.offset() == other.offset()
        && axes().allMatch(i -> shape.dim(i) == 1 || strides.get(i).equals(others.get(i)));
  }
}
