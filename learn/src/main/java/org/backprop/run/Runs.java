package org.backprop.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.backprop.table.DataException;

/**
 * The runs of one model: a folder beside it, as in {@code penguins.runs} with the runs {@code 1},
 * {@code 2} and so on. Of the runs that have finished the last one keeps its states; the others are
 * replayed from the start. The last 20 are kept, or fewer where they are large.
 */
public record Runs(Path folder) {
  private static final int KEPT = 20;
  private static final int FEWEST = 3;
  private static final int MODELS = 7;

  /** The runs beside a model file, whether there are any or not. */
  public static Runs beside(Path model) {
    var name = String.valueOf(model.getFileName()).replaceFirst("\\.safetensors$", "");
    return new Runs(model.resolveSibling(name + ".runs"));
  }

  /** The folder of a new run. */
  public Path next() {
    var numbers = numbered().map(Runs::number).toList();
    var last = numbers.isEmpty() ? 0 : numbers.getLast();
    return folder.resolve(String.valueOf(last + 1));
  }

  /** All runs, the oldest first; none if there is no folder. */
  public List<Run> all() {
    return numbered().filter(Run::isRun).map(Run::open).toList();
  }

  /** The last one, if there is any. */
  public Optional<Run> latest() {
    return numbered().filter(Run::isRun).reduce((_, later) -> later).map(Run::open);
  }

  /**
   * Removes the states of finished runs, and the oldest finished runs: those beyond the last 20,
   * and of more than three those by which all together are larger than seven models.
   */
  public void prune() {
    var finished =
        new ArrayList<>(numbered().map(RunFolder::new).filter(Runs::isFinished).toList());
    try {
      for (var files : finished) {
        files.removeStates(_ -> true);
      }
      var bytes = new ArrayList<Long>();
      for (var files : finished) {
        bytes.add(files.bytes());
      }
      var most = modelBytes();
      while (finished.size() >= KEPT
          || (finished.size() > FEWEST && bytes.stream().mapToLong(it -> it).sum() > most)) {
        finished.removeFirst().remove();
        bytes.removeFirst();
      }
    } catch (IOException e) {
      throw new DataException(
          "the runs in %s cannot be removed: %s; name another folder for the run"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private static boolean isFinished(RunFolder files) {
    try {
      return files.isRun() && !files.record().isOpen();
    } catch (DataException _) {
      return false; // a damaged run is left to its owner
    }
  }

  /** Seven times the size of the model file; without one there is no limit. */
  private long modelBytes() throws IOException {
    var name = String.valueOf(folder.getFileName()).replaceFirst("\\.runs$", ".safetensors");
    var model = folder.resolveSibling(name);
    return Files.isRegularFile(model) ? MODELS * Files.size(model) : Long.MAX_VALUE;
  }

  private Stream<Path> numbered() {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> number(file) > 0)
          .sorted(Comparator.comparingInt(Runs::number))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new DataException(folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The number that names a folder; 0 if its name is none. */
  private static int number(Path folder) {
    var name = String.valueOf(folder.getFileName());
    return name.matches("[1-9]\\d{0,8}") ? Integer.parseInt(name) : 0;
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
