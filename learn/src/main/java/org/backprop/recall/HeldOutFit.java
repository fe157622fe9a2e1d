package org.backprop.recall;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether fitted parameters predict later reviews better than the published ones: they are fitted
 * to the earlier reviews, and both are judged by the later ones.
 *
 * @param observations the reviews that count, earlier and later ones: those at least a day after
 *     the card's previous one
 * @param heldOut the later ones of them
 * @param published the mean log loss of the later ones with {@link Parameters#DEFAULT}
 * @param fitted that with the parameters fitted to the earlier ones
 */
public record HeldOutFit(int observations, int heldOut, double published, double fitted) {
  /**
   * Fits to the earlier reviews of each card and compares the losses of the later ones. The log
   * loss of the later ones is that of all minus that of the earlier ones.
   *
   * @param cards all reviews of each card, in order
   * @param earlier how many reviews of each card are fitted
   * @param seed of the order of the cards
   * @throws IllegalArgumentException if there is no observation among the earlier reviews, or none
   *     among the later ones
   */
  public static HeldOutFit of(List<List<Review>> cards, List<Integer> earlier, long seed) {
    var fitted =
        IntStream.range(0, cards.size())
            .mapToObj(card -> cards.get(card).subList(0, earlier.get(card)))
            .toList();
    var all = new ParameterFit(cards, Integer.MAX_VALUE);
    var first = new ParameterFit(fitted, Integer.MAX_VALUE);
    int heldOut = all.observations() - first.observations();
    if (heldOut == 0) {
      throw new IllegalArgumentException(
          "no review at least a day after the previous one is later");
    }
    var parameters = new ParameterFit(fitted).fit(seed);
    return new HeldOutFit(
        all.observations(),
        heldOut,
        (all.sum(Parameters.DEFAULT) - first.sum(Parameters.DEFAULT)) / heldOut,
        (all.sum(parameters) - first.sum(parameters)) / heldOut);
  }

  /** Whether the fitted parameters predict the later reviews better. */
  public boolean helps() {
    return fitted < published;
  }
}
