package org.backprop.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.backprop.graph.Node;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;

/**
 * An objective of ADBench (Srajer, Kukelova and Fitzgibbon 2018) in FLOAT64, whose value and
 * gradient are timed. Its folder holds {@code objective.txt}, which has the kind and the sizes, and
 * {@code numbers.bin}, little-endian, with the parameters and then the data.
 *
 * @param name the folder, and the workload's name in results
 */
record Objective(String name, Kind kind, List<Integer> sizes) {
  /** What is computed. */
  enum Kind {
    GMM,
    LSTM
  }

  /**
   * The graph of an objective.
   *
   * @param parameters the nodes that the gradient is taken by, in the order of its elements
   * @param values of all inputs
   */
  record Graph(Node objective, List<Node> parameters, Map<Node, Tensor> values) {}

  /** A mixture of {@code k} Gaussians in {@code d} dimensions. */
  static Objective mixture(int points, int d, int k) {
    return new Objective(
        "GMM %d points d=%d K=%d".formatted(points, d, k), Kind.GMM, List.of(points, d, k));
  }

  /** A network of {@code layers} over the characters of a text, of {@code width} bits each. */
  static Objective lstm(int layers, int characters, int width) {
    return new Objective(
        "LSTM %d layers %d characters".formatted(layers, characters),
        Kind.LSTM,
        List.of(layers, characters, width));
  }

  /** The objective of that name in a folder of workloads. */
  static Objective read(Path data, String name) throws IOException {
    var words = Files.readString(data.resolve(name, "objective.txt")).strip().split(" ");
    return new Objective(
        name,
        Kind.valueOf(words[0]),
        Arrays.stream(words).skip(1).map(Integer::valueOf).toList());
  }

  /** Writes the folder; the seed makes the numbers equal on every machine. */
  void write(Path data) throws IOException {
    var folder = Files.createDirectories(data.resolve(name));
    var numbers = numbers(new SplittableRandom(1)).toArray();
    var bytes = ByteBuffer.allocate(numbers.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(numbers);
    Files.write(folder.resolve("numbers.bin"), bytes.array());
    var text = sizes.stream().map(String::valueOf).collect(Collectors.joining(" "));
    Files.writeString(folder.resolve("objective.txt"), kind + " " + text + "\n");
  }

  /** Distributed as in the files of ADBench. */
  private DoubleStream numbers(SplittableRandom random) {
    var first = sizes.get(0);
    var second = sizes.get(1);
    var third = sizes.get(2);
    DoubleSupplier normal = random::nextGaussian;
    DoubleSupplier uniform = random::nextDouble;
    DoubleSupplier bit = () -> random.nextInt(2);
    return switch (kind) {
      case GMM ->
          Stream.of(
                  DoubleStream.generate(normal).limit(third),
                  DoubleStream.generate(uniform).limit((long) third * second),
                  DoubleStream.generate(normal).limit((long) third * second * (second + 1) / 2),
                  DoubleStream.generate(normal).limit((long) first * second))
              .flatMapToDouble(numbers -> numbers);
      case LSTM ->
          DoubleStream.concat(
              DoubleStream.generate(uniform).limit((8L * first + 3 + 2L * first) * third),
              DoubleStream.generate(bit).limit((long) second * third));
    };
  }

  /** The graph with its values. */
  Graph graph(Path data) throws IOException {
    var bytes = ByteBuffer.wrap(Files.readAllBytes(data.resolve(name, "numbers.bin")));
    var numbers = new Numbers(bytes.order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer());
    return switch (kind) {
      case GMM -> GaussianMixture.graph(numbers, sizes.get(0), sizes.get(1), sizes.get(2));
      case LSTM -> RecurrentNetwork.graph(numbers, sizes.get(0), sizes.get(1), sizes.get(2));
    };
  }

  /** The numbers of a file, in order. */
  record Numbers(DoubleBuffer buffer) {
    Tensor tensor(int... dims) {
      var shape = Shape.of(dims);
      var values = new double[shape.size()];
      buffer.get(values);
      return Tensor.of(shape, values);
    }
  }
}
