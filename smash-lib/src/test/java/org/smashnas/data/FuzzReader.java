package org.smashnas.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.smashnas.arch.ArchitectureJson;
import org.smashnas.arch.Sampler;
import org.smashnas.arch.TestSpaces;
import org.smashnas.data.mesh.Binvox;
import org.smashnas.data.mesh.OffMesh;
import org.smashnas.data.mesh.Voxelizer;
import org.smashnas.nn.Safetensors;

/** What reads a file that may be damaged, and whole files to damage. */
enum FuzzReader {
  OFF("a.off", false) {
    @Override
    List<byte[]> corpus(Path folder) {
      return meshes();
    }

    @Override
    String read(Path file) throws IOException {
      return Arrays.toString(TINY.voxelize(OffMesh.parse(Files.readAllBytes(file)).mesh()));
    }
  },
  MESHES("a.zip", true) {
    @Override
    List<byte[]> corpus(Path folder) throws IOException {
      TinyMeshes all = new TinyMeshes().with("M/README.txt", "read me");
      for (byte[] each : meshes()) {
        all.with("M/a/train/%d.off".formatted(each.length), each);
      }
      all.with("M/b/test/1.binvox", TinyMeshes.binvox(4, 5));
      return List.of(Files.readAllBytes(all.zip(folder.resolve("a.zip"))));
    }

    @Override
    String read(Path file) {
      return digest(Datasets.meshes(file, TINY));
    }
  },
  BINVOX("1.binvox", false) {
    @Override
    List<byte[]> corpus(Path folder) {
      return List.of(TinyMeshes.binvox(4, 5), TinyMeshes.binvox(8, 0), TinyMeshes.binvox(2, -1));
    }

    @Override
    String read(Path file) throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      return Arrays.toString(Binvox.parse(bytes, 8));
    }
  },
  NPY("a.npz", false) {
    @Override
    List<byte[]> corpus(Path folder) {
      List<byte[]> all = new ArrayList<>();
      for (String type : List.of("|u1", ">i2", "<f8")) {
        all.add(
            TinyNpz.npy(
                1, type, false, List.of(2, 8, 8, 8), new Random(1).doubles(1024, -1, 2).toArray()));
      }
      all.add(
          TinyNpz.npy(
              2, "<f4", true, List.of(2, 8, 8, 8), new Random(2).doubles(1024, -1, 2).toArray()));
      return all;
    }

    @Override
    String read(Path file) throws IOException {
      TinyNpz npz = new TinyNpz().with("X_train", Files.readAllBytes(file));
      npz.with("y_train", "|u1", List.of(2), 1, 2);
      npz.with("X_test", "|u1", List.of(1, 8, 8, 8), new Random(1).doubles(512, 0, 2).toArray());
      return digest(Datasets.modelnet10(npz.with("y_test", "|u1", List.of(1), 3).write(file)));
    }
  },
  NPZ("a.npz", true) {
    @Override
    List<byte[]> corpus(Path folder) throws IOException {
      double[] values = new Random(1).doubles(1024, 0, 2).toArray();
      TinyNpz npz =
          new TinyNpz()
              .with("X_train", "|u1", List.of(2, 8, 8, 8), values)
              .with("y_train", "<i8", List.of(2), 1, 2)
              .with("X_test", "<f4", List.of(2, 8, 8, 8), values)
              .with("y_test", ">i4", List.of(2), 3, 4);
      Path file = folder.resolve("b.npz");
      return List.of(
          Files.readAllBytes(npz.write(file)), Files.readAllBytes(npz.writeStored(file)));
    }

    @Override
    String read(Path file) {
      return digest(Datasets.modelnet10(file));
    }
  },
  PICTURES("train/a/1.png", false) {
    @Override
    List<byte[]> corpus(Path folder) throws IOException {
      List<byte[]> all = new ArrayList<>();
      for (int type = BufferedImage.TYPE_INT_RGB; type <= BufferedImage.TYPE_BYTE_INDEXED; type++) {
        BufferedImage image = new BufferedImage(24, 16, type);
        new Random(type).ints(200).forEach(i -> image.setRGB(i >>> 3 & 15, i >>> 9 & 15, i));
        for (String format : List.of("png", "jpg", "gif")) {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          if (ImageIO.write(image, format, out)) {
            all.add(out.toByteArray());
          }
        }
        all.add(Exif.png(image, type % 8 + 1, true));
      }
      BufferedImage plain = new BufferedImage(24, 16, BufferedImage.TYPE_INT_RGB);
      all.add(Exif.jpeg(plain, 6));
      Files.createDirectories(folder.resolve("train/a"));
      Path test = Files.createDirectories(folder.resolve("test/a"));
      Files.write(test.resolve("1.png"), all.get(0));
      return all;
    }

    @Override
    String read(Path file) {
      return digest(Datasets.folder(file.getParent().getParent().getParent(), 8));
    }
  },
  CIFAR("cifar-10-binary.tar.gz", true) {
    @Override
    List<byte[]> corpus(Path folder) throws IOException {
      return List.of(Files.readAllBytes(TinyCifar.archive(folder, TinyCifar.members())));
    }

    @Override
    String read(Path file) {
      return digest(Datasets.cifar10(file));
    }
  },
  TAR("cifar-10-binary.tar.gz", false) {
    @Override
    List<byte[]> corpus(Path folder) throws IOException {
      Path file = TinyCifar.archive(folder, TinyCifar.members());
      try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
        return List.of(in.readAllBytes());
      }
    }

    @Override
    String read(Path file) throws IOException {
      byte[] tar = Files.readAllBytes(file);
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(tar);
      }
      return digest(Datasets.cifar10(file));
    }
  },
  STL("stl10_binary.tar.gz", true) {
    @Override
    List<byte[]> corpus(Path folder) throws IOException {
      Map<String, byte[]> members = new LinkedHashMap<>();
      TinyStl.members().forEach((name, bytes) -> members.put("stl10_binary/" + name, bytes));
      return List.of(
          Files.readAllBytes(Archives.tarGz(folder.resolve("stl10_binary.tar.gz"), members)));
    }

    @Override
    String read(Path file) {
      return digest(Datasets.stl10Folds(file).get(0));
    }
  },
  SAFETENSORS("a.safetensors", false) {
    @Override
    List<byte[]> corpus(Path folder) throws IOException {
      try (NDManager manager = NDManager.newBaseManager()) {
        Map<String, NDArray> arrays =
            Map.of(
                "a", manager.create(new float[] {1, 2, 3}),
                "b", manager.create(new long[] {4}),
                "c", manager.create(new double[][] {{5, 6}, {7, 8}}));
        Path file = folder.resolve("b.safetensors");
        new Safetensors(arrays, Map.of("what", "a test")).write(file);
        return List.of(Files.readAllBytes(file));
      }
    }

    @Override
    String read(Path file) {
      try (NDManager manager = NDManager.newBaseManager()) {
        StringBuilder text = new StringBuilder();
        Safetensors read = Safetensors.read(file, manager);
        read.arrays().forEach((name, array) -> text.append(name).append(array.getShape()));
        return text.append(read.metadata()).toString();
      }
    }
  },
  ARCHITECTURE("a.json", false) {
    @Override
    List<byte[]> corpus(Path folder) {
      List<byte[]> all = new ArrayList<>();
      TestSpaces.variants()
          .forEach(
              space ->
                  all.add(
                      ArchitectureJson.write(Sampler.of(space).sample(1))
                          .getBytes(StandardCharsets.UTF_8)));
      return all;
    }

    @Override
    String read(Path file) throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      return ArchitectureJson.write(
          ArchitectureJson.read(new String(bytes, StandardCharsets.UTF_8)));
    }
  };

  private static final Voxelizer TINY = new Voxelizer(8, 1, true);

  private final String fileName;
  private final boolean checksum;

  FuzzReader(String fileName, boolean checksum) {
    this.fileName = fileName;
    this.checksum = checksum;
  }

  /** Whole files. */
  abstract List<byte[]> corpus(Path folder) throws IOException;

  /** All that is read, as text. */
  abstract String read(Path file) throws IOException;

  String fileName() {
    return fileName;
  }

  /** Whether damage can be told. */
  boolean hasChecksum() {
    return checksum;
  }

  /** Whether a reader says that it may throw this. */
  boolean promises(Throwable thrown) {
    return switch (this) {
      case OFF, BINVOX, ARCHITECTURE -> thrown instanceof IllegalArgumentException;
      case SAFETENSORS ->
          thrown instanceof IllegalArgumentException || thrown instanceof UncheckedIOException;
      default -> thrown instanceof DataException;
    };
  }

  private static String digest(Dataset data) {
    return DatasetTest.contents(data.train()) + " " + DatasetTest.contents(data.test());
  }

  private static List<byte[]> meshes() {
    return List.of(
            TinyMeshes.OFF,
            "COFF\n# a square\n4 1 0\n0 0 0 255 0 0 255\n2 0 0 1 1 1 1\n2 3 1 0 0 0 0\n0 3 1 9 9 9 9\n"
                + "4 0 1 2 3 0.5 0.5 0.5\n",
            "OFF\r\n6\r\n1\r\n0\r\n0 0 0\r\n2 0 0\r\n2 1e0 0\r\n1 1 0\r\n1 2 .5\r\n0 2 0\r\n"
                + "6 0 1 2 3 4 5\r\n",
            "NOFF4 2 0\n0 0 0 0 0 1\n1 0 0 0 0 1\n0 2 0 0 0 1\n0 0 3 0 0 1\n3 0 1 2\n3 0 1 3\n")
        .stream()
        .map(text -> text.getBytes(StandardCharsets.US_ASCII))
        .toList();
  }
}
