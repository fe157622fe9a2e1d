package org.backprop.likelihood;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.backprop.engine.Engine;
import org.backprop.gradient.Gradients;
import org.backprop.graph.Node;
import org.backprop.tensor.DType;
import org.backprop.tensor.Shape;
import org.backprop.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of every likelihood, at several means and dispersions. */
final class LikelihoodTest {
  private static final double[] PROBABILITIES = {0.013, 0.1, 0.35, 0.5, 0.65, 0.9, 0.987};

  /** One distribution of a family. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Member(Likelihood likelihood, double dispersion, double... mean) {
    double density(double y) {
      return Math.exp(likelihood.logDensity(y, mean, dispersion));
    }

    double quantile(double p) {
      return likelihood.quantile(p, mean, dispersion);
    }

    boolean discrete() {
      return !likelihood.support().equals(Support.REAL)
          && !likelihood.support().equals(Support.POSITIVE);
    }

    double spread() {
      return Math.max(1, Math.sqrt(dispersion)) * Math.max(1, dispersion);
    }

    @Override
    public String toString() {
      return likelihood.name() + Arrays.toString(mean) + " dispersion " + dispersion;
    }
  }

  static Stream<Member> members() {
    return Stream.of(
        new Member(new Normal(), 1, 0),
        new Member(new Normal(), 6.25, -3),
        new Member(new Normal(), 0.3, 2.5),
        new Member(new Laplace(), 1, 0),
        new Member(new Laplace(), 2.5, 7),
        new Member(new Gamma(true), 1, 1),
        new Member(new Gamma(true), 1, 4.5),
        new Member(new Gamma(false), 0.25, 3),
        new Member(new Gamma(false), 1, 0.4),
        new Member(new Gamma(false), 1.8, 2),
        new Member(new Poisson(), 1, 0.3),
        new Member(new Poisson(), 1, 4.7),
        new Member(new Poisson(), 1, 31.2),
        new Member(new Bernoulli(), 1, 0.5),
        new Member(new Bernoulli(), 1, 0.83),
        new Member(new Bernoulli(), 1, 0.04),
        new Member(new Categorical(), 1, 0.2, 0.5, 0.3),
        new Member(new Categorical(), 1, 0.97, 0.01, 0.01, 0.01));
  }

  static Stream<Member> atDispersionOne() {
    return members().filter(member -> member.dispersion() == 1);
  }

  @ParameterizedTest
  @MethodSource("members")
  void the_density_has_the_mass_one(Member member) {
    assertEquals(1, cumulative(member, Double.POSITIVE_INFINITY), 1e-6);
  }

  @ParameterizedTest
  @MethodSource("members")
  void the_quantile_is_the_inverse_of_the_cumulative_probability(Member member) {
    for (var p : PROBABILITIES) {
      var y = member.quantile(p);
      if (member.discrete()) {
        assertTrue(cumulative(member, y) >= p - 1e-12, "P(Y <= " + y + ") reaches " + p);
        assertTrue(y == 0 || cumulative(member, y - 1) < p, y + " is the smallest for " + p);
      } else {
        assertEquals(p, cumulative(member, y), 1e-5);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("members")
  void samples_have_the_mean_and_lie_in_the_support(Member member) {
    var n = 40_000;
    var samples = IntStream.range(0, n).mapToDouble(i -> member.quantile((i + 0.5) / n)).toArray();
    var categorical = member.likelihood() instanceof Categorical;
    for (var k = 0; k < member.mean().length; k++) {
      var level = k;
      var mean = Arrays.stream(samples).map(y -> categorical ? (y == level ? 1 : 0) : y).average();
      assertEquals(member.mean()[k], mean.orElseThrow(), 2e-3 * member.spread());
    }
    var support = member.likelihood().support();
    assertTrue(categorical || Arrays.stream(samples).allMatch(support::contains));
  }

  @ParameterizedTest
  @MethodSource("members")
  void nothing_is_more_probable_than_the_mode(Member member) {
    var mode = member.likelihood().mode(member.mean(), member.dispersion());
    if (member.likelihood() instanceof Gamma && member.dispersion() >= 1) {
      assertEquals(0, mode);
      return;
    }
    var highest = member.density(mode);
    for (var p : PROBABILITIES) {
      assertTrue(member.density(member.quantile(p)) <= highest + 1e-12, "at quantile " + p);
    }
    if (!member.discrete()) {
      assertTrue(member.density(mode + 0.01) < highest);
      assertTrue(member.density(mode - 0.01) < highest);
    }
  }

  @ParameterizedTest
  @MethodSource("atDispersionOne")
  void the_graph_and_the_plain_density_agree(Member member) {
    for (var p : PROBABILITIES) {
      var y = member.quantile(p);
      var expected = member.likelihood().logDensity(y, member.mean(), 1);
      assertEquals(expected, graphLogDensity(member, y), 1e-12 * (1 + Math.abs(expected)));
    }
  }

  @ParameterizedTest
  @MethodSource("members")
  void the_output_unit_gives_the_mean(Member member) {
    var eta = Node.input("eta", DType.FLOAT64, 1, member.mean().length);
    var mean = Engine.evaluate(member.likelihood().mean(eta), Map.of(eta, eta(member)));
    for (var k = 0; k < member.mean().length; k++) {
      assertEquals(member.mean()[k], mean.at(k), 1e-12 * Math.max(1, Math.abs(mean.at(k))));
    }
  }

  @ParameterizedTest
  @MethodSource("members")
  void the_deviance_is_zero_at_the_saturated_mean_and_nowhere_negative(Member member) {
    var likelihood = member.likelihood();
    for (var p : PROBABILITIES) {
      var y = member.quantile(p);
      var saturated =
          likelihood instanceof Categorical
              ? encoded(likelihood, y, member.mean().length)
              : likelihood.saturated(y);
      assertEquals(0, likelihood.deviance(y, saturated), 1e-12);
      assertTrue(likelihood.deviance(y, member.mean()) >= -1e-12, member + " at " + y);
    }
  }

  @ParameterizedTest
  @MethodSource("members")
  void the_dispersion_is_estimated_by_the_mean_of_its_terms(Member member) {
    var likelihood = member.likelihood();
    var n = 40_000;
    var estimate =
        IntStream.range(0, n)
            .mapToDouble(i -> member.quantile((i + 0.5) / n))
            .map(y -> likelihood.dispersionTerm(y, member.mean()[0]))
            .average()
            .orElseThrow();
    assertEquals(member.dispersion(), estimate, 0.02);
  }

  @ParameterizedTest
  @MethodSource("members")
  void density_and_deviance_of_eta_agree_with_those_of_the_mean(Member member) {
    var likelihood = member.likelihood();
    var eta = eta(member).toDoubles();
    for (var p : PROBABILITIES) {
      var y = member.quantile(p);
      var density = likelihood.logDensity(y, member.mean(), member.dispersion());
      assertEquals(
          density, likelihood.logDensity(y, eta, member.mean(), member.dispersion()), 1e-12);
      var deviance = likelihood.deviance(y, member.mean());
      assertEquals(deviance, likelihood.deviance(y, eta, member.mean()), 1e-12 * (1 + deviance));
    }
  }

  @ParameterizedTest
  @MethodSource("members")
  void the_deviance_is_twice_the_density_lost(Member member) {
    var likelihood = member.likelihood();
    for (var p : PROBABILITIES) {
      var y = member.quantile(p);
      var best =
          likelihood instanceof Categorical
              ? 0
              : likelihood.logDensity(y, likelihood.saturated(y), 1);
      assertEquals(
          2 * (best - likelihood.logDensity(y, member.mean(), 1)),
          likelihood.deviance(y, member.mean()),
          1e-9);
    }
  }

  private static double graphLogDensity(Member member, double y) {
    var eta = Node.input("eta", DType.FLOAT64, 1, member.mean().length);
    var target = Node.input("y", DType.FLOAT64, 1, member.mean().length);
    var encoded = encoded(member.likelihood(), y, member.mean().length);
    var given = Map.of(eta, eta(member), target, Tensor.of(Shape.of(1, encoded.length), encoded));
    return Engine.evaluate(member.likelihood().logDensity(eta, target), given).item();
  }

  private static double[] encoded(Likelihood likelihood, double y, int outputs) {
    if (!(likelihood instanceof Categorical)) {
      return new double[] {y};
    }
    var oneHot = new double[outputs];
    oneHot[(int) y] = 1;
    return oneHot;
  }

  /** The pre-activation that has the member's mean. */
  private static Tensor eta(Member member) {
    var mean = Tensor.of(Shape.of(1, member.mean().length), member.mean());
    return Engine.evaluate(member.likelihood().link(Node.constant(mean)), Map.of());
  }

