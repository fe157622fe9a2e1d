package org.backprop.app;

import java.util.Optional;
import org.backprop.table.DataException;
import org.backprop.train.LabelledImages;
import picocli.CommandLine.Option;

/** Options of {@code train} for images, which come in one IDX file and their labels in another. */
final class ImageOptions {
  @Option(
      names = "--labels",
      paramLabel = "IDX",
      order = 40,
      description = "The labels of the images in DATA.")
  Optional<InputFile> labels = Optional.empty();

  @Option(
      names = "--validation-labels",
      paramLabel = "IDX",
      order = 41,
      description = "The labels of the images in --validation FILE.")
  Optional<InputFile> validationLabels = Optional.empty();

  @Option(
      names = "--test-labels",
      paramLabel = "IDX",
      order = 42,
      description = "The labels of the images in --test FILE.")
  Optional<InputFile> testLabels = Optional.empty();

  static LabelledImages read(InputFile images, Optional<InputFile> labels, String option) {
    var file =
        labels.orElseThrow(() ->
            new DataException(images + " holds images; add their labels, " + option + " FILE."));
    return new LabelledImages(images.images(), file.labels());
  }
}
