package org.smashnas.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gives a reader damaged files, which it has to refuse with the exception that it promises and one
 * sentence, or to read; from a file with a checksum, it has to read what was in it or to refuse.
 *
 * <p>{@code java -cp ... org.smashnas.data.Fuzz READER SECONDS SEED} prints the counts, and leaves
 * in the working directory each file that a reader failed on.
 */
final class Fuzz {
  private static final long MOST_SECONDS = 20;
  private static final int LONGEST_SENTENCE = 1500;

  private final FuzzReader reader;
  private final Path folder;
  private final Path failed;
  private final List<byte[]> corpus;
  private final List<String> contents = new ArrayList<>();
  private final ExecutorService thread =
      Executors.newCachedThreadPool(
          work -> {
            Thread made = new Thread(work, "fuzz");
            made.setDaemon(true);
            return made;
          });
  private int runs;
  private int accepted;
  private final List<String> failures = new ArrayList<>();

  /**
   * Prepares.
   *
   * @param folder where damaged files are written
   * @param failed gets those that a reader failed on
   */
  Fuzz(FuzzReader reader, Path folder, Path failed) throws IOException {
    this.reader = reader;
    this.failed = failed;
    this.folder = folder;
    this.corpus = reader.corpus(folder);
    for (byte[] each : corpus) {
      Files.write(file(), each);
      contents.add(reader.read(file()));
    }
  }

  private Path file() {
    return folder.resolve(reader.fileName());
  }

  /** One damaged file, made from {@code seed} alone. */
  void run(long seed) throws IOException, InterruptedException {
    Random random = new Random(seed);
    int which = random.nextInt(corpus.size());
    byte[] other = corpus.get(random.nextInt(corpus.size()));
    byte[] damaged = new Mutator(random.nextLong()).damage(corpus.get(which), other);
    Files.write(file(), damaged);
    runs++;
    failure().ifPresent(what -> keep(seed, what, damaged));
  }

  private Optional<String> failure() throws InterruptedException {
    Future<String> read = thread.submit(() -> reader.read(file()));
    try {
      String found = read.get(MOST_SECONDS, TimeUnit.SECONDS);
      accepted++;
      boolean differs = reader.hasChecksum() && !contents.contains(found);
      return differs ? Optional.of("silent difference") : Optional.empty();
    } catch (TimeoutException e) {
      return Optional.of("hang");
    } catch (ExecutionException e) {
      return wrong(e.getCause());
    }
  }

  private Optional<String> wrong(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage());
    if (!reader.promises(thrown)) {
      return Optional.of("crash: " + thrown + " at " + thrown.getStackTrace()[0]);
    }
    boolean sentence =
        !message.contains("\n")
            && !message.contains("(null)")
            && !message.equals("null")
            && message.length() < LONGEST_SENTENCE;
    return sentence ? Optional.empty() : Optional.of("no sentence: " + message);
  }

  private void keep(long seed, String what, byte[] damaged) {
    failures.add("seed %d: %s".formatted(seed, what));
    try {
      Files.write(failed.resolve("fuzz-%s-%d".formatted(reader, seed)), damaged);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> failures() {
    return failures;
  }

  @Override
  public String toString() {
    return "%s: %d runs, %d refused, %d accepted, %d failures"
        .formatted(reader, runs, runs - accepted - failures.size(), accepted, failures.size());
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("fuzz");
    Fuzz fuzz = new Fuzz(FuzzReader.valueOf(arguments[0]), folder, Path.of(""));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[1]));
    for (long seed = Long.parseLong(arguments[2]); System.nanoTime() < end; seed++) {
      fuzz.run(seed);
    }
    fuzz.failures().stream().limit(40).forEach(System.out::println);
    System.out.println(fuzz);
    System.exit(fuzz.failures().isEmpty() ? 0 : 1);
  }
}
