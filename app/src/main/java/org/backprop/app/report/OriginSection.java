package org.backprop.app.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.backprop.app.TextTable;
import org.backprop.app.Typed;
import org.backprop.provenance.BackpropVersion;
import org.backprop.provenance.Provenance;

/** The command, the seed, the files by their hashes, the versions. */
record OriginSection(Subject subject) implements Section {
  private static final int COMMAND = 2000;

  @Override
  public String id() {
    return "origin";
  }

  @Override
  public String title() {
    return "Where it comes from";
  }

  private Optional<String> command() {
    return subject
        .model()
        .provenance()
        .flatMap(it -> it.origin().command())
        .map(it -> Cut.to(subject.names().apply(Typed.of(it).toString()), COMMAND));
  }

  private Optional<Object> seed() {
    return subject.model().provenance().flatMap(it -> it.setting("execution", "seed"));
  }

  private Map<String, String> hashes() {
    var hashes = new LinkedHashMap<String, String>();
    hashes.put(subject.file() + " (the model)", subject.sha256());
    subject
        .model()
        .provenance()
        .map(Provenance::origin)
        .ifPresent(origin ->
            origin
                .data()
                .forEach(source ->
                    source
                        .sha256()
                        .ifPresent(hash ->
                            hashes.put(
                                subject.shown(source.name()) + " (" + source.part() + ")", hash))));
    subject.judgement().ifPresent(it -> hashes.put(it.file() + " (judges the model)", it.sha256()));
    return hashes;
  }

  private Map<String, String> versions() {
    var versions = new LinkedHashMap<String, String>();
    subject.model().provenance().ifPresent(it -> versions.put("training", it.origin().backprop()));
    versions.put("report", BackpropVersion.number());
    return versions;
  }

  @Override
  public void write(Html html) {
    command()
        .ifPresent(it -> {
          html.paragraph("The command that repeats the training:");
          html.lines(it);
        });
    html.open("dl");
    seed().ifPresent(it -> html.element("dt", "Seed").element("dd", String.valueOf(it)));
    versions()
        .forEach(
            (what, number) -> html.element("dt", "Backprop of the " + what).element("dd", number));
    html.close();
    var table = TextTable.of("file", "<SHA-256");
    hashes().forEach((file, hash) -> table.row(Cut.to(file, 100), hash));
    HtmlTable.write(html, "Files", table);
  }

  @Override
  public Map<String, Object> toMap() {
    var map = new LinkedHashMap<String, Object>();
    command().ifPresent(it -> map.put("command", it));
    seed().ifPresent(it -> map.put("seed", it));
    map.put("versions", versions());
    map.put("sha256", hashes());
    return map;
  }
}
