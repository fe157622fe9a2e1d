package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class KeyPlacesTest {
  @Test
  void every_key_has_the_number_of_its_first_appearance() {
    var random = new SplittableRandom(5);
    var places = new KeyPlaces();
    Map<Long, Integer> expected = new HashMap<>();
    for (var i = 0; i < 20_000; i++) {
      var key = random.nextBoolean() ? random.nextLong(-3000, 3000) : (long) i << 32;
      var known = expected.computeIfAbsent(key, _ -> expected.size());
      assertEquals(known, places.place(key));
    }
    assertEquals(expected.size(), places.size());
  }
}
