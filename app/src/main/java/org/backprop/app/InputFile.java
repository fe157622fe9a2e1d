package org.backprop.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.backprop.modelfile.ModelFileException;
import org.backprop.saved.ScratchFile;
import org.backprop.table.CsvFormat;
import org.backprop.table.DataException;
import org.backprop.table.Idx;
import org.backprop.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * A file that a command reads, {@code -} for standard input. A pipe gives its bytes once, but a
 * command reads a file several times: to tell images from tables, to compute the hash by which a
 * model knows its data, and for the content. So the bytes of a pipe are first copied to a temporary
 * file.
 */
public final class InputFile {
  private final Path given;
  private @Nullable Path file;

  private InputFile(Path given) {
    this.given = given;
  }

  /** A file of this name. */
  public static InputFile of(String name) {
    return new InputFile(Path.of(name));
  }

  /** A file that is there. */
  public static InputFile of(Path file) {
    return new InputFile(file);
  }

  /** The name as it was given. */
  Path given() {
    return given;
  }

  /** Whether it is standard input. */
  boolean isStandardInput() {
    return StandardStream.is(given);
  }

  /** Whether the bytes come once only: from standard input, a pipe or a device. */
  boolean isStream() {
    return isStandardInput()
        || (Files.exists(given) && !Files.isRegularFile(given) && !Files.isDirectory(given));
  }

  /**
   * The file to open: this one, or the copy of what came from a pipe.
   *
   * @throws DataException if the pipe cannot be read or copied
   */
  public synchronized Path file() {
    if (file == null) {
      file = isStream() ? copy() : given;
    }
    return file;
  }

  private Path copy() {
    try (var in = open()) {
      return ScratchFile.copy(in, Path.of(System.getProperty("java.io.tmpdir")));
    } catch (IOException e) {
      throw new DataException(
          "%s cannot be copied to the folder %s: %s; give a file in its place"
              .formatted(this, System.getProperty("java.io.tmpdir"), e.getMessage()),
          e);
    }
  }

  private InputStream open() throws IOException {
    return isStandardInput() ? System.in : Files.newInputStream(given);
  }

  /** Whether it holds images: starts like an IDX file of bytes. */
  public boolean holdsImages() {
    return ImageFiles.isIdx(file());
  }

  /** The SHA-256 of the bytes. */
  public String fingerprint() {
    return Fingerprint.of(file());
  }

  /**
   * The table in it.
   *
   * @throws DataException if it cannot be read
   */
  public Table table(CsvFormat format) {
    return Table.read(file(), format, toString());
  }

  /**
   * The images in it.
   *
   * @throws DataException if it is no IDX file of images
   */
  public Idx.Images images() {
    return read(Idx::readImages);
  }

  /**
   * The labels in it.
   *
   * @throws DataException if it is no IDX file of labels
   */
  public Idx.Labels labels() {
    return read(Idx::readLabels);
  }

  /** Reads the file; what fails has the name that was given, not that of a copy. */
  <T> T read(Function<Path, T> reading) {
    if (!isStream()) {
      return reading.apply(given);
    }
    try {
      return reading.apply(file());
    } catch (DataException e) {
      throw new DataException(renamed(e), e);
    } catch (ModelFileException e) {
      throw new ModelFileException(renamed(e), e);
    }
  }

  private String renamed(RuntimeException e) {
    return String.valueOf(e.getMessage()).replace(file().toString(), toString());
  }

  /** The name without the folder. */
  public String shortName() {
    return isStandardInput() ? toString() : String.valueOf(given.getFileName());
  }

  /** The name in messages. */
  @Override
  public String toString() {
    return isStandardInput() ? "standard input" : given.toString();
  }
}
