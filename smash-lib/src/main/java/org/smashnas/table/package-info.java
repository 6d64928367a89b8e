/**
 * Result tables: Arrow on disk, Tablesaw in memory.
 *
 * <p>{@link org.smashnas.table.TableWriter} writes rows as a run produces them, so that a crash
 * costs none of them; {@link org.smashnas.table.Tables} reads such a file into a notebook and
 * writes a Tablesaw table back. The files are Arrow IPC, which pandas and Polars open too.
 */
package org.smashnas.table;
