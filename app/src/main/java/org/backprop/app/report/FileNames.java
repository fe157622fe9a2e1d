package org.backprop.app.report;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.backprop.provenance.Provenance;
import org.backprop.provenance.Source;

/**
 * Replaces absolute names of files by the last part of the name: a report says nothing about the
 * folders of the machine on which it was made, and is the same on another one.
 */
final class FileNames implements UnaryOperator<String> {
  private final List<String> absolute;

  private FileNames(Stream<String> names) {
    this.absolute =
        names
            .filter(FileNames::isAbsolute)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /** For texts that name the files of a model and those that are read now. */
  static FileNames of(Optional<Provenance> provenance, Stream<String> read) {
    var names = new ArrayList<String>();
    provenance.ifPresent(it -> {
      it.origin().data().stream().map(Source::name).forEach(names::add);
      it.origin()
          .command()
          .ifPresent(command -> {
            names.addAll(command.arguments());
            command.options().values().forEach(names::addAll);
          });
    });
    return new FileNames(Stream.concat(names.stream(), read));
  }

  private static boolean isAbsolute(String name) {
    try {
      var path = Path.of(name);
      return path.isAbsolute() && path.getNameCount() > 1;
    } catch (InvalidPathException _) {
      return false; // a value that is no path
    }
  }

  @Override
  public String apply(String text) {
    var short_ = text;
    for (var name : absolute) {
      short_ = short_.replace(name, String.valueOf(Path.of(name).getFileName()));
    }
    return short_;
  }
}
