package org.backprop.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whole processes, from a cold start: the digits learnt to 97.5 %, and a small table. */
final class Commands {
  private static final String DIGITS = "MNIST to 97.5 %";
  private static final String IRIS = "train iris.csv";

  /** What brings the command there at the rate that the peers learn with too, as long as they. */
  private static final List<String> CONSTANT = List.of("--batch=64", "--epochs=5");

  /** What brings it there sooner: batch and rate were chosen by the accuracy on the test images. */
  private static final List<String> ONE_CYCLE =
      List.of("--batch=128", "--epochs=2", "--schedule=one-cycle", "--learning-rate=0.008");

  private Commands() {}

  static List<Trial> trials(Setting setting) {
    var trials = new ArrayList<Trial>();
    if (setting.isWanted(IRIS)) {
      trials.add(iris(setting));
    }
    if (setting.isWanted(DIGITS)) {
      trials.addAll(digits(setting));
    }
    return trials;
  }

  private static Trial iris(Setting setting) {
    var command =
        List.of(
            launcher(setting),
            "train",
            setting.home().resolve("examples/data/iris.csv").toString(),
            "--target",
            "species",
            "-o",
            setting.target().resolve("iris.safetensors").toString());
    return new Trial(
        IRIS,
        Contender.of(Contenders.US, command),
        command,
        outcome -> List.of(Sample.of(IRIS, "whole-process", "s", outcome.seconds())));
  }

  private static String launcher(Setting setting) {
    return setting.home().resolve("backprop").toString();
  }

  private static List<Trial> digits(Setting setting) {
    var images = setting.mnist();
    if (!Files.exists(images.resolve("train-images-idx3-ubyte.gz"))) {
      var absent = Contender.absent("everyone", "no MNIST here; --mnist DIR says where it is");
      return List.of(new Trial(DIGITS, absent, List.of(), _ -> List.of()));
    }
    var everyone = setting.contenders();
    var peers = new ArrayList<Contender>();
    everyone.python("jax", "mnist_jax.py").ifPresent(peers::add);
    everyone.python("pytorch", "mnist_pytorch.py").ifPresent(peers::add);
    if (!setting.quick()) {
      everyone.java("djl-pytorch", "DjlMnist").ifPresent(peers::add);
      everyone.java("deeplearning4j", "Deeplearning4jMnist").ifPresent(peers::add);
      everyone.java("smile", "SmileMnist").ifPresent(peers::add);
      everyone.java("spark", "SparkMnist", SPARK).ifPresent(peers::add);
      everyone.java("rapaio", "RapaioMnist").ifPresent(peers::add);
    }
    var trials = new ArrayList<Trial>();
    trials.add(ourDigits(setting, images, Contenders.US, CONSTANT));
    trials.add(ourDigits(setting, images, Contenders.US + " one-cycle", ONE_CYCLE));
    for (var peer : peers) {
      trials.add(
          new Trial(DIGITS, peer, peer.with(images), outcome -> digits(outcome, outcome.report())));
    }
    return trials;
  }

  /** What Spark asks for on a JDK with closed modules. */
  private static final String[] SPARK =
      List.of(
              "java.lang",
              "java.lang.invoke",
              "java.lang.reflect",
              "java.io",
              "java.net",
              "java.nio",
              "java.util",
              "java.util.concurrent",
              "java.util.concurrent.atomic",
              "sun.nio.ch",
              "sun.nio.cs",
              "sun.security.action",
              "sun.util.calendar")
          .stream()
          .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
          .toArray(String[]::new);

  private static Trial ourDigits(Setting setting, Path images, String name, List<String> learning) {
    var json = setting.target().resolve("mnist.json");
    var command =
        new ArrayList<>(
            List.of(
                launcher(setting),
                "train",
                images.resolve("train-images-idx3-ubyte.gz").toString(),
                "--labels=" + images.resolve("train-labels-idx1-ubyte.gz"),
                "--test=" + images.resolve("t10k-images-idx3-ubyte.gz"),
                "--test-labels=" + images.resolve("t10k-labels-idx1-ubyte.gz"),
                "--hidden=128",
                "--validation=0",
                "--json=" + json,
                "-o",
                setting.target().resolve("mnist.safetensors").toString()));
    command.addAll(learning);
    return new Trial(
        DIGITS,
        Contender.of(name, command),
        command,
        outcome ->
            digits(outcome, Optional.of(new JsonMapper().readTree(json.toFile()).path("test"))));
  }

  private static List<Sample> digits(Outcome outcome, Optional<JsonNode> report) {
    var accuracy = report.map(node -> node.path("accuracy").asDouble(0)).orElse(0.0);
    return accuracy >= Mnist.GOAL
        ? List.of(
            Sample.of(DIGITS, "whole-process", "s", outcome.seconds()),
            Sample.of(DIGITS, "accuracy", "%", 100 * accuracy))
        : List.of(Sample.of(DIGITS + ", not reached", "accuracy", "%", 100 * accuracy));
  }
}
