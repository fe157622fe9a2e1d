package org.backprop.app.studio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.backprop.app.Failures;
import org.backprop.app.InputFile;
import org.backprop.app.Main;
import org.backprop.app.PossibleTarget;
import org.backprop.app.Terminal;
import org.backprop.app.TrainCommand;
import org.backprop.app.Typed;
import org.backprop.app.Writing;
import org.backprop.table.CsvFormat;
import org.backprop.table.DataException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/**
 * Trains on files that the user has dropped on the page, by the command that the page shows. The
 * page names files by the names that it was given for them: it reaches no other file.
 */
final class TrainingDesk {
  /** Larger files are trained from the command line. */
  private static final int MOST_BYTES = 64 << 20;

  private static final int LONGEST_NAME = 100;
  private static final Duration END = Duration.ofSeconds(30);

  /** Options that the page may set, each with one value that is no file. */
  private static final List<String> OPTIONS =
      List.of(
          "likelihood",
          "hidden",
          "activation",
          "dropout",
          "epochs",
          "patience",
          "learning-rate",
          "optimizer",
          "batch",
          "seed",
          "missing",
          "weight-decay",
          "clip");

  private final Path folder;
  private final Supplier<LiveTraining> trainings;
  private final Map<String, Path> files = new LinkedHashMap<>();
  private @Nullable LiveTraining current;
  private @Nullable Thread thread;
  private final List<Path> written = new ArrayList<>();
  private int models;

  TrainingDesk(Path folder, Supplier<LiveTraining> trainings) {
    this.folder = folder;
    this.trainings = trainings;
  }

  /** Lets the page train on a file that was named on the command line. */
  synchronized void add(Path file) {
    files.put(String.valueOf(file.getFileName()), file);
  }

  /** The files that the page may train on. */
  synchronized Map<String, Object> data() {
    return Map.of("files", List.copyOf(files.keySet()), "running", isRunning());
  }

  /**
   * Stores a file.
   *
   * @throws Request.TooLargeException if it is larger than 64 MB
   */
  synchronized Map<String, @Nullable Object> upload(Request request) throws IOException {
    var name = request.query("name").orElse("");
    var bytes = request.bytes(MOST_BYTES);
    if (bytes.length == 0) {
      throw new DataException("the file is empty; choose one with rows");
    }
    var file = free(plain(name));
    Files.createDirectories(folder);
    Writing.bytes(file, bytes);
    add(file);
    return columns(new JsonMessage(Map.of("file", String.valueOf(file.getFileName()))));
  }

  /** A name without a folder and without characters that mean something to a shell. */
  private static String plain(String name) {
    var plain =
        URLDecoder.decode(name, StandardCharsets.UTF_8).replaceAll("[^\\p{L}\\p{N}._-]+", "_");
    var shown = plain.replaceFirst("^[._-]+", "");
    return shown.isEmpty()
        ? "data.csv"
        : shown.substring(Math.max(0, shown.length() - LONGEST_NAME));
  }

  private Path free(String name) {
    var file = folder.resolve(name);
    for (var i = 2; Files.exists(file); i++) {
      file = folder.resolve(name.replaceFirst("(\\.[^.]*)?$", "-" + i + "$1"));
    }
    return file;
  }

  private Path file(JsonMessage message) {
    var name = message.text("file").orElse("");
    return Optional.ofNullable(files.get(name))
        .orElseThrow(
            () -> new DataException("no file \"" + name + "\" is open; drop it on the page first"));
  }

  /** The columns of a file as they are understood, and the likelihood of each as a target. */
  synchronized Map<String, @Nullable Object> columns(JsonMessage message) {
    var file = file(message);
    var table = InputFile.of(file).table(CsvFormat.detect());
    var targets = PossibleTarget.of(table);
    var map = new LinkedHashMap<String, @Nullable Object>();
    map.put("file", String.valueOf(file.getFileName()));
    map.put("rows", table.rowCount());
    map.put("columns", targets.stream().map(PossibleTarget::toMap).toList());
    var suggested = PossibleTarget.suggested(targets);
    map.put("suggested", table.has(suggested) ? suggested : null);
    return map;
  }

  /** Begins a training. */
  synchronized Map<String, Object> train(JsonMessage message) throws IOException {
    awaitEnd();
    if (isRunning()) {
      throw new DataException("a training is running; stop it first");
    }
    Files.createDirectories(folder);
    var words = words(message);
    var said = new ByteArrayOutputStream();
    var out = new PrintStream(said, true, StandardCharsets.UTF_8);
    var command = parsed(Terminal.plain(out, out), words);
    var live = trainings.get();
    command.watchedBy(live);
    live.preparing();
    current = live;
    thread =
        Thread.ofPlatform()
            .daemon()
            .name("studio training")
            .start(() -> {
              try {
                command.call();
              } catch (RuntimeException e) {
                live.failed(Failures.sentence(e));
              }
            });
    return Map.of("command", Typed.words(words).toString());
  }

  private static TrainCommand parsed(Terminal terminal, List<String> words) {
    try {
      return Main.training(terminal, words);
    } catch (ParameterException e) {
      throw new DataException(String.valueOf(e.getMessage()), e);
    }
  }

  private List<String> words(JsonMessage message) {
    var words = new ArrayList<String>();
    words.add("train");
    words.add(file(message).toString());
    words.add("--target=" + message.text("target").orElse(""));
    for (var option : OPTIONS) {
      message
          .text(option)
          .filter(it -> !it.isBlank())
          .ifPresent(value -> words.add("--" + option + "=" + value.strip()));
    }
    message
        .list("types", it -> it.text("column").orElse("") + "=" + it.text("type").orElse(""))
        .forEach(it -> words.add("--type=" + it));
    message
        .list("ignored", it -> it.text("column").orElse(""))
        .forEach(it -> words.add("--ignore=" + it));
    if (message.flag("go_on")) {
      words.add(
          "--from="
              + written.reversed().stream()
                  .filter(Files::exists)
                  .findFirst()
                  .orElseThrow(
                      () -> new DataException("no training of this page has written a model")));
    }
    written.add(model(file(message)));
    words.add("-o");
    words.add(written.getLast().toString());
    return words;
  }

  private Path model(Path data) {
    var base =
        String.valueOf(data.getFileName()).replaceFirst("\\.gz$", "").replaceFirst("\\.[^.]*$", "");
    Path file;
    do {
      models++;
      file = folder.resolve(base + "-" + models + ".safetensors");
    } while (Files.exists(file));
    return file;
  }

  /** A training whose model is written still has its report to make. */
  private void awaitEnd() {
    if (thread != null && current != null && current.isEnded()) {
      try {
        thread.join(END);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean isRunning() {
    return thread != null && thread.isAlive();
  }

  /** Steers the training that runs. */
  synchronized Map<String, Object> control(JsonMessage message) {
    var live = current;
    if (live == null) {
      throw new DataException("no training was begun on this page");
    }
    switch (message.text("do").orElse("")) {
      case "pause" -> live.pause();
      case "resume" -> live.resume();
      case "stop" -> live.stop();
      case "step" -> live.step(Math.clamp(message.whole("count").orElse(1), 1, 1_000_000));
      default -> throw new DataException("\"do\" takes pause, resume, step or stop");
    }
    return Map.of();
  }

  /** A training that the command line has begun. */
  synchronized void steer(LiveTraining live) {
    current = live;
  }
}
