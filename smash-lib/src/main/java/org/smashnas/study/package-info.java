/** The paper's experiments as repeatable calls, with intervals (paper, sections 4.1 to 4.3). */
package org.smashnas.study;
