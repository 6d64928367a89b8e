package org.smashnas.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.smashnas.data.mesh.Binvox;
import org.smashnas.data.mesh.OffMesh;
import org.smashnas.data.mesh.Voxelizer;
import org.smashnas.files.HeapRoom;

/** Makes data sets of voxels out of meshes, on all processors, each mesh once in a lifetime. */
final class MeshData {
  /** Beside the archive, hidden, and out of git where data belongs. */
  static final String CACHE = ".smash-voxels";

  /** Half of the heap, in MB, is for the meshes that are read at one time. */
  private static final int SHARES = (int) Math.min(Integer.MAX_VALUE, (HeapRoom.most() >> 21) + 1);

  private static final Semaphore MEMORY = new Semaphore(SHARES);

  /** As many as that half holds, with their vertices, and twice while their array grows. */
  private static final int MOST_TRIANGLES =
      (int) Math.min(OffMesh.MOST_TRIANGLES, HeapRoom.most() / 2 / 48);

  private final Path place;
  private final Voxelizer voxelizer;
  private final long mostBytes;
  private final VoxelCache cache;
  private final LongAdder degenerate = new LongAdder();

  private MeshData(Path place, Voxelizer voxelizer, long mostBytes) {
    this.place = place;
    this.mostBytes = mostBytes;
    this.voxelizer = voxelizer;
    this.cache = new VoxelCache(place.toAbsolutePath().resolveSibling(CACHE));
  }

  /**
   * Reads all meshes and grids of an archive or folder.
   *
   * @param classNames the classes allowed, in the labels' order; empty for those that are found, in
   *     the alphabet's
   */
  static Dataset read(
      String name, Path zipOrFolder, List<String> classNames, Voxelizer voxelizer, String page) {
    return read(name, zipOrFolder, classNames, voxelizer, page, MeshFiles.MOST_BYTES);
  }

  /** The same with another limit on the bytes of a mesh's file. */
  static Dataset read(
      String name,
      Path zipOrFolder,
      List<String> classNames,
      Voxelizer voxelizer,
      String page,
      long mostBytes) {
    try (MeshFiles files = new MeshFiles(zipOrFolder)) {
      MeshData data = new MeshData(zipOrFolder, voxelizer, mostBytes);
      List<String> found =
          files.members().stream().map(MeshFiles.Member::className).distinct().toList();
      List<String> names = classNames.isEmpty() ? found : classNames;
      found.stream()
          .filter(each -> !names.contains(each))
          .findFirst()
          .ifPresent(
              each -> {
                throw new DataException(
                    "%s has a class %s; %s has %s".formatted(zipOrFolder, each, name, names));
              });
      Examples train = data.part(name, "train", names, files);
      Examples test = data.part(name, "test", names, files);
      return VoxelSet.of(
          name,
          train,
          test,
          "%s%s%s; voxels: %s; triangles without area: %d"
              .formatted(
                  zipOrFolder.getFileName(),
                  page,
                  files.unread(),
                  voxelizer,
                  data.degenerate.sum()));
    }
  }

  private Examples part(String name, String part, List<String> classNames, MeshFiles files) {
    List<MeshFiles.Member> members =
        files.members().stream().filter(each -> each.part().equals(part)).toList();
    int side = voxelizer.resolution();
    int cells = side * side * side;
    if (members.size() > Integer.MAX_VALUE / cells) {
      throw new DataException(
          "%s has %d meshes in its %s part; at most %d grids of side %d fit in memory"
              .formatted(place, members.size(), part, Integer.MAX_VALUE / cells, side));
    }
    DataException.ifLacking(
        "%s, its %s part,".formatted(place, part), (long) members.size() * cells);
    byte[][] values = new byte[members.size()][];
    Workers.each(
        "Reading the %s meshes of %s".formatted(part, place),
        members.size(),
        i -> {
          VoxelCache.Kept made = grid(files, members.get(i));
          values[i] = made.grid();
          degenerate.add(made.degenerate());
        });
    int[] labels =
        members.stream().mapToInt(each -> classNames.indexOf(each.className())).toArray();
    return new Examples(
        name + " " + part, classNames, List.of(1, side, side, side), values, labels);
  }

  private VoxelCache.Kept grid(MeshFiles files, MeshFiles.Member member) {
    int side = voxelizer.resolution();
    int cells = side * side * side;
    try {
      if (member.isBinvox()) {
        long most = Math.min(mostBytes, Binvox.mostBytes(side));
        byte[] grid = files.read(member, most, in -> Binvox.parse(in.readAllBytes(), side));
        return new VoxelCache.Kept(grid, 0);
      }
      // Read twice instead of held: a mesh takes less memory than its text.
      VoxelCache.Key key = files.read(member, mostBytes, in -> VoxelCache.Key.of(in, voxelizer));
      return cache
          .get(key.name(), cells)
          .orElseGet(() -> files.read(member, mostBytes, in -> make(key, in)));
    } catch (IllegalArgumentException e) {
      throw new DataException(
          "%s, %s: %s; fetch it again".formatted(place, member.name(), e.getMessage()), e);
    }
  }

  private VoxelCache.Kept make(VoxelCache.Key key, InputStream in) throws IOException {
    // What a mesh takes is at most four times its text; then there are the voxeliser's marks.
    long cells = (long) voxelizer.resolution() * voxelizer.resolution() * voxelizer.resolution();
    int share = (int) Math.min(SHARES, ((4 * key.length() + 8 * cells) >> 20) + 1);
    MEMORY.acquireUninterruptibly(share);
    try {
      OffMesh read = OffMesh.parse(in, key.length(), MOST_TRIANGLES);
      VoxelCache.Kept made =
          new VoxelCache.Kept(voxelizer.voxelize(read.mesh()), read.degenerate());
      cache.put(key.name(), made);
      return made;
    } finally {
      MEMORY.release(share);
    }
  }
}