  @ParameterizedTest
  @MethodSource("members")
  void the_loss_of_the_mean_has_the_gradient_of_the_loss_of_eta(Member member) {
    var outputs = member.mean().length;
    var eta = Node.input("eta", DType.FLOAT64, 1, outputs);
    var target = Node.input("y", DType.FLOAT64, 1, outputs);
    var likelihood = member.likelihood();
    var loss = likelihood.logDensity(eta, target).negated().sum();
    var through = likelihood.lossOfMean(likelihood.mean(eta), target).sum();
    for (var p : PROBABILITIES) {
      var y = encoded(likelihood, member.quantile(p), outputs);
      var given = Map.of(eta, eta(member), target, Tensor.of(Shape.of(1, y.length), y));
      var expected = Engine.evaluate(Gradients.of(loss, eta), given).toDoubles();
      var gradient = Engine.evaluate(Gradients.of(through, eta), given).toDoubles();
      assertArrayEquals(expected, gradient, 1e-12 * (1 + Math.abs(expected[0])), member + " " + p);
    }
  }

  /** P(Y at most y), by adding up the density. */
  private static double cumulative(Member member, double y) {
    if (member.discrete()) {
      var values =
          switch (member.likelihood()) {
            case Categorical _ -> member.mean().length;
            case Bernoulli _ -> 2;
            default -> 200;
          };
      return IntStream.range(0, values).filter(k -> k <= y).mapToDouble(member::density).sum();
    }
    var mean = member.mean()[0];
    if (member.likelihood().support().equals(Support.POSITIVE)) {
      return integral(
          t -> member.density(Math.exp(t)) * Math.exp(t), -60, Math.min(6, Math.log(y)));
    }
    var far = 60 * member.spread();
    var end = Math.min(mean + far, y);
    return end <= mean
        ? integral(member::density, mean - far, end)
        : integral(member::density, mean - far, mean) + integral(member::density, mean, end);
  }

  /** Simpson's rule. */
  private static double integral(DoubleUnaryOperator f, double from, double to) {
    var pieces = 20_000;
    var h = (to - from) / pieces;
    var inner =
        IntStream.range(1, pieces)
            .mapToDouble(i -> (i % 2 == 0 ? 2 : 4) * f.applyAsDouble(from + i * h))
            .sum();
    return h / 3 * (f.applyAsDouble(from) + inner + f.applyAsDouble(to));
  }

  @ParameterizedTest
  @MethodSource("everyLikelihood")
  void a_likelihood_is_found_by_its_name_in_any_case(Likelihood likelihood) {
    assertEquals(likelihood, Likelihoods.catalog().named(likelihood.name()).orElseThrow());
    assertEquals(
        likelihood,
        Likelihoods.catalog().named(likelihood.name().toUpperCase(Locale.ROOT)).orElseThrow());
    assertTrue(Likelihoods.catalog().names().contains(likelihood.name()));
    assertFalse(likelihood.lossName().isBlank());
  }

  static List<Likelihood> everyLikelihood() {
    return Likelihoods.ALL;
  }
}
