package org.backprop.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.backprop.table.DataException;
import org.junit.jupiter.api.Test;

final class NoticeTest {
  private static final Notice TWO =
      Notice.of(
          "row {} lacks a value",
          "train with {} or {}.",
          Remedy.of(Setting.MISSING, "impute"),
          Remedy.of(Setting.IGNORE, "a{}b"));

  @Test
  void remedies_stand_where_the_advice_has_its_places() {
    assertEquals(
        "row {} lacks a value; train with missing(Missing.IMPUTE) or ignore(\"a{}b\").",
        TWO.inJava());
    assertEquals(
        "row {} lacks a value; train with <MISSING> or <IGNORE>.",
        TWO.worded(remedy -> "<" + remedy.setting() + ">"));
    assertEquals("a fact {}.", Notice.of("a fact {}.").inJava());
  }

  @Test
  void a_place_without_a_remedy_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> Notice.of("a fact", "use {}"));
    assertThrows(
        IllegalArgumentException.class,
        () -> Notice.of("a fact", "stop", Remedy.of(Setting.HIDDEN, "none")));
  }

  @Test
  void it_survives_being_saved() {
    assertEquals(TWO, Notice.fromMap(TWO.toMap()));
  }

  @Test
  void each_setting_is_a_method_of_a_training() {
    assertEquals("likelihood(\"normal\")", Remedy.of(Setting.LIKELIHOOD, "normal").inJava());
    assertEquals("hidden()", Remedy.of(Setting.HIDDEN, "none").inJava());
    assertEquals("balanced()", Remedy.of(Setting.CLASS_WEIGHTS).inJava());
    assertEquals("positive(\"yes\")", Remedy.of(Setting.POSITIVE, "yes").inJava());
    assertEquals(
        "type(\"zip\", ColumnType.WORDS)", Remedy.of(Setting.TYPE, "zip", "words").inJava());
  }

  @Test
  void an_exception_carries_it() {
    var remedy = Remedy.of(Setting.MISSING, "drop");
    var e = new DataException("a value is missing", "use {}", remedy);
    assertEquals("a value is missing; use missing(Missing.DROP)", e.getMessage());
    assertEquals(Notice.of("a value is missing", "use {}", remedy), e.notice());
  }
}
