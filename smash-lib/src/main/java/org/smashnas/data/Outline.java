package org.smashnas.data;

/** A plane figure about the unit disc's size, centred at 0; y points down. */
interface Outline {
  boolean covers(double x, double y);
}
