package org.backprop.train;

/** The weighted median by Hoare's quickselect, in linear time on average. */
final class WeightedMedian {
  private WeightedMedian() {}

  /**
   * The item t at which {@code sum |w| |t - values|} is least.
   *
   * @param items places in the other two arrays, of which the first {@code count} are taken; their
   *     order is changed
   */
  static int of(int[] items, int count, double[] values, double[] weights) {
    var half = 0.0;
    for (var i = 0; i < count; i++) {
      half += Math.abs(weights[items[i]]) / 2;
    }
    var low = 0;
    var high = count - 1;
    var below = 0.0;
    while (low < high) {
      var pivot = values[items[low + (high - low) / 2]];
      var i = low;
      var j = high;
      var left = 0.0;
      while (i <= j) {
        while (values[items[i]] < pivot) {
          left += Math.abs(weights[items[i]]);
          i++;
        }
        while (values[items[j]] > pivot) {
          j--;
        }
        if (i <= j) {
          var item = items[i];
          items[i] = items[j];
          items[j] = item;
          left += Math.abs(weights[items[i]]);
          i++;
          j--;
        }
      }
      // items[low..j] <= pivot, items[j+1..i-1] = pivot, items[i..high] >= pivot
      if (below + left < half) {
        below += left;
        low = i;
      } else if (below + left - middle(items, j + 1, i, weights) >= half) {
        high = j;
      } else {
        return items[j + 1];
      }
    }
    return items[low];
  }

  private static double middle(int[] items, int from, int to, double[] weights) {
    var sum = 0.0;
    for (var i = from; i < to; i++) {
      sum += Math.abs(weights[items[i]]);
    }
    return sum;
  }
}
