/**
 * Architectural gradient descent by proxy (paper, section 4.2): which change of an architecture the
 * derivative of its loss favours, and rules that go that way through the discrete space.
 */
package org.smashnas.proxy;
