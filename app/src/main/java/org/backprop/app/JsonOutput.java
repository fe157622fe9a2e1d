package org.backprop.app;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.backprop.provenance.Provenance;
import org.backprop.table.DataException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The option {@code --json}: results for machines, to a file or to standard output. */
public final class JsonOutput {
  @Option(
      names = "--json",
      paramLabel = "FILE|-",
      order = 90,
      description = "Also write the results as JSON, to a file or (-) to standard output.")
  Optional<String> target = Optional.empty();

  /** Where results for people go: among the notices where standard output is the JSON's. */
  public Terminal people(Terminal terminal) {
    return isStandardOutput() ? terminal.withResultsAmongNotices() : terminal;
  }

  /** Whether JSON was asked for. */
  public boolean isWanted() {
    return target.isPresent();
  }

  /** Whether JSON is all that standard output may hold. */
  public boolean isStandardOutput() {
    return target.equals(Optional.of(StandardStream.NAME));
  }

  /**
   * Writes texts, numbers, flags, and maps, lists and arrays of them, if JSON was asked for. A
   * number that is not finite becomes {@code null}.
   *
   * @throws DataException if the file cannot be written
   */
  public void write(Map<String, ?> results, Terminal terminal) {
    if (target.isEmpty()) {
      return;
    }
    var json = text(versioned(results));
    if (isStandardOutput()) {
      terminal.data(writer -> writer.write(json + "\n"));
      return;
    }
    Writing.write(Path.of(target.get()), writer -> writer.write(json + "\n"));
  }

  /** Refuses at once what could not be written in the end, or is read. */
  public void check(Stream<InputFile> read) {
    check(Map.of(), read);
  }

  /** The same beside other files that are written, by their options. */
  void check(Map<String, Path> others, Stream<InputFile> read) {
    var written = new LinkedHashMap<>(others);
    file()
        .ifPresent(file -> {
          OutputKind.RESULTS.requireName(file);
          written.put("--json", file);
        });
    Writing.check(written, read.toList());
  }

  /** The file, or {@code -}. */
  Optional<Path> file() {
    return target.map(Path::of);
  }

  /** With the version of the keys first. */
  private static Map<String, @Nullable Object> versioned(Map<String, ?> results) {
    var all = new LinkedHashMap<String, @Nullable Object>();
    all.put("schema_version", Provenance.SCHEMA_VERSION);
    all.putAll(results);
    return all;
  }

  static String text(Map<String, ?> results) {
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(finite(results));
  }

  /** The same on one line. */
  public static String compact(Map<String, ?> results) {
    return JsonMapper.shared().writeValueAsString(finite(results));
  }

  private static @Nullable Object finite(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Double number when !Double.isFinite(number) -> null;
      case Float number when !Float.isFinite(number) -> null;
      case Map<?, ?> map -> finite(map);
      case Collection<?> list -> list.stream().map(JsonOutput::finite).toArray();
      case double[] numbers -> Arrays.stream(numbers).mapToObj(JsonOutput::finite).toArray();
      case Object[] many -> Arrays.stream(many).map(JsonOutput::finite).toArray();
      case Optional<?> maybe -> finite(maybe.orElse(null));
      case Path path -> path.toString();
      default -> value;
    };
  }

  private static Map<String, @Nullable Object> finite(Map<?, ?> map) {
    var finite = new LinkedHashMap<String, @Nullable Object>();
    map.forEach((key, value) -> finite.put(Objects.toString(key), finite(value)));
    return finite;
  }
}
