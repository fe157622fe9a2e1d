package org.backprop.bench;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * The handwritten digits as a contender written in Java reads them, and how it learns them: epoch
 * after epoch until it knows 97.5 % of those that it has not seen.
 *
 * @param pixels 784 for each image, from 0 to 1
 */
public record Mnist(float[] pixels, int[] labels) {
  /** Pixels of an image. */
  public static final int PIXELS = 784;

  /** The accuracy to reach. */
  public static final double GOAL = 0.975;

  private static final int MOST_EPOCHS = 30;

  /** Someone who learns. */
  public interface Learner {
    /** Goes over all images once, in an order of its own. */
    void epoch(Mnist training) throws Exception;

    /** The class that each image most likely has. */
    int[] classes(Mnist test) throws Exception;
  }

  /** Runs a contender: the whole of its main method; the argument is the folder of the images. */
  public static void learn(String version, Learner learner, String... arguments) throws Exception {
    var folder = Path.of(arguments[0]);
    var training = read(folder, "train");
    var test = read(folder, "t10k");
    for (var epoch = 1; epoch <= MOST_EPOCHS; epoch++) {
      learner.epoch(training);
      var accuracy = test.accuracy(learner.classes(test));
      if (accuracy >= GOAL || epoch == MOST_EPOCHS) {
        System.out.printf(
            "{\"version\": \"%s\", \"accuracy\": %s, \"epochs\": %d}%n", version, accuracy, epoch);
        return;
      }
    }
  }

  private static Mnist read(Path folder, String part) throws IOException {
    var images = bytes(folder.resolve(part + "-images-idx3-ubyte.gz"), 16);
    var pixels = new float[images.length];
    for (var i = 0; i < pixels.length; i++) {
      pixels[i] = (images[i] & 255) / 255f;
    }
    var bytes = bytes(folder.resolve(part + "-labels-idx1-ubyte.gz"), 8);
    var labels = new int[bytes.length];
    for (var i = 0; i < labels.length; i++) {
      labels[i] = bytes[i];
    }
    return new Mnist(pixels, labels);
  }

  private static byte[] bytes(Path file, int header) throws IOException {
    try (var in = new DataInputStream(new GZIPInputStream(Files.newInputStream(file), 1 << 16))) {
      in.skipNBytes(header);
      return in.readAllBytes();
    }
  }

  private double accuracy(int[] classes) {
    var right = 0;
    for (var i = 0; i < labels.length; i++) {
      right += classes[i] == labels[i] ? 1 : 0;
    }
    return (double) right / labels.length;
  }

  public int rows() {
    return labels.length;
  }

  /** The numbers of all rows, shuffled and cut into batches; the last may be short. */
  public List<int[]> batches(int size, Random random) {
    var order = IntStream.range(0, rows()).toArray();
    for (var i = order.length - 1; i > 0; i--) {
      var j = random.nextInt(i + 1);
      var swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return IntStream.iterate(0, from -> from < order.length, from -> from + size)
        .mapToObj(from -> Arrays.copyOfRange(order, from, Math.min(order.length, from + size)))
        .toList();
  }

  /** The images of these rows. */
  public float[] pixels(int[] rows) {
    var chosen = new float[rows.length * PIXELS];
    for (var i = 0; i < rows.length; i++) {
      System.arraycopy(pixels, rows[i] * PIXELS, chosen, i * PIXELS, PIXELS);
    }
    return chosen;
  }

  /** The labels of these rows. */
  public int[] labels(int[] rows) {
    return Arrays.stream(rows).map(row -> labels[row]).toArray();
  }

  /** Each image as an array of its own. */
  public double[][] images() {
    var images = new double[rows()][PIXELS];
    for (var i = 0; i < images.length; i++) {
      for (var j = 0; j < PIXELS; j++) {
        images[i][j] = pixels[i * PIXELS + j];
      }
    }
    return images;
  }
}
