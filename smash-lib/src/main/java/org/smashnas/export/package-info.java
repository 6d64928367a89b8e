/**
 * Networks as folders that PyTorch runs without this library: architecture, weights and a program
 * of one file that builds the network and loads them.
 */
package org.smashnas.export;
