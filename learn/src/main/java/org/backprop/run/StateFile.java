package org.backprop.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.backprop.modelfile.ModelFileException;
import org.backprop.modelfile.SafeTensors;
import org.backprop.saved.SavedMap;
import org.backprop.tensor.Tensor;
import org.backprop.train.Epoch;
import org.backprop.train.FitState;
import org.backprop.train.StopReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file of a state: its variables as safetensors, its numbers as JSON in the header. The epochs
 * before it are in the history; the best parameters so far have a file of their own, which several
 * states may share.
 *
 * @param fit the number of the fit
 * @param step the steps done
 */
record StateFile(Path folder, int fit, long step) {
  private static final Pattern NAME =
      Pattern.compile("fit-(\\d{1,9})-step-(\\d{1,18})\\.safetensors");
  private static final Pattern BEST =
      Pattern.compile("fit-(\\d{1,9})-best-(\\d{1,9})\\.safetensors");
  private static final String KEY = "backprop_state";
  private static final JsonMapper JSON = new JsonMapper();

  /** The file of a state by its name, if it is one. */
  static Optional<StateFile> of(Path path) {
    var name = NAME.matcher(String.valueOf(path.getFileName()));
    return name.matches()
        ? Optional.of(
            new StateFile(
                path.resolveSibling("."),
                Integer.parseInt(name.group(1)),
                Long.parseLong(name.group(2))))
        : Optional.empty();
  }

  /** The fit of a file of best parameters, if it is one. */
  static Optional<Integer> fitOfBest(Path path) {
    var name = BEST.matcher(String.valueOf(path.getFileName()));
    return name.matches() ? Optional.of(Integer.parseInt(name.group(1))) : Optional.empty();
  }

  Path path() {
    return folder.resolve("fit-%s-step-%s.safetensors".formatted(fit, step)).normalize();
  }

  /** The file of the best parameters of a fit. */
  static Path best(Path folder, int fit, int epoch) {
    return folder.resolve("fit-%s-best-%s.safetensors".formatted(fit, epoch)).normalize();
  }

  /**
   * Writes a state, without its best parameters.
   *
   * @throws ModelFileException if it cannot be written
   */
  void write(FitState state) {
    var about = SavedMap.of("best_epoch", state.bestEpoch(), "epochs", state.epochs().size());
    about.put("loss_sum", bits(state.lossSum()));
    about.put("weight_sum", bits(state.weightSum()));
    about.put("best_loss", bits(state.bestLoss()));
    about.put("is_best", state.isBest());
    about.put("parameters", List.copyOf(state.best().keySet()));
    state.ended().ifPresent(reason -> about.put("ended", reason.name()));
    new SafeTensors(state.variables(), Map.of(KEY, JSON.writeValueAsString(about))).write(path());
  }

  /** All bits of a number, which may be infinite. */
  private static String bits(double number) {
    return Double.toHexString(number);
  }

  private static Map<String, Tensor> parameters(List<String> names, Map<String, Tensor> variables) {
    var parameters = new LinkedHashMap<String, Tensor>();
    names.forEach(name -> parameters.put(name, Objects.requireNonNull(variables.get(name), name)));
    return parameters;
  }

  /**
   * The variables of the state.
   *
   * @throws ModelFileException if the file cannot be read or is damaged
   */
  Map<String, Tensor> variables() {
    return SafeTensors.read(path()).tensors();
  }

  /** The number of epochs that had ended. */
  int epochs() {
    return about(SafeTensors.read(path())).whole("epochs");
  }

  /**
   * The whole state.
   *
   * @param history the epochs of the fit
   * @throws ModelFileException if a file cannot be read, is damaged, or the history is too short
   */
  FitState read(List<Epoch> history) {
    var file = SafeTensors.read(path());
    var about = about(file);
    var epochs = about.whole("epochs");
    if (history.size() < epochs) {
      throw new ModelFileException(
          "%s belongs to epoch %s, but the history beside it ends with epoch %s"
              .formatted(path(), epochs, history.size()));
    }
    var best = about.whole("best_epoch");
    return new FitState(
        step,
        file.tensors(),
        Double.parseDouble(about.text("loss_sum")),
        Double.parseDouble(about.text("weight_sum")),
        history.subList(0, epochs),
        about.flag("is_best")
            ? parameters(about.texts("parameters"), file.tensors())
            : SafeTensors.read(best(folder, fit, best)).tensors(),
        Double.parseDouble(about.text("best_loss")),
        best,
        about.ifText("ended").map(StopReason::valueOf));
  }

  private SavedMap about(SafeTensors file) {
    try {
      return new SavedMap(JSON.readValue(metadata(file), Map.class), "state");
    } catch (JacksonException | IllegalArgumentException e) {
      throw new ModelFileException(path() + " is damaged: " + e.getMessage(), e);
    }
  }

  private String metadata(SafeTensors file) {
    @Nullable String text = file.metadata().get(KEY);
    if (text == null) {
      throw new ModelFileException(path() + " is no state of a training");
    }
    return text;
  }
}
