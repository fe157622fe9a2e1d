package org.backprop.modelfile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SafeTensorsTest {
  @TempDir private Path folder;

  /** What the fixture holds, written by Python's safetensors 0.x with the same values. */
  private static SafeTensors content() {
    var tensors = new LinkedHashMap<String, Tensor>();
    tensors.put("steps", Tensor.of(Shape.of(3), 1L << 62, -1L, 0L));
    tensors.put("b1", Tensor.of(Shape.of(2), 0.1, -1e300));
    tensors.put("scalar", Tensor.of(Shape.SCALAR, 2.5));
    tensors.put("W1", Tensor.of(Shape.of(2, 3), 1.5f, -2, 3, 0.25f, 1e-3f, -7));
    tensors.put("empty", Tensor.of(Shape.of(0, 4), new float[0]));
    tensors.put("labels", Tensor.of(Shape.of(2), -3, Integer.MAX_VALUE));
    tensors.put("pixels", Tensor.ofBytes(Shape.of(2, 2), new byte[] {0, -1, -128, 1}));
    tensors.put("mask", Tensor.of(Shape.of(3), true, false, true));
    return new SafeTensors(tensors, Map.of("format", "np"));
  }

  private static byte[] fixture() throws IOException {
    try (var stream =
        SafeTensorsTest.class.getResourceAsStream("/safetensors/python.safetensors")) {
      return stream.readAllBytes();
    }
  }

  private Path file(byte... bytes) throws IOException {
    return Files.write(folder.resolve("m.safetensors"), bytes);
  }

  private Path file(String header, int dataBytes) throws IOException {
    var json = header.getBytes(StandardCharsets.UTF_8);
    var bytes = ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    return file(bytes.putLong(json.length).put(json).array());
  }

  private String refusal(Path path) {
    var message = assertThrows(ModelFileException.class, () -> SafeTensors.read(path)).getMessage();
    assertTrue(message.startsWith(path.toString()), message);
    return message.substring(path.toString().length() + 1);
  }

  private void assertDamaged(String what, Path path) {
    assertEquals(
        "is damaged: " + what + "; copy it again from its source, or train again", refusal(path));
  }

  @Test
  void a_file_that_python_wrote_is_read() throws IOException {
    assertEquals(content(), SafeTensors.read(file(fixture())));
  }

  @Test
  void our_bytes_are_those_of_python() throws IOException {
    var path = folder.resolve("ours.safetensors");
    var inFileOrder = SafeTensors.read(file(fixture()));
    inFileOrder.write(path);
    assertArrayEquals(fixture(), Files.readAllBytes(path));
  }

  @Test
  void what_was_written_is_read_and_nothing_else_is_left_in_the_folder() throws IOException {
    var path = folder.resolve("m.safetensors");
    Files.writeString(path, "what was there before");
    content().write(path);
    assertEquals(content(), SafeTensors.read(path));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void tensors_larger_than_a_piece_are_read_and_written() {
    var values = new float[200_001];
    for (var i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i);
    }
    values[7] = Float.intBitsToFloat(0x7fc00123);
    var tensors = Map.of("W", Tensor.of(Shape.of(values.length), values));
    var path = folder.resolve("large.safetensors");
    new SafeTensors(tensors, Map.of()).write(path);
    var read = SafeTensors.read(path);
    assertEquals(tensors, read.tensors());
    assertEquals(Map.of(), read.metadata());
    var bits = Float.floatToRawIntBits(((float[]) read.tensors().get("W").array())[7]);
    assertEquals(0x7fc00123, bits);
  }

  @Test
  void the_data_begin_at_a_multiple_of_eight() throws IOException {
    var path = folder.resolve("m.safetensors");
    new SafeTensors(Map.of("a", Tensor.scalar(DType.FLOAT32, 1)), Map.of()).write(path);
    var bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(0, bytes.getLong(0) % 8);
    assertEquals(1f, bytes.getFloat(8 + (int) bytes.getLong(0)));
  }

  @Test
  void a_name_with_quotes_and_letters_of_any_script_survives() {
    var path = folder.resolve("m.safetensors");
    var odd =
        new SafeTensors(
            Map.of("\"\\ \u03b4\ud83d\ude00", Tensor.scalar(DType.BOOL, 1)), Map.of("\n", ""));
    odd.write(path);
    assertEquals(odd, SafeTensors.read(path));
  }

  @Test
  void files_that_cannot_be_opened_are_refused_with_a_remedy() {
    assertEquals(
        "does not exist; check the name, or train a model first",
        refusal(folder.resolve("none.safetensors")));
    assertEquals("is a directory; name a model file in it", refusal(folder));
  }

  @Test
  void a_file_without_permission_is_refused() throws IOException {
    var path = file(fixture());
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
    assumeTrue(!Files.isReadable(path), "the superuser may read everything");
    assertEquals("may not be read by this user; change its permissions", refusal(path));
  }

  @Test
  void a_folder_without_permission_is_not_written_to() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    var writable = Files.isWritable(folder);
    try {
      assumeTrue(!writable, "the superuser may write everywhere");
      var path = folder.resolve("m.safetensors");
      var e = assertThrows(ModelFileException.class, () -> content().write(path));
      assertTrue(e.getMessage().contains("may not write in " + folder), e.getMessage());
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void where_nothing_can_be_written_a_sentence_says_why() throws IOException {
    var missing = folder.resolve("none");
    var path = missing.resolve("m.safetensors");
    var e = assertThrows(ModelFileException.class, () -> content().write(path));
    assertEquals(
        path + " cannot be written: there is no folder " + missing + "; create it first",
        e.getMessage());
    e = assertThrows(ModelFileException.class, () -> content().write(folder));
    assertEquals(folder + " cannot be written: it is a folder; name a file in it", e.getMessage());
  }

  @Test
  void the_start_of_the_file_is_checked() throws IOException {
    assertDamaged("it has 3 bytes, but the smallest has 10", file(new byte[3]));
    assertDamaged("a header of 0 bytes is not between 2 and 100000000", file(new byte[20]));
    var huge = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN).putLong(-1);
    assertDamaged(
        "a header of 18446744073709551615 bytes is not between 2 and 100000000",
        file(huge.array()));
    var longer = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN).putLong(13);
    assertDamaged("its header has 13 bytes, but the whole file only 20", file(longer.array()));
  }

  @Test
  void a_header_that_is_no_map_is_damage() throws IOException {
    assertDamaged("its header does not start with {", file("[1, 2]", 0));
    assertTrue(refusal(file("{\"a\": 1", 0)).startsWith("is damaged: its header is no JSON: "));
    assertTrue(refusal(file("{} {}", 0)).startsWith("is damaged: its header is no JSON: "));
    assertTrue(refusal(file("{\"a\":".repeat(2000), 0)).contains("is no JSON: "));
  }

  @Test
  void the_same_name_twice_is_damage() throws IOException {
    var tensor = "\"W\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1]}";
    var message = refusal(file("{" + tensor + "," + tensor + "}", 1));
    assertTrue(message.contains("uplicate"), message);
    var twice = "{\"W\":{\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[0,1]}}";
    assertTrue(refusal(file(twice, 1)).contains("uplicate"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "F16|[2]|[0,4]|W has elements of type F16, which Backprop does not know",
        "F32|[-1]|[0,4]|W has the shape [-1], which is no list of whole numbers from 0",
        "F32|[1.0]|[0,4]|W has the shape [1.0], which is no list of whole numbers from 0",
        "F32|3|[0,4]|W has the shape 3, which is no list of whole numbers from 0",
        "F32|[99999999999999999999]|[0,4]|W has the shape [99999999999999999999], which is no list of whole numbers from 0",
        "F32|[4294967296]|[0,4]|W has the shape [4294967296], which is too large",
        "F32|[65536,65536]|[0,4]|W has the shape [65536, 65536], which is too large",
        "F32|[2147483647,2147483647,2147483647]|[0,4]|W has the shape [2147483647, 2147483647, 2147483647], which is too large",
        "F32|[2]|[0]|W has the data_offsets [0], not a begin and an end",
        "F32|[2]|[8,0]|W has the data_offsets [8, 0], not a begin and an end",
        "F32|[2]|null|W has the data_offsets null, which is no list of whole numbers from 0",
        "F32|[2]|[0,7]|W F32[2] needs 8 bytes, but has 7",
        "F32|[3]|[0,12]|W ends at byte 12 of the data, but there are only 8",
        "F32|[1]|[0,4]|bytes 4 to 8 of the data belong to no tensor",
        "F32|[1]|[4,8]|bytes 0 to 4 of the data belong to no tensor"
      })
  void each_defect_of_a_tensor_has_its_sentence(
      String dtype, String shape, String offsets, String what) throws IOException {
    var entry = "{\"W\":{\"dtype\":\"" + dtype + "\",\"shape\":" + shape;
    assertDamaged(what, file(entry + ",\"data_offsets\":" + offsets + "}}", 8));
  }

  @Test
  void overlapping_tensors_are_damage() throws IOException {
    var one = "\"%s\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[%d,%d]}";
    var header = "{" + one.formatted("a", 0, 4) + "," + one.formatted("b", 2, 6) + "}";
    assertDamaged(
        "b begins at byte 2 of the data, inside the tensor before it, which ends at 4",
        file(header, 6));
  }

  @Test
  void tensors_may_stand_in_any_order() throws IOException {
    var one = "\"%s\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[%d,%d],\"more\":0}";
    var header = "{" + one.formatted("b", 1, 2) + "," + one.formatted("a", 0, 1) + "}";
    assertEquals(2, SafeTensors.read(file(header, 2)).tensors().size());
  }

  @Test
  void a_tensor_or_metadata_of_another_kind_is_damage() throws IOException {
    assertDamaged("W is described by 3, which is no map", file("{\"W\":3}", 0));
    assertDamaged("__metadata__ is no map of texts", file("{\"__metadata__\":null}", 0));
    assertDamaged("__metadata__ has no text for a", file("{\"__metadata__\":{\"a\":1}}", 0));
  }

  @Test
  void a_truth_value_is_zero_or_one() throws IOException {
    var bytes = fixture();
    bytes[bytes.length - 1] = 2;
    assertDamaged("mask has the truth value 2, which is neither 0 nor 1", file(bytes));
  }
}
