package org.backprop.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backprop.engine.Options;
import org.backprop.layer.Activation;
import org.backprop.layer.Dense;
import org.backprop.layer.Dropout;
import org.backprop.layer.Features;
import org.backprop.layer.Layer;
import org.backprop.likelihood.Laplace;
import org.backprop.likelihood.Likelihood;
import org.backprop.likelihood.Likelihoods;
import org.backprop.model.Model;
import org.backprop.optimizer.Newton;
import org.backprop.optimizer.Optimizer;
import org.backprop.optimizer.Optimizers;
import org.backprop.optimizer.Schedule;
import org.backprop.prepare.ClassWeights;
import org.backprop.prepare.Missing;
import org.backprop.prepare.PreparationOptions;
import org.backprop.prepare.Target;
import org.backprop.table.ColumnType;
import org.backprop.table.DataException;
import org.backprop.table.Table;
import org.backprop.tensor.DType;

/**
 * A training from a table or from images to a trained model, with a good default for everything
 * that is not said.
 *
 * <pre>{@code
 * var result = Training.of(Table.read(Path.of("penguins.csv")), "species").hidden(16).run();
 * ModelFile.save(result.model(), Path.of("penguins.safetensors"));
 * }</pre>
 */
public final class Training {
  /** The curvature has the square of so many numbers, and each row adds to all of them. */
  private static final int MOST_OF_NEWTON = 2000;

  private final Optional<Table> table;
  private final Optional<LabelledImages> images;
  private final String target;
  private Optional<String> likelihood = Optional.empty();
  private List<Integer> hidden = List.of(64);
  private Optional<Activation> activation = Optional.empty();
  private double dropout;
  private Optional<Optimizer> optimizer = Optional.empty();
  private OptionalDouble rate = OptionalDouble.empty();
  private Schedule schedule = Schedule.CONSTANT;
  private OptionalInt batch = OptionalInt.empty();
  private int epochs = 300;
  private int patience = 30;
  private OptionalDouble clip = OptionalDouble.empty();
  private Optional<HeldOutRows<Table>> validationTable = Optional.empty();
  private HeldOutRows<Table> testTable = HeldOutRows.share(0);
  private Optional<HeldOutRows<LabelledImages>> validationImages = Optional.empty();
  private HeldOutRows<LabelledImages> testImages = HeldOutRows.share(0);
  private boolean balanced;
  private final Set<String> ignored = new LinkedHashSet<>();
  private final Map<String, ColumnType> types = new LinkedHashMap<>();
  private Optional<Missing> missing = Optional.empty();
  private Optional<String> positive = Optional.empty();
  private Optional<DType> precision = Optional.empty();
  private long seed = 1;
  private Options options = Options.defaults();

  private Training(Optional<Table> table, Optional<LabelledImages> images, String target) {
    this.table = table;
    this.images = images;
    this.target = target;
  }

  /** A training on a table that predicts one of its columns from the others. */
  public static Training of(Table table, String target) {
    return new Training(Optional.of(table), Optional.empty(), target);
  }

  /** A training that predicts the labels of images. */
  public static Training of(LabelledImages images) {
    return new Training(Optional.empty(), Optional.of(images), "label");
  }

  /** The likelihood by name; without it the target picks one. */
  public Training likelihood(String name) {
    likelihood = Optional.of(name);
    return this;
  }

  /** The widths of the hidden layers, none for a regression; without it one of 64. */
  public Training hidden(Integer... widths) {
    hidden = List.of(widths);
    return this;
  }

  /** The function after each hidden layer; without it tanh for tables and relu for images. */
  public Training activation(Activation function) {
    activation = Optional.of(function);
    return this;
  }

  /** The share of hidden values set to 0 while training. */
  public Training dropout(double share) {
    dropout = share;
    return this;
  }

  /**
   * Without it adam, and Newton's method for a regression of at most 2,000 parameters (but not with
   * absolute errors).
   */
  public Training optimizer(Optimizer method) {
    optimizer = Optional.of(method);
    return this;
  }

  public Training learningRate(double value) {
    rate = OptionalDouble.of(value);
    return this;
  }

  public Training schedule(Schedule shape) {
    schedule = shape;
    return this;
  }

  /** Rows per step; without it 32, and 64 from 5,000 rows on. */
  public Training batch(int rows) {
    batch = OptionalInt.of(rows);
    return this;
  }

  /** The most epochs. */
  public Training epochs(int most) {
    epochs = most;
    return this;
  }

  /** Epochs without a better validation loss after which training stops. */
  public Training patience(int count) {
    patience = count;
    return this;
  }

  /** The largest norm of the gradient. */
  public Training clip(double norm) {
    clip = OptionalDouble.of(norm);
    return this;
  }

  /** The share of the rows that chooses the epoch; without it 0.2, in a regression 0. */
  public Training validation(double share) {
    validationTable = Optional.of(HeldOutRows.share(share));
    validationImages = Optional.of(HeldOutRows.share(share));
    return this;
  }

  /** Other rows that choose the epoch. */
  public Training validation(Table rows) {
    validationTable = Optional.of(HeldOutRows.given(rows));
    return this;
  }

  /** Other images that choose the epoch. */
  public Training validation(LabelledImages rows) {
    validationImages = Optional.of(HeldOutRows.given(rows));
    return this;
  }

