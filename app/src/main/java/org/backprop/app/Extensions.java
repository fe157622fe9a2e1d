package org.backprop.app;

import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/** The jars and folders of classes that the launchers add to the class path, with own parts. */
final class Extensions {
  static final String VARIABLE = "BACKPROP_EXTENSIONS";

  private static final String SERVICES = "META-INF/services";

  private Extensions() {}

  /**
   * What is wrong with a path of jars and folders, which the JVM would ignore; empty if nothing is.
   *
   * @param path its entries separated as in a class path
   */
  static Optional<String> fault(String path) {
    var entries =
        Arrays.stream(path.split(Pattern.quote(File.pathSeparator)))
            .filter(Predicate.not(String::isBlank))
            .toList();
    return entries.stream()
        .flatMap(entry -> fault(entry, new File(entry.replaceAll("\\*$", ""))).stream())
        .findFirst()
        .or(() -> providesNothing(entries));
  }

  private static Optional<String> fault(String entry, File file) {
    if (!file.exists()) {
      return Optional.of(
          "%s names %s, which does not exist; name the jar or the folder of the classes"
              .formatted(VARIABLE, entry));
    }
    if (file.isDirectory()) {
      return Optional.empty();
    }
    try (var jar = new ZipFile(file)) {
      return Optional.<String>empty().filter(_ -> jar.size() > 0);
    } catch (IOException e) {
      return Optional.of(
          "%s names %s, which is no jar (%s); name the jar or the folder of the classes"
              .formatted(VARIABLE, entry, e.getMessage()));
    }
  }

  private static Optional<String> providesNothing(List<String> entries) {
    return entries.isEmpty() || entries.stream().anyMatch(Extensions::provides)
        ? Optional.empty()
        : Optional.of(
            "%s names %s without %s, so none of their parts is found by name; put the service files beside the classes"
                .formatted(VARIABLE, String.join(", ", entries), SERVICES));
  }

  private static boolean provides(String entry) {
    var file = new File(entry);
    if (entry.endsWith("*") || file.isDirectory()) {
      return entry.endsWith("*") || new File(file, SERVICES).isDirectory();
    }
    try (var jar = new ZipFile(file)) {
      return jar.stream().anyMatch(it -> it.getName().startsWith(SERVICES + "/"));
    } catch (IOException _) {
      return true;
    }
  }
}
