package org.smashnas.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.smashnas.arch.Architecture;
import org.smashnas.files.OneWriter;
import org.smashnas.study.TruthTable.Line;
import org.smashnas.table.ResumableTable;
import org.smashnas.table.TableWriter;
import org.smashnas.table.Tables;

/** A folder of truths as a whole: its tables are read as one, or made one. */
final class TruthFolder {
  private TruthFolder() {}

  static Truths read(Path folder) {
    List<Path> files = TruthTable.files(folder);
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no %s in %s; give the folder of a table of truths, or make one with TruthTraining"
              .formatted(TruthTable.WHOLE, folder.toAbsolutePath()));
    }
    List<Architecture> networks = TruthTable.networks(folder);
    Map<String, Architecture> byId = Truths.byId(networks);
    Map<String, String> metadata = new TreeMap<>();
    // A crash in the midst of a merge leaves rows in two tables.
    Map<List<Object>, Truth> rows = new LinkedHashMap<>();
    for (Path file : files) {
      for (Truth t : rows(file, byId)) {
        rows.putIfAbsent(List.of(t.architecture(), t.schedule(), t.repeat()), t);
      }
      add(file, metadata);
    }
    List<String> order = List.copyOf(byId.keySet());
    List<Truth> sorted = new ArrayList<>(rows.values());
    sorted.sort(Comparator.comparingInt(t -> order.indexOf(t.architecture())));
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    return new Truths(name, metadata, networks, sorted);
  }

  private static List<Truth> rows(Path file, Map<String, Architecture> networks) {
    List<Line> lines;
    try {
      lines = ResumableTable.read(file, Line.class);
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw damaged(file, e.getMessage(), e);
    }
    List<Truth> truths = new ArrayList<>();
    for (Line line : lines) {
      String id = line.architectureId();
      Architecture network = networks.get(id);
      if (network == null) {
        throw new IllegalArgumentException(
            "%s has network %s, and none of the %d networks in %s beside it has this id; keep both files of one table together, as they were written"
                .formatted(file, id, networks.size(), TruthTable.NETWORKS));
      }
      try {
        truths.add(line.truth(network));
      } catch (RuntimeException e) {
        throw damaged(file, "row %d, network %s: %s".formatted(truths.size() + 1, id, e), e);
      }
    }
    return truths;
  }

  private static IllegalArgumentException damaged(Path file, String why, RuntimeException cause) {
    return new IllegalArgumentException(
        "%s is damaged, or %s beside it is of another space (%s); restore both from the repository, or delete the folder and measure again"
            .formatted(file, TruthTable.NETWORKS, why),
        cause);
  }

  /** Adds a table's metadata to that of the others, which must be of the same conditions. */
  private static void add(Path file, Map<String, String> metadata) {
    Tables.metadata(file)
        .forEach(
            (key, value) -> {
              String other = metadata.putIfAbsent(key, value);
              if (other != null && !other.equals(value) && Truths.isCondition(key)) {
                throw new IllegalArgumentException(
                    "%s was measured with %s %s, and another table beside it with %s; keep each in a folder of its own"
                        .formatted(file, key, value, other));
              }
            });
  }

  static Truths merge(Path folder) {
    List<OneWriter> rights = new ArrayList<>();
    try {
      OneWriter whole = TableWriter.right(folder.resolve(TruthTable.WHOLE));
      rights.add(whole);
      List<Path> parts =
          TruthTable.files(folder).stream().filter(f -> !f.endsWith(TruthTable.WHOLE)).toList();
      parts.forEach(f -> rights.add(TableWriter.right(f)));
      Truths all = read(folder);
      TableWriter.create(whole, Line.class, all.metadata(), TruthTable.lines(all)).close();
      for (Path part : parts) {
        Files.delete(part);
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete a part's table in " + folder, e);
    } finally {
      rights.forEach(OneWriter::close);
    }
  }
}
