import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.magic.MagicsResolver;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;
import org.dflib.jjava.jupyter.messages.reply.ExecuteReply;
import org.dflib.jjava.jupyter.messages.reply.KernelInfoReply;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.jupyter.messages.request.KernelInfoRequest;
import org.dflib.jjava.kernel.JavaKernel;
import org.dflib.jjava.kernel.JavaKernelBuilder;
import org.dflib.jjava.kernel.execution.CodeEvaluator;
import org.dflib.jjava.kernel.execution.EvaluationInterruptedException;
import org.dflib.jjava.kernel.magics.ClasspathMagic;
import org.dflib.jjava.kernel.magics.LoadMagic;
import org.dflib.jjava.kernel.magics.TimeMagic;
import org.dflib.jjava.maven.MavenDependencyResolver;
import org.dflib.jjava.maven.magics.MavenMagic;
import org.dflib.jjava.maven.magics.MavenRepoMagic;
import org.smashnas.notebook.CellError;
import org.smashnas.notebook.JavadocHtml;
import org.smashnas.notebook.Screen;
import org.smashnas.notebook.Trace;

/**
 * JJava's kernel with short errors and an interrupt that lets work end at a good place.
 *
 * <p>Of JJava's environment variables it reads JJAVA_CLASSPATH and JJAVA_JVM_OPTS.
 *
 * <p>Cells that wait behind one that fails or is stopped are not run, as in Jupyter's other kernels.
 *
 * <p>JJava's own gives a cell up at once when it is interrupted: what the cell would have assigned
 * comes too late, its last words are lost, and the next cell runs beside it. Here an interrupt asks
 * the cell's thread to stop, as the library does within a step, and waits for it; a second one gives
 * the cell up.
 */
final class SmashKernel extends JavaKernel {
  private static final String STOPPED =
      "Stopped. Objects keep what they have learned; the next cell can go on with them.";

  private static final long AT_ONCE_NANOS = 500_000_000L;

  private volatile boolean stopping;
  private volatile boolean busy;
  private volatile String cell = "";
  private volatile Instant failed;
  private volatile long ended;

  private SmashKernel(
      LanguageInfo language,
      JupyterIO io,
      CommManager comms,
      Renderer renderer,
      MagicsResolver magics,
      MagicsRegistry registry,
      StringStyler styler,
      JShell shell,
      CodeEvaluator evaluator) {
    super(
        "SMASH",
        version(),
        language,
        List.of(),
        null,
        io,
        comms,
        renderer,
        magics,
        registry,
        true,
        styler,
        shell,
        evaluator);
  }

  public static void main(String[] args) throws Exception {
    JupyterConnection connection =
        new JupyterConnection(KernelConnectionProperties.parse(Files.readString(Path.of(args[0]))));
    MavenDependencyResolver maven = new MavenDependencyResolver();
    TimeMagic time = new TimeMagic();
    SmashKernel kernel =
        new Builder()
            .lineMagic("load", new LoadMagic())
            .lineMagic("classpath", new ClasspathMagic())
            .lineMagic("time", time)
            .cellMagic("time", time)
            .lineMagic("maven", new MavenMagic(maven))
            .lineMagic("mavenRepo", new MavenRepoMagic(maven))
            .build();
    kernel.addSources(Path.of(System.getProperty("smash.sources")));
    kernel.onStartup();
    kernel.addToClasspath(System.getenv("JJAVA_CLASSPATH"));
    kernel.evalBuilder(System.getenv("JJAVA_STARTUP_SCRIPT")).eval();
    kernel.becomeHandlerForConnection(connection);
    connection.connect();
    connection.waitUntilClose();
    // A cell that was given up may still run.
    System.exit(0);
  }

  /** JShell looks for the sources of Java alone; its list has no way in but this. */
  private void addSources(Path jar) throws ReflectiveOperationException {
    SourceCodeAnalysis analysis = getJShell().sourceCodeAnalysis();
    Method find = analysis.getClass().getDeclaredMethod("findSources");
    Field sources = analysis.getClass().getDeclaredField("availableSources");
    find.setAccessible(true);
    sources.setAccessible(true);
    List<Path> all = new ArrayList<>(List.of(jar));
    ((List<?>) find.invoke(analysis)).forEach(path -> all.add((Path) path));
    sources.set(analysis, all);
  }

  @Override
  public DisplayData inspect(String code, int at, boolean extraDetail) {
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
    List<SourceCodeAnalysis.Documentation> found =
        getJShell().sourceCodeAnalysis().documentation(code, cursor, true);
    if (found.isEmpty()) {
      return null;
    }
    DisplayData data =
        new DisplayData(
            found.stream()
                .map(d -> d.signature() + (d.javadoc() == null ? "" : "\n" + d.javadoc()))
                .collect(Collectors.joining("\n\n")));
    data.putHTML(
        found.stream()
            .map(d -> JavadocHtml.of(d.signature(), d.javadoc()))
            .collect(Collectors.joining("<hr>")));
    return data;
  }

  private static String version() {
    return String.valueOf(CellError.class.getPackage().getImplementationVersion());
  }

  @Override
  protected synchronized void handleExecuteRequest(
      ShellReplyEnvironment env, Message<ExecuteRequest> request) {
    if (failed != null && waited(request)) {
      ended = System.nanoTime();
      env.setBusyDeferIdle();
      ErrorReply reply = new ErrorReply("Aborted", "a cell before this one failed", List.of());
      env.defer().replyError(ExecuteReply.MESSAGE_TYPE.error(), reply);
      return;
    }
    failed = null;
    stopping = false;
    cell = request.getContent().getCode();
    busy = true;
    try {
      super.handleExecuteRequest(env, request);
    } finally {
      busy = false;
      ended = System.nanoTime();
    }
  }

