/** How fast the library is on the machine at hand: the main class behind {@code bench.sh}. */
package org.smashnas.bench;
