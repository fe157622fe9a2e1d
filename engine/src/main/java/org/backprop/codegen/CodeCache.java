package org.backprop.codegen;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Instances of generated classes, each by what it was generated from. Those that were asked for
 * last are kept; any other is found as long as a program runs it, and then unloaded.
 */
final class CodeCache<K, V> {
  private final Map<K, Entry<K, V>> known = new HashMap<>();
  private final Map<K, V> recent;
  private final ReferenceQueue<V> unused = new ReferenceQueue<>();

  private static final class Entry<K, V> extends WeakReference<V> {
    private final K key;

    Entry(K key, V value, ReferenceQueue<V> unused) {
      super(value, unused);
      this.key = key;
    }
  }

  /**
   * @param most the number of instances that are kept
   */
  CodeCache(int most) {
    recent =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  /**
   * The instance of a key, generated if there is none; threads that generate it at once get one.
   */
  V get(K key, Function<K, V> generate) {
    var value = find(key);
    return value != null ? value : add(key, generate.apply(key));
  }

  private synchronized @Nullable V find(K key) {
    var entry = known.get(key);
    var value = entry == null ? null : entry.get();
    if (value != null) {
      recent.put(key, value);
    }
    return value;
  }

  private synchronized V add(K key, V generated) {
    var value = find(key);
    if (value != null) {
      return value;
    }
    forgetUnused();
    known.put(key, new Entry<>(key, generated, unused));
    recent.put(key, generated);
    return generated;
  }

  private void forgetUnused() {
    for (var entry = unused.poll(); entry != null; entry = unused.poll()) {
      known.remove(((Entry<?, ?>) entry).key, entry);
    }
  }
}
