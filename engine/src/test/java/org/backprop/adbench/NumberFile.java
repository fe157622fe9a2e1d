package org.backprop.adbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Scanner;
import java.util.stream.DoubleStream;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/** The numbers of a file, in order. */
final class NumberFile {
  private final Scanner numbers;

  NumberFile(String name) {
    try (var file = NumberFile.class.getResourceAsStream("/adbench/" + name)) {
      var bytes = Objects.requireNonNull(file).readAllBytes();
      numbers = new Scanner(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  double number() {
    return Double.parseDouble(numbers.next());
  }

  int whole() {
    return Integer.parseInt(numbers.next());
  }

  Tensor tensor(int... dims) {
    var shape = Shape.of(dims);
    return Tensor.of(shape, DoubleStream.generate(this::number).limit(shape.size()).toArray());
  }

  double[] rest() {
    return DoubleStream.iterate(0, _ -> numbers.hasNext(), _ -> 0).map(_ -> number()).toArray();
  }
}
