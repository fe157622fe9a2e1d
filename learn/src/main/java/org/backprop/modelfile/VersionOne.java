package org.backprop.modelfile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.backprop.advice.Notice;
import org.backprop.provenance.Choice;
import org.backprop.provenance.History;
import org.backprop.provenance.Origin;
import org.backprop.provenance.Parts;
import org.backprop.provenance.Provenance;
import org.backprop.provenance.RowsUsed;
import org.backprop.provenance.Source;
import org.backprop.saved.Plain;
import org.backprop.saved.SavedMap;

/**
 * A description of version 1, which has {@code facts} in place of a provenance and some keys in
 * camelCase. It knows neither the losses of the epochs nor most settings.
 */
record VersionOne(SavedMap about) {

  /** The same description in the form of version 2. */
  SavedMap upgraded() {
    var current = new LinkedHashMap<Object, Object>(about.map());
    current.put("input_type", about.text("inputType"));
    current.put("preparation", preparation(about.map("preparation")));
    current.put("provenance", provenance().map(Provenance::toMap).orElse(Map.of()));
    return new SavedMap(current, about.what());
  }

  private static Map<?, ?> preparation(Map<?, ?> former) {
    var current = new LinkedHashMap<Object, Object>(former);
    if (former.containsKey("leftOut")) {
      current.put("left_out", former.get("leftOut"));
    }
    if (former.containsKey("notices")) {
      var notices = notices(new SavedMap(former, "data preparation"));
      current.put("notices", notices.stream().map(Notice::toMap).toList());
    }
    return current;
  }

  /** None where the training is not described, as in a model that was not trained. */
  private Optional<Provenance> provenance() {
    var facts = about.saved("facts");
    return facts.has("trainingRows") && facts.has("epochs")
        ? Optional.of(provenance(facts))
        : Optional.empty();
  }

  private Provenance provenance(SavedMap facts) {
    var scores = facts.has("scores") ? facts.saved("scores") : new SavedMap(Map.of(), "scores");
    return new Provenance(
        origin(facts),
        new Choice(
            about.saved("target").text("column"),
            likelihood(),
            facts.ifText("likelihoodReason").orElse(""),
            notices()),
        settings(facts),
        new History(facts.whole("epochs"), facts.whole("bestEpoch"), List.of(), List.of()),
        rows(facts, scores),
        facts.has("baseline") ? facts.numbers("baseline") : List.of(),
        Plain.copy(scores.map()),
        List.of());
  }

  /** The last word of the model is the likelihood, as in {@code ..., poisson()}. */
  private String likelihood() {
    var model = about.text("model");
    return model.substring(model.lastIndexOf(' ') + 1).replace("()", "");
  }

  private List<Notice> notices() {
    return notices(about.saved("preparation"));
  }

  private static List<Notice> notices(SavedMap preparation) {
    return preparation.has("notices")
        ? preparation.texts("notices").stream().map(Notice::of).toList()
        : List.of();
  }

  private static Map<String, Object> settings(SavedMap facts) {
    var settings = new LinkedHashMap<String, Object>();
    facts
        .ifText("optimizer")
        .ifPresent(name -> settings.put("learning", Map.of("optimizer", name)));
    if (facts.has("seed")) {
      settings.put("execution", Map.of("seed", facts.map().get("seed")));
    }
    return settings;
  }

  private static RowsUsed rows(SavedMap facts, SavedMap scores) {
    var heldOut = facts.has("heldOut") ? facts.saved("heldOut") : new SavedMap(Map.of(), "heldOut");
    return new RowsUsed(
        facts.whole("trainingRows"),
        count(scores, Parts.VALIDATION),
        count(scores, Parts.TEST),
        heldOut.has(Parts.VALIDATION) ? heldOut.wholes(Parts.VALIDATION) : List.of(),
        heldOut.has(Parts.TEST) ? heldOut.wholes(Parts.TEST) : List.of());
  }

  private static int count(SavedMap scores, String part) {
    return scores.has(part) ? scores.saved(part).whole("rows") : 0;
  }

  private static Origin origin(SavedMap facts) {
    return new Origin(
        facts.ifText("backprop").orElse("unknown"),
        sources(facts),
        facts.ifText("command").flatMap(CommandText::parse));
  }

  private static List<Source> sources(SavedMap facts) {
    var sources = new ArrayList<Source>();
    facts
        .ifText("dataSha256")
        .ifPresent(
            hash -> sources.add(source(Parts.TRAIN, facts.ifText("dataFile").orElse(""), hash)));
    for (var part : List.of(Parts.VALIDATION, Parts.TEST)) {
      facts.ifText(part + "Sha256").ifPresent(hash -> sources.add(source(part, "", hash)));
    }
    return sources;
  }

  private static Source source(String part, String name, String hash) {
    return new Source(part, name, OptionalInt.empty(), OptionalInt.empty(), Optional.of(hash));
  }
}
