package org.backprop.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.backprop.engine.Options;
import org.backprop.layer.Activations;
import org.backprop.layer.Layers;
import org.backprop.likelihood.Likelihoods;
import org.backprop.optimizer.Optimizers;
import org.backprop.optimizer.Schedules;
import org.backprop.table.DataException;
import org.backprop.tensor.DType;
import org.junit.jupiter.api.Test;

final class SettingsTest {
  private static final Settings ALL_STATED =
      new Settings(
          Network.usual()
              .withLikelihood(Likelihoods.categorical())
              .withHidden(List.of(7, 5))
              .withActivation(Activations.SILU)
              .withDropout(0.1),
          Learning.usual()
              .withOptimizer(Optimizers.adamW(0.03))
              .withLearningRate(0.02)
              .withSchedule(Schedules.ONE_CYCLE)
              .withBatch(16)
              .withClip(3)
              .withClassWeights(ClassWeighting.BALANCED)
              .withFrozen(List.of("W1", "b1"))
              .withRidge(Ridge.of(0.5)),
          Stopping.usual().withEpochs(11).withPatience(4).withValidation(0.25).withTest(0.125),
          Execution.usual()
              .withPrecision(DType.FLOAT64)
              .withSeed(99)
              .withOptions(Options.defaults().withThreads(2).withInterpret(true)));

  /**
   * Of options only these are settings; the others change the speed alone. Layers stand in place of
   * others, and the epochs of an extended training are stated when it has ended.
   */
  private static Stream<String> names(RecordComponent component) {
    if (Set.of("layers", "extended").contains(component.getName())) {
      return Stream.of();
    }
    return component.getType() == Options.class
        ? Stream.of("threads", "interpret")
        : component.getName().equals("optimizer")
            ? Stream.of("optimizer", "weight_decay")
            : Stream.of(component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
  }

  @Test
  void every_component_of_every_group_reaches_the_map() {
    var map = ALL_STATED.toMap();
    assertEquals(
        Arrays.stream(Settings.class.getRecordComponents()).map(c -> c.getName()).toList(),
        List.copyOf(map.keySet()));
    for (var group : Settings.class.getRecordComponents()) {
      var expected =
          Arrays.stream(group.getType().getRecordComponents())
              .flatMap(SettingsTest::names)
              .collect(Collectors.toSet());
      assertEquals(expected, map.get(group.getName()).keySet(), group.getName());
    }
  }

  @Test
  void layers_that_are_stated_one_by_one_stand_in_place_of_hidden_ones() {
    var network =
        Network.usual().withLayers(List.of(Layers.dense(4), Layers.relu(), Layers.dropout(0.5)));
    assertEquals(Map.of("layers", "dense(4), relu(), dropout(0.5)"), network.toMap());
    assertEquals(List.of(3), network.withHidden(List.of(3)).toMap().get("hidden"));
    assertTrue(Network.usual().withLayers(List.of()).isRegression());
    assertThrows(IllegalArgumentException.class, () -> network.withDropout(0.1));
    assertThrows(IllegalArgumentException.class, () -> network.withActivation(Layers.tanh()));
    assertEquals(network.layers().orElseThrow(), Layers.parse("dense(4), relu, dropout(0.5)"));
    var e = assertThrows(DataException.class, () -> Layers.parse("dense(4), relo"));
    assertTrue(
        e.getMessage().contains("there is no layer \"relo\"; did you mean \"relu\"?"),
        e::getMessage);
  }

  @Test
  void the_map_holds_the_stated_values() {
    assertEquals(
        Map.of(
            "network",
            Map.of(
                "likelihood",
                "categorical",
                "hidden",
                List.of(7, 5),
                "activation",
                "silu",
                "dropout",
                0.1),
            "learning",
            Map.of(
                "optimizer",
                "adamw",
                "learning_rate",
                0.02,
                "schedule",
                "one-cycle",
                "batch",
                16,
                "weight_decay",
                0.03,
                "clip",
                3.0,
                "class_weights",
                "balanced",
                "frozen",
                List.of("W1", "b1"),
                "ridge",
                0.5),
            "stopping",
            Map.of("epochs", 11, "patience", 4, "validation", 0.25, "test", 0.125),
            "execution",
            Map.of("precision", "float64", "seed", 99L, "threads", 2, "interpret", true)),
        ALL_STATED.toMap());
  }

  @Test
  void a_name_stands_in_one_group_only() {
    Set<String> names = new LinkedHashSet<>();
    ALL_STATED
        .toMap()
        .values()
        .forEach(
            group -> group.keySet().forEach(name -> assertEquals(true, names.add(name), name)));
  }

  @Test
  void newton_uses_no_rate_schedule_batch_decay_or_clip() {
    var learning = ALL_STATED.learning().withOptimizer(Optimizers.newton());
    var map = ALL_STATED.with(learning).toMap();
    assertEquals(
        Map.of(
            "optimizer",
            "newton",
            "class_weights",
            "balanced",
            "frozen",
            List.of("W1", "b1"),
            "ridge",
            0.5),
        map.get("learning"));
  }

  @Test
  void a_share_outside_of_zero_to_one_is_refused() {
    var stopping = Stopping.usual();
    var e = assertThrows(RuntimeException.class, () -> stopping.withValidation(-0.1));
    assertEquals(
        "a share of rows is from 0 to below 1, as in 0.2 for a fifth, not -0.1", e.getMessage());
    assertThrows(RuntimeException.class, () -> stopping.withTest(1));
  }
}
