/** Samples as a page in the text format of Prometheus, and the server of that page. */
@NullMarked
package dev.surety.watch.expose;

import org.jspecify.annotations.NullMarked;
