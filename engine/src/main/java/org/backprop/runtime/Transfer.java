package org.backprop.runtime;

import org.backprop.codegen.Arena;
import org.backprop.plan.TargetMachine;
import org.backprop.plan.View;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;
import org.backprop.tensor.storage.Storage;

/** Copies values between tensors and a program's memory. */
final class Transfer {
  private final Arena arena;
  private final int panel;

  Transfer(Arena arena, TargetMachine machine) {
    this.panel = machine.matmuls().panel();
    this.arena = arena;
  }

  /** Writes a tensor to a view of its type. */
  void write(View view, Tensor tensor) {
    if (view.dtype() == DType.BOOL) {
      writeTruths(view, (boolean[]) tensor.array());
    } else {
      copy(view, tensor.array(), true);
    }
  }

  /** The value as a new tensor. */
  Tensor read(View view) {
    if (view.dtype() == DType.BOOL) {
      return readTruths(view);
    }
    var array = Storage.allocate(view.dtype(), view.shape().size()).array();
    copy(view, array, false);
    return Tensor.wrap(view.dtype(), view.shape(), array);
  }

  private void copy(View view, Object array, boolean in) {
    var size = view.shape().size();
    if (isDense(view)) {
      move(arena.array(view.dtype()), view.start(), array, 0, size, in);
      return;
    }
    var width = view.shape().dim(view.shape().rank() - 1);
    for (var row = 0; row * width < size; row++) {
      copyRow(view, start(view, row), array, row * width, in);
    }
  }

  /** Whether the elements are contiguous in row-major order. */
  private static boolean isDense(View view) {
    var stride = 1;
    for (var axis = view.shape().rank() - 1; axis >= 0; axis--) {
      var dim = view.shape().dim(axis);
      if (dim > 1 && view.stride(axis) != stride) {
        return false;
      }
      stride *= dim;
    }
    return view.panel() == 0;
  }

  /** The start of a row: the view with all axes except the last fixed. */
  private static int start(View view, int row) {
    var start = view.start();
    var left = row;
    for (var axis = view.shape().rank() - 2; axis >= 0; axis--) {
      start += left % view.shape().dim(axis) * view.stride(axis);
      left /= view.shape().dim(axis);
    }
    return start;
  }

  private void copyRow(View view, int start, Object array, int place, boolean in) {
    var last = view.shape().rank() - 1;
    var width = view.shape().dim(last);
    var stride = view.stride(last);
    var together = stride != 1 ? 1 : view.panel() > 0 ? panel : width;
    var step = stride != 1 ? stride : view.panel();
    var memory = arena.array(view.dtype());
    var at = start;
    for (var column = 0; column < width; column += together) {
      move(memory, at, array, place + column, Math.min(together, width - column), in);
      at += step;
    }
  }

  @SuppressWarnings("SuspiciousSystemArraycopy") // both are arrays of the view's type
  private static void move(Object memory, int at, Object array, int place, int length, boolean in) {
    if (in) {
      System.arraycopy(array, place, memory, at, length);
    } else {
      System.arraycopy(memory, at, array, place, length);
    }
  }

  private void writeTruths(View view, boolean[] truths) {
    var bytes = new byte[truths.length];
    for (var i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (truths[i] ? 1 : 0);
    }
    copy(view, bytes, true);
  }

  private Tensor readTruths(View view) {
    var bytes = new byte[view.shape().size()];
    copy(view, bytes, false);
    var truths = new boolean[bytes.length];
    for (var i = 0; i < bytes.length; i++) {
      truths[i] = bytes[i] != 0;
    }
    return Tensor.wrap(DType.BOOL, view.shape(), truths);
  }

  /** The value of a view of one element. */
  double number(View view) {
    return view.shape().size() == 1 && arena.array(view.dtype()) instanceof float[] floats
        ? floats[view.start()]
        : read(view).item();
  }

  /** Whether every element is a finite number. */
  boolean isFinite(View view) {
    if (view.shape().rank() > 0) {
      return read(view).isFinite();
    }
    return switch (arena.array(view.dtype())) {
      case float[] floats -> Float.isFinite(floats[view.start()]);
      case double[] doubles -> Double.isFinite(doubles[view.start()]);
      default -> true;
    };
  }
}
