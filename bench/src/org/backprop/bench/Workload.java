package org.backprop.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A ReLU network with softmax cross-entropy, and the rows that it is trained on by Adam at 0.001.
 * Its folder holds {@code workload.txt} and, little-endian, {@code rows.bin}, {@code labels.bin}
 * (INT32), {@code parameters.bin} (W1 {@code [inputs, outputs]}, b1, W2, ...) and {@code
 * inference.bin}.
 *
 * @param name the folder, and the workload's name in results
 * @param layers the widths from the inputs to the classes
 * @param batch rows per step
 * @param type {@code float32} or {@code float64}
 * @param inference whether predictions are timed too
 */
public record Workload(String name, int[] layers, int batch, String type, boolean inference) {
  /** Rows in {@code inference.bin}. */
  public static final int INFERENCE_ROWS = 1000;

  private static final int CHUNK = 1 << 16;

  /** A network in {@code float32}. */
  public static Workload of(String name, int batch, boolean inference, int... layers) {
    return new Workload(name + " batch " + batch, layers, batch, "float32", inference);
  }

  /** The workload of that name in a folder of workloads. */
  public static Workload read(Path data, String name) throws IOException {
    var lines = Files.readAllLines(data.resolve(name, "workload.txt"));
    var layers = Arrays.stream(lines.get(0).split(" ")).mapToInt(Integer::parseInt).toArray();
    return new Workload(
        name, layers, Integer.parseInt(lines.get(1)), lines.get(2), lines.get(3).equals("true"));
  }

  public int inputs() {
    return layers[0];
  }

  public int classes() {
    return layers[layers.length - 1];
  }

  public boolean isDouble() {
    return type.equals("float64");
  }

  /** The name with another number of rows. */
  public String withRows(int rows) {
    return name.replaceFirst("batch [0-9,]+", "batch " + rows);
  }

  /** Writes the folder, unless it is there. */
  public void write(Path data) throws IOException {
    var folder = data.resolve(name);
    var text =
        Arrays.stream(layers).mapToObj(String::valueOf).collect(Collectors.joining(" "))
            + "\n%d\n%s\n%s\n".formatted(batch, type, inference);
    var about = folder.resolve("workload.txt");
    if (Files.exists(about) && Files.readString(about).equals(text)) {
      return;
    }
    Files.createDirectories(folder);
    for (var name : List.of("rows.bin", "parameters.bin", "inference.bin")) {
      Files.deleteIfExists(folder.resolve(name));
    }
    var random = new SplittableRandom(1);
    writeNumbers(folder.resolve("rows.bin"), (long) batch * inputs(), pairs(random));
    writeLabels(folder.resolve("labels.bin"), random);
    writeParameters(folder.resolve("parameters.bin"), random);
    writeNumbers(
        folder.resolve("inference.bin"), (long) INFERENCE_ROWS * inputs(), random::nextGaussian);
    Files.writeString(about, text);
  }

  /**
   * Each row twice, so that most pairs contradict each other in their labels: the loss stays well
   * above zero, where its digits can be compared.
   */
  private DoubleSupplier pairs(SplittableRandom random) {
    var row = new double[inputs()];
    var drawn = new AtomicLong();
    return () -> {
      var i = drawn.getAndIncrement();
      var column = (int) (i % row.length);
      if (i / row.length % 2 == 0) {
        row[column] = random.nextGaussian();
      }
      return row[column];
    };
  }

  private void writeLabels(Path file, SplittableRandom random) throws IOException {
    var bytes = ByteBuffer.allocate(4 * batch).order(ByteOrder.LITTLE_ENDIAN);
    for (var i = 0; i < batch; i++) {
      bytes.putInt(random.nextInt(classes()));
    }
    Files.write(file, bytes.array());
  }

  /** Weights of variance 2 / inputs (He et al. 2015), biases of zero. */
  private void writeParameters(Path file, SplittableRandom random) throws IOException {
    for (var i = 1; i < layers.length; i++) {
      var scale = Math.sqrt(2.0 / layers[i - 1]);
      writeNumbers(file, (long) layers[i - 1] * layers[i], () -> scale * random.nextGaussian());
      writeNumbers(file, layers[i], () -> 0);
    }
  }

  /** Appends to the file. */
  private void writeNumbers(Path file, long count, DoubleSupplier source) throws IOException {
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (var done = 0L; done < count; done += CHUNK) {
        var length = (int) Math.min(CHUNK, count - done);
        var bytes = ByteBuffer.allocate(length * width()).order(ByteOrder.LITTLE_ENDIAN);
        for (var i = 0; i < length; i++) {
          put(bytes, source.getAsDouble());
        }
        channel.write(bytes.flip());
      }
    }
  }

  private int width() {
    return isDouble() ? Double.BYTES : Float.BYTES;
  }

  private void put(ByteBuffer bytes, double value) {
    if (isDouble()) {
      bytes.putDouble(value);
    } else {
      bytes.putFloat((float) value);
    }
  }

  /** The rows of {@code rows.bin}, as {@code float[]} or {@code double[]}. */
  public Object rows(Path data) {
    return numbers(data, "rows.bin", 0, batch * inputs());
  }

  /** The first rows of {@code inference.bin}, likewise. */
  public Object inferenceRows(Path data, int count) {
    return numbers(data, "inference.bin", 0, count * inputs());
  }

  /** The class of each row. */
  public int[] labels(Path data) {
    var labels = new int[batch];
    map(data, "labels.bin", 0, 4L * batch).asIntBuffer().get(labels);
    return labels;
  }

  /** The labels as rows with a one in the place of the class. */
  public Object oneHot(Path data) {
    var labels = labels(data);
    if (isDouble()) {
      var hot = new double[batch * classes()];
      IntStream.range(0, batch).forEach(i -> hot[i * classes() + labels[i]] = 1);
      return hot;
    }
    var hot = new float[batch * classes()];
    IntStream.range(0, batch).forEach(i -> hot[i * classes() + labels[i]] = 1);
    return hot;
  }

  /** The initial weights {@code [inputs, outputs]} of layer {@code i}, from 0. */
  public Object weights(Path data, int i) {
    return numbers(data, "parameters.bin", start(i), layers[i] * layers[i + 1]);
  }

  /** The initial biases of layer {@code i}, from 0. */
  public Object biases(Path data, int i) {
    return numbers(
        data, "parameters.bin", start(i) + (long) layers[i] * layers[i + 1], layers[i + 1]);
  }

  /** How many numbers stand before a layer's. */
  private long start(int layer) {
    return IntStream.range(0, layer).mapToLong(i -> (layers[i] + 1L) * layers[i + 1]).sum();
  }

  private Object numbers(Path data, String file, long from, int count) {
    var bytes = map(data, file, from * width(), (long) count * width());
    if (isDouble()) {
      var values = new double[count];
      bytes.asDoubleBuffer().get(values);
      return values;
    }
    var values = new float[count];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  private ByteBuffer map(Path data, String file, long from, long length) {
    try (var channel = FileChannel.open(data.resolve(name, file))) {
      return channel
          .map(FileChannel.MapMode.READ_ONLY, from, length)
          .order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
