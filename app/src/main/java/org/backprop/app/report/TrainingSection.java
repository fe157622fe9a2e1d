package org.backprop.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.app.Notices;
import org.backprop.app.Numbers;
import org.backprop.app.TextTable;
import org.backprop.app.report.Chart.Point;
import org.backprop.provenance.History;
import org.backprop.provenance.Provenance;
import org.backprop.table.Counted;

/** How the losses fell, and by which settings. */
record TrainingSection(Subject subject, Provenance provenance) implements Section {
  private static final int MOST_EPOCHS = 240;
  private static final int MOST_SETTINGS = 40;

  @Override
  public String id() {
    return "training";
  }

  @Override
  public String title() {
    return "Training";
  }

  @Override
  public void write(Html html) {
    for (var warning : provenance.warnings()) {
      html.element("p", subject.shown(Notices.text(warning.notice())), "class", "alert");
    }
    var history = provenance.history();
    html.paragraph(
        "%s ran; the model has the parameters of epoch %s."
            .formatted(Counted.of(history.epochs(), "epoch"), history.bestEpoch()));
    if (history.losses().size() > 1) {
      curves(history).write(html);
    }
    settings(html);
  }

  private static Chart curves(History history) {
    var losses = Epochs.of(history.losses(), MOST_EPOCHS);
    var validation = Epochs.of(history.validationLosses(), MOST_EPOCHS);
    var values = Stream.of(losses, validation).flatMap(List::stream).flatMap(Epochs::ends).toList();
    var chart =
        new Chart(
            "Learning curves",
            description(history),
            Axis.of("epoch", 0, history.epochs()),
            Axis.of("loss", values));
    draw(chart, "training", "one", losses);
    draw(chart, "validation", "two", validation);
    return chart;
  }

  private static void draw(Chart chart, String name, String style, List<Epochs> epochs) {
    if (epochs.stream().allMatch(Epochs::isOne)) {
      if (!epochs.isEmpty()) {
        chart.line(name, style, points(epochs, true));
      }
    } else {
      chart.band(name, style, points(epochs, true), points(epochs, false));
    }
  }

  private static List<Point> points(List<Epochs> epochs, boolean isLow) {
    return epochs.stream()
        .map(it -> new Point((it.first() + it.last()) / 2.0, isLow ? it.low() : it.high()))
        .toList();
  }

  private static String description(History history) {
    var text = new StringBuilder();
    text.append("Training loss ").append(ends(history.losses()));
    if (!history.validationLosses().isEmpty()) {
      text.append(", validation loss ").append(ends(history.validationLosses()));
      if (history.bestEpoch() > 0) {
        text.append(", in the chosen epoch ");
        text.append(Numbers.of(history.validationLosses().get(history.bestEpoch() - 1)));
      }
    }
    if (history.epochs() > MOST_EPOCHS) {
      text.append("; the bands are from the lowest to the highest of neighbouring epochs");
    }
    return text.append('.').toString();
  }

  private static String ends(List<Double> losses) {
    return "from %s to %s".formatted(Numbers.of(losses.getFirst()), Numbers.of(losses.getLast()));
  }

  private void settings(Html html) {
    var table = TextTable.of("setting", "<value");
    provenance
        .settings()
        .forEach((group, values) ->
            ((Map<?, ?>) values)
                .forEach((name, value) ->
                    table.row(String.valueOf(name).replace('_', ' '), text(value))));
    var cells = table.cells();
    var shown = TextTable.of("setting", "<value");
    cells.stream().skip(1).limit(MOST_SETTINGS).forEach(shown::row);
    HtmlTable.write(html, "Settings, stated or chosen", shown);
  }

  private String text(Object value) {
    return switch (value) {
      case List<?> list ->
          Cut.text(list.stream().limit(50).map(this::text).collect(Collectors.joining(", ")));
      case Double number -> Numbers.exact(number);
      default -> subject.shown(String.valueOf(value));
    };
  }

  @Override
  public Map<String, Object> toMap() {
    var history = provenance.history();
    var map = new LinkedHashMap<String, Object>();
    map.put("epochs", history.epochs());
    map.put("best_epoch", history.bestEpoch());
    map.put("loss", toMap(Epochs.of(history.losses(), MOST_EPOCHS)));
    map.put("validation_loss", toMap(Epochs.of(history.validationLosses(), MOST_EPOCHS)));
    map.put(
        "warnings",
        provenance.warnings().stream()
            .map(it -> subject.shown(Notices.text(it.notice())))
            .toList());
    map.put("settings", bounded(provenance.settings()));
    return map;
  }

  /** The losses of each epoch, or the lowest and highest of neighbouring ones. */
  private static Map<String, Object> toMap(List<Epochs> epochs) {
    var map = new LinkedHashMap<String, Object>();
    map.put("last_epoch", epochs.stream().map(Epochs::last).toList());
    map.put("lowest", epochs.stream().map(Epochs::low).toList());
    if (!epochs.stream().allMatch(Epochs::isOne)) {
      map.put("highest", epochs.stream().map(Epochs::high).toList());
    }
    return map;
  }

  private static Map<String, Object> bounded(Map<?, ?> settings) {
    var map = new LinkedHashMap<String, Object>();
    settings.forEach((name, value) ->
        map.put(
            String.valueOf(name),
            switch (value) {
              case Map<?, ?> group -> bounded(group);
              case List<?> list -> list.stream().limit(50).toList();
              default -> value;
            }));
    return map;
  }

  /** Neighbouring epochs, and the lowest and the highest of their finite losses. */
  record Epochs(int first, int last, double low, double high) {

    static List<Epochs> of(List<Double> losses, int most) {
      var count = Math.min(most, losses.size());
      var all = new ArrayList<Epochs>();
      for (var i = 0; i < count; i++) {
        var from = (int) ((long) losses.size() * i / count);
        var to = (int) ((long) losses.size() * (i + 1) / count);
        var some = IntStream.range(from, to).mapToDouble(losses::get).filter(Double::isFinite);
        var ends = some.summaryStatistics();
        var isKnown = ends.getCount() > 0;
        all.add(
            new Epochs(
                from + 1,
                to,
                isKnown ? ends.getMin() : Double.NaN,
                isKnown ? ends.getMax() : Double.NaN));
      }
      return all;
    }

    boolean isOne() {
      return first == last;
    }

    Stream<Double> ends() {
      return Stream.of(low, high);
    }
  }
}
