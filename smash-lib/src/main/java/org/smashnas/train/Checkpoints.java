package org.smashnas.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.smashnas.files.AtomicFolder;
import org.smashnas.files.OneWriter;
import org.smashnas.files.WholeFolder;

/**
 * Where a training writes down how far it is, at the end of each epoch, every two minutes within
 * one, and when it is interrupted, so that it goes on after its process was killed: with the very
 * weights, on a CPU, that it would have had.
 *
 * <p>Its folder holds the last two, each a folder named by its step. A checkpoint that cannot be
 * written costs a warning and not the training; one that is damaged is passed over, with a warning,
 * for the one before.
 */
public final class Checkpoints {
  private static final Pattern NAME = Pattern.compile("step-(\\d{8,})");
  private static final Predicate<String> LEFTOVER =
      Pattern.compile(NAME + "\\..+\\.(new|old)").asMatchPredicate();
  private static final int KEPT = 2;

  private final Path folder;
  private final Map<String, String> conditions;
  private final Duration pause;
  private final Set<String> parts;
  private final Consumer<Path> more;
  private final Consumer<String> warning;

  private Checkpoints(
      Path folder,
      Map<String, String> conditions,
      Duration pause,
      Set<String> parts,
      Consumer<Path> more,
      Consumer<String> warning) {
    this.folder = folder;
    this.conditions = Map.copyOf(conditions);
    this.pause = pause;
    this.parts = Set.copyOf(parts);
    this.more = more;
    this.warning = warning;
  }

  /** Writes nothing down. */
  public static Checkpoints none() {
    return in(null, Map.of());
  }

  /**
   * In a folder of one training.
   *
   * @param folder made if it is missing
   * @param conditions all that the outcome depends on: a training under others is refused
   */
  public static Checkpoints in(Path folder, Map<String, String> conditions) {
    return new Checkpoints(
        folder, conditions, Duration.ofMinutes(2), Set.of(), into -> {}, System.err::println);
  }

  /** The same with another time between checkpoints within an epoch; 0 for one at each step. */
  public Checkpoints every(Duration time) {
    return new Checkpoints(folder, conditions, time, parts, more, warning);
  }

  /**
   * The same with more files in each checkpoint.
   *
   * @param names what they are called
   * @param write writes them into the folder that it is given
   */
  public Checkpoints with(Set<String> names, Consumer<Path> write) {
    return new Checkpoints(folder, conditions, pause, names, write, warning);
  }

  /** The same with another place for warnings than standard error. */
  public Checkpoints warning(Consumer<String> hears) {
    return new Checkpoints(folder, conditions, pause, parts, more, hears);
  }

  /** Names of the files that {@link Trainer#write} makes, and of more. */
  public static Set<String> files(Set<String> more) {
    Set<String> all = new HashSet<>(SavedTraining.PARTS);
    all.addAll(more);
    return all;
  }

  /**
   * The newest checkpoint of a folder; nothing if it has none, or is none.
   *
   * @throws UncheckedIOException if the folder cannot be read
   */
  public static Optional<Path> newest(Path folder) {
    return all(folder).stream().findFirst();
  }

  /** Whether a folder is called as a checkpoint is. */
  public static boolean isOne(Path folder) {
    Path name = folder.getFileName();
    return name != null && NAME.matcher(name.toString()).matches();
  }

  /**
   * Sees to it that the training in a folder is whole, by its checksums.
   *
   * @return the folder
   * @throws IllegalArgumentException if a file is damaged, with the reason
   * @throws UncheckedIOException if one cannot be read
   */
  public static Path verified(Path folder) {
    SavedTraining.verify(folder);
    return folder;
  }

  /**
   * All checkpoints of a folder, newest first, whole or not.
   *
   * @throws UncheckedIOException if the folder cannot be read
   */
  public static List<Path> all(Path folder) {
    return list(folder, NAME.asMatchPredicate()).stream()
        .sorted(Comparator.comparingLong(Checkpoints::step).reversed())
        .toList();
  }

  private static List<Path> list(Path folder, Predicate<String> names) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(f -> names.test(f.getFileName().toString())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read the checkpoints in %s; give a folder that this process may read"
              .formatted(folder),
          e);
    }
  }

  private static long step(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring("step-".length()));
  }

  /**
   * Goes on from the newest whole checkpoint, if that is further, to the end of an epoch or an
   * interrupt.
   */
  History run(Trainer trainer, Progress progress, int last) {
    if (folder == null) {
      return trainer.loop().run(trainer, progress, now -> {}, last);
    }
    try (OneWriter only = lock()) {
      if (only != null) {
        clean();
      }
      if (!trainer.loop().begun()) {
        restore(trainer);
      }
      if (trainer.history().epochs().size() >= last) {
        return trainer.history();
      }
      return trainer.loop().run(trainer, progress, new Keeper(trainer, only != null), last);
    }
  }

  /** Null where nothing can be written, which is no reason not to train. */
  private OneWriter lock() {
    try {
      return OneWriter.of(folder.resolve("training"));
    } catch (UncheckedIOException e) {
      warn(e);
      return null;
    }
  }

  /** What killed processes had begun to write. */
  private void clean() {
    try {
      for (Path leftover : list(folder, LEFTOVER)) {
        AtomicFolder.delete(leftover);
      }
    } catch (UncheckedIOException | IOException e) {
      warn(e);
    }
  }

  private void restore(Trainer trainer) {
    for (Path checkpoint : all(folder)) {
      try {
        SavedTraining.verify(checkpoint);
      } catch (IllegalArgumentException | UncheckedIOException e) {
        warning.accept(
            "Checkpoint %s is passed over for the one before, and goes with the next: %s"
                .formatted(checkpoint.getFileName(), e.getMessage()));
        continue;
      }
      TrainingFile place = TrainingFile.read(checkpoint);
      place.check(checkpoint, conditions);
      SavedTraining.read(trainer, place, checkpoint);
      return;
    }
  }

  private void warn(Exception e) {
    warning.accept(
        "Training goes on, but what it learns from here on is lost if its process ends, until a checkpoint"
            + " can be written again; make room or give another folder: "
            + e.getMessage());
  }

  /** Writes checkpoints of one run. */
  private final class Keeper implements Loop.Keeper {
    private final Trainer trainer;
    private final boolean writable;
    private final WholeFolder kind = new WholeFolder("a checkpoint", files(parts));
    private long last = System.nanoTime();
    private boolean warned;

    Keeper(Trainer trainer, boolean writable) {
      this.trainer = trainer;
      this.writable = writable;
    }

    @Override
    public void keep(boolean now) {
      if (!writable || (!now && System.nanoTime() - last < pause.toNanos())) {
        return;
      }
      try {
        write();
        warned = false;
      } catch (RuntimeException | IOException e) {
        // Whatever it is, hours of training are worth more.
        if (!warned) {
          warn(e);
        }
        warned = true;
      }
      last = System.nanoTime();
    }

    private void write() throws IOException {
      int done = trainer.loop().done();
      kind.replace(
          folder.resolve("step-%08d".formatted(done)),
          into -> {
            trainer.write(into, conditions);
            more.accept(into);
          });
      // One of a later step is damaged, or this training would have gone on from it.
      List<Path> earlier = all(folder).stream().filter(c -> step(c) <= done).limit(KEPT).toList();
      for (Path checkpoint : all(folder)) {
        if (!earlier.contains(checkpoint)) {
          AtomicFolder.delete(checkpoint);
        }
      }
    }
  }
}
