import java.nio.file.Files;
import java.nio.file.Path;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * Runs JShell scripts in this JVM, one after another, and stops at the first error.
 *
 * <p>The jshell tool goes on after an error and exits with 0, which is no good for a nightly run.
 */
final class RunScript {
  public static void main(String[] files) throws Exception {
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      shell.addToClasspath(System.getProperty("java.class.path"));
      for (String file : files) {
        run(shell, file, Files.readString(Path.of(file)));
      }
    }
    // Libraries leave threads behind that would keep the JVM.
    System.exit(0);
  }

  private static void run(JShell shell, String file, String script) {
    CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(script);
    while (next.completeness().isComplete()) {
      // An import that begins with a line break would reset all variables to null (a fault of JShell).
      for (SnippetEvent event : shell.eval(next.source().strip())) {
        check(shell, file, event);
      }
      next = shell.sourceCodeAnalysis().analyzeCompletion(next.remaining());
    }
    if (!next.remaining().isBlank()) {
      fail(file, next.remaining(), "is not complete Java.");
    }
  }

  private static void check(JShell shell, String file, SnippetEvent event) {
    String source = event.snippet().source();
    if (event.exception() instanceof EvalException e) {
      StringBuilder trace = new StringBuilder(e.getExceptionClassName() + ": " + e.getMessage());
      for (StackTraceElement frame : e.getStackTrace()) {
        trace.append("\n\tat ").append(frame);
      }
      fail(file, source, trace.toString());
    } else if (event.exception() != null) {
      fail(file, source, event.exception().getMessage());
    } else if (event.status() == Status.REJECTED) {
      StringBuilder why = new StringBuilder("does not compile:");
      shell.diagnostics(event.snippet()).forEach(d -> why.append("\n").append(d.getMessage(null)));
      fail(file, source, why.toString());
    }
  }

  private static void fail(String file, String source, String why) {
    System.err.println(file + ":\n" + source.strip() + "\n" + why);
    System.exit(1);
  }
}
