package org.backprop.app.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.app.Notices;
import org.backprop.app.Numbers;
import org.backprop.app.PreparationText;
import org.backprop.app.TextTable;
import org.backprop.prepare.Preparation;
import org.backprop.provenance.Parts;
import org.backprop.provenance.Provenance;
import org.backprop.table.Counted;

/** The data, and what was decided about them. */
record DataSection(Subject subject) implements Section {
  private static final int INPUTS = 30;
  private static final int NOTICES = 20;
  private static final int NAMES = 12;

  @Override
  public String id() {
    return "data";
  }

  @Override
  public String title() {
    return "Data and decisions";
  }

  private Optional<Provenance> provenance() {
    return subject.model().provenance();
  }

  private Optional<Preparation> preparation() {
    return subject.model().preparation();
  }

  @Override
  public void write(Html html) {
    html.open("dl");
    provenance()
        .flatMap(it -> it.origin().source(Parts.TRAIN))
        .ifPresent(source -> {
          item(html, "Trained on", subject.shown(source.name()));
          source.rows().ifPresent(rows -> item(html, "Rows of the file", Numbers.count(rows)));
        });
    provenance().ifPresent(it -> item(html, "Rows used", rows(it)));
    item(html, "Target", Cut.text(PreparationText.of(subject.model().target())));
    provenance().ifPresent(it -> item(html, "Why this likelihood", reason(it)));
    preparation()
        .ifPresent(it -> {
          item(html, "Missing values", PreparationText.of(it.missing()));
          if (!it.leftOut().isEmpty()) {
            item(html, "Columns left out", Cut.names(it.leftOut(), NAMES));
          }
        });
    subject.judgement().ifPresent(it -> item(html, "Judged by", it.file()));
    html.close();
    preparation().ifPresent(it -> inputs(html, it));
    notices(html);
  }

  private static void item(Html html, String name, String value) {
    html.element("dt", name).element("dd", value);
  }

  private static String rows(Provenance provenance) {
    var rows = provenance.rows();
    return "%s for training, %s for validation, %s for the test"
        .formatted(
            Numbers.count(rows.train()),
            Numbers.count(rows.validation()),
            Numbers.count(rows.test()));
  }

  private String reason(Provenance provenance) {
    return subject.shown(provenance.choice().reason()) + " -> " + provenance.choice().likelihood();
  }

  private static void inputs(Html html, Preparation preparation) {
    var table = TextTable.of("column", "<becomes");
    preparation.inputs().stream()
        .limit(INPUTS)
        .forEach(input -> table.row(Cut.name(input.column()), Cut.text(PreparationText.of(input))));
    var count = preparation.inputs().size();
    var shown = count > INPUTS ? "The first " + INPUTS + " of " : "";
    HtmlTable.write(html, shown + Counted.of(count, "input column"), table);
  }

  private List<String> notices() {
    return provenance().stream()
        .flatMap(it -> it.choice().notices().stream())
        .map(notice -> subject.shown(Notices.text(notice)))
        .toList();
  }

  private void notices(Html html) {
    var all = notices();
    if (all.isEmpty()) {
      return;
    }
    html.element("h3", "Decisions and findings").open("ul");
    all.stream().limit(NOTICES).forEach(text -> html.element("li", text));
    html.close();
    if (all.size() > NOTICES) {
      html.paragraph("And " + (all.size() - NOTICES) + " more, which the model file holds.");
    }
  }

  @Override
  public Map<String, Object> toMap() {
    var map = new LinkedHashMap<String, Object>();
    map.put("target", subject.model().target().column());
    provenance()
        .ifPresent(it -> {
          map.put("likelihood", it.choice().likelihood());
          map.put("reason", subject.shown(it.choice().reason()));
          map.put("training_rows", it.rows().train());
          map.put("validation_rows", it.rows().validation());
          map.put("test_rows", it.rows().test());
        });
    preparation()
        .ifPresent(it -> {
          map.put("input_columns", it.inputs().size());
          map.put("features", it.featureCount());
          map.put("left_out", it.leftOut().stream().limit(NAMES).toList());
        });
    map.put("notices", notices().stream().limit(NOTICES).toList());
    return map;
  }
}
