package org.smashnas.table;

/** Where the values of a table that is about to be written come from. */
interface Cells {
  /** The value in the column's own Java class, or null where it is missing; both count from 0. */
  Object at(int row, int column);
}
