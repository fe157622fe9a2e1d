package org.backprop.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The special functions against values by mpmath with 40 digits. */
class SpecialTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @Test
  void erf_is_right_even_relative_to_a_small_value() {
    double[][] known = {
      {1e-300, 1.1283791670955126e-300},
      {1e-10, 1.1283791670955126e-10},
      {-0.001, -0.0011283787909692365},
      {0.3, 0.3286267594591274},
      {-0.84375, -0.7672256612323416},
      {1.0, 0.8427007929497149},
      {1.25, 0.9229001282564583},
      {-2.0, -0.9953222650189527},
      {2.857142857142857, 0.9999466876886117},
      {4.0, 0.9999999845827421},
      {-5.5, -0.9999999999999927},
      {20.0, 1.0}
    };
    for (var pair : known) {
      var error = Math.abs(ErrorFunctions.erf(pair[0]) - pair[1]);
      assertTrue(error <= 1e-15 * Math.abs(pair[1]), () -> "erf at " + pair[0]);
      assertEquals(-ErrorFunctions.erf(pair[0]), ErrorFunctions.erf(-pair[0]));
    }
  }

  @Test
  void lgamma_is_right_from_tiny_to_huge() {
    double[][] known = {
      {1e-300, 690.7755278982137},
      {0.001, 6.907178885383853},
      {0.2, 1.5240638224307845},
      {0.5, 0.5723649429247001},
      {0.75, 0.20328095143129538},
      {0.9, 0.06637623973474295},
      {1.2, -0.08537409000331583},
      {1.4616321449683622, -0.12148629053584961},
      {1.7, -0.09580769740706588},
      {2.5, 0.2846828704729192},
      {4.25, 2.1144569274503713},
      {7.999, 8.523145786158915},
      {8.0, 8.525161361065415},
      {23.7, 50.661475615919734},
      {50.0, 144.5657439463449},
      {10000000000.0, 220258509288.81058}
    };
    for (var pair : known) {
      assertNear(pair[1], Special.lgamma(pair[0]), "lgamma at " + pair[0]);
    }
  }

  @Test
  void lgamma_vanishes_at_1_and_2_and_is_right_beside_them() {
    assertEquals(0.0, Special.lgamma(1));
    assertEquals(0.0, Special.lgamma(2));
    double[][] known = {
      {0.999999999, 5.77215649399226e-10},
      {1.0000000000001, -5.767543092131184e-14},
      {1.999999, -4.227840125965854e-07},
      {2.000000000001, 4.2282192087238456e-13}
    };
    for (var pair : known) {
      assertEquals(pair[1], Special.lgamma(pair[0]), 1e-15 * Math.abs(pair[1]));
    }
  }

  @Test
  void lgamma_of_negative_numbers_is_of_the_size_of_gamma() {
    double[][] known = {
      {-0.5, 1.2655121234846454},
      {-3.25, -0.6231534513209986},
      {-19.9, -39.71471942149772}
    };
    for (var pair : known) {
      assertNear(pair[1], Special.lgamma(pair[0]), "lgamma at " + pair[0]);
    }
  }

  @Test
  void polygamma_is_right_for_orders_0_to_6() {
    double[][] known = {
      {0, 0.01, -100.56088545786868},
      {0, 0.7, -1.2200235536979347},
      {0, 1.0, -0.5772156649015329},
      {0, 1.4616321449683622, -9.241265521729427e-17},
      {0, 1.5, 0.03648997397857652},
      {0, 40.0, 3.676327374034843},
      {0, 100000000.0, 18.420680738952367},
      {0, -0.3, 2.113309779635399},
      {0, -7.75, -1.0307688328309315},
      {1, 0.01, 10001.621213528313},
      {1, 1.0, 1.6449340668482264},
      {1, 13.3, 0.07808534805013347},
      {1, 40.0, 0.02531510384129103},
      {1, -2.5, 9.539246644989124},
      {2, 0.01, -2000002.340398677},
      {2, 1.75, -0.5618924755968989},
      {2, 40.0, -0.0006408202718352986},
      {2, -1.25, 123.72136678366236},
      {2, -100000000.5, -9.999999800000003e-17},
      {3, -0.5, 193.40909103400244},
      {3, -1000.125, 24591.002324557827},
      {4, -2.75, -24481.624740671534},
      {5, -7.375, 45190.02853375061},
      {2, -1e-20, 2.0000000000000003e+60},
      {6, -3.5, -0.02645138258242574},
      {3, 0.05, 960005.388322313},
      {3, 2.0, 0.49393940226682914},
      {3, 40.0, 3.24414001515635e-05},
      {4, 0.01, -240000000023.7009},
      {4, 3.5, -0.06799599950673137},
      {4, 40.0, -2.463377839277213e-06}
    };
    for (var row : known) {
      var order = (int) row[0];
      var actual = Special.polygamma(order, row[1]);
      assertNear(row[2], actual, "polygamma " + order + " at " + row[1]);
    }
  }

  @Test
  void digamma_of_large_negative_numbers_needs_no_long_recurrence() {
    var x = 1e12 + 0.5;
    assertNear(Math.log(x), Special.polygamma(0, -x), "digamma");
    assertNear(Math.PI * Math.PI, Special.polygamma(1, -x), "trigamma", 2 / x);
  }

  @Test
  void infinities_and_poles_have_their_limits() {
    assertEquals(1, ErrorFunctions.erf(INFINITY));
    assertEquals(-1, ErrorFunctions.erf(-INFINITY));
    for (var x : new double[] {0.0, -0.0, -1, -30, INFINITY, -INFINITY}) {
      assertEquals(INFINITY, Special.lgamma(x));
    }
    assertEquals(INFINITY, Special.polygamma(0, INFINITY));
    for (var order = 1; order <= 4; order++) {
      assertEquals(0, Special.polygamma(order, INFINITY), 0.0);
    }
  }

  @Test
  void nan_stays_nan() {
    assertEquals(Double.NaN, ErrorFunctions.erf(Double.NaN));
    assertEquals(Double.NaN, Special.lgamma(Double.NaN));
    for (var order = 0; order <= 4; order++) {
      assertEquals(Double.NaN, Special.polygamma(order, Double.NaN));
    }
  }

  private static void assertNear(double expected, double actual, String what) {
    assertNear(expected, actual, what, 5e-16);
  }

  private static void assertNear(double expected, double actual, String what, double absolute) {
    assertEquals(expected, actual, 1e-13 * Math.abs(expected) + absolute, what);
  }
}
