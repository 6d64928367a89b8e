/**
 * Files that are never seen half written.
 *
 * <p>Start at {@link org.smashnas.files.AtomicFile}. Nothing here knows what files hold.
 */
package org.smashnas.files;
