package org.backprop.simplify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.backprop.graph.Broadcast;
import org.backprop.graph.Concatenate;
import org.backprop.graph.Contract;
import org.backprop.graph.Neg;
import org.backprop.graph.Node;
import org.backprop.graph.Op;
import org.backprop.graph.Pad;
import org.backprop.graph.Permute;
import org.backprop.graph.Reshape;
import org.backprop.graph.Slice;
import org.backprop.rewrite.Match;
import org.backprop.rewrite.Rule;
import org.backprop.tensor.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Moves that undo one another or do nothing are left out, others are joined. All rules keep every
 * bit. Of moves from outside nothing is known but that they move elements, so they stay.
 */
final class MoveRules {
  private static final Set<Class<? extends Op>> MOVES =
      Set.of(Broadcast.class, Concatenate.class, Permute.class, Reshape.class, Slice.class);

  static final List<Rule> RULES =
      List.of(
          MoveRules::identity,
          Rule.on(Reshape.class, (node, x) -> joined(node, x, Reshape.class)),
          Rule.on(Broadcast.class, (node, x) -> joined(node, x, Broadcast.class)),
          Rule.on(Broadcast.class, MoveRules::onlyNewAxes),
          Rule.on(Permute.class, MoveRules::permuteOfPermute),
          Rule.on(Slice.class, MoveRules::sliceOfPad),
          Rule.on(Slice.class, MoveRules::sliceOfSlice),
          Rule.on(Slice.class, MoveRules::sliceOfConcatenate),
          Rule.on(Broadcast.class, MoveRules::broadcastOfReshape),
          Rule.on(Reshape.class, MoveRules::moveOfStretchedNumber),
          Rule.on(Permute.class, MoveRules::moveOfStretchedNumber),
          Rule.on(Slice.class, MoveRules::moveOfStretchedNumber),
          MoveRules::negative,
          MoveRules::transposedOperand);

  private MoveRules() {}

  /** Whether an operation is one of this module that moves elements and adds none. */
  static boolean onlyMoves(Op op) {
    return MOVES.contains(op.getClass());
  }

  private static @Nullable Node identity(Node node) {
    var same =
        (onlyMoves(node.op()) || node.op() instanceof Pad)
            && node.inputs().size() == 1
            && node.type().equals(node.input(0).type())
            && (!(node.op() instanceof Permute permute) || isSorted(permute.axes()));
    return same ? node.input(0) : null;
  }

  private static boolean isSorted(List<Integer> axes) {
    return IntStream.range(0, axes.size()).allMatch(i -> axes.get(i) == i);
  }

  /** The second of two moves to a shape is enough. */
  private static @Nullable Node joined(Node node, Node x, Class<? extends Op> kind) {
    return Match.is(kind, x) ? Node.of(node.op(), x.input(0)) : null;
  }

  /** A broadcast that repeats nothing is a reshape. */
  private static @Nullable Node onlyNewAxes(Node node, Node x) {
    return node.shape().size() == x.shape().size() ? x.reshape(node.shape()) : null;
  }

  private static @Nullable Node permuteOfPermute(Node node, Node x) {
    if (!Match.is(Permute.class, x)) {
      return null;
    }
    var first = ((Permute) x.op()).axes();
    var second = ((Permute) node.op()).axes();
    return Node.of(new Permute(second.stream().map(first::get).toList()), x.input(0));
  }

  /** Reading back exactly what was padded. */
  private static @Nullable Node sliceOfPad(Node node, Node x) {
    if (!Match.is(Pad.class, x) || !node.shape().equals(x.input(0).shape())) {
      return null;
    }
    var slice = (Slice) node.op();
    var pad = (Pad) x.op();
    var steps = pad.between().stream().map(gap -> gap + 1).toList();
    var inverse =
        IntStream.range(0, steps.size())
            .allMatch(axis ->
                slice.starts().get(axis).equals(pad.before().get(axis))
                    && (node.shape().dim(axis) < 2
                        || slice.steps().get(axis).equals(steps.get(axis))));
    return inverse ? x.input(0) : null;
  }

