package org.backprop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a contender written in Java does: it is started with a workload's name, the folder of all
 * workloads and the seconds to measure for, and prints one line of JSON.
 */
public final class Contest {
  private Contest() {}

  /** A network that can be trained and asked. */
  public interface Network {
    /** Puts the initial parameters back, and the optimizer to its start. */
    void reset();

    /** Trains for so many steps. */
    void train(int steps);

    /** The loss on the batch, of the parameters as they are. */
    double loss();

    /** Predicts 1 or {@link Workload#INFERENCE_ROWS} rows. */
    void predict(int rows);
  }

  /** Makes a network for a workload. */
  public interface Maker {
    Network make(Workload workload, Path data) throws Exception;
  }

  /** Runs a contender: the whole of its main method. */
  public static void enter(String version, Maker maker, String... arguments) throws Exception {
    var data = Path.of(arguments[1]);
    var workload = Workload.read(data, arguments[0]);
    var stopwatch = new Stopwatch(Double.parseDouble(arguments[2]));
    var network = maker.make(workload, data);
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("version", '"' + version + '"');
    report.put("loss-10", loss(network, 10));
    report.put("loss-100", loss(network, 100));
    report.put("train-step", stopwatch.microseconds(network::reset, network::train));
    if (workload.inference()) {
      for (var rows : new int[] {1, Workload.INFERENCE_ROWS}) {
        report.put(
            "inference-" + rows,
            stopwatch.microseconds(() -> {}, count -> repeat(network, rows, count)));
      }
    }
    report.put("peak-memory", peakMemory());
    print(report);
  }

  private static double loss(Network network, int steps) {
    network.reset();
    network.train(steps);
    return network.loss();
  }

  /** Prints the line; its values are JSON as they stand. */
  public static void print(Map<String, ?> report) {
    System.out.println(
        report.entrySet().stream()
            .map(entry -> '"' + entry.getKey() + "\": " + entry.getValue())
            .collect(Collectors.joining(", ", "{", "}")));
  }

  private static void repeat(Network network, int rows, int count) {
    for (var i = 0; i < count; i++) {
      network.predict(rows);
    }
  }

  /** The most memory that this process has held, in KiB; null where the system does not say. */
  public static Object peakMemory() throws IOException {
    var status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return "null";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .findFirst()
        .orElse("null");
  }
}
