/** Where independent pieces of work are done: in this JVM, or in those of a cluster. */
package org.smashnas.cluster;
