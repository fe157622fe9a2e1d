package org.backprop.app.studio;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.backprop.app.JsonOutput;

/**
 * Server-sent events: a list of messages that grows, and clients that each read it from where they
 * are. The writer never waits for a client; a client that has missed messages, as after a lost
 * connection, gets them by their numbers.
 */
final class EventStream implements AutoCloseable {
  /** How often an idle connection is tried, so that a client that is gone is noticed. */
  private static final long IDLE_NANOS = 15_000_000_000L;

  /** The most messages in one write. */
  private static final int BATCH = 500;

  private final List<String> messages = new ArrayList<>();
  private int first;
  private boolean isClosed;

  /** Adds a message to all clients. */
  synchronized void add(Map<String, ?> message) {
    messages.add(JsonOutput.compact(message));
    notifyAll();
  }

  /** Begins anew: clients are told to forget what they have. */
  synchronized void restart(Map<String, ?> message) {
    first += messages.size();
    messages.clear();
    add(message);
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    notifyAll();
  }

  private synchronized boolean isClosed() {
    return isClosed;
  }

  /** The messages from a number on, after waiting for them. */
  private synchronized List<String> from(int number) throws InterruptedException {
    var deadline = System.nanoTime() + IDLE_NANOS;
    while (!isClosed && number >= first + messages.size() && System.nanoTime() < deadline) {
      TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
    }
    var start = Math.max(0, number - first);
    var end = Math.min(messages.size(), start + BATCH);
    return start < end ? List.copyOf(messages.subList(start, end)) : List.of();
  }

  private synchronized int known(int number) {
    return Math.clamp(number, first, first + messages.size());
  }

  /** Writes events until the client or the server ends. */
  void serve(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(Response.OK, 0);
    var out = exchange.getResponseBody();
    var next = known(lastSeen(exchange) + 1);
    try {
      while (!isClosed()) {
        var batch = from(next);
        next = known(next);
        var text = new StringBuilder(batch.isEmpty() ? ":\n\n" : "");
        for (var message : batch) {
          text.append("id: ").append(next++).append("\ndata: ").append(message).append("\n\n");
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int lastSeen(HttpExchange exchange) {
    var given = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    return given != null && given.matches("\\d{1,9}") ? Integer.parseInt(given) : -1;
  }
}
