/** Training: optimisers, schedules, loops, their history and how they report and stop. */
package org.smashnas.train;
