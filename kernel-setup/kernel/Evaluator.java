import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import org.dflib.jjava.kernel.execution.CodeEvaluator;
import org.dflib.jjava.kernel.execution.EvaluationInterruptedException;
import org.smashnas.notebook.CellError.Source;

/**
 * Runs a cell's statements, and knows the line of each.
 *
 * <p>A stopped cell ends after the statement that was stopped, and not before that has ended.
 */
final class Evaluator extends CodeEvaluator {
  /** What may come before a statement. */
  private static final Pattern BEFORE =
      Pattern.compile("\\A(\\s+|//[^\\n]*\\n|/\\*.*?\\*/)+(?=.*\\S)", Pattern.DOTALL);

  private final BooleanSupplier stopping;
  private final Map<String, Integer> lines = new ConcurrentHashMap<>();
  private String cell = "";
  private int depth;

  // Of what is run just now: its text, that text's first line in the cell, and how far it ran.
  private String text = "";
  private int line;
  private int done;

  Evaluator(BooleanSupplier stopping) {
    super("SMASH", -1, TimeUnit.MILLISECONDS);
    this.stopping = stopping;
  }

  /** Tells the text of the cell that comes next, before its magics become Java. */
  void begin(String text) {
    cell = text;
    depth = 0;
    lines.clear();
  }

  /** Where a snippet begins in the cell: see {@link Source#line}. */
  int lineOf(String snippet) {
    return lines.getOrDefault(snippet.strip(), Source.EARLIER);
  }

  /** Runs a cell, or what a magic in it asks for; both are statements one after the other. */
  @Override
  public Object eval(JShell shell, String code) {
    String outerText = text;
    int outerLine = line;
    int outerDone = done;
    text = code;
    line = depth == 0 ? 1 : firstLine(code);
    done = 0;
    depth++;
    try {
      return super.eval(shell, code);
    } finally {
      depth--;
      text = outerText;
      line = outerLine;
      done = outerDone;
    }
  }

  /** The line of the cell that a magic's code begins in. */
  private int firstLine(String code) {
    int start = cell.indexOf(code);
    return start < 0 ? Source.LOADED : 1 + breaks(cell, start);
  }

  @Override
  protected Object evalSingle(JShell shell, String code) {
    check(code);
    // JShell counts lines in two ways where blank ones or comments come first, and an import that
    // begins with a line break would reset all variables.
    String statement = BEFORE.matcher(code).replaceFirst("").strip();
    remember(statement);
    try {
      return super.evalSingle(shell, statement);
    } finally {
      // In the place of what a stopped statement throws, too.
      check(code);
    }
  }

  private void remember(String statement) {
    int start = text.indexOf(statement, done);
    if (start < 0 && statement.endsWith(";")) {
      // JShell adds it to a statement that lacks one.
      start = text.indexOf(statement.substring(0, statement.length() - 1), done);
    }
    if (start >= 0) {
      done = start + statement.length() - 1;
    }
    lines.put(
        statement, line == Source.LOADED || start < 0 ? Source.LOADED : line + breaks(text, start));
  }

  private static int breaks(String text, int end) {
    return (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
  }

  private void check(String code) {
    if (stopping.getAsBoolean()) {
      throw new EvaluationInterruptedException(code);
    }
  }
}
