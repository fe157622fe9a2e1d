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

  /** One line of JSON, written for each of thousands of epochs, so without a library. */
  String line() {
    var text = new StringBuilder(120);
    text.append("{\"fit\":").append(fit).append(",\"epoch\":").append(epoch.number());
    put(text, "loss", epoch.loss());
    epoch.validationLoss().ifPresent(loss -> put(text, "validation_loss", loss));
    text.append(",\"best\":").append(epoch.best());
    put(text, "seconds", Math.rint(epoch.seconds() * 1e6) / 1e6);
    return text.append("}\n").toString();
  }

  /** JSON has no NaN and no infinity: these are texts. */
  private static void put(StringBuilder text, String key, double number) {
    var quote = Double.isFinite(number) ? "" : "\"";
    text.append(",\"").append(key).append("\":").append(quote).append(number).append(quote);
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
