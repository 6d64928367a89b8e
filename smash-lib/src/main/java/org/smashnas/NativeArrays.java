package org.smashnas;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.lang.reflect.Field;
import java.util.Map;

/**
 * Counts the native arrays that are open in this JVM.
 *
 * @param count arrays, views of others included
 * @param bytes what they hold, each counted as if it were no view
 */
record NativeArrays(int count, long bytes) {
  private static final NativeArrays NONE = new NativeArrays(0, 0);

  /** Bytes of a value in bfloat16, a type that DJL cannot name. */
  private static final int UNNAMED_BYTES = 2;

  static NativeArrays open() {
    try (NDManager manager = NDManager.newBaseManager()) {
      return of(manager.getParentManager());
    }
  }

  private static NativeArrays of(Object resource) {
    if (resource instanceof NDArray array) {
      return new NativeArrays(1, array.size() * bytesPerValue(array));
    }
    if (!(resource instanceof BaseNDManager manager)) {
      return NONE;
    }
    NativeArrays sum = NONE;
    for (Object each : resources(manager).values()) {
      NativeArrays more = of(each);
      sum = new NativeArrays(sum.count + more.count, sum.bytes + more.bytes);
    }
    return sum;
  }

  private static int bytesPerValue(NDArray array) {
    try {
      DataType type = array.getDataType();
      return type.getNumOfBytes();
    } catch (IllegalArgumentException e) {
      return UNNAMED_BYTES;
    }
  }

  /** DJL lists a manager's arrays, but not the managers below it. */
  private static Map<?, ?> resources(BaseNDManager manager) {
    try {
      Field field = BaseNDManager.class.getDeclaredField("resources");
      field.setAccessible(true);
      return (Map<?, ?>) field.get(manager);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "native arrays cannot be counted with this version of DJL; the library is made for 0.36",
          e);
    }
  }
}
