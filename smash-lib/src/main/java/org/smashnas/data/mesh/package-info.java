/**
 * Triangle meshes and the grids of cells that they fill; z points up.
 *
 * <p>Start at {@link org.smashnas.data.mesh.Voxelizer}. Nothing here knows of data sets.
 */
package org.smashnas.data.mesh;
