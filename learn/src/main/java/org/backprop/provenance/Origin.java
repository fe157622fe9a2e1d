package org.backprop.provenance;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.saved.SavedMap;

/**
 * Where a model comes from.
 *
 * @param backprop the version of Backprop that trained it
 * @param data the data, those of the training rows first
 * @param command the command that repeats the training, if it was a command
 */
public record Origin(String backprop, List<Source> data, Optional<RunCommand> command) {

  public Origin {
    data = List.copyOf(data);
  }

  /** A training by this version of Backprop from Java. */
  public static Origin of(List<Source> data) {
    return new Origin(BackpropVersion.number(), data, Optional.empty());
  }

  /** The data of a part, if they were read as such. */
  public Optional<Source> source(String part) {
    return data.stream().filter(source -> source.part().equals(part)).findFirst();
  }

  Map<String, Object> toMap() {
    var map = SavedMap.of("backprop", backprop, "data", data.stream().map(Source::toMap).toList());
    command.ifPresent(it -> map.put("command", it.toMap()));
    return map;
  }

  static Origin fromMap(SavedMap saved) {
    return new Origin(
        saved.text("backprop"),
        saved.maps("data").stream().map(Source::fromMap).toList(),
        saved.has("command")
            ? Optional.of(RunCommand.fromMap(saved.map("command")))
            : Optional.empty());
  }
}
