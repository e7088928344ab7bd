/**
 * Metrics of the processes of this machine: {@link dev.surety.watch.scrape.TargetDirectory} says
 * where they are, {@link dev.surety.watch.scrape.Scraper} reads their pages.
 */
@NullMarked
package dev.surety.watch.scrape;

import org.jspecify.annotations.NullMarked;
