package org.backprop.prepare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.backprop.table.DataException;
import org.backprop.table.ExampleData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SplitTest {
  @Test
  void every_row_is_in_one_part_and_parts_ascend() {
    var split = Split.of(103, 0.2, 0.1, 5);
    var parts = new int[][] {split.train(), split.validation(), split.test()};
    var together = Arrays.stream(parts).flatMapToInt(Arrays::stream).sorted().toArray();
    assertArrayEquals(IntStream.range(0, 103).toArray(), together);
    for (var part : parts) {
      assertArrayEquals(IntStream.of(part).sorted().toArray(), part);
    }
    assertEquals("train 72, validation 21, test 10", split.toString());
  }

  @Test
  void the_same_seed_gives_the_same_split_for_ever() {
    var split = Split.of(20, 0.2, 0.1, 42);
    assertArrayEquals(new int[] {1, 7, 12, 15}, split.validation());
    assertArrayEquals(new int[] {9, 16}, split.test());
    assertArrayEquals(Split.of(100, 0.2, 0, 1).train(), Split.of(100, 0.2, 0, 1).train());
    assertFalse(Arrays.equals(Split.of(100, 0.2, 0, 1).train(), Split.of(100, 0.2, 0, 2).train()));
  }

  @Test
  void each_class_has_its_share_of_every_part() {
    var labels = ExampleData.table("iris").codes("species");
    var split = Split.ofClasses(labels, 0.2, 0.1, 3);
    for (var label = 0; label < 3; label++) {
      var wanted = label;
      assertEquals(10, IntStream.of(split.validation()).filter(r -> labels[r] == wanted).count());
      assertEquals(5, IntStream.of(split.test()).filter(r -> labels[r] == wanted).count());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void every_class_stays_in_training_however_rare(int each) {
    var labels = IntStream.range(0, 40 * each).map(i -> i % 40).toArray();
    var split = Split.ofClasses(labels, 0.45, 0.45, 7);
    assertEquals(40, IntStream.of(split.train()).map(row -> labels[row]).distinct().count());
  }

  @Test
  void rare_classes_together_meet_the_shares() {
    var labels = IntStream.range(0, 90).map(i -> i / 3).toArray();
    assertEquals(9, Split.ofClasses(labels, 0.1, 0, 1).validation().length);
  }

  @Test
  void shares_that_leave_nothing_to_train_on_are_refused() {
    var e = assertThrows(DataException.class, () -> Split.of(10, 0.5, 0.5, 1));
    assertTrue(e.getMessage().startsWith("Validation takes 0.5 of the rows and test 0.5"));
    assertThrows(DataException.class, () -> Split.of(10, -0.1, 0, 1));
    assertThrows(DataException.class, () -> Split.of(10, Double.NaN, 0, 1));
  }

  @Test
  void all_rows_can_train() {
    var split = Split.allTraining(3);
    assertArrayEquals(new int[] {0, 1, 2}, split.train());
    assertEquals(0, split.validation().length + split.test().length);
    assertEquals(0, Split.of(0, 0.2, 0.2, 1).train().length);
  }
}
