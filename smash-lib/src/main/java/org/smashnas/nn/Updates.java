package org.smashnas.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.jni.IValue;
import java.util.List;

/**
 * Steps of optimisers on many weights at once, in one pass over memory; gradients are zero after
 * it.
 */
public final class Updates {
  private Updates() {}

  /**
   * One step of Adam (Kingma and Ba, 2014), weight decay added to the gradient; epsilon is added
   * after the square's bias is corrected. All lists are in one order.
   *
   * @param weights changed in place, as is everything else
   * @param gradients of the weights
   * @param means running means of the gradients
   * @param squares running means of their squares
   * @param steps number of steps done, a single value
   */
  public static void adam(
      List<NDArray> weights,
      List<NDArray> gradients,
      List<NDArray> means,
      List<NDArray> squares,
      NDArray steps,
      double rate,
      double beta1,
      double beta2,
      double decay,
      double epsilon) {
    if (weights.isEmpty()) {
      return;
    }
    TorchScript.update(
        "adam",
        TorchScript.list(weights),
        TorchScript.list(gradients),
        TorchScript.list(means),
        TorchScript.list(squares),
        TorchScript.value(steps),
        IValue.from(rate),
        IValue.from(beta1),
        IValue.from(beta2),
        IValue.from(decay),
        IValue.from(epsilon));
  }

  /**
   * One step of gradient descent with Nesterov momentum: v = m v + g, w = w - rate (g + m v), g
   * including weight decay. All lists are in one order.
   *
   * @param weights changed in place, as is everything else
   * @param gradients of the weights
   * @param velocities v, zero before the first step
   */
  public static void nesterov(
      List<NDArray> weights,
      List<NDArray> gradients,
      List<NDArray> velocities,
      double rate,
      double momentum,
      double decay) {
    TorchScript.update(
        "nesterov",
        TorchScript.list(weights),
        TorchScript.list(gradients),
        TorchScript.list(velocities),
        IValue.from(rate),
        IValue.from(momentum),
        IValue.from(decay));
  }

  /** Sets gradients to zero that no step will, infinite ones and those that are no numbers too. */
  public static void clear(List<NDArray> gradients) {
    TorchScript.update("clear", TorchScript.list(gradients));
  }

  /**
   * Copies values, array by array.
   *
   * @param to as many arrays as {@code from}, each of the same shape
   */
  public static void copy(List<NDArray> from, List<NDArray> to) {
    if (!from.isEmpty()) {
      TorchScript.update("copy", TorchScript.list(to), TorchScript.list(from));
    }
  }

  /**
   * Whether no array holds an infinite value or one that is no number.
   *
   * <p>It asks their Euclidean norms, so that values beyond the square root of what the type holds
   * (1.8e19 in float32) count as infinite.
   */
  public static boolean finite(List<NDArray> arrays) {
    return arrays.isEmpty() || TorchScript.ask("finite", TorchScript.list(arrays));
  }
}
