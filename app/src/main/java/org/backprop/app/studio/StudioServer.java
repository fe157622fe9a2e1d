package org.backprop.app.studio;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.backprop.app.Failures;
import org.backprop.app.studio.Request.TooLargeException;
import org.backprop.table.DataException;

/**
 * The web server of the studio: the page, its files and what it asks for, each request on a virtual
 * thread of its own.
 */
final class StudioServer implements AutoCloseable {
  /** Requests that wait to be accepted. */
  private static final int BACKLOG = 256;

  private static final int HIGHEST_PORT = 65_535;

  /** How long a client may take to send its request. */
  private static final int REQUEST_SECONDS = 20;

  static {
    System.setProperty("sun.net.httpserver.maxReqTime", String.valueOf(REQUEST_SECONDS));
    System.setProperty("jdk.httpserver.maxConnections", "1000");
  }

  /** Answers one kind of request. */
  @FunctionalInterface
  interface Handler {
    Response answer(Request request) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Guard guard;
  private final PageFiles files = new PageFiles();
  private final Map<String, Handler> handlers = new LinkedHashMap<>();
  private final Map<String, EventStream> streams = new LinkedHashMap<>();

  private StudioServer(HttpServer server, String host) {
    this.server = server;
    this.guard = new Guard(host, server.getAddress().getPort());
  }

  /**
   * A server that waits for its handlers and for {@link #start}.
   *
   * @param port 0 for any that is free
   * @throws DataException if the address is not to be had
   */
  static StudioServer on(String host, int port) {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new DataException("--port takes a number from 0 to " + HIGHEST_PORT + ", not " + port);
    }
    try {
      var address = new InetSocketAddress(InetAddress.getByName(host), port);
      return new StudioServer(HttpServer.create(address, BACKLOG), host);
    } catch (IOException e) {
      throw new DataException(
          "port %s of %s cannot be opened: %s; name another with --port, or 0 for any that is free"
              .formatted(port, host, e.getMessage()),
          e);
    }
  }

  /** Answers a GET or POST of a path, as in {@code POST /api/chain}. */
  StudioServer handle(String methodAndPath, Handler handler) {
    handlers.put(methodAndPath, handler);
    return this;
  }

  /** Streams events to each client that asks for a path. */
  StudioServer stream(String path, EventStream events) {
    streams.put(path, events);
    return this;
  }

  void start() {
    server.createContext("/", this::exchange);
    server.setExecutor(threads);
    server.start();
  }

  /** Where the page is. */
  String url() {
    var address = server.getAddress();
    var host = address.getAddress().getHostAddress();
    return "http://%s:%s/"
        .formatted(host.contains(":") ? "[" + host + "]" : host, address.getPort());
  }

  private void exchange(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = new Request(exchange);
      var refusal = guard.refusal(request);
      var events = streams.get(request.path());
      if (refusal.isEmpty() && events != null && request.method().equals("GET")) {
        headers(exchange, "text/event-stream");
        events.serve(exchange);
        return;
      }
      var response =
          refusal
              .map(it -> Response.refused(Response.FORBIDDEN, it))
              .orElseGet(() -> answer(request));
      headers(exchange, response.type());
      response.send(exchange);
    }
  }

  private Response answer(Request request) {
    try {
      return route(request);
    } catch (TooLargeException e) {
      return Response.refused(Response.TOO_LARGE, String.valueOf(e.getMessage()));
    } catch (DataException | IllegalArgumentException e) {
      return Response.refused(Response.BAD_REQUEST, Failures.sentence(e));
    } catch (IOException | RuntimeException e) {
      return Response.refused(Response.FAULT, Failures.sentence(e));
    }
  }

  private Response route(Request request) throws IOException {
    var path = request.path();
    var method = request.method().equals("HEAD") ? "GET" : request.method();
    var handler = handlers.get(method + " " + path);
    if (handler != null) {
      return handler.answer(request);
    }
    var file = path.equals("/") ? Optional.of(files.index(guard.token())) : files.find(path);
    if (file.isPresent() && method.equals("GET")) {
      return file.get();
    }
    var isKnown =
        file.isPresent() || handlers.keySet().stream().anyMatch(it -> it.endsWith(" " + path));
    return isKnown
        ? Response.refused(Response.WRONG_METHOD, "this address takes another method")
        : Response.refused(Response.NOT_FOUND, "there is nothing at this address");
  }

  private void headers(HttpExchange exchange, String type) {
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Content-Security-Policy", files.contentSecurityPolicy());
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
  }

  /** Ends all requests. */
  @Override
  public void close() {
    streams.values().forEach(EventStream::close);
    server.stop(0);
    threads.shutdownNow();
  }
}
