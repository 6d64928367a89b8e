package org.smashnas.search;

import org.smashnas.arch.Architecture;

/**
 * An architecture that a stage wants scored.
 *
 * @param architecture what to score
 * @param parent id of the architecture that it was made from, null for a random one
 */
public record Proposal(Architecture architecture, String parent) {}
