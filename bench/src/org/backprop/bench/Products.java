package org.backprop.bench;

import java.io.IOException;
import java.nio.file.Files;
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

  private Products() {}

  static List<Trial> trials(Setting setting) throws IOException {
    if (!setting.isWanted(ALL)) {
      return List.of();
    }
    var file = setting.data().resolve("products.txt");
    var products = Product.all(setting.quick(), Runtime.getRuntime().availableProcessors());
    Files.createDirectories(setting.data());
    Files.write(file, products.stream().map(Product::toString).toList());
    var everyone = setting.contenders();
    var contenders = new ArrayList<Contender>();
    contenders.add(everyone.ours(BackpropProduct.class.getName()));
    everyone.java("openblas", "OpenblasProduct").ifPresent(contenders::add);
    contenders.add(
        new Contender(PEAK, everyone.ours(FmaPeak.class.getName()).command(), Optional.empty()));
    var seconds = setting.seconds() / 2;
    return contenders.stream()
        .map(c ->
            new Trial(ALL, c, c.with(file, c.name().equals(PEAK) ? 1 : seconds), Products::samples))
        .toList();
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
