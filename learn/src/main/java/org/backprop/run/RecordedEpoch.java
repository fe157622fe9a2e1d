package org.backprop.run;

import java.util.Map;
import java.util.OptionalDouble;
import org.backprop.saved.SavedMap;
import org.backprop.train.Epoch;

/**
 * An epoch of a recorded run.
 *
 * @param fit the number, from 1, of the fit that it belongs to
 */
public record RecordedEpoch(int fit, Epoch epoch) {

  Map<String, Object> toMap() {
    var map = SavedMap.of("fit", fit, "epoch", epoch.number());
    put(map, "loss", epoch.loss());
    epoch.validationLoss().ifPresent(loss -> put(map, "validation_loss", loss));
    map.put("best", epoch.best());
    map.put("seconds", epoch.seconds());
    return map;
  }

  /** JSON has no NaN and no infinity: these are texts. */
  private static void put(Map<String, Object> map, String key, double number) {
    map.put(key, Double.isFinite(number) ? (Object) number : String.valueOf(number));
  }

  static RecordedEpoch fromMap(Map<?, ?> map) {
    var saved = new SavedMap(map, "history");
    return new RecordedEpoch(
        saved.whole("fit"),
        new Epoch(
            saved.whole("epoch"),
            number(saved, "loss"),
            saved.has("validation_loss")
                ? OptionalDouble.of(number(saved, "validation_loss"))
                : OptionalDouble.empty(),
            saved.flag("best"),
            saved.number("seconds")));
  }

  private static double number(SavedMap saved, String key) {
    return saved.map().get(key) instanceof String text
        ? Double.parseDouble(text)
        : saved.number(key);
  }
}
