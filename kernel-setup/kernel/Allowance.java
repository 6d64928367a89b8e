import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** How much one cell may still print and show; what is more is counted and not sent. */
final class Allowance {
  /** Characters that a page can hold; far more than a person reads. */
  private static final long TEXT = 10_000_000;

  private static final long DISPLAYS = 100_000_000;

  /** Of a display, beside its forms. */
  private static final long EACH = 1_000;

  private static final List<MIMEType> FORMS =
      List.of(
          MIMEType.TEXT_PLAIN, MIMEType.TEXT_HTML, MIMEType.IMAGE_SVG, MIMEType.IMAGE_PNG);

  private final String cell;
  private long text = TEXT;
  private long displays = DISPLAYS;
  private long lines;
  private long characters;
  private long notShown;

  /** All that the cell whose request has this id may send. */
  Allowance(String cell) {
    this.cell = cell;
  }

  String cell() {
    return cell;
  }

  /** What may be sent of a piece of text: all, its beginning and a word on that, or nothing. */
  String print(String piece) {
    if (piece.length() <= text) {
      text -= piece.length();
      return piece;
    }
    int fits = (int) text;
    if (fits > 0 && Character.isHighSurrogate(piece.charAt(fits - 1))) {
      fits--;
    }
    boolean first = characters == 0;
    text = 0;
    characters += piece.length() - fits;
    lines += piece.chars().skip(fits).filter(c -> c == '\n').count();
    return first ? piece.substring(0, fits) + "\n[What this cell prints is cut here.]\n" : "";
  }

  /** Whether a display may be sent. */
  boolean show(DisplayData data) {
    displays -= EACH + FORMS.stream().flatMap(form -> length(data, form)).mapToLong(n -> n).sum();
    if (displays < 0) {
      notShown++;
    }
    return displays >= 0;
  }

  private static Stream<Long> length(DisplayData data, MIMEType form) {
    return Stream.ofNullable(data.getData(form)).map(value -> (long) value.toString().length());
  }

  /** How much was not sent, to be said when the cell ends; nothing if all was. */
  Optional<String> end() {
    if (characters == 0 && notShown == 0) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "[Not shown: %,d more lines (%,d characters) and %,d outputs of this cell; a cell may"
                + " print %,d characters and show 100 MB. Print less, or write to a file.]%n",
            lines,
            characters,
            notShown,
            TEXT));
  }
}
