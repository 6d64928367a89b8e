/** Spark as a place to work, by its RDDs alone. */
package org.smashnas.spark;
