package org.backprop.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NumbersTest {

  @Test
  void people_read_four_digits() {
    assertEquals("0.01235", Numbers.of(0.0123456));
    assertEquals("1.2", Numbers.of(1.2));
    assertEquals("-3.142", Numbers.of(-Math.PI));
    assertEquals("34568", Numbers.of(34567.8));
    assertEquals("0", Numbers.of(0));
    assertEquals("1.235e-7", Numbers.of(1.23456e-7));
    assertEquals("-9.999e27", Numbers.of(-9.999e27));
    assertEquals("1e10", Numbers.of(9.99999e9));
    assertEquals("NaN", Numbers.of(Double.NaN));
    assertEquals("Infinity", Numbers.of(Double.POSITIVE_INFINITY));
  }

  @Test
  void counts_shares_and_times() {
    assertEquals("1,234,567", Numbers.count(1_234_567));
    assertEquals("0.5000", Numbers.fixed(0.5, 4));
    assertEquals("0.0000", Numbers.fixed(-1e-9, 4));
    assertEquals("0.4 s", Numbers.seconds(0.42));
    assertEquals("12 s", Numbers.seconds(11.6));
    assertEquals("3 min 20 s", Numbers.seconds(200));
  }

  @Test
  void an_exact_number_is_read_back_as_itself() {
    for (var value : new double[] {0, 0.001, 1e-7, 32, 1e30, 1.0 / 3, -2.5, 123456789}) {
      assertEquals(value, Double.parseDouble(Numbers.exact(value)));
    }
    assertEquals("0.001", Numbers.exact(0.001));
    assertEquals("0.00001", Numbers.exact(1e-5));
  }
}
