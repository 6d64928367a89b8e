package org.smashnas.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What libtorch can do and DJL has no call for, as functions of a TorchScript module.
 *
 * <p>The functions are in {@code kernels.py}, in the dialect in which TorchScript saves a module's
 * code; around it belongs an archive that holds nothing else.
 */
final class TorchScript {
  private static final String NAME = "kernels";

  /** Pickled: an object of class Kernels without attributes. */
  private static final String OBJECT = "\u0080\u0002c__torch__\nKernels\n)\u0081}b.";

  /** Pickled: an empty tuple. */
  private static final String NOTHING = "\u0080\u0002).";

  private static final Map<List<Long>, NDArray> CONSTANTS = new ConcurrentHashMap<>();
  private static final Map<String, NDArray> FUNCTIONS = new ConcurrentHashMap<>();

  private TorchScript() {}

  /** The module and what its calls are given again and again, which live as long as the JVM. */
  private static final class Holder {
    static final NDManager MANAGER = NDManager.newBaseManager(Device.cpu());
    static final PtSymbolBlock MODULE = load();

    private static PtSymbolBlock load() {
      try (InputStream code = TorchScript.class.getResourceAsStream(NAME + ".py")) {
        byte[] archive = archive(code.readAllBytes());
        return JniUtils.loadModule(
            (PtNDManager) MANAGER, new ByteArrayInputStream(archive), false, false);
      } catch (IOException e) {
        throw new UncheckedIOException("the library's jar cannot be read", e);
      }
    }
  }

  private static byte[] archive(byte[] code) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "data.pkl", OBJECT.getBytes(StandardCharsets.ISO_8859_1));
      put(zip, "code/__torch__.py", code);
      put(zip, "constants.pkl", NOTHING.getBytes(StandardCharsets.ISO_8859_1));
      put(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(NAME + "/" + name));
    zip.write(content);
    zip.closeEntry();
  }

  /**
   * Calls a function of arrays that gives an array; a gradient passes through it.
   *
   * @param inputs whose names hold no dots or brackets; the result belongs to the first one's
   *     manager
   */
  static NDArray call(String function, NDArray... inputs) {
    return forward(function, new NDList(inputs)).singletonOrThrow();
  }

  /** Calls a function of arrays that gives a list of them, as {@link #call}. */
  static List<NDArray> callForList(String function, NDArray... inputs) {
    return forward(function, new NDList(inputs));
  }

  /** Calls a function of an array, a list of arrays, and an array. */
  static NDArray call(String function, NDArray first, List<NDArray> second, NDArray third) {
    return callForList(function, first, second, third).get(0);
  }

  /** The same for one that gives a list. */
  static List<NDArray> callForList(
      String function, NDArray first, List<NDArray> second, NDArray third) {
    NDList list = new NDList(first);
    addList(second, list);
    list.add(third);
    return forward(function, list);
  }

  /** Leading outputs and inputs of a weight, and the centre of its kernel. */
  static NDArray cut(NDArray weight, Shape shape) {
    NDList list = new NDList();
    addList(List.of(weight), list);
    list.add(constants(Arrays.stream(shape.getShape()).boxed().toList()));
    return forward("cut_alone", list).singletonOrThrow();
  }

  /** DJL makes a list of the arrays with such a name. */
  private static void addList(List<NDArray> arrays, NDList to) {
    arrays.forEach(array -> array.setName("list[]"));
    to.addAll(arrays);
  }

  private static NDList forward(String function, NDList list) {
    list.add(FUNCTIONS.computeIfAbsent(function, TorchScript::name));
    plain();
    return IValueUtils.forward(Holder.MODULE, list, true);
  }

  /** Calls a function that changes arrays in place; no gradient is recorded. */
  static void update(String function, IValue... inputs) {
    run(function, inputs).close();
  }

  /** Calls a function that answers yes or no. */
  static boolean ask(String function, IValue... inputs) {
    try (IValue answer = run(function, inputs)) {
      return answer.toBoolean();
    }
  }

  private static IValue run(String function, IValue... inputs) {
    plain();
    try {
      return IValueUtils.runMethod(Holder.MODULE, function, inputs);
    } finally {
      for (IValue input : inputs) {
        input.close();
      }
    }
  }

  /** Arrays as an argument of {@link #update}. */
  static IValue list(List<NDArray> arrays) {
    return IValue.listFrom(arrays.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new));
  }

  /** An array as an argument of {@link #update}. */
  static IValue value(NDArray array) {
    return IValue.from((PtNDArray) array);
  }

  /**
   * Numbers that come again and again as an argument of {@link #call}, whose arguments are all
   * arrays: (n), int64. They are kept for good.
   */
  static NDArray constants(List<Long> values) {
    return CONSTANTS.computeIfAbsent(values, v -> lasting(numbers(v)));
  }

  /** The same for numbers that may never come again, to be closed. */
  static NDArray numbers(List<Long> values) {
    return Holder.MANAGER.create(values.stream().mapToLong(n -> n).toArray());
  }

  /** DJL takes the function to call from the name of an argument. */
  private static NDArray name(String function) {
    NDArray marker = lasting(Holder.MANAGER.create(0L));
    marker.setName("module_method:" + function);
    return marker;
  }

  private static NDArray lasting(NDArray array) {
    NDScope.unregister(array);
    return array;
  }

  /**
   * Without the optimiser of graphs, which would compile each function anew for new shapes; the
   * engine keeps this for each thread.
   */
  private static void plain() {
    JniUtils.setGraphExecutorOptimize(false);
  }
}
