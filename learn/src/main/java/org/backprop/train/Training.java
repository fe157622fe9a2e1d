package org.backprop.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.backprop.advice.Remedy;
import org.backprop.advice.Setting;
import org.backprop.advice.SettingException;
import org.backprop.engine.Options;
import org.backprop.layer.Activation;
import org.backprop.layer.Layer;
import org.backprop.layer.Layers;
import org.backprop.likelihood.Likelihood;
import org.backprop.likelihood.Likelihoods;
import org.backprop.model.TrainedModel;
import org.backprop.optimizer.Optimizer;
import org.backprop.optimizer.Optimizers;
import org.backprop.optimizer.Schedule;
import org.backprop.optimizer.Schedules;
import org.backprop.prepare.ClassWeights;
import org.backprop.prepare.LogColumns;
import org.backprop.prepare.Missing;
import org.backprop.prepare.PreparationOptions;
import org.backprop.prepare.Target;
import org.backprop.table.ColumnType;
import org.backprop.table.DataException;
import org.backprop.table.DidYouMean;
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
  private final Optional<Table> table;
  private final Optional<LabelledImages> images;
  private final String target;
  private Settings settings = Settings.usual();
  private Optional<Table> validationTable = Optional.empty();
  private Optional<Table> testTable = Optional.empty();
  private Optional<LabelledImages> validationImages = Optional.empty();
  private Optional<LabelledImages> testImages = Optional.empty();
  private final Set<String> ignored = new LinkedHashSet<>();
  private final Map<String, ColumnType> types = new LinkedHashMap<>();
  private Optional<Missing> missing = Optional.empty();
  private Optional<LogColumns> logColumns = Optional.empty();
  private Optional<String> positive = Optional.empty();
  private Optional<String> weights = Optional.empty();
  private final Set<Integer> without = new LinkedHashSet<>();
  private Optional<WarmStart> from = Optional.empty();

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

  /**
   * The likelihood by name; without it the target picks one.
   *
   * @throws DataException if there is none of that name
   */
  public Training likelihood(String name) {
    var catalog = Likelihoods.catalog();
    return likelihood(known("likelihood", name, catalog.named(name), catalog.names()));
  }

  private static <T> T known(String kind, String name, Optional<T> found, List<String> names) {
    return found.orElseThrow(() ->
        new DataException(
            "there is no %s \"%s\"; %s".formatted(kind, name, DidYouMean.hint(name, names))));
  }

  /** The likelihood; without it the target picks one. */
  public Training likelihood(Likelihood family) {
    return with(settings.network().withLikelihood(family));
  }

  /**
   * The widths of the hidden layers, none for a regression; without it one of 64, or two of 128
   * where the validation rows of a table clearly prefer them.
   */
  public Training hidden(int... widths) {
    return with(settings.network().withHidden(Arrays.stream(widths).boxed().toList()));
  }

  /**
   * The layers before the last dense one, which the target makes; in place of hidden layers,
   * activation and dropout.
   */
  public Training layers(Layer... before) {
    return with(settings.network().withLayers(List.of(before)));
  }

  /** The function after each hidden layer; without it tanh for tables and relu for images. */
  public Training activation(Activation function) {
    return with(settings.network().withActivation(function));
  }

  /** The activation by name, as in {@code relu}. */
  public Training activation(String name) {
    var catalog = Layers.catalog();
    var names = catalog.names(Activation.class);
    return activation(known("activation", name, catalog.named(name, Activation.class), names));
  }

  /** The share of hidden values set to 0 while training. */
  public Training dropout(double share) {
    return with(settings.network().withDropout(share));
  }

  /** Without it adam, and Newton's method for a regression of at most 2,000 parameters. */
  public Training optimizer(Optimizer method) {
    return with(settings.learning().withOptimizer(method));
  }

  /** The optimizer by name, as in {@code adamw}. */
  public Training optimizer(String name) {
    return optimizer(known("optimizer", name, Optimizers.named(name), Optimizers.names()));
  }

  public Training learningRate(double value) {
    return with(settings.learning().withLearningRate(value));
  }

  public Training schedule(Schedule shape) {
    return with(settings.learning().withSchedule(shape));
  }

  /** The schedule by name, as in {@code cosine}. */
  public Training schedule(String name) {
    var catalog = Schedules.catalog();
    return schedule(known("schedule", name, catalog.named(name), catalog.names()));
  }

  /** Rows per step; without it 32, and 64 from 5,000 rows on. */
  public Training batch(int rows) {
    return with(settings.learning().withBatch(rows));
  }

  /** The largest norm of the gradient. */
  public Training clip(double norm) {
    return with(settings.learning().withClip(norm));
  }

  /**
   * Starts from a trained model, whose layers, likelihood and preparation of columns are kept; only
   * the learning is stated anew.
   */
  public Training from(TrainedModel model) {
    from = Optional.of(new WarmStart(model));
    return this;
  }

  /** The column that states how much each row counts in the loss; it is no input. */
  public Training weights(String column) {
    weights = Optional.of(column);
    return ignore(column);
  }

  /**
   * Leaves rows of the table out, counted from 0. The split, the order of the other rows and the
   * initial weights are as with them.
   */
  public Training without(int... rows) {
    Arrays.stream(rows).forEach(without::add);
    return this;
  }

  /** Parameters that keep their initial values, as in {@code W1}. */
  public Training frozen(String... parameters) {
    return with(settings.learning().withFrozen(List.of(parameters)));
  }

  /** Makes rare classes count as much as frequent ones. */
  public Training balanced() {
    return with(settings.learning().withClassWeights(ClassWeighting.BALANCED));
  }

  /** A penalty of the coefficients of a model without hidden layers. */
  public Training ridge(Ridge penalty) {
    return with(settings.learning().withRidge(penalty));
  }

  /**
   * The most epochs; without it 300, and for classes without validation rows at least 1,000 steps.
   */
  public Training epochs(int most) {
    return with(settings.stopping().withEpochs(most));
  }

  /** Epochs without a better validation loss after which training stops. */
  public Training patience(int count) {
    return with(settings.stopping().withPatience(count));
  }

  /**
   * The share of the rows that chooses the epoch; without it 0.2, in a regression 0, of fewer than
   * 30 rows 0.
   */
  public Training validation(double share) {
    validationTable = Optional.empty();
    validationImages = Optional.empty();
    return with(settings.stopping().withValidation(share));
  }

  /** Other rows that choose the epoch. */
  public Training validation(Table rows) {
    validationTable = Optional.of(rows);
    return with(settings.stopping().withValidation(0));
  }

  /** Other images that choose the epoch. */
  public Training validation(LabelledImages rows) {
    validationImages = Optional.of(rows);
    return with(settings.stopping().withValidation(0));
  }

  /** The share of the rows that only the final model sees. */
  public Training test(double share) {
    testTable = Optional.empty();
    testImages = Optional.empty();
    return with(settings.stopping().withTest(share));
  }

  /** Other rows that only the final model sees. */
  public Training test(Table rows) {
    testTable = Optional.of(rows);
    return with(settings.stopping().withTest(0));
  }

  /** Other images that only the final model sees. */
  public Training test(LabelledImages rows) {
    testImages = Optional.of(rows);
    return with(settings.stopping().withTest(0));
  }

  /** FLOAT32 or FLOAT64; without it FLOAT32, and FLOAT64 in a regression. */
  public Training precision(DType dtype) {
    return with(settings.execution().withPrecision(dtype));
  }

  /** Decides the split, the initial weights, the order of rows and the dropout. */
  public Training seed(long number) {
    return with(settings.execution().withSeed(number));
  }

  /** How the compiled steps run; none of it changes a result, except the interpreter's rounding. */
  public Training options(Options how) {
    return with(settings.execution().withOptions(how));
  }

  private Training with(Network other) {
    settings = settings.with(other);
    return this;
  }

  private Training with(Learning other) {
    settings = settings.with(other);
    return this;
  }

  private Training with(Stopping other) {
    settings = settings.with(other);
    return this;
  }

  private Training with(Execution other) {
    settings = settings.with(other);
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

  /**
   * The columns of numbers on a logarithmic scale, none for the linear scale everywhere; without it
   * those that span orders of magnitude, where the validation rows of a table clearly prefer it.
   * For models with hidden layers.
   */
  public Training logScale(String... columns) {
    logColumns = Optional.of(LogColumns.of(Set.of(columns)));
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

  /**
   * Settles everything that was not said, and reads, splits and encodes the data.
   *
   * @throws DataException if the data is not good for it
   */
  public TrainingPlan plan() {
    var stated = from.map(start -> start.settings(settings)).orElse(settings);
    var usual = new UsualSettings(images.isPresent(), rows());
    var known = usual.beforeData(stated);
    logColumns.ifPresent(columns -> requireLinear(columns, known.network()));
    var notices = usual.notices(stated);
    var data = data(known, logColumns.orElse(LogColumns.none())).withNotices(notices);
    var settled = usual.afterData(known, data);
    var alternatives =
        usual.alternatives(
            stated,
            settled,
            data,
            () -> logScaled(known).map(scaled -> scaled.withNotices(notices)));
    return withRidgeChosen(
        new TrainingPlan(data, settled, from.map(WarmStart::model), alternatives));
  }

  private static TrainingPlan withRidgeChosen(TrainingPlan plan) {
    var learning = plan.settings().learning();
    if (learning.ridge().isEmpty() || learning.ridge().get().lambda().isPresent()) {
      return plan;
    }
    var chosen = RidgeChoice.of(plan.trainer(), plan.data().training());
    return new TrainingPlan(
        plan.data().withNotices(List.of(chosen.notice())),
        plan.settings().with(learning.withRidge(Ridge.of(chosen.lambda()))),
        plan.from(),
        plan.alternatives());
  }

  /** As in {@code species from penguins.csv}. */
  @Override
  public String toString() {
    return target + table.map(rows -> " from " + rows.source()).orElse(" from images");
  }

  /** Trains with the usual settings and what was said. */
  public TrainingResult run() {
    return plan().run();
  }

  private int rows() {
    return table.map(Table::rowCount).orElseGet(() -> images.orElseThrow().images().count());
  }

  /** The coefficients of a fit without hidden layers are those of the columns as they are. */
  private static void requireLinear(LogColumns columns, Network network) {
    if (network.isRegression() && !columns.names().isEmpty()) {
      throw new SettingException(
          "a logarithmic scale is for models with hidden layers",
          "leave it out, or use {}",
          Remedy.of(Setting.HIDDEN, "64"));
    }
  }

  /** The data with a logarithmic scale where it suits a column, unless the scales are stated. */
  private Optional<TrainingData> logScaled(Settings known) {
    return logColumns.isPresent() || from.isPresent()
        ? Optional.empty()
        : Optional.of(data(known, LogColumns.spanningMagnitudes()))
            .filter(data -> !data.preparation().orElseThrow().logColumns().isEmpty());
  }

  private TrainingData data(Settings known, LogColumns columns) {
    var data = weighted(source(known, columns));
    return SharedRows.noticed(without.isEmpty() ? data : data.without(without));
  }

  private TrainingData source(Settings known, LogColumns columns) {
    var validation = known.stopping().validation().orElseThrow();
    var test = known.stopping().test();
    var seed = known.execution().seed();
    return images.isPresent()
        ? new ImageSource(
                images.get(),
                HeldOutRows.of(validation, validationImages),
                HeldOutRows.of(test, testImages),
                seed)
            .resolve()
        : new TableSource(
                table.orElseThrow(),
                named(target),
                known.network().likelihood(),
                preparation(known, columns),
                HeldOutRows.of(validation, validationTable),
                HeldOutRows.of(test, testTable),
                seed,
                from.flatMap(start -> start.preparation(target)),
                weights,
                without)
            .resolve();
  }

  private PreparationOptions preparation(Settings known, LogColumns columns) {
    var usual =
        known.network().isRegression()
            ? PreparationOptions.withoutHiddenLayers()
            : PreparationOptions.defaults();
    var named = new LinkedHashMap<String, ColumnType>();
    types.forEach((column, type) -> named.put(named(column), type));
    return new PreparationOptions(
        named,
        ignored.stream().map(this::named).collect(Collectors.toSet()),
        missing.orElse(usual.missing()),
        positive,
        usual.maxLevels(),
        usual.referenceLevel(),
        known.execution().precision().orElseThrow(),
        new LogColumns(
            columns.wide(), columns.names().stream().map(this::named).collect(Collectors.toSet())));
  }

  /** The name as the table writes it. */
  private String named(String column) {
    return table.map(rows -> rows.name(column)).orElse(column);
  }

  private TrainingData weighted(TrainingData data) {
    if (settings.learning().classWeights() == ClassWeighting.NONE) {
      return data;
    }
    if (!(data.target() instanceof Target.Classes)) {
      throw new DataException(
          data.target().column() + " has no classes to balance",
          "leave {} out",
          Remedy.of(Setting.CLASS_WEIGHTS));
    }
    var balanced = ClassWeights.balanced(data.training().y());
    Arrays.setAll(balanced, row -> balanced[row] * data.training().weights().at(row));
    return data.withWeights(balanced);
  }
}
