package org.backprop.train;

import java.util.Arrays;
import java.util.Map;
import org.backprop.likelihood.TargetEncoding;
import org.backprop.model.Model;
import org.backprop.model.Predictor;
import org.backprop.prepare.Dataset;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;

/** The estimate of a likelihood's dispersion. */
final class Dispersion {
  private Dispersion() {}

  /**
   * The weighted mean of the rows' terms, of the encoded target; 1 if the likelihood has none, and
   * 0 if a model without hidden layers fits all rows up to rounding.
   */
  static double of(Model model, Map<String, Tensor> parameters, DType precision, Dataset rows) {
    var likelihood = model.likelihood();
    if (!likelihood.hasDispersion()) {
      return 1;
    }
    var predictor = new Predictor(model, parameters, precision, rows.x().dtype());
    var means = predictor.means(rows.x());
    var y = rows.y();
    var sum = 0.0;
    var rounding = precision == DType.FLOAT64 ? 1e-12 : 1e-5;
    var unit = likelihood.encoding() == TargetEncoding.STANDARDIZED ? 1 : 0;
    var isExact = model.layers().size() == 1;
    for (var i = 0; i < rows.rows(); i++) {
      sum += rows.weights().at(i) * likelihood.dispersionTerm(y.at(i), means.at(i));
      var least = rounding * Math.max(unit, Math.abs(y.at(i)));
      isExact &= Math.abs(y.at(i) - means.at(i)) <= least;
    }
    return isExact ? 0 : sum / Arrays.stream(rows.weights().toDoubles()).sum();
  }
}
