package org.smashnas.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Fetches data sets from their official addresses.
 *
 * <p>{@code ./kernel-setup/data.sh} does the same from a shell.
 */
public final class Downloads {
  private Downloads() {}

  /** What {@link #fetch} fetches. */
  public static List<String> names() {
    return Source.ALL.stream().filter(Source::isPublic).map(Source::name).toList();
  }

  /**
   * Fetches a data set's official file, unless it is there already, and returns it; prints a
   * progress bar, then what the authors say on the data's use.
   *
   * <p>A download that broke off leaves a file {@code .part}, which the next one goes on with. The
   * file gets its name only when it is whole: its published MD5 is right or, where none is
   * published, it is an archive with its end. One download at a time fetches a file, and gives up
   * after a minute without a byte. The environment variable SMASH_MIRROR is the http or https
   * address of another folder to take the file from; the proxies that https_proxy, http_proxy and
   * no_proxy or Java's system properties name are used, with the user and password that
   * http://user:password@proxy:port holds.
   *
   * @param name one of {@link #names}, for example "cifar10"
   * @param folder where the file goes; made if it is not there
   * @throws DataException with one sentence, if there is no such data set, it cannot be fetched, or
   *     what came is not it
   */
  public static Path fetch(String name, Path folder) {
    Source source = Source.named(name);
    return new Download(source, System.getenv("SMASH_MIRROR"), folder, System.out).run();
  }

  /** For data.sh: the folder, then the names of data sets to fetch into it. */
  public static void main(String[] folderAndNames) {
    try {
      if (folderAndNames.length < 2) {
        throw new DataException("Give a folder and what to fetch: " + String.join(", ", names()));
      }
      List<String> names = Arrays.asList(folderAndNames).subList(1, folderAndNames.length);
      // A wrong name is to be found before hours of fetching, not after.
      names.forEach(Source::named);
      names.forEach(name -> fetch(name, Path.of(folderAndNames[0])));
    } catch (DataException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
