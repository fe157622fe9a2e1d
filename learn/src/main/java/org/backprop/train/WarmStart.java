package org.backprop.train;

import java.util.Optional;
import org.backprop.model.TrainedModel;
import org.backprop.prepare.Preparation;
import org.backprop.table.DataException;

/**
 * A trained model that another training starts from: its network, its likelihood and its
 * preparation of the columns are kept, so that its parameters mean the same.
 */
record WarmStart(TrainedModel model) {

  /**
   * The settings with the model's network and precision.
   *
   * @throws IllegalArgumentException if a network or a likelihood is stated beside the model
   */
  Settings settings(Settings stated) {
    if (!stated.network().equals(Network.usual())) {
      throw new IllegalArgumentException(
          "the model that training starts from has its own layers and likelihood; state none");
    }
    var precision = stated.execution().precision().orElse(model.dtype());
    return stated.with(Network.of(model.model())).with(stated.execution().withPrecision(precision));
  }

  /**
   * How the model prepares the rows of a table.
   *
   * @throws DataException if it takes no table, or predicts another column
   */
  Optional<Preparation> preparation(String target) {
    if (!model.target().column().equals(target)) {
      throw new DataException(
          "the model that training starts from predicts %s, not %s; name that target"
              .formatted(model.target().column(), target));
    }
    if (model.preparation().isEmpty()) {
      throw new DataException(
          "the model that training starts from takes rows of numbers, such as images, not a table");
    }
    return model.preparation();
  }
}
