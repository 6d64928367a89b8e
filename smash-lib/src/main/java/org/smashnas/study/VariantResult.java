package org.smashnas.study;

import org.smashnas.statistics.Interval;

/**
 * One variant of the encoding against the reference, on the same architectures.
 *
 * @param variant the variant's name
 * @param channels channels of its encoding
 * @param networks SMASH networks, one a seed
 * @param architectures architectures that each of them measured
 * @param meanError mean validation error with generated weights, 0 to 1
 * @param bestError least error of an architecture, its mean over the networks
 * @param seedDeviation standard deviation of the networks' mean errors; NaN of one network
 * @param change how much higher the mean error is than the reference's, paired by architecture and,
 *     where both have it, by seed; negative where the variant is better
 * @param gap rise in error when all fields of the code are false: what the HyperNet's knowledge of
 *     the architecture is worth
 * @param gapCrossEntropy the same in nats of cross entropy, where smaller rises show; none of a
 *     table that notes no cross entropies
 * @param agreement Spearman's correlation of the architectures' errors with those that the
 *     reference's networks give, the mean over all pairs of networks of different seeds, which have
 *     nothing but the architectures in common; of the one pair where there is one seed. For the
 *     reference it says how far it agrees with itself, and with one network there is none
 * @param truthByError how well the error with generated weights, its mean over the networks, orders
 *     the architectures as their true errors do
 * @param truthByCrossEntropy the same of the cross entropy with generated weights, which is finer
 */
public record VariantResult(
    String variant,
    int channels,
    int networks,
    int architectures,
    Interval meanError,
    double bestError,
    double seedDeviation,
    Interval change,
    Interval gap,
    Interval gapCrossEntropy,
    Interval agreement,
    ScoreTruth truthByError,
    ScoreTruth truthByCrossEntropy) {}
