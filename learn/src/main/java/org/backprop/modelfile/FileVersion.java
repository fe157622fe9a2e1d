package org.backprop.modelfile;

import java.nio.file.Path;
import org.backprop.provenance.BackpropVersion;
import org.backprop.provenance.Provenance;
import org.backprop.saved.SavedMap;

/** The version of a model file's description. */
final class FileVersion {
  private static final int FIRST = 1;

  private FileVersion() {}

  /**
   * The description in the form of the current version.
   *
   * @throws ModelFileException if a later version is needed to read it
   */
  static SavedMap current(SavedMap about, Path path) {
    var version = about.whole("version");
    if (version > Provenance.SCHEMA_VERSION) {
      throw later(version, about, path);
    }
    if (version < FIRST) {
      throw new DamageException("its format has the version " + version);
    }
    return version == FIRST ? new VersionOne(about).upgraded() : about;
  }

  private static ModelFileException later(int version, SavedMap about, Path path) {
    var written = about.ifText("written_by");
    return new ModelFileException(
        "%s has format version %s%s, but this Backprop %s reads versions up to %s; it needs %s"
            .formatted(
                path,
                version,
                written.map(writer -> ", written by Backprop " + writer).orElse(""),
                BackpropVersion.number(),
                Provenance.SCHEMA_VERSION,
                written
                    .map(writer -> "Backprop " + writer + " or later")
                    .orElse("a Backprop that reads version " + version)));
  }
}
