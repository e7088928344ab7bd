@NullMarked
package dev.surety.watch.scrape;

import org.jspecify.annotations.NullMarked;
