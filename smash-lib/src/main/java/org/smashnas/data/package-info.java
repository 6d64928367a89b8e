/**
 * Data sets as bytes in memory, and the minibatches that training and scoring draw from them.
 *
 * <p>Start at {@link org.smashnas.data.Datasets}; {@link org.smashnas.data.Dataset#split} sets
 * validation data aside, and {@link org.smashnas.data.Batches} makes float tensors of it.
 */
package org.smashnas.data;
