package org.backprop.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;
import org.backprop.saved.SavedMap;
import org.backprop.table.DataException;
import org.backprop.table.DateOrder;
import org.backprop.table.DateTimes;
import org.backprop.table.Table;
import org.backprop.tensor.Tensor;

/**
 * Dates and times as standardised numbers: year, month, day of the week, hour and days; what varies
 * in no training row is left out, and so is what follows from a part before.
 *
 * @param order the order in which dates are read that fit several
 * @param parts the parts, each {@code (value - mean) / scale}
 * @param indicator whether a last column is 1 where the date is missing or in no calendar
 */
public record DateFeature(String column, DateOrder order, List<Part> parts, boolean indicator)
    implements Feature {
  private static final double CONSTANT = 1e-9;
  private static final double PROPORTIONAL = 0.9999;

  /**
   * A part of a date.
   *
   * @param name as in {@code year} or {@code month sin}
   */
  public record Part(String name, double mean, double scale) {
    private double of(long time) {
      return (DatePart.valueOf(name.toUpperCase(Locale.ROOT).replace(' ', '_')).of(time) - mean)
          / scale;
    }

    private Map<String, Object> toMap() {
      return SavedMap.of("name", name, "mean", mean, "scale", scale);
    }
  }

  public DateFeature {
    parts = List.copyOf(parts);
  }

  /** Learns the parts that vary on training rows. */
  static DateFeature learn(Table training, String column) {
    var cells = training.cells(column);
    var order = DateTimes.order(cells);
    var times =
        cells
            .rows()
            .mapToLong(row -> DateTimes.time(cells, row, order))
            .filter(time -> time != DateTimes.UNKNOWN)
            .toArray();
    var parts = new ArrayList<Part>();
    var kept = new ArrayList<double[]>();
    for (var part : DatePart.values()) {
      var values = Arrays.stream(times).mapToDouble(part::of).toArray();
      var moments = Moments.of(values);
      if (moments.deviation() > CONSTANT && kept.stream().noneMatch(it -> follows(values, it))) {
        parts.add(new Part(part.word(), moments.mean(), moments.deviation()));
        kept.add(values);
      }
    }
    return new DateFeature(column, order, parts, times.length < cells.size());
  }

  private static boolean follows(double[] values, double[] from) {
    return Math.abs(Moments.correlation(values, from, Moments.of(from))) > PROPORTIONAL;
  }

  @Override
  public List<String> names() {
    return Stream.concat(
            parts.stream().map(part -> column + "=" + part.name()),
            indicator ? Stream.of(column + "=?") : Stream.empty())
        .toList();
  }

  @Override
  public Unknown write(Table table, Tensor.Builder x, int stride, int offset) {
    var cells = table.cells(column);
    for (var row = 0; row < cells.size(); row++) {
      var at = row * stride + offset;
      var time = DateTimes.time(cells, row, order);
      if (time != DateTimes.UNKNOWN) {
        for (var i = 0; i < parts.size(); i++) {
          x.set(at + i, parts.get(i).of(time));
        }
      } else if (cells.isMissing(row) || DateTimes.isDate(cells.text(row))) {
        if (indicator) {
          x.set(at + parts.size(), 1);
        }
      } else {
        throw new DataException(
            "%s: %s is \"%s\" where a date is needed"
                .formatted(table.place(row), column, cells.text(row)),
            "correct it, or train with {}.",
            Remedy.of(Setting.TYPE, column, "words"));
      }
    }
    return Unknown.NONE;
  }

  @Override
  public Map<String, Object> toMap() {
    return SavedMap.of(
        "kind",
        "date",
        "column",
        column,
        "order",
        order.name(),
        "parts",
        parts.stream().map(Part::toMap).toList(),
        "indicator",
        indicator);
  }

  static DateFeature fromMap(SavedMap saved) {
    return new DateFeature(
        saved.text("column"),
        saved.constant(DateOrder.class, "order"),
        saved.maps("parts").stream()
            .map(map -> new SavedMap(map, "part of a date"))
            .map(DateFeature::part)
            .toList(),
        saved.flag("indicator"));
  }

  private static Part part(SavedMap saved) {
    var name = saved.text("name");
    if (Arrays.stream(DatePart.values()).noneMatch(part -> part.word().equals(name))) {
      throw saved.unreadable("name");
    }
    return new Part(name, saved.number("mean"), saved.number("scale"));
  }
}
