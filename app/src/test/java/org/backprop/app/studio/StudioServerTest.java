package org.backprop.app.studio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.backprop.app.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StudioServerTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern TOKEN = Pattern.compile("name=\"token\" content=\"([0-9a-f]{32})\"");

  private static StudioServer server;
  private static HttpClient client;
  private static String token;

  @BeforeAll
  static void serve() throws Exception {
    server = new Studio().serve("127.0.0.1", 0);
    client = HttpClient.newHttpClient();
    var match = TOKEN.matcher(get("/").body());
    assertTrue(match.find());
    token = match.group(1);
  }

  @AfterAll
  static void close() {
    client.close();
    server.close();
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.url() + path.substring(1))).build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String name, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server.url() + "api/" + name))
            .header(Guard.TOKEN_HEADER, token)
            .POST(BodyPublishers.ofString(body));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static int port() {
    return URI.create(server.url()).getPort();
  }

  /** The status line and all that follows it, of a request as it is. */
  private static String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(request.getBytes(UTF_8));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void the_page_and_all_its_files_are_served_with_a_strict_policy() throws Exception {
    var index = get("/");
    assertEquals(200, index.statusCode());
    var policy = index.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertTrue(policy.startsWith("default-src 'none'"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    for (var module : PageFiles.MODULES) {
      var file = get("/page/" + module + ".js");
      assertEquals(200, file.statusCode(), module);
      assertTrue(file.headers().firstValue("Content-Type").orElseThrow().startsWith("text/java"));
    }
    for (var file :
        new String[] {"/lib/lit-html.js", "/lib/uplot.js", "/lib/uplot.css", "/page/style.css"}) {
      assertEquals(200, get(file).statusCode(), file);
    }
  }

  @Test
  void the_numbers_of_the_page_are_those_of_explain() throws Exception {
    var page = JSON.readTree(post("chain", "{}").body());
    var out = new ByteArrayOutputStream();
    var none = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    Main.run(new PrintStream(out, true, UTF_8), none, "explain", "--example", "--json", "-");
    var explained = JSON.readTree(out.toString(UTF_8)).get("chain").get("steps");
    assertEquals(explained.size(), page.get("steps").size());
    for (JsonNode step : explained) {
      var value = page.get("values").get(step.get("name").asString());
      assertEquals(step.get("value").get("numbers"), value.get("numbers"), step.toString());
    }
  }

  @Test
  void an_edit_moves_what_depends_on_it() throws Exception {
    var edited =
        JSON.readTree(
            post("chain", "{\"edits\": [{\"name\": \"W2\", \"index\": 1, \"value\": 0}]}").body());
    var values = edited.get("values");
    assertEquals(0, values.get("W2").get("numbers").get(1).asDouble());
    assertEquals(
        0.6 * values.get("h").get("numbers").get(0).asDouble() - 0.1,
        values.get("a2").get("numbers").get(0).asDouble(),
        1e-15);
  }

  @Test
  void an_element_is_shown_as_the_sum_of_its_terms() throws Exception {
    var terms = JSON.readTree(post("terms", "{\"of\": \"a1\", \"index\": [0, 1]}").body());
    assertEquals("a1[1]", terms.get("name").asString());
    assertEquals(3, terms.get("terms").size());
    var factor = terms.get("terms").get(0).get("factors").get(1);
    assertEquals("W1", factor.get("step").asString());
    assertEquals(1, factor.get("indices").get(1).asInt());
  }

  @Test
  void each_gradient_stands_beside_its_finite_difference() throws Exception {
    var checks = JSON.readTree(post("checks", "{}").body());
    assertEquals(10, checks.size());
    checks.forEach(check -> assertEquals("agrees", check.get("verdict").asString()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {                                                        | is no JSON object
          []                                                       | is no JSON object
          {"row": "one"}                                           | "row" takes a number
          {"row": 1.5}                                             | "row" takes a whole number
          {"edits": 3}                                             | "edits" takes a list
          {"edits": [{"name": "W9", "index": 0, "value": 1}]}      | no weight or input called "W9"
          {"edits": [{"name": "W1", "index": 4, "value": 1}]}      | W1 has 4 numbers
          {"edits": [{"name": "W1", "index": 0, "value": 1e999}]}  | finite
          """)
  void a_wrong_message_is_answered_with_a_sentence(String body, String said) throws Exception {
    var answer = post("chain", body);
    assertEquals(400, answer.statusCode());
    assertTrue(JSON.readTree(answer.body()).get("error").asString().contains(said), answer.body());
  }

  @Test
  void a_message_that_is_nested_deeply_or_is_large_is_refused() throws Exception {
    assertEquals(400, post("chain", "[".repeat(100_000)).statusCode());
    assertEquals(413, post("chain", " ".repeat(2_000_000)).statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../pom.xml",
        "/page/../../module-info.class",
        "/page/%2e%2e/Studio.class",
        "/etc/passwd",
        "/page/%00main.js",
        "/META-INF/MANIFEST.MF",
        "/page/",
        "/api/",
        "/page/main.js/",
      })
  void a_path_reaches_only_the_files_of_the_page(String path) throws Exception {
    var answer =
        raw(
            "GET %s HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n\r\n"
                .formatted(path, port()));
    assertTrue(answer.startsWith("HTTP/1.1 404") || answer.startsWith("HTTP/1.1 400"), answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.example",
        "Host: 127.0.0.1.evil.example:PORT",
        "Host: localhost:1",
        "Host: ",
        "Host: localhost:PORT\r\nHost: evil.example",
        "Host: localhost:PORT\r\nOrigin: http://evil.example",
        "Host: localhost:PORT\r\nOrigin: null",
        "Host: localhost:PORT\r\nOrigin: https://localhost:PORT",
      })
  void another_host_or_origin_is_refused(String headers) throws Exception {
    var lines = headers.replace("PORT", String.valueOf(port()));
    var answer = raw("GET / HTTP/1.1\r\n" + lines + "\r\nConnection: close\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 403") || answer.startsWith("HTTP/1.1 400"), answer);
    assertFalse(answer.contains(token));
  }

  @Test
  void what_may_change_something_needs_the_token() throws Exception {
    var head = "POST /api/chain HTTP/1.1\r\nHost: localhost:" + port() + "\r\n";
    var end = "Content-Length: 2\r\nConnection: close\r\n\r\n{}";
    assertTrue(raw(head + end).startsWith("HTTP/1.1 403"));
    assertTrue(raw(head + "X-Backprop-Token: 00\r\n" + end).startsWith("HTTP/1.1 403"));
    assertTrue(raw(head + "X-Backprop-Token: " + token + "\r\n" + end).startsWith("HTTP/1.1 200"));
  }

  @Test
  void another_method_is_refused() throws Exception {
    assertTrue(
        raw("POST / HTTP/1.1\r\nHost: localhost:%d\r\nX-Backprop-Token: %s\r\nConnection: close\r\n\r\n"
                .formatted(port(), token))
            .startsWith("HTTP/1.1 405"));
    assertEquals(405, get("/api/chain").statusCode());
  }

  @Test
  void two_hundred_clients_are_answered_at_once_beside_slow_and_malformed_ones() throws Exception {
    try (var slow = new Socket(InetAddress.getLoopbackAddress(), port());
        var wrong = new Socket(InetAddress.getLoopbackAddress(), port())) {
      slow.getOutputStream().write("POST /api/chain HTTP/1.1\r\nHost:".getBytes(UTF_8));
      wrong.getOutputStream().write("\0\1\2 nonsense\r\n\r\n".getBytes(UTF_8));
      var answers =
          IntStream.range(0, 200)
              .mapToObj(_ ->
                  client.sendAsync(
                      HttpRequest.newBuilder(URI.create(server.url())).build(),
                      BodyHandlers.ofString()))
              .toList();
      answers.forEach(it -> assertEquals(200, it.join().statusCode()));
    }
  }
}
