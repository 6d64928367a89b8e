import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.PathsHandler;

/**
 * Magics that say what is wrong with their use.
 *
 * <p>JJava lets an unknown one, a missing value and a path to nowhere end in silence or in
 * exceptions about its own insides, and hides what the code that a magic runs throws.
 */
final class Magics extends MagicsRegistry {
  /** What a magic has to be given. */
  private static final Map<String, String> TAKES =
      Map.of(
          "classpath", "jars or folders, as in %classpath lib/*.jar",
          "jars", "jars, as in %jars lib/*.jar",
          "load", "a script or notebook, as in %load setup.jsh",
          "time", "a statement, as in %time f();",
          "maven", "what to fetch, as in %maven org.apache.commons:commons-math3:3.6.1",
          "mavenRepo", "a name and an address, as in %mavenRepo ours https://repo.example.org");

  private volatile Failure failure;

  /** What a magic ended with. */
  record Failure(String magic, Exception reason) {}

  @Override
  public <T, K extends BaseKernel> T evalLineMagic(K kernel, String name, List<String> args)
      throws Exception {
    try {
      checkKnown("%", name, getLineMagicNames().stream());
      if (args.isEmpty() && TAKES.containsKey(name)) {
        throw new IllegalArgumentException("it takes " + TAKES.get(name));
      }
      if (List.of("classpath", "jars", "load").contains(name)) {
        args.forEach(Magics::checkPath);
      }
      return super.evalLineMagic(kernel, name, args);
    } catch (Exception e) {
      failure = new Failure("%" + name, e);
      throw e;
    }
  }

  @Override
  public <T, K extends BaseKernel> T evalCellMagic(
      K kernel, String name, List<String> args, String body) throws Exception {
    try {
      checkKnown("%%", name, getCellMagicNames().stream());
      return super.evalCellMagic(kernel, name, args, body);
    } catch (Exception e) {
      failure = new Failure("%%" + name, e);
      throw e;
    }
  }

  /** Takes what a magic ended with since the last call; null if none failed. */
  Failure takeFailure() {
    Failure taken = failure;
    failure = null;
    return taken;
  }

  private static void checkKnown(String sign, String name, Stream<String> names) {
    List<String> known = names.sorted().toList();
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "there is no such magic; there are "
              + known.stream().map(each -> sign + each).collect(Collectors.joining(", ")));
    }
  }

  private static void checkPath(String path) {
    for (String each : PathsHandler.split(path)) {
      if (!exists(each)) {
        throw new IllegalArgumentException(
            "there is nothing at %s; check the path"
                .formatted(Path.of("").toAbsolutePath().resolve(each)));
      }
    }
  }

  private static boolean exists(String pattern) {
    try {
      return PathsHandler.resolveGlobs(pattern).stream().anyMatch(Files::exists);
    } catch (RuntimeException e) {
      // So JJava says that a folder in it does not exist.
      return false;
    }
  }
}
