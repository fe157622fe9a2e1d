package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class DictionaryTest {
  @Test
  void every_text_has_one_place_however_many_there_are() {
    var dictionary = new Dictionary();
    var random = new SplittableRandom(5);
    Map<String, Integer> places = new HashMap<>();
    for (var i = 0; i < 20_000; i++) {
      var text = "word " + random.nextInt(5000);
      var place = dictionary.place(text);
      assertEquals(places.computeIfAbsent(text, _ -> place), place);
      assertEquals(text, dictionary.texts().get(place));
    }
    assertEquals(places.size() + CellText.MISSING.size(), dictionary.texts().size());
  }

  @Test
  void texts_of_one_hash_are_told_apart() {
    assertEquals("Aa".hashCode(), "BB".hashCode());
    var dictionary = new Dictionary();
    var place = dictionary.place("Aa");
    assertEquals(place + 1, dictionary.place("BB"));
    assertEquals(place, dictionary.place("xAay".toCharArray(), 1, 2));
  }

  @Test
  void the_ways_to_write_missing_stand_first() {
    assertEquals(0, new Dictionary().place(""));
    assertEquals(CellText.MISSING, new Dictionary().texts());
  }
}
