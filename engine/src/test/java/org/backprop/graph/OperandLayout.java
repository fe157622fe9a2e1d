package org.backprop.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.backprop.tensor.Shape;

/** The ways in which an operand of some shape may come about, most of them not contiguous. */
enum OperandLayout {
  /** An input. */
  PLAIN {
    @Override
    Node operand(Shape shape, Function<Shape, Node> input) {
      return input.apply(shape);
    }
  },
  /** An input with its axes in reverse. */
  PERMUTED {
    @Override
    Node operand(Shape shape, Function<Shape, Node> input) {
      var axes = IntStream.range(0, shape.rank()).map(i -> shape.rank() - 1 - i).toArray();
      var reversed = Shape.of(Arrays.stream(axes).map(shape::dim).toArray());
      return input.apply(reversed).permute(axes);
    }
  },
  /** Every second element along the last axis of an input. */
  SLICED {
    @Override
    Node operand(Shape shape, Function<Shape, Node> input) {
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
  /** One row for all. */
  REPEATED {
    @Override
    Node operand(Shape shape, Function<Shape, Node> input) {
      var row = shape.rank() == 0 ? shape : shape.without(0);
      return input.apply(row).broadcastTo(shape);
    }
  },
  /** One number for all. */
  SCALAR {
    @Override
    Node operand(Shape shape, Function<Shape, Node> input) {
      return input.apply(Shape.SCALAR).broadcastTo(shape);
    }
  };

  /** A node of that shape over an input of whatever shape this layout needs. */
  abstract Node operand(Shape shape, Function<Shape, Node> input);
}
