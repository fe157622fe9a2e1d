package org.backprop.app.studio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Uploads and trainings of a page, as requests. */
@Timeout(60)
class TrainingDeskTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final byte[] TABLE =
      "a,b,c\n1,2,yes\n2,1,no\n3,4,yes\n4,3,no\n5,6,yes\n6,5,no\n7,8,yes\n8,7,no\n".getBytes(UTF_8);

  @TempDir Path home;

  private Path folder;
  private StudioServer server;
  private HttpClient client;
  private String token;

  @BeforeEach
  void serve() throws Exception {
    folder = home.resolve("studio");
    server = new Studio(OpenModel.example(), folder).serve("127.0.0.1", 0);
    client = HttpClient.newHttpClient();
    var page =
        client.send(
            HttpRequest.newBuilder(URI.create(server.url())).build(), BodyHandlers.ofString());
    token = page.body().replaceFirst("(?s).*name=\"token\" content=\"", "").substring(0, 32);
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  private HttpResponse<String> post(String name, HttpRequest.BodyPublisher body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server.url() + "api/" + name))
            .header(Guard.TOKEN_HEADER, token)
            .POST(body);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private JsonNode post(String name, String body) throws Exception {
    return JSON.readTree(post(name, BodyPublishers.ofString(body)).body());
  }

  private JsonNode upload(String name) throws Exception {
    return JSON.readTree(post("upload?name=" + name, BodyPublishers.ofByteArray(TABLE)).body());
  }

  private static String error(JsonNode answer) {
    return answer.get("error").asString();
  }

  @Test
  void a_file_is_stored_and_its_columns_are_told() throws Exception {
    var answer = upload("mine.csv");
    assertEquals("mine.csv", answer.get("file").asString());
    assertEquals(8, answer.get("rows").asInt());
    assertEquals("bernoulli", answer.get("columns").get(2).get("likelihood").asString());
    assertEquals("c", answer.get("suggested").asString());
    assertEquals("mine-2.csv", upload("mine.csv").get("file").asString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..%2F..%2Fescaped.csv",
        "%2Fetc%2Fpasswd",
        "..",
        "%00.csv",
        "C:%5Cx.csv",
        "-o",
        "a%0Ab.csv",
        "",
      })
  void a_file_is_stored_in_the_folder_whatever_its_name(String name) throws Exception {
    var answer = upload(name);
    var stored = answer.get("file").asString();
    assertTrue(stored.matches("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]*"), stored);
    try (var files = Files.walk(home)) {
      assertEquals(List.of(folder.resolve(stored)), files.filter(Files::isRegularFile).toList());
    }
  }

  @Test
  void a_file_that_is_too_large_is_refused_and_nothing_is_left() throws Exception {
    var large = BodyPublishers.ofByteArrays(Collections.nCopies(65, new byte[1 << 20]));
    var answer = post("upload?name=large.csv", large);
    assertEquals(413, answer.statusCode());
    assertFalse(Files.exists(folder));
    assertTrue(error(JSON.readTree(answer.body())).contains("67108864"), answer.body());
  }

  @Test
  void an_empty_file_and_one_that_is_no_table_are_answered_with_a_sentence() throws Exception {
    var empty = post("upload?name=e.csv", BodyPublishers.noBody());
    assertTrue(error(JSON.readTree(empty.body())).contains("empty"), empty.body());
    var zip = post("upload?name=z.csv", BodyPublishers.ofByteArray(new byte[] {80, 75, 3, 4, 0}));
    assertEquals(400, zip.statusCode(), zip.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "../pom.xml", "mine.csv/", "nothing.csv", ""})
  void a_file_that_was_not_opened_is_not_read(String name) throws Exception {
    upload("mine.csv");
    var message = JSON.writeValueAsString(Map.of("file", name, "target", "c"));
    assertTrue(error(post("columns", message)).contains("no file"));
    assertTrue(error(post("train", message)).contains("no file"));
  }

  @Test
  void no_value_of_a_message_is_taken_for_an_option_or_a_file() throws Exception {
    upload("mine.csv");
    var made = home.resolve("made");
    for (var message :
        List.of(
            "{\"file\": \"mine.csv\", \"target\": \"--run=" + made + "\"}",
            "{\"file\": \"mine.csv\", \"target\": \"c\", \"hidden\": \"4 --json " + made + "\"}",
            "{\"file\": \"mine.csv\", \"target\": \"c\", \"json\": \""
                + made
                + "\", \"epochs\": \"1\"}",
            "{\"file\": \"mine.csv\", \"target\": \"c\", \"seed\": \"@" + made + "\"}")) {
      if (!post("train", message).has("error")) {
        ended();
      }
    }
    assertFalse(Files.exists(made));
  }

  /** Waits for the last event of a training. */
  private String ended() throws Exception {
    var request = HttpRequest.newBuilder(URI.create(server.url() + "api/events")).build();
    try (var lines = client.send(request, BodyHandlers.ofLines()).body()) {
      return lines
          .filter(it -> it.matches(".*\"type\":\"(ended|failed|refused)\".*"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void a_training_ends_with_its_model_and_the_command_that_repeats_it() throws Exception {
    upload("mine.csv");
    var begun =
        post(
            "train",
            "{\"file\": \"mine.csv\", \"target\": \"c\", \"epochs\": \"3\", \"hidden\": \"2\"}");
    assertTrue(begun.get("command").asString().contains("--target=c --hidden=2 --epochs=3"));
    var event = ended();
    assertTrue(event.contains("mine-1.safetensors"), event);
    assertTrue(Files.exists(folder.resolve("mine-1.safetensors")));
    assertTrue(error(post("control", "{\"do\": \"dance\"}")).contains("pause"));
  }

  @Test
  void a_training_that_cannot_begin_says_why() throws Exception {
    upload("mine.csv");
    post("train", "{\"file\": \"mine.csv\", \"target\": \"d\"}");
    assertTrue(ended().contains("no column"), ended());
  }

  @Test
  void what_is_no_option_value_is_refused_at_once() throws Exception {
    upload("mine.csv");
    var answer = post("train", "{\"file\": \"mine.csv\", \"target\": \"c\", \"epochs\": \"many\"}");
    assertTrue(error(answer).contains("many"), answer.toString());
  }
}
