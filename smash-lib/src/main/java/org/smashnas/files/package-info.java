/**
 * Files and folders that are never seen half written, and their checksums.
 *
 * <p>Start at {@link org.smashnas.files.AtomicFile}. Nothing here knows what files hold.
 */
package org.smashnas.files;
