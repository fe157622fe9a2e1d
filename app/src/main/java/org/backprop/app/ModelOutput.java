package org.backprop.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.backprop.model.Model;
import org.backprop.model.ModelGraph;
import org.backprop.model.TrainedModel;
import org.backprop.modelfile.ModelFile;
import org.backprop.modelfile.ModelFileException;
import org.backprop.provenance.Provenance;
import org.backprop.saved.AtomicWrite;
import org.backprop.saved.FileWriteException;
import org.backprop.table.DataException;
import org.backprop.tensor.DType;
import picocli.CommandLine.Option;

/** Where {@code train} writes the model: the data's name, unless another model would be lost. */
final class ModelOutput {
  private static final String ENDING = ".safetensors";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "MODEL",
      order = 50,
      description =
          "The model file; - is standard output. Default: the data's name, as in"
              + " penguins.safetensors.")
  Optional<Path> output = Optional.empty();

  /** The file to write; what has no name of its own becomes {@code model.safetensors}. */
  Path file(InputFile data) {
    return output.orElseGet(() -> Path.of(baseName(data) + ENDING));
  }

  /** Whether the model goes to standard output. */
  boolean isStandardOutput() {
    return output.filter(StandardStream::is).isPresent();
  }

  /** Refuses, before anything is read, a file that a model cannot be written to. */
  Path checked(InputFile data, Terminal terminal) {
    var file = file(data);
    if (isStandardOutput()) {
      if (terminal.isInteractive()) {
        throw new DataException("a model is no text for a terminal; name a file, or use a pipe");
      }
      return file;
    }
    OutputKind.MODEL.requireName(file);
    if (AtomicWrite.isDevice(file)) {
      throw new DataException(file + " is a device or a pipe; name a file, or -o - for a pipe");
    }
    Writing.check(file, 0);
    return file;
  }

  /** Refuses, before anything is trained, to overwrite what is no model of this target. */
  void requireSame(InputFile data, String target) {
    var file = file(data);
    if (output.isEmpty() && Files.exists(file)) {
      checkSame(file, baseName(data), target);
    }
  }

  /** Refuses, before anything is trained, a disk without room for the parameters. */
  void requireRoom(Path file, Model model, DType precision) {
    if (!isStandardOutput()) {
      Writing.check(file, parameterBytes(model, precision));
    }
  }

  /** A lower bound of the size of a model's file. */
  static long parameterBytes(Model model, DType precision) {
    return ModelGraph.predicting(model, precision, precision, 1).parameterNodes().stream()
        .mapToLong(parameter -> (long) parameter.shape().size() * precision.bytes())
        .sum();
  }

  /**
   * Writes the model, unless its training diverged and the file holds one whose training did not.
   * If it cannot be written, as where the disk is full, it is written to another file.
   */
  SavedModel save(TrainedModel model, Path file, Terminal terminal) {
    if (isStandardOutput()) {
      return terminal.bytes(out -> ModelFile.write(model, out))
          ? new SavedModel(Optional.of(file), true)
          : rescue(model, Path.of("model" + ENDING), "standard output takes no more", terminal);
    }
    if (isDiverged(model) && Files.exists(file) && isGood(file)) {
      terminal.notice(
          file + " was not replaced, since it holds a model whose training did not diverge.");
      return SavedModel.NONE;
    }
    try {
      ModelFile.save(model, file);
      return new SavedModel(Optional.of(file), true);
    } catch (ModelFileException e) {
      if (!(e.getCause() instanceof FileWriteException)) {
        throw e;
      }
      return rescue(model, file, String.valueOf(e.getMessage()), terminal);
    }
  }

  private static SavedModel rescue(TrainedModel model, Path file, String why, Terminal terminal) {
    return ModelRescue.of(terminal).save(file, why, other -> ModelFile.save(model, other));
  }

  private static boolean isGood(Path file) {
    try {
      return !isDiverged(ModelFile.load(file));
    } catch (ModelFileException _) {
      return false;
    }
  }

  private static boolean isDiverged(TrainedModel model) {
    return model.provenance().map(Provenance::isDiverged).orElse(false);
  }

  private static void checkSame(Path file, String name, String target) {
    var other =
        "name another file, as in -o "
            + name
            + "-"
            + target
            + ENDING
            + ", or say -o "
            + file
            + " to overwrite it.";
    try {
      var holds = ModelFile.load(file).target().column();
      if (!holds.equals(target)) {
        throw new DataException(
            "%s holds a model of %s, not of %s; %s".formatted(file, holds, target, other));
      }
    } catch (ModelFileException _) {
      throw new DataException(file + " is there and holds no model that can be read; " + other);
    }
  }

  private static String baseName(InputFile data) {
    if (data.isStream()) {
      return "model";
    }
    var name = data.shortName().replaceFirst("\\.gz$", "");
    var end = name.lastIndexOf('.');
    return end > 0 ? name.substring(0, end) : name;
  }
}
