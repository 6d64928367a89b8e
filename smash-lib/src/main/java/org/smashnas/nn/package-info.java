/**
 * Tensors: the HyperNet, the networks whose 1x1 weights it generates, and the resulting networks
 * with free weights.
 *
 * <p>Every method that returns an array leaves it to the caller's {@link ai.djl.ndarray.NDScope};
 * parameters outlive scopes. Where gradients are recorded, no operation here takes a Java number
 * that its derivative needs, as {@code x.mul(2)} does: DJL keeps such numbers in Java memory, which
 * can be gone before the backward pass.
 */
package org.smashnas.nn;
