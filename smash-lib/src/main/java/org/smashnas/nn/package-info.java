/**
 * Tensors: the HyperNet, the networks whose 1x1 weights it generates, and the resulting networks
 * with free weights.
 *
 * <p>Every method that returns an array leaves it to the caller's {@link ai.djl.ndarray.NDScope};
 * parameters outlive scopes.
 */
package org.smashnas.nn;
