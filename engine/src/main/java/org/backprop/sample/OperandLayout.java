package org.backprop.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.backprop.graph.Node;
import org.backprop.graph.Slice;
import org.backprop.tensor.Shape;

/** How an operand of a check is stored; most of these are not contiguous. */
public enum OperandLayout {
  /** An input itself. */
  PLAIN {
    @Override
    public Node operand(Shape shape, Function<Shape, Node> input) {
      return input.apply(shape);
    }
  },
  /** An input with its axes in reverse. */
  PERMUTED {
    @Override
    public Node operand(Shape shape, Function<Shape, Node> input) {
      var axes = IntStream.range(0, shape.rank()).map(i -> shape.rank() - 1 - i).toArray();
      var reversed = Shape.of(Arrays.stream(axes).map(shape::dim).toArray());
      return input.apply(reversed).permute(axes);
    }
  },
  /** Every second element along the last axis of an input. */
  SLICED {
    @Override
    public Node operand(Shape shape, Function<Shape, Node> input) {
      if (shape.rank() == 0) {
        return input.apply(shape);
      }
      var wide = shape.with(-1, 2 * shape.dim(-1) + 1);
      var starts = new ArrayList<>(Collections.nCopies(shape.rank(), 0));
      var steps = new ArrayList<>(Collections.nCopies(shape.rank(), 1));
      starts.set(shape.rank() - 1, 1);
      steps.set(shape.rank() - 1, 2);
      var ends = Arrays.stream(wide.dims()).boxed().toList();
      return Node.of(new Slice(starts, ends, steps), input.apply(wide));
    }
  },
  /** One row, broadcast over the others. */
  REPEATED {
    @Override
    public Node operand(Shape shape, Function<Shape, Node> input) {
      var row = shape.rank() == 0 ? shape : shape.without(0);
      return input.apply(row).broadcastTo(shape);
    }
  },
  /** One number, broadcast. */
  SCALAR {
    @Override
    public Node operand(Shape shape, Function<Shape, Node> input) {
      return input.apply(Shape.SCALAR).broadcastTo(shape);
    }
  };

  /** A node of that shape, made from an input of the shape that this layout needs. */
  public abstract Node operand(Shape shape, Function<Shape, Node> input);
}
