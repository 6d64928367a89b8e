package org.smashnas.train;

/**
 * What a training knows of architectures between two steps.
 *
 * @param architecture those on which the next steps are, one a line as JSON; null before the first,
 *     and where there is but one
 * @param seen what the guide has learned; null where there is no guide
 */
record Drawn(String architecture, Guide.Seen seen) {}
