package org.backprop.app.studio;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.backprop.app.JsonOutput;

/** An answer of the server: its status, its media type and its bytes. */
final class Response {
  static final int OK = 200;
  static final int BAD_REQUEST = 400;
  static final int FORBIDDEN = 403;
  static final int NOT_FOUND = 404;
  static final int WRONG_METHOD = 405;
  static final int TOO_LARGE = 413;
  static final int FAULT = 500;

  private final int status;
  private final String type;
  private final byte[] body;

  private Response(int status, String type, byte[] body) {
    this.status = status;
    this.type = type;
    this.body = body;
  }

  static Response json(Map<String, ?> map) {
    return json(OK, map);
  }

  private static Response json(int status, Map<String, ?> map) {
    return new Response(
        status, "application/json", JsonOutput.compact(map).getBytes(StandardCharsets.UTF_8));
  }

  /** A sentence for the user of the page. */
  static Response refused(int status, String sentence) {
    return json(status, Map.of("error", sentence));
  }

  static Response file(String type, byte[] body) {
    return new Response(OK, type, body);
  }

  String type() {
    return type;
  }

  /** Sends it; the headers are set already. */
  void send(HttpExchange exchange) throws IOException {
    var isHead = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, isHead || body.length == 0 ? -1 : body.length);
    if (!isHead) {
      exchange.getResponseBody().write(body);
    }
  }
}
