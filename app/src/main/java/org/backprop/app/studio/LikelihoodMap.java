package org.backprop.app.studio;

import static org.backprop.layer.Layers.dense;
import static org.backprop.layer.Layers.features;
import static org.backprop.layer.Layers.tanh;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.backprop.chain.Derivation;
import org.backprop.chain.Mismatch;
import org.backprop.chain.Orientation;
import org.backprop.likelihood.Likelihoods;
import org.backprop.likelihood.TargetEncoding;
import org.backprop.model.Model;
import org.backprop.table.DataException;
import org.backprop.table.DidYouMean;

/** The derivation of a likelihood's loss as maps and lists, beside a pair that does not match. */
final class LikelihoodMap {
  private static final int FEATURES = 2;
  private static final int HIDDEN = 2;
  private static final int CLASSES = 3;

  private LikelihoodMap() {}

  /** That of a name with a network of two layers, or that of the open model. */
  static Map<String, Object> of(Optional<String> name, Model open, Orientation orientation) {
    var model = name.map(LikelihoodMap::network).orElse(open);
    var map = new LinkedHashMap<String, Object>();
    map.put("name", model.likelihood().name());
    map.put("names", Likelihoods.catalog().names());
    map.put("lines", Derivation.of(model).toList(orientation));
    map.put("mismatch", Mismatch.of(model.likelihood()).toMap(orientation));
    return map;
  }

  private static Model network(String name) {
    var names = Likelihoods.catalog().names();
    var likelihood =
        Likelihoods.catalog()
            .named(name)
            .orElseThrow(() ->
                new DataException(
                    "there is no likelihood " + name + "; " + DidYouMean.hint(name, names)));
    var outputs = likelihood.encoding() == TargetEncoding.ONE_HOT ? CLASSES : 1;
    return Model.of(features(FEATURES), dense(HIDDEN), tanh(), dense(outputs), likelihood);
  }
}