  /**
   * Whether a cell was waiting for the one that failed, as all do after "Run All Cells". Two clocks
   * have to say so, for the one that the message's time comes from may be a browser's elsewhere.
   */
  private boolean waited(Message<ExecuteRequest> request) {
    return request.getContent().shouldStopOnError()
        && System.nanoTime() - ended < AT_ONCE_NANOS
        && sent(request).isBefore(failed);
  }

  /** When a message was sent; JJava's own parser knows no date with seconds. */
  private static Instant sent(Message<?> message) {
    try {
      return OffsetDateTime.parse(message.getHeader().getTimestamp().getDateString()).toInstant();
    } catch (DateTimeParseException e) {
      return Instant.MAX;
    }
  }

  @Override
  protected void replaceOutputStreams(ShellReplyEnvironment env) {
    super.replaceOutputStreams(env);
    System.setOut(whileInterrupted(io.out));
    System.setErr(whileInterrupted(io.err));
  }

  /** A stopped cell may print before it ends: see {@link Screen#uninterrupted}. */
  private static PrintStream whileInterrupted(PrintStream out) {
    OutputStream guarded =
        new OutputStream() {
          @Override
          public void write(int b) {
            Screen.uninterrupted(() -> out.write(b));
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            Screen.uninterrupted(() -> out.write(bytes, offset, length));
          }

          @Override
          public void flush() {
            Screen.uninterrupted(out::flush);
          }
        };
    return new PrintStream(guarded, true, StandardCharsets.UTF_8);
  }

  @Override
  public void display(DisplayData data) {
    Screen.uninterrupted(() -> super.display(data));
  }

  /** JJava's reply lacks the status that the protocol asks for. */
  @Override
  protected void handleKernelInfoRequest(
      ShellReplyEnvironment env, Message<KernelInfoRequest> request) {
    env.setBusyDeferIdle();
    env.reply(new Info(this));
  }

  private static final class Info extends KernelInfoReply {
    @SuppressWarnings("unused")
    private final String status = "ok";

    Info(SmashKernel kernel) {
      super(
          Header.PROTOCOL_VERISON,
          kernel.getName(),
          kernel.getVersion(),
          kernel.getLanguageInfo(),
          kernel.getBanner(),
          kernel.getHelpLinks());
    }
  }

  @Override
  public void interrupt() {
    if (stopping) {
      super.interrupt();
      return;
    }
    stopping = true;
    Thread stopper = new Thread(this::stop, "stop");
    stopper.setDaemon(true);
    stopper.start();
  }

  /** Asks the cell's statement to end; the next one may just be compiled, and begins a bit later. */
  private void stop() {
    try {
      while (busy && stopping && !interruptStatement()) {
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean interruptStatement() {
    boolean found = false;
    for (Map.Entry<Thread, StackTraceElement[]> each : Thread.getAllStackTraces().entrySet()) {
      if (Arrays.stream(each.getValue()).anyMatch(f -> f.getMethodName().equals("do_it$"))) {
        each.getKey().interrupt();
        found = true;
      }
    }
    return found;
  }

  @Override
  protected List<String> formatError(Throwable e) {
    failed = Instant.now();
    if (e instanceof EvaluationInterruptedException) {
      return List.of(errorStyler.primary(STOPPED));
    }
    Throwable inner = e;
    while (!(inner instanceof JShellException) && inner.getCause() != null) {
      inner = inner.getCause();
    }
    if (inner instanceof EvalException thrown) {
      return brief(errorOf(thrown));
    }
    boolean ofJava = e.getClass().getPackageName().equals(CodeEvaluator.class.getPackageName());
    return ofJava || inner instanceof JShellException
        ? super.formatError(inner instanceof JShellException ? inner : e)
        : brief(CellError.of(e));
  }

  private List<String> brief(CellError error) {
    Trace.remember(error);
    List<String> lines = error.brief(cell, this::snippet);
    return Stream.concat(
            Stream.of(errorStyler.secondary(lines.get(0))), lines.stream().skip(1))
        .toList();
  }

  private static CellError errorOf(JShellException e) {
    CellError cause = e.getCause() instanceof JShellException inner ? errorOf(inner) : null;
    String type =
        e instanceof EvalException thrown ? thrown.getExceptionClassName() : e.getClass().getName();
    return new CellError(type, e.getMessage(), Arrays.asList(e.getStackTrace()), cause);
  }

  private Optional<String> snippet(String id) {
    return getJShell().snippets().filter(s -> s.id().equals(id)).map(Snippet::source).findFirst();
  }

  /** Ends a stopped cell after the statement that was stopped, and not before that has ended. */
  private static final class Evaluator extends CodeEvaluator {
    private SmashKernel kernel;

    Evaluator() {
      super("SMASH", -1, TimeUnit.MILLISECONDS);
    }

    @Override
    protected Object evalSingle(JShell shell, String code) {
      check(code);
      try {
        return super.evalSingle(shell, code);
      } finally {
        // In the place of what a stopped statement throws, too.
        check(code);
      }
    }

    private void check(String code) {
      if (kernel.stopping) {
        throw new EvaluationInterruptedException(code);
      }
    }
  }

  private static final class Builder extends JavaKernelBuilder<Builder, SmashKernel> {
    @Override
    public SmashKernel build() {
      Evaluator evaluator = new Evaluator();
      SmashKernel kernel =
          new SmashKernel(
              buildLanguageInfo(),
              buildJupyterIO(StandardCharsets.UTF_8),
              buildCommManager(),
              buildRenderer(),
              buildMagicsResolver(buildMagicTranspiler()),
              buildMagicsRegistry(),
              buildErrorStyler(),
              buildJShell(evaluator),
              evaluator);
      evaluator.kernel = kernel;
      return kernel;
    }
  }
}
