/**
 * What the notebook kernel loads: pictures for charts and tables, and live progress.
 *
 * <p>Nothing else in the library may use this package or the kernel's classes.
 */
package org.smashnas.notebook;
