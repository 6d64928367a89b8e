/** Ranking architectures by their error with generated weights (paper, sections 3 and 4.1). */
package org.smashnas.search;
