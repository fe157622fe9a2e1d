package org.backprop.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DidYouMeanTest {
  private static final List<String> KNOWN = List.of("species", "island", "body_mass_g");

  @Test
  void the_distance_is_levenshteins_with_swaps() {
    assertEquals(3, DidYouMean.distance("kitten", "sitting"));
    assertEquals(0, DidYouMean.distance("Sex", "sex"));
    assertEquals(3, DidYouMean.distance("", "abc"));
    assertEquals(1, DidYouMean.distance("lenght", "length"));
  }

  @Test
  void a_near_name_or_a_name_it_is_part_of_is_meant() {
    assertEquals(Optional.of("species"), DidYouMean.closest("Speceis", KNOWN));
    assertEquals(Optional.of("body_mass_g"), DidYouMean.closest("mass", KNOWN));
    assertEquals(Optional.empty(), DidYouMean.closest("zzzz", KNOWN));
  }

  @Test
  void the_known_names_are_listed_where_none_is_near() {
    assertEquals("there is species, island, body_mass_g.", DidYouMean.hint("zzzz", KNOWN));
    var many = List.of("a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "a10");
    assertEquals("a1, a2, a3, a4, a5, a6, a7, a8 and 2 more", DidYouMean.list(many));
  }
}
