package org.smashnas.table;

import java.util.Map;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/** Tablesaw's side of the bridge: which of its columns hold which type, and how they are filled. */
final class TablesawColumns {
  private static final Map<ColumnType, Type> TYPES =
      Map.of(
          ColumnType.STRING, Type.STRING,
          ColumnType.SHORT, Type.INT,
          ColumnType.INTEGER, Type.INT,
          ColumnType.LONG, Type.LONG,
          ColumnType.FLOAT, Type.DOUBLE,
          ColumnType.DOUBLE, Type.DOUBLE,
          ColumnType.BOOLEAN, Type.BOOLEAN,
          ColumnType.INSTANT, Type.INSTANT,
          ColumnType.LOCAL_DATE, Type.DATE);

  private TablesawColumns() {}

  /** The type that a column is written as; refuses a column for which there is none. */
  static Type typeOf(Column<?> column) {
    Type type = TYPES.get(column.type());
    if (type == null) {
      throw new IllegalArgumentException(
          "column \"%s\" is of Tablesaw type %s, which result tables do not have; make it one of %s, or leave it out"
              .formatted(
                  column.name(),
                  column.type().name(),
                  TYPES.keySet().stream().map(ColumnType::name).sorted().toList()));
    }
    return type;
  }

  static Column<?> create(String name, Type type) {
    return switch (type) {
      case STRING -> StringColumn.create(name);
      case INT -> IntColumn.create(name);
      case LONG -> LongColumn.create(name);
      case DOUBLE -> DoubleColumn.create(name);
      case BOOLEAN -> BooleanColumn.create(name);
      case INSTANT -> InstantColumn.create(name);
      case DATE -> DateColumn.create(name);
    };
  }

  /** Adds a value of the type, or null, to a column made by {@link #create} for it. */
  static void append(Object value, Column<?> to) {
    Column<?> same = value == null ? to.appendMissing() : to.appendObj(value);
    assert same == to;
  }
}
