package org.smashnas;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.smashnas.arch.SearchSpace;
import org.smashnas.train.Epoch;
import org.smashnas.train.SmashConfig;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** The columns of a table of runs: what each says of one, null where it is not known. */
final class RunColumns {
  /** Digits of a checksum that tell two apart. */
  private static final int DIGITS = 12;

  private static final Map<Class<?>, ColumnType> NUMBERS =
      Map.of(
          int.class, ColumnType.INTEGER,
          long.class, ColumnType.LONG,
          double.class, ColumnType.DOUBLE,
          boolean.class, ColumnType.BOOLEAN);

  private record Values(ColumnType type, Function<SavedRun, Object> of) {}

  private final Map<String, Values> columns = new LinkedHashMap<>();

  private RunColumns() {
    add("folder", ColumnType.STRING, SavedRun::name);
    add("checkpoint", ColumnType.STRING, SavedRun::checkpoint);
    file("saved", ColumnType.INSTANT, f -> Instant.parse(f.saved()));
    file("regime", ColumnType.STRING, SmashFile::regime);
    file("space", ColumnType.STRING, f -> f.metadata().get("space"));
    file("data_set", ColumnType.STRING, f -> f.metadata().get("data_set"));
    file("budget", ColumnType.STRING, f -> f.budget().name());
    file("seed", ColumnType.LONG, SmashFile::seed);
    file("data_seed", ColumnType.LONG, f -> f.data().seed());
    add("epochs", ColumnType.INTEGER, r -> r.history().epochs().size());
    file("of_epochs", ColumnType.INTEGER, f -> f.config().epochs());
    add("finished", ColumnType.BOOLEAN, r -> r.file() == null ? null : r.finished());
    last("train_loss", Epoch::trainLoss);
    last("validation_loss", Epoch::validationLoss);
    last("validation_error", Epoch::validationError);
    add("seconds", ColumnType.DOUBLE, RunColumns::seconds);
    file("parameters", ColumnType.LONG, f -> number(f.metadata().get("parameters")));
    settings("", SmashConfig.class, r -> r.file() == null ? null : r.file().config());
    file("encoding", ColumnType.STRING, f -> f.encoding().toString());
    file("encoding_codes", ColumnType.STRING, f -> start(f.encoding().codes()));
    settings("space_", SearchSpace.class, SavedRun::space);
    file("examples", ColumnType.STRING, f -> f.data().examples());
    file("source", ColumnType.STRING, f -> f.metadata().get("source"));
    file("data_sha256", ColumnType.STRING, f -> sums(f.data().sha256()));
    file("step_sizes", ColumnType.STRING, f -> f.metadata().get("step_sizes"));
    file("stopped", ColumnType.STRING, f -> f.metadata().get("stopped"));
    file("threads", ColumnType.LONG, f -> number(f.metadata().get("threads")));
    file("library_version", ColumnType.STRING, f -> f.metadata().get("library_version"));
    file("git_commit", ColumnType.STRING, f -> f.metadata().get("git_commit"));
    add("problem", ColumnType.STRING, SavedRun::problem);
  }

  static Table table(String title, List<SavedRun> runs) {
    Table table = Table.create(title);
    new RunColumns()
        .columns.forEach(
            (name, values) -> {
              Column<?> column = values.type.create(name);
              for (SavedRun run : runs) {
                Object value = values.of.apply(run);
                Column<?> longer = value == null ? column.appendMissing() : column.appendObj(value);
                assert longer == column;
              }
              table.addColumns(column);
            });
    return table;
  }

  private void add(String name, ColumnType type, Function<SavedRun, Object> of) {
    columns.put(name, new Values(type, of));
  }

  private void file(String name, ColumnType type, Function<SmashFile, Object> of) {
    add(name, type, r -> r.file() == null ? null : of.apply(r.file()));
  }

  private void last(String name, ToDoubleFunction<Epoch> of) {
    add(name, ColumnType.DOUBLE, r -> r.last().map(of::applyAsDouble).orElse(null));
  }

  /** A column for each part of a record, so that a new part needs none here. */
  private void settings(String prefix, Class<?> type, Function<SavedRun, Record> of) {
    for (RecordComponent part : type.getRecordComponents()) {
      ColumnType kind = NUMBERS.getOrDefault(part.getType(), ColumnType.STRING);
      String name = prefix + part.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
      Function<SavedRun, Object> value =
          run -> {
            Record record = of.apply(run);
            return record == null ? null : value(part, record, kind);
          };
      // The epochs that are to be are in a column before; the space's name, too.
      if (!columns.containsKey(name) && !name.equals("space_name")) {
        add(name, kind, value);
      }
    }
  }

  private static Object value(RecordComponent part, Record record, ColumnType kind) {
    Object value;
    try {
      value = part.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    if (kind != ColumnType.STRING) {
      return value;
    }
    if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
    // HyperShape[first=7, growth=10] reads first 7, growth 10.
    return value instanceof Record
        ? value.toString().replaceFirst("^\\w+\\[(.*)]$", "$1").replace('=', ' ')
        : value.toString();
  }

  private static Object seconds(SavedRun run) {
    return run.last().isEmpty()
        ? null
        : run.history().epochs().stream().mapToDouble(Epoch::seconds).sum();
  }

  private static Long number(String text) {
    return text == null ? null : Long.valueOf(text);
  }

  private static String sums(List<String> all) {
    return String.join(" ", all.stream().map(RunColumns::start).toList());
  }

  private static String start(String sum) {
    return sum.substring(0, DIGITS);
  }
}
