/**
 * Files and folders that are never seen half written, their checksums, and one writer at a time.
 *
 * <p>Start at {@link org.smashnas.files.AtomicFile} and {@link org.smashnas.files.OneWriter}.
 * Nothing here knows what files hold.
 */
package org.smashnas.files;
