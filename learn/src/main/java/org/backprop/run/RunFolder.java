package org.backprop.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.backprop.modelfile.ModelFileException;
import org.backprop.saved.AtomicWrite;
import org.backprop.table.DataException;
import org.backprop.train.Epoch;
import org.backprop.train.FitState;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The files of a run: {@code run.json}, {@code history.jsonl}, and the states of its fits. */
record RunFolder(Path path) {
  private static final String RECORD = "run.json";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Whether the folder holds a run. */
  boolean isRun() {
    return Files.isRegularFile(path.resolve(RECORD));
  }

  Path history() {
    return path.resolve("history.jsonl");
  }

  Path lock() {
    return path.resolve("lock");
  }

  /**
   * The record.
   *
   * @throws DataException if there is none, or it cannot be read
   */
  RunRecord record() {
    var file = path.resolve(RECORD);
    if (!isRun()) {
      throw new DataException(
          path + " holds no run, which train writes; name the folder of one, as `runs` lists them");
    }
    try {
      return RunRecord.fromMap(JSON.readValue(Files.readString(file), Map.class));
    } catch (IOException e) {
      throw new DataException(file + " cannot be read: " + e.getMessage(), e);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new DataException(
          file + " is damaged, so the run cannot be used; remove its folder, or restore the file",
          e);
    }
  }

  void write(RunRecord record) throws IOException {
    var text = JSON.writeValueAsString(record.toMap()) + "\n";
    AtomicWrite.write(path.resolve(RECORD), channel -> HistoryFile.write(channel, text));
  }

  /** The states of a fit that are kept, by their steps. */
  List<StateFile> states(int fit) {
    return files(StateFile::of).stream()
        .filter(file -> file.fit() == fit)
        .sorted(Comparator.comparingLong(StateFile::step))
        .toList();
  }

  /** The last state of a fit that can be read. */
  Optional<FitState> lastState(int fit, List<RecordedEpoch> history) {
    var epochs = history.stream().filter(it -> it.fit() == fit).map(RecordedEpoch::epoch).toList();
    return states(fit).reversed().stream()
        .flatMap(file -> ifReadable(file, epochs).stream())
        .findFirst();
  }

  /** A damaged file is passed over: the fit goes on from the one before. */
  private static Optional<FitState> ifReadable(StateFile file, List<Epoch> epochs) {
    try {
      return Optional.of(file.read(epochs));
    } catch (ModelFileException _) {
      return Optional.empty();
    }
  }

  /** Removes the states of the fits that are meant. */
  void removeStates(Predicate<Integer> fits) throws IOException {
    for (var file : files(Optional::of)) {
      var fit = StateFile.of(file).map(StateFile::fit).or(() -> StateFile.fitOfBest(file));
      if (fit.filter(fits).isPresent()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Removes the best parameters of a fit but those of an epoch. */
  void removeBest(int fit, Predicate<Path> kept) throws IOException {
    for (var file : files(Optional::of)) {
      if (StateFile.fitOfBest(file).equals(Optional.of(fit)) && !kept.test(file)) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** The size of all files. */
  long bytes() throws IOException {
    var bytes = 0L;
    for (var file : files(Optional::of)) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  /** Removes the files of the run, and the folder if it is then empty. */
  void remove() throws IOException {
    removeStates(_ -> true);
    for (var file : List.of(history(), lock(), path.resolve(RECORD))) {
      Files.deleteIfExists(file);
    }
    if (files(Optional::of).isEmpty()) {
      Files.deleteIfExists(path);
    }
  }

  private <T> List<T> files(Function<Path, Optional<T>> kind) {
    if (!Files.isDirectory(path)) {
      return List.of(); // it was removed while a training went on
    }
    try (var files = Files.list(path)) {
      return files.flatMap(file -> kind.apply(file.normalize()).stream()).toList();
    } catch (IOException e) {
      throw new DataException(path + " cannot be read: " + e.getMessage(), e);
    }
  }
}
