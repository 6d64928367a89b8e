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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.SourceCodeAnalysis;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler;
import org.dflib.jjava.jupyter.kernel.magic.MagicsResolver;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
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
import org.smashnas.notebook.Trace;
import org.smashnas.stop.Stop;
import sun.misc.Signal;

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

  private static final String NO_MEMORY =
      "  Set to null what large variables hold, or restart the kernel with more than its "
          + (Runtime.getRuntime().maxMemory() >> 20)
          + " MB: JJAVA_JVM_OPTS=-Xmx8g.";

  private static final long AT_ONCE_NANOS = 500_000_000L;

  private final Evaluator evaluator;
  private final Magics magicsByName;
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
      Magics magicsByName,
      StringStyler styler,
      JShell shell,
      Evaluator evaluator) {
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
        magicsByName,
        true,
        styler,
        shell,
        evaluator);
    this.evaluator = evaluator;
    this.magicsByName = magicsByName;
  }

  public static void main(String[] args) throws Exception {
    Reserve.watch();
    Connection connection =
        new Connection(KernelConnectionProperties.parse(Files.readString(Path.of(args[0]))));
    SmashKernel kernel = new Builder().build();
    kernel.addMagics();
    kernel.addSources(Path.of(System.getProperty("smash.sources")));
    kernel.onStartup();
    kernel.addToClasspath(System.getenv("JJAVA_CLASSPATH"));
    kernel.evalBuilder(System.getenv("JJAVA_STARTUP_SCRIPT")).eval();
    kernel.becomeHandlerForConnection(connection);
    connection.connect();
    // As Ctrl-C does it elsewhere; the kernel's own end is SIGTERM's.
    Signal.handle(new Signal("INT"), signal -> kernel.interrupt());
    connection.waitUntilClose();
    // A cell that was given up may still run.
    System.exit(0);
  }

  private void addMagics() {
    MavenDependencyResolver maven = new MavenDependencyResolver();
    TimeMagic time = new TimeMagic();
    magicsByName
        .registerLineMagic("load", new LoadMagic())
        .registerLineMagic("classpath", new ClasspathMagic())
        // IJava's name for it.
        .registerLineMagic("jars", new ClasspathMagic())
        .registerLineMagic("time", time)
        .registerCellMagic("time", time)
        .registerLineMagic("maven", new MavenMagic(maven))
        .registerLineMagic("mavenRepo", new MavenRepoMagic(maven));
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
    return new Inspection(getJShell().sourceCodeAnalysis()).of(code, at);
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
    Stop.forgetAll();
    Reserve.restore();
    cell = request.getContent().getCode();
    evaluator.begin(cell);
    magicsByName.takeFailure();
    busy = true;
    try {
      super.handleExecuteRequest(env, request);
    } catch (Error e) {
      // Of memory or stack, while the cell was compiled or what it made was shown.
      Reserve.give();
      answer(env, e);
    } finally {
      busy = false;
      ended = System.nanoTime();
    }
  }

  private void answer(ShellReplyEnvironment env, Error e) {
    try {
      List<String> lines = formatError(e);
      String type = e.getClass().getName();
      env.publish(new PublishError(type, String.valueOf(e.getMessage()), lines));
      ErrorReply reply = new ErrorReply(type, String.valueOf(e.getMessage()), lines);
      reply.setExecutionCount(executionCount.get() - 1);
      env.defer().replyError(ExecuteReply.MESSAGE_TYPE.error(), reply);
    } catch (OutOfMemoryError again) {
      // A cell without an answer would hang for ever.
      Reserve.end();
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
    StopButton.press(() -> busy && stopping);
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
    Magics.Failure ofMagic = magicsByName.takeFailure();
    if (inner instanceof EvalException thrown) {
      return ofMagic == null ? brief(errorOf(thrown)) : ofMagic(ofMagic, thrown);
    }
    boolean ofJava = e.getClass().getPackageName().equals(CodeEvaluator.class.getPackageName());
    return ofJava || inner instanceof JShellException
        ? super.formatError(inner instanceof JShellException ? inner : e)
        : brief(CellError.of(e));
  }

  /** What the code that a magic ran threw, or what is wrong with the magic's use. */
  private List<String> ofMagic(Magics.Failure failure, EvalException thrown) {
    Exception reason = failure.reason();
    boolean ofCode =
        reason.getCause() instanceof JShellException
            || reason.getClass().getPackageName().equals(CodeEvaluator.class.getPackageName());
    return ofCode
        ? formatError(reason)
        : brief(
            new CellError(
                failure.magic(), reason.getMessage(), Arrays.asList(thrown.getStackTrace()), null));
  }

  private List<String> brief(CellError error) {
    List<String> lines = new ArrayList<>(error.brief(cell, this::snippet));
    if (error.type().equals(OutOfMemoryError.class.getName())) {
      Reserve.give();
      lines.add(1, NO_MEMORY);
    }
    Trace.remember(error);
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

  private Optional<CellError.Source> snippet(String id) {
    return getJShell()
        .snippets()
        .filter(s -> s.id().equals(id))
        .map(s -> new CellError.Source(s.source(), evaluator.lineOf(s.source())))
        .findFirst();
  }

  private static final class Builder extends JavaKernelBuilder<Builder, SmashKernel> {
    /** JJava's own pattern takes the blank lines before a magic, too, and lines must count. */
    @Override
    protected MagicsResolver buildMagicsResolver(MagicTranspiler transpiler) {
      return new MagicsResolver("(?<=(?:^|=))[ \\t]*%", "%%", transpiler);
    }

    @Override
    public SmashKernel build() {
      AtomicReference<SmashKernel> kernel = new AtomicReference<>();
      Evaluator evaluator = new Evaluator(() -> kernel.get() != null && kernel.get().stopping);
      Comms comms = new Comms();
      Renderer renderer = buildRenderer();
      comms.register(renderer);
      kernel.set(
          new SmashKernel(
              buildLanguageInfo(),
              buildJupyterIO(StandardCharsets.UTF_8),
              comms,
              renderer,
              buildMagicsResolver(buildMagicTranspiler()),
              new Magics(),
              buildErrorStyler(),
              buildJShell(evaluator),
              evaluator));
      return kernel.get();
    }
  }
}
