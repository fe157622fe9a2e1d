package org.backprop.app.studio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.backprop.app.study.exercise.Notation;
import org.backprop.app.study.review.StudyFiles;

/** What the page shows, and the server that answers its questions, each under its address. */
final class Studio {
  /** More than any message of the page. */
  private static final int MOST_BYTES = 1 << 20;

  private static final Path USUAL_FOLDER = Path.of("backprop-studio");

  /** Answers a message with one. */
  @FunctionalInterface
  private interface Answer {
    Map<String, ?> to(JsonMessage message) throws IOException;
  }

  private final AtomicReference<OpenModel> own;

  /** The example of a card, which is shown until it is closed or a training begins. */
  private final AtomicReference<Optional<OpenModel>> example =
      new AtomicReference<>(Optional.empty());

  private final EventStream events = new EventStream();
  private final TrainingDesk desk;
  private final StudyService study;

  /** The textbook's network. */
  Studio() {
    this(OpenModel.example(), USUAL_FOLDER);
  }

  /** A model that is open, and the usual study log. */
  Studio(OpenModel open, Path folder) {
    this(open, folder, new StudyService(StudyFiles.usualLog(), Notation.USUAL));
  }

  /**
   * A model that is open.
   *
   * @param folder where the page's uploads and models are written
   */
  Studio(OpenModel open, Path folder, StudyService study) {
    this.own = new AtomicReference<>(open);
    this.study = study;
    this.desk = new TrainingDesk(folder, this::training);
    open.data().ifPresent(desk::add);
  }

  /** A training whose model is what the page shows, from its first step on. */
  LiveTraining training() {
    return new LiveTraining(
        events,
        plan -> {
          own.set(OpenModel.of(plan));
          example.set(Optional.empty());
        },
        weights -> own.updateAndGet(it -> it.withWeights(weights)),
        (result, model) -> own.updateAndGet(it -> it.trained(result, model)));
  }

  private OpenModel open() {
    return example.get().orElseGet(own::get);
  }

  /** Shows the example of a card, or without one again what was open before. */
  private Map<String, ?> show(JsonMessage message) {
    var shown = message.text("card").map(_ -> study.example(message));
    example.set(shown);
    return Map.of();
  }

  /** Lets the page steer a training that the command line has begun. */
  void steer(LiveTraining live) {
    desk.steer(live);
  }

  /** The page as one file, with the row that is shown first. */
  String exported() {
    return ExportedPage.of(open(), new ChainService(this::open, new RunService(this::open)));
  }

  /** A server that has begun. */
  StudioServer serve(String host, int port) {
    var server = StudioServer.on(host, port);
    var runs = new RunService(this::open);
    var chains = new ChainService(this::open, runs);
    post(server, "chain", chains::chain);
    post(server, "graph", chains::graph);
    post(server, "terms", chains::terms);
    post(server, "checks", chains::checks);
    post(server, "likelihood", chains::likelihood);
    post(server, "run", _ -> runs.run());
    post(server, "life", runs::life);
    post(server, "blame", runs::blame);
    post(server, "data", _ -> desk.data());
    post(server, "columns", desk::columns);
    post(server, "train", desk::train);
    post(server, "control", desk::control);
    post(server, "study", study::now);
    post(server, "study/answer", study::answer);
    post(server, "study/rate", study::rate);
    post(server, "study/leave", study::leave);
    post(server, "study/undo", study::undo);
    post(server, "study/edit", study::edit);
    post(server, "study/cards", study::cards);
    post(server, "study/change", study::change);
    post(server, "study/homework", HomeworkMap::of);
    post(server, "study/show", this::show);
    server.handle("POST /api/upload", request -> Response.json(desk.upload(request)));
    server.stream("/api/events", events);
    server.start();
    return server;
  }

  private static void post(StudioServer server, String name, Answer answer) {
    server.handle(
        "POST /api/" + name, request -> Response.json(answer.to(request.json(MOST_BYTES))));
  }
}
