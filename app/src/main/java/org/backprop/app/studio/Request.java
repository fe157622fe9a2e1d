package org.backprop.app.studio;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.backprop.table.DataException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** A request of the page: its path, and a JSON object if it has a body. */
final class Request {
  /** Nested deeper than any message of the page. */
  private static final int DEEPEST = 20;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .build();

  private final HttpExchange exchange;

  Request(HttpExchange exchange) {
    this.exchange = exchange;
  }

  String method() {
    return exchange.getRequestMethod();
  }

  String path() {
    return exchange.getRequestURI().getPath();
  }

  /** A part of the query, still encoded. */
  Optional<String> query(String name) {
    var query = exchange.getRequestURI().getRawQuery();
    return query == null
        ? Optional.empty()
        : Stream.of(query.split("&", -1))
            .filter(it -> it.startsWith(name + "="))
            .map(it -> it.substring(name.length() + 1))
            .findFirst();
  }

  /** The first value of a header. */
  Optional<String> header(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  List<String> headers(String name) {
    return exchange.getRequestHeaders().getOrDefault(name, List.of());
  }

  /**
   * The body.
   *
   * @throws TooLargeException if it has more bytes
   */
  byte[] bytes(int most) throws IOException {
    var body = exchange.getRequestBody();
    var bytes = body.readNBytes(most + 1);
    if (bytes.length > most) {
      body.skip(most); // a client that is still sending does not read the answer
      throw new TooLargeException(
          "the request has more than " + most + " bytes; the page sends less");
    }
    return bytes;
  }

  /**
   * The body as a JSON object.
   *
   * @throws DataException if it is none
   */
  JsonMessage json(int most) throws IOException {
    try {
      var map = JSON.readValue(bytes(most), Map.class);
      if (map == null) {
        throw new DataException("the request has no JSON object");
      }
      return new JsonMessage(map);
    } catch (JacksonException e) {
      throw new DataException("the request is no JSON object", e);
    }
  }

  /** A request with more bytes than may be sent. */
  static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooLargeException(String message) {
      super(message);
    }
  }
}
