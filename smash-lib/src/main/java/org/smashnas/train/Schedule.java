package org.smashnas.train;

/** How the step size falls during training. */
public enum Schedule {
  /** Half a cosine from the full step to zero, without restarts (Loshchilov and Hutter, 2017). */
  COSINE {
    @Override
    public double factor(double progress) {
      return 0.5 * (1 + Math.cos(Math.PI * progress));
    }
  },
  /** Divided by 10 at 50% and at 75% of training, as the paper trains v1 (section 4.1). */
  STEPS {
    @Override
    public double factor(double progress) {
      return progress < 0.5 ? 1 : progress < 0.75 ? 0.1 : 0.01;
    }
  },
  /** From zero up to the full step in a straight line over the first 5%, then half a cosine. */
  WARMUP {
    @Override
    public double factor(double progress) {
      return progress < 0.05 ? progress / 0.05 : COSINE.factor((progress - 0.05) / 0.95);
    }
  },
  /** The full step over the first half of training, then half a cosine. */
  HOLD {
    @Override
    public double factor(double progress) {
      return progress < 0.5 ? 1 : COSINE.factor(2 * progress - 1);
    }
  };

  /**
   * What the initial step size is multiplied by.
   *
   * @param progress share of training done, 0 to 1
   */
  public abstract double factor(double progress);
}
