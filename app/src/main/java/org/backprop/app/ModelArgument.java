package org.backprop.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.backprop.model.TrainedModel;
import org.backprop.modelfile.ModelFile;
import org.backprop.modelfile.ModelFileException;
import picocli.CommandLine.Parameters;

/** The first argument of most commands: a file that {@code train} wrote. */
public final class ModelArgument {
  private static final int BRACE = 8;

  @Parameters(paramLabel = "MODEL", description = "A model file that `backprop train` wrote.")
  InputFile path = InputFile.of("");

  /** For a command that has its own argument for the file. */
  public static ModelArgument of(InputFile path) {
    var argument = new ModelArgument();
    argument.path = path;
    return argument;
  }

  /** The file as it was named. */
  public InputFile path() {
    return path;
  }

  /**
   * The model in it.
   *
   * @throws org.backprop.modelfile.ModelFileException if it is none, or damaged
   */
  public TrainedModel load() {
    if (!mayBeModel(path.file())) {
      throw new ModelFileException(
          path + " is no model file; name one that `backprop train` wrote, and the data after it");
    }
    return path.read(ModelFile::load);
  }

  /** Not if it is a file that lacks the brace after the length of the header, as a table does. */
  private static boolean mayBeModel(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      return true; // loading says what is wrong
    }
    try (var in = Files.newInputStream(file)) {
      var start = in.readNBytes(BRACE + 1);
      return start.length <= BRACE || start[BRACE] == '{';
    } catch (IOException _) {
      return true;
    }
  }
}
