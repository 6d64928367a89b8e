/**
 * Looks inside a HyperNet: what weights it writes and how alike, what of the code it listens to,
 * and how that comes about while it is trained.
 */
package org.smashnas.inside;
