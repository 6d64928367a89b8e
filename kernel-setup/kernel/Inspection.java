import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.smashnas.notebook.JavadocHtml;

/** What Shift-Tab shows of the name at the cursor. */
final class Inspection {
  /** A wither that record-builder wrote knows a field's name; the record says what the field is. */
  private static final Pattern WITHER =
      Pattern.compile("(\\S+) \\w+Builder\\.With(\\.with\\w+\\(.*\\b(\\w+)\\))");

  private final SourceCodeAnalysis analysis;

  Inspection(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  /** Null if nothing is known of it. */
  DisplayData of(String code, int at) {
    int end = at;
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    // JShell tells of a method only from within its brackets.
    int open = end;
    while (open < code.length() && Character.isWhitespace(code.charAt(open))) {
      open++;
    }
    int cursor = open < code.length() && code.charAt(open) == '(' ? open + 1 : end;
    List<Entry> found =
        analysis.documentation(code, cursor, true).stream().map(this::entry).toList();
    if (found.isEmpty()) {
      return null;
    }
    DisplayData data =
        new DisplayData(found.stream().map(Entry::text).collect(Collectors.joining("\n\n")));
    data.putHTML(
        found.stream()
            .map(e -> JavadocHtml.of(e.signature(), e.javadoc()))
            .collect(Collectors.joining("<hr>")));
    return data;
  }

  private record Entry(String signature, String javadoc) {
    String text() {
      return signature + (javadoc == null ? "" : "\n" + javadoc);
    }
  }

  private Entry entry(Documentation found) {
    Matcher wither = WITHER.matcher(found.signature());
    if (!wither.matches()) {
      return new Entry(found.signature(), found.javadoc());
    }
    String type = wither.group(1);
    Pattern field = Pattern.compile("(?ms)^\\s*@param " + wither.group(3) + "\\s(.*?)(?=^\\s*@|\\z)");
    String javadoc =
        analysis.documentation(type, type.length(), true).stream()
            .map(record -> field.matcher(String.valueOf(record.javadoc())))
            .filter(Matcher::find)
            .map(m -> "The same but for " + wither.group(3) + ": " + m.group(1).strip())
            .findFirst()
            .orElse(found.javadoc());
    return new Entry(type + " " + type + wither.group(2), javadoc);
  }
}
