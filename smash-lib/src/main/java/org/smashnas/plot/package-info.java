/** Charts of runs, drawings of architectures and encodings, grids of pictures; all headless. */
package org.smashnas.plot;
