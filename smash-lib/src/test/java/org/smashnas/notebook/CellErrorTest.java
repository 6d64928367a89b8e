package org.smashnas.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class CellErrorTest {
  private static final StackTraceElement ENGINE =
      new StackTraceElement("org.engine.Native", "call", "Native.java", 7);

  @Test
  void sentenceComesFirstThenTheLineOfTheCellThenTheWayToTheRest() {
    CellError error = error("no field \"x\"", ENGINE, inCell("#4", 2));
    List<String> brief =
        error.brief("int a = 1;\nvar b = a\n    + f();", snippets("4", "var b = a\n    + f();", 2));
    assertThat(brief)
        .containsExactly(
            "IllegalArgumentException: no field \"x\"",
            "  line 3: + f();",
            "trace() shows all 2 calls");
  }

  @Test
  void blankLinesBeforeAStatementAreCounted() {
    CellError error = error("bad", inCell("#4", 3));
    assertThat(error.brief("int a = 1;\n\n\nf();", snippets("4", "\n\nf();", 4)))
        .contains("  line 4: f();");
  }

  @Test
  void methodOfAnEarlierCellIsNamedAsThat() {
    CellError error = error("bad", inCell("#2", 1), inCell("#4", 1));
    assertThat(
            error.brief(
                "f(3)", snippets("2", "int f(int i) { return a[i]; }", CellError.Source.EARLIER)))
        .contains("  in an earlier cell: int f(int i) { return a[i]; }");
  }

  @Test
  void lineIsTheCellsOwnWhateverJShellRan() {
    CellError error = error("bad", inCell("#4", 1));
    assertThat(error.brief("int a;\nthrow e", snippets("4", "throw e;", 2)))
        .contains("  line 2: throw e");
    assertThat(error.brief("%load x", snippets("4", "lineMagic(decode(\"bG9hZA==\"))", 1)))
        .contains("  line 1: %load x");
  }

  @Test
  void whatAMagicLoadedIsNotBlamedOnACell() {
    CellError error = error("bad", inCell("#4", 2));
    assertThat(
            error.brief("%load x.jsh", snippets("4", "var a = 1;\nf();", CellError.Source.LOADED)))
        .contains("  in what a magic ran: f();");
  }

  @Test
  void errorOutsideOfAnyCellHasNoLine() {
    assertThat(error("bad", ENGINE).brief("f(3)", id -> Optional.empty()))
        .containsExactly("IllegalArgumentException: bad");
  }

  @Test
  void causeIsToldUnlessTheMessageRepeatsIt() {
    IOException full = new IOException("no space left");
    UncheckedIOException own = new UncheckedIOException("cannot write the table", full);
    UncheckedIOException repeating = new UncheckedIOException(full);
    assertThat(CellError.of(own).brief("", id -> Optional.empty()))
        .contains("UncheckedIOException: cannot write the table")
        .contains("  because of IOException: no space left");
    assertThat(CellError.of(repeating).brief("", id -> Optional.empty()))
        .noneMatch(line -> line.startsWith("  because"));
  }

  @Test
  void placeIsThatOfTheCauseWhichMayLieInAFunctionOfTheCell() {
    CellError cause = error("out of bounds", inCell("#4", 1));
    CellError error = new CellError("Wrapped", "field", List.of(ENGINE, inCell("#4", 2)), cause);
    assertThat(error.brief("var f = g();\nuse(f);", snippets("4", "var f = g();\nuse(f);", 1)))
        .contains("  line 1: var f = g();");
  }

  @Test
  void exceptionWithoutMessageIsItsName() {
    assertThat(CellError.of(new NullPointerException()).brief("", id -> Optional.empty()))
        .first()
        .isEqualTo("NullPointerException");
  }

  @Test
  void fullTraceHasEveryFrameAndCause() {
    String full = CellError.of(new IllegalStateException("outer", new IOException("inner"))).full();
    assertThat(full)
        .startsWith("java.lang.IllegalStateException: outer\n    at ")
        .contains("\nCaused by: java.io.IOException: inner\n    at ")
        .contains("fullTraceHasEveryFrameAndCause(CellErrorTest.java:");
  }

  private static CellError error(String message, StackTraceElement... frames) {
    return new CellError("java.lang.IllegalArgumentException", message, List.of(frames), null);
  }

  private static StackTraceElement inCell(String file, int line) {
    return new StackTraceElement("", "", file, line);
  }

  private static Function<String, Optional<CellError.Source>> snippets(
      String id, String text, int line) {
    CellError.Source source = new CellError.Source(text, line);
    return wanted -> wanted.equals(id) ? Optional.of(source) : Optional.empty();
  }
}
