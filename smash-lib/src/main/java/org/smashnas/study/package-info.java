/** The paper's experiments as repeatable calls, with intervals (paper, sections 4.1 and 4.2). */
package org.smashnas.study;
