package org.smashnas;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.smashnas.arch.SearchSpace;
import org.smashnas.data.Dataset;
import org.smashnas.encoding.Encoding;
import org.smashnas.encoding.EncodingFile;
import org.smashnas.files.Checksums;
import org.smashnas.files.WholeFolder;
import org.smashnas.study.Regime;
import org.smashnas.table.Tables;
import org.smashnas.train.Checkpoints;
import org.smashnas.train.SmashConfig;

/**
 * What a saved SMASH network is, as {@code smash.json} has it; weights and training are in files
 * beside it, and the history, for other programs, in {@code history.arrow}.
 *
 * @param format {@link #FORMAT}
 * @param saved when, UTC
 * @param metadata what its result tables say: versions, commit, data set, source, ...
 * @param regime name of its {@link Regime}
 * @param config of its training, the regime's changes included
 */
record SmashFile(
    String format,
    String saved,
    Map<String, String> metadata,
    long seed,
    String regime,
    Budget budget,
    SmashConfig config,
    Data data,
    EncodingFile encoding) {
  static final String NAME = "smash.json";
  static final String FORMAT = "smash-network/1";
  static final String HISTORY = "history.arrow";
  static final Set<String> PARTS = Set.of(NAME, HISTORY);

  /**
   * What the examples were.
   *
   * @param seed that drew them
   * @param examples in words
   * @param sha256 of the training, validation and test examples
   */
  record Data(long seed, String examples, List<String> sha256) {
    Data {
      sha256 = List.copyOf(sha256);
    }

    static Data of(RunData data) {
      return new Data(data.seed(), data.toString(), data.sha256());
    }

    @Override
    public String toString() {
      return "%s (SHA-256 %s)".formatted(examples, String.join(", ", sha256));
    }
  }

  static SmashFile of(SmashRun run) {
    return new SmashFile(
        FORMAT,
        "",
        metadata(run),
        run.seed,
        run.regime.name(),
        run.budget,
        run.config,
        Data.of(run.data),
        EncodingFile.of(run.net.encoding()));
  }

  private static Map<String, String> metadata(SmashRun run) {
    Map<String, String> metadata = new TreeMap<>(run.metadata);
    metadata.put("threads", Integer.toString(Smash.environment().threads()));
    metadata.put("parameters", Long.toString(run.net.parameters().count()));
    return metadata;
  }

  /** Writes what the trainer's files lack for a network to be loaded. */
  void write(SmashRun run, Path folder) {
    // Since this was made, training may have been stopped, or gone on with other step sizes.
    Map<String, String> metadata = metadata(run);
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    JsonRecords.write(
        new SmashFile(format, now, metadata, seed, regime, budget, config, data, encoding),
        folder.resolve(NAME));
    Tables.write(run.trainer.history().table(), folder.resolve(HISTORY), metadata);
  }

  /** Writes a network as a folder of its own. */
  static void save(SmashRun run, Path folder) {
    WholeFolder kind = new WholeFolder("a SMASH network", Checkpoints.files(PARTS));
    kind.replace(
        folder,
        into -> {
          run.trainer.write(into, run.trainingConditions());
          run.file().write(run, into);
        });
  }

  /**
   * Reads what a folder's network is.
   *
   * @throws IllegalArgumentException if the file is damaged or of another format
   */
  static SmashFile read(Path folder) {
    return JsonRecords.read(Checksums.read(folder).checked(NAME), FORMAT, SmashFile.class);
  }

  /** When the network in a folder, or its newest checkpoint there, was written, UTC. */
  static String saved(Path folder) {
    Path newest = Checkpoints.newest(folder).orElse(folder);
    return JsonRecords.read(newest.resolve(NAME), FORMAT, SmashFile.class).saved;
  }

  /** Makes the run anew that a folder has; see {@link Smash#load(Path, Dataset)}. */
  static Smash load(Path folder, Dataset data, Optional<Function<SearchSpace, Encoding>> own) {
    return load(
        folder,
        file -> RunData.of(file.encoding.space(), data, file.budget, file.data.seed()),
        own);
  }

  /** The same with examples as they were drawn. */
  static Smash load(
      Path given,
      Function<SmashFile, RunData> examples,
      Optional<Function<SearchSpace, Encoding>> own) {
    Path folder = Checkpoints.newest(given).orElse(given);
    SmashFile file = read(folder);
    Checksums.read(folder).checked(HISTORY);
    SearchSpace space = file.encoding.space();
    RunData data = examples.apply(file);
    if (!data.sha256().equals(file.data.sha256())) {
      throw new IllegalArgumentException(
          "%s was trained on %s, and the data given makes %s; give the same data set"
              .formatted(folder, file.data, Data.of(data)));
    }
    Function<SearchSpace, Encoding> encoding = own.orElseGet(() -> file.rebuilt(folder));
    file.check(folder, encoding.apply(space));
    Regime regime = new Regime(file.regime, s -> s, t -> file.config);
    SmashPlan plan = new SmashPlan(space, data, file.budget, encoding, regime, file.seed);
    Smash smash = new Smash(plan, Optional.empty());
    try {
      smash.trainer.read(folder, Map.of());
      smash.course.takeUp(file.metadata);
      return smash;
    } catch (RuntimeException e) {
      smash.close();
      throw e;
    }
  }

  private Function<SearchSpace, Encoding> rebuilt(Path folder) {
    return encoding
        .rebuilt()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s has an encoding with a field of your own, of %s; give the function that makes it: Smash.load(folder, data, encoding)"
                        .formatted(folder, encoding)));
  }

  private void check(Path folder, Encoding given) {
    SearchSpace space = encoding.space();
    if (!given.space().equals(space)) {
      throw new IllegalArgumentException(
          "%s is of space %s, and the encoding given is of %s; make it for the space that it gets"
              .formatted(folder, space, given.space()));
    }
    EncodingFile now = EncodingFile.of(given);
    if (!now.toString().equals(encoding.toString())) {
      throw new IllegalArgumentException(
          "%s has an encoding of %s, and the one given is of %s; give that one"
              .formatted(folder, encoding, now));
    }
    if (!encoding.writesAs(given)) {
      throw new IllegalArgumentException(
          "%s has an encoding of %s, and the one given has fields of the same names that write other values (SHA-256 of codes %s, now %s); give that one"
              .formatted(folder, encoding, encoding.codes(), now.codes()));
    }
  }
}
