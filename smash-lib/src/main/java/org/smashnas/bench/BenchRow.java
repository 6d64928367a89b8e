package org.smashnas.bench;

import java.util.Arrays;
import java.util.List;
import org.smashnas.arch.Architecture;

/**
 * Times of passes over a list of architectures.
 *
 * @param milliseconds a run: the median over the passes of the mean over the architectures
 * @param fastest the same of the fastest pass
 * @param slowest the same of the slowest pass
 * @param gflop operations a run, in 10^9
 * @param peakMegabytes most memory that the process held meanwhile, in 10^6 bytes
 * @param moreArrays native arrays that live after the last pass and did not before the first
 */
record BenchRow(
    double milliseconds,
    double fastest,
    double slowest,
    double gflop,
    double peakMegabytes,
    int moreArrays) {
  /** One pass to warm up, then {@code passes} timed ones. */
  static BenchRow of(Workload work, List<Architecture> architectures, int passes) {
    architectures.forEach(work::run);
    ProcessMemory.resetPeak();
    int arrays = work.arrays();
    double[] times = new double[passes];
    for (int i = 0; i < passes; i++) {
      long start = System.nanoTime();
      architectures.forEach(work::run);
      times[i] = (System.nanoTime() - start) / 1e6 / architectures.size();
    }
    Arrays.sort(times);
    double gflop =
        architectures.stream().mapToDouble(work::operations).average().orElseThrow() / 1e9;
    return new BenchRow(
        times[passes / 2],
        times[0],
        times[passes - 1],
        gflop,
        ProcessMemory.peak() / 1e6,
        work.arrays() - arrays);
  }

  double gflopPerSecond() {
    return gflop / milliseconds * 1e3;
  }
}
