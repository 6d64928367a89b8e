/**
 * Requests to stop that hold until a loop has honoured them.
 *
 * <p>Start at {@link org.smashnas.stop.Stop}. Loops ask it between two steps, in the place of
 * {@link Thread#interrupted()}.
 */
package org.smashnas.stop;
