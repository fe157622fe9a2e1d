package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.backprop.prepare.Dataset;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IdxTest {
  @TempDir Path folder;

  private static byte[] idx(int type, int[] dims, int... elements) {
    var bytes = ByteBuffer.allocate(4 + 4 * dims.length + elements.length);
    bytes.put((byte) 0).put((byte) 0).put((byte) type).put((byte) dims.length);
    for (var dim : dims) {
      bytes.putInt(dim);
    }
    for (var element : elements) {
      bytes.put((byte) element);
    }
    return bytes.array();
  }

  private static byte[] images() {
    return idx(8, new int[] {2, 1, 3}, 0, 128, 255, 1, 2, 3);
  }

  private static byte[] labels() {
    return idx(8, new int[] {2}, 7, 0);
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(Files.createTempFile(folder, "some", ".idx"), bytes);
  }

  private String refused(byte[] bytes) throws IOException {
    var path = file(bytes);
    return assertThrows(DataException.class, () -> Idx.readImages(path)).getMessage();
  }

  @Test
  void images_are_read_as_bytes() throws IOException {
    var images = Idx.readImages(file(images()));
    assertEquals(2, images.count());
    assertEquals(1, images.height());
    assertEquals(3, images.width());
    assertEquals(Shape.of(2, 3), images.pixels().shape());
    assertEquals(DType.UINT8, images.pixels().dtype());
    assertArrayEquals(new double[] {0, 128, 255, 1, 2, 3}, images.pixels().toDoubles());
  }

  @Test
  void gzipped_files_are_told_by_their_bytes() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(labels());
    }
    var labels = Idx.readLabels(file(packed.toByteArray()));
    assertArrayEquals(new int[] {7, 0}, labels.toArray());
    assertEquals(8, labels.classes());
    var cut = file(Arrays.copyOf(packed.toByteArray(), packed.size() - 12));
    var e = assertThrows(DataException.class, () -> Idx.readLabels(cut));
    assertTrue(e.getMessage().contains("fetch it again"), e.getMessage());
  }

  @Test
  void images_and_labels_become_a_dataset() throws IOException {
    var images = Idx.readImages(file(images()));
    var labels = Idx.readLabels(file(labels()));
    var data = Dataset.ofImages(images, labels, labels.classes());
    assertEquals(DType.UINT8, data.x().dtype());
    assertEquals(Shape.of(2, 8), data.y().shape());
    assertEquals(1, data.y().get(0, 7));
    var three = Idx.readLabels(file(idx(8, new int[] {3}, 1, 2, 3)));
    var e = assertThrows(DataException.class, () -> Dataset.ofImages(images, three, 10));
    assertTrue(e.getMessage().startsWith("2 images have 3 labels; give"));
  }

  @Test
  void swapped_files_are_refused() throws IOException {
    assertTrue(refused(labels()).contains("are images and labels swapped?"));
    var path = file(images());
    assertThrows(DataException.class, () -> Idx.readLabels(path));
  }

  @Test
  void a_truncated_file_is_refused() throws IOException {
    var cut = Arrays.copyOf(images(), images().length - 2);
    assertTrue(refused(cut).contains("its header says [2, 1, 3], which is 6 bytes, but it has 4"));
    assertTrue(refused(Arrays.copyOf(images(), 9)).contains("ends within its IDX header"));
    assertTrue(refused(new byte[0]).contains("ends within its IDX header"));
    assertTrue(refused(idx(8, new int[] {1, 1, 1}, 1, 2)).contains("but it has more"));
  }

  @Test
  void a_damaged_header_is_refused_before_anything_is_allocated() throws IOException {
    assertTrue(
        refused("label,pixel\n".getBytes(StandardCharsets.UTF_8)).contains("is no IDX file"));
    assertTrue(refused(idx(0x0D, new int[] {1, 1, 1}, 1)).contains("IDX type 0x0d"));
    var huge = idx(8, new int[] {Integer.MAX_VALUE, 28, 28});
    assertTrue(refused(huge).contains("damaged or too large"));
    assertTrue(refused(idx(8, new int[] {-1, 28, 28})).contains("damaged or too large"));
    assertTrue(refused(idx(8, new int[] {1 << 20, 28, 28})).contains("but it has 0"));
  }
}
