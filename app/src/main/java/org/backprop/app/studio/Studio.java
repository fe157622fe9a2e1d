package org.backprop.app.studio;

import java.io.IOException;
import java.util.Map;

/** What the server answers: the page's questions, each under its address. */
final class Studio {
  /** More than any message of the page. */
  private static final int MOST_BYTES = 1 << 20;

  /** Answers a message with one. */
  @FunctionalInterface
  private interface Answer {
    Map<String, ?> to(JsonMessage message) throws IOException;
  }

  private final OpenModel open;

  private Studio(OpenModel open) {
    this.open = open;
  }

  static Studio of(OpenModel open) {
    return new Studio(open);
  }

  /** A server that has begun. */
  StudioServer serve(String host, int port) {
    var server = StudioServer.on(host, port);
    var chains = new ChainService(open);
    post(server, "opened", _ -> chains.opened());
    post(server, "chain", chains::chain);
    post(server, "graph", chains::graph);
    post(server, "terms", chains::terms);
    post(server, "checks", chains::checks);
    server.start();
    return server;
  }

  private static void post(StudioServer server, String name, Answer answer) {
    server.handle(
        "POST /api/" + name, request -> Response.json(answer.to(request.json(MOST_BYTES))));
  }
}
