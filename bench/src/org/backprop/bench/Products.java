package org.backprop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.backprop.bench.Results.Row;

/** Matrix products alone, beside OpenBLAS and the peak of the machine. */
final class Products {
  static final String RATE = "GFLOP/s";
  static final String ALL = "matrix products";
  private static final String PEAK = "fma-peak";

  /** Products that one process computes: so few that the next contender finds the machine alike. */
  private static final int GROUP = 6;

  private Products() {}

  static List<Trial> trials(Setting setting) throws IOException {
    if (!setting.isWanted(ALL)) {
      return List.of();
    }
    var everyone = setting.contenders();
    var contenders = new ArrayList<Contender>();
    contenders.add(everyone.ours(BackpropProduct.class.getName()));
    everyone.java("openblas", "OpenblasProduct").ifPresent(contenders::add);
    Files.createDirectories(setting.data());
    var peak =
        new Contender(PEAK, everyone.ours(FmaPeak.class.getName()).command(), Optional.empty());
    var trials = new ArrayList<Trial>();
    var products = Product.all(setting.quick(), Runtime.getRuntime().availableProcessors());
    for (var start = 0; start < products.size(); start += GROUP) {
      var group = products.subList(start, Math.min(start + GROUP, products.size()));
      var file = setting.data().resolve("products-" + start + ".txt");
      Files.write(file, group.stream().map(Product::toString).toList());
      for (var contender : contenders) {
        trials.add(trial(contender, file, setting.seconds()));
      }
      trials.add(trial(peak, setting.data(), 0.5));
    }
    return trials;
  }

  private static Trial trial(Contender contender, Path file, double seconds) {
    return new Trial(ALL, contender, contender.with(file, seconds), Products::samples);
  }

  private static List<Sample> samples(Outcome outcome) {
    return outcome.report().stream()
        .flatMap(report -> report.properties().stream())
        .filter(property -> property.getValue().isArray())
        .map(property ->
            Sample.of(
                property.getKey(),
                property.getKey().contains("thread") ? "product" : PEAK,
                RATE,
                property.getValue()))
        .toList();
  }

  /** Each product's share of the peak of as many cores, in percent. */
  static List<Row> shares(List<Row> rows) {
    Map<String, Double> peaks =
        rows.stream()
            .filter(row -> row.metric().equals(PEAK))
            .collect(Collectors.toMap(Row::workload, Row::max));
    var shares = new ArrayList<Row>();
    for (var row : rows) {
      if (row.metric().equals("product")) {
        var product = Product.parse(row.workload());
        var peak = peaks.get(product.type() + ", " + product.threads());
        if (peak != null) {
          shares.add(share(row, 100 / peak));
        }
      }
    }
    return shares;
  }

  private static Row share(Row row, double factor) {
    return new Row(
        row.workload(),
        row.contender(),
        row.version(),
        "share-of-peak",
        "%",
        factor * row.median(),
        factor * row.min(),
        factor * row.max(),
        row.forks());
  }
}
