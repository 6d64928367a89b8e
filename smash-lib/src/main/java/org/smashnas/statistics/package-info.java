/**
 * Estimates with their intervals, from figures alone: rank correlations, bootstraps, paired tests,
 * and what random rankings and noisy truths allow. It knows nothing of networks.
 */
package org.smashnas.statistics;
