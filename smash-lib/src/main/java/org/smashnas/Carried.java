package org.smashnas;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.smashnas.arch.SearchSpace;
import org.smashnas.cluster.Cluster;
import org.smashnas.cluster.Work;
import org.smashnas.data.DataPath;
import org.smashnas.encoding.EncodingFile;
import org.smashnas.files.AtomicFolder;
import org.smashnas.files.Checksums;

/**
 * A run's examples, and its network if there is one, as they travel to other JVMs.
 *
 * @param network the files of a saved network's folder; none where all is trained from random
 *     weights
 * @param examples themselves, or null where they are read from {@code path}
 * @param path where to read them, or null
 * @param draw how the examples are drawn from what is there
 * @param sha256 of training, validation and test examples
 * @param digest of all of it
 */
record Carried(
    Map<String, byte[]> network,
    RunData examples,
    DataPath path,
    ExampleDraw draw,
    List<String> sha256,
    String digest)
    implements Work<Piece, Serializable> {
  /**
   * Of a network.
   *
   * @throws IllegalArgumentException if its encoding has a field of the user's own, which no other
   *     JVM can make
   */
  static Carried of(SmashRun run, Cluster cluster) {
    EncodingFile encoding = EncodingFile.of(run.net.encoding());
    if (encoding.rebuilt().isEmpty()) {
      throw new IllegalArgumentException(
          "the network has an encoding with a field of your own, of %s, which other JVMs cannot make; work in this one, Cluster.here()"
              .formatted(encoding));
    }
    Map<String, byte[]> files = new TreeMap<>();
    try {
      Path folder = Files.createTempDirectory("smash-network");
      try {
        SmashFile.save(run, folder);
        try (Stream<Path> all = Files.list(folder)) {
          for (Path file : all.toList()) {
            files.put(file.getFileName().toString(), Files.readAllBytes(file));
          }
        }
      } finally {
        AtomicFolder.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the network to a temporary folder", e);
    }
    return of(files, run.data, run.space, run.budget, cluster);
  }

  /** Of examples alone. */
  static Carried of(RunData data, SearchSpace space, Budget budget, Cluster cluster) {
    return of(Map.of(), data, space, budget, cluster);
  }

  private static Carried of(
      Map<String, byte[]> files, RunData data, SearchSpace space, Budget budget, Cluster cluster) {
    List<String> sha256 = data.sha256();
    MessageDigest digest = Checksums.digest();
    files.forEach(
        (name, bytes) -> {
          digest.update(name.getBytes(StandardCharsets.UTF_8));
          digest.update(bytes);
        });
    digest.update((sha256 + data.toString()).getBytes(StandardCharsets.UTF_8));
    DataPath path = cluster.data().orElse(null);
    return new Carried(
        files,
        path == null ? data : null,
        path,
        new ExampleDraw(space, budget, data.seed()),
        sha256,
        HexFormat.of().formatHex(digest.digest()));
  }

  private RunData data() {
    RunData data = examples == null ? draw.of(path.read()) : examples;
    List<String> found = data.sha256();
    if (!found.equals(sha256)) {
      throw new IllegalArgumentException(
          "the examples %s are SHA-256 %s, and the run's are %s; give the path of the same data set, or none, so that they are sent"
              .formatted(path == null ? "that arrived" : "read from " + path, found, sha256));
    }
    return data;
  }

  @Override
  public Doer<Piece, Serializable> open() {
    RunData data = data();
    return network.isEmpty()
        ? new PieceDoer(Optional.empty(), data)
        : new PieceDoer(Optional.of(load(data)), data);
  }

  private Smash load(RunData data) {
    try {
      Path folder = Files.createTempDirectory("smash-network");
      try {
        for (Map.Entry<String, byte[]> file : network.entrySet()) {
          Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        return SmashFile.load(folder, file -> data, Optional.empty());
      } finally {
        AtomicFolder.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the network to a temporary folder", e);
    }
  }
}
