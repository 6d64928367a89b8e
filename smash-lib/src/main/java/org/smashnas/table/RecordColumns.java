package org.smashnas.table;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A record as the row of a table, as {@link Tables#of} has it.
 *
 * @param <R> the record
 */
final class RecordColumns<R extends Record> {
  private static final Map<Class<?>, Type> TYPES =
      Map.ofEntries(
          Map.entry(String.class, Type.STRING),
          Map.entry(int.class, Type.INT),
          Map.entry(Integer.class, Type.INT),
          Map.entry(long.class, Type.LONG),
          Map.entry(Long.class, Type.LONG),
          Map.entry(double.class, Type.DOUBLE),
          Map.entry(Double.class, Type.DOUBLE),
          Map.entry(boolean.class, Type.BOOLEAN),
          Map.entry(Boolean.class, Type.BOOLEAN),
          Map.entry(Instant.class, Type.INSTANT),
          Map.entry(LocalDate.class, Type.DATE));

  private final Class<R> type;
  private final List<Column> columns = new ArrayList<>();

  private RecordColumns(Class<R> type) {
    this.type = type;
    add(type, "");
  }

  /**
   * The columns of a record.
   *
   * @throws IllegalArgumentException if a component is of a type that no column has
   */
  static <R extends Record> RecordColumns<R> of(Class<R> type) {
    return new RecordColumns<>(type);
  }

  private void add(Class<?> record, String prefix) {
    for (RecordComponent component : record.getRecordComponents()) {
      Class<?> kind = component.getType();
      String name = name(prefix, component.getName());
      if (kind.isRecord()) {
        add(kind, name);
      } else if (TYPES.containsKey(kind)) {
        columns.add(new Column(name, TYPES.get(kind)));
      } else {
        throw new IllegalArgumentException(
            "%s of %s is a %s; the columns of a table are of %s, and of records of them"
                .formatted(
                    component.getName(),
                    record.getSimpleName(),
                    kind.getSimpleName(),
                    TYPES.keySet().stream().map(Class::getSimpleName).sorted().toList()));
      }
    }
  }

  private static String name(String prefix, String component) {
    String snake = component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    if (prefix.isEmpty()) {
      return snake;
    }
    return snake.equals("value") ? prefix : prefix + "_" + snake;
  }

  List<Column> columns() {
    return List.copyOf(columns);
  }

  /** What a record says, in the order of the columns. */
  static Object[] values(Record row) {
    List<Object> values = new ArrayList<>();
    add(row, values);
    return values.toArray();
  }

  private static void add(Record row, List<Object> values) {
    for (RecordComponent component : row.getClass().getRecordComponents()) {
      Object value;
      try {
        component.getAccessor().setAccessible(true);
        value = component.getAccessor().invoke(row);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot read " + component, e);
      }
      if (value instanceof Record inner) {
        add(inner, values);
      } else {
        values.add(value instanceof Double number && number.isNaN() ? null : value);
      }
    }
  }

  /**
   * The record that says this; it has no records in it.
   *
   * @param values in the order of the columns; null where one is missing
   * @throws IllegalArgumentException if the record refuses them, or one is missing that must be
   */
  R row(Object[] values) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] kinds =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] whole = values.clone();
    for (int c = 0; c < whole.length; c++) {
      if (whole[c] == null && kinds[c] == double.class) {
        whole[c] = Double.NaN;
      } else if (whole[c] == null && kinds[c].isPrimitive()) {
        throw new IllegalArgumentException(columns.get(c).name() + " is missing");
      }
    }
    try {
      Constructor<R> made = type.getDeclaredConstructor(kinds);
      made.setAccessible(true);
      return made.newInstance(whole);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException why ? why : new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type, e);
    }
  }
}
