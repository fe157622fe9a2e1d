package org.backprop.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backprop.app.Numbers;
import org.backprop.provenance.Provenance;
import org.backprop.score.ClassScores;
import org.backprop.score.NumberScores;

/** All sections as one HTML file that needs no other file, no script and no network. */
final class Page {
  private final Subject subject;
  private final List<Section> sections;

  Page(Subject subject) {
    this.subject = subject;
    this.sections = sections(subject);
  }

  private static List<Section> sections(Subject subject) {
    var sections = new ArrayList<Section>();
    sections.add(new ScoreSection(subject));
    subject.judgement().ifPresent(it -> judged(subject, it, sections));
    sections.add(new DataSection(subject));
    sections.add(new LikelihoodSection(subject));
    sections.add(new GraphSection(subject));
    subject.model().provenance().ifPresent(it -> sections.add(new TrainingSection(subject, it)));
    subject.judgement().ifPresent(it -> sections.add(new CheckSection(it.checks())));
    sections.add(new OriginSection(subject));
    return sections;
  }

  private static void judged(Subject subject, Judgement it, List<Section> sections) {
    if (it.scores() instanceof ClassScores scores) {
      sections.add(new ConfusionSection(it, scores));
    }
    var rows = it.rows();
    rows.roc().ifPresent(curve -> sections.add(new RocSection(subject, it, curve)));
    rows.calibration().ifPresent(bins -> sections.add(new CalibrationSection(subject, it, bins)));
    rows.coverage().ifPresent(levels -> sections.add(new IntervalSection(it, levels)));
    rows.residuals().ifPresent(all -> sections.add(new ResidualSection(subject, it, all)));
    it.importance().ifPresent(all -> sections.add(new ImportanceSection(subject, all)));
    sections.add(new WorstRowsSection(subject, it));
  }

  /** The whole file. */
  String html() {
    return new HtmlFile(title(), "").of(this::body);
  }

  private void body(Html html) {
    html.open("header").element("h1", title());
    html.element("p", lead(), "class", "lead").close();
    contents(html);
    html.open("main");
    for (var section : sections) {
      html.open("section", "id", section.id(), "aria-labelledby", section.id() + "-title");
      html.element("h2", section.title(), "id", section.id() + "-title");
      section.write(html);
      html.close();
    }
    html.close();
    html.element(
        "footer",
        "Made by Backprop. All numbers are in this file as JSON, in the element \"numbers\".");
    html.json("numbers", numbers());
  }

  private void contents(Html html) {
    html.open("nav", "aria-label", "Contents").open("ul");
    for (var section : sections) {
      html.open("li").element("a", section.title(), "href", "#" + section.id()).close();
    }
    html.close().close();
  }

  private String title() {
    return Cut.name(subject.model().target().column()) + " by " + Cut.name(subject.file());
  }

  /** The most important number in one sentence. */
  private String lead() {
    return subject
        .judgement()
        .map(it ->
            switch (it.scores()) {
              case ClassScores s ->
                  "Accuracy %s on %s; the most frequent class alone would have %s."
                      .formatted(
                          Numbers.fixed(s.accuracy(), 4),
                          it.rowsInWords(),
                          Numbers.fixed(s.baselineAccuracy(), 4));
              case NumberScores s ->
                  "RMSE %s on %s; the mean of the training rows alone would have %s."
                      .formatted(
                          Numbers.of(s.rmse()), it.rowsInWords(), Numbers.of(s.baselineRmse()));
            })
        .orElse("What the model file alone tells; with data, the report judges the model too.");
  }

  private Map<String, Object> numbers() {
    var map = new LinkedHashMap<String, Object>();
    map.put("schema_version", Provenance.SCHEMA_VERSION);
    map.put("model_file", subject.file());
    subject.judgement().ifPresent(it -> map.put("data_file", it.file()));
    sections.forEach(section -> map.put(section.id().replace('-', '_'), section.toMap()));
    return Cut.all(map);
  }
}
