package org.backprop.app.report;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.backprop.chain.Orientation;
import org.backprop.model.TrainedModel;

/**
 * What a report is about.
 *
 * @param file the name of the model file, without its folder
 * @param sha256 of its bytes
 * @param orientation whether samples are rows or columns
 * @param names makes texts free of folders
 * @param judgement what rows say about the model, if there are any
 */
record Subject(
    TrainedModel model,
    String file,
    String sha256,
    Orientation orientation,
    UnaryOperator<String> names,
    Optional<Judgement> judgement) {

  /** A text as the report shows it: without folders, and cut. */
  String shown(String text) {
    return Cut.text(names.apply(text));
  }
}
