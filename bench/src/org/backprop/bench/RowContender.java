package org.backprop.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.backprop.table.Table;
import org.backprop.train.Training;
import tools.jackson.databind.json.JsonMapper;

/** Predicts one row of iris after the other from Java, from a map and from a row bound once. */
final class RowContender {
  private static final String MAP = "predict a map, iris";
  private static final String ROW = "predict a bound row, iris";
  private static final int CALLS = 20_000;
  private static final int RUNS = 30;
  private static final int COUNTED = 10; // of the runs, the last

  private RowContender() {}

  static List<Trial> trials(Setting setting) {
    if (!setting.isWanted(MAP) && !setting.isWanted(ROW)) {
      return List.of();
    }
    var us = setting.contenders().ours(RowContender.class.getName());
    return List.of(
        new Trial(
            MAP,
            us,
            us.with(setting.home().resolve("examples/data/iris.csv")),
            outcome ->
                outcome.report().stream()
                    .flatMap(report ->
                        List.of(
                            Sample.of(MAP, "inference", "us", report.path("map")),
                            Sample.of(ROW, "inference", "us", report.path("row")))
                            .stream())
                    .toList()));
  }

  public static void main(String[] arguments) {
    var table = Table.read(Path.of(arguments[0]));
    var model = Training.of(table, "species").hidden(16).epochs(5).run().model();
    var row = model.row();
    var names = row.columns();
    Map<String, Double> map = new TreeMap<>();
    var report =
        Map.of(
            "map",
            microseconds(i -> {
              names.forEach(name -> map.put(name, 5 + i * 1e-5));
              model.predict(map);
            }),
            "row",
            microseconds(i -> {
              for (var column = 0; column < names.size(); column++) {
                row.set(column, 5 + i * 1e-5);
              }
              row.predict();
            }));
    System.out.println(new JsonMapper().writeValueAsString(report));
  }

  private interface Call {
    void run(int number);
  }

  private static double[] microseconds(Call call) {
    return IntStream.range(0, RUNS)
        .mapToDouble(_ -> {
          var start = System.nanoTime();
          for (var i = 0; i < CALLS; i++) {
            call.run(i);
          }
          return 1e-3 * (System.nanoTime() - start) / CALLS;
        })
        .boxed()
        .toList()
        .subList(RUNS - COUNTED, RUNS)
        .stream()
        .flatMapToDouble(DoubleStream::of)
        .toArray();
  }
}