  private static @Nullable Node sliceOfSlice(Node node, Node x) {
    if (!Match.is(Slice.class, x) || node.shape().size() == 0) {
      return null;
    }
    var outer = (Slice) node.op();
    var inner = (Slice) x.op();
    var starts = new ArrayList<Integer>();
    var ends = new ArrayList<Integer>();
    var steps = new ArrayList<Integer>();
    for (var axis = 0; axis < node.shape().rank(); axis++) {
      var step = inner.steps().get(axis) * outer.steps().get(axis);
      var start = inner.starts().get(axis) + outer.starts().get(axis) * inner.steps().get(axis);
      starts.add(start);
      ends.add(start + (node.shape().dim(axis) - 1) * step + 1);
      steps.add(step);
    }
    return Node.of(new Slice(starts, ends, steps), x.input(0));
  }

  /** Reading from one part of several needs only that part. */
  private static @Nullable Node sliceOfConcatenate(Node node, Node x) {
    if (!Match.is(Concatenate.class, x)) {
      return null;
    }
    var slice = (Slice) node.op();
    var axis = ((Concatenate) x.op()).axis();
    var offset = 0;
    for (var part : x.inputs()) {
      var end = offset + part.shape().dim(axis);
      if (offset <= slice.starts().get(axis) && slice.ends().get(axis) <= end) {
        var starts = shifted(slice.starts(), axis, -offset);
        return Node.of(
            new Slice(starts, shifted(slice.ends(), axis, -offset), slice.steps()), part);
      }
      offset = end;
    }
    return null;
  }

  private static List<Integer> shifted(List<Integer> places, int axis, int by) {
    var shifted = new ArrayList<>(places);
    shifted.set(axis, places.get(axis) + by);
    return shifted;
  }

  /** A broadcast aligns at the last axis, so leading axes of size 1 need not be made first. */
  private static @Nullable Node broadcastOfReshape(Node node, Node x) {
    if (!Match.is(Reshape.class, x)) {
      return null;
    }
    var from = x.input(0);
    var same = Arrays.equals(significant(from.shape()), significant(x.shape()));
    return same && from.shape().rank() <= node.shape().rank()
        ? from.broadcastTo(node.shape())
        : null;
  }

  private static int[] significant(Shape shape) {
    return Arrays.stream(shape.dims()).dropWhile(dim -> dim == 1).toArray();
  }

  /** One number that fills a shape fills any other just as well. */
  private static @Nullable Node moveOfStretchedNumber(Node node, Node x) {
    var stretched = Match.is(Broadcast.class, x) && x.input(0).shape().size() == 1;
    return stretched ? x.input(0).reshape(Shape.SCALAR).broadcastTo(node.shape()) : null;
  }

  /** Signs go outwards, where they meet others; not those of a pad, whose margins are 0, not -0. */
  private static @Nullable Node negative(Node node) {
    return onlyMoves(node.op()) && node.inputs().size() == 1 && Match.is(Neg.class, node.input(0))
        ? Node.of(node.op(), node.input(0).input(0)).negated()
        : null;
  }

  /**
   * A product reads its operands in any order of axes. It adds up in the order of the left
   * operand's axes, so that those that are summed must keep their order.
   */
  private static @Nullable Node transposedOperand(Node node) {
    if (!(node.op() instanceof Contract contract)) {
      return null;
    }
    var a = node.input(0);
    var b = node.input(1);
    if (Match.is(Permute.class, a)) {
      var letters = untransposed(contract.left(), (Permute) a.op());
      var product = new Contract(letters, contract.right(), contract.out());
      if (summed(product).equals(summed(contract))) {
        return Node.of(product, a.input(0), b);
      }
    }
    if (Match.is(Permute.class, b)) {
      var letters = untransposed(contract.right(), (Permute) b.op());
      return Node.of(new Contract(contract.left(), letters, contract.out()), a, b.input(0));
    }
    return null;
  }

  /** The axes that are summed, in the order of the sum. */
  private static List<Integer> summed(Contract contract) {
    return contract.left().chars().filter(c -> contract.out().indexOf(c) < 0).boxed().toList();
  }

  private static String untransposed(String letters, Permute permute) {
    var untransposed = new StringBuilder();
    permute.inverse().forEach(axis -> untransposed.append(letters.charAt(axis)));
    return untransposed.toString();
  }
}
