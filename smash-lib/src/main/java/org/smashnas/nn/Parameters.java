package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.ref.Cleaner.Cleanable;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.smashnas.files.Checksums;

/**
 * The named weights of one network, which live until they are closed, or until the network can be
 * reached no more: an array that it gave does not keep it.
 */
public final class Parameters implements AutoCloseable {
  private final NDManager manager;
  private final Cleanable arrays;
  private final DataType type;
  private final Map<String, NDArray> trained = new LinkedHashMap<>();
  private final Map<String, NDArray> states = new LinkedHashMap<>();
  private long count;

  /**
   * No weights yet.
   *
   * @param type type of all weights: float32, or float64 for gradient checks
   */
  public Parameters(DataType type) {
    if (type != DataType.FLOAT32 && type != DataType.FLOAT64) {
      throw new IllegalArgumentException(
          "weights of type " + type + "; networks have float32, or float64 for gradient checks");
    }
    this.manager = NDManager.newBaseManager();
    this.arrays = NativeMemory.closeAfter(this, manager);
    this.type = type;
  }

  /**
   * Adds a weight that training changes.
   *
   * @param name unique name, as it is saved
   * @param values in row-major order, as many as the shape holds
   */
  public NDArray add(String name, Shape shape, double[] values) {
    NDArray array = create(name, shape, values);
    array.setRequiresGradient(true);
    trained.put(name, array);
    count += values.length;
    return array;
  }

  /** Adds an array that training does not change by gradient, such as a running mean. */
  NDArray addState(String name, Shape shape, double[] values) {
    NDArray array = create(name, shape, values);
    states.put(name, array);
    return array;
  }

  private NDArray create(String name, Shape shape, double[] values) {
    if (trained.containsKey(name) || states.containsKey(name)) {
      throw new IllegalStateException("two weights are named " + name);
    }
    NDArray array;
    if (type == DataType.FLOAT64) {
      array = manager.create(values, shape);
    } else {
      float[] floats = new float[values.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) values[i];
      }
      array = manager.create(floats, shape);
    }
    NDScope.unregister(array);
    return array;
  }

  /**
   * An array of zeros that lives as long as the weights, as an optimiser keeps it; made within a
   * step's scope it would otherwise end with the step.
   */
  public NDArray zeros(Shape shape) {
    requireOpen();
    NDArray zeros = manager.zeros(shape, type);
    NDScope.unregister(zeros);
    return zeros;
  }

  /** The manager that the weights are attached to; a trainer keeps its state there too. */
  public NDManager manager() {
    return manager;
  }

  /** Type of all weights. */
  public DataType type() {
    return type;
  }

  /**
   * Refuses a network that was closed.
   *
   * @throws IllegalStateException with what to do
   */
  public void requireOpen() {
    if (!manager.isOpen()) {
      throw new IllegalStateException(
          "the network is closed and its weights are gone; train or make it anew, and close it when nothing asks for it any more");
    }
  }

  /** The weights that training changes, by name, in the order of their making. */
  public Map<String, NDArray> trained() {
    requireOpen();
    return Collections.unmodifiableMap(trained);
  }

  /** What training changes otherwise than by gradient, such as running means, by name. */
  public Map<String, NDArray> states() {
    requireOpen();
    return Collections.unmodifiableMap(states);
  }

  /** {@link #trained} and {@link #states} together: all that the network's answers depend on. */
  public Map<String, NDArray> all() {
    Map<String, NDArray> all = new LinkedHashMap<>(trained());
    all.putAll(states());
    return Collections.unmodifiableMap(all);
  }

  /**
   * Sets arrays to others' values, all or none.
   *
   * @param from of the same names, shapes and types
   * @param to for example {@link #all}
   * @throws IllegalArgumentException if a name, shape or type differs, with both
   */
  public static void copy(Map<String, NDArray> from, Map<String, NDArray> to) {
    Map<String, String> given = described(from);
    Map<String, String> wanted = described(to);
    if (!given.equals(wanted)) {
      Set<String> names = new TreeSet<>(given.keySet());
      names.addAll(wanted.keySet());
      names.removeIf(n -> Objects.equals(given.get(n), wanted.get(n)));
      String first = names.iterator().next();
      throw new IllegalArgumentException(
          "array %s is %s, and %s is needed; give those of a network of the same architecture"
              .formatted(
                  first, given.getOrDefault(first, "absent"), wanted.getOrDefault(first, "none")));
    }
    Updates.copy(List.copyOf(from.values()), from.keySet().stream().map(to::get).toList());
  }

  /** SHA-256 of the values of {@link #all}, in lower-case hexadecimal digits. */
  public String sha256() {
    MessageDigest digest = Checksums.digest();
    all().values().forEach(array -> digest.update(array.toByteBuffer()));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static Map<String, String> described(Map<String, NDArray> arrays) {
    Map<String, String> described = new HashMap<>();
    arrays.forEach((name, a) -> described.put(name, a.getDataType() + " " + a.getShape()));
    return described;
  }

  /** Number of trained weights, all arrays together; closed ones are counted still. */
  public long count() {
    return count;
  }

  @Override
  public void close() {
    arrays.clean();
  }
}
