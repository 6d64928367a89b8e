/**
 * What an architecture is: search spaces, architectures as immutable values, sampling, cost and
 * JSON.
 */
package org.smashnas.arch;
