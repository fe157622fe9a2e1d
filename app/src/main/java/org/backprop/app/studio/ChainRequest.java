package org.backprop.app.studio;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backprop.app.Numbers;
import org.backprop.app.explain.ExplainedRow;
import org.backprop.chain.Chain;
import org.backprop.chain.Orientation;
import org.backprop.likelihood.Support;
import org.backprop.table.DataException;
import org.backprop.tensor.DType;
import org.backprop.tensor.Tensor;

/**
 * Which chain the page asks for.
 *
 * @param row from 1
 * @param isFresh whether with the weights that training started from
 * @param step of the recorded run, whose weights are taken; empty for those of the model
 * @param edits numbers that the user has put in
 */
record ChainRequest(
    int row,
    boolean isFresh,
    Optional<Integer> step,
    double rate,
    Orientation orientation,
    List<Edit> edits) {
  private static final double USUAL_RATE = 0.1;
  private static final int MOST_BYTE = 255;

  /**
   * One number that the user has put in.
   *
   * @param name of a parameter, or x or y
   * @param index row-major, for samples as rows
   */
  record Edit(String name, int index, double value) {
    static Edit of(JsonMessage message) {
      return new Edit(
          message.text("name").orElse(""),
          message.whole("index").orElse(-1),
          message.number("value").orElse(Double.NaN));
    }

    /** The same where it is a value that the target can have. */
    Tensor in(Tensor tensor, Support support) {
      if (Double.isFinite(value) && !support.contains(value)) {
        throw new DataException(
            "y takes %s, not %s".formatted(support.words(), Numbers.exact(value)));
      }
      return in(tensor);
    }

    /** The tensor with this number in its place. */
    Tensor in(Tensor tensor) {
      if (index < 0 || index >= tensor.size()) {
        throw new DataException(
            "%s has %s numbers, none with the index %s".formatted(name, tensor.size(), index));
      }
      if (!Double.isFinite(value)) {
        throw new DataException(name + " takes numbers that are finite");
      }
      var numbers = tensor.toDoubles();
      numbers[index] = value;
      var edited = Tensor.of(tensor.shape(), numbers);
      return tensor.dtype() == DType.UINT8 ? bytes(edited) : edited;
    }

    /** An image stays one, whose numbers the model scales. */
    private Tensor bytes(Tensor edited) {
      if (value != Math.rint(value) || value < 0 || value > MOST_BYTE) {
        throw new DataException(name + " takes whole numbers from 0 to " + MOST_BYTE);
      }
      return edited.to(DType.UINT8);
    }
  }

  ChainRequest {
    edits = List.copyOf(edits);
  }

  static ChainRequest of(JsonMessage message, OpenModel open) {
    return new ChainRequest(
        message.whole("row").orElse(open.first()),
        message.flag("fresh"),
        message.whole("step"),
        message.number("rate").filter(it -> it > 0 && it < Double.MAX_VALUE).orElse(USUAL_RATE),
        message.flag("columns") ? Orientation.COLUMNS : Orientation.ROWS,
        message.list("edits", Edit::of));
  }

  /**
   * The chain of a row.
   *
   * @param given the weights by name
   */
  Chain chain(OpenModel open, Map<String, Tensor> given, ExplainedRow chosen) {
    var x = chosen.x();
    var y = chosen.y();
    var parameters = new LinkedHashMap<>(given);
    for (var edit : edits) {
      switch (edit.name()) {
        case "x" -> x = edit.in(x);
        case "y" -> y = edit.in(y, open.model().likelihood().support());
        default -> put(edit, parameters);
      }
    }
    return Chain.of(open.model(), parameters, x, y).withRate(rate);
  }

  private static void put(Edit edit, Map<String, Tensor> parameters) {
    var tensor = parameters.get(edit.name());
    if (tensor == null) {
      throw new DataException("there is no weight or input called \"" + edit.name() + "\"");
    }
    parameters.put(edit.name(), edit.in(tensor));
  }
}
