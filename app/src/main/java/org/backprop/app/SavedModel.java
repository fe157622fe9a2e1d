package org.backprop.app;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a trained model was written.
 *
 * @param file the file; empty if it was not written
 * @param isWhereAsked whether the user named that file
 */
record SavedModel(Optional<Path> file, boolean isWhereAsked) {
  static final SavedModel NONE = new SavedModel(Optional.empty(), false);
}
