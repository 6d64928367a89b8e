/**
 * HyperNet architecture search on the JVM: SMASH (Brock et al., 2017) as a library for notebooks.
 */
package org.smashnas;
