package org.backprop.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The value and gradient of objectives of ADBench, compiled, beside JAX. */
final class Objectives {
  private static final Objective SMALL = Objective.mixture(1000, 10, 25);

  private static final List<Objective> ALL =
      List.of(SMALL, Objective.mixture(1000, 64, 10), Objective.lstm(2, 1024, 14));

  private Objectives() {}

  static List<Trial> trials(Setting setting) throws IOException {
    var trials = new ArrayList<Trial>();
    for (var objective : setting.quick() ? List.of(SMALL) : ALL) {
      if (setting.isWanted(objective.name())) {
        objective.write(setting.data());
        var contenders = setting.contenders();
        trials.add(trial(setting, objective, contenders.ours(ObjectiveContender.class.getName())));
        contenders
            .python("jax jit", "objective_jax.py")
            .ifPresent(jax -> trials.add(trial(setting, objective, jax)));
      }
    }
    return trials;
  }

  private static Trial trial(Setting setting, Objective objective, Contender contender) {
    return new Trial(
        objective.name(),
        contender,
        contender.with(objective.name(), setting.data(), setting.seconds()),
        outcome ->
            outcome.report().map(report -> samples(objective.name(), report)).orElse(List.of()));
  }

  private static List<Sample> samples(String name, JsonNode report) {
    return List.of(
        Sample.of(name, "value-and-gradient", "us", report.get("value-and-gradient")),
        Sample.of(name, "compile", "s", report.get("compile").asDouble()));
  }
}
