package org.backprop.app.study.exercise;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.backprop.model.Model;

/** All kinds of exercises. */
public final class Exercises {
  private static final List<ExerciseKind> ALL =
      Stream.of(
              LikelihoodKinds.all(),
              LossKinds.all(),
              ForwardKinds.all(),
              DeltaKinds.all(),
              BackwardKinds.all(),
              WeightKinds.all(),
              UpdateKinds.all(),
              PenaltyKinds.all(),
              NumericKinds.all(),
              InitialKinds.all(),
              InferenceKinds.all())
          .<ExerciseKind>flatMap(List::stream)
          .toList();

  private Exercises() {}

  /** In the order in which they are learned. */
  public static List<ExerciseKind> all() {
    return ALL;
  }

  /** The topics, each once, in order. */
  public static List<String> topics() {
    return ALL.stream().map(ExerciseKind::topic).distinct().toList();
  }

  /** The kinds of a topic, or the kind of that id; empty if there is neither. */
  public static List<ExerciseKind> of(String topicOrId) {
    return ALL.stream()
        .filter(it -> it.topic().equals(topicOrId) || it.id().equals(topicOrId))
        .toList();
  }

  /** The kind of that id. */
  public static Optional<ExerciseKind> find(String id) {
    return ALL.stream().filter(it -> it.id().equals(id)).findFirst();
  }

  /** The mistakes of the exercises that ask for this value of a network like the given one. */
  static List<Slip> slips(Model model, String value) {
    return ALL.stream()
        .filter(Question.class::isInstance)
        .map(Question.class::cast)
        .filter(it ->
            it.asked().equals(value)
                && it.source() instanceof Network network
                && network.isLike(model, value))
        .flatMap(it -> it.slips().stream())
        .toList();
  }
}