  /** The share of the rows that only the final model sees. */
  public Training test(double share) {
    testTable = HeldOutRows.share(share);
    testImages = HeldOutRows.share(share);
    return this;
  }

  /** Other rows that only the final model sees. */
  public Training test(Table rows) {
    testTable = HeldOutRows.given(rows);
    return this;
  }

  /** Other images that only the final model sees. */
  public Training test(LabelledImages rows) {
    testImages = HeldOutRows.given(rows);
    return this;
  }

  /** Makes rare classes count as much as frequent ones. */
  public Training balanced() {
    balanced = true;
    return this;
  }

  /** Columns that are no input. */
  public Training ignore(String... columns) {
    ignored.addAll(Arrays.asList(columns));
    return this;
  }

  /** The type of a column, where the inferred one is wrong. */
  public Training type(String column, ColumnType type) {
    types.put(column, type);
    return this;
  }

  /** What happens to rows with missing values; without it imputed, or dropped in a regression. */
  public Training missing(Missing policy) {
    missing = Optional.of(policy);
    return this;
  }

  /** The class of which the probability is said, where there are two. */
  public Training positive(String level) {
    positive = Optional.of(level);
    return this;
  }

  /** FLOAT32 or FLOAT64; without it FLOAT32, and FLOAT64 in a regression. */
  public Training precision(DType dtype) {
    precision = Optional.of(dtype);
    return this;
  }

  /** Decides the split, the initial weights, the order of rows and the dropout. */
  public Training seed(long number) {
    seed = number;
    return this;
  }

  /** How the compiled steps run; none of it changes a result, except the interpreter's rounding. */
  public Training options(Options how) {
    options = how;
    return this;
  }

  /**
   * Settles everything that was not said, and reads, splits and encodes the data.
   *
   * @throws DataException if the data is not good for it
   */
  public TrainingPlan plan() {
    var resolved = data();
    var data = balanced ? balanced(resolved) : resolved;
    var family = Likelihoods.named(data.choice().likelihood()).orElseThrow();
    var features = data.training().features();
    var outputs = data.training().outputs();
    var model = model(features, outputs, family);
    var method = optimizer.orElse(usualOptimizer(family, (features + 1L) * outputs));
    var trainer =
        Trainer.of(model)
            .withOptimizer(method)
            .withRate(rate.orElse(method.defaultRate()))
            .withSchedule(schedule)
            .withBatch(batch.orElse(usualBatch(data.training().rows())))
            .withEpochs(epochs)
            .withPatience(patience)
            .withPrecision(dtype())
            .withSeed(seed)
            .withOptions(options);
    if (method instanceof Newton && !hidden.isEmpty()) {
      throw new IllegalArgumentException(
          "newton is for models without hidden layers; leave it out, or say --hidden none");
    }
    return new TrainingPlan(
        data, clip.isPresent() ? trainer.withClip(clip.getAsDouble()) : trainer, Map.of());
  }

  /** Trains with the usual settings and what was said. */
  public TrainingResult run() {
    return plan().run();
  }

  private TrainingData data() {
    return images.isPresent()
        ? new ImageSource(
                images.get(), validationImages.orElse(usualValidation()), testImages, seed)
            .resolve()
        : new TableSource(
                table.orElseThrow(),
                target,
                likelihood,
                preparation(),
                validationTable.orElse(usualValidation()),
                testTable,
                seed)
            .resolve();
  }

  /** A regression has nothing to choose: all rows count, as in statistics. */
  private <T> HeldOutRows<T> usualValidation() {
    return HeldOutRows.share(hidden.isEmpty() ? 0 : 0.2);
  }

  private PreparationOptions preparation() {
    var usual =
        hidden.isEmpty() ? PreparationOptions.withoutHiddenLayers() : PreparationOptions.defaults();
    return new PreparationOptions(
        types,
        ignored,
        missing.orElse(usual.missing()),
        positive,
        usual.maxLevels(),
        usual.referenceLevel(),
        dtype());
  }

  private DType dtype() {
    return precision.orElse(hidden.isEmpty() ? DType.FLOAT64 : DType.FLOAT32);
  }

  private static TrainingData balanced(TrainingData data) {
    if (!(data.target() instanceof Target.Classes)) {
      throw new DataException(
          data.target().column() + " has no classes to balance; leave --class-weights out");
    }
    return data.withWeights(ClassWeights.balanced(data.training().y()));
  }

  private Model model(int features, int outputs, Likelihood family) {
    var usual = images.isPresent() ? Activation.RELU : Activation.TANH;
    var function = activation.orElse(usual);
    var layers =
        hidden.stream()
            .flatMap(width -> Stream.of(new Dense(width), function, new Dropout(dropout)))
            .map(Layer.class::cast)
            .filter(layer -> !(layer instanceof Dropout none && none.rate() == 0))
            .collect(Collectors.toList());
    layers.add(new Dense(outputs));
    return new Model(new Features(features), layers, family);
  }

  private Optimizer usualOptimizer(Likelihood family, long coefficients) {
    var isRegression = hidden.isEmpty() && !(family instanceof Laplace);
    return isRegression && coefficients <= MOST_OF_NEWTON ? Optimizers.newton() : Optimizers.adam();
  }

  private static int usualBatch(int rows) {
    return rows < 5_000 ? 32 : 64;
  }
}
