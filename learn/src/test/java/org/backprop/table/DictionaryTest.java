package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    assertEquals(places.size(), dictionary.texts().size());
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
  void only_what_may_be_missing_has_another_place_in_quotes() {
    var dictionary = new Dictionary();
    var text = "NA x".toCharArray();
    var missing = dictionary.place("NA");
    var quoted = dictionary.quotedPlace(text, 0, 2);
    assertNotEquals(missing, quoted);
    assertEquals("NA", dictionary.text(quoted));
    assertEquals(quoted, dictionary.quotedPlace(text, 0, 2));
    assertEquals(Map.of(missing, quoted), dictionary.quotedPlaces());
    assertEquals(dictionary.place("x"), dictionary.quotedPlace(text, 3, 1));
    assertFalse(dictionary.hasUnquotedWords());
    dictionary.unquotedPlace(text, 3, 1);
    assertTrue(dictionary.hasUnquotedWords());
  }
}
