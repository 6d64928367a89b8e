/** From an architecture to the tensor that a HyperNet reads, and back (paper, appendix B). */
package org.smashnas.encoding;
